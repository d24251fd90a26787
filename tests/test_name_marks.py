"""Marks in brackets behind names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.kinds import BY_NAME
from sphinxcontrib_techspec.model.build import build_item
from sphinxcontrib_techspec.model.item import ParsedItem, SourceText
from sphinxcontrib_techspec.model.name_marks import MarkedName, split_mark


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("entity", "Hive (Extended)", MarkedName("Hive", "Extended")),
        ("component", "Bee Counter (new)", MarkedName("Bee Counter", "new")),
        ("entity", "Hive (ADR-004)", MarkedName("Hive", "", ("ADR-004",))),
        ("entity", "Hive (ADR-4, ADR 5)", MarkedName("Hive", "", ("ADR-4", "ADR 5"))),
        ("component", "Bee Counter (ADR-4)", MarkedName("Bee Counter", "ADR-4")),
        ("endpoint", "GET /bees (ADR-4)", MarkedName("GET /bees", "", ("ADR-4",))),
    ],
)
def test_a_mark_is_no_part_of_the_name(
    kind: str, name: str, expected: MarkedName
) -> None:
    assert split_mark(BY_NAME[kind], name) == expected


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("entity", "User (admin)"),
        ("entity", "Plan (legacy)"),
        ("entity", "(new)"),
        ("entity", "Hive(new)"),
        ("entity", "Hive (new"),
        ("component", "count(id)"),
        ("endpoint", "GET /bees (v2)"),
        ("setting", "HIVE (new)"),
        ("error", "GONE (ADR-4)"),
    ],
)
def test_other_words_in_brackets_are_part_of_the_name(kind: str, name: str) -> None:
    assert split_mark(BY_NAME[kind], name) == MarkedName(name)


def test_a_mark_is_kept() -> None:
    item = build_item(ParsedItem("entity", 3, SourceText("Hive (New)", 3)), "index")
    assert (item.name, item.text("note")) == ("Hive", "New")
    item = build_item(ParsedItem("entity", 3, SourceText("Hive (ADR-4)", 3)), "index")
    assert (item.name, item.text("adr")) == ("Hive", "ADR-4")


def test_a_note_of_its_own_leaves_the_name() -> None:
    raw = ParsedItem("entity", 3, SourceText("Hive (new)", 3))
    raw.values["note"] = SourceText("of straw", 4)
    item = build_item(raw, "index")
    assert (item.name, item.text("note")) == ("Hive (new)", "of straw")


@given(st.text("ab (new)ADR-1,", min_size=1, max_size=40))
def test_nothing_of_a_name_is_lost(name: str) -> None:
    found = split_mark(BY_NAME["entity"], name)
    assert found.name
    for part in (found.name, found.state, *found.records):
        assert part in name
