"""The routes of a repository, with what routers and their includes put before them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from ..patterns import regex
from .python_modules import PythonModules, beginnings
from .python_routes import RouteRow

_CONVERTER = regex(r"<(?:\w+(?:\([^()]*\))?:)?(\w+)>")
"""A parameter of Flask, such as ``<int:id>``."""

_MOST_PLACES = 16
"""How many places a router may be included in."""

_Node = tuple[str, str]
"""A router: its file, and its variable there."""


class Route(NamedTuple):
    """A route of an application.

    Attributes:
        method: the method of HTTP, in capitals.
        path: the path, as far as it is known.
        file: its file, from the root of the repository.
        line: its line, from 1.
        is_whole: whether nothing is before the path.
    """

    method: str
    path: str
    file: str
    line: int
    is_whole: bool


class _Prefix(NamedTuple):
    path: str
    is_whole: bool


@dataclass(frozen=True)
class RouteTable:
    """The routes in the files of a repository.

    Attributes:
        files: what each file says of routes, by its path from the root.
    """

    files: Mapping[str, list[RouteRow]] = field(
        default_factory=dict[str, "list[RouteRow]"]
    )

    @cached_property
    def routes(self) -> list[Route]:
        """Each route once for each place that its router is included in."""
        found: dict[Route, None] = {}
        for path, rows in self.files.items():
            for row in rows:
                if row.kind != "route" or row.path is None:
                    continue
                owner = self._owner(path, row.name)
                prefixes = self._prefixes(owner, ()) if owner else []
                if not owner and row.path.startswith("/"):
                    # Of an application that is made elsewhere.
                    prefixes = [_Prefix("", is_whole=False)]
                for prefix in prefixes:
                    full = _joined(prefix.path, row.path)
                    route = Route(row.method, full, path, row.line, prefix.is_whole)
                    found[route] = None
        return list(found)

    @cached_property
    def is_read(self) -> bool:
        """Whether the path of every route is text, at least its end."""
        return all(
            row.path is not None or self._owner(path, row.name) is None
            for path, rows in self.files.items()
            for row in rows
            if row.kind == "route"
        )

    @cached_property
    def _definitions(self) -> dict[_Node, RouteRow]:
        return {
            (path, row.name): row
            for path, rows in self.files.items()
            for row in rows
            if row.kind in {"app", "router"}
        }

    @cached_property
    def _imports(self) -> dict[_Node, str]:
        return {
            (path, row.name): row.target
            for path, rows in self.files.items()
            for row in rows
            if row.kind == "import"
        }

    @cached_property
    def _modules(self) -> PythonModules:
        return PythonModules(self.files)

    @cached_property
    def _includes(self) -> dict[_Node, list[tuple[_Node, RouteRow]]]:
        """The routers that include each router, with how they do."""
        found: dict[_Node, list[tuple[_Node, RouteRow]]] = {}
        for path, rows in self.files.items():
            for row in rows:
                if row.kind != "include":
                    continue
                parent = self._owner(path, row.name)
                child = self._owner(path, row.target) if row.target else None
                if parent and child:
                    found.setdefault(child, []).append((parent, row))
        return found

    def _owner(self, path: str, name: str, depth: int = 4) -> _Node | None:
        """Return the router that a name means in a file, also one that is imported."""
        if (path, name) in self._definitions:
            return path, name
        if depth == 0 or not name:
            return None
        for imported, behind in beginnings(name):
            target = self._imports.get((path, imported))
            if target is None:
                continue
            full = f"{target}.{behind}" if behind else target
            for file, variable in self._modules.find(path, full):
                if found := self._owner(file, variable, depth - 1):
                    return found
        return None

    def _prefixes(self, node: _Node, seen: tuple[_Node, ...]) -> list[_Prefix]:
        """Return what is before the paths of a router, in each place."""
        defined = self._definitions[node]
        if defined.kind == "app":
            return [_Prefix("", is_whole=True)]
        own = _Prefix(defined.path or "", is_whole=defined.path is not None)
        found: list[_Prefix] = []
        for parent, row in self._includes.get(node, []):
            if parent in seen or parent == node:
                continue
            inner = _Prefix("", is_whole=True) if row.replaces else own
            for prefix in self._prefixes(parent, (*seen, node)):
                between = _Prefix(row.path or "", is_whole=row.path is not None)
                found.append(_chain(prefix, between, inner))
        return found[:_MOST_PLACES] or [_Prefix(own.path, is_whole=False)]


def _chain(*prefixes: _Prefix) -> _Prefix:
    """Return what one prefix after another puts before a path.

    What is before an unknown part is not known to be there either.
    """
    path, is_whole = "", True
    for prefix in prefixes:
        if not prefix.is_whole:
            path, is_whole = "", False
        path = _joined(path, prefix.path)
    return _Prefix(path, is_whole)


def _joined(prefix: str, path: str) -> str:
    parts = [part.strip("/") for part in (prefix, path)]
    return "/" + "/".join(_CONVERTER.sub(r"{\1}", part) for part in parts if part)
