"""Columns of an entity's fields that each say one thing that holds of a field."""

from __future__ import annotations

import pytest

from languages import Language
from pages import Page, words


def rows(project, language: Language, head: list[str], *cells: list[str]):
    """Return the project of an entity, its fields and the findings of its columns."""
    text = language.document(
        language.directive("techspec:entity", "Stall", body=language.table(head, cells))
    )
    made = project({"index": text}, language=language)
    build = made.build("techspec")
    (item,) = build.items
    found = [f for f in build.findings if f["code"] in {"TS002", "TS008", "TS308"}]
    return made, item["fields"]["fields"], found


def test_answers_defaults_and_rules_are_constraints(project, language):
    made, fields, findings = rows(
        project,
        language,
        ["Field", "Type", "Required", "Unique", "Default", "Validation", "Notes"],
        ["name", "string", "yes", "no", "", "3-60 *characters*", "as printed"],
        ["metres", "number", "✓", "✗", "3", "1-12", ""],
        ["power", "boolean", "no", "-", "false", "", "costs extra"],
        ["place", "string", "from May", "Yes", "-", "", ""],
    )
    assert not findings
    assert [(row["constraints"], row["description"]) for row in fields] == [
        ("required; 3-60 characters", "as printed"),
        ("required; default 3; 1-12", ""),
        ("default false", "costs extra"),
        ("required: from May; unique", ""),
    ]
    page = words(Page(made.html()).body)
    assert "3-60 characters" in page
    assert "required: yes" not in page


def test_nullable_and_keys(project, language):
    _, fields, findings = rows(
        project,
        language,
        ["Column", "Type", "Nullable", "Key", "Constraints", "Description"],
        ["id", "INTEGER", "no", "PK", "> 0", ""],
        ["potter_id", "INTEGER", "YES", "FK potters.id", "", "empty until given"],
        ["kind", "TEXT", "nullable", "", "", ""],
    )
    assert not findings
    assert [row["constraints"] for row in fields] == [
        "not null; PK; > 0", "nullable; FK potters.id", "nullable"
    ]  # fmt: skip


def test_another_column_is_kept_and_reported(project, language):
    _, fields, findings = rows(
        project, language, ["Field", "Type", "Since"], ["a", "int", "004"]
    )
    assert fields[0]["description"] == "Since: 004"
    assert [(f["code"], f["subject"]) for f in findings] == [("TS002", "Since")]


@pytest.mark.parametrize("head", ["Table", "Model", "Collection", "Name", "Entity"])
def test_a_table_of_entities(project, language, head):
    table = language.table([head, "Purpose"], [["singers", "People"]])
    text = language.document(language.directive("techspec:entity", body=table))
    made = project({"index": text}, language=language)
    build = made.build("techspec")
    assert [(i["name"], i["fields"]["description"]) for i in build.items] == [
        ("singers", "People")
    ]
    assert [f["item"] for f in build.findings if f["code"] == "TS308"] == ["singers"]
