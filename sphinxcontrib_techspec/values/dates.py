"""Dates of a spec, as people write them."""

from __future__ import annotations

import datetime as dt
import re

from ..messages import Message
from ..patterns import regex

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
           "dec")  # fmt: skip
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_FORMS = [
    regex(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}(?P<sign>[-/.])(?P<number>\d{{1,2}})(?P=sign)(?P<day>\d{{1,2}})",
        rf"{_DAY}[\s-](?:of\s)?{_MONTH},?[\s-]{_YEAR}",
        rf"{_MONTH}\s{_DAY},?\s{_YEAR}",
    )
]
_NUMBERS = regex(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")


def parse_date(text: str) -> dt.date:
    """Return the date in a text: ``2026-11-03``, ``3 November 2026``, ``2026/11/3``.

    A day and a month in numbers before the year are a date only where one of them is
    no month: ``13/11/2026``, but not ``03/11/2026``. With full stops the day is first.

    Raises:
        ValueError: the text is no date, or may be two.
    """
    text = " ".join(text.split())
    parts = next(filter(None, (form.fullmatch(text) for form in _FORMS)), None)
    numbers = _NUMBERS.fullmatch(text)
    try:
        if parts is not None:
            return _date_of(parts.groupdict())
        if numbers is not None and (found := _unambiguous(numbers)):
            return found
    except ValueError:
        numbers = None
    problem = (
        Message("ambiguous date “{text}”; write it as 2026-11-01 (ISO 8601)", text=text)
        if numbers is not None
        else Message("invalid date “{text}”; write it as 2026-11-01 (ISO 8601)",
            text=text)
    )  # fmt: skip
    raise ValueError(problem)


def _date_of(parts: dict[str, str]) -> dt.date:
    month = parts.get("number") or 1 + _MONTHS.index(parts["month"][:3].lower())
    return dt.date(int(parts["year"]), int(month), int(parts["day"]))


def _unambiguous(numbers: re.Match[str]) -> dt.date | None:
    """Return the date of two numbers before a year, `None` where it may be two."""
    first, second, year = int(numbers[1]), int(numbers[3]), int(numbers[4])
    if first > 12 or first == second or numbers[2] == ".":
        return dt.date(year, second, first)
    return dt.date(year, first, second) if second > 12 else None
