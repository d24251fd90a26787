"""The code of a repository that endpoints and entities are held against.

Code is looked for at any depth, unlike other files, and only where a spec has something
to compare it with.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path

from ..files import read_regular
from ..patterns import regex
from .base import DamagedError, file_text
from .cache import Row, SourceCache
from .class_table import ClassTable
from .discovery import DEEPEST_CODE, find_files
from .prisma_models import PRISMA_FORMAT, models, read_models
from .python_classes import (
    CLASSES_FORMAT,
    ClassRow,
    declared_classes,
    may_declare_tables,
    read_classes,
)
from .python_routes import PYTHON_FORMAT, RouteRow, may_route, read_routes
from .route_table import RouteTable
from .schema_table import SchemaTable
from .schemas import Schema
from .sql_tables import SqlRow, is_statement_file, tables

_SQL_FORMAT = "sql statements 1"
"""The name of the format; with a number after it, which changes with what is read."""

_STATEMENT = regex(
    r"\b(?:alter|create|drop|rename)\s[\s\w]{0,40}table\b", re.IGNORECASE
)


class CodeFiles:
    """The files with code below a root, each read once, when needed."""

    def __init__(self, root: Path | None, cache: SourceCache) -> None:
        """Take where to look.

        Args:
            root: the root of the repository; `None` where there is none to look in.
            cache: what was read before.
        """
        self._root = root.resolve() if root else None
        self._cache = cache
        self._routes: dict[str, list[RouteRow]] = {}
        self._route_tables: dict[str, RouteTable] = {}
        self._schemas: dict[str, SchemaTable] = {}

    def routes(self, below: str) -> RouteTable:
        """Return the routes in a folder and below it; empty for the root."""
        if below not in self._route_tables:
            files = (path for path in self._python if is_below(path, below))
            read = {path: self._route_rows(path) for path in files}
            rows = {path: found for path, found in read.items() if found}
            self._route_tables[below] = RouteTable(rows)
        return self._route_tables[below]

    def schemas(self, below: str) -> SchemaTable:
        """Return the classes, tables and models in a folder and below it."""
        if below not in self._schemas:
            self._schemas[below] = self._load_schemas(below)
        return self._schemas[below]

    @cached_property
    def _python(self) -> list[str]:
        return self._find(_is_python)

    @cached_property
    def _sql(self) -> list[str]:
        return self._find(is_statement_file)

    @cached_property
    def _prisma(self) -> list[str]:
        return self._find(lambda path: path.endswith(".prisma"))

    def _find(self, is_wanted: Callable[[str], bool]) -> list[str]:
        if self._root is None:
            return []
        return find_files(self._root, is_wanted, deepest=DEEPEST_CODE)

    def _route_rows(self, path: str) -> list[RouteRow]:
        if path not in self._routes:
            data = self._data(path)
            read = partial(read_routes, data)
            self._routes[path] = (
                self._cache.get([PYTHON_FORMAT.encode(), data], RouteRow, read)
                if may_route(data)
                else []
            )
        return self._routes[path]

    def _load_schemas(self, below: str) -> SchemaTable:
        names: dict[str, frozenset[str]] = {}
        with_tables: list[str] = []
        for path in self._python:
            if not is_below(path, below):
                continue
            code = self._data(path).decode("utf-8", "replace")
            declared, has_tables = declared_classes(code), may_declare_tables(code)
            if declared or has_tables:
                names[path] = declared
            if has_tables:
                with_tables.append(path)
        others: list[Schema] = []
        for path in self._prisma:
            if is_below(path, below):
                rows = self._text_rows(path, PRISMA_FORMAT, ClassRow, read_models)
                others += models(path, rows)
        read_sql = _sql_reader()
        statements: dict[str, list[SqlRow]] = {}
        is_left = False
        for path in self._sql:
            if is_below(path, below) and _has_statements(self._data(path)):
                if read_sql is None:
                    is_left = True
                else:
                    statements[path] = self._text_rows(
                        path, _SQL_FORMAT, SqlRow, read_sql
                    )
        others += tables(statements)
        classes = ClassTable(names, self._class_rows)
        return SchemaTable(classes, with_tables, others, lacks_sql=is_left)

    def _class_rows(self, path: str) -> list[ClassRow]:
        data = self._data(path)
        read = partial(read_classes, data)
        return self._cache.get([CLASSES_FORMAT.encode(), data], ClassRow, read)

    def _text_rows(
        self,
        path: str,
        format_: str,
        make: Callable[..., Row],
        read: Callable[[str], list[Row]],
    ) -> list[Row]:
        """Return what a file of text says; nothing where it is none."""
        data = self._data(path)
        try:
            return self._cache.get(
                [format_.encode(), data], make, lambda: read(file_text(data))
            )
        except DamagedError:
            return []

    def _data(self, path: str) -> bytes:
        """Return the content of a file; nothing where it cannot be read.

        Code that cannot be read is no evidence, and its own tools report it.
        """
        if self._root is None:
            return b""
        try:
            return read_regular(self._root / path)
        except OSError:
            return b""


def is_below(path: str, folder: str) -> bool:
    """Return whether a path is in a folder or below it; empty for the root."""
    return not folder or path.startswith(f"{folder}/")


def _is_python(path: str) -> bool:
    """Return whether a file is Python code of the product, by its path."""
    name = path.rpartition("/")[2]
    is_test = name.startswith("test_") or name.endswith("_test.py")
    return name.endswith(".py") and not is_test and name != "conftest.py"


def _has_statements(data: bytes) -> bool:
    return _STATEMENT.search(data.decode("utf-8", "replace")) is not None


def _sql_reader() -> Callable[[str], list[SqlRow]] | None:
    """Return the reader of SQL; `None` where its extra is not installed."""
    try:
        from .sql_statements import read_statements  # noqa: PLC0415 - needs an extra
    except ImportError:
        return None
    return read_statements
