"""The classes that a reader of code finds, as lines to compare."""

from __future__ import annotations

from textwrap import dedent

from sphinxcontrib_techspec.code.classes import CodeClasses
from sphinxcontrib_techspec.code.languages import language_named, read_code


def read(code: str, language: str) -> CodeClasses:
    """Return the classes of some indented code."""
    found = language_named(language)
    assert found is not None
    return read_code(dedent(code).strip("\n"), found)


def lines_of(code: str, language: str) -> list[str]:
    """Return a line for each class and each field.

    ``Table users@0 – text`` is a class on line 0 with a description, with a ``*`` if
    that is all there is to the code; ``name@1: type [constraints] – text`` a field.
    """
    lines: list[str] = []
    for source in read(code, language).classes:
        star = "*" if source.whole else ""
        head = f"{source.label} {source.name}@{source.line}{star}"
        lines.append(_with(head, source.description))
        for field in source.fields:
            text = f"{field.name}@{field.line}: {field.type}".rstrip()
            if field.constraints:
                text += f" [{field.constraints}]"
            lines.append(_with(text, field.description))
    return lines


def _with(text: str, description: str) -> str:
    return f"{text} – {description}" if description else text


def fault_line(code: str, language: str) -> int | None:
    """Return the line of the first mistake in some code, from 0."""
    fault = read(code, language).fault
    return None if fault is None else fault.line
