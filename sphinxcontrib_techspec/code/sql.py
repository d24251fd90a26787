"""Read SQL: the columns of tables and views, the values of ``CREATE TYPE … AS ENUM``.

The columns of a table are those of ``CREATE TABLE``, and those that ``ALTER TABLE``
adds. A view has the columns that it names or selects.

sqlglot cuts the code into tokens by the rules of a dialect. Columns are read from the
tokens, in the words of the author: a parser of statements would word types anew, and
would give up a table for a type that it does not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..patterns import regex
from .classes import ClassField, ClassSource, CodeClasses, mark_incomplete, too_long
from .comments import Comments
from .sql_columns import Columns
from .sql_tokens import tokens_of

_TABLE_WORDS = frozenset(
    {"EXTERNAL", "FOREIGN", "GLOBAL", "LOCAL", "OR", "REPLACE", "TEMP", "TEMPORARY",
     "UNLOGGED", "VIRTUAL"}
)  # fmt: skip
_TELLS = (
    ("mysql", regex(r"`|\bENGINE\s*=|\bAUTO_INCREMENT\b", re.IGNORECASE)),
    ("tsql", regex(r"\bTABLE\s+\[|\bNVARCHAR\b|\bIDENTITY\s*\(", re.IGNORECASE)),
)
"""What only one dialect writes; any other code is read as PostgreSQL's."""


def read_classes(code: str) -> CodeClasses:
    """Return the tables and enums of SQL code whose dialect is not known."""
    found = (dialect for dialect, tell in _TELLS if tell.search(code))
    return _read(code, next(found, "postgres"))


def read_postgresql(code: str) -> CodeClasses:
    """Return the tables and enums of PostgreSQL's code."""
    return _read(code, "postgres")


def read_mysql(code: str) -> CodeClasses:
    """Return the tables of MySQL's and MariaDB's code."""
    return _read(code, "mysql")


def read_sqlite(code: str) -> CodeClasses:
    """Return the tables of SQLite's code."""
    return _read(code, "sqlite")


def read_tsql(code: str) -> CodeClasses:
    """Return the tables of Transact-SQL."""
    return _read(code, "tsql")


def _read(code: str, dialect: str) -> CodeClasses:
    if fault := too_long(code):
        return CodeClasses(fault=fault)
    return _Reader(code, dialect).read()


class _Reader:
    def __init__(self, code: str, dialect: str) -> None:
        self._tokens = tokens_of(code, dialect)
        self._comments = Comments(self._tokens.comments)
        self._found: dict[str, ClassSource] = {}
        self._columns: dict[str, set[str]] = {}
        self._all_read = not self._tokens.has_elisions

    def read(self) -> CodeClasses:
        """Return the tables and enums of the code."""
        tokens = self._tokens
        while tokens:
            start = tokens.index
            if tokens.take("CREATE"):
                read = self._create()
            elif tokens.take("ALTER", "TABLE"):
                read = self._alter()
            elif tokens.take("COMMENT", "ON"):
                read = self._comment_on()
            else:
                read = bool(tokens.take(";"))
            if not read:
                self._all_read = False
                tokens.index = max(tokens.index, start + 1)
                tokens.skip_statement()
        found = CodeClasses(list(self._found.values()), tokens.fault)
        all_read = self._all_read and not self._comments.left
        return mark_incomplete(found, all_read=all_read)

    def _create(self) -> bool:
        """Read what follows ``CREATE``; return whether it was read to its end."""
        tokens = self._tokens
        first = tokens.line(tokens.index - 1)
        while tokens.word() in _TABLE_WORDS:
            tokens.index += 1
        if tokens.take("TYPE"):
            return self._enum(first)
        if tokens.take("VIEW") or tokens.take("MATERIALIZED", "VIEW"):
            return self._view(first)
        if not tokens.take("TABLE"):
            return False
        tokens.take("IF", "NOT", "EXISTS")
        line = tokens.line()
        name = tokens.name()
        if not name or not tokens.take("("):
            return False
        opened = tokens.index - 1
        source = ClassSource(name, self._comments.above(first), line, label="Table")
        columns = Columns(source, self._comments, tokens)
        closed = columns.read()
        if not closed:
            tokens.note("“(” is not closed", tokens.line(opened))
        if not source.description:
            source.description = self._comments.behind(line)
        self._found[name.lower()] = source
        return self._table_options(source)

    def _table_options(self, source: ClassSource) -> bool:
        """Read what follows the columns, to the end of the statement."""
        tokens = self._tokens
        while tokens and not tokens.take(";"):
            if tokens.word() == "CREATE" and tokens.begins_line():
                break  # A semicolon is missing.
            if tokens.take("COMMENT"):
                tokens.take("=")
                if text := tokens.string():
                    source.description = source.description or text
                    continue
            source.whole = False
            tokens.index += 1
        return True

    def _alter(self) -> bool:
        """Read ``ALTER TABLE name ADD COLUMN column type``, of one column or several.

        Columns of a table that is not in the code are a class of their own.
        """
        tokens = self._tokens
        tokens.take("IF", "EXISTS")
        tokens.take("ONLY")
        line = tokens.line()
        name = tokens.name()
        if not name or tokens.word() != "ADD":
            return False
        added = ClassSource(name, "", line, whole=False, label="Table", is_part=True)
        is_read = Columns(added, self._comments, tokens).read_added()
        table = self._found.get(name.lower())
        if table is None and added.fields:
            self._found[name.lower()] = added
        elif table is not None:
            self._add(table, added.fields)
        if not is_read:
            return False
        return tokens.take(";") or not tokens or tokens.begins_line()

    def _add(self, table: ClassSource, fields: Iterable[ClassField]) -> None:
        """Put the columns that a table does not have into it."""
        known = self._columns.setdefault(
            table.name.lower(), {field.name.lower() for field in table.fields}
        )
        for field in fields:
            if field.name.lower() not in known:
                known.add(field.name.lower())
                table.fields.append(field)
        table.whole = False

    def _view(self, first: int) -> bool:
        """Read ``name (a, b) AS SELECT`` or the columns that the view selects."""
        tokens = self._tokens
        tokens.take("IF", "NOT", "EXISTS")
        line = tokens.line()
        name = tokens.name()
        columns = Columns(ClassSource(name, "", line), self._comments, tokens)
        names = [(column, line) for column in columns.names()]
        if not name or not tokens.take("AS", "SELECT"):
            return False
        names = names or columns.selected()
        if names:
            described = self._comments.above(first)
            fields = [ClassField(column, "", "", "", at) for column, at in names]
            self._found[name.lower()] = ClassSource(
                name, described, line, fields, whole=False, label="View"
            )
        return False

    def _enum(self, first: int) -> bool:
        """Read ``name AS ENUM ('a', 'b')``."""
        tokens = self._tokens
        line = tokens.line()
        name = tokens.name()
        if not name or not tokens.take("AS", "ENUM", "("):
            return False
        source = ClassSource(name, self._comments.above(first), line, label="Enum")
        while tokens and not tokens.take(")"):
            line = tokens.line()
            text = tokens.string()
            if text is None:
                if not tokens.take(","):
                    source.whole = False
                    tokens.index += 1
                continue
            tokens.take(",")
            described = self._comments.take(line, line)
            source.fields.append(ClassField(text, "", "", described, line))
        if not source.description:
            source.description = self._comments.behind(source.line)
        self._found[name.lower()] = source
        return bool(tokens.take(";")) or not tokens

    def _comment_on(self) -> bool:
        """Read ``COMMENT ON TABLE name IS 'text'``, or ``COLUMN table.name``."""
        tokens = self._tokens
        what = tokens.word()
        tokens.index += 1
        name = tokens.name().lower()
        if not tokens.take("IS"):
            return False
        text = tokens.string()
        if text is None or not (tokens.take(";") or not tokens):
            return False
        described = " ".join(text.split())
        table = self._found.get(name if what == "TABLE" else name.rpartition(".")[0])
        if table is None:
            return False
        if what == "TABLE" and not table.description:
            table.description = described
            return True
        return what == "COLUMN" and _describe(
            table.fields, name.rpartition(".")[2], described
        )


def _describe(fields: Iterable[ClassField], name: str, text: str) -> bool:
    for field in fields:
        if field.name.lower() == name and not field.description:
            field.description = text
            return True
    return False
