"""What a repository says that a spec has: its stack, its data, its API, its links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ..repository import ApiFile, Sources
from ..repository.api_files import Authentication
from ..repository.schemas import Schema
from ..values.names import HTTP_METHODS
from .project import ProjectFacts
from .stack import Technology, technologies


class Operation(NamedTuple):
    """An operation of the API.

    Attributes:
        method: its method.
        path: its whole path.
        summary: what it does; often empty.
        authentication: whether a caller has to show who it is.
    """

    method: str
    path: str
    summary: str = ""
    authentication: Authentication = "unknown"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a new spec has.

    Attributes:
        name: the name of the project.
        description: what it is, in one line.
        links: its links, by their titles.
        stack: its technologies.
        entities: what a database stores.
        operations: the operations of its API.
    """

    name: str
    description: str
    links: dict[str, str]
    stack: list[Technology]
    entities: list[Schema]
    operations: list[Operation]


def read_contents(sources: Sources, project: ProjectFacts) -> Contents:
    """Return what a repository says.

    Args:
        sources: its files.
        project: what its manifest says.
    """
    return Contents(
        project.name,
        project.description,
        project.links,
        technologies(sources),
        _entities(sources),
        list(dict.fromkeys(_operations(sources))),
    )


def _entities(sources: Sources) -> list[Schema]:
    """Return what is stored; of several with one name none is sure."""
    known = sources.schemas()
    return [
        schema
        for schema in known.stored()
        if len(known.find(schema.name)) == 1
        and schema.name.isidentifier()
        and any(not field.is_relation for field in schema.fields)
    ]


def _operations(sources: Sources) -> Iterator[Operation]:
    """Yield the operations of the API documents; without any, the routes in code."""
    apis = [file for file in sources.api_files() if isinstance(file, ApiFile)]
    seen: set[tuple[str, str]] = set()
    for api in apis:
        for found in api.operations:
            path = f"{found.base}{found.path}"
            if not _is_written(found.method, path) or found.is_deprecated:
                continue
            if (found.method, path) not in seen:
                seen.add((found.method, path))
                yield Operation(found.method, path, found.summary, found.authentication)
    if seen:
        return
    for route in sources.routes().routes:
        if route.is_whole and _is_written(route.method, route.path):
            yield Operation(route.method, route.path)


def _is_written(method: str, path: str) -> bool:
    """Return whether a row of a table can have the method and the path."""
    return method in HTTP_METHODS and path.isprintable() and " " not in path
