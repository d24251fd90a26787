"""What stands around a placeholder: sections, their heading, an item's first words."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from ..nodes import ItemDetails

_UNSEEN = (nodes.comment, nodes.system_message)


def put_after_lede(place: nodes.Element) -> None:
    """Let the paragraph that says what an item is for stand before its fields."""
    parent = place.parent
    if parent is None or not isinstance(place, ItemDetails) or not place["lede"]:
        return
    number = parent.index(place)
    lede = number + 1
    while lede < len(parent) and isinstance(parent[lede], _UNSEEN):
        lede += 1
    if lede < len(parent) and isinstance(parent[lede], nodes.paragraph):
        parent.insert(number, parent.pop(lede))


def depth(place: nodes.Node) -> int:
    """Return the level of the heading that a place stands under, from 1."""
    return len(_sections(place))


def heading(place: nodes.Node) -> str:
    """Return the heading that a place stands under."""
    for section in _sections(place):
        if section.children and isinstance(section[0], nodes.title):
            return section[0].astext()
    return ""


def item_around(place: nodes.Element) -> addnodes.desc | None:
    """Return the item whose details a place stands for."""
    if not isinstance(place, ItemDetails) or place.parent is None:
        return None
    described = place.parent.parent
    return described if isinstance(described, addnodes.desc) else None


def _sections(place: nodes.Node) -> list[nodes.section]:
    """Return the sections that a place stands in, the innermost first."""
    found: list[nodes.section] = []
    node = place.parent
    while node is not None:
        if isinstance(node, nodes.section):
            found.append(node)
        node = node.parent
    return found
