"""Pending nodes, which are rendered when their page is written.

The content is computed from the items at that time, so it is never older than the
project. Each pending node is replaced by standard nodes before the builder sees it.
"""

from __future__ import annotations

from docutils import nodes


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


class PendingSpecHeader(PendingNode):
    """A spec header; ``item`` is its number; its children are the TL;DR."""


class PendingRecordStatus(PendingNode):
    """The status of a decision record on its own page, below the title."""


class PendingUsedBy(PendingNode):
    """The items that refer to a decision record, at the end of its own page."""


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


class MessageNodes(nodes.General, nodes.Element):
    """Paragraphs from which Sphinx takes messages into a catalogue; on no page."""


PENDING_NODES = (
    PendingItem, PendingItemTable, PendingView, PendingSpecHeader,
    PendingRecordStatus, PendingUsedBy, InlineNodes, ValueNodes, MessageNodes,
)  # fmt: skip


def insert_pending_nodes(document: nodes.document, docname: str) -> None:
    """Add the pending nodes to the page of a decision record."""
    top = next((n for n in document.children if isinstance(n, nodes.section)), None)
    parent: nodes.Element = document if top is None else top
    first = parent.first_child_not_matching_class((nodes.title, nodes.docinfo))
    parent.insert(
        len(parent) if first is None else first, PendingRecordStatus(docname=docname)
    )
    parent.append(PendingUsedBy(docname=docname))
