"""The nodes of a document, faster than docutils finds them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from docutils import nodes

_E = TypeVar("_E", bound=nodes.Element)


def elements(root: nodes.Element) -> Iterator[nodes.Element]:
    """Yield a node and all elements in it in the order of the document.

    It takes half the time of `findall` with a class, which is noticeable where each
    page is walked several times. A node that was yielded must not be replaced before
    the next one is taken.

    Args:
        root: the node.
    """
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        for child in reversed(node.children):
            if isinstance(child, nodes.Element):
                waiting.append(child)  # noqa: PERF401 - a list takes half as long again


def elements_of(root: nodes.Element, type_: type[_E]) -> list[_E]:
    """Return the elements of a class in a node, itself among them.

    Args:
        root: the node.
        type_: the class.
    """
    return [node for node in elements(root) if isinstance(node, type_)]
