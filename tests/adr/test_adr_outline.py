"""A record is read alike from Markdown and from reStructuredText."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from adr_corpus import load

from conftest import Project
from sphinxcontrib_techspec.adr import AdrIndex, DecisionRecord
from sphinxcontrib_techspec.sphinx_ext.domain import get_domain

MakeProject = Callable[..., Project]

TABLE = load("outlines.yaml")
INDEX = {"md": "# Index\n", "rst": "Index\n=====\n"}


def read(project: MakeProject, suffix: str, records: dict[str, str]) -> AdrIndex:
    """Return the index of a project with *records*, given as text by name."""
    files = {f"adr/{name}": text for name, text in records.items()}
    made = project({"index": INDEX[suffix], **files}, language=suffix)
    return get_domain(made.build("techspec").app.env).project.adrs


def read_one(project: MakeProject, text: str, suffix: str) -> DecisionRecord:
    """Return the record read from *text*."""
    return read(project, suffix, {"0001-queue": text}).records["adr/0001-queue"]


@pytest.mark.parametrize("side", ["md", "rst"])
@pytest.mark.parametrize("name", TABLE["pairs"])
def test_formats_in_both_languages(project: MakeProject, name: str, side: str):
    text: str = TABLE["pairs"][name][side]
    record = read_one(project, text, side)
    assert record.title == "Queue"
    assert (record.status, record.raw_status.lower()) == ("accepted", "accepted")
    assert record.date == "2020-01-02"
    assert record.relations == ()
    lines = text.split("\n")
    assert "accepted" in lines[record.status_line - 1].lower()
    assert "Queue" in lines[record.line - 1]


HTML = {
    "table": """\
# Queue

<table>
  <tr><th>Field</th><th>Value</th></tr>
  <tr><td>Status</td><td>Superseded by <a href="0002-two.md">Use: it</a></td></tr>
</table>
""",
    "image": """\
# Queue

![Status: Superseded by ADR-2](https://example.org/status.svg)
""",
    "inline": """\
# Queue

<img src="https://example.org/status.svg" alt="Status: Superseded by ADR-2">
""",
}


@pytest.mark.parametrize("name", HTML)
def test_tables_and_images_of_html(project: MakeProject, name: str):
    records = {"0001-queue": HTML[name], "0002-two": "# Two\n"}
    adrs = read(project, "md", records)
    record = adrs.records["adr/0001-queue"]
    assert record.status == "superseded"
    assert [other.stem for other in adrs.successors(record)] == ["0002-two"]
    assert "uperseded" in HTML[name].split("\n")[record.status_line - 1]


OTHER_FILES = {
    "0000-adr-template": "Accepted",
    "DRXXX-decision-record-template": "Accepted",
    "sdr-template": "Accepted",
    "AGENTS": "Accepted",
    "adr-0001-0012-gaps": "Accepted",
    "decisions": "Accepted",
    "decision-log": "Accepted",
    "CHANGELOG": "Accepted",
    "README": "Accepted",
    "2020-01-02-queue/diagram": "Accepted",
    "notes": "",
}
RECORDS = {
    "0001-queue": "",
    "DRXXX-use-a-queue": "Accepted",
    "use-a-queue": "Accepted",
    "0012-email-templates": "",
    "2020-01-02-queue/README": "",
    "01-data/use-tapes": "Accepted",
    "2022/0003-disks": "",
}


def test_files_beside_records_are_none(project: MakeProject):
    """Attachments, templates and other files are no records, whatever they say."""
    files = {
        f"adr/{name}": f"# A\n\nStatus: {status}\n" if status else "# A\n\nText.\n"
        for name, status in (OTHER_FILES | RECORDS).items()
    }
    made = project({"index": "# I\n", **files})
    adrs = get_domain(made.build("techspec").app.env).project.adrs
    assert sorted(adrs.records) == sorted(f"adr/{name}" for name in RECORDS)


FOLDERS = [
    "adr", "docs/adr", "adrs", "ADR", "docs/ADR", "ADRs", "decisions", "a/decisions",
    "09-decisions", "architecture-decisions", "09_architecture_decisions", "03-adr",
    "decision-record", "decision-records", "x/architecture-decision-record",
    "architecture-decision-records", "architecture_decision_records",
]  # fmt: skip


LOGS = [
    "DECISIONS", "docs/decisions", "decision-log", "a/DECISION_LOG", "adr-log", "ADR",
    "architecture-decisions", "ARCHITECTURE_DECISIONS", "decision-records",
]  # fmt: skip


def test_default_patterns_of_logs(project: MakeProject):
    text = "# Log\n\n## ADR-001: Use a queue\n\nStatus: Accepted\n"
    files = dict.fromkeys([*LOGS, "decision-making", "log", "precisions"], text)
    made = project({"index": "# I\n", **files})
    adrs = get_domain(made.build("techspec").app.env).project.adrs
    assert {r.docname for r in adrs.records.values()} == set(LOGS)


TEMPLATES = [
    "# ADR-XXXX: [Title]\n\n**Status:** [Proposed | Accepted]\n",
    "# {short title}\n\n## Status\n\nAccepted\n",
]


@pytest.mark.parametrize("text", TEMPLATES)
def test_a_template_with_a_number_is_no_record(project: MakeProject, text: str):
    assert not read(project, "md", {"0001-adr-template": text}).records
    assert read(project, "md", {"0001-x": "# [Draft] Use X\n"}).records


LICENSED = """\
<!--
SPDX-License-Identifier: 0BSD
-->

---
status: superseded by ADR 2
date: 2024-06-27
---
# Cursors

## Context

Text.
"""


def test_front_matter_below_a_comment(project: MakeProject):
    adrs = read(project, "md", {"0001-cursors": LICENSED, "0002-two": "# Two\n"})
    record = adrs.records["adr/0001-cursors"]
    assert (record.title, record.date) == ("Cursors", "2024-06-27")
    assert [other.stem for other in adrs.successors(record)] == ["0002-two"]
    assert "superseded" in LICENSED.split("\n")[record.status_line - 1]


def test_a_heading_with_a_no_break_space(project: MakeProject):
    text = "# Queue\n\n## Context\n\nText.\n\n##\N{NO-BREAK SPACE}Status\n\nAccepted\n"
    assert read_one(project, text, "md").status == "accepted"


def test_a_sentence_over_lines_with_a_colon(project: MakeProject):
    text = (
        "# Queue\n\n## Note\n\nThis document is superseded by several records, all\n"
        "of them shorter: [Two](0002-two.md)\nand [three](0003-three.md).\n"
    )
    others = {"0002-two": "# Two\n", "0003-three": "# Three\n"}
    adrs = read(project, "md", {"0001-queue": text, **others})
    record = adrs.records["adr/0001-queue"]
    assert [other.stem for other in adrs.successors(record)] == list(others)


def test_default_patterns(project: MakeProject):
    files = {f"{folder}/0001-queue": "# Queue\n" for folder in FOLDERS}
    files |= {"decision-making/0001-x": "# X\n", "address/0002-x": "# X\n"}
    made = project({"index": "# I\n", **files})
    adrs = get_domain(made.build("techspec").app.env).project.adrs
    assert sorted(adrs.records) == sorted(f"{folder}/0001-queue" for folder in FOLDERS)


def test_words_of_a_project(project: MakeProject):
    texts = {
        "0001-a": "Aceito em 2020-01-02",
        "0002-b": "SUBSTITUÍDO por [C](0003-c.md)",
        "0003-c": "Final",
    }
    files = {f"adr/{n}": f"# A\n\n## Status\n\n{t}\n" for n, t in texts.items()}
    words = {"aceito": "accepted", "Substituído": "superseded", "final": "proposed"}
    made = project({"index": "# I\n", **files}, techspec_adr_words=words)
    adrs = get_domain(made.build("techspec").app.env).project.adrs
    found = {record.stem: record.status for record in adrs.records.values()}
    assert found == {"0001-a": "accepted", "0002-b": "superseded", "0003-c": "proposed"}


LINKED = {
    "md": """\
# One

## Status

**Superseded** by [2. Two](0002-two.md),
[three](./0003-three.md#status) and {doc}`0004-four`
""",
    "rst": """\
One
===

Status
------

**Superseded** by `2. Two <0002-two.rst>`_,
`three <./0003-three.rst#status>`__ and :doc:`0004-four`
""",
}


@pytest.mark.parametrize("side", ["md", "rst"])
def test_links_over_two_lines(project: MakeProject, side: str):
    others = dict.fromkeys(["0002-two", "0003-three", "0004-four"], INDEX[side])
    adrs = read(project, side, {"0001-one": LINKED[side], **others})
    record = adrs.records["adr/0001-one"]
    assert record.status == "superseded"
    found = [other.stem for other in adrs.successors(record)]
    assert found == list(others)


def test_resolved_links_are_docnames(project: MakeProject):
    """The target of a link that MyST resolved is a docname, not a relative path."""
    link = "# One\n\n## Status\n\nSuperseded by [2](0002-two.md)\n"
    others = dict.fromkeys(["0002-two", "adr/0002-two"], INDEX["md"])
    adrs = read(project, "md", {"0001-one": link, **others})
    (found,) = adrs.successors(adrs.records["adr/0001-one"])
    assert found.docname == "adr/0002-two"


LABELLED = {
    "md": """\
(adr-one)=
(first)=

# One

Text.

(adr-77)=

## Status

Accepted
""",
    "rst": """\
.. _ADR-one:
.. _first:

One
===

Text, `ADR 78`_.

.. _adr-77:

Status
------

Accepted

.. _ADR 78: https://example.org/78
""",
}


@pytest.mark.parametrize("side", ["md", "rst"])
def test_ids_are_the_labels_of_the_document(project: MakeProject, side: str):
    assert sorted(read_one(project, LABELLED[side], side).ids) == ["adr-one", "first"]


@pytest.mark.parametrize("case", TABLE["front"], ids=lambda case: case["front"])
def test_front_matter(project: MakeProject, case: dict[str, Any]):
    record = read_one(project, f"---\n{case['front']}---\n\n# One\n", "md")
    assert record.status == case["status"]
    relations = [
        relation for relation in record.relations if relation.type == "superseded by"
    ]
    assert [relation.target for relation in relations] == case["targets"]
    for relation in relations:
        assert "by" in case["front"].split("\n")[relation.line - 2].lower()


@pytest.mark.parametrize(("text", "title"), TABLE["titles"].items())
def test_titles(project: MakeProject, text: str, title: str):
    assert read_one(project, f"{text}\n", "md").title == title
