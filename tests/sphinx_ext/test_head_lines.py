"""The head of a spec as lines or a table that begin its body."""

from __future__ import annotations

from typing import Any

import pytest

from languages import Language
from pages import Page, words

TLDR = "A phone tells what hangs on the wall. It hears a beacon."
LINES = "**Status**: Approved\n**Version:** 1.3 | **Last updated**: 12 October 2026"
BULLETS = "- **Status**: Approved\n- **Version**: 1.3\n- **Date**: Oct 12, 2026"


def head(project, language: Language, body: str, **options: str):
    """Return the project of a spec with a body, its head and its findings."""
    text = language.document(
        language.directive("techspec:spec", "Guide", options, body)
    )
    made = project({"index": text}, language=language)
    build = made.build("techspec")
    spec: Any = build.json["specs"][0]
    return made, spec["header"]["fields"], spec["findings"]


def tables(language: Language) -> list[str]:
    """Return the head as a table of rows, and as a table of one row."""
    return [
        language.table(
            ["Field", "Value"],
            [("Status", "Approved"), ("Version", "1.3"), ("Date", "2026/10/12")],
        ),
        language.table(["Status", "Version", "Updated"],
                       [("Approved", "1.3", "12 Oct 2026")]),
    ]  # fmt: skip


@pytest.mark.parametrize("form", range(4))
def test_lines_bullets_and_tables_are_the_head(project, language, form):
    block = [LINES, BULLETS, *tables(language)][form]
    made, fields, findings = head(project, language, f"{block}\n\n{TLDR}")
    assert fields == {
        "status": "approved", "version": "1.3", "updated": "2026-10-12", "tldr": TLDR,
        "root": "",
    }  # fmt: skip
    assert not [f for f in findings if f["code"] in {"TS001", "TS102", "TS103"}]
    page = words(Page(made.html()).body)
    assert page.count("1.3") == 1


def test_a_label_without_a_field_is_kept(project, language):
    body = f"**Version**: 1.3\n**Author**: T. Lindqvist\n\n{TLDR}"
    made, fields, _ = head(project, language, body)
    assert (fields["version"], fields["tldr"]) == ("1.3", TLDR)
    assert "T. Lindqvist" in words(Page(made.html()).body)


def test_an_option_comes_first(project, language):
    body = f"**Version**: 1.3\n\n{TLDR}"
    made, fields, findings = head(project, language, body, version="2.0")
    assert fields["version"] == "2.0"
    assert [(f["code"], f["line"]) for f in findings if f["code"] == "TS001"] == [
        ("TS001", made.line("1.3"))
    ]
    assert "1.3" in words(Page(made.html()).body)


@pytest.mark.parametrize(
    "body",
    [
        "Version 2 of the guide. It replaces version 1.",
        "**Note**: the guide is late. **Date**: unknown",
        "The status: all is well. Version: the second.",
    ],
)
def test_prose_stays_the_summary(project, language, body):
    _, fields, _ = head(project, language, body)
    assert fields["tldr"] == body.replace("*", "")
    assert not fields["version"]


def test_an_ambiguous_date_is_reported_at_its_line(project, language):
    body = f"**Version**: 1.3\n**Date**: 03/11/2026\n\n{TLDR}"
    made, fields, findings = head(project, language, body)
    assert not fields["updated"]
    assert [(f["subject"], f["line"]) for f in findings if f["code"] == "TS001"] == [
        ("updated", made.line("03/11/2026"))
    ]
