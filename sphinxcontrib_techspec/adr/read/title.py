"""A record's title: its number, its words, and a mark that it is dead."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..names import Number, is_kind
from ..outline import Entry, Outline
from ..status import INACTIVE
from .statements import Said, say

_DASH = "–—-"
_WITH_PREFIX = re.compile(
    r"^[\[(]?(?P<prefix>(?:[A-Za-z]+-)*[A-Za-z]+)[-_ ]?#?"
    rf"(?P<digits>\d{{1,6}})(?!\w|\.\d)[\])]?\s*[.:)|{_DASH}]*\s*"
)
_SPELLED_OUT = re.compile(
    r"^(?:architectur(?:e|al)\s+)?decision(?:\s+record)?\s*"
    rf"(?:#?(?P<digits>\d{{1,6}})\s*[.:)|{_DASH}]*|[:|{_DASH}])\s*"
    rf"|^ADR\s*[:|{_DASH}]\s+",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    rf"^#?(?P<digits>\d{{1,6}})(?:[.:)]\s+|\s+[|{_DASH}]\s*)"
    r"|^(?P<padded>0\d{2,5})[-_ ]\s*"
)
_MARK = re.compile(
    r"^\W*[\[(](?P<first>[^\])]+)[\])]\s*|\s*[\[(](?P<last>[^\])]+)[\])]\s*$"
    rf"|^\W*(?P<word>[A-Z]{{6,}})\s*[:{_DASH}]\s+"
)


class Title(NamedTuple):
    """A title without its number, the number, and a mark that the record is dead."""

    text: str
    number: Number | None = None
    mark: Said | None = None


def read_title(text: str, line: int = 0) -> Title:
    """Return what the title *text* holds."""
    words, mark = _unmarked(text.strip(), line)
    for pattern in (_WITH_PREFIX, _SPELLED_OUT, _NUMBER):
        match = pattern.match(words)
        groups = match.groupdict(default="") if match else {}
        prefix = groups.get("prefix", "")
        if match is None or (prefix and not is_kind(prefix)):
            continue
        digits = groups.get("digits") or groups.get("padded") or ""
        rest, second = _unmarked(words[match.end() :].strip(), line)
        prefix = prefix.upper()
        number = Number(prefix, int(digits), digits, "") if digits else None
        return Title(rest or words, number, mark or second)
    return Title(words, None, mark)


def _unmarked(text: str, line: int) -> tuple[str, Said | None]:
    """Cut ``[SUPERSEDED]`` or ``(superseded by 5)`` off, and return what it says."""
    match = _MARK.search(text)
    if match is None:
        return text, None
    said = say(Entry(next(part for part in match.groups() if part), line), "title")
    if said.statement.status not in INACTIVE:
        return text, None
    return (text[: match.start()] + text[match.end() :]).strip() or text, said


def title_of(outline: Outline) -> str:
    """Return the title as written: the heading, else the front matter's."""
    if outline.title:
        return outline.title
    return next((e.text for e in outline.front if e.label.lower() == "title"), "")
