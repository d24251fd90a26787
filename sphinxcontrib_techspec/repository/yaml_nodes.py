"""Small documents in YAML as nodes with lines; every scalar is its text.

A loader would turn ``3.10`` into 3.1 and ``22:30`` into 1350.
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from ..messages import Message
from .base import LockError


def read_nodes(text: str) -> yaml.Node | None:
    """Return the root of the first document; `None` where it is empty.

    Raises:
        LockError: it is not YAML.
    """
    try:
        found = yaml.compose_all(text, Loader=yaml.BaseLoader)
        return next(iter(found), None)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else 0
        raise LockError(
            Message("invalid YAML ({error})", error=error.problem), line
        ) from None
    except (yaml.YAMLError, RecursionError) as error:
        reason = str(error).partition("\n")[0]
        raise LockError(Message("invalid YAML ({error})", error=reason)) from None


def members(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    """Yield the keys of a mapping with their values; nothing for another node."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield str(key.value), value


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
