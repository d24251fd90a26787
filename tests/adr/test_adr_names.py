"""Dates, numbers and words in the names of records."""

from __future__ import annotations

import pytest

from sphinxcontrib_techspec.adr import Outline, read_record
from sphinxcontrib_techspec.adr.names import leading_date, leading_number, slug_of

NAMES = {
    "2020_03_03_api_translations": ("2020-03-03", "", "api-translations"),
    "2020_03_03_3d_models": ("2020-03-03", "", "3d-models"),
    "2020_03_03_012_api": ("2020-03-03", "012", "api"),
    "2022-04-13_018-slug": ("2022-04-13", "018", "slug"),
    "2022-04-13-slug": ("2022-04-13", "", "slug"),
    "20201016-use-x": ("2020-10-16", "", "use-x"),
    "0012-use-x": ("", "0012", "use-x"),
    "2020_queues": ("", "2020", "queues"),
    "2031-07-16.pond.kelp": ("2031-07-16", "", "pond.kelp"),
    "20310716.kelp": ("2031-07-16", "", "kelp"),
    "2031-01-leaf": ("", "", "leaf"),
    "2031_01_leaf": ("", "", "leaf"),
    "2031-01": ("", "", ""),
    "2031-01-3d-leaf": ("", "", "3d-leaf"),
    "2031-13-leaf": ("", "2031", "13-leaf"),
    "0131-01-leaf": ("", "0131", "01-leaf"),
}


@pytest.mark.parametrize("stem", NAMES)
def test_names(stem: str):
    number = leading_number(stem)
    digits = number.digits if number else ""
    assert (leading_date(stem), digits, slug_of(stem)) == NAMES[stem]


@pytest.mark.parametrize("stem", ["2031-07-16.pond.kelp", "2031-01-leaf"])
def test_a_record_with_a_date_for_a_number_is_named_by_its_file(stem: str):
    record = read_record(Outline(f"adr/{stem}"))
    assert (record.label, record.number) == (stem, None)
    assert record.date == leading_date(stem)
