"""The words of annotations and decorators of object-relational mappers.

Those of JPA (Jakarta Persistence 3.1) and TypeORM are the constraints that SQL has;
others are kept as written.
"""

from __future__ import annotations

import re

from ..patterns import regex
from .classes import constraint, split_arguments

_ANNOTATION = regex(r"@\s*(?P<name>[\w.]+)\s*(?:\((?P<arguments>.*)\))?", re.DOTALL)
_NAMED = regex(r"(?P<name>\w+)\s*[:=]\s*(?P<value>.+)", re.DOTALL)
_KEYS = frozenset({"Id", "EmbeddedId", "PrimaryColumn", "PrimaryGeneratedColumn"})
_COLUMNS = frozenset({"Column", "PrimaryColumn", "Prop", "JoinColumn"})


def annotation_constraints(source: str) -> list[str]:
    """Return the constraints that an annotation of a field says.

    Args:
        source: the annotation, such as ``@Column(nullable = false)``.
    """
    match = _ANNOTATION.fullmatch(source.strip())
    if match is None:
        return [source]
    name, arguments = match["name"], (match["arguments"] or "").strip()
    found = [f"primary key (@{name})"] if name in _KEYS else []
    if name in _KEYS - _COLUMNS:
        return [*found, arguments] if arguments else found
    if name not in _COLUMNS:
        return [source]
    for argument in split_arguments(arguments):
        if argument.startswith("{") and argument.endswith("}"):
            found += map(_worded, split_arguments(argument[1:-1]))
        else:
            found.append(_worded(argument))
    return found or [source]


def _worded(argument: str) -> str:
    named = _NAMED.fullmatch(argument)
    return constraint(named["name"], named["value"]) if named else argument
