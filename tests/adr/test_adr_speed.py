"""Two thousand records and ten thousand references: no search for each of them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import product
from types import FrameType

import pytest

from sphinxcontrib_techspec.adr import AdrIndex, Entry, Outline, Part, read_record

pytestmark = pytest.mark.slow

RECORDS = 2_000
REFERENCES = 10_000
FOLDERS = 20


def stem(number: int) -> str:
    return f"{number // FOLDERS + 1:04d}-choose-{number}-of-many"


def docname(number: int) -> str:
    return f"service{number % FOLDERS}/adr/{stem(number)}"


def calls(function: Callable[[], object]) -> int:
    """Return how many Python functions *function* calls; time is another's business."""
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
        part = Part("Status", 3, [Entry(status, 5)])
        outlines.append(Outline(docname(number), parts=[Part(""), part]))
    return AdrIndex({outline.docname: read_record(outline) for outline in outlines})


def references() -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for place in range(REFERENCES):
        number = place % RECORDS
        local = number // FOLDERS + 1
        forms = [f"ADR-{local}", f"{local:04d}", stem(number), f"adr/{stem(number)}.md"]
        found.append((forms[place // RECORDS % 4], f"service{number % FOLDERS}/page"))
    return found


def test_known_references_take_look_ups_only(adrs: AdrIndex):
    asked = references()
    made = calls(lambda: [adrs.resolve(*reference) for reference in asked])
    # One number stands in twenty folders, of which the nearest is looked for.
    assert made < 10 * FOLDERS * REFERENCES
    means = [adrs.resolve(*reference).record for reference in asked]
    assert all(means)
    assert {record.docname for record in means if record} == set(adrs.records)


def test_a_second_time_nothing_is_looked_up(adrs: AdrIndex):
    asked = references()
    for reference in asked:
        adrs.resolve(*reference)
    again = calls(lambda: [adrs.resolve(*reference) for reference in asked])
    assert again < 5 * REFERENCES


def test_an_unknown_reference_is_searched_for_once(adrs: AdrIndex):
    first = calls(lambda: adrs.resolve("choose-nothing-of-manny", "index"))
    assert first < 100 * RECORDS
    assert calls(lambda: adrs.resolve("choose-nothing-of-manny", "index")) < 10


def test_the_next_unknown_reference_is_compared_with_few_names():
    words = ["".join(letters) for letters in product("aeiou", repeat=4)]
    outlines = [Outline(f"adr/choose-{word}-of-many") for word in words]
    adrs = AdrIndex({outline.docname: read_record(outline) for outline in outlines})
    assert adrs.resolve("choose-none-of-manny", "index").candidates
    again = calls(lambda: adrs.resolve("choose-some-of-manny", "index"))
    assert again < 5 * len(words)


def test_states_are_joined_once(adrs: AdrIndex):
    records = list(adrs.records.values())
    for record in records:
        adrs.shown_status(record)
    assert calls(lambda: [adrs.shown_status(r) for r in records]) < 4 * RECORDS
    assert calls(lambda: [adrs.conflicts(r) for r in records]) < 1_000 * RECORDS
