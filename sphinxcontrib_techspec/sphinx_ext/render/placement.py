"""What stands around a placeholder: sections, their heading, an item's first words."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from ..nodes import PendingItem

_UNSEEN = (nodes.comment, nodes.system_message)


def place_after_summary(pending: nodes.Element) -> None:
    """Let the paragraph that says what an item is for stand before its fields."""
    parent = pending.parent
    if parent is None or not isinstance(pending, PendingItem) or not pending["summary"]:
        return
    number = parent.index(pending)
    summary = number + 1
    while summary < len(parent) and isinstance(parent[summary], _UNSEEN):
        summary += 1
    if summary < len(parent) and isinstance(parent[summary], nodes.paragraph):
        parent.insert(number, parent.pop(summary))


def depth(pending: nodes.Node) -> int:
    """Return the level of the heading that a place stands under, from 1."""
    return len(_sections(pending))


def heading(pending: nodes.Node) -> str:
    """Return the heading that a place stands under."""
    for section in _sections(pending):
        if section.children and isinstance(section[0], nodes.title):
            return section[0].astext()
    return ""


def item_around(pending: nodes.Element) -> addnodes.desc | None:
    """Return the item whose details a place stands for."""
    if not isinstance(pending, PendingItem) or pending.parent is None:
        return None
    described = pending.parent.parent
    return described if isinstance(described, addnodes.desc) else None


def _sections(pending: nodes.Node) -> list[nodes.section]:
    """Return the sections that a place stands in, the innermost first."""
    found: list[nodes.section] = []
    node = pending.parent
    while node is not None:
        if isinstance(node, nodes.section):
            found.append(node)
        node = node.parent
    return found
