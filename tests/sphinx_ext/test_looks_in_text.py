"""Pages where nothing is drawn: words do what boxes and colours do elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable

from conftest import Build, Project

FILES = {
    "index": """
        # Shop

        ```{techspec:spec} Shop
        :status: approved
        :version: 1.2
        :updated: tomorrow

        A shop. It sells.
        ```

        ```{toctree}
        :glob:

        adr/*
        ```

        It rests on {techspec:adr}`ADR-0001`.

        ```{techspec:endpoint} POST /orders
        :auth: Bearer
        :adr: ADR-0001, ADR-0009

        Order something.

        More is said below.
        ```

        ```{techspec:endpoint}
        | Method | Path | Purpose | Auth |
        |--------|------|---------|------|
        | DELETE | /a/long/path/of/an/endpoint | Delete what was | Administrators |
        ```

        ```{techspec:report}
        ```
        """,
    "adr/0001-old": "# Old\n\n## Status\n\nSuperseded by [New](0002-new.md)\n",
    "adr/0002-new": "# New\n\n## Status\n\nAccepted\n",
}


def words(text: str) -> str:
    """Return *text* on one line."""
    return " ".join(text.split())


def made(project: Callable[..., Project], builder: str) -> Build:
    """Return a build of the shop."""
    return project(FILES).build(builder)


def test_a_status_stands_in_brackets_after_its_decision(
    project: Callable[..., Project],
):
    text = words(made(project, "text").text())
    assert "It rests on ADR-0001: Old (superseded) → ADR-0002." in text


def test_what_is_wrong_says_so(project: Callable[..., Project]):
    text = words(made(project, "text").text())
    assert "Updated tomorrow (invalid)" in text
    assert "ADR-0009 (not found)" in text


def test_facts_stand_apart(project: Callable[..., Project]):
    text = words(made(project, "text").text())
    assert "Status approved · Version 1.2 · Updated" in text


def test_an_item_says_what_it_is_for_before_its_fields(
    project: Callable[..., Project],
):
    text = words(made(project, "text").text())
    order = ["POST /orders", "Order something.", "Auth: Bearer", "More is said below."]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_findings_begin_with_their_severity(project: Callable[..., Project]):
    text = words(made(project, "text").text())
    assert re.search(r"1\. \[warning\] TS\d{3} ", text)
    assert "[Gaps] **Shop is approved" in text


def test_no_word_of_a_column_is_cut(project: Callable[..., Project]):
    text = made(project, "text").text()
    for word in ("Method", "DELETE", "Administrators"):
        assert word in text


def test_a_manual_page_has_no_empty_addresses(project: Callable[..., Project]):
    build = made(project, "man")
    (page,) = build.out.glob("*.1")
    # An author's own links are Sphinx's to write.
    assert re.findall(r"ADR.*<>", page.read_text("utf-8")) == []
