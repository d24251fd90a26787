"""The words of a text that can state something: those outside of links to records.

The title of a record may have any words, so a link to it must not be parsed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

from ..patterns import regex
from .outline import Link
from .vocabulary import LINK

_WINDOW = 200
"""The most characters before a phrase that are looked at."""

_NEAR = 20
"""The most characters between a link and the end of the clause before it."""

_SENTENCE_END = regex(
    r"[.!?;](?=\s)|\n(?![^\w\n]{0,9}[a-z])|[\u3002\uff1b\uff01\uff1f]"
)
"""A line that goes on with a small letter belongs to the sentence before it."""

_CLAUSE_END = regex(r"(?:^|[.,;:!?()|\n>→–—\u3002\uff1b\uff0c\uff1a-])\W*$")
_HISTORY = regex(
    r"\(\s*+(?:was|were|previously|formerly|originally|initially|earlier|before|until"
    r"|from|prior)\b[^()]*+\)",
    re.IGNORECASE,
)
_RECORD = "ADR"
_AFTER_THIS = regex(r"(?<=\bthis\s)[A-Z][A-Z-]*+", re.IGNORECASE)
_LETTER = regex(r"[^\W\d_]")


def mask_links(
    text: str, links: Iterable[Link], is_kept: Callable[[str, str], bool] | None = None
) -> str:
    """Return *text* with `LINK` for every character of its links.

    Args:
        text: the text without markup.
        links: the links in it.
        is_kept: whether a link at the beginning of a clause is kept. Its arguments are
            the text of the link, and what is before it in the same sentence.
    """
    characters = list(text)
    for link in sorted(links, key=lambda link: link.start):
        start, end = max(link.start, 0), min(link.end, len(text))
        if start >= end:
            continue
        before = "".join(characters[max(start - _WINDOW, 0) : start])
        sentence = re.split(r"[.!?;](?=\s)", before)[-1]
        kept = (
            is_kept is not None
            and _CLAUSE_END.search(sentence[-_NEAR:])
            and is_kept(text[start:end].strip(), sentence)
        )
        if not kept:
            characters[start:end] = LINK * (end - start)
    return "".join(characters)


def mask_history(text: str) -> str:
    """Return *text* with spaces for former statuses: ``(was: Proposed, Rejected)``."""
    return _HISTORY.sub(lambda match: " " * len(match[0]), text)


def name_this_record(text: str, prefix: str) -> str:
    """Return *text* with ``This ADR`` for ``This OEP``, where that is the prefix.

    Positions do not change.
    """
    if len(prefix) < len(_RECORD):
        return text
    name = _RECORD.ljust(len(prefix))
    return _AFTER_THIS.sub(
        lambda match: name if match[0].upper() == prefix else match[0], text
    )


def is_only_links(text: str, links: Sequence[Link], prefix: str = "#") -> bool:
    """Return whether all words of *text* are in links whose targets have *prefix*."""
    own = [link for link in links if link.target.startswith(prefix)]
    return bool(own) and not _LETTER.search(mask_links(text, own))


def window_before(text: str, position: int, length: int = _WINDOW) -> str:
    """Return at most *length* characters of *text* before *position*."""
    return text[max(position - length, 0) : position]


def sentence_before(text: str) -> str:
    """Return *text* from the beginning of its last sentence."""
    return _SENTENCE_END.split(text)[-1]


def links_between(links: Sequence[Link], start: int, end: int) -> tuple[Link, ...]:
    """Return the links that begin in a part of a text, with their positions in it.

    Args:
        links: the links of the whole text, sorted by their beginning.
        start: the index of the first character of the part.
        end: the index after the part.
    """
    first = bisect_left(links, start, key=lambda link: link.start)
    last = bisect_left(links, end, key=lambda link: link.start)
    return tuple(
        Link(link.target, link.start - start, link.end - start)
        for link in links[first:last]
    )
