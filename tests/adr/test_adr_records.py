"""Every record of the corpus is read as it was written."""

from __future__ import annotations

import re
from typing import Any

import pytest
from adr_corpus import built, described, index, lines_of, load

EXPECTED = load("records.yaml")


@pytest.mark.parametrize("docname", EXPECTED)
def test_record(docname: str):
    expected: dict[str, Any] = EXPECTED[docname]
    assert described(index().records[docname]) == expected


def test_no_other_document_is_a_record():
    assert list(index().records) == sorted(EXPECTED)


def test_the_corpus_is_large_enough():
    assert len(EXPECTED) >= 60
    suffixes = [built().app.env.doc2path(name).suffix for name in EXPECTED]
    assert suffixes.count(".rst") >= 12


@pytest.mark.parametrize("docname", EXPECTED)
def test_lines_hold_what_is_quoted_from_them(docname: str):
    """The lines of statuses, titles and conflicts are those of the files."""
    record = index().records[docname]
    conflicts = index().conflicts(record)
    quotes = [(record, s.text, s.line) for s in record.statements]
    quotes += [
        (quote.record, quote.text, quote.line)
        for conflict in conflicts
        for quote in (conflict.first, conflict.second)
    ]
    for source, text, line in quotes:
        words = re.findall(
            r"[A-Za-z]{4,}", text.removeprefix("Deprecated since version")
        )
        # A list is one field, whose items may stand below it.
        told = " ".join(lines_of(source)[line - 1 : line + 2]).lower()
        assert line, text
        assert not words or any(word.lower() in told for word in words), (text, told)
    title = re.findall(r"[A-Za-z]{4,}", record.title)
    heading = lines_of(record)[record.line - 1]
    assert record.line == 1 or not title or any(word in heading for word in title)


def test_reading_warns_of_nothing():
    assert built().warnings == []


def test_no_dead_record_is_taken_for_a_living_one():
    """Every file that says so in plain words, without its fences, is not accepted."""
    living = [
        r for r in index().records.values() if index().shown_status(r) == "accepted"
    ]
    assert len(living) > 40
    for record in living:
        ends = index().current_successors(record)
        assert not index().successors(record), record.docname
        assert not ends, record.docname
