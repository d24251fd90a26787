"""The classes, tables and models of a repository by their names."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from ..values.names import name_words
from .class_table import ClassTable
from .schemas import Schema

_BEHIND = ("model", "orm", "entity", "table", "record", "schema", "document", "db")
"""Words that names of classes have behind that of the entity."""

Words = tuple[str, ...]


class SchemaTable:
    """What declares the entities of a repository."""

    def __init__(
        self,
        classes: ClassTable,
        table_files: Iterable[str],
        others: Iterable[Schema],
        *,
        lacks_sql: bool = False,
    ) -> None:
        """Take what was found.

        Args:
            classes: the classes in Python code.
            table_files: the files in which tables are not named as their classes.
            others: the tables of SQL and the models of other schemas.
            lacks_sql: whether there are files of SQL that cannot be read without the
                extra ``sql``.
        """
        self.lacks_sql = lacks_sql
        self._classes = classes
        self._table_files = tuple(table_files)
        self._others = tuple(others)

    @property
    def is_empty(self) -> bool:
        """Whether nothing declares anything."""
        return not (self._classes.names or self._others or self.lacks_sql)

    def stored(self) -> list[Schema]:
        """Return what a database stores, each once: a class before its table."""
        found: dict[Words, Schema] = {}
        for schema in (*self._classes.stored(), *self._others):
            if schema.is_stored and schema.fields and schema.is_whole:
                names = (schema.name, *schema.names)
                words = [name_words(name) for name in names]
                if found.keys().isdisjoint(words):
                    found |= dict.fromkeys(words, schema)
        return list(dict.fromkeys(found.values()))

    def find(self, name: str) -> list[Schema]:
        """Return what is called as an entity is, in the singular or the plural.

        Where nothing is, a class with a word such as *Model* behind the name counts.

        Args:
            name: the name of the entity.
        """
        words = name_words(name)
        if not words:
            return []
        if found := self._called(words):
            return found
        variants = [(*words, ending) for ending in _BEHIND]
        return [
            schema
            for variant in (*variants, ("db", *words))
            for schema in self._called(variant)
        ]

    def _called(self, words: Words) -> list[Schema]:
        found = [
            schema
            for path in dict.fromkeys(self._class_files.get(words, []))
            for schema in self._classes.declared(path)
            if name_words(schema.name) == words
        ]
        found += self._tables.get(words, [])
        return list({(s.path, s.line, s.name): s for s in found}.values())

    @cached_property
    def _class_files(self) -> dict[Words, list[str]]:
        found: dict[Words, list[str]] = {}
        for name, paths in self._classes.files.items():
            found.setdefault(name_words(name), []).extend(paths)
        return found

    @cached_property
    def _tables(self) -> dict[Words, list[Schema]]:
        """What has the name of a table, or is one, by its words."""
        of_classes = (
            schema
            for path in self._table_files
            for schema in self._classes.declared(path)
            if schema.names
        )
        found: dict[Words, list[Schema]] = {}
        for schema in (*of_classes, *self._others):
            for name in schema.names or (schema.name,):
                found.setdefault(name_words(name), []).append(schema)
        return found
