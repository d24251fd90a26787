"""Labels and captions of what a directive shows in place of an author's own nodes.

Sphinx finds labels in the nodes of a document, and numbers its tables and figures,
before pages are written. So the pending nodes carry the ids, names and captions.
"""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from ..nodes import PendingCaption, PendingFigure, PendingTable, RowsTable
from ..reading.item import LabelledRows


def move_labels(
    document: nodes.document, old: nodes.Element, new: nodes.Element
) -> None:
    """Give *new* the ids and names of *old*, which will not be on the page."""
    new["ids"] += old["ids"]
    new["names"] += old["names"]
    for id_ in old["ids"]:
        document.ids[id_] = new
    old["ids"], old["names"] = [], []


def title_of(node: nodes.Node | None) -> nodes.title | None:
    """Return the caption of an author's table."""
    first = node.children[0] if node is not None and node.children else None
    return first if isinstance(first, nodes.title) else None


def with_labels(
    document: nodes.document, old: nodes.Node | None, new: nodes.Element, docname: str
) -> nodes.Element:
    """Return *new* with the ids, the names and the caption of what it replaces.

    Args:
        document: the document.
        old: an author's node, which will not be on the page.
        new: the pending node that is shown instead.
        docname: the name of the document.
    """
    if not isinstance(old, nodes.Element):
        return new
    title = title_of(old)
    if title is not None:
        old.remove(title)
        new = PendingTable("", title, new, docname=docname)
    move_labels(document, old, new)
    return new


def rows_tables(
    document: nodes.document, tables: Sequence[LabelledRows]
) -> list[nodes.Node]:
    """Return the labels and captions of tables whose rows an item takes."""
    found: list[nodes.Node] = []
    for table in tables:
        new = RowsTable(first=table.first, count=table.count)
        if title := title_of(table.node):
            table.node.remove(title)
            new += title
        move_labels(document, table.node, new)
        found += [*table.targets, new]
    return found


def with_caption(
    text: str, content: Sequence[nodes.Node], type_: str, docname: str
) -> PendingCaption:
    """Return nodes with the caption of a view.

    Args:
        text: the caption, which is translated already.
        content: the nodes.
        type_: ``table`` or ``figure``.
        docname: the name of the document.
    """
    if type_ == "table":
        title = nodes.title("", text, translatable=False)
        return PendingTable("", title, *content, docname=docname)
    caption = nodes.caption("", text, translatable=False)
    return PendingFigure("", caption, *content, docname=docname)
