"""What a repository stores or exchanges, from whatever declares it: its fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from ..values.names import name_words

SchemaKind = Literal["class", "table", "model"]
"""What declares a schema: a class of Python, a table of SQL, a model of Prisma."""


@dataclass(frozen=True, slots=True)
class SchemaField:
    """A field of a schema.

    Attributes:
        name: its name.
        path: the file that declares it, from the root of the repository.
        line: the line, from 1.
        types: its type, and that of its column where that is another, as source.
        names: its other names, such as that of its column.
        is_nullable: whether it may be null; `None` where that is not said.
        is_relation: whether it is a way to other entities, and no value.
    """

    name: str
    path: str
    line: int
    types: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    is_nullable: bool | None = None
    is_relation: bool = False


@dataclass(frozen=True)
class Schema:
    """A class, a table or a model.

    Attributes:
        kind: what it is.
        name: its name.
        path: the file that declares it, from the root of the repository.
        line: the line, from 1.
        fields: its fields.
        names: its other names, such as that of its table.
        is_stored: whether a database has it.
        is_enum: whether its fields are the values of a set.
        is_whole: whether all its fields are known.
    """

    kind: SchemaKind
    name: str
    path: str
    line: int
    fields: tuple[SchemaField, ...] = field(default=())
    names: tuple[str, ...] = ()
    is_stored: bool = False
    is_enum: bool = False
    is_whole: bool = True

    def find(self, name: str) -> SchemaField | None:
        """Return the field of a name: as written, else in another spelling.

        A class may have both ``tag_id`` and ``tag_ids``.
        """
        return self._by_name.get(name.lower()) or self.by_words.get(name_words(name))

    @cached_property
    def _by_name(self) -> dict[str, SchemaField]:
        return {name.lower(): each for name, each in reversed(list(self._names()))}

    @cached_property
    def by_words(self) -> dict[tuple[str, ...], SchemaField]:
        """The fields by the words of their names, the first of each."""
        return {name_words(name): each for name, each in reversed(list(self._names()))}

    def _names(self) -> Iterator[tuple[str, SchemaField]]:
        """Yield the names of the fields, and then their other names."""
        yield from ((each.name, each) for each in self.fields)
        yield from ((name, each) for each in self.fields for name in each.names)
