"""Pending nodes, which are rendered when their page is written.

The content is computed from the items at that time, so it is never older than the
project. Each pending node is replaced by standard nodes before the builder sees it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from docutils import nodes

from ..model.document import DocumentBlock


class PendingNode(nodes.General, nodes.Element):
    """Base of all pending nodes; ``docname`` is the document."""


class PendingItem(PendingNode):
    """The fields of one item; ``item`` is its number in the document."""


class PendingItemTable(PendingNode):
    """A table of the items of one directive.

    ``first`` and ``count`` number its items; its children are `InlineNodes`.
    """


class PendingView(PendingNode):
    """A view; ``view`` is its number in the document."""


class PendingCaption(PendingNode):
    """What has a caption, and the caption.

    It has the ids and names of the caption's table or figure, which Sphinx numbers
    before pages are written.
    """


class PendingTable(PendingCaption):
    """A pending node that is rendered as a table, with a `nodes.title`."""


class PendingFigure(PendingCaption):
    """Nodes that are rendered as a figure, with a `nodes.caption`."""


class PendingSpecHeader(PendingNode):
    """A spec header; ``item`` is its number; its children are the TL;DR."""


class PendingRecordStatus(PendingNode):
    """The status of a decision record, below its title; ``record`` is its number."""


class PendingUsedBy(PendingNode):
    """The items that refer to a decision record, at its end; ``record`` as above."""


class InlineNodes(nodes.General, nodes.Element):
    """Inline nodes of a value that has more than simple markup.

    ``item`` is the number of the item in the document, ``field`` the key of the value
    as in `Item.markup`. If there is ``same``, the nodes are those of the earlier item
    of that number.
    """


class ValueNodes(InlineNodes, nodes.TextElement):
    """Inline nodes of a value, which docutils has to know as text.

    A target or a reference in them is one within text. Quotes stay as written, as they
    do in values without nodes: ``support_smartquotes`` is false.
    """


class RowsTable(nodes.General, nodes.Element):
    """The ids and the caption of a table of an item's rows; in a `PendingItem`.

    ``first`` and ``count`` number the rows. It is numbered as a `PendingTable` is.
    """


class CellNodes(nodes.Inline, nodes.TextElement):
    """The author's inline nodes in a cell of which the rest is raw HTML.

    It is itself not written.
    """


class MessageNodes(nodes.General, nodes.Element):
    """Paragraphs from which Sphinx takes messages into a catalogue; on no page."""


DECLARATION = "declaration"
"""The attribute of a node that was declared with ``waive`` or ``not-applicable``: the
list of the document that the declaration is in, and its number. It is removed once the
document is read."""


BLOCKS = "blocks"
"""The attribute of a node of a directive: a `DirectiveBlocks`. It is removed once the
document is read."""


class DirectiveBlocks(NamedTuple):
    """The tables, lists and blocks of code of a directive.

    Attributes:
        blocks: those that are not among the nodes below, or were looked at already.
        body: whether those among the nodes below are read; `None` where the nodes are
            not to be looked at.
    """

    blocks: tuple[DocumentBlock, ...] = ()
    body: bool | None = None


MARKED = "techspec_marked"
"""Where the current document keeps its nodes with that attribute."""


PENDING_NODES = (
    PendingItem, PendingItemTable, PendingView, PendingSpecHeader,
    PendingRecordStatus, PendingUsedBy, InlineNodes, ValueNodes, MessageNodes,
    PendingTable, PendingFigure, RowsTable,
)  # fmt: skip

NUMBERED_NODES: dict[type[nodes.Element], str] = {
    PendingTable: "table",
    PendingFigure: "figure",
    RowsTable: "table",
}
"""The nodes that Sphinx numbers if they have a caption, and as what."""


def insert_pending_nodes(
    document: nodes.document, docname: str, anchors: Iterable[str]
) -> None:
    """Add the pending nodes to the page of decision records.

    Args:
        document: the page.
        docname: its name.
        anchors: the id of each record's section; empty for the page itself.
    """
    sections = list(document.findall(nodes.section))
    for number, anchor in enumerate(anchors):
        parent: nodes.Element = next(
            (s for s in sections if not anchor or anchor in s["ids"]), document
        )
        first = parent.first_child_not_matching_class((nodes.title, nodes.docinfo))
        parent.insert(
            len(parent) if first is None else first,
            PendingRecordStatus(docname=docname, record=number),
        )
        parent.append(PendingUsedBy(docname=docname, record=number))
