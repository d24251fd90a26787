"""Links from parts: to items, to decision records, and out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from ...adr import DecisionRecord
from ...model.spec import LinkTarget
from ..i18n import gettext
from .line_breaks import has_long_word, wrapping
from .model import Part, PartType
from .parts import adr_parts

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from ..domain import TechspecDomain

_STYLES: dict[str, type[nodes.TextElement]] = {
    "emphasis": nodes.emphasis,
    "strong": nodes.strong,
}

_BRACKETS = {"aside": "({})", "lead": "[{}]"}
"""What sets a badge off from the words beside it where nothing is drawn around it."""


def is_drawn(builder: Builder) -> bool:
    """Tell whether the builder's pages are styled, so that badges are boxes."""
    return builder.format in {"html", "latex"}


def link(
    builder: Builder, fromdoc: str, todoc: str, anchor: str, child: nodes.Node
) -> nodes.Node:
    """Return a link, or *child* alone where the builder has no such page."""
    if builder.format == "man":
        # A manual page has no addresses, and would show an empty one.
        return child
    try:
        return make_refnode(builder, fromdoc, todoc, anchor, child)
    except NoUri:
        return child


def target_link(
    builder: Builder, fromdoc: str, link_target: LinkTarget, child: nodes.Node
) -> nodes.Node:
    """Return a link to an item or to a part of one."""
    return link(builder, fromdoc, link_target.item.docname, link_target.anchor, child)


def part_node(part: Part, builder: Builder, fromdoc: str) -> nodes.Node:
    """Return the node that a part is drawn as."""
    type_, text, docname, anchor, style = part
    node: nodes.Node
    if type_ in {"text", "gap"}:
        node = text_node(text, builder)
    elif type_ == "code":
        node = code_node(text, builder)
    elif type_ in _STYLES:
        node = _STYLES[type_]("", text)
    elif type_ == "item":
        styled = part_node(Part(cast("PartType", style or "text"), text), builder, "")
        node = link(builder, fromdoc, docname, anchor, nodes.inline("", "", styled))
    elif type_ == "adr":
        child = nodes.inline("", text)
        child["classes"] += ["techspec-adr"] + (["techspec-struck"] if style else [])
        node = link(builder, fromdoc, docname, "", child)
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


def invalid_node(text: str, builder: Builder, why: str = "") -> nodes.inline:
    """Return a value that is wrong, as it was written and with a word that says so."""
    node = nodes.inline("", "", text_node(text, builder), classes=["techspec-invalid"])
    node += why_node(why or gettext("invalid"))
    return node


def why_node(why: str) -> nodes.inline:
    """Return the word that says why what stands before it is marked."""
    return nodes.inline("", f" ({why})", classes=["techspec-why"])


def part_nodes(
    parts: Iterable[Part], builder: Builder, fromdoc: str
) -> list[nodes.Node]:
    """Return the nodes of *parts*."""
    return [part_node(part, builder, fromdoc) for part in parts]


def anchored(node: nodes.Element, anchor: str, builder: Builder) -> list[nodes.Node]:
    """Return a node with an id; only HTML finds one on any kind of node."""
    if builder.format == "html":
        node["ids"].append(anchor)
        return [node]
    return [nodes.target("", "", ids=[anchor]), node]


def permalinked(builder: Builder) -> bool:
    """Tell whether the builder's pages have links to their own parts."""
    shown = getattr(builder, "add_permalinks", False)
    return builder.format == "html" and bool(shown and builder.config.html_permalinks)


def permalink(anchor: str, title: str) -> nodes.reference:
    """Return a link to a part of a page, which the style sheet draws on hovering.

    It holds no text, so that its title names it.
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
    domain: TechspecDomain,
    builder: Builder,
    fromdoc: str,
    record: DecisionRecord,
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
