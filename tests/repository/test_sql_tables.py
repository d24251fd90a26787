"""The tables that SQL files leave: what statements do, and in which order."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.repository.schemas import Schema
from sphinxcontrib_techspec.repository.sql_statements import (
    MOST_CHARACTERS,
    read_statements,
)
from sphinxcontrib_techspec.repository.sql_tables import is_statement_file, tables

KITES = "create table kites (id uuid primary key, name text not null, span int);"


def ended(files: Mapping[str, str]) -> list[Schema]:
    return list(tables({path: read_statements(code) for path, code in files.items()}))


def columns(files: Mapping[str, str]) -> dict[str, tuple[str, bool | None]]:
    """Return the type of each column of the one table, and whether it may be null."""
    [table] = ended(files)
    assert table.is_whole
    return {
        field.name: ("".join(field.types).lower(), field.is_nullable)
        for field in table.fields
    }


BASE = {"id": ("uuid", False), "name": ("text", False), "span": ("int", True)}
WITHOUT = {"id": ("uuid", False), "name": ("text", False)}

STEPS = {
    "alter table kites add column tail boolean not null default false":
        BASE | {"tail": ("boolean", False)},
    'ALTER TABLE "kites" ADD "tail" text': BASE | {"tail": ("text", True)},
    "ALTER TABLE `kites` ADD COLUMN `tail` text AFTER `id`, DROP COLUMN `span`;":
        WITHOUT | {"tail": ("text", True)},
    "alter table if exists only public.kites\n  drop column if exists span cascade,\n"
    "  add column tail int": WITHOUT | {"tail": ("int", True)},
    "alter table kites rename column span to width": WITHOUT | {"width": ("int", True)},
    "alter table kites rename span to width": WITHOUT | {"width": ("int", True)},
    "alter table kites change span width bigint not null":
        WITHOUT | {"width": ("bigint", False)},
    "alter table kites\n  alter column span type numeric(10, 2) using span::numeric,\n"
    "  alter column span set not null,\n  alter column name drop not null":
        {"id": ("uuid", False), "name": ("text", True),
         "span": ("numeric(10, 2)", False)},
    "alter table kites modify span bigint": WITHOUT | {"span": ("bigint", True)},
    "alter table kites alter column span set default 1; create index x on kites (id)":
        BASE,
    "alter table kites add constraint c check (span > 0), add unique (name)": BASE,
    "alter table kites owner to me; alter table kites enable row level security": BASE,
    "create table if not exists kites (other int)": BASE,
    "comment on table kites is 'of the shop'; insert into kites values ('x')": BASE,
    "create temporary table kites (other int)": BASE,
    # How SQLite changes a table, whose statements end without semicolons elsewhere.
    "create table kites_new (id uuid not null, span int);\n"
    "insert into kites_new select id, span from kites;\n"
    "drop table kites;\nalter table kites_new rename to kites":
        {"id": ("uuid", False), "span": ("int", True)},
    "drop table if exists kites;\nCREATE TABLE kites (id int)\n": {"id": ("int", True)},
    "ALTER TABLE kites ADD a int;--> statement-breakpoint\nALTER TABLE kites ADD b int":
        BASE | {"a": ("int", True), "b": ("int", True)},
    "ALTER TABLE kites ADD a int\nGO\nALTER TABLE kites ADD b int\nGO\n":
        BASE | {"a": ("int", True), "b": ("int", True)},
}  # fmt: skip
"""A second step of a history, and the columns after it."""


@pytest.mark.parametrize("step", STEPS)
def test_what_statements_do(step: str):
    assert columns({"db/001_kites.sql": KITES, "db/002_more.sql": step}) == STEPS[step]


UNKNOWN = [
    "alter table kites add (a int, b int)",
    "do $$ begin alter table kites add column tail int; end $$;",
    "alter table kites inherit things",
    "alter table kites rename column nothing to span",
    "select 1; execute 'alter table kites drop column span'",
]


@pytest.mark.parametrize("step", UNKNOWN)
def test_a_change_that_is_not_known_makes_a_table_incomplete(step: str):
    [table] = ended({"db/001_kites.sql": KITES, "db/002_more.sql": step})
    assert not table.is_whole


@pytest.mark.parametrize(
    "code",
    [
        "create table kites (like things including all, id int)",
        "create table kites (id int) inherits (things)",
    ],
)
def test_a_table_with_columns_of_another_is_incomplete(code: str):
    [table] = ended({"kites.sql": code})
    assert not table.is_whole


def test_a_file_that_is_too_long_makes_its_tables_incomplete():
    long = f"alter table kites add x int;\n{'-' * MOST_CHARACTERS}"
    [table] = ended({"db/1_kites.sql": KITES, "db/2_more.sql": long})
    assert not table.is_whole


ORDERS = [
    ("db/9_a.sql", "db/10_b.sql"),
    ("db/V1.9__a.sql", "db/V1.10__b.sql"),
    ("db/20260131_a.sql", "db/20260201_a.sql"),
    ("prisma/migrations/1_a/migration.sql", "prisma/migrations/2_a/migration.sql"),
]


@pytest.mark.parametrize(("first", "second"), ORDERS)
def test_the_order_of_migrations(first: str, second: str):
    later = "alter table kites drop column span"
    assert columns({second: later, first: KITES}) == WITHOUT


def test_histories_in_other_folders_are_of_their_own():
    found = ended({"a/1_kites.sql": KITES, "b/1_kites.sql": KITES})
    assert [table.path for table in found] == ["a/1_kites.sql", "b/1_kites.sql"]


def test_files_without_numbers_have_no_order():
    found = ended({"kites.sql": KITES, "more.sql": "alter table kites add tail int"})
    assert [table.is_whole for table in found] == [False, False]
    assert [len(table.fields) for table in found] == [3, 1]


@pytest.mark.parametrize(
    "marks",
    [
        ("-- +goose Up\n", "-- +goose Down\n"),
        ("-- migrate:up\n", "-- migrate:down\n"),
        ("", "-- +migrate Down\n"),
    ],
)
def test_what_undoes_a_step_is_left_out(marks: tuple[str, str]):
    up, down = marks
    assert columns({"db/1.sql": f"{up}{KITES}\n{down}drop table kites;"}) == BASE


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("db/001_kites.sql", True),
        ("schema.sql", True),
        ("db/002_drop_seed_data.sql", True),
        ("db/001_kites.up.sql", True),
        ("db/001_kites.down.sql", False),
        ("db/U1__kites.sql", False),
        ("db/seeds/001_kites.sql", False),
        ("db/seed.sql", False),
        ("db/kites.sqlx", False),
    ],
)
def test_which_files_are_looked_at(path: str, *, expected: bool):
    assert is_statement_file(path) is expected


_WORDS = st.sampled_from(
    "create table alter add drop rename to column kites id int ( ) , ; ' $$ not null"
    ' ` " -- modify change go unique'.split()
)


@given(st.lists(_WORDS, max_size=30))
def test_any_words_are_read(words: list[str]):
    ended({"db/1.sql": " ".join(words), "db/2.sql": "\n".join(words)})


@given(st.lists(st.sampled_from("abcd"), max_size=8), st.booleans())
def test_columns_are_those_that_were_added_and_not_dropped(
    names: list[str],
    quoted: bool,  # noqa: FBT001 - drawn
):
    mark = '"' if quoted else ""
    files = {"db/000.sql": "create table t (id int);"}
    known = ["id"]
    for number, name in enumerate(names, 1):
        verb = "drop" if name in known else "add"
        known = [n for n in known if n != name] + ([name] if verb == "add" else [])
        type_ = " int" if verb == "add" else ""
        files[f"db/{number}.sql"] = (
            f"ALTER TABLE t {verb} COLUMN {mark}{name}{mark}{type_};"
        )
    assert list(columns(files)) == known
