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


DAMAGED = {
    "first colon lost": ("source: Dog", True),
    "last colon lost": (":source Dog", True),
    "other character": ("x:source: Dog", False),
    "other mark": ("*source: Dog", True),
    "sentence": ("Source: the kennel's own list.", False),
    "other word": ("see: the kennel's own list.", False),
}


@pytest.mark.parametrize(("line", "is_reported"), DAMAGED.values(), ids=DAMAGED)
@pytest.mark.parametrize("argument", ["", "Dog 1-N Walk"])
def test_a_damaged_option(project, language, line, is_reported, argument):
    body = f"{line}\n\n- Belongs to one `Box`."
    text = language.document(
        language.directive("techspec:spec", "S", {"status": "draft"}, "A. B."),
        language.directive("techspec:relation", argument, body=body),
    )
    made = project({"index": text}, language=language)
    found = [
        (f["code"], f["line"])
        for f in made.build("techspec").findings
        if f["code"] == "TS012"
    ]
    assert bool(found) is is_reported
    assert all(place == made.line(line) for _, place in found)


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_bullets_with_another_marker_belong_to_the_list(project, language, gap):
    bullets = [
        "- **JUnit 5**: first framework for the unit tests",
        "* **Mockito**: stands in for the shelf",
        "- **Shelfcheck**: property tests of the shelf",
    ]
    if language is rst:
        gap = "\n\n"
    made, _ = checked(project, language, "stack", gap.join(bullets))
    items = made.build("techspec").items
    assert [i["name"] for i in items if i["kind"] == "stack"] == [
        "JUnit",
        "Mockito",
        "Shelfcheck",
    ]


LABELS = {
    "colon changed to a mark": "- **PostgreSQL**# 16.4 (main store)",
    "colon changed to a star": "- **PostgreSQL*** 16.4 (main store)",
    "star changed": "- **PostgreSQL)*: 16.4 (main store)",
    "first star changed": "- *)PostgreSQL**: 16.4 (main store)",
    "star lost": "- **PostgreSQL*: 16.4 (main store)",
    "marker changed to a letter": "x **PostgreSQL**: 16.4 (main store)",
    "marker changed to a space": " **PostgreSQL**: 16.4 (main store)",
}


@pytest.mark.parametrize("line", LABELS.values(), ids=LABELS)
def test_a_damaged_label(project, line):
    body = f"- **Python**: 3.12.4\n{line}\n- **Docker**: 28.0.1"
    made, found = checked(project, md, "stack", body)
    assert ("TS008", made.line(line)) in found


@pytest.mark.parametrize("line", [*LABELS.values()][-2:])
def test_a_damaged_marker_of_the_first_bullet(project, line):
    made, found = checked(project, md, "stack", f"{line}\n- **Docker**: 28.0.1")
    assert ("TS008", made.line(line)) in found


def test_a_paragraph_between_lists_that_is_an_item(project, language):
    bullets = ["- **Framework**: Svelte 5.1.9", "**Styling**: Bulma 1.0.2"]
    note = "**Note**: Svelte is new to all of us."
    body = "\n\n".join([*bullets, note, "- **Build**: Vite 5.4.10"])
    text = language.document(
        language.directive("techspec:spec", "S", {"status": "draft"}, "A. B."),
        language.directive("techspec:stack", "", body=body),
    )
    made = project({"index": text}, language=language)
    assert places(made.build("techspec")) == [("TS008", made.line(bullets[1]))]


SOUND = [
    "- **Vue** 3.5.1 with *some* plugins",
    "- ***Vue***: 3.5.1",
    "- **Vue *and* Pinia**: 3.5.1",
    "- **Vue**/**React**: 3.5.1",
    "- **src/\\*.ts**: TypeScript 5.4.2",
    "- **Vue**, 3.5.1",
    "- *Vue*: 3.5.1",
    "- **Vue**'s router 4.4.0",
    "- **Vue** (3.5.1)",
    "- **@vue/runtime-dom**: 3.5.1",
    "- **.env**: read by dotenv 16.4.5",
]


@pytest.mark.parametrize("line", SOUND)
def test_bold_type_at_the_beginning_of_a_bullet(project, line):
    _, found = checked(project, md, "stack", f"- **Docker**: 28.0.1\n{line}")
    assert not [code for code, _ in found if code == "TS008"]


def test_a_damaged_marker_below_a_head(project):
    line = ": Names the length that is left"
    body = f"1. **Rope errors**\n   - Returns a header\n   {line}"
    made, found = checked(project, md, "error", body)
    assert ("TS008", made.line(line)) in found


def test_bullets_below_a_head_with_another_marker(project):
    body = "- **Mesh errors**\n  - Bad knots: Ask again\n  * Too wide: Ask later"
    made, found = checked(project, md, "error", body)
    items = [i["name"] for i in made.build("techspec").items if i["kind"] == "error"]
    assert items == ["Bad knots", "Too wide"]
    assert not found


def test_a_head_without_its_marker(project):
    line = " **React**:"
    body = f"{line}\n  - function components\n- **Vite**:\n  - **Plugin**: Zorb 3.2.1"
    made, found = checked(project, md, "stack", body)
    assert ("TS008", made.line(line)) in found


def test_a_space_missing_behind_an_option_of_a_list(project, language):
    body = ":source:Dog\n\n- Belongs to one `Box`."
    made, found = checked(project, language, "relation", body)
    assert ("TS002", made.line(":source:Dog")) in found


def test_a_block_that_the_end_of_a_lost_fence_opens(project):
    text = md.document(
        md.directive("techspec:spec", "S", {"status": "draft"}, "A. B."),
        "- User → Tag: one-to-many\n```\n\n## Storage\n\n```sql\nSELECT 1;\n```",
    )
    made = project({"index": text}, language=md)
    assert places(made.build("techspec")) == [("TS009", made.line("Tag") + 1)]


BULLETS = {
    "without a space": ("- **Language**: Go 1.23.1\n-**Cache**: Redis 7.2.1", 2),
    "without a space and a label": ("- Go 1.23.1\n-Redis 7.2.1", 2),
    "indented": ("- **Language**: Go 1.23.1\n  - **Cache**: Redis 7.2.1", 2),
    "below a note": ("- **Language**: Go 1.23.1\n  - fast\n  - **Cache**: Redis", 3),
}


@pytest.mark.parametrize(("body", "line"), BULLETS.values(), ids=BULLETS)
def test_a_bullet_that_became_part_of_another(project, body, line):
    made, found = checked(project, md, "stack", body)
    assert found == [("TS008", made.line(body.split("\n")[line - 1]))]


def test_an_indented_bullet_in_restructuredtext(project):
    body = "- **Authentication**: OIDC\n\n  - **Authorization**: RBAC"
    made, found = checked(project, rst, "security", body)
    assert found == [("TS008", made.line("- **Authorization**"))]


DETAILS = {
    "on no topic": "- **Language**: Go 1.23.1\n  - **Reason**: it is fast",
    "on the same topic": "- **Cache**: Redis 7.2.1\n  - **Caching**: of pages",
    "wrapped": "- **Language**: Go 1.23.1, at\n  -5 degrees\n  -40 at night",
}


@pytest.mark.parametrize("body", DETAILS.values(), ids=DETAILS)
def test_details_of_a_bullet(project, body):
    assert checked(project, md, "stack", body)[1] == []
