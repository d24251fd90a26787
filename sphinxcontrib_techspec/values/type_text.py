"""What stands behind the name of a field in a list: its type, or words about it."""

from __future__ import annotations

import re

from ..patterns import regex
from .names import BUILTIN_TYPES

_CONSTRAINT = regex(
    r"(?P<type>[^\W\d][\w.]*(?:\[\w*\]|\([\w, ]*\))?)\s+"
    r"(?P<constraints>(?:primary key|foreign key|unique|not null|nullable|optional"
    r"|required|auto[- ]?increment|references|default|indexed|pk|fk)\b.*)",
    re.IGNORECASE,
)
_WORD = regex(
    r"(?:not )?null(?:able)?|non[- ]null(?:able)?|unique|optional|required|mandatory"
    r"|indexed|auto[- ]?increment|(?:default|defaults to) [\w.'\"-]{1,40}"
    r"|pk|primary key|(?:(?:fk|foreign key)(?: to| of)?|references)(?: ?(?:→|->))?"
    r"(?: [\w.]{1,80}(?:\([\w, ]{1,80}\))?)?",
    re.IGNORECASE,
)
"""A constraint that stands beside a type, in brackets or behind a comma."""

_LONGEST = 300
"""How many characters a type with its constraints has; a longer text is none."""

_BETWEEN = regex(r"[,;]\s*")
_WORDS = regex(r"(?P<first>[^\W\d_][\w'’-]*)(?P<others>(?:\s+[\w'’.,;-]+)+)\.?")
"""Words side by side, as no type has them."""


def split_constraint(text: str) -> tuple[str, str]:
    """Return the built-in type that a text begins with, and the constraint behind it.

    ``UUID primary key`` gives ``("UUID", "primary key")``, and ``Status (nullable)``
    any type and the constraints in brackets; the constraint is empty where the text is
    not written so.
    """
    before, bracket, inside = text.strip().removesuffix(")").rpartition(" (")
    if bracket and before and text.rstrip().endswith(")") and are_constraints(inside):
        return before.strip(), inside
    match = _CONSTRAINT.fullmatch(text.strip())
    if match is None or _bare(match["type"]) not in BUILTIN_TYPES:
        return text, ""
    return match["type"], match["constraints"].strip()


def are_constraints(text: str) -> bool:
    """Return whether all parts of a text are constraints: ``not null, unique``."""
    parts = _BETWEEN.split(text.strip()) if len(text) <= _LONGEST else [""]
    return all(map(_WORD.fullmatch, parts))


def is_description(text: str) -> bool:
    """Return whether a text says in words what a field means, and names no type.

    ``Unique email address`` does; ``double precision`` and ``geo point`` may be types.
    """
    match = _WORDS.fullmatch(text.strip())
    if match is None:
        return False
    first, others = match["first"], match["others"].split()
    is_type = _bare(first) in BUILTIN_TYPES or first[1:] != first[1:].lower()
    in_words = first[0].isupper() and others[0].islower()
    return not is_type and (in_words or len(others) > 1)


def _bare(type_: str) -> str:
    return re.split(r"[\[(]", type_, maxsplit=1)[0].lower()
