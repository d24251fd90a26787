"""Check that words which were replaced by standard terms have not come back.

The words and where they are looked for are data, in ``retired_words.toml``. Exit code 1
where one is found, with the place and the word to use.

    python scripts/retired_words.py [FOLDER]
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

ROOT = Path(__file__).parents[1]
PACKAGE = "sphinxcontrib_techspec"
PYTHON = (PACKAGE, "scripts", "docs", "benchmarks", "tests")
SHOWN = frozenset(
    {"Message", "gettext", "ngettext", "pgettext", "UsageError", "ConfigError"}
)
"""Functions and classes whose text arguments are shown to users."""

_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_TITLE = re.compile(
    r"^(?:#+\s+(?P<atx>.+)|\.\. rubric::\s+(?P<rubric>.+))$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Use:
    """A text of a scope, and where it is."""

    scope: str
    text: str
    file: Path
    line: int


def main(arguments: list[str] | None = None) -> int:
    """Print every retired word that is used, and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT)
    folder: Path = parser.parse_args(arguments).folder
    words = read_words(Path(__file__).with_suffix(".toml"))
    found = 0
    for use in uses(folder):
        for word, better in words.get(use.scope, {}).items():
            if contains(use, word):
                where = f"{use.file.relative_to(folder)}:{use.line}"
                sys.stdout.write(
                    f"{where}: {use.scope} “{use.text}”: retired word “{word}”; "
                    f"use {better}\n"
                )
                found += 1
    sys.stdout.write(f"{found} retired words\n")
    return 1 if found else 0


def read_words(path: Path) -> dict[str, dict[str, str]]:
    """Return the retired words by scope, each with what to use instead."""
    return cast("dict[str, dict[str, str]]", tomllib.loads(path.read_text("utf-8")))


def contains(use: Use, word: str) -> bool:
    """Return whether a retired word occurs in a text of its scope.

    In names of Python it is one of the words that the name is made of, or with ``=``
    before it the whole name; a JSON key is compared as a whole; in prose it is a whole
    word, in any case of letters.
    """
    if word.startswith("="):
        return use.text == word[1:]
    if use.scope in {"class", "function", "module"}:
        parts = [part.lower() for part in _PARTS.findall(use.text)]
        wanted = [part.lower() for part in _PARTS.findall(word)]
        return any(
            parts[start : start + len(wanted)] == wanted for start in range(len(parts))
        )
    if use.scope == "json":
        return use.text == word
    return bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", use.text, re.IGNORECASE))


def uses(folder: Path) -> Iterator[Use]:
    """Yield every name, key, message and title of the project in *folder*."""
    for name in PYTHON:
        for path in sorted((folder / name).rglob("*.py")):
            if not any(part.startswith((".", "_build")) for part in path.parts[1:]):
                yield from _python(path, messages=name == PACKAGE)
    yield from _json_keys(folder / PACKAGE / "exchange" / "techspec.schema.json")
    pages = [folder / "README.md", folder / "CONTRIBUTING.md"]
    for path in [*pages, *sorted((folder / "docs").rglob("*.md"))]:
        if "examples" not in path.parts and path.is_file():
            yield from _titles(path)


def _python(path: Path, *, messages: bool) -> Iterator[Use]:
    yield Use("module", path.stem, path, 1)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ClassDef):
            yield Use("class", node.name, path, node.lineno)
        elif isinstance(node, ast.FunctionDef):
            yield Use("function", node.name, path, node.lineno)
        elif messages and isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in SHOWN:
                for argument in node.args:
                    yield from _texts(argument, path)


def _texts(node: ast.expr, path: Path) -> Iterator[Use]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield Use("message", part.value, path, part.lineno)


def _json_keys(path: Path) -> Iterator[Use]:
    for key in sorted(set(_keys(json.loads(path.read_text("utf-8"))))):
        yield Use("json", key, path, 1)


def _keys(schema: Any) -> Iterable[str]:
    """Yield the names of properties in a JSON Schema."""
    if isinstance(schema, dict):
        for key, value in cast("dict[str, Any]", schema).items():
            if key == "properties":
                yield from value
            yield from _keys(value)
    elif isinstance(schema, list):
        for value in cast("list[Any]", schema):
            yield from _keys(value)


def _titles(path: Path) -> Iterator[Use]:
    text = path.read_text("utf-8")
    fenced = re.sub(
        r"^(`{3,}|~{3,}).*?^\1", _blank, text, flags=re.MULTILINE | re.DOTALL
    )
    for match in _TITLE.finditer(fenced):
        line = fenced.count("\n", 0, match.start()) + 1
        yield Use("title", match["atx"] or match["rubric"], path, line)


def _blank(match: re.Match[str]) -> str:
    """Return as many empty lines as a fenced block has."""
    return "\n" * match[0].count("\n")


if __name__ == "__main__":
    sys.exit(main())
