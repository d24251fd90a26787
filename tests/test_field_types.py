"""What types of fields hold, in the languages that schemas are written in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.values.field_types import (
    contradict,
    nullability,
    type_groups,
)

SAME = [
    ("UUID", "uuid.UUID", "UUID(as_uuid=True)", "uniqueidentifier", "models.UUIDField"),
    ("string", "varchar(80)", "str | None", "Mapped[str]", "CharField", "`text`"),
    ("int", "Optional[int]", "bigserial", "BigInt", "int unsigned", "sa.Integer"),
    ("decimal(10, 2)", "numeric", "float", "double precision", "DecimalField"),
    ("bool", "Boolean", "boolean NOT NULL"),
    ("datetime", "timestamp with time zone", "TIMESTAMPTZ", "DateTime?", "date"),
    ("dict[str, int]", "jsonb", "JSON"),
    ("list[str]", "string[]", "text[]", "Array<string>"),
]
"""Types that hold the same."""

UNKNOWN = ["", "User", "'open' | 'paid'", "Enum('a')", "ID", "str | Kite", "any", "((("]


@pytest.mark.parametrize("types", SAME, ids=lambda types: types[0])
def test_types_of_one_group_agree(types: tuple[str, ...]):
    assert len({type_groups(text) for text in types}) == 1
    assert type_groups(types[0])


def test_types_of_other_groups_differ():
    firsts = [type_groups(types[0]) for types in SAME]
    assert len(set(firsts)) == len(firsts)


@pytest.mark.parametrize("text", UNKNOWN)
def test_what_is_not_known_contradicts_nothing(text: str):
    assert not type_groups(text)
    assert not any(contradict(type_groups(text), type_groups(t[0])) for t in SAME)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("int", "UUID", True),
        ("int", "decimal", True),
        ("str", "int", True),
        ("datetime", "jsonb", True),
        ("number", "decimal", False),
        ("number", "UUID", True),
        # A text may hold whatever can be written, a number a time or yes and no.
        ("UUID", "TEXT", False),
        ("datetime", "TEXT", False),
        ("datetime", "bigint", False),
        ("bool", "tinyint(1)", False),
        ("int | str", "UUID", False),
    ],
)
def test_contradictions(one: str, other: str, *, expected: bool):
    assert contradict(type_groups(one), type_groups(other)) is expected
    assert contradict(type_groups(other), type_groups(one)) is expected


@pytest.mark.parametrize(
    ("type_", "constraints", "expected"),
    [
        ("str", "not null", False),
        ("str", "NOT NULL, unique", False),
        ("str", "nullable", True),
        ("str", "null", True),
        ("str", "nullable=False", False),
        ("str", "not nullable", False),
        ("str", "not null, default null", False),
        ("str | None", "", True),
        ("Optional[str]", "", True),
        ("string | null", "", True),
        ("str", "", None),
        ("str", "required", None),
        ("str", "optional", None),
        ("str", "default null", None),
        ("UUID", "references users(id) on delete set null", None),
        ("list[str | None]", "", None),
    ],
)
def test_nullability(type_: str, constraints: str, *, expected: bool | None):
    assert nullability(type_, constraints) is expected


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_is_read(one: str, other: str):
    assert isinstance(contradict(type_groups(one), type_groups(other)), bool)
    assert nullability(one, other) in {True, False, None}
