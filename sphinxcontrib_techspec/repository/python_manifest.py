"""What a Python project names as its dependencies: pyproject.toml and Pipfile."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..patterns import regex
from ..untyped import items, members
from .base import DamagedError, Manifests, python_name, texts, toml

MANIFESTS = ("pyproject.toml", "Pipfile")

_NAME = regex(r"\s*([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)", re.ASCII)


def requirement_name(text: str) -> str:
    """Return the normalized name at the start of a requirement (PEP 508)."""
    found = _NAME.match(text)
    return python_name(found[1]) if found else ""


def direct_names(manifests: Manifests) -> frozenset[str] | None:
    """Return the names that the manifests beside a lock file have.

    They are `None` where there is none that lists dependencies: then nobody knows which
    packages are direct.
    """
    found: set[str] = set()
    is_known = False
    for path, text in manifests.items():
        if path not in MANIFESTS:
            continue
        try:
            data = toml(text)
        except DamagedError:
            return None
        names = list(_pipfile(data) if path == "Pipfile" else _pyproject(data))
        is_known = is_known or bool(names)
        found.update(names)
    return frozenset(found) if is_known else None


def _pipfile(data: dict[str, object]) -> Iterator[str]:
    for section, packages in data.items():
        if section not in {"source", "requires", "scripts", "pipenv"}:
            yield from map(python_name, members(packages))


def _pyproject(data: dict[str, object]) -> Iterator[str]:
    project, tool = members(data.get("project")), members(data.get("tool"))
    lists = [project.get("dependencies")]
    lists += members(project.get("optional-dependencies")).values()
    lists += members(data.get("dependency-groups")).values()
    lists += members(members(tool.get("pdm")).get("dev-dependencies")).values()
    lists.append(members(tool.get("uv")).get("dev-dependencies"))
    for listed in lists:
        yield from filter(None, map(requirement_name, texts(listed)))
    poetry = members(tool.get("poetry"))
    tables = [poetry.get("dependencies"), poetry.get("dev-dependencies")]
    tables += [
        members(group).get("dependencies")
        for group in members(poetry.get("group")).values()
    ]
    for packages in tables:
        yield from (python_name(name) for name in members(packages) if name != "python")
    for extra in members(poetry.get("extras")).values():
        yield from map(python_name, map(str, items(extra)))
