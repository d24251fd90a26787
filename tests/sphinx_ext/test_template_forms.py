"""The template as people fill it in, and the directives wrapped around its parts.

``tests/data/template`` holds one small spec three times: as plain Markdown in the
template's own shape, with directives around its lists, tables and blocks as they stand,
and the same in reStructuredText. ``shared`` is what all three link to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import pages
from conftest import Build, Project

DATA = Path(__file__).parent.parent / "data" / "template"

NAMES = {
    "stack": "Python, UV, FastAPI, Ruff, BasedPyright, Black, pytest, "
    "PostgreSQL, Valkey, SQLAlchemy, GitHub Actions Runner, Docker",
    "decision": "Modular monolith, Fail fast and retry safely",
    "component": "Payments, Refunds, Ledger",
    "entity": "Payment, Refund, Entry",
    "relation": "Payment → Refund, Refund → Entry",
    "endpoint": "GET /api/v1/payments/{id}, GET /api/v1/refunds/{id}, "
    "POST /api/v1/refunds, GET /health",
    "payload": "RefundRequest",
    "command": "pay refund, pay reconcile",
    "argument": "--amount, --since, --dry-run",
    "security": "authentication, authorization, At Rest, In Transit, Sensitive Data",
    "error": "E1001, E1002, E1003",
    "logging": "Format, Levels, Sensitive",
    "perf": "Response time, Throughput, Memory",
    "coverage": "Minimum, Critical paths",
    "test": "Unit, Integration, E2E",
    "related": "Project Vision, Architecture Decisions, Development Roadmap",
}
"""The items of the spec, by kind, in the order in which they are written."""

FIELDS: dict[str, dict[str, Any]] = {
    "Black": {
        "role": "Formatter",
        "layer": "quality",
        "version": {"text": "25.1.0", "pinning": "exact"},
    },
    "PostgreSQL": {
        "role": "Database",
        "layer": "data",
        "adr": ["adr/adr-001-database-choice"],
    },
    "Modular monolith": {
        "topic": "architecture pattern",
        "adr": ["adr/adr-005-modular-monolith"],
    },
    "Fail fast and retry safely": {
        "topic": "error handling",
        "adr": ["adr/adr-004-idempotent-writes"],
    },
    "Payments": {
        "purpose": "Mirrors the captures of the card processor",
        "functions": "sync_captures, find_payment",
    },
    "Refund → Entry": {
        "source": "Refund",
        "target": "Entry",
        "cardinality": {"text": "one-to-many", "left": "one", "right": "many"},
    },
    "GET /health": {
        "method": "GET",
        "path": "/health",
        "purpose": "Tell whether the service is up",
        "auth": "No",
    },
    "RefundRequest": {"language": "json"},
    "pay refund": {
        "purpose": "Refund a payment",
        "example": "pay refund 018f3a5e --amount 1250",
    },
    "--dry-run": {
        "description": "Say what would be done, and do nothing",
        "default": "false",
    },
    "authentication": {
        "method": "JWT (RS256)",
        "details": "tokens of 15 minutes from the company's identity provider",
        "adr": ["adr/adr-003-tokens"],
    },
    "authorization": {
        "method": "RBAC",
        "details": "clerks refund up to 500 EUR, managers any amount",
    },
    "At Rest": {"method": "AES-256 by the volume of the database"},
    "E1003": {
        "meaning": "The processor did not answer",
        "action": "Send the same request again",
    },
    "Levels": {"value": "DEBUG, INFO, WARNING, ERROR"},
    "Throughput": {
        "target": {
            "text": "≥ 120 refunds/s",
            "comparison": ">=",
            "number": 120.0,
            "upper": None,
            "unit": "refunds/s",
            "percentile": None,
        },
        "measurement": "k6, ramp until p95 exceeds 500 ms",
    },
    "Integration": {
        "focus": "Every endpoint on a real database; a processor that times out"
    },
    "Project Vision": {"link": "project-vision"},
}
"""What items of all kinds say, without the suffix of a link to a document."""

SYNTAX = {
    "see",  # Decision records have a column, or a label, of their own.
    "class",  # An entity's name needs no word of Python's before it.
    "default",  # It is the head of a column, and no more in every bullet.
}
"""Words of the plain form that the other form says in its own way."""

Builder = Callable[[str, str], Build]
"""Builds a form, by its folder, with a builder of Sphinx."""


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Builder:
    """Return a function that builds each form once with each builder."""
    projects: dict[str, Project] = {}
    built: dict[tuple[str, str], Build] = {}

    def build(form: str, builder: str) -> Build:
        if form not in projects:
            conf = {
                "project": "Refund Desk",
                # The template has no toctree, and its documents are reached by links.
                "suppress_warnings": ["toc.not_included"],
            }
            projects[form] = Project(tmp_path_factory.mktemp(form), conf)
            projects[form].write(sources(form))
        if (form, builder) not in built:
            built[form, builder] = projects[form].build(builder)
        return built[form, builder]

    return build


def sources(form: str) -> dict[str, str]:
    """Return the files of a form, with those that all forms share."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for folder in (DATA / "shared", DATA / form)
        for path in folder.rglob("*.*")
    }


def item_data(build: Build) -> list[dict[str, Any]]:
    """Return the data of the items, links to documents as MyST gives them."""
    return [
        {
            "kind": item["kind"],
            "name": item["name"],
            "markup": item.get("markup", {}),
            "decisions": [d["docname"] for d in item.get("decisions", ())],
            **{name: _bare(value) for name, value in item["fields"].items()},
        }
        for item in build.items
    ]


def _bare(value: object) -> object:
    if isinstance(value, list):
        return [_bare(part) for part in value]
    if isinstance(value, str):
        return re.sub(r"^\./|\.md$", "", value)
    return value


@pytest.mark.parametrize("form", ["techspec", "techspec-rst"])
def test_every_part_of_the_template_becomes_an_item(build: Builder, form: str):
    found = item_data(build(form, "techspec"))
    names: dict[str, list[str]] = {}
    for item in found:
        names.setdefault(item["kind"], []).append(item["name"])
    assert {kind: ", ".join(given) for kind, given in names.items()} == NAMES
    by_name = {item["name"]: item for item in found}
    for name, fields in FIELDS.items():
        assert {key: by_name[name][key] for key in fields} == fields
    told = {by_name[name]["kind"] for name in FIELDS}
    assert told | {"entity", "coverage"} == {*NAMES}
    parts = [(row["name"], row["type"]) for row in by_name["Refund"]["fields"]]
    assert parts == [
        ("id", "UUID"),
        ("payment", "Payment"),
        ("amount", "int"),
        ("status", "str"),
        ("created_at", "datetime"),
        ("updated_at", "datetime"),
    ]
    assert by_name["Minimum"]["target"]["number"] == 90


def test_both_host_languages_give_the_same_items(build: Builder):
    markdown, rst = (build(form, "techspec") for form in ("techspec", "techspec-rst"))
    assert item_data(rst) == item_data(markdown)


@pytest.mark.parametrize("form", ["techspec", "techspec-rst"])
def test_a_template_filled_in_has_no_finding(build: Builder, form: str):
    result = build(form, "techspec")
    assert [found for found in result.findings if found["state"] == "fail"] == []
    assert result.json["specs"][0]["status"] == "approved"
    # MyST tells of the template's link to a folder, with directives and without.
    assert result.own_warnings == []
    assert {line.partition(": ")[2] for line in result.warnings} <= {
        line.partition(": ")[2] for line in build("plain", "text").warnings
    }


def test_the_directives_cost_a_wrapper_around_each_part():
    to_plain = sources("plain")["index.md"].splitlines()
    wrapped = sources("techspec")["index.md"].splitlines()
    # The header has options of its own.
    header = [line for line in to_plain if line.startswith("> ")]
    assert len(header) == 2
    wrapper = re.compile(r"`{3,4}(\{techspec:[\w-]+\}.*)?|:[a-z]+: .+|")
    assert [line for line in wrapped if not wrapper.fullmatch(line)] == [
        line for line in to_plain if line not in {*header, "```", ""}
    ]
    # An opening and a closing fence around each part, and seldom an option.
    assert sum(line.startswith(":") for line in wrapped) <= 9
    assert len(wrapped) - len(to_plain) <= 53


def test_the_pages_have_the_same_text_in_the_same_order(build: Builder):
    # What stands in comments of code is looked at below.
    text = build("plain", "text").text()
    to_plain = sections(re.sub(r"(?m)^ *# .*$", "", text))
    wrapped = sections(build("techspec", "text").text())
    # The header stands under the title in one form and above the TL;DR in the other.
    for found in (to_plain, wrapped):
        title = next(iter(found))
        found["TL;DR"] = [*found.pop(title), *found["TL;DR"]]
    assert list(to_plain) == list(wrapped)
    assert {"TL;DR", "Core", "Arguments", "Related Documents"} <= set(to_plain)
    lost = {}
    for heading, words in to_plain.items():
        rest = iter(wrapped[heading])
        missing = [word for word in words if word not in SYNTAX and word not in rest]
        if missing:
            lost[heading] = missing
    assert lost == {}


def test_the_comment_above_a_class_is_kept(build: Builder):
    assert "# Ledger entry" in build("plain", "text").text()
    assert "Ledger entry" in build("techspec", "text").text()


def test_the_pages_of_both_host_languages_are_equal(build: Builder):
    made = {
        form: sections(build(form, "text").text())
        for form in ("techspec", "techspec-rst")
    }
    assert made["techspec"] == made["techspec-rst"]


# The text builder's pages as words


def sections(text: str) -> dict[str, list[str]]:
    """Return the words below each heading, in lower case and without punctuation."""
    lines = text.splitlines()
    found: dict[str, list[str]] = {}
    heading, start = "", 0
    for number, line in enumerate([*lines, "="]):
        last = number == len(lines)
        if last or re.fullmatch(r"([*=^-])\1{3,}", line):
            if number:
                end = number if last else number - 1
                found[heading] = words("\n".join(lines[start:end]))
            heading, start = lines[number - 1], number + 1
    return {heading: text for heading, text in found.items() if heading}


def words(text: str) -> list[str]:
    """Return the words of *text*, a word that is repeated only once."""
    found: list[str] = []
    for part in _cells(text):
        for word in part.lower().split():
            bare = word.strip("\"'*`.,:;()|#-[]")
            if any(char.isalnum() for char in bare) and [bare] != found[-1:]:
                found.append(bare)
    return found


def _cells(text: str) -> Iterator[str]:
    """Yield the lines of *text*, tables cell by cell."""
    cells: list[str] = []
    edges: list[int] = []
    for line in text.splitlines():
        if re.fullmatch(r"\s*(\+-+)+\+|\s*(\|=+)+\|", line):
            yield from cells
            edges = [n for n, char in enumerate(line) if char in "+|"]
            cells = [""] * (len(edges) - 1)
        elif line.lstrip().startswith("|") and edges:
            for number, edge in enumerate(edges[:-1]):
                cells[number] += f" {line[edge + 1 : edges[number + 1]].strip()}"
        else:
            yield line


@pytest.mark.parametrize(
    ("given", "code"),
    [("pay --dry-run", "pay --dry-run"), ("as `pay`, *often*", "pay")],
)
def test_the_example_of_a_command_is_code_unless_it_has_markup(
    given: str, code: str, project: Callable[..., Project]
):
    made = project(
        {
            "index": "# Shop\n\n```{techspec:command}\n| Command | Purpose | Example |\n"
            f"|---|---|---|\n| refund | Give back | {given} |\n```\n"
        }
    )
    cells = list(pages.Page(made.build("html").html()).body.iter("td"))
    assert pages.words(cells[2]) == given.translate(str.maketrans("", "", "`*"))
    assert [pages.words(e) for e in cells[2].iter("code")] == [code]
