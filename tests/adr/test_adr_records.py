"""Every record of the corpus is read with the expected data."""

from __future__ import annotations

import re
from typing import Any

import pytest
from adr_corpus import build_corpus, index, lines_of, load, record_data

EXPECTED = load("records.yaml")


@pytest.mark.parametrize("docname", EXPECTED)
def test_record(docname: str):
    expected: dict[str, Any] = EXPECTED[docname]
    assert record_data(index().records[docname]) == expected


def test_no_other_document_is_a_record():
    assert list(index().records) == sorted(EXPECTED)


def test_the_corpus_is_large_enough():
    assert len(EXPECTED) >= 60
    suffixes = [build_corpus().app.env.doc2path(name).suffix for name in EXPECTED]
    assert suffixes.count(".rst") >= 12


@pytest.mark.parametrize("docname", EXPECTED)
def test_quotes_are_at_their_lines(docname: str):
    """The line numbers of statuses, titles and conflicts are those of the files."""
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
        # The items of a list may be on the lines after the field name.
        near = " ".join(lines_of(source)[line - 1 : line + 2]).lower()
        assert line, text
        assert not words or any(word.lower() in near for word in words), (text, near)
    title = re.findall(r"[A-Za-z]{4,}", record.title)
    heading = lines_of(record)[record.line - 1]
    assert record.line == 1 or not title or any(word in heading for word in title)


def test_no_warnings():
    assert build_corpus().warnings == []


def test_accepted_records_have_no_successors():
    accepted = [
        r for r in index().records.values() if index().shown_status(r) == "accepted"
    ]
    assert len(accepted) > 40
    for record in accepted:
        assert not index().successors(record), record.docname
        assert not index().current_successors(record), record.docname
