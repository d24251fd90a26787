"""The languages of code that entities are read from: one reader each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import cast

from .classes import CodeClasses
from .comments import share_group_comments


@dataclass(frozen=True, slots=True)
class Language:
    """A language that is read.

    Attributes:
        name: its name in messages.
        names: what a block of code calls it, as lexers do.
        reader: the module here and its function that read it.
        extra: the extra of this package that has its parser, if one is needed.
        lexer: what Pygments calls it, if it does not know each of the names.
    """

    name: str
    names: frozenset[str]
    reader: str
    extra: str = ""
    lexer: str = ""


def _language(
    name: str, names: str, reader: str, extra: str = "", lexer: str = ""
) -> Language:
    return Language(name, frozenset(names.split()), reader, extra, lexer)


LANGUAGES = (
    _language("Python", "python py python3", "python:read_classes"),
    _language("SQL", "sql ddl", "sql:read_classes", "sql", "sql"),
    _language(
        "SQL",
        "postgresql postgres pgsql psql plpgsql",
        "sql:read_postgresql",
        "sql",
        "postgresql",
    ),
    _language("SQL", "mysql mariadb", "sql:read_mysql", "sql", "mysql"),
    _language("SQL", "sqlite sqlite3", "sql:read_sqlite", "sql", "sql"),
    _language("SQL", "tsql mssql", "sql:read_tsql", "sql", "tsql"),
    _language("TypeScript", "typescript ts", "typescript:read_classes", "code"),
    _language("TypeScript", "tsx", "typescript:read_tsx", "code", "typescript"),
    _language(
        "JavaScript",
        "javascript js jsx mjs cjs",
        "javascript:read_classes",
        "code",
        "javascript",
    ),
    _language("Go", "go golang", "go:read_classes", "code"),
    _language("Rust", "rust rs", "rust:read_classes", "code"),
    _language("Java", "java", "java:read_classes", "code"),
    _language("Prisma", "prisma", "prisma:read_classes", lexer="text"),
    _language(
        "JSON",
        "json jsonc json5 jsonschema json-schema",
        "json_schema:read_classes",
        lexer="json",
    ),
    _language("Mermaid", "mermaid", "mermaid:read_classes", lexer="text"),
    _language("YAML", "yaml yml", "json_schema:read_yaml"),
)
"""Every language that is read. A new one is a file and a line here."""

_BY_NAME = {name: language for language in LANGUAGES for name in language.names}


def language_named(name: str) -> Language | None:
    """Return the language that a block of code names, `None` where it is not read."""
    return _BY_NAME.get(name.lower())


@dataclass(slots=True)
class MissingParserError(Exception):
    """The parser of a language cannot be imported."""

    language: Language = field(default_factory=lambda: LANGUAGES[0])


def read_code(code: str, language: Language) -> CodeClasses:
    """Return the classes of some code. Its parser is imported at the first block.

    Raises:
        MissingParserError: the extra of the language is not installed.
    """
    module, _, function = language.reader.partition(":")
    try:
        found = getattr(import_module(f".{module}", __package__), function)
    except (ImportError, ValueError, TypeError) as error:
        # tree-sitter raises ValueError for a grammar of another version.
        if not language.extra:
            raise
        raise MissingParserError(language) from error
    read = cast("Callable[[str], CodeClasses]", found)(code)
    share_group_comments(read.classes, code)
    return read
