"""The surroundings of a pending node: sections, headings, the summary of an item."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from ..nodes import PendingItem

_INVISIBLE = (nodes.comment, nodes.system_message)


def place_after_summary(pending: nodes.Element) -> None:
    """Move the pending fields of an item below the summary of the item."""
    parent = pending.parent
    if parent is None or not isinstance(pending, PendingItem) or not pending["summary"]:
        return
    number = parent.index(pending)
    summary = number + 1
    while summary < len(parent) and isinstance(parent[summary], _INVISIBLE):
        summary += 1
    if summary < len(parent) and isinstance(parent[summary], nodes.paragraph):
        parent.insert(number, parent.pop(summary))


def depth(pending: nodes.Node) -> int:
    """Return the level of the heading above a pending node, from 1."""
    return len(_sections(pending))


def heading(pending: nodes.Node) -> str:
    """Return the heading above a pending node."""
    for section in _sections(pending):
        if section.children and isinstance(section[0], nodes.title):
            return section[0].astext()
    return ""


def item_around(pending: nodes.Element) -> addnodes.desc | None:
    """Return the item that contains the pending node of its details."""
    if not isinstance(pending, PendingItem) or pending.parent is None:
        return None
    described = pending.parent.parent
    return described if isinstance(described, addnodes.desc) else None


def _sections(pending: nodes.Node) -> list[nodes.section]:
    """Return the sections that contain a pending node, the innermost first."""
    found: list[nodes.section] = []
    node = pending.parent
    while node is not None:
        if isinstance(node, nodes.section):
            found.append(node)
        node = node.parent
    return found
