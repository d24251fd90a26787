"""Read the title of a record: number, text and a status such as ``[SUPERSEDED]``."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..names import Number, is_record_prefix
from ..outline import LabelledText, Outline
from ..status import INACTIVE
from .statements import StatusClaim, read_claim

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
_STATUS = re.compile(
    r"^\W*[\[(](?P<first>[^\])]+)[\])]\s*|\s*[\[(](?P<last>[^\])]+)[\])]\s*$"
    rf"|^\W*(?P<word>[A-Z]{{6,}})\s*[:{_DASH}]\s+"
)


class Title(NamedTuple):
    """A parsed title.

    Attributes:
        text: the title without number and status.
        number: the number; `None` if the title has none.
        claim: the status in the title; `None` unless it is an inactive one.
    """

    text: str
    number: Number | None = None
    claim: StatusClaim | None = None


def read_title(text: str, line: int = 0) -> Title:
    """Parse a title such as ``ADR-4: Use SQLite [superseded by 5]``."""
    words, claim = _split_status(text.strip(), line)
    for pattern in (_WITH_PREFIX, _SPELLED_OUT, _NUMBER):
        match = pattern.match(words)
        groups = match.groupdict(default="") if match else {}
        prefix = groups.get("prefix", "")
        if match is None or (prefix and not is_record_prefix(prefix)):
            continue
        digits = groups.get("digits") or groups.get("padded") or ""
        rest, second = _split_status(words[match.end() :].strip(), line)
        prefix = prefix.upper()
        number = Number(prefix, int(digits), digits, "") if digits else None
        return Title(rest or words, number, claim or second)
    return Title(words, None, claim)


def _split_status(text: str, line: int) -> tuple[str, StatusClaim | None]:
    """Return a title without ``[SUPERSEDED]`` or the like, and that status."""
    match = _STATUS.search(text)
    if match is None:
        return text, None
    claim = read_claim(
        LabelledText(next(part for part in match.groups() if part), line), "title"
    )
    if claim.statement.status not in INACTIVE:
        return text, None
    return (text[: match.start()] + text[match.end() :]).strip() or text, claim


def title_of(outline: Outline) -> str:
    """Return the title of the document, else ``title`` in the front matter."""
    if outline.title:
        return outline.title
    titles = (e.text for e in outline.front_matter if e.label.lower() == "title")
    return next(titles, "")
