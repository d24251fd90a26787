"""Ids and captions of what is rendered in place of pending nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes

from ..nodes import PendingCaption, PendingFigure, PendingTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.builders import Builder

FIGURE_CLASS = "techspec-figure"
"""The class of a figure that a view is."""


def caption_of(pending: nodes.Node) -> str:
    """Return the caption of a pending node as text, empty where it has none."""
    parent = pending.parent
    return parent[0].astext() if isinstance(parent, PendingTable) else ""


def caption_nodes(pending: PendingCaption, builder: Builder) -> list[nodes.Node]:
    """Return the content of a pending node, which is rendered, with its caption.

    There is one table or figure with a caption in every builder, whatever the content
    is: LaTeX counts them, and other builders show the numbers that Sphinx assigned.
    """
    caption, *content = cast("list[nodes.Element]", pending.children)
    if isinstance(pending, PendingFigure):
        return [_figure(pending, caption, content, builder)]
    table = first_table(content)
    if table is None:
        entry = nodes.entry("", *content)
        group = nodes.tgroup("", nodes.colspec(colwidth=100), cols=1)
        group += nodes.tbody("", nodes.row("", entry))
        table = nodes.table("", group, classes=["techspec-table"])
        content = [table]
    add_caption(table, pending, caption)
    return list(content)


def _figure(
    pending: PendingFigure,
    caption: nodes.Element,
    content: Sequence[nodes.Node],
    builder: Builder,
) -> nodes.Element:
    if builder.format != "latex":
        return nodes.figure(
            "", *content, caption, ids=pending["ids"], names=pending["names"],
            classes=["techspec", FIGURE_CLASS],
        )  # fmt: skip
    # A float could not hold code, long tables or floats of the author's. The style
    # sheet makes the caption that of a figure; its targets refer to its number.
    target = nodes.target("", "", ids=pending["ids"])
    # Sphinx writes no target before a figure, which might come next.
    end = nodes.comment()
    return nodes.container("", *content, caption, target, end, classes=[FIGURE_CLASS])


def first_table(content: Iterable[nodes.Node]) -> nodes.table | None:
    """Return the first table in nodes."""
    tables = (table for node in content for table in node.findall(nodes.table))
    return next(tables, None)


def add_caption(
    table: nodes.Element, pending: nodes.Element, title: nodes.Element | None
) -> None:
    """Give a table the ids, the names and the caption of a pending node.

    Its first id is the one that Sphinx knows its number by.
    """
    table["ids"] = [*pending["ids"], *table["ids"]]
    table["names"] = [*pending["names"], *table["names"]]
    if title is not None:
        table.insert(0, title)


def with_ids(
    ids: Sequence[str], rendered: Sequence[nodes.Node], builder: Builder
) -> list[nodes.Node]:
    """Return nodes with ids; other formats than HTML need a target node for them."""
    first = rendered[0] if rendered else None
    if not ids:
        return list(rendered)
    if builder.format == "html" and isinstance(
        first, (nodes.container, nodes.paragraph, nodes.rubric, nodes.section)
    ):
        first["ids"] += ids
        return list(rendered)
    return [nodes.target("", "", ids=list(ids)), *rendered]
