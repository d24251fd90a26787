"""Read the title of a record: number, text and a status such as ``[SUPERSEDED]``."""

from __future__ import annotations

import re
from typing import NamedTuple

from ...patterns import regex
from ..names import Number, is_record_prefix
from ..outline import LabelledText, Outline
from ..vocabulary import INACTIVE, VOCABULARY, Vocabulary
from . import labels
from .statements import StatusClaim, read_claim

_DASH = "–—-"
_WITH_PREFIX = regex(
    r"^[\[(]?(?P<prefix>(?:[A-Za-z]+-)*[A-Za-z]+)[-_ ]?#?"
    rf"(?P<digits>\d{{1,6}})(?!\w|\.\d)"
    rf"(?:-[a-z]{{1,8}}\d{{1,3}}(?=\s*[:|{_DASH}]))?"
    rf"[\])]?(?:\s*[.:)|{_DASH}]+)?\s*"
)
_SPELLED_OUT = regex(
    r"^(?:architectur(?:e|al)\s+)?decision(?:\s+record)?\s*"
    rf"(?:#?(?P<digits>\d{{1,6}})(?:\s*[.:)|{_DASH}]+)?|[:|{_DASH}])\s*"
    rf"|^ADR\s*[:|{_DASH}]\s+",
    re.IGNORECASE,
)
_NUMBER = regex(
    rf"^#?(?P<digits>\d{{1,6}})(?:[.:)]\s+|\s+[|{_DASH}]\s*)"
    r"|^(?P<padded>0\d{2,5})[-_ ]\s*"
)
_LEADING_STATUS = regex(
    rf"^(?>\W*[\[(])(?P<status>[^\])]+)[\])]\s*(?:[:{_DASH}]+\s+)?"
    rf"|^\W*(?P<word>[A-Z]{{6,}}+)\s*[:{_DASH}]\s+"
)
_OPENING = regex(r"[\[(]")
_QUOTED = regex(r"(?P<quote>['\"])(?P<words>[^'\"]++)(?P=quote)")


_GENERIC = frozenset(
    {"", "adr", "decision", "decision record", "architecture decision record",
     "architectural decision record", "architecture decision", "design decision"}
)  # fmt: skip


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


def read_title(text: str, line: int = 0, vocabulary: Vocabulary = VOCABULARY) -> Title:
    """Parse a title such as ``ADR-4: Use SQLite [superseded by 5]``."""
    quoted = _QUOTED.fullmatch(text.strip())
    text = quoted["words"] if quoted else text
    words, claim = _split_status(text.strip(), line, vocabulary)
    for pattern in (_WITH_PREFIX, _SPELLED_OUT, _NUMBER):
        match = pattern.match(words)
        groups = match.groupdict(default="") if match else {}
        prefix = groups.get("prefix", "")
        if match is None or (prefix and not is_record_prefix(prefix)):
            continue
        digits = groups.get("digits") or groups.get("padded") or ""
        rest, second = _split_status(words[match.end() :].strip(), line, vocabulary)
        prefix = prefix.upper()
        number = Number(prefix, int(digits), digits, "") if digits else None
        return Title(rest or words, number, claim or second)
    return Title(words, None, claim)


def _split_status(
    text: str, line: int, vocabulary: Vocabulary
) -> tuple[str, StatusClaim | None]:
    """Return a title without ``[SUPERSEDED]`` or the like, and that status."""
    if match := _LEADING_STATUS.match(text):
        status, rest = match["status"] or match["word"], text[match.end() :]
    else:
        status, rest = _trailing_status(text)
    if not status:
        return text, None
    claim = read_claim(LabelledText(status, line), "title", vocabulary)
    if claim.statement.status not in INACTIVE:
        return text, None
    return rest.strip() or text, claim


def _trailing_status(text: str) -> tuple[str, str]:
    """Return what the brackets at the end of a title hold, and the text before them."""
    if not text.endswith(("]", ")")):
        return "", text
    closed = max(text.rfind("]", 0, -1), text.rfind(")", 0, -1)) + 1
    opening = _OPENING.search(text, closed)
    if opening is None:
        return "", text
    return text[opening.end() : -1], text[: opening.start()]


def title_of(outline: Outline) -> LabelledText:
    """Return the title of the document, else a labelled one: ``Title: Use Kafka``.

    A heading that is the same in every record, such as *Architecture Decision Record*,
    gives way to a labelled title.
    """
    generic = labels.normalize_label(outline.title) in _GENERIC
    if outline.title and not generic:
        return LabelledText(outline.title, outline.line)
    named = (
        item
        for item in (*outline.front_matter, *labels.preamble(outline))
        if labels.normalize_label(item.label) in labels.TITLES and item.text
    )
    return next(named, LabelledText(outline.title, outline.line))
