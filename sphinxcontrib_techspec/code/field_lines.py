"""Read a list of fields without types: ``status  // OPEN or SHUT``, a line each."""

from __future__ import annotations

from ..patterns import regex
from .classes import ClassField, ClassSource, CodeClasses

_FIELD = regex(r"(?P<name>[^\W\d][\w.]*+)[,;]?(?:\s++(?://|#|--)(?P<words>.*))?")
_COMMENT = regex(r"\s*+(?://|#|--)")

_FEWEST = 2
"""The fewest fields with a comment; one line may be anything."""


def read_field_lines(code: str) -> CodeClasses:
    """Return one class without a name, none where a line is no field and no comment.

    Args:
        code: a block of code without a language.
    """
    found = ClassSource("", "", 0)
    described = 0
    for number, line in enumerate(code.split("\n")):
        if _COMMENT.match(line):
            # It is shown as code.
            found.whole = False
        elif match := _FIELD.fullmatch(line.strip()):
            words = (match["words"] or "").strip()
            described += bool(words)
            found.fields.append(ClassField(match["name"], "", "", words, number))
        elif line.strip():
            return CodeClasses()
    return CodeClasses([found] if described >= _FEWEST else [])
