"""Texts in the place of a technology that name none: a number, columns of tables."""

from __future__ import annotations

import re

from .known_technologies import KNOWN

_LONGEST = 200
"""How many characters such a text may have."""

_NUMBER = re.compile(r":?\d{3,5}(?![\w.])(?:\s*\([^()]*+\))?")
"""A bare number, such as that of a port; a version has dots or fewer digits."""

_GROUP = re.compile(r"\([^()]*+\)")
_WORD = re.compile(r"[^\s,;]+")
_COLUMN = re.compile(r"[a-z][a-z0-9]*+(?:_[a-z0-9]++)++")
"""A name in small letters with an underscore, as columns have."""

_COLUMN_END = ("_at", "_by", "_on", "_id", "_date", "_time")
_DATA_WORDS = frozenset("column columns field fields row rows table tables".split())


def names_no_technology(text: str) -> bool:
    """Return whether a text names a number or columns of a database, and no product.

    Args:
        text: what stands in the place of a name, such as ``8081``, or
            ``deleted_at column``.
    """
    if len(text) > _LONGEST:
        return False
    text = text.strip().removesuffix(".")
    if _NUMBER.fullmatch(text):
        return True
    words = [word[0].strip(".:`") for word in _WORD.finditer(_GROUP.sub(" ", text))]
    named = [word for word in words if _COLUMN.fullmatch(word)]
    if not named or words[0] != named[0]:
        return False
    if any(word != word.lower() or word in KNOWN for word in words):
        return False
    return all(word.endswith(_COLUMN_END) for word in named) or not (
        _DATA_WORDS.isdisjoint(words)
    )
