"""Lines of a body that were meant as items, but are read as text or as other items."""

from __future__ import annotations

from typing import Any

import pytest

from languages import LANGUAGES, Language

md, rst = LANGUAGES.values()


def checked(project, language: Language, kind: str, body: str, argument: str = ""):
    """Return the project of one directive, and the codes and lines of its findings."""
    text = language.document(
        language.directive("techspec:spec", "S", {"status": "draft"}, "A. B."),
        language.directive(f"techspec:{kind}", argument, body=body),
    )
    made = project({"index": text}, language=language)
    return made, places(made.build("techspec"))


def places(build: Any) -> list[tuple[str, int]]:
    """Return code and line of the findings above information about a body."""
    return [
        (found["code"], found["line"])
        for found in build.findings
        if found["severity"] != "info" and found["code"] in {"TS002", "TS008", "TS009"}
    ]


ROWS = {
    "deleted": "| E2  Two | Retry |",
    "changed to a dot": "| E2 . Two | Retry |",
    "changed to a letter": "| E2 | Two x Retry |",
    "changed to a dash": "| E2 | Two - Retry |",
    "escaped": r"| E2 \ Two | Retry |",
    "without a bar at the end": "| E2  Two | Retry",
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_a_row_that_lost_a_bar(project, row):
    body = f"| Code | Meaning | Action |\n|---|---|---|\n| E1 | One | Wait |\n{row}"
    made, found = checked(project, md, "error", body)
    assert found == [("TS008", made.line(row))]
    assert row.strip(" |").split("|")[-1].split()[-1] in made.text()


@pytest.mark.parametrize(
    "row",
    [
        "| E1 | One |",
        "E1 | One-two (a) |",
        "| E1 | One | |",
        "| E1 | One  two | a - b |",
        "| E1 | A & B, 1 + 1, a / b |",
        "| E1   | One   |",
    ],
)
def test_a_row_may_leave_its_last_cells_out(project, row):
    table = f"| Code | Meaning | Action |\n|---|---|---|\n{row}"
    _, found = checked(project, md, "error", table)
    assert not found


def test_a_field_of_an_entity_that_lacks_a_cell(project):
    rows = "| id | uuid | key | Number |\n| name  text | unique | Name |"
    head = "| Field | Type | Constraints | Description |\n|---|---|---|---|"
    made, found = checked(project, md, "entity", f"{head}\n{rows}", "User")
    assert found == [("TS008", made.line("name  text"))]


def test_a_short_row_in_an_included_file(project):
    part = "| Code | Meaning | Action |\n|---|---|---|\n| E1  One | Wait |\n"
    include = md.directive("include", "_part.md")
    text = md.document(md.directive("techspec:error", body=include))
    made = project({"index": text, "_part": part}, language=md)
    (found,) = (
        finding for finding in made.build("techspec").findings
        if finding["code"] == "TS008"
    )  # fmt: skip
    assert (found["file"], found["line"]) == ("_part.md", 3)


@pytest.mark.parametrize(
    "opening",
    [
        ".. code block:: json",
        ". code-block:: json",
        ".: code-block:: json",
        ".. code-block: json",
        "..code-block:: json",
        ":. code-block:: json",
        "x. code-block:: json",
    ],
)
def test_a_damaged_block_of_code(project, opening):
    known = ".. code-block:: yaml\n   :caption: Ok\n\n   {}"
    body = f'{known}\n\n{opening}\n   :caption: Order\n\n   {{"id": 1}}'
    made, found = checked(project, rst, "payload", body)
    assert ("TS008", made.line(opening)) in found
    assert {code for code, _ in found} == {"TS008"}


def test_words_with_colons_are_no_damaged_block(project):
    body = (
        ".. code-block:: json\n   :caption: Ok\n\n   {}\n\n"
        "... and more: see Ok.\n\n. cases: see Ok\n   Here"
    )
    _, found = checked(project, rst, "payload", body)
    assert not found


@pytest.mark.parametrize(
    "opening",
    [
        ".. techspec::elation:: A -> B",
        ".. techspec::relation:: A -> B",
        ".. techspec :relation:: A -> B",
        ".. |techspec:relation:: A -> B",
        ".. |echspec:relation:: A -> B",
        ".. _techspec:relation:: A -> B",
        ".. [techspec:relation:: A -> B",
    ],
)
def test_a_directive_that_is_a_comment(project, opening):
    made = project(
        {"index": f"T\n=\n\n{opening}\n   :cardinality: 1:N\n"}, language=rst
    )
    assert places(made.build("techspec")) == [("TS009", made.line(opening))]


def test_a_bullet_that_lost_its_marker(project):
    body = "- Load under 2 s\n **Save**: < 300 ms at p95\n- More than 5 users"
    made, found = checked(project, md, "perf", body)
    assert found == [("TS008", made.line("**Save**"))]
    body = body.replace("\n **", "\n  **")
    _, found = checked(project, md, "perf", body)
    assert not found


def test_a_block_without_its_first_fence(project):
    body = 'a = "1.0.0"\n```\n\n```json\n{"b": "2.0.0"}\n```'
    text = f"````{{techspec:stack}}\n{body}\n````"
    made = project({"index": f"# T\n\n{text}\n"}, language=md)
    assert ("TS008", made.line("```json")) in places(made.build("techspec"))


def test_a_row_that_became_a_heading(project):
    body = (
        "| Code | Meaning | Action |\n|---|---|---|\n| E1 | One | Wait |\n# E2 | Two |"
    )
    made, found = checked(project, md, "error", body)
    assert found == [("TS008", made.line("# E2"))]
    assert "Two" in made.text()


def test_a_backslash_in_place_of_a_colon(project):
    body = "- Minimum\\ 90 % of branches\n- Critical paths: 100 %"
    made, found = checked(project, rst, "coverage", body)
    assert found == [("TS008", made.line("Minimum"))]


@pytest.mark.parametrize("head", ["Choicx", "Rationele"])
def test_a_head_near_one_that_is_understood(project, language, head):
    heads = ["Technology", "Choice", "Rationale"]
    near = [head if head[:4] == known[:4] else known for known in heads]
    body = language.table(near, [["Database", "PostgreSQL 16.4", "Known"]])
    made, found = checked(project, language, "stack", body)
    assert [code for code, _ in found] == ["TS002"]
    assert head in made.text()
