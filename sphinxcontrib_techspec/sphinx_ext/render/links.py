"""Links from parts: to items, to decision records, and out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from ...adr import AdrIndex, DecisionRecord
from ...model.spec import LinkTarget
from ..i18n import gettext
from ..reading.words import STYLE_NODES
from .line_breaks import has_long_word, wrapping
from .model import Part, PartType
from .parts import adr_parts

if TYPE_CHECKING:
    from sphinx.builders import Builder

_BRACKETS = {"aside": "({})", "lead": "[{}]"}
"""The brackets around a badge in formats that draw no box, by its style."""


def is_drawn(builder: Builder) -> bool:
    """Return whether the builder's pages are styled, with badges as boxes."""
    return builder.format in {"html", "latex"}


def link(
    builder: Builder, fromdoc: str, todoc: str, anchor: str, child: nodes.Node
) -> nodes.Node:
    """Return a link, or only *child* where the builder has no address for it.

    A link to the page that it is on, without a part of it, has an empty address.
    """
    if builder.format == "man" or (fromdoc == todoc and not anchor):
        # A manual page has no addresses.
        return child
    try:
        return make_refnode(builder, fromdoc, todoc, anchor, child)
    except NoUri:
        return child


def target_link(
    builder: Builder, fromdoc: str, link_target: LinkTarget, child: nodes.Node
) -> nodes.Node:
    """Return a link to an item or to a row of an item."""
    return link(builder, fromdoc, link_target.item.docname, link_target.anchor, child)


def part_node(part: Part, builder: Builder, fromdoc: str) -> nodes.Node:
    """Return the node of a part."""
    type_, text, docname, anchor, style = part
    node: nodes.Node
    if type_ in {"text", "gap"}:
        node = text_node(text, builder)
    elif type_ == "code":
        node = code_node(text, builder)
    elif type_ in STYLE_NODES:
        node = STYLE_NODES[type_]("", text)
        if type_ == "math":
            _note_formula(builder, fromdoc)
    elif type_ == "item":
        styled = part_node(Part(cast("PartType", style or "text"), text), builder, "")
        node = link(builder, fromdoc, docname, anchor, nodes.inline("", "", styled))
    elif type_ == "adr":
        child = nodes.inline("", text)
        child["classes"] += ["techspec-adr"] + (["techspec-struck"] if style else [])
        node = link(builder, fromdoc, docname, anchor, child)
    elif type_ == "url":
        latex = builder.format == "latex"
        child = nodes.Text(text) if latex else text_node(text, builder)
        node = nodes.reference("", "", child, refuri=anchor, internal=False)
    elif type_ == "badge":
        if style and not is_drawn(builder):
            text = _BRACKETS[style].format(text)
        node = nodes.inline("", text, classes=["techspec-badge", *anchor.split()])
    elif type_ == "dead":
        node = invalid_node(text, builder, style)
    else:
        node = nodes.inline("", text, classes=[f"techspec-{type_}"])
    return node


def _note_formula(builder: Builder, docname: str) -> None:
    """Let Sphinx load what shows formulas on a page that had none when it was read."""
    builder.env.domains.math_domain.data["has_equations"][docname] = True


def text_node(text: str, builder: Builder) -> nodes.Node:
    """Return text; long words may be broken."""
    if has_long_word(text):
        kept = wrapping(text) if builder.format == "html" else nodes.Text(text)
        return nodes.inline("", "", kept, classes=["techspec-long"])
    return nodes.Text(text)


def code_node(text: str, builder: Builder) -> nodes.literal:
    """Return code; long words may be broken."""
    if builder.format == "html":
        return nodes.literal("", "", wrapping(text, code=True))
    return nodes.literal("", text)


def invalid_node(text: str, builder: Builder, reason: str = "") -> nodes.inline:
    """Return an invalid value as written, with the reason in brackets."""
    node = nodes.inline("", "", text_node(text, builder), classes=["techspec-invalid"])
    node += reason_node(reason or gettext("invalid"))
    return node


def reason_node(reason: str) -> nodes.inline:
    """Return the reason why the text before it is marked."""
    return nodes.inline("", f" ({reason})", classes=["techspec-why"])


def part_nodes(
    parts: Iterable[Part], builder: Builder, fromdoc: str
) -> list[nodes.Node]:
    """Return the nodes of *parts*."""
    return [part_node(part, builder, fromdoc) for part in parts]


def anchored(node: nodes.Element, anchor: str, builder: Builder) -> list[nodes.Node]:
    """Return a node with an id; other formats than HTML need a target node for it."""
    if builder.format == "html":
        node["ids"].append(anchor)
        return [node]
    return [nodes.target("", "", ids=[anchor]), node]


def permalink(anchor: str, title: str) -> nodes.reference:
    """Return a link to a part of a page, which the style sheet shows on hovering.

    It has no text; its title is its accessible name.
    """
    return nodes.reference(
        "", "", refid=anchor, reftitle=title, internal=True,
        classes=["headerlink", "techspec-permalink"],
    )  # fmt: skip


def line_nodes(
    lines: Sequence[Sequence[Part]], builder: Builder, fromdoc: str
) -> list[nodes.Node]:
    """Return a paragraph for each line of parts."""
    return [
        nodes.paragraph("", "", *part_nodes(parts, builder, fromdoc)) for parts in lines
    ]


def adr_link(
    adrs: AdrIndex,
    builder: Builder,
    fromdoc: str,
    record: DecisionRecord,
    title: nodes.Node | None,
) -> nodes.Node:
    """Return a reference to a decision record: its title and its status."""
    first, *rest = adr_parts(adrs, record)
    whole = nodes.inline(classes=["techspec-adr-reference"])
    if title is not None:
        wrapped = nodes.inline("", "", title)
        wrapped["classes"] += ["techspec-struck"] if first.style else []
        whole += link(builder, fromdoc, record.docname, record.anchor, wrapped)
    else:
        whole += part_node(first, builder, fromdoc)
    whole += part_nodes(rest, builder, fromdoc)
    return whole
