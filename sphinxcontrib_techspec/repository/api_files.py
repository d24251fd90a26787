"""The operations of API documents: OpenAPI 3.0 to 3.2 and Swagger 2, JSON or YAML.

What is read is what an endpoint claims: method, path, and whether a caller has to show
who it is. Schemas are not looked at.

https://spec.openapis.org/oas/latest.html and https://swagger.io/specification/v2/.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple, TypeGuard
from urllib.parse import urlsplit

import yaml

from ..messages import Message
from ..patterns import regex
from ..untyped import items
from .base import DamagedError, file_text, json_object
from .yaml_nodes import entries, key_lines, line, members, read_long_nodes

API_FORMAT = "openapi 2"
"""The name of the format; with a number after it, which changes with what is read."""

API_FILES = tuple(
    f"{name}.{ending}"
    for name in ("openapi*", "*[-._]openapi", "swagger*", "*[-._]swagger", "api-docs")
    for ending in ("json", "yaml", "yml")
)
"""Patterns of the names of API documents; their first key says whether they are one."""

_METHODS = frozenset(
    {"get", "put", "post", "delete", "options", "head", "patch", "trace", "query"}
)
_IS_API = regex(r"(?:\A|[\n{,])[ \t]{0,8}[\"']?(?:openapi|swagger)[\"']?[ \t]*:")
_VARIABLE = regex(r"\{([^{}/]*)\}")
_MOST_VALUES = 400_000
"""How much of a document is read: aliases may repeat a part without end."""

Authentication = Literal["required", "optional", "none", "unknown"]
"""Whether a caller has to show who it is; *unknown* where a document does not say."""


class ApiOperation(NamedTuple):
    """An operation of an API on one of its servers.

    Attributes:
        method: the method of HTTP, in capitals; empty where the operations of the path
            are in another file.
        path: the path as the document has it.
        base: what a server has before its paths, such as ``/api/v1``; often empty.
        authentication: whether a caller has to show who it is; unknown where the
            document has no scheme, or no operation with requirements of its own.
        line: the line of the method, from 1; 1 where it is not known.
        is_deprecated: whether the document calls it deprecated.
        summary: what it does, in the words of the document; often empty.
    """

    method: str
    path: str
    base: str
    authentication: Authentication
    line: int
    is_deprecated: bool = False
    summary: str = ""


def seems_api(data: bytes) -> bool:
    """Return whether a file has the key of an API document, damaged or not."""
    return _IS_API.search(data.decode("utf-8", "replace")) is not None


def read_operations(data: bytes, *, is_json: bool) -> list[ApiOperation]:
    """Return the operations of a document; none where it is no API document.

    Args:
        data: the content of a file.
        is_json: whether it is JSON, else YAML.

    Raises:
        DamagedError: it seems to be an API document and cannot be read.
    """
    text = file_text(data)
    if not _IS_API.search(text):
        return []
    tree = _json_tree(text) if is_json else _yaml_tree(text)
    root = tree.value
    if not _is_mapping(root) or not ({"openapi", "swagger"} & root.keys()):
        return []
    return list(_operations(root, tree))


class _Tree(NamedTuple):
    """The value of a document, and the lines of methods of paths, from 1."""

    value: Any
    lines: Mapping[tuple[str, str], int]


def _json_tree(text: str) -> _Tree:
    value = json_object(text)
    lines: dict[tuple[str, str], int] = {}
    paths = value.get("paths")
    place = max(text.find('"paths"'), 0)
    number = text.count("\n", 0, place) + 1
    for path, item in (paths if _is_mapping(paths) else {}).items():
        # The order of the file, so that each search goes on where the last ended.
        key = text.find(json.dumps(path, ensure_ascii=False), place)
        if key < 0:
            continue
        number, place = number + text.count("\n", place, key), key
        lines[path, ""] = number
        for method in item if _is_mapping(item) else ():
            at = text.find(f'"{method}"', place) if method in _METHODS else -1
            if at >= 0:
                lines[path, method] = number + text.count("\n", place, at)
    return _Tree(value, lines)


def _yaml_tree(text: str) -> _Tree:
    roots = read_long_nodes(text)
    reader = _Nodes()
    value: dict[str, Any] = {}
    lines: dict[tuple[str, str], int] = {}
    for key, node in members(roots[0] if roots else None):
        if key == "paths":
            value[key] = {}
            of_paths = key_lines(node)
            for path, item in members(node):
                value[key][path] = reader.value(item)
                lines[path, ""] = number = of_paths.get(path, line(item))
                for method, below in key_lines(item).items():
                    # What an alias stands for is elsewhere.
                    lines[path, method] = max(below, number)
        elif key != "definitions":
            value[key] = reader.value(node, without=("schemas",))
    return _Tree(value, lines)


class _Nodes:
    """Makes values of YAML nodes: mappings, lists and texts."""

    def __init__(self) -> None:
        self._left = _MOST_VALUES

    def value(self, node: yaml.Node | None, without: tuple[str, ...] = ()) -> Any:
        """Return the value of a node.

        Args:
            node: the node.
            without: keys of it that are left out.

        Raises:
            DamagedError: it has too many values.
        """
        self._left -= 1
        if self._left < 0:
            raise DamagedError(Message("more than {count} values", count=_MOST_VALUES))
        if isinstance(node, yaml.MappingNode):
            return {
                key: self.value(value)
                for key, value in members(node)
                if key not in without
            }
        if isinstance(node, yaml.SequenceNode):
            return [self.value(entry) for entry in entries(node)]
        if isinstance(node, yaml.ScalarNode):
            return str(node.value)
        return None


def _operations(root: Mapping[str, Any], tree: _Tree) -> Iterator[ApiOperation]:
    paths = {
        path: _resolved(root, item)
        for path, item in _mapping(root.get("paths")).items()
        if path.startswith("/")
    }
    authentication = _authentication_of(root, paths.values())
    bases = _bases(root) or [""]
    for path, item in paths.items():
        of_path = _bases(item) or bases
        number = tree.lines.get((path, ""), 1)
        if item is None:
            for base in of_path:
                yield ApiOperation("", path, base, "unknown", number)
            continue
        for method, operation in _methods(item):
            for base in _bases(operation) or of_path:
                yield ApiOperation(
                    method.upper(),
                    path,
                    base,
                    authentication(operation),
                    tree.lines.get((path, method), number),
                    operation.get("deprecated") in {True, "true"},
                    _summary(operation),
                )


def _summary(operation: Mapping[str, Any]) -> str:
    """Return the summary of an operation, or the first line of its description."""
    for key in ("summary", "description"):
        text = operation.get(key)
        if isinstance(text, str) and text.strip():
            return " ".join(text.strip().split("\n")[0].split())
    return ""


def _authentication_of(
    root: Mapping[str, Any], paths: Iterable[Mapping[str, Any] | None]
) -> Callable[[Mapping[str, Any]], Authentication]:
    """Return a function that says who may call an operation.

    Where no operation has requirements of its own, those of the whole document say
    nothing of one: even signing in would ask for a token.
    """
    has_schemes = bool(
        _mapping(_mapping(root.get("components")).get("securitySchemes"))
        or _mapping(root.get("securityDefinitions"))
    )
    is_telling = has_schemes and any(
        "security" in operation for path in paths for _, operation in _methods(path)
    )

    def of(operation: Mapping[str, Any]) -> Authentication:
        if not is_telling:
            return "unknown"
        security = items(operation.get("security", root.get("security")))
        if all(requirement == {} for requirement in security):
            return "none"
        return "optional" if {} in security else "required"

    return of


def _methods(
    item: Mapping[str, Any] | None,
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    item = item or {}
    others = _mapping(item.get("additionalOperations"))
    for method, operation in (*item.items(), *others.items()):
        is_known = method in _METHODS or method in others
        if is_known and _is_mapping(operation):
            yield method, operation


def _resolved(root: Mapping[str, Any], item: Any) -> Mapping[str, Any] | None:
    """Return a path item, or what it refers to; `None` where that is not here."""
    for _ in range(8):
        reference = _mapping(item).get("$ref")
        if reference is None:
            return _mapping(item)
        if not isinstance(reference, str) or not reference.startswith("#/"):
            return None
        item = root
        for part in reference.removeprefix("#/").split("/"):
            name = part.replace("~1", "/").replace("~0", "~")
            item = _mapping(item).get(name)
        if not _is_mapping(item):
            return None
    return None


def _bases(part: Mapping[str, Any] | None) -> list[str]:
    """Return what the servers of a part have before their paths, each once."""
    if part is None:
        return []
    found: dict[str, None] = {}
    base_path = part.get("basePath")
    if isinstance(base_path, str):
        found[base_path.strip("/")] = None
    for server in items(part.get("servers")):
        url = _mapping(server).get("url")
        if isinstance(url, str):
            variables = _mapping(_mapping(server).get("variables"))
            found[_path_of(url, variables)] = None
    return [f"/{base}" if base else "" for base in found]


def _path_of(url: str, variables: Mapping[str, Any]) -> str:
    defaults = {
        name: str(_mapping(variable).get("default", ""))
        for name, variable in variables.items()
    }
    full = _VARIABLE.sub(lambda match: defaults.get(match[1], match[0]), url)
    try:
        return urlsplit(full).path.strip("/")
    except ValueError:
        return ""


def _is_mapping(value: Any) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if _is_mapping(value) else {}
