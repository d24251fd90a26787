"""What all rows of a table share is said once, above it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conftest import Project
from pages import Page, words

RECORDS = {
    "adr/0001-tokens": "# 1. Sign tokens\n\n## Status\n\nAccepted\n",
    "adr/0002-keys": "# 2. Rotate keys\n\n## Status\n\nProposed\n",
    "adr/index": "# Records\n\n```{toctree}\n:glob:\n\n0*\n```\n",
}


def shop(rows: str, options: str = "") -> str:
    return (
        "# Shop\n\n```{toctree}\nadr/index\n```\n\n"
        f"```{{techspec:endpoint}}\n{options}\n"
        "| Method | Path | Purpose | Auth | ADR |\n|---|---|---|---|---|\n"
        f"{rows}\n```\n"
    )


def shown(made: Project) -> tuple[str, list[str]]:
    """Return what stands above the table, and the heads of its columns."""
    body = Page(made.build("html").html()).body
    above = [words(e) for e in body.iter() if "techspec-shared" in e.get("class", "")]
    return " ".join(above), [words(e) for e in body.iter("th")]


def test_one_decision_of_all_rows_is_shown_once(project: Callable[..., Project]):
    rows = "| GET | /a | List | No | ADR-1 |\n| PUT | /a | Change | Yes | ADR-0001 |"
    same = rows.replace("ADR-0001", "ADR-1")
    above, heads = shown(project({"index": shop(same), **RECORDS}))
    assert above == "ADR: ADR-0001: Sign tokens accepted"
    assert heads == ["Method", "Path", "Purpose", "Auth"]
    # Written in another way, it may be another one.
    above, heads = shown(project({"index": shop(rows), **RECORDS}))
    assert above == ""
    assert heads[-1] == "ADR"


@pytest.mark.parametrize("given", ["ADR-1, ADR-2", "ADR-1, ADR-9"])
def test_several_decisions_of_all_rows_are_all_shown(
    given: str, project: Callable[..., Project]
):
    rows = "| GET | /a | List | No | |\n| PUT | /a | Change | Yes | |"
    made = project({"index": shop(rows, f":adr: {given}\n"), **RECORDS})
    above, heads = shown(made)
    second = {
        "ADR-1, ADR-2": "ADR-0002: Rotate keys proposed",
        "ADR-1, ADR-9": "ADR-9 (not found)",
    }[given]
    assert above == f"ADR: ADR-0001: Sign tokens accepted, {second}"
    assert "ADR" not in heads
