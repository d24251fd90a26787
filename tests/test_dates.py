"""Dates of a spec, as people write them."""

from __future__ import annotations

import datetime as dt

import pytest

from sphinxcontrib_techspec.values.dates import parse_date


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-12", "2026/10/12", "2026.10.12", "12 October 2026", "Oct 12, 2026",
        "October 12th, 2026", "12th of Oct. 2026", "12-Oct-2026", "12.10.2026",
    ],
)  # fmt: skip
def test_dates(text):
    assert parse_date(text) == dt.date(2026, 10, 12)


def test_a_number_over_twelve_is_the_day():
    assert parse_date("13/11/2026") == parse_date("11/13/2026") == dt.date(2026, 11, 13)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("03/11/2026", "ambiguous"),
        ("3-11-2026", "ambiguous"),
        ("31/31/2026", "invalid"),
        ("31 February 2026", "invalid"),
        ("November 2026", "invalid"),
        ("2026-13-01", "invalid"),
        ("soon", "invalid"),
        ("20261101", "invalid"),
    ],
)
def test_other_texts_are_reported(text, problem):
    with pytest.raises(ValueError, match=rf"^{problem} .*{text}"):
        parse_date(text)
