"""The relations that the body of an entity tells below a label."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from conftest import Project
from languages import Language

Make = Callable[..., Project]

FIELDS = "- id: UUID\n- keeper_id: UUID"
OTHERS = ("Bee", "Keeper")


def built(project: Make, language: Language, body: str) -> tuple[Project, Any]:
    head = language.directive("techspec:spec", "Apiary", {"status": "draft"}, "A. B.")
    others = [
        language.directive("techspec:entity", name, body="- id: UUID")
        for name in OTHERS
    ]
    hive = language.directive("techspec:entity", "Hive", body=body)
    pages = {"index": language.document(head, hive, *others)}
    made = project(pages, language=language)
    return made, made.build("techspec")


def relations(build: Any) -> list[tuple[str, str]]:
    return sorted(
        (item["name"], item["fields"].get("cardinality", {}).get("text", ""))
        for item in build.items
        if item["kind"] == "relation"
    )


@pytest.mark.parametrize("label", ["**Relationships:**", "*Relations*:", "Relations:"])
@pytest.mark.parametrize("first", [True, False])
def test_a_list_below_a_label(
    project: Make, language: Language, label: str, *, first: bool
) -> None:
    told = f"{label}\n\n- Has many bees\n- Many-to-one with Keeper (who owns it)"
    body = f"{told}\n\n{FIELDS}" if first else f"{FIELDS}\n\n{told}"
    if first:
        # A paragraph keeps the two lists apart.
        body = f"{told}\n\n**Fields:**\n\n{FIELDS}"
    made, build = built(project, language, body)
    assert relations(build) == [
        ("Hive → Bee", "one to many"),
        ("Hive → Keeper", "Many-to-one"),
    ]
    (hive,) = (i for i in build.items if i["name"] == "Hive")
    assert [f["name"] for f in hive["fields"]["fields"]] == ["id", "keeper_id"]
    assert not [f for f in build.findings if f["severity"] == "warning"]
    assert "who owns it" in made.html()


def test_a_table_below_a_label(project: Make, language: Language) -> None:
    table = language.table(["Related entity", "Type"], [["Bee", "1:N"]])
    body = f"{FIELDS}\n\n**Relationships:**\n\n{table}"
    _, build = built(project, language, body)
    assert relations(build) == [("Hive → Bee", "1:N")]


def test_a_field_that_refers_to_another_entity(
    project: Make, language: Language
) -> None:
    line = f"{language.literal('keeper_id')} → Keeper (many-to-one)"
    _, build = built(project, language, f"{FIELDS}\n\n**Relationships:**\n\n- {line}")
    assert relations(build) == [("Hive → Keeper", "many-to-one")]


def test_words_behind_the_label(project: Make, language: Language) -> None:
    body = f"{FIELDS}\n\n**Relationships:** Many-to-one with Keeper."
    _, build = built(project, language, body)
    assert relations(build) == [("Hive → Keeper", "Many-to-one")]


def test_what_is_not_understood_is_reported(project: Make, language: Language) -> None:
    told = "- Has many bees\n- Follows the old books of the village in all"
    body = f"{FIELDS}\n\n**Relationships:**\n\n{told}"
    made, build = built(project, language, body)
    assert relations(build) == [("Hive → Bee", "one to many")]
    found = [f["line"] for f in build.findings if f["code"] == "TS011"]
    assert found == [made.line("Follows the old books")]
    assert "Follows the old books" in made.html()


def test_a_list_of_other_words_has_no_relations(
    project: Make, language: Language
) -> None:
    body = f"{FIELDS}\n\n**Notes:**\n\n- Has many bees in summer\n- Made of straw"
    _, build = built(project, language, body)
    assert relations(build) == []


@pytest.mark.parametrize(
    ("bullets", "expected"),
    [
        (["Has many bees", "Smoke", "Nonempty combs", "Wax"], 3),
        (["None"], 0),
        (["None yet."], 0),
        (["Smoke and honey"], 1),
    ],
)
def test_each_entry_that_is_no_relation_is_reported(
    project: Make, language: Language, bullets: list[str], expected: int
) -> None:
    told = "\n".join(f"- {bullet}" for bullet in bullets)
    _, build = built(project, language, f"{FIELDS}\n\n**Relationships:**\n\n{told}")
    lines = [f["line"] for f in build.findings if f["code"] == "TS011"]
    assert len(set(lines)) == len(lines) == expected


@pytest.mark.parametrize(
    ("below", "description"),
    [
        ("*Indexes:* by id\n\n*PK:* (id)\n\nWhere bees live.", "Where bees live."),
        ("Indexes: by id", ""),
        ("**Constraints**: id is unique", ""),
        ("**Indexes**: by id\n\n**Purpose**: A box.", "A box."),
        ("**Hive**: A box.", "Hive: A box."),
        ("A box.", "A box."),
    ],
)
def test_a_label_of_something_else_is_no_description(
    project: Make, language: Language, below: str, description: str
) -> None:
    table = language.table(["Field", "Type"], [["id", "UUID"]])
    made, build = built(project, language, f"{table}\n\n{below}")
    (hive,) = (i for i in build.items if i["name"] == "Hive")
    assert hive["fields"].get("description", "") == description
    for paragraph in below.replace("*", "").split("\n\n"):
        assert paragraph.split(": ")[-1] in made.html()
