"""The time of every reader of code grows with the size of the code only."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from growth import grows
from sphinxcontrib_techspec.code import languages
from sphinxcontrib_techspec.code.json_text import read_json_text

SEEDS = [
    "a", " ", "\n", "(", "[", "{", '"', "/", "a ", "a: int = 1\n", "...", "...\n", "/*",
    "*/", "/* */", "//", "// a\n", "--", "#", "$a$", "'", "''", "{a:", '{"a":', "[{", "},",
    "a,", "CREATE TABLE a (", "a int,\n", "a int\n", "create table a (b int);\n",
    "alter table a add b int;\n", "alter table a add ", "alter table a add b int, add ",
    "create view a as select b, ", "create view a as select ",
    "interface A { a: b; }\n", "type A = 'bc' | ", "enum A {", "type A struct {\n",
    'a int `json:"a"`\n', "pub struct A { a: B }\n", "#[a]\n", "class A { int a; }\n",
    "@A(", "model A {\na Int @id\n}\n", "a Int @default(", "@@id([a",
]  # fmt: skip
"""What code is made of: each is repeated."""

OWN_SEEDS = {
    "typescript:read_classes": [
        "interface A { a: b; }\n",
        "type A = 'bc' | ",
        "enum A {\n",
    ],
    "go:read_classes": ["type A struct {\n", 'a int `json:"a"`\n', "// a\n"],
    "rust:read_classes": ["pub struct A { a: B }\n", "#[a]\n", "// a\n"],
    "java:read_classes": ["class A { int a; }\n", "record A(int a) {}\n", "// a\n"],
}
"""The seeds of readers that use tree-sitter.

The time that its parsers take to recover from code of another language grows somewhat
faster than the code, which `MOST_CHARACTERS` bounds.
"""

_SAME = frozenset(
    {"sql:read_postgresql", "sql:read_sqlite", "sql:read_tsql", "typescript:read_tsx"}
)
"""Readers that differ from another one in their tables only."""

READERS: dict[str, Callable[[str], object]] = {
    **{
        language.reader: partial(languages.read_code, language=language)
        for language in languages.LANGUAGES
        # What YAML takes is PyYAML's time; the other dialects are read as these are.
        if language.name != "YAML" and language.reader not in _SAME
    },
    "JSON": read_json_text,
}


def code(seed: str, size: int) -> str:
    """Return about *size* characters, the last of which no language has."""
    return (seed * (size // len(seed) + 1))[:size] + "\x01"


@pytest.mark.slow
@pytest.mark.parametrize("name", READERS)
def test_a_reader_grows_with_its_input(name):
    wrong = {
        seed: fault
        for seed in OWN_SEEDS.get(name, SEEDS)
        if (fault := grows(READERS[name], partial(code, seed)))
    }
    assert not wrong
