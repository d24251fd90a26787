"""The technologies of a repository, with the versions that it has them in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ..repository import Sources, VersionFile
from ..repository.names import Wanted, candidates, service_of
from ..repository.service_files import CONFIRMING_RANK
from ..values.product_topics import products, topics_of_product

_MANAGERS = {
    "uv.lock": "uv", "poetry.lock": "Poetry", "pdm.lock": "PDM",
    "Pipfile.lock": "Pipenv", "package-lock.json": "npm", "pnpm-lock.yaml": "pnpm",
    "yarn.lock": "Yarn", "bun.lock": "Bun", "Cargo.lock": "Cargo",
    "Gemfile.lock": "Bundler", "composer.lock": "Composer",
}  # fmt: skip
"""Package managers by the names of their lock files."""

_LAYERS = {
    "language": "core", "runtime": "core", "package manager": "core",
    "framework": "core", "linter": "quality", "type checker": "quality",
    "formatter": "quality", "testing": "quality", "database": "data",
    "data store": "data", "ORM": "data", "server": "infrastructure",
    "CI/CD": "infrastructure", "container": "infrastructure",
}  # fmt: skip
_ROLES = {"CI/CD": "CI/CD", "ORM": "ORM"}


class Technology(NamedTuple):
    """A technology of the stack.

    Attributes:
        layer: the layer of the stack, as `techspec:stack` has it.
        role: what it is for.
        name: its name.
        version: its version, or the range that is declared; empty where it has none,
            or several.
    """

    layer: str
    role: str
    name: str
    version: str


def technologies(sources: Sources) -> list[Technology]:
    """Return the technologies that a repository names, by layer and role.

    They are the well-known products among its direct dependencies, and the services,
    languages and tools of its tool files and images.

    Args:
        sources: the files of the repository.
    """
    found: dict[str, Technology] = {}
    for topic, name, version in (
        *_services(sources),
        *_managers(sources),
        *_libraries(sources),
        *_surroundings(sources.root),
    ):
        role = _ROLES.get(topic, topic.title())
        found.setdefault(name.lower(), Technology(_LAYERS[topic], role, name, version))
    order = list(_LAYERS)
    return sorted(
        found.values(),
        key=lambda row: order.index(
            next(t for t in order if _ROLES.get(t, t.title()) == row.role)
        ),
    )


def _services(sources: Sources) -> Iterator[tuple[str, str, str]]:
    """Yield the services and languages that the best files name."""
    files = [f for f in sources.service_files() if isinstance(f, VersionFile)]
    titles = dict.fromkeys(
        release.name
        for file in files
        if file.rank != CONFIRMING_RANK
        for release in file.releases
    )
    for title in titles:
        service = service_of(title)
        if service is None:
            continue
        hits = [(f.rank, r) for f in files for r in f.find(Wanted(title, "service"))]
        best = min(rank for rank, _ in hits)
        versions = {release.version for rank, release in hits if rank == best}
        topics = topics_of_product(title)
        if service.category == "database":
            topic = "database" if topics else "data store"
        elif service.category == "tool":
            topic = "package manager" if "package manager" in topics else ""
        else:
            topic = str(service.category)
        if topic in _LAYERS:
            yield topic, title, versions.pop() if len(versions) == 1 else ""


def _managers(sources: Sources) -> Iterator[tuple[str, str, str]]:
    for path in sources.paths:
        if name := _MANAGERS.get(path.rpartition("/")[2]):
            yield "package manager", name, ""


def _libraries(sources: Sources) -> Iterator[tuple[str, str, str]]:
    """Yield the products that are direct dependencies, each package once."""
    files = [file for file in sources.files() if isinstance(file, VersionFile)]
    known: set[tuple[str, str]] = set()
    for topic, name in products():
        if topic not in _LAYERS or topic in {"package manager", "database"}:
            continue
        service = service_of(name)
        if service is not None and service.category != "standard":
            continue
        for wanted in candidates(name):
            hits = [
                (file.ecosystem, release)
                for file in files
                for release in file.find(wanted)
                if release.direct
            ]
            packages = {(ecosystem, release.name) for ecosystem, release in hits}
            if len(packages) == 1 and packages.isdisjoint(known):
                known |= packages
                versions = {release.version for _, release in hits}
                yield topic, name, versions.pop() if len(versions) == 1 else ""
            if hits:
                break


def _surroundings(root: Path | None) -> Iterator[tuple[str, str, str]]:
    """Yield what the files at the root are for: CI, containers."""
    if root is None:
        return
    if any((root / ".github" / "workflows").glob("*.y*ml")):
        yield "CI/CD", "GitHub Actions", ""
    if (root / ".gitlab-ci.yml").is_file():
        yield "CI/CD", "GitLab CI", ""
    if any(root.glob("Dockerfile*")):
        yield "container", "Docker", ""
