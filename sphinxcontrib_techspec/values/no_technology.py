"""Texts in the place of a technology that name none: a number, columns, a place."""

from __future__ import annotations

import re

from ..patterns import regex
from .known_technologies import KNOWN

_LONGEST = 200
"""How many characters such a text may have."""

_NUMBER = regex(r":?\d{3,5}(?![\w.])(?:\s*\([^()]*+\))?")
"""A bare number, such as that of a port; a version has dots or fewer digits."""

_GROUP = regex(r"\([^()]*+\)")
_WORD = regex(r"[^\s,;]+")
_COLUMN = regex(r"[a-z][a-z0-9]*+(?:_[a-z0-9]++)++")
"""A name in small letters with an underscore, as columns have."""

_WORKFLOW = regex(
    r"(?:git|github|gitlab)[ -]?flow|trunk[ -]based(?: development)?"
    r"|feature[ -]branch(?:es|ing)?(?: workflow)?|conventional commits"
    r"|semantic versioning|semver",
    re.IGNORECASE,
)
"""How people work with a tool, which is none."""

_PLACE = regex(
    r"(?:(?:inline|stored|embedded|kept|held|persisted|saved|included|bundled)\s)"
    r"(?:(?!in\b|into\b)[a-z]+\s){0,2}(?:in|into|inside|within|on|as)\s",
    re.IGNORECASE,
)
"""Words that say where something is: ``inline in Postgres``."""

_DATA_PLACE = regex(
    r"(?:[\w'’-]+\s){1,3}(?:is|are|gets)\s(?:stored|kept|held|persisted|saved|cached"
    r"|encrypted|written|sent)\s",
    re.IGNORECASE,
)
"""A sentence that says where data is: ``Credentials are stored in IndexedDB``."""

_TASK = regex(
    r"(?i:avoid|copy|delete|display|fetch|keep|list|load|persist|rename|save|send|show"
    r"|store)(?:\s|,\s)(?=[a-z])"
)
"""The verb of a task, before more words in small letters."""

_COLUMN_END = ("_at", "_by", "_on", "_id", "_date", "_time")
_DATA_WORDS = frozenset("column columns field fields row rows table tables".split())


def names_no_technology(text: str) -> bool:
    """Return whether a text names a number, columns of a database or a place.

    Args:
        text: what stands in the place of the name of a product, such as ``8081``,
            ``deleted_at column`` or ``inline in the database``.
    """
    if _PLACE.match(text) or _DATA_PLACE.match(text) or _TASK.match(text):
        return True
    if len(text) > _LONGEST:
        return False
    text = text.strip().removesuffix(".")
    if _NUMBER.fullmatch(text) or _WORKFLOW.fullmatch(text):
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
