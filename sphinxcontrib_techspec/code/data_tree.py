"""The values of JSON and YAML documents, with the lines of their keys.

YAML is composed, never constructed: no object is made of a tag, and aliases are
followed within a bound.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeGuard, cast

import yaml

from ..patterns import regex
from .classes import CodeFault
from .json_text import JsonDocument

Path = tuple[str, ...]
"""The keys that lead to a value; an element of a list has the key ``""``."""

_MOST_KEYS = 12
"""Deeper keys need no line: nothing of them is read."""

_JSON_SCALAR = regex(r"true|false|null|-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?", re.ASCII)
"""A scalar without quotes that is the same in JSON."""

_MOST_NODES = 20_000
"""How much of a YAML document is read: aliases may repeat a part without end."""


def is_mapping(value: Any) -> TypeGuard[dict[str, Any]]:
    """Return whether a value is an object of JSON, or a mapping of YAML."""
    return isinstance(value, dict)


@dataclass(slots=True)
class DataTree:
    """A document of data.

    Attributes:
        value: its value, as far as it is read.
        line: its first line, from 0.
        lines: the lines of its keys, from 0, by the keys that lead there.
        fault: what is wrong in it.
    """

    value: Any
    line: int
    lines: Mapping[Path, int]
    fault: CodeFault | None = None


def read_yaml_tree(code: str) -> DataTree:
    """Return the document that YAML code is.

    Of a document of more than 20,000 nodes, with the parts that its aliases repeat, the
    rest is not read, which is its fault.
    """
    try:
        node = yaml.compose(code, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        fault = CodeFault(str(error.problem or error.context), line)
        return DataTree(None, 0, {}, fault)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        return DataTree(None, 0, {}, CodeFault(str(error), 0))
    if node is None:
        return DataTree(None, 0, {})
    tree = _YamlTree()
    value = tree.value(node, ())
    is_cut = tree.left < 0
    fault = CodeFault(f"more than {_MOST_NODES:,} nodes", 0) if is_cut else None
    return DataTree(value, node.start_mark.line, tree.lines, fault)


@dataclass(slots=True)
class _YamlTree:
    """The values of YAML nodes, with the lines of their keys; no object is made."""

    lines: dict[Path, int] = field(default_factory=dict[Path, int])
    left: int = _MOST_NODES

    def value(self, node: yaml.Node, path: Path) -> Any:
        """Return the value of a node: dictionaries, lists and texts."""
        self.left -= 1
        if self.left < 0 or len(path) > _MOST_KEYS:
            return None
        if isinstance(node, yaml.MappingNode):
            found: dict[str, Any] = {}
            for key, value in node.value:
                if isinstance(key, yaml.ScalarNode):
                    here = (*path, key.value)
                    self.lines.setdefault(here, key.start_mark.line)
                    found[key.value] = self.value(value, here)
            return found
        if isinstance(node, yaml.SequenceNode):
            return [self.value(part, (*path, "")) for part in node.value]
        return _scalar(cast("yaml.ScalarNode", node))


def _scalar(node: yaml.ScalarNode) -> Any:
    """Return the value of a scalar where it is the same in JSON, else its text."""
    text: str = node.value
    is_json = node.style is None and _JSON_SCALAR.fullmatch(text)
    return json.loads(text) if is_json else text


def key_lines(document: JsonDocument) -> dict[Path, int]:
    """Return the lines of the keys of a JSON document."""
    found: dict[Path, int] = {}
    path: list[str] = []
    tokens = document.tokens
    depth = 0
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        if token.text in {"{", "["}:
            depth += 1
            if depth <= _MOST_KEYS:
                path.append("")
        elif token.text in {"}", "]"}:
            if depth <= _MOST_KEYS and path:
                path.pop()
            depth -= 1
        elif depth <= _MOST_KEYS and path and after is not None and after.text == ":":
            path[-1] = token.text.strip('"')
            found.setdefault(tuple(path), token.line)
    return found
