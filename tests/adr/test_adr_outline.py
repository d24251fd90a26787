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
