"""The header of a plain document."""

from __future__ import annotations

import pytest

from sphinxcontrib_techspec.adopt import adopt
from sphinxcontrib_techspec.adopt.header import spec_name

ITEMS = "\n## Stack\n\n- **Language**: Zython 3.12.4\n"


def text_of(source: str, *, keep_status: bool = False) -> str:
    return adopt(source, "mill", status=None if keep_status else "draft").text


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Technical Implementation Spec: Mill", "Mill"),
        ("Tech Spec - Mill", "Mill"),
        ("Design Document: Mill: the wheel", "Mill: the wheel"),
        ("1. Mill", "Mill"),
        ("Spec of the mill", "Spec of the mill"),
    ],
)
def test_the_name_is_the_title_without_what_the_document_is(title: str, name: str):
    assert spec_name(title) == name


HEADERS = {
    "quote": "> **Status**: WIP\n> **Version**: 2.1 | **Updated**: 2026-11-01\n",
    "lines": "**Status**: WIP\n**Version**: 2.1\n**Date**: 2026-11-01\n",
    "list": "- **Status**: WIP\n- **Version**: 2.1\n- **Last updated**: 2026-11-01\n",
    "table": "| Field | Value |\n|---|---|\n| Status | WIP |\n| Version | 2.1 |\n"
    "| Updated | 2026-11-01 |\n",
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_lines_of_the_header_alone_become_options(header: str):
    found = text_of(f"# Mill\n\n{header}\nIt grinds. Slowly.\n{ITEMS}")
    assert header not in found
    assert (
        "```{techspec:spec} Mill\n:status: draft\n:version: 2.1\n"
        ":updated: 2026-11-01\n\nIt grinds. Slowly.\n```\n"
    ) in found


def test_lines_with_hard_breaks_and_a_date_that_is_none():
    header = "**Date:** 2026-11-01  \n**Status:** Approved; more  \n**Scope:** All"
    found = text_of(f"# Mill\n\n{header}\n\nIt grinds.\n{ITEMS}")
    assert ":status: draft\n:updated: 2026-11-01\n" in found
    assert header in found
    assert ":updated:" not in text_of(
        f"# Mill\n\n{header.replace('11', '99')}\n{ITEMS}"
    )


def test_a_block_that_says_more_stays():
    block = "| Field | Value |\n|---|---|\n| Version | 2.1 |\n| Author | Ines |\n"
    found = text_of(f"# Mill\n\n{block}\nIt grinds. Slowly.\n")
    assert block in found
    assert ":version: 2.1\n" in found


def test_prose_is_no_header():
    found = text_of("# Mill\n\nVersion: the second mill. It grinds.\n")
    assert ":version:" not in found


def test_front_matter_stays_and_gives_the_values():
    front = "---\ntitle: The mill\nstatus: approved\nversion: 0.4\n---\n"
    found = text_of(f"{front}\nIt grinds. Slowly.\n{ITEMS}")
    assert found.startswith(front)
    assert "{techspec:spec} The mill\n:status: draft\n:version: 0.4\n" in found
    kept = text_of(f"{front}\nIt grinds. Slowly.\n{ITEMS}", keep_status=True)
    assert ":status: approved\n" in kept


@pytest.mark.parametrize("status", ["WIP", "a word", "Approved by all"])
def test_a_status_that_is_none_is_a_draft(status: str):
    source = f"# Mill\n\n**Status**: {status}\n\nIt grinds.\n{ITEMS}"
    assert ":status: draft\n" in text_of(source, keep_status=True)


@pytest.mark.parametrize("heading", ["TL;DR", "1. Overview", "Executive Summary"])
def test_the_summary_may_have_a_heading(heading: str):
    found = text_of(f"# Mill\n\n## {heading}\n\nIt grinds. Slowly.\n{ITEMS}")
    assert (
        f"## {heading}\n\n```{{techspec:spec}} Mill\n:status: draft\n\n"
        "It grinds. Slowly.\n```\n"
    ) in found


def test_the_first_of_two_summaries_counts():
    """Parts of a document may each have an overview."""
    source = "# Mill\n\n## Overview\n\nIt grinds.\n\n## Overview\n\nIt turns.\n"
    found = adopt(source + ITEMS, "mill").text
    assert found.index("It grinds.\n```") < found.index("It turns.")


def test_the_header_comes_before_the_items():
    found = text_of(f"# Mill\n{ITEMS}\n## Summary\n\nIt grinds. Slowly.\n")
    assert found.index("{techspec:spec}") < found.index("{techspec:stack}")
    assert "## Summary\n\nIt grinds. Slowly.\n" in found


def test_without_a_title_the_name_is_given():
    assert "```{techspec:spec} mill\n" in text_of(f"It grinds. Slowly.\n{ITEMS}")


def test_the_title_may_be_of_the_second_level():
    head = "> **Status**: draft | **Version**: 2.1 | **Updated**: 2026-11-01\n"
    text = text_of(f"## Tech Spec: Mill\n\n{head}\n### TL;DR\n\nA mill.\n{ITEMS}")
    assert "{techspec:spec} Mill\n:status: draft\n:version: 2.1\n" in text
    # A heading of the first level comes before it, and other words are no title.
    for other in ("# Water\n\n## Tech Spec: Mill", "## Wheels of the mill"):
        assert ":version: 2.1" not in text_of(f"{other}\n\n{head}{ITEMS}")
