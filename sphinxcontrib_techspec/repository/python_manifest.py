"""What a Python project names as its dependencies: pyproject.toml and Pipfile."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..patterns import regex
from .base import LockError, Manifests, array, python_name, table, texts, toml

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
        except LockError:
            return None
        names = list(_pipfile(data) if path == "Pipfile" else _pyproject(data))
        is_known = is_known or bool(names)
        found.update(names)
    return frozenset(found) if is_known else None


def _pipfile(data: dict[str, object]) -> Iterator[str]:
    for section, packages in data.items():
        if section not in {"source", "requires", "scripts", "pipenv"}:
            yield from map(python_name, table(packages))


def _pyproject(data: dict[str, object]) -> Iterator[str]:
    project, tool = table(data.get("project")), table(data.get("tool"))
    lists = [project.get("dependencies")]
    lists += table(project.get("optional-dependencies")).values()
    lists += table(data.get("dependency-groups")).values()
    lists += table(table(tool.get("pdm")).get("dev-dependencies")).values()
    lists.append(table(tool.get("uv")).get("dev-dependencies"))
    for listed in lists:
        yield from filter(None, map(requirement_name, texts(listed)))
    poetry = table(tool.get("poetry"))
    tables = [poetry.get("dependencies"), poetry.get("dev-dependencies")]
    tables += [
        table(group).get("dependencies")
        for group in table(poetry.get("group")).values()
    ]
    for packages in tables:
        yield from (python_name(name) for name in table(packages) if name != "python")
    for extra in table(poetry.get("extras")).values():
        yield from map(python_name, map(str, array(extra)))
