"""One document with a heading for each of several records is read as these records."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinxcontrib_techspec.adr import AdrIndex, read_record, record_outlines
from sphinxcontrib_techspec.adr.names import heading_slug, is_log_name
from sphinxcontrib_techspec.adr.vocabulary import VOCABULARY
from sphinxcontrib_techspec.sphinx_ext.reading.record_files import read_record_file

MARKDOWN = """\
# Decision log

Status: living document

## ADR-001: Use Kafka

- **Status:** Superseded by [ADR-002](#adr-002-use-nats)
- **Date:** 2024-05-01

### Decision

Kafka.

## ADR-002 - Use NATS (Accepted)

Date: 2024-06-01

Supersedes ADR-001.

## 3. Keep one database (2024-07-01)

| Status | Deciders |
|---|---|
| Proposed | A. Author |

## 2024-08-01 Use feature flags

### Status

Accepted

### Context

Flags.

## Open questions

Status of the tools?
"""
RST = """\
Decision log
============

Status: living document

ADR-001: Use Kafka
------------------

- **Status:** Superseded by ADR-002
- **Date:** 2024-05-01

Decision
~~~~~~~~

Kafka.

ADR-002 - Use NATS (Accepted)
-----------------------------

Date: 2024-06-01

Supersedes ADR-001.

3. Keep one database (2024-07-01)
---------------------------------

.. list-table::

   * - Status
     - Deciders
   * - Proposed
     - A. Author

2024-08-01 Use feature flags
----------------------------

Status
~~~~~~

Accepted

Context
~~~~~~~

Flags.

Open questions
--------------

Status of the tools?
"""


def index(folder: Path, text: str, name: str = "decision-log.md") -> AdrIndex:
    """Return the records in a file."""
    path = folder / name
    path.write_text(text, "utf-8")
    docname = name.rpartition(".")[0]
    outline = read_record_file(path, docname, VOCABULARY)
    records = [read_record(part) for part in record_outlines(outline)]
    return AdrIndex({record.key: record for record in records})


@pytest.mark.parametrize("name", ["decision-log.md", "decision-log.rst"])
def test_records_of_a_log(tmp_path: Path, name: str):
    text = MARKDOWN if name.endswith(".md") else RST
    adrs = index(tmp_path, text, name)
    found = list(adrs.records.values())
    assert [(r.label, r.title, adrs.shown_status(r), r.date) for r in found] == [
        ("ADR-001", "Use Kafka", "superseded", "2024-05-01"),
        ("ADR-002", "Use NATS", "accepted", "2024-06-01"),
        ("ADR-3", "Keep one database", "proposed", "2024-07-01"),
        ("2024-08-01-use-feature-flags", "Use feature flags", "accepted", "2024-08-01"),
    ]
    assert [r.label for r in adrs.successors(found[0])] == ["ADR-002"]
    assert len({r.anchor for r in found}) == 4
    lines = text.split("\n")
    assert all(r.title in lines[r.line - 1] for r in found)


REFERENCES = {
    "ADR-001": "Use Kafka",
    "ADR 1": "Use Kafka",
    "3": "Keep one database",
    "ADR-3": "Keep one database",
    "decision-log.md#adr-001-use-kafka": "Use Kafka",
    "decision-log.md#ADR-001": "Use Kafka",
    "decision-log#adr-002-use-nats-accepted": "Use NATS",
    "decision-log.md#adr-2": "Use NATS",
    "decision-log.md#3-keep-one-database-2024-07-01": "Keep one database",
    "2024-08-01-use-feature-flags": "Use feature flags",
    "feature-flags": "Use feature flags",
}


@pytest.mark.parametrize("reference", REFERENCES)
def test_references_to_a_record_of_a_log(tmp_path: Path, reference: str):
    found = index(tmp_path, MARKDOWN).resolve(reference, "index").record
    assert found is not None
    assert found.title == REFERENCES[reference]


@pytest.mark.parametrize(
    ("reference", "outcome"),
    [
        ("decision-log.md#adr-009-gone", "unknown"),
        ("ADR-9", "unknown"),
        ("decision-log.md", "ambiguous"),
        ("#adr-001-use-kafka", "found"),
    ],
)
def test_references_to_a_log_itself(tmp_path: Path, reference: str, outcome: str):
    adrs = index(tmp_path, MARKDOWN)
    assert adrs.resolve(reference, "decision-log").outcome == outcome


HEADINGS = {
    "## ADR-7: Use X": ("ADR-7", "Use X", "unknown", ""),
    "## [ADR-007] Use X": ("ADR-007", "Use X", "unknown", ""),
    "## ADR 0007 — Use X": ("ADR-0007", "Use X", "unknown", ""),
    "## Decision 7: Use X": ("DECISION-7", "Use X", "unknown", ""),
    "## D7: Use X": ("D-7", "Use X", "unknown", ""),
    "## ARCH-D-07 – Use X": ("ARCH-D-07", "Use X", "unknown", ""),
    "## ADR-7: Use X (2024-05-01)": ("ADR-7", "Use X", "unknown", "2024-05-01"),
    "## ADR-7 (2024-05-01): Use X": ("ADR-7", "Use X", "unknown", "2024-05-01"),
    "## ADR-7: Use X [Accepted]": ("ADR-7", "Use X", "accepted", ""),
    "## ADR-7: Use X — Rejected": ("ADR-7", "Use X", "rejected", ""),
    "## [SUPERSEDED] ADR-7: Use X": ("ADR-7", "Use X", "superseded", ""),
    "## 2024-05-01: Use X": ("2024-05-01-use-x", "Use X", "unknown", "2024-05-01"),
    "## [2024-05-01] Use X": ("2024-05-01-use-x", "Use X", "unknown", "2024-05-01"),
    "## Use X (2024-05-01)": ("use-x-2024-05-01", "Use X", "unknown", "2024-05-01"),
    "## 7. Use X\n\n**Decision:** X": ("ADR-7", "Use X", "unknown", ""),
    "## 7) Use X\n\nStatus: Done": ("ADR-7", "Use X", "unknown", ""),
    "## Use X\n\n**Status:** Accepted": ("use-x", "Use X", "accepted", ""),
    "## Accepted\n\n### ADR-7: Use X": ("ADR-7", "Use X", "accepted", ""),
    "## Superseded\n\n### ADR-7: Use X": ("ADR-7", "Use X", "superseded", ""),
    "## Accepted\n\n### ADR-7: Use X\n\nStatus: Rejected": (
        "ADR-7", "Use X", "rejected", "",
    ),
    "# API of X\n\n**Status:** Active\n\n## ADR-7: Use X\n\nStatus: Rejected": (
        "ADR-7", "Use X", "rejected", "",
    ),
    "# ADR-7: Use X\n\nStatus: Accepted\n\n# ADR-8: Use Y": (
        "ADR-7", "Use X", "accepted", "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("heading", HEADINGS)
def test_headings_of_records(tmp_path: Path, heading: str):
    top = "" if heading.startswith("# ") else "# Decisions\n\n"
    record = next(iter(index(tmp_path, f"{top}{heading}\n").records.values()))
    found = (record.label, record.title, record.status, record.date)
    assert found == HEADINGS[heading]
    assert record.anchor


NONE = {
    "a list of records": "- [ADR-001](adr/0001-x.md): accepted\n- ADR-2: proposed\n",
    "a table of records": "| ADR | Status |\n|---|---|\n| [1](0001.md) | Accepted |\n",
    "headings that list files": (
        "## ADR-001: Use X\n\nStatus: Accepted\n\n[Read it](adr/0001-use-x.md)\n"
    ),
    "headings that are links": "## [ADR-001: Use X](adr/0001-use-x.md)\n\nStatus: Accepted\n",
    "a template": "## ADR-XXX: Title\n\nStatus: Proposed | Accepted\n",
    "a filled template": "## ADR-001: [Title]\n\nStatus: Accepted\n",
    "an example": "## Example\n\nStatus: Accepted\n",
    "numbered sections": "## 1. Purpose\n\nWhy.\n\n## 2. Scope\n\nWhat.\n",
    "sections of a page": "## Status\n\nLiving\n\n## Process\n\nMeet.\n",
    "legend": "## Statuses\n\n- Accepted: in force\n- Rejected: not\n",
    "groups": "## Accepted\n\nNothing.\n\n## Rejected\n\nNothing.\n",
    "status of a page": "Status: Accepted\n\n## Rules\n\nText.\n",
}


@pytest.mark.parametrize("case", NONE)
def test_pages_named_like_a_log_that_have_no_record(tmp_path: Path, case: str):
    assert not index(tmp_path, f"# Decisions\n\n{NONE[case]}", "DECISIONS.md")


def test_a_page_with_one_record_stays_one(tmp_path: Path):
    text = "# ADR-001: Use X\n\n## Status\n\nAccepted\n\n## 1. Context\n\nX.\n"
    (record,) = index(tmp_path, text, "decisions.md").records.values()
    assert (record.key, record.label, record.status) == (
        "decisions", "ADR-001", "accepted",
    )  # fmt: skip
    text = "# Use X\n\n## Status\n\nAccepted\n\n## Decision\n\nX.\n"
    (record,) = index(tmp_path, text, "decisions.md").records.values()
    assert (record.key, record.title) == ("decisions", "Use X")


def test_a_numbered_file_is_one_record(tmp_path: Path):
    text = "# 4. Use X\n\n## ADR-001: A\n\nStatus: Rejected\n\n## ADR-002: B\n"
    (record,) = index(tmp_path, text, "0004-use-x.md").records.values()
    assert record.key == "0004-use-x"


def test_other_names_need_two_records(tmp_path: Path):
    one = "# Storage\n\n## ADR-001: A\n\nStatus: Accepted\n"
    assert [r.anchor for r in index(tmp_path, one, "storage.md").records.values()] == []
    two = f"{one}\n## ADR-002: B\n\nStatus: Rejected\n"
    found = index(tmp_path, two, "storage.md").records.values()
    assert [r.label for r in found] == ["ADR-001", "ADR-002"]


def test_records_are_in_the_order_of_the_log(tmp_path: Path):
    text = "".join(f"## D{n}: Use {n}\n\nYes.\n\n" for n in (10, 9, 1, 2))
    found = index(tmp_path, f"# Log\n\n{text}", "DECISIONS.md").records.values()
    assert [r.number for r in found] == [10, 9, 1, 2]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("decision-log", True),
        ("docs/DECISIONS", True),
        ("architecture_decisions", True),
        ("Decision-Log", True),
        ("decisions.log", True),
        ("docs/ADR.log", True),
        ("DECISIONS_LOG", True),
        ("adr", True),
        ("use-kafka-adr", False),
        ("decision-logging", False),
        ("precisions", False),
    ],
)
def test_names_of_logs(name: str, *, expected: bool):
    assert is_log_name(name) is expected


def test_a_list_of_records_is_no_record(tmp_path: Path):
    listed = "| ADR | Title | Status |\n|-|-|-|\n| 1 | Use X | Accepted |\n"
    text = f"# Log\n\n## Overview\n\n{listed}\n## ADR-1: Use X\n\nStatus: Accepted\n"
    found = index(tmp_path, text, "decisions.log.md").records.values()
    assert [(r.label, r.status) for r in found] == [("ADR-1", "accepted")]


def test_heading_slug():
    assert heading_slug("ADR-001: Use “Kafka” & more (2024)") == (
        "adr-001-use-kafka-more-2024"
    )


@pytest.mark.parametrize(
    "heading",
    [
        "ADR-7 · One engine — ACCEPTED",
        "ADR-7 · One engine — ACCEPTED (parity-safe superset)",
        "ADR-7: One engine (2031-07-17) — ACCEPTED",
        "ADR-7 — One engine — Accepted (a), 2031-07-17",
        "ADR-7 • One engine (Accepted)",
        "ADR-7 - One engine - Accepted",
    ],
)
def test_a_status_in_the_heading(tmp_path: Path, heading: str):
    text = f"# Log\n\n## {heading}\n\nText.\n\n## ADR-8: B\n\nStatus: Draft\n"
    first, second = index(tmp_path, text, "DECISIONS.md").records.values()
    assert (first.label, first.title, first.status) == (
        "ADR-7", "One engine", "accepted"
    )  # fmt: skip
    assert first.date == ("2031-07-17" if "2031" in heading else "")
    assert second.status == "proposed"


@pytest.mark.parametrize(
    "part",
    ["Decision 1 — ids", "Amendment 1 (2031-08-20) — more", "§4 — Ids (ACCEPTED)"],
)
def test_the_parts_of_a_record_are_none(tmp_path: Path, part: str):
    text = (
        f"# Log\n\n## ADR-1: A\n\nStatus: Accepted\n\n### {part}\n\n"
        "Status: Accepted\n\n## ADR-2: B\n\nStatus: Draft\n"
    )
    found = index(tmp_path, text, "DECISIONS.md").records.values()
    assert [(r.label, r.status) for r in found] == [
        ("ADR-1", "accepted"), ("ADR-2", "proposed")
    ]  # fmt: skip


def test_records_below_one_with_a_number_of_their_own(tmp_path: Path):
    text = (
        "# Log\n\n## ADR-1: All\n\nStatus: Accepted\n\n### ADR-2: A\n\n"
        "Status: Accepted\n\n### ADR-3: B\n\nStatus: Draft\n"
    )
    found = index(tmp_path, text, "DECISIONS.md").records.values()
    assert [r.label for r in found] == ["ADR-2", "ADR-3"]


def test_a_log_without_headings_is_no_record(tmp_path: Path):
    entries = "".join(
        f"D-{n}: Use {n}\n\nDate: 2031-05-2{n} | Status: Superseded\n\n" for n in (1, 2)
    )
    text = f"# Decisions\n\n{entries}## Decision\n\nText.\n"
    assert index(tmp_path, text, "DECISIONS.md").records == {}
