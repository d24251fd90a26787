"""A document with a heading for each record: links, references and findings."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Project
from pages import Page, words
from sphinxcontrib_techspec.cli import CLEAN, main

MakeProject = Callable[..., Project]

LOG = {
    "md": (
        "# Decisions\n\n## ADR-001: Use Kafka\n\n"
        "- Status: Superseded by [ADR-002](#adr-002-use-nats)\n\nOld.\n\n"
        "## ADR-002: Use NATS\n\n### Status\n\nAccepted (2024-06-01)\n\n"
        "### Context\n\nNew.\n\n## ADR-003: Unused\n\nStatus: Proposed\n"
    ),
    "rst": (
        "Decisions\n=========\n\nADR-001: Use Kafka\n------------------\n\n"
        "- Status: Superseded by ADR-002\n\nOld.\n\n"
        "ADR-002: Use NATS\n-----------------\n\nStatus\n~~~~~~\n\n"
        "Accepted (2024-06-01)\n\nContext\n~~~~~~~\n\nNew.\n\n"
        "ADR-003: Unused\n---------------\n\nStatus: Proposed\n"
    ),
}
INDEX = {
    "md": (
        "# Spec\n\n```{techspec:spec} Spec\n```\n\n"
        "```{techspec:stack} NATS\n:role: Queue\n:version: 2.10.1\n"
        ":adr: ADR-002\n```\n\n"
        "```{techspec:stack} Kafka\n:role: Queue\n:version: 3.7.0\n"
        ":adr: DECISIONS.md#adr-001-use-kafka\n```\n\n"
        "See {techspec:adr}`3`.\n\n```{techspec:adrs}\n```\n\n"
        "```{toctree}\nDECISIONS\n```\n"
    ),
    "rst": (
        "Spec\n====\n\n.. techspec:spec:: Spec\n\n"
        ".. techspec:stack:: NATS\n   :role: Queue\n   :version: 2.10.1\n"
        "   :adr: ADR-002\n\n"
        ".. techspec:stack:: Kafka\n   :role: Queue\n   :version: 3.7.0\n"
        "   :adr: DECISIONS.rst#adr-001-use-kafka\n\n"
        "See :techspec:adr:`3`.\n\n.. techspec:adrs::\n\n"
        ".. toctree::\n\n   DECISIONS\n"
    ),
}


@pytest.fixture(params=["md", "rst"])
def log(request: pytest.FixtureRequest, project: MakeProject) -> Project:
    """Return a project with a log of three records."""
    side = request.param
    files = {"index": INDEX[side], "DECISIONS": LOG[side]}
    return project(files, language=side)


def section_of(page: Page, anchor: str):
    return page.around(anchor, "section")


def test_each_record_has_its_own_place(log: Project):
    build = log.build("html")
    page, spec = Page(build.html("DECISIONS")), Page(build.html("index"))
    hrefs = {address for text, address in spec.links() if text.startswith("ADR-00")}
    anchors = {"adr-001-use-kafka", "adr-002-use-nats", "adr-003-unused"}
    assert {href.partition("#")[2] for href in hrefs} == anchors
    for anchor, user in {
        "adr-001-use-kafka": "Kafka",
        "adr-002-use-nats": "NATS",
    }.items():
        box = next(
            e for e in section_of(page, anchor).iter()
            if "techspec-used-by" in e.get("class", "")
        )  # fmt: skip
        assert user in words(box)
    unused = words(section_of(page, "adr-003-unused"))
    assert "ADR-003 proposed" in " ".join(unused.split())
    old = section_of(page, "adr-001-use-kafka")
    addresses = {e.get("href") for e in old.iter("a")}
    assert "#adr-002-use-nats" in addresses


def test_references_are_checked_for_each_record(log: Project):
    build = log.build("techspec")
    found = {
        (f["code"], f["subject"])
        for f in build.findings
        if f["code"].startswith("TS20")
    }
    suffix = "rst" if log.path("DECISIONS.rst").exists() else "md"
    assert found == {
        ("TS204", f"DECISIONS.{suffix}#adr-001-use-kafka"),
        ("TS205", "3"),
    }
    records = {r["label"]: r for r in build.json["decision_records"]}
    assert list(records) == ["ADR-001", "ADR-002", "ADR-003"]
    assert records["ADR-001"]["successors"] == ["DECISIONS#adr-002-use-nats"]
    assert records["ADR-002"]["anchor"] == "adr-002-use-nats"
    assert [r["status"] for r in records.values()] == [
        "superseded", "accepted", "proposed",
    ]  # fmt: skip
    assert records["ADR-002"]["referenced_by"] == ["Spec:NATS"]


def test_objects_have_anchors(log: Project):
    found = log.build("html").inventory["techspec:adr"]
    assert found["ADR-002"].endswith("DECISIONS.html#adr-002-use-nats")


def test_a_change_in_the_log_writes_the_pages_that_show_it(log: Project):
    log.build("html")
    name = "DECISIONS.rst" if log.path("DECISIONS.rst").exists() else "DECISIONS.md"
    log.edit(name, "Status: Proposed", "Status: Rejected")
    assert "rejected" in words(Page(log.build("html").html("index")).body)


def test_the_command_line_lists_and_explains_each(
    log: Project, capsys: pytest.CaptureFixture[str]
):
    folder = log.path("conf.py").parent
    name = next(p for p in folder.iterdir() if p.stem == "DECISIONS")
    assert main(["adrs", str(folder), "--format", "json"]) == CLEAN
    listed = json.loads(capsys.readouterr().out)
    assert [r["id"] for r in listed] == ["ADR-001", "ADR-002", "ADR-003"]
    assert [r["superseded_by"] for r in listed] == [["ADR-002"], [], []]
    arguments = ["adrs", str(folder), "--explain", str(name)]
    assert main([*arguments, "--format", "json"]) == CLEAN
    explained = json.loads(capsys.readouterr().out)
    lines = Path(name).read_text("utf-8").split("\n")
    for entry in explained:
        for statement in entry["statements"]:
            assert statement["text"].split()[0] in lines[statement["line"] - 1]
    assert main(arguments) == CLEAN
    assert capsys.readouterr().out.count("counts") == len(explained)
    assert main(["adrs", str(log.build("techspec").out / "techspec.json")]) == CLEAN
    assert "ADR-003" in capsys.readouterr().out
