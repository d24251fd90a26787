"""The technology that words about something name: *uploaded photos in MinIO*."""

from __future__ import annotations

import re

from ..patterns import regex
from .known_technologies import KNOWN, PROTOCOLS
from .technologies import LONGEST, Span, Technology, read_version

_WORD = regex(r"[^\s,;:()]+")
_USE = regex(r"(?:(?:it|we)\s)?uses?\s|using\s", re.IGNORECASE)
_DOUBT = regex(
    r"\b(?:cannot|could|future|instead|later|may|maybe|might|never|no|not|planned"
    r"|replaces?|unlike|without|would)\b",
    re.IGNORECASE,
)
"""Words by which a technology is not, or not yet, what is used."""

_BEFORE = frozenset("by in on through to using via with".split())
"""The words that the name of a technology follows where it is what is used."""

_CLAUSE = regex(r"[.;]\s|\s[–—-]\s")
_LEAST = 3
"""How many words a text has at least that is no name with a word before it."""


def technology_in_words(text: str) -> Technology | None:
    """Return the one technology in words that are no name, `None` for none or several.

    It is known by its name, which no other name stands beside: the words are in small
    letters, and end with it or go on in a clause of their own. *We use Zed for drafts*
    names it behind the verb.

    Args:
        text: the words, on one line with single spaces.
    """
    words = list(_WORD.finditer(text))
    if len(text) > LONGEST or len(words) < _LEAST or _DOUBT.search(text):
        return None
    use = _USE.match(text)
    named = [word for word in words if _is_name(word[0], is_first=word is words[0])]
    if use:
        named = [word for word in named if word.start() >= use.end()]
    if len(named) != 1 or named[0][0].rstrip(".").lower() not in KNOWN - PROTOCOLS:
        return None
    (word,) = named
    if word[0].islower():
        return None
    span = word.start(), word.start() + len(word[0].rstrip("."))
    if use:
        if word.start() != use.end():
            return None
    elif not text[0].islower() or not _is_end(text, words, word):
        return None
    return _with_rest(text, span)


def _is_name(word: str, *, is_first: bool) -> bool:
    """Return whether a word is that of a name; a number alone is none."""
    plain = word.rstrip(".")
    return (
        not plain[:1].isdigit()
        and not (plain.islower() and plain.isalpha())
        and not (is_first and plain[1:].islower() and plain.lower() not in KNOWN)
    )


def _is_end(text: str, words: list[re.Match[str]], word: re.Match[str]) -> bool:
    """Return whether a name ends the words behind a preposition."""
    before = words[words.index(word) - 1][0].lower() if word is not words[0] else ""
    after = text[word.end() :].strip()
    ends = not after or after[0] in ",;:(" or bool(_CLAUSE.match(text, word.end() - 1))
    return before in _BEFORE and ends


def _with_rest(text: str, span: Span) -> Technology:
    """Return the technology with the words around it as its notes.

    Those before it have its name, too: *orders go to Zed*.
    """
    start = span[1]
    while start < len(text) and text[start] in " ,;:.":
        start += 1
    version = None
    notes: list[Span] = [(0, span[1])] if span[0] else []
    if found := read_version(text[start:]):
        (first, last), more = found
        version = first + start, last + start
        notes += ((a + start, b + start) for a, b in more)
    elif start < len(text):
        notes.append((start, len(text)))
    return Technology(span, version, tuple(notes))
