"""What the manifest at the root of a repository says of the project."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ..files import read_regular
from ..patterns import regex
from ..untyped import members

_GO_MODULE = regex(r"(?m)^module[ \t]+(\S+)")
_ADDRESS = regex(r"(?:git\+)?(https?://[^\s<>\"'()]{1,500}?)(?:\.git)?")


class ProjectFacts(NamedTuple):
    """What a project says of itself.

    Attributes:
        name: its name.
        description: what it is, in one line; often empty.
        links: its links, by their titles.
    """

    name: str
    description: str
    links: dict[str, str]


def project_facts(root: Path) -> ProjectFacts:
    """Return what the manifests at the root of a repository say.

    Args:
        root: the root. Its name is that of a project that no manifest names.
    """
    for facts in (_python(root), _node(root), _rust(root), _go(root)):
        if facts is not None and facts.name:
            return facts
    return ProjectFacts(root.resolve().name or "Project", "", {})


def _python(root: Path) -> ProjectFacts | None:
    data = _toml(root / "pyproject.toml")
    project = members(data.get("project"))
    poetry = members(members(data.get("tool")).get("poetry"))
    links = {
        **members(project.get("urls")),
        **{
            key.title(): poetry[key]
            for key in ("repository", "homepage", "documentation")
            if key in poetry
        },
    }
    table = project or poetry
    return _facts(table, links) if table else None


def _node(root: Path) -> ProjectFacts | None:
    try:
        data = members(json.loads(read_regular(root / "package.json")))
    except (OSError, ValueError, RecursionError):
        return None
    repository = data.get("repository")
    links = {
        "Repository": members(repository).get("url", repository),
        "Homepage": data.get("homepage"),
    }
    return _facts(data, links)


def _rust(root: Path) -> ProjectFacts | None:
    package = members(_toml(root / "Cargo.toml").get("package"))
    links = {
        key.title(): package[key]
        for key in ("repository", "homepage", "documentation")
        if key in package
    }
    return _facts(package, links) if package else None


def _go(root: Path) -> ProjectFacts | None:
    try:
        text = read_regular(root / "go.mod").decode("utf-8", "replace")
    except OSError:
        return None
    found = _GO_MODULE.search(text)
    if found is None:
        return None
    parts = [part for part in found[1].strip('"').split("/") if part]
    if parts[1:] and parts[-1][:1] == "v" and parts[-1][1:].isdigit():
        del parts[-1]
    return ProjectFacts(parts[-1], "", {}) if parts else None


def _facts(table: dict[str, object], links: dict[str, object]) -> ProjectFacts:
    return ProjectFacts(
        _line(table.get("name")), _line(table.get("description")), dict(_links(links))
    )


def _links(links: dict[str, object]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for title, address in links.items():
        found = _ADDRESS.fullmatch(address) if isinstance(address, str) else None
        if found and found[1] not in seen:
            seen.add(found[1])
            yield _line(title), found[1]


def _line(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _toml(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(read_regular(path).decode("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
