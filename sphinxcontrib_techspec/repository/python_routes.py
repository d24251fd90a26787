"""Routes in Python code, by its syntax: FastAPI, Starlette, Flask and Quart.

What decorators and calls write as text is read; nothing is imported or run. A file has
its routers, their routes, what includes them, and its imports; `route_table` puts the
files together.

https://fastapi.tiangolo.com/tutorial/bigger-applications/ and
https://flask.palletsprojects.com/en/stable/blueprints/.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from typing import Literal, NamedTuple, cast

from .python_modules import dotted, import_targets

PYTHON_FORMAT = "python routes 1"
"""The name of the format; with a number after it, which changes with what is read."""

_WORDS = (
    b"APIRouter", b"Blueprint", b"FastAPI", b"Flask", b"Quart", b"Starlette",
    b"include_router", b"register_blueprint", b"Route(",
)  # fmt: skip
"""What a file has one of that says anything of routes."""

_APPS = frozenset({"FastAPI", "Flask", "Quart", "Starlette"})
_ROUTERS = {
    "APIRouter": "prefix",
    "Blueprint": "url_prefix",
    "APIBlueprint": "url_prefix",
    "Router": "prefix",
}
"""The argument with what is before the paths of a router, by its class."""

_METHODS = frozenset(
    {"get", "post", "put", "delete", "patch", "options", "head", "trace"}
)
_ANY_METHOD = {"route": "GET", "api_route": "GET"}
"""Decorators that name their methods, and the method without any."""

_BY_CALL = {"add_api_route": "GET", "add_route": "GET", "add_url_rule": "GET"}
_INCLUDES = {"include_router": "prefix", "register_blueprint": "url_prefix"}

Kind = Literal["app", "router", "route", "include", "import"]


class RouteRow(NamedTuple):
    """What a file says of routes.

    Attributes:
        kind: *app* and *router* define one, *route* has a method and a path, *include*
            puts a router into another one, *import* makes a name of another file's.
        name: what it is of: the variable of the router, or the name that is imported.
        path: the path, or what is before paths; `None` where it is no text.
        line: the line, from 1.
        method: the method of HTTP, in capitals; of a route.
        target: what is included, or the dotted name that is imported, with a dot
            before it for each level of a relative import.
        replaces: whether what is before paths replaces that of the router.
    """

    kind: Kind
    name: str
    path: str | None
    line: int
    method: str = ""
    target: str = ""
    replaces: bool = False


def may_route(data: bytes) -> bool:
    """Return whether a file may say anything of routes."""
    return any(word in data for word in _WORDS)


def read_routes(data: bytes) -> list[RouteRow]:
    """Return what Python code says of routes; nothing where it does not parse.

    Args:
        data: the content of a file.
    """
    try:
        with warnings.catch_warnings():
            # An invalid escape sequence is the author's; as an error it ends parsing.
            warnings.simplefilter("ignore")
            tree = ast.parse(data)
        return list(_File(tree).rows())
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        # The tools of the language report it.
        return []


class _File:
    """Reads one file."""

    def __init__(self, tree: ast.Module) -> None:
        self._tree = tree
        self._texts: dict[str, str] = {}
        for node in tree.body:
            if isinstance(node, ast.Assign) and len(node.targets) == 1:
                name = dotted(node.targets[0])
                text = self._text(node.value)
                if name and text is not None:
                    self._texts[name] = text

    def rows(self) -> Iterator[RouteRow]:
        for node in ast.walk(self._tree):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                for name, target in import_targets(node):
                    yield RouteRow("import", name, None, node.lineno, target=target)
            elif isinstance(node, (ast.Assign, ast.AnnAssign)):
                yield from self._definition(node)
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                for decorator in node.decorator_list:
                    if isinstance(decorator, ast.Call):
                        yield from self._decorator(decorator)
            elif isinstance(node, ast.Call):
                yield from self._call(node)

    def _definition(self, node: ast.Assign | ast.AnnAssign) -> Iterator[RouteRow]:
        call = node.value
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if not isinstance(call, ast.Call):
            return
        made = dotted(call.func).rpartition(".")[2]
        names = [name for target in targets if (name := dotted(target))]
        for name in names:
            if made in _APPS:
                yield RouteRow("app", name, "", node.lineno)
            elif made in _ROUTERS:
                path = self._keyword(call, _ROUTERS[made])
                yield RouteRow("router", name, path, node.lineno)

    def _decorator(self, call: ast.Call) -> Iterator[RouteRow]:
        owner, _, verb = dotted(call.func).rpartition(".")
        if not owner:
            return
        if verb in _METHODS:
            yield self._route(owner, verb.upper(), call, call.args[:1])
        elif verb in _ANY_METHOD:
            for method in self._methods(call, _ANY_METHOD[verb]):
                yield self._route(owner, method, call, call.args[:1])

    def _call(self, call: ast.Call) -> Iterator[RouteRow]:
        owner, _, verb = dotted(call.func).rpartition(".")
        if owner and verb in _INCLUDES and call.args:
            keyword = _INCLUDES[verb]
            replaces = verb == "register_blueprint" and any(
                argument.arg == keyword for argument in call.keywords
            )
            yield RouteRow(
                "include", owner, self._keyword(call, keyword), call.lineno,
                target=dotted(call.args[0]), replaces=replaces,
            )  # fmt: skip
        elif owner and verb in _BY_CALL:
            for method in self._methods(call, _BY_CALL[verb]):
                yield self._route(owner, method, call, call.args[:1])
        elif verb in {"Route", "APIRoute"} and len(call.args) > 1:
            for method in self._methods(call, "GET"):
                yield self._route("", method, call, call.args[:1])
        elif owner and verb == "mount" and len(call.args) > 1:
            yield RouteRow(
                "include", owner, self._text(call.args[0]), call.lineno,
                target=dotted(call.args[1]),
            )  # fmt: skip

    def _route(
        self, owner: str, method: str, call: ast.Call, places: list[ast.expr]
    ) -> RouteRow:
        named = [a.value for a in call.keywords if a.arg in {"path", "rule"}]
        path = next((self._text(place) for place in [*places, *named]), None)
        return RouteRow("route", owner, path, call.lineno, method)

    def _methods(self, call: ast.Call, default: str) -> list[str]:
        for argument in call.keywords:
            if argument.arg == "methods":
                value = argument.value
                entries = (
                    value.elts
                    if isinstance(value, (ast.List, ast.Tuple, ast.Set))
                    else []
                )
                return [text.upper() for e in entries if (text := self._text(e))]
        return [default]

    def _keyword(self, call: ast.Call, name: str) -> str | None:
        """Return the text of an argument; empty without it, `None` for other values."""
        for argument in call.keywords:
            if argument.arg == name:
                return self._text(argument.value)
            if argument.arg is None:
                return None
        return ""

    def _text(self, node: ast.expr) -> str | None:
        """Return the text that an expression is, as far as it is written here."""
        if isinstance(node, ast.Constant):
            return node.value if isinstance(node.value, str) else None
        if isinstance(node, (ast.Name, ast.Attribute)):
            return self._texts.get(dotted(node))
        if isinstance(node, ast.JoinedStr):
            parts = [
                self._text(part.value if isinstance(part, ast.FormattedValue) else part)
                for part in node.values
            ]
            return None if None in parts else "".join(cast("list[str]", parts))
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            left, right = self._text(node.left), self._text(node.right)
            return None if left is None or right is None else left + right
        return None
