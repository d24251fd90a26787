"""Links from parts: to items, to decision records, and out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from ...adr import AdrRecord
from ...spec import Place
from .parts import Part, adr_parts

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from ..domain import TechspecDomain

_STYLES: dict[str, type[nodes.TextElement]] = {
    "code": nodes.literal,
    "emphasis": nodes.emphasis,
    "strong": nodes.strong,
}


def link(
    builder: Builder, fromdoc: str, todoc: str, anchor: str, child: nodes.Node
) -> nodes.Node:
    """Return a link, or *child* alone where the builder has no such page."""
    try:
        return make_refnode(builder, fromdoc, todoc, anchor, child)
    except NoUri:
        return child


def place_link(
    builder: Builder, fromdoc: str, place: Place, child: nodes.Node
) -> nodes.Node:
    """Return a link to an item or to a part of one."""
    return link(builder, fromdoc, place.record.docname, place.anchor, child)


def part_node(part: Part, builder: Builder, fromdoc: str) -> nodes.Node:
    """Return the node that a part is drawn as."""
    type_, text, docname, anchor, style = part
    if type_ in {"text", "gap"}:
        return nodes.Text(text)
    if type_ in _STYLES:
        return _STYLES[type_]("", text)
    if type_ == "item":
        child = _STYLES[style]("", text) if style else nodes.Text(text)
        return link(builder, fromdoc, docname, anchor, nodes.inline("", "", child))
    if type_ == "adr":
        child = nodes.inline("", text)
        child["classes"] += ["techspec-adr"] + (["techspec-struck"] if style else [])
        return link(builder, fromdoc, docname, "", child)
    if type_ == "url":
        return nodes.reference("", text, refuri=anchor, internal=False)
    if type_ == "badge":
        return nodes.inline("", text, classes=["techspec-badge", *anchor.split()])
    if type_ == "note":
        return nodes.inline("", text, classes=["techspec-note"])
    return nodes.inline("", text, classes=["techspec-invalid"])


def part_nodes(
    parts: Iterable[Part], builder: Builder, fromdoc: str
) -> list[nodes.Node]:
    """Return the nodes of *parts*."""
    return [part_node(part, builder, fromdoc) for part in parts]


def line_nodes(
    lines: Sequence[Sequence[Part]], builder: Builder, fromdoc: str
) -> list[nodes.Node]:
    """Return a paragraph for each line of parts."""
    return [
        nodes.paragraph("", "", *part_nodes(parts, builder, fromdoc)) for parts in lines
    ]


def adr_link(
    domain: TechspecDomain,
    builder: Builder,
    fromdoc: str,
    record: AdrRecord,
    title: nodes.Node | None,
) -> nodes.Node:
    """Return a reference to a decision record: its title, and its status beside it."""
    first, *rest = adr_parts(domain.project.adrs, record)
    whole = nodes.inline(classes=["techspec-adr-reference"])
    if title is not None:
        wrapped = nodes.inline("", "", title)
        wrapped["classes"] += ["techspec-struck"] if first.style else []
        whole += link(builder, fromdoc, record.docname, "", wrapped)
    else:
        whole += part_node(first, builder, fromdoc)
    whole += part_nodes(rest, builder, fromdoc)
    return whole
