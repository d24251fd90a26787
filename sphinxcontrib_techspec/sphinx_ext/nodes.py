"""Nodes that hold a place while a document is read.

What they stand for is made from records when the page is written, so that nothing on
a page can be older than the project. Each is replaced by standard nodes before any
builder sees it.
"""

from __future__ import annotations

from docutils import nodes


class PendingNode(nodes.General, nodes.Element):
    """A place on the page of the document ``docname``."""


class PendingItem(PendingNode):
    """The fields of one item; ``record`` is its number in the document."""


class PendingItemTable(PendingNode):
    """A table of the items of one directive.

    ``first`` and ``count`` number its items; its children are `InlineNodes`.
    """


class PendingView(PendingNode):
    """A view; ``view`` is its number in the document."""


class PendingSpecHeader(PendingNode):
    """The head of a spec; ``record`` is its number; its children are the TL;DR."""


class PendingRecordStatus(PendingNode):
    """The status of a decision record on its own page, below the title."""


class PendingUsedBy(PendingNode):
    """What rests on a decision record, at the end of its own page."""


class InlineNodes(nodes.General, nodes.Element):
    """Inline nodes of a value that has more than simple markup.

    ``record`` is the number of its record in the document, ``field`` the key of the
    value as in `Item.markup`. Where ``same`` is another number, the nodes are those
    of that record, which stands before.
    """


PENDING_NODES = (
    PendingItem, PendingItemTable, PendingView, PendingSpecHeader,
    PendingRecordStatus, PendingUsedBy, InlineNodes,
)  # fmt: skip


def insert_pending_nodes(document: nodes.document, docname: str) -> None:
    """Add the places of status and of users to the page of a decision record."""
    top = next((n for n in document.children if isinstance(n, nodes.section)), None)
    parent: nodes.Element = document if top is None else top
    first = parent.first_child_not_matching_class((nodes.title, nodes.docinfo))
    parent.insert(
        len(parent) if first is None else first, PendingRecordStatus(docname=docname)
    )
    parent.append(PendingUsedBy(docname=docname))
