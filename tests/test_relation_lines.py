"""Relations in what is said of one entity, and lines with several targets."""

from __future__ import annotations

import pytest

from sphinxcontrib_techspec.kinds import Relation
from sphinxcontrib_techspec.values.relation_lines import parse_relations

SAID = {
    "Has many Oars.": "Oar: one to many",
    "Belongs to Club": "Club: many to one",
    "Belongs to one Club after the test": "Club: many to one",
    "Many-to-one with Club (by year)": "Club: Many-to-one",
    "Has a many-to-many relationship with Role through a list": "Role: many-to-many",
    "Contains multiple Seat records": "Seat: one to many",
    "Can have one Flag as its sign": "Flag: one to zero or one",
    "Can belong to one parent Club (old)": "Club: many to zero or one",
    "Belongs to two Users (old and new)": "User: many to many",
    "Has many orders, sorted by date": "Order: one to many",
    "Has many Oars, Sails and Flags": "Oar: one to many, Sail: one to many,"
    " Flag: one to many",
    "Belongs to one A, one B (x), and optionally one C": "A: many to one,"
    " B: many to one, C: many to zero or one",
}
UNREAD = (
    "Grouped by year",
    "Belongs to one owner (Person or Club)",
    "Has many advantages over others",
    "Has a flag",
    "Sorted by year → month → day",
    "Time-ordered sequence",
)


@pytest.mark.parametrize("text", SAID)
def test_a_line_about_an_entity(text: str) -> None:
    found = parse_relations(text, "Boat")
    assert {values["source"] for values in found} == {"Boat"}
    written = ", ".join(f"{v['target']}: {v['cardinality']}" for v in found)
    assert written == SAID[text]
    assert {values["description"] for values in found} == {text}


@pytest.mark.parametrize("text", UNREAD)
def test_other_words_are_no_relation(text: str) -> None:
    assert parse_relations(text, "Boat") == []


@pytest.mark.parametrize("text", ["Has many Oars", "Belongs to Club"])
def test_a_line_without_an_entity_has_no_relation(text: str) -> None:
    assert parse_relations(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("User → Order, Invoice (1:N)", ["Order 1:N", "Invoice 1:N"]),
        ("User → Order (1:N), Role (N:M)", ["Order 1:N", "Role N:M"]),
        ("User -> Order, Invoice: one-to-many", ["Order one-to-many",
                                                 "Invoice one-to-many"]),
        ("User → Order, Invoice", ["Order ", "Invoice "]),
    ],
)  # fmt: skip
def test_an_arrow_leads_to_several_entities(text: str, expected: list[str]) -> None:
    found = parse_relations(text)
    assert [f"{v['target']} {v.get('cardinality', '')}" for v in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("User 1:N Order; Order 1:N Item", ["User Order 1:N", "Order Item 1:N"]),
        ("Card 1-to-many Price, Role and Tag.", ["Card Price 1-to-many",
                                                 "Card Role 1-to-many",
                                                 "Card Tag 1-to-many"]),
        ("D 1:N E and F; F N:M G", ["D E 1:N", "D F 1:N", "F G N:M"]),
    ],
)  # fmt: skip
def test_a_line_states_several_relations(text: str, expected: list[str]) -> None:
    found = parse_relations(text)
    written = [f"{v['source']} {v['target']} {v['cardinality']}" for v in found]
    assert written == expected
    assert not any("description" in values for values in found)


@pytest.mark.parametrize(
    "text",
    ["x → y, z: one-to-many (why; when)", "x → y, z (1:N) - why; when",
     "x → y, z: 1:N; why; when"],
)  # fmt: skip
def test_what_follows_describes_each_relation(text: str) -> None:
    found = parse_relations(text)
    assert [v["target"] for v in found] == ["y", "z"]
    assert {v["description"] for v in found} == {"why; when"}


@pytest.mark.parametrize(
    "text",
    ["User 1:N Order; newest first", "User 1:N Order, sorted by date",
     "User → Order, sorted by date (1:N)", "User (a; b) 1:N Order",
     "User 1:N Order; Order has items"],
)  # fmt: skip
def test_words_behind_a_relation_are_no_other(text: str) -> None:
    assert parse_relations(text) == []


def test_one_target_is_read_by_the_other_reader() -> None:
    assert parse_relations("User → Order (1:N)") == []


def test_entities_joined_by_a_plus_are_several_ends() -> None:
    found = Relation.parse_entries("Bee + Drone → Hive (N:1)")
    pairs = [(one["source"], one["target"], one["cardinality"]) for one in found]
    assert pairs == [("Bee", "Hive", "N:1"), ("Drone", "Hive", "N:1")]
    assert Relation.split_values({"": "Bee + Drone → Hive"}) == [
        {"": "Bee → Hive"},
        {"": "Drone → Hive"},
    ]
    assert Relation.split_values({"source": "Bee", "target": "Hive + Comb"}) == [
        {"source": "Bee", "target": "Hive"},
        {"source": "Bee", "target": "Comb"},
    ]


@pytest.mark.parametrize(
    "name",
    ["Bee → Hive", "C++ + x → Hive", "Bee + → Hive", "Bee + (new) Drone → Hive", "Bee",
     " + ".join("abcdefgh") + " → Hive"],
)  # fmt: skip
def test_other_ends_are_not_split(name: str) -> None:
    assert not Relation.split_values({"": name})
    assert not Relation.parse_entries(name)
