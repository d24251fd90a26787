"""The number of calls for 2,000 records and 10,000 references.

Resolving a known reference must not search all records.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import product
from types import FrameType

import pytest

from sphinxcontrib_techspec.adr import (
    AdrIndex,
    Heading,
    LabelledText,
    Outline,
    read_record,
)

pytestmark = pytest.mark.slow

RECORDS = 2_000
REFERENCES = 10_000
FOLDERS = 20


def stem(number: int) -> str:
    return f"{number // FOLDERS + 1:04d}-choose-{number}-of-many"


def docname(number: int) -> str:
    return f"service{number % FOLDERS}/adr/{stem(number)}"


def calls(function: Callable[[], object]) -> int:
    """Return the number of Python calls in *function*, which is stable, unlike time."""
    count = 0

    def count_call(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(count_call)
    try:
        function()
    finally:
        sys.setprofile(None)
    return count


@pytest.fixture(scope="module")
def adrs() -> AdrIndex:
    outlines: list[Outline] = []
    for number in range(RECORDS):
        status = f"Superseded by {number // FOLDERS + 2}" if number % 3 else "Accepted"
        heading = Heading("Status", 3, [LabelledText(status, 5)])
        outlines.append(Outline(docname(number), headings=[Heading(""), heading]))
    return AdrIndex({outline.docname: read_record(outline) for outline in outlines})


def references() -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for position in range(REFERENCES):
        number = position % RECORDS
        local = number // FOLDERS + 1
        forms = [f"ADR-{local}", f"{local:04d}", stem(number), f"adr/{stem(number)}.md"]
        found.append(
            (forms[position // RECORDS % 4], f"service{number % FOLDERS}/page")
        )
    return found


def test_known_references_are_looked_up(adrs: AdrIndex):
    cases = references()
    count = calls(lambda: [adrs.resolve(*reference) for reference in cases])
    # Every number exists in 20 folders, of which the nearest is searched for.
    assert count < 10 * FOLDERS * REFERENCES
    records = [adrs.resolve(*reference).record for reference in cases]
    assert all(records)
    assert {record.docname for record in records if record} == set(adrs.records)


def test_repeated_references_are_cached(adrs: AdrIndex):
    cases = references()
    for reference in cases:
        adrs.resolve(*reference)
    again = calls(lambda: [adrs.resolve(*reference) for reference in cases])
    assert again < 5 * REFERENCES


def test_unknown_references_are_cached(adrs: AdrIndex):
    first = calls(lambda: adrs.resolve("choose-nothing-of-manny", "index"))
    assert first < 100 * RECORDS
    assert calls(lambda: adrs.resolve("choose-nothing-of-manny", "index")) < 10


def test_unknown_references_are_compared_with_few_names():
    words = ["".join(letters) for letters in product("aeiou", repeat=4)]
    outlines = [Outline(f"adr/choose-{word}-of-many") for word in words]
    adrs = AdrIndex({outline.docname: read_record(outline) for outline in outlines})
    assert adrs.resolve("choose-none-of-manny", "index").candidates
    again = calls(lambda: adrs.resolve("choose-some-of-manny", "index"))
    assert again < 5 * len(words)


def test_statuses_are_computed_once(adrs: AdrIndex):
    records = list(adrs.records.values())
    for record in records:
        adrs.shown_status(record)
    assert calls(lambda: [adrs.shown_status(r) for r in records]) < 4 * RECORDS
    assert calls(lambda: [adrs.conflicts(r) for r in records]) < 1_000 * RECORDS
