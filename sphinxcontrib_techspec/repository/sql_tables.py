"""The tables of a repository, as its migrations leave them.

A folder with SQL files whose names begin with numbers is a history, and so is one with
a numbered folder for each migration, as Prisma makes it. Other files stand alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from ..patterns import regex
from .schemas import Schema, SchemaField

Effect = Literal[
    "create", "column", "add", "drop column", "rename column", "change", "rename",
    "drop", "unknown",
]  # fmt: skip


class SqlRow(NamedTuple):
    """What a statement does.

    Attributes:
        effect: *create* makes a table, with a *column* for each; *add* adds one later,
            *change* gives it another type; *rename* and *drop* are of the table;
            *unknown* changes what is not known.
        table: the table, as written without quotes.
        name: the column.
        line: the line, from 1.
        text: the type of a column, or the new name.
        nullable: whether a column may be null; empty where that does not change.
        is_whole: whether a table that is made has only the columns that follow.
    """

    effect: Effect
    table: str
    name: str
    line: int
    text: str = ""
    nullable: Literal["yes", "no", ""] = ""
    is_whole: bool = True


_NUMBERED = regex(r"(?:[vb])?(\d[\d._]*)", re.IGNORECASE)
"""How migrations are named: ``001_users.sql``, and ``V1.2__users.sql`` of Flyway."""

_UNDO = regex(r"u\d[\d._]*__", re.IGNORECASE)
"""How migrations of Flyway are named that undo others: ``U1__users.sql``."""

_BETWEEN = regex(r"[._-]")
_UNDOES = frozenset({"down", "rollback", "undo"})
"""The last words in the names of files that undo steps: ``001_users.down.sql``."""

_NO_FOLDERS = frozenset("down queries query rollback rollbacks seed seeds undo".split())
_NO_SCHEMAS = frozenset(
    "cleanup data dummy mock queries query reset seed seeds".split()
)
"""Words in the names of files without numbers that make no tables of the product."""


def is_statement_file(path: str) -> bool:
    """Return whether a file may have statements on tables of the product."""
    *folders, name = path.lower().split("/")
    stem, _, ending = name.rpartition(".")
    words = _BETWEEN.split(stem)
    if ending != "sql" or _UNDO.match(name) or words[-1] in _UNDOES:
        return False
    if not _NO_FOLDERS.isdisjoint(folders):
        return False
    return bool(_NUMBERED.match(name)) or _NO_SCHEMAS.isdisjoint(words)


@dataclass
class _Table:
    """A table while a history is gone through."""

    name: str
    path: str
    line: int
    fields: dict[str, SchemaField] = field(default_factory=dict[str, SchemaField])
    is_whole: bool = True
    is_made: bool = True

    @property
    def key(self) -> str:
        """What it is found by."""
        return self.name.lower()

    def schema(self) -> Schema:
        return Schema(
            "table",
            self.name,
            self.path,
            self.line,
            tuple(self.fields.values()),
            is_stored=True,
            is_whole=self.is_whole,
        )


def tables(files: Mapping[str, list[SqlRow]]) -> Iterator[Schema]:
    """Yield the tables that the histories of a repository end with.

    Args:
        files: what each file does, by its path from the root.
    """
    histories: dict[str, list[str]] = {}
    for path in files:
        histories.setdefault(_history(path), []).append(path)
    ended: list[tuple[bool, _Table]] = []
    for folder in sorted(histories):
        steps = sorted(histories[folder], key=_order)
        is_alone = folder.startswith("\0")
        ended += [(is_alone, table) for table in _play(files, steps)]
    # What one file changes and another one makes has no order.
    changed = {t.key for is_alone, t in ended if is_alone and not t.is_made}
    for is_alone, table in ended:
        if is_alone and table.key in changed:
            table.is_whole = False
        if table.fields:
            yield table.schema()


def _history(path: str) -> str:
    """Return the folder of the history that a file is a step of, or its own name."""
    parts = path.split("/")
    if _NUMBERED.match(parts[-1]):
        return "/".join(parts[:-1])
    if len(parts) > 1 and _NUMBERED.match(parts[-2]):
        return "/".join(parts[:-2])
    return f"\0{path}"


def _order(path: str) -> tuple[list[tuple[int, int | str]], str]:
    """Return the order of migrations: by their numbers, part by part."""
    parts = path.split("/")
    name = parts[-1] if _NUMBERED.match(parts[-1]) else "/".join(parts[-2:])
    found = re.split(r"(\d+)", name.lower())
    return [(0, int(p)) if p.isdigit() else (1, p) for p in found if p], path


def _play(files: Mapping[str, list[SqlRow]], steps: Iterable[str]) -> list[_Table]:
    """Return the tables that are there after all steps, and those that they change."""
    found: dict[str, _Table] = {}
    for path in steps:
        making: _Table | None = None
        for row in files[path]:
            name = row.table.rpartition(".")[2]
            table = found.get(name.lower())
            if row.effect == "create":
                making = None
                if table is None:
                    making = _Table(name, path, row.line, is_whole=row.is_whole)
                    found[making.key] = making
            elif row.effect == "column":
                if making is not None:
                    _add(making, row, path)
            else:
                if table is None:
                    # It is made where this history does not say.
                    table = _Table(name, path, row.line, is_whole=False, is_made=False)
                    found[table.key] = table
                _apply(row, table, found, path)
    return list(found.values())


def _apply(row: SqlRow, table: _Table, found: dict[str, _Table], path: str) -> None:
    name = row.name.lower()
    if row.effect == "add":
        _add(table, row, path)
    elif row.effect == "drop column":
        table.fields.pop(name, None)
    elif row.effect == "rename column":
        if name in table.fields:
            moved = table.fields.pop(name)
            table.fields[row.text.lower()] = replace(
                moved, name=row.text, path=path, line=row.line
            )
        else:
            table.is_whole = False
    elif row.effect == "change" and name in table.fields:
        before = table.fields[name]
        types = (row.text,) if row.text else before.types
        nullable = row.nullable == "yes" if row.nullable else before.is_nullable
        table.fields[name] = replace(
            before, types=types, is_nullable=nullable, path=path, line=row.line
        )
    elif row.effect == "rename":
        del found[table.key]
        table.name = row.text.rpartition(".")[2]
        found[table.key] = table
    elif row.effect == "drop":
        del found[table.key]
    elif row.effect == "unknown":
        table.is_whole = False


def _add(table: _Table, row: SqlRow, path: str) -> None:
    nullable = row.nullable == "yes" if row.nullable else None
    types = (row.text,) if row.text else ()
    table.fields.setdefault(
        row.name.lower(),
        SchemaField(row.name, path, row.line, types, is_nullable=nullable),
    )
