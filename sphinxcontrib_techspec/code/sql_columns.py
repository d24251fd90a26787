"""The columns of a table in SQL, with the constraints on them."""

from __future__ import annotations

from .classes import ClassField, ClassSource
from .comments import Comments
from .sql_tokens import Tokens

_TABLE_CONSTRAINTS = frozenset(
    {"CHECK", "CONSTRAINT", "EXCLUDE", "FOREIGN", "FULLTEXT", "INDEX", "KEY", "LIKE",
     "PERIOD", "PRIMARY", "SPATIAL", "UNIQUE"}
)  # fmt: skip
_INDEXES = frozenset({"FULLTEXT", "INDEX", "KEY", "SPATIAL"})

_STARTS = frozenset(
    {"AS", "AUTOINCREMENT", "AUTO_INCREMENT", "CHARSET", "CHECK", "COLLATE", "COMMENT",
     "CONSTRAINT", "DEFAULT", "DEFERRABLE", "ENCODE", "FOREIGN", "GENERATED",
     "IDENTITY", "INITIALLY", "INVISIBLE", "KEY", "NOT", "NULL", "ON", "OPTIONS",
     "PERSISTED", "PRIMARY", "REFERENCES", "ROWGUIDCOL", "SPARSE", "STORED", "UNIQUE",
     "VIRTUAL"}
)  # fmt: skip
"""The words that end a type, or another constraint."""


_FLAGS = (
    (("NOT", "NULL"), "not null"),
    (("NULL",), "nullable"),
    (("PRIMARY", "KEY"), "primary key"),
    (("KEY",), "primary key"),
    (("UNIQUE", "KEY"), "unique"),
    (("UNIQUE",), "unique"),
    (("AUTOINCREMENT",), "auto increment"),
    (("AUTO_INCREMENT",), "auto increment"),
    (("FOREIGN", "KEY"), ""),
)
"""Constraints without a value, and how they are worded."""

_PLACES = frozenset({"AFTER", "FIRST"})
"""Where MySQL puts a column that is added."""

_ORDERS = frozenset({"ASC", "DESC", "CLUSTERED", "NONCLUSTERED"})


class Columns:
    """Reads the columns between the brackets of ``CREATE TABLE``."""

    def __init__(self, source: ClassSource, comments: Comments, tokens: Tokens) -> None:
        self._source = source
        self._comments = comments
        self._tokens = tokens
        self._constraints: dict[str, list[str]] = {}

    def read(self) -> bool:
        """Put the columns into the class; return whether the bracket is closed."""
        tokens = self._tokens
        fields: dict[str, ClassField] = {}
        last = tokens.end
        while tokens and not tokens.take(")"):
            if tokens.word() == ";" or (
                tokens.word() == "CREATE" and tokens.begins_line()
            ):
                self._finish(fields)
                return False
            if tokens.take(","):
                continue
            start = tokens.index
            # A part ends at the next comma or at the bracket of the table.
            tokens.end = self._part_end()
            if self._is_table_constraint():
                self._table_constraint()
            else:
                self._column(fields)
            if tokens:
                self._source.whole = False
            tokens.index = max(tokens.end, start + 1)
            tokens.end = last
        self._finish(fields)
        return tokens.index > 0 and tokens.tokens[tokens.index - 1].text == ")"

    def read_added(self) -> bool:
        """Put the columns of ``ADD COLUMN a int, ADD b int`` into the class.

        Returns:
            Whether nothing else is added or changed.
        """
        tokens = self._tokens
        fields: dict[str, ClassField] = {}
        last = tokens.end
        all_read = True
        while tokens.take("ADD"):
            is_column = tokens.take("COLUMN")
            tokens.take("IF", "NOT", "EXISTS")
            end = self._part_end()
            places = (at for at in range(tokens.index + 1, end)
                      if tokens.tokens[at].word in _PLACES)  # fmt: skip
            tokens.end = next(places, end)
            if (
                not tokens
                or tokens.word() == "("
                or (not is_column and self._is_table_constraint())
            ):
                all_read = False
            else:
                self._column(fields, is_added=True)
            tokens.index, tokens.end = end, last
            if not tokens.take(","):
                break
        self._finish(fields)
        return all_read

    def names(self) -> list[str]:
        """Take the names in brackets, if there are any."""
        return self._names()

    def selected(self) -> list[tuple[str, int]]:
        """Take the columns behind ``SELECT``, each with its line from 0.

        Returns:
            Their names; none if one of them has no name of its own.
        """
        tokens = self._tokens
        found: list[tuple[str, int]] = []
        tokens.take("DISTINCT")
        last, end = tokens.end, self._select_end()
        while tokens.index < end:
            tokens.end = end
            tokens.end = self._part_end()
            line = tokens.line()
            name = tokens.name().rpartition(".")[2]
            if tokens:
                # An expression, which has the name behind AS.
                tokens.index = max(tokens.end - 2, tokens.index)
                name = tokens.name() if tokens.take("AS") else ""
            is_named = bool(name) and not tokens
            tokens.index, tokens.end = max(tokens.end, tokens.index), last
            if not is_named:
                return []
            found.append((name, line))
            if not tokens.take(","):
                break
        return found

    def _select_end(self) -> int:
        """Return the index behind what is selected."""
        tokens = self._tokens
        depth = 0
        for at in range(tokens.index, tokens.end):
            token = tokens.tokens[at]
            depth += (token.text == "(") - (token.text == ")")
            if token.text == ";" or token.word == "CREATE":
                return at
            if depth <= 0 and token.word == "FROM":
                return at
        return tokens.end

    def _finish(self, fields: dict[str, ClassField]) -> None:
        for name, field in fields.items():
            words = self._constraints.get(name, [])
            field.constraints = ", ".join(dict.fromkeys(words))
        self._source.fields += fields.values()

    def _part_end(self) -> int:
        """Return the index behind the last token of a column or constraint."""
        tokens = self._tokens
        depth = 0
        for at in range(tokens.index, tokens.end):
            text = tokens.tokens[at].text
            if depth <= 0 and text in {",", ")", ";"}:
                return at
            depth += (text == "(") - (text == ")")
            # What is not closed ends where the next statement begins.
            if (
                at
                and tokens.tokens[at].word in {"ALTER", "CREATE"}
                and tokens.line(at) > tokens.line(at - 1)
            ):
                return at
        return tokens.end

    def _is_table_constraint(self) -> bool:
        tokens = self._tokens
        word = tokens.word()
        if word not in _TABLE_CONSTRAINTS:
            return False
        if word in _INDEXES:
            # ``key varchar(20)`` is a column, ``key by_name (name)`` an index.
            at = next((n for n in (1, 2, 3) if tokens.word(n) == "("), 0)
            return bool(at) and not tokens.word(at + 1).isdigit()
        return word not in {"LIKE", "PERIOD"} or tokens.index + 1 < tokens.end

    def _table_constraint(self) -> None:
        """Read a constraint of the table; what is no key is left in the code."""
        tokens = self._tokens
        if tokens.take("CONSTRAINT"):
            tokens.name()
        if tokens.take("PRIMARY", "KEY"):
            self._key("primary key")
        elif tokens.take("UNIQUE"):
            if tokens.word() in {"KEY", "INDEX"}:
                tokens.index += 1
            self._key("unique")
        elif tokens.take("FOREIGN", "KEY"):
            columns = self._names()
            if tokens.take("REFERENCES"):
                words = f"references {self._reference()}"
                for column in columns:
                    self._constraints.setdefault(column.lower(), []).append(words)

    def _key(self, word: str) -> None:
        while self._tokens and self._tokens.word() != "(":
            self._tokens.index += 1  # The name of the key.
        columns = self._names()
        if len(columns) > 1:
            word = f"{word} ({', '.join(columns)})"
        for column in columns:
            self._constraints.setdefault(column.lower(), []).append(word)

    def _names(self) -> list[str]:
        """Take the names in brackets."""
        tokens = self._tokens
        if tokens.word() != "(":
            return []
        end = tokens.closing()
        tokens.index += 1
        found: list[str] = []
        while tokens.index < end - 1:
            if name := tokens.name():
                found.append(name)
            while tokens.index < end - 1 and not tokens.take(","):
                if tokens.word() == "(":
                    tokens.index = tokens.closing()  # The length of a prefix.
                else:
                    tokens.index += 1
        tokens.index = end
        return found

    def _column(self, fields: dict[str, ClassField], *, is_added: bool = False) -> None:
        """Read a column; a comment above one that is added is of the statement."""
        tokens = self._tokens
        first = tokens.index
        line = tokens.line()
        name = tokens.name()
        if not name:
            text = tokens.source(first, first + 1)
            tokens.note(f"no column: “{text}”", line)
            return
        start = tokens.index
        while tokens and not self._starts():
            if tokens.index > start and tokens.begins_line():
                break
            if tokens.word() == "(":
                tokens.index = tokens.closing()
            else:
                tokens.index += 1
        type_ = tokens.source(start, tokens.index)
        field = ClassField(name, type_, "", "", line)
        words = self._constraints.setdefault(name.lower(), [])
        fields[name.lower()] = field
        while tokens:
            if tokens.begins_line() and not self._starts():
                tokens.note("missing comma", tokens.line(tokens.index - 1))
                field.description = self._describe(field)
                self._column(fields)
                return
            self._constraint(words, field)
        if is_added:
            last = self._tokens.line(self._tokens.index - 1)
            field.description = self._comments.behind(last) or field.description
        else:
            field.description = self._describe(field)

    def _describe(self, field: ClassField) -> str:
        last = self._tokens.line(self._tokens.index - 1)
        return self._comments.take(field.line, last) or field.description

    def _starts(self) -> bool:
        tokens = self._tokens
        word = tokens.word()
        if word == "CHARACTER":
            return tokens.word(1) == "SET"
        return word in _STARTS

    def _constraint(self, words: list[str], field: ClassField) -> None:
        """Read one constraint of a column."""
        tokens = self._tokens
        first = tokens.index
        for sequence, word in _FLAGS:
            if tokens.take(*sequence):
                if word == "primary key" and tokens.word() in _ORDERS:
                    tokens.index += 1
                words += [word] if word else []
                return
        if tokens.take("REFERENCES"):
            words.append(f"references {self._reference()}")
        elif tokens.take("DEFAULT"):
            words.append(f"default {self._expression()}")
        elif tokens.take("CHECK"):
            start = tokens.index
            tokens.index = max(tokens.closing(), start)
            words.append(f"check {tokens.source(start, tokens.index)}")
        elif tokens.take("CONSTRAINT"):
            tokens.name()
            self._source.whole = False
        elif tokens.take("COMMENT"):
            text = tokens.string()
            field.description = " ".join((text or "").split())
        elif tokens.take("ON", "UPDATE"):
            words.append(f"on update {self._expression()}")
        else:
            self._other()
            words.append(tokens.source(first, tokens.index))

    def _reference(self) -> str:
        """Take ``table (column) ON DELETE CASCADE``."""
        tokens = self._tokens
        first = tokens.index
        name = tokens.name()
        columns = self._names()
        found = f"{name}({', '.join(columns)})" if columns else name
        while tokens.word() == "ON" and tokens.word(1) in {"DELETE", "UPDATE"}:
            action = tokens.word(2)
            size = 4 if action in {"SET", "NO"} else 3
            end = min(tokens.index + size, tokens.end)
            found += f" {tokens.source(tokens.index, end).lower()}"
            tokens.index = end
        if tokens.index == first:
            tokens.index += 1
        return found

    def _expression(self) -> str:
        """Take the value of a default: up to the next constraint."""
        tokens = self._tokens
        first = tokens.index
        while tokens:
            if tokens.index > first and (self._starts() or tokens.begins_line()):
                break
            if tokens.word() == "(":
                tokens.index = tokens.closing()
            else:
                tokens.index += 1
        return tokens.source(first, tokens.index)

    def _other(self) -> None:
        """Take a constraint that is kept as it is written."""
        tokens = self._tokens
        is_generated = tokens.word() in {"GENERATED", "AS"}
        tokens.index += 1
        while tokens and not tokens.begins_line():
            word = tokens.word()
            if word == "(":
                tokens.index = tokens.closing()
            elif self._starts() and not (is_generated and word in _GENERATED):
                return
            else:
                tokens.index += 1


_GENERATED = frozenset({"AS", "DEFAULT", "IDENTITY", "NULL", "ON", "STORED", "VIRTUAL"})
"""Words in ``GENERATED BY DEFAULT AS IDENTITY`` that are no constraints there."""
