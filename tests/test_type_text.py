"""What stands behind the name of a field: its type, a constraint, or words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.values.type_text import is_description, split_constraint


@pytest.mark.parametrize(
    ("text", "type_", "constraint"),
    [
        ("UUID primary key", "UUID", "primary key"),
        ("varchar(40) not null", "varchar(40)", "not null"),
        ("integer references trays(id)", "integer", "references trays(id)"),
        ("string[] optional", "string[]", "optional"),
        ("Tray unique", "Tray unique", ""),
        ("timestamp with time zone", "timestamp with time zone", ""),
        ("UUID", "UUID", ""),
        ("String (unique)", "String", "unique"),
        ("Tray (not null, default 3)", "Tray", "not null, default 3"),
        ("UUID (FK trays(id))", "UUID", "FK trays(id)"),
        ("Enum (open, closed)", "Enum (open, closed)", ""),
        ("Point (in metres)", "Point (in metres)", ""),
        ("Map(a, unique)", "Map(a, unique)", ""),
        ("(unique)", "(unique)", ""),
    ],
)
def test_a_constraint_behind_a_type(text: str, type_: str, constraint: str):
    assert split_constraint(text) == (type_, constraint)


@pytest.mark.parametrize(
    "text",
    ["Unique email address", "Tray's label", "name of the tray", "Made in May."],
)
def test_words_are_a_description(text: str):
    assert is_description(text)


@pytest.mark.parametrize(
    "text",
    [
        "UUID", "double precision", "geo point", "list of Tray", "Tray | None",
        "TrayKind enum", "timestamp with time zone", "dict[str, int]", "", "Tray",
        "Decimal(10, 2)", "Tray Kind",
    ],
)  # fmt: skip
def test_what_may_be_a_type_is_none(text: str):
    assert not is_description(text)


def letters(text: str) -> str:
    """Return a text without spaces and the brackets that a constraint may have."""
    return "".join(text.split()).replace("(", "").replace(")", "")


@given(st.text("ab (unique, null)", max_size=60))
def test_no_word_of_any_text_is_lost(text: str):
    type_, constraint = split_constraint(text)
    assert letters(text) == letters(f"{type_}{constraint}")
    assert is_description(text) in {True, False}
