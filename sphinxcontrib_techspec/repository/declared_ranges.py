"""The versions of languages and tools that a project declares to work with.

A range says what a spec may name as the lowest version, and which version it may not
name; it never says which one is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..untyped import members
from .base import (
    Manifests,
    Release,
    VersionReader,
    json_object,
    lenient,
    line_of_key,
    toml,
)

DECLARED_RANK = 4
"""The rank of declared ranges, below that of CI."""

Found = Iterator[tuple[str, object, str]]
"""What is declared, its range, and the key of the line."""


def _pyproject(text: str) -> Found:
    data = toml(text)
    project = members(data.get("project"))
    yield "Python", project.get("requires-python"), "requires-python"
    poetry = members(members(data.get("tool")).get("poetry"))
    yield "Python", members(poetry.get("dependencies")).get("python"), "python"


def _package_json(text: str) -> Found:
    engines = members(json_object(text).get("engines"))
    for key, title in (("node", "Node.js"), ("pnpm", "pnpm"), ("npm", "npm")):
        yield title, engines.get(key), f'"{key}"'


def _composer(text: str) -> Found:
    yield "PHP", members(json_object(text).get("require")).get("php"), '"php"'


def _cargo(text: str) -> Found:
    package = members(toml(text).get("package"))
    lowest = package.get("rust-version")
    floor = f">={lowest}" if isinstance(lowest, str) else None
    yield "Rust", floor, "rust-version"


def _reader(name: str, file: str, declared: Callable[[str], Found]) -> VersionReader:
    def read(text: str, _manifests: Manifests) -> list[Release]:
        return [
            Release(title, value.strip(), line_of_key(text, key), scope="range")
            for title, value, key in declared(text)
            if isinstance(value, str) and value.strip()
        ]

    return VersionReader(
        f"{name} 1", (file,), "service", (), lenient(read), rank=DECLARED_RANK
    )


RANGE_READERS: tuple[VersionReader, ...] = (
    _reader("requires-python", "pyproject.toml", _pyproject),
    _reader("engines", "package.json", _package_json),
    _reader("composer-php", "composer.json", _composer),
    _reader("rust-version", "Cargo.toml", _cargo),
)
