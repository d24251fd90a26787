from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxcontrib_techspec.code.classes import MOST_CHARACTERS, blank_elisions
from sphinxcontrib_techspec.code.languages import (
    LANGUAGES,
    MissingParserError,
    language_named,
    read_code,
)

PARSERS = ("sqlglot", "tree_sitter", "tree_sitter_go", "tree_sitter_java",
           "tree_sitter_rust", "tree_sitter_typescript")  # fmt: skip

BY_READER = {language.reader: language for language in LANGUAGES}


def test_each_name_is_of_one_language():
    names = [name for language in LANGUAGES for name in language.names]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("name", "expected"),
    [("TS", "TypeScript"), ("golang", "Go"), ("rs", "Rust"), ("pgsql", "SQL"),
     ("jsonschema", "JSON"), ("py", "Python"), ("protobuf", None), ("", None)],
)  # fmt: skip
def test_names_of_languages(name, expected):
    found = language_named(name)
    assert (found.name if found else None) == expected


def test_parsers_are_imported_at_the_first_block():
    code = (
        "import sys, sphinxcontrib_techspec.sphinx_ext\n"
        "from sphinxcontrib_techspec.code.languages import *\n"
        "read_code('class A: pass', language_named('python'))\n"
        f"print(*(set(sys.modules) & set({PARSERS!r})))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )
    assert done.stdout.split() == []


@pytest.mark.parametrize(
    ("name", "parser", "extra"),
    [("sql", "sqlglot", "sql"), ("go", "tree_sitter", "code"),
     ("java", "tree_sitter_java", "code")],
)  # fmt: skip
def test_missing_extra(monkeypatch, name, parser, extra):
    for module in list(sys.modules):
        if module.startswith("sphinxcontrib_techspec.code."):
            monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, parser, None)
    language = language_named(name)
    assert language is not None
    with pytest.raises(MissingParserError) as caught:
        read_code("", language)
    assert caught.value.language.extra == extra
    python = language_named("python")
    assert python is not None
    assert read_code("class A: pass", python).classes


@pytest.mark.parametrize(
    ("code", "blanked"),
    [
        ("a: int,\n...\nb", "a: int,\n   \nb"),
        ("{ a: b; ... }", "{ a: b;     }"),
        ("... other\nb", "         \nb"),
        ("a\n  …\nb", "a\n   \nb"),
        ("[...T, U]", "[...T, U]"),
        ("f(int... a)", "f(int... a)"),
        ("{ … }", "{   }"),
    ],
)
def test_elisions(code, blanked):
    assert blank_elisions(code) == blanked


PIECES = st.lists(
    st.sampled_from(
        ["CREATE TABLE a (", "b int", "b int,\n", ");", "--", "/*", "*/", "'", '"', "`",
         "interface A {", "b: c;", "}", "type A = ", "type A struct {", "pub struct A {",
         "b: u8,", "#[", "enum A {", "class A {", "int b;", "@", "(", "record A(",
         "model A {\n", "b Int @id\n", "@@id([b])\n", '{"', '"a": ', "[", "]", "...",
         "// c\n", "PRIMARY KEY (b)", "REFERENCES", "DEFAULT", "CHECK (", "é", "\n", "\r",
         "properties", "\t", "COMMENT ON TABLE a IS 'b'", "UNIQUE", "KEY", "\\", "$$"]
    )
)  # fmt: skip


@pytest.mark.parametrize("reader", BY_READER)
@settings(deadline=None)
@given(code=PIECES.map(" ".join) | PIECES.map("".join) | st.text())
def test_any_text_gives_classes(reader, code):
    found = read_code(code, BY_READER[reader])
    last = len(code.splitlines()) + code.count("\r") + 1
    for source in found.classes:
        assert 0 <= source.line <= last
        assert all(0 <= field.line <= last for field in source.fields)
    assert found.fault is None or 0 <= found.fault.line <= last


@pytest.mark.slow
@pytest.mark.parametrize("reader", BY_READER)
@pytest.mark.parametrize(
    "code",
    ["(" * 50_000, "{" * 50_000, "interface A { b: " + "{ c: " * 20_000,
     "CREATE TABLE a (b int DEFAULT " + "(" * 50_000, "type A = " + "'a' | " * 20_000,
     "x" * (MOST_CHARACTERS + 1), "\0", "\ud800"],
)  # fmt: skip
def test_hostile_code_does_no_harm(reader, code):
    read_code(code, BY_READER[reader])


def test_readers_exist():
    for language in LANGUAGES:
        module, _, function = language.reader.partition(":")
        found = import_module(f"sphinxcontrib_techspec.code.{module}")
        assert callable(getattr(found, function))
