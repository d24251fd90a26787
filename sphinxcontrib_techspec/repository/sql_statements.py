"""What the statements of a SQL file do to tables: create, change, rename and drop them.

sqlglot, of the extra ``sql``, cuts the code into tokens; nothing is run.

https://www.postgresql.org/docs/current/sql-altertable.html,
https://dev.mysql.com/doc/refman/8.4/en/alter-table.html and
https://www.sqlite.org/lang_altertable.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from ..code.classes import ClassSource
from ..code.comments import Comments
from ..code.sql_columns import Columns
from ..code.sql_tokens import Tokens, tokens_of
from ..patterns import regex
from .sql_tables import Effect, SqlRow

MOST_CHARACTERS = 1_000_000
"""A longer file holds data: the tables that it changes are not known then."""

_MYSQL = regex(r"`|\bENGINE\s*=|\bAUTO_INCREMENT\b", re.IGNORECASE)
_TSQL = regex(r"\bTABLE\s+\[|\bNVARCHAR\b|\bIDENTITY\s*\(", re.IGNORECASE)
_DOWN = regex(
    r"(?im)^[ \t]*--[ \t]*(?:migrate:down|\+goose[ \t]+down|\+migrate[ \t]+down"
    r"|!down|@undo|//@undo|rollback|down(?:[ \t]+migration)?[ \t]*$)"
)
_UP = regex(r"(?im)^[ \t]*--[ \t]*(?:migrate:up|\+goose[ \t]+up|\+migrate[ \t]+up)")
_BATCH = regex(r"(?im)^[ \t]*GO[ \t]*$")
"""What ends statements of SQL Server, on a line of its own."""

_TABLE_WORDS = frozenset(
    {"EXTERNAL", "FOREIGN", "GLOBAL", "LOCAL", "OR", "REPLACE", "UNLOGGED", "VIRTUAL"}
)
_HIDDEN = regex(
    r"(?i)\b(?:alter|create|drop)\s+table\s+(?:if\s+(?:not\s+)?exists\s+)?(?:only\s+)?"
    r"[\"`\[]?([\w.]{1,120})"
)
"""A statement in a text, which a function or a block of code runs."""


def read_statements(code: str) -> list[SqlRow]:
    """Return what the statements of a file do to tables, without what undoes them.

    Args:
        code: the file.
    """
    code = _BATCH.sub(";", _without_undoing(code))
    if len(code) > MOST_CHARACTERS:
        return [
            SqlRow("unknown", found[1], "", code.count("\n", 0, found.start()) + 1)
            for found in _HIDDEN.finditer(code)
        ]
    dialect = "postgres"
    if _MYSQL.search(code):
        dialect = "mysql"
    elif _TSQL.search(code):
        dialect = "tsql"
    return list(_Reader(tokens_of(code, dialect)).rows())


def _without_undoing(code: str) -> str:
    """Return code without what a migration undoes; the lines stay where they are."""
    while down := _DOWN.search(code):
        up = _UP.search(code, down.end())
        end = up.start() if up else len(code)
        lines = "\n" * code.count("\n", down.start(), end)
        code = code[: down.start()] + lines + code[end:]
    return code


class _Reader:
    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens

    def rows(self) -> Iterator[SqlRow]:
        tokens = self._tokens
        while tokens:
            start = tokens.index
            if tokens.take("CREATE"):
                yield from self._create()
            elif tokens.take("ALTER", "TABLE"):
                yield from self._alter()
            elif tokens.take("DROP", "TABLE"):
                yield from self._drop()
            elif tokens.take("RENAME", "TABLE"):
                yield from self._rename_tables()
            elif tokens.take(";"):
                continue
            tokens.index = max(tokens.index, start)
            yield from self._rest(start)

    def _rest(self, start: int) -> Iterator[SqlRow]:
        """Skip the rest of a statement; what is in its texts may change tables."""
        tokens = self._tokens
        first = tokens.index
        tokens.index = max(self._statement_end(), start + 1)
        for at in range(first, min(tokens.index, tokens.end)):
            if tokens.tokens[at].is_string:
                for hidden in _HIDDEN.finditer(tokens.tokens[at].value):
                    yield SqlRow("unknown", hidden[1], "", tokens.line(at) + 1)

    def _create(self) -> Iterator[SqlRow]:
        tokens = self._tokens
        while tokens.word() in _TABLE_WORDS:
            tokens.index += 1
        if not tokens.take("TABLE"):
            # A view, an index; a temporary table is not kept.
            return
        tokens.take("IF", "NOT", "EXISTS")
        line = tokens.line() + 1
        table = tokens.name()
        if not table:
            return
        if tokens.word() != "(":
            # PARTITION OF, AS SELECT, LIKE.
            yield SqlRow("create", table, "", line, is_whole=False)
            return
        at = tokens.index
        is_whole = not self._has_like()
        tokens.index = at + 1
        source = ClassSource(table, "", line)
        is_whole = Columns(source, Comments([]), tokens).read() and is_whole
        is_whole = is_whole and bool(source.fields) and not self._inherits()
        yield SqlRow("create", table, "", line, is_whole=is_whole)
        yield from _columns(source, "column")

    def _has_like(self) -> bool:
        """Return whether the columns are those of another table as well."""
        tokens = self._tokens
        end = tokens.closing()
        return any(
            tokens.tokens[at].word == "LIKE"
            and tokens.tokens[at - 1].text in {"(", ","}
            for at in range(tokens.index + 1, end)
        )

    def _inherits(self) -> bool:
        return self._tokens.word() in {"INHERITS", "PARTITION", "AS", "SELECT"} and (
            self._tokens.word() != "PARTITION" or self._tokens.word(1) == "OF"
        )

    def _drop(self) -> Iterator[SqlRow]:
        tokens = self._tokens
        tokens.take("IF", "EXISTS")
        while tokens:
            line = tokens.line() + 1
            table = tokens.name()
            if not table:
                return
            yield SqlRow("drop", table, "", line)
            if not tokens.take(","):
                return

    def _rename_tables(self) -> Iterator[SqlRow]:
        tokens = self._tokens
        while tokens:
            line = tokens.line() + 1
            table = tokens.name()
            new = tokens.name() if tokens.take("TO") else ""
            if not new:
                return
            yield SqlRow("rename", table, "", line, new)
            if not tokens.take(","):
                return

    def _alter(self) -> Iterator[SqlRow]:
        tokens = self._tokens
        tokens.take("IF", "EXISTS")
        tokens.take("ONLY")
        line = tokens.line() + 1
        table = tokens.name()
        if not table:
            return
        tokens.take("*")
        end = self._statement_end()
        last, tokens.end = tokens.end, end
        while tokens:
            start = tokens.index
            yield from self._action(table, line)
            tokens.index = max(tokens.index, start)
            self._skip_action()
        tokens.index, tokens.end = end, last

    def _statement_end(self) -> int:
        """Return the index of the end of a statement, which may lack its semicolon."""
        tokens = self._tokens
        for at in range(tokens.index, tokens.end):
            if tokens.tokens[at].text == ";":
                return at
            word = tokens.tokens[at].word
            # DROP COLUMN is a part of a statement, on a line of its own or not.
            is_start = word == "CREATE" or (
                word in _STARTS
                and at + 1 < tokens.end
                and tokens.tokens[at + 1].word == "TABLE"
            )
            if (
                at > tokens.index
                and is_start
                and (tokens.line(at) > tokens.line(at - 1))
            ):
                return at
        return tokens.end

    def _skip_action(self) -> None:
        """Skip to the next action: behind the comma outside of brackets."""
        tokens = self._tokens
        while tokens and not tokens.take(","):
            if tokens.word() == "(":
                tokens.index = max(tokens.closing(), tokens.index + 1)
            else:
                tokens.index += 1

    def _action(self, table: str, line: int) -> Iterator[SqlRow]:
        tokens = self._tokens
        if tokens.word() == "ADD":
            yield from self._add(table)
        elif tokens.take("DROP"):
            if tokens.word() in {"CONSTRAINT", "PRIMARY", "FOREIGN", "INDEX", "KEY",
                                 "CHECK"}:  # fmt: skip
                return
            tokens.take("COLUMN")
            tokens.take("IF", "EXISTS")
            at = tokens.line() + 1
            if name := tokens.name():
                yield SqlRow("drop column", table, name, at)
        elif tokens.take("RENAME"):
            yield from self._rename(table)
        elif tokens.take("ALTER"):
            yield from self._alter_column(table)
        elif tokens.take("MODIFY"):
            tokens.take("COLUMN")
            at = tokens.line() + 1
            if name := tokens.name():
                yield self._redefined(table, name, at)
        elif tokens.take("CHANGE"):
            tokens.take("COLUMN")
            at = tokens.line() + 1
            old, new = tokens.name(), tokens.name()
            if old and new:
                yield SqlRow("rename column", table, old, at, new)
                yield self._redefined(table, new, at)
        elif tokens.word() not in _HARMLESS:
            yield SqlRow("unknown", table, "", line)

    def _add(self, table: str) -> Iterator[SqlRow]:
        tokens = self._tokens
        line = tokens.line() + 1
        if tokens.word(1) == "(":
            yield SqlRow("unknown", table, "", line)
            return
        source = ClassSource(table, "", 0)
        Columns(source, Comments([]), tokens).read_added()
        yield from _columns(source, "add")
        if tokens.index and tokens.tokens[tokens.index - 1].text == ",":
            # It is before the next action.
            tokens.index -= 1

    def _rename(self, table: str) -> Iterator[SqlRow]:
        tokens = self._tokens
        at = tokens.line() + 1
        if tokens.word() in {"CONSTRAINT", "INDEX", "KEY"}:
            return
        if tokens.take("TO") or tokens.take("AS"):
            if new := tokens.name():
                yield SqlRow("rename", table, "", at, new)
            return
        tokens.take("COLUMN")
        old = tokens.name()
        new = tokens.name() if tokens.take("TO") else ""
        if old and new:
            yield SqlRow("rename column", table, old, at, new)

    def _alter_column(self, table: str) -> Iterator[SqlRow]:
        tokens = self._tokens
        if tokens.word() in {"CONSTRAINT", "INDEX", "CHECK"}:
            return
        tokens.take("COLUMN")
        at = tokens.line() + 1
        name = tokens.name()
        if not name:
            yield SqlRow("unknown", table, "", at)
        elif tokens.take("SET", "NOT", "NULL"):
            yield SqlRow("change", table, name, at, nullable="no")
        elif tokens.take("DROP", "NOT", "NULL"):
            yield SqlRow("change", table, name, at, nullable="yes")
        elif tokens.take("SET", "DATA", "TYPE") or tokens.take("TYPE"):
            yield SqlRow("change", table, name, at, self._type())
        elif tokens.word() not in {"SET", "DROP", "ADD"}:
            yield self._redefined(table, name, at)

    def _redefined(self, table: str, name: str, line: int) -> SqlRow:
        """Return the row of a column that gets another type, and may be null again."""
        tokens = self._tokens
        type_ = self._type()
        is_not_null = False
        while tokens and tokens.word() != ",":
            is_not_null = is_not_null or bool(tokens.take("NOT", "NULL"))
            if tokens.word() == "(":
                tokens.index = max(tokens.closing(), tokens.index + 1)
            elif tokens and tokens.word() != ",":
                tokens.index += 1
        nullable: Literal["yes", "no"] = "no" if is_not_null else "yes"
        return SqlRow("change", table, name, line, type_, nullable)

    def _type(self) -> str:
        tokens = self._tokens
        first = tokens.index
        while tokens and tokens.word() not in _TYPE_ENDS:
            tokens.index = (
                max(tokens.closing(), tokens.index + 1)
                if tokens.word() == "("
                else tokens.index + 1
            )
        return tokens.source(first, tokens.index)


_TYPE_ENDS = frozenset(
    "AFTER AUTO_INCREMENT CHARACTER COLLATE COMMENT DEFAULT FIRST NOT NULL PRIMARY"
    " UNIQUE USING ,".split()
)
_STARTS = frozenset({"ALTER", "CREATE", "DROP", "RENAME"})
"""How statements on tables begin."""

_HARMLESS = frozenset(
    "OWNER ENABLE DISABLE SET RESET CLUSTER REPLICA VALIDATE FORCE NO ENGINE COMMENT"
    " AUTO_INCREMENT CONVERT DEFAULT CHARACTER COLLATE CHECK WITH ATTACH DETACH"
    " ORDER ROW_FORMAT NOCHECK".split()
)
"""How actions begin that change no column."""


def _columns(source: ClassSource, effect: Effect) -> Iterator[SqlRow]:
    for column in source.fields:
        words = column.constraints.lower()
        is_set = "not null" in words or "primary key" in words
        nullable: Literal["yes", "no"] = "no" if is_set else "yes"
        yield SqlRow(
            effect, source.name, column.name, column.line + 1, column.type, nullable
        )
