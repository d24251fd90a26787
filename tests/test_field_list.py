"""Fields of an entity in one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.values.field_list import (
    ListedField,
    names_all_fields,
    read_field_list,
    read_typed_field,
)


@pytest.mark.parametrize(
    ("text", "fields", "rest"),
    [
        ("id, name", [ListedField("id"), ListedField("name")], ""),
        ("(boat_id, mast)", [ListedField("boat_id"), ListedField("mast")], ""),
        (
            "id (UUID), crew (Int, secret), state (afloat/sunk), mast?.",
            [
                ListedField("id", "UUID"),
                ListedField("crew", "Int", "secret"),
                ListedField("state", description="afloat/sunk"),
                ListedField("mast?"),
            ],
            "",
        ),
        (
            "id: uuid, primary key; names: string[]; gone: string | null",
            [
                ListedField("id", "uuid", "primary key"),
                ListedField("names", "string[]"),
                ListedField("gone", "string | null"),
            ],
            "",
        ),
        ("id (pk), port", [ListedField("id", constraints="pk"), ListedField("port")], ""),
        ("id, name, … - all boats", [ListedField("id"), ListedField("name")], "… - all boats"),
        ("afloat, sunk", None, ""),
        ("id", None, ""),
        ("id, a boat of many", None, ""),
        ("id, name, id", None, ""),
        ("has an id, and a name", None, ""),
        ("id, port: Harbour of the north", None, ""),
    ],
)  # fmt: skip
def test_a_line_is_fields_if_each_part_is_one(
    text: str, fields: list[ListedField] | None, rest: str
) -> None:
    found = read_field_list("Boat", text)
    assert (list(found.fields) if found else None) == fields
    assert (found.rest if found else "") == rest


@pytest.mark.parametrize("label", ["Indexes", "Foreign keys", "Unique", "key fields"])
def test_a_label_of_some_fields_is_no_entity(label: str) -> None:
    assert read_field_list(label, "boat_id, mast_id") is None


@given(st.text(alphabet="idab_ (),;:.-?|[]{}<>stringUUID…", max_size=60))
def test_no_word_of_a_line_is_lost(text: str) -> None:
    found = read_field_list("Boat", text)
    if found is not None:
        read = "".join("".join(field) for field in found.fields) + found.rest
        assert sorted(filter(str.isalnum, read)) == sorted(filter(str.isalnum, text))


def test_an_entity_keeps_a_description_of_other_words() -> None:
    assert read_field_list("Boat", "A boat with its id, name and port") is None


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("id UUID primary key", ListedField("id", "UUID", "primary key")),
        ("mast TEXT (of pine)", ListedField("mast", "TEXT", "", "of pine")),
        (
            "state TEXT NOT NULL CHECK(state IN ('up', 'down'))",
            ListedField("state", "TEXT", "NOT NULL CHECK(state IN ('up', 'down'))"),
        ),
        ("crew (Int, nullable)", ListedField("crew", "Int", "nullable")),
        ("mast of pine", None),
        ("mast", None),
    ],
)
def test_a_field_with_its_type_behind_it(text: str, field: ListedField | None):
    assert read_typed_field(text) == field


def test_names_in_a_column_of_fields():
    assert read_field_list("", "mast, sail") is None
    found = read_field_list("", "mast, sail", is_told=True)
    assert found is not None
    assert [field.name for field in found.fields] == ["mast", "sail"]
    assert read_field_list("", "all of it, and more", is_told=True) is None


@pytest.mark.parametrize(
    ("label", "expected"),
    [("Columns", True), ("Key fields", True), ("Column details", True),
     ("Indexes", False), ("Boat", False), ("Foreign keys", False)],
)  # fmt: skip
def test_labels_of_all_fields(label: str, expected: bool):  # noqa: FBT001 - a case
    assert names_all_fields(label) == expected
