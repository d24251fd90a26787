"""uv.lock: https://docs.astral.sh/uv/concepts/projects/layout/#the-lockfile."""

from __future__ import annotations

from collections.abc import Iterator

from ..untyped import items, members
from .base import Manifests, Release, VersionReader, damaged, python_name
from .toml_tables import Table, read_tables

_OWN = ("virtual", "editable", "directory")
"""The sources of what is no release: the project, its members and other folders."""

_GROUPS = ("package.optional-dependencies", "package.dev-dependencies")


def _read(text: str, _manifests: Manifests) -> list[Release]:
    first, *tables = read_tables(text)
    if "version" not in first.values:
        raise damaged(1)
    direct: set[str] = set()
    packages: list[Table] = []
    is_own = False
    for found in tables:
        if found.name == "package":
            is_own = _is_own(found)
            if is_own:
                direct.update(_names(found.value("dependencies")))
            else:
                packages.append(found)
        elif is_own and found.name in _GROUPS:
            for key in found.values:
                direct.update(_names(found.value(key)))
    return [
        Release(name, version, package.lines["version"], name in direct)
        for package in packages
        if (name := python_name(package.text("name")))
        # A project with a dynamic version has none.
        and (version := package.text("version"))
    ]


def _is_own(package: Table) -> bool:
    source = package.values.get("source", "")
    # Most packages come from a registry, and their source need not be parsed.
    if not any(word in source for word in _OWN):
        return False
    return not members(package.value("source")).keys().isdisjoint(_OWN)


def _names(dependencies: object) -> Iterator[str]:
    for dependency in items(dependencies):
        yield python_name(str(members(dependency).get("name", "")))


READER = VersionReader("uv 1", ("uv.lock",), "pypi", (), _read)
