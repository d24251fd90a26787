"""Dates in texts, as people write them."""

from __future__ import annotations

import re

from ..patterns import regex

_MONTH = (
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = regex(
    r"(?<!\d)\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4}"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2}"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)?[\s-]{{1,3}}(?:of\s)?)?{_MONTH}"
    r"(?:\s{1,3}\d{1,2}(?:st|nd|rd|th)?,?)?[\s,-]{1,3}\d{4}",
    re.IGNORECASE,
)


def mask_dates(text: str) -> str:
    """Return *text* with spaces for dates; the positions of other characters stay."""
    return _DATE.sub(lambda match: " " * len(match[0]), text)


def date_in(text: str) -> str:
    """Return the first date in *text* as written; ``""`` if there is none."""
    match = _DATE.search(text)
    return match[0] if match else ""
