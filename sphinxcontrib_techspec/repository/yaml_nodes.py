"""Small documents in YAML as nodes with lines; every scalar is its text.

A loader would turn ``3.10`` into 3.1 and ``22:30`` into 1350.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from ..messages import Message
from ..patterns import regex
from .base import DamagedError

_MOST = 256 * 2**10
"""The longest file that is parsed, in characters; one that people write is shorter."""

_MOST_LONG = 16 * 2**20
"""The longest file of one that programs write."""

_DEEPEST = 100
"""How deep the parts of a long file are nested; libyaml does not bound it."""

_LONG_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_TAB = regex(r"(?<=[^\s])\t++")
"""A tab behind a colon or before a comment, which YAML allows and PyYAML does not."""


def read_nodes(text: str) -> list[yaml.Node]:
    """Return the roots of the documents in a file.

    Raises:
        DamagedError: it is not YAML, or too long.
    """
    return _read_nodes(text, _MOST, yaml.BaseLoader)


def read_long_nodes(text: str) -> list[yaml.Node]:
    """Return the roots of the documents in a file that a program may have written.

    It is read with libyaml where that is there.

    Raises:
        DamagedError: it is not YAML, too long, or nested too deep.
    """
    return _read_nodes(text, _MOST_LONG, _LONG_LOADER)


def _read_nodes(text: str, most: int, loader: Any) -> list[yaml.Node]:
    if len(text) > most:
        raise DamagedError(Message("longer than {count} characters", count=most))
    text = _TAB.sub(" ", text)
    try:
        if loader is not yaml.BaseLoader:
            _check_depth(text, loader)
        return list(yaml.compose_all(text, Loader=loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else 0
        raise DamagedError(
            Message("invalid YAML ({error})", error=error.problem), line
        ) from None
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError) as error:
        reason = str(error).partition("\n")[0]
        raise DamagedError(Message("invalid YAML ({error})", error=reason)) from None


def _check_depth(text: str, loader: Any) -> None:
    """Look how deep a text is nested, by its events, which need no stack.

    Raises:
        DamagedError: it is nested too deep.
    """
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            number = event.start_mark.line + 1 if event.start_mark else 0
            raise DamagedError(Message("nested too deep"), number)


def members(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    """Yield the keys of a mapping with their values; nothing for another node.

    Those of its own come first, then those of the mappings that it merges (``<<``).
    """
    merged: list[yaml.Node] = []
    seen: set[str] = set()
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                continue
            if key.value == "<<":
                merged += entries(value) or [value]
            else:
                seen.add(str(key.value))
                yield str(key.value), value
    for other in merged:
        if isinstance(other, yaml.MappingNode):
            for key, value in other.value:
                if isinstance(key, yaml.ScalarNode) and str(key.value) not in seen:
                    seen.add(str(key.value))
                    yield str(key.value), value


def key_lines(node: yaml.Node | None) -> dict[str, int]:
    """Return the lines of a mapping's own keys, from 1."""
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {
        str(key.value): line(key)
        for key, _ in node.value
        if isinstance(key, yaml.ScalarNode)
    }


def member(node: yaml.Node | None, *names: str) -> yaml.Node | None:
    """Return the value below one key after another; `None` where there is none."""
    for name in names:
        node = next((value for key, value in members(node) if key == name), None)
    return node


def entries(node: yaml.Node | None) -> list[yaml.Node]:
    """Return the entries of a sequence; nothing for another node."""
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def scalar(node: yaml.Node | None) -> str:
    """Return the text of a scalar; empty for another node."""
    return str(node.value).strip() if isinstance(node, yaml.ScalarNode) else ""


def line(node: yaml.Node) -> int:
    """Return the line of a node, from 1."""
    return node.start_mark.line + 1
