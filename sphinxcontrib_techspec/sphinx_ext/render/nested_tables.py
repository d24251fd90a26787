"""Tables as lists, for formats whose tables cannot hold everything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from docutils import nodes

from ..i18n import fill, gettext


def flatten_nested_tables(document: nodes.document, *, all_tables: bool) -> None:
    """Write the tables of a document that are inside of another as lists.

    Args:
        document: the document.
        all_tables: whether to write all tables so, or only those in which or around
            which there is a node of the domain.
    """
    for table in reversed(list(document.findall(nodes.table))):
        if _is_in_table(table) and (all_tables or is_near_own(table)):
            table.replace_self(table_as_list(table))


def is_own(node: nodes.Node) -> bool:
    """Return whether a node is the extension's, or an author's with its class."""
    return isinstance(node, nodes.Element) and any(
        name.startswith("techspec") for name in node.get("classes", ())
    )


def outermost(node: nodes.Element) -> Iterator[nodes.Element]:
    """Yield the nodes of the domain that are not inside of another."""
    for child in node.children:
        if is_own(child):
            yield cast("nodes.Element", child)
        elif isinstance(child, nodes.Element):
            yield from outermost(child)


def is_near_own(node: nodes.Element) -> bool:
    """Return whether a node contains a node of the domain, or is in one."""
    if next(outermost(node), None) is not None:
        return True
    current: nodes.Node | None = node
    while current is not None:
        if is_own(current):
            return True
        current = current.parent
    return False


def _is_in_table(node: nodes.Node) -> bool:
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.table):
        parent = parent.parent
    return parent is not None


def table_as_list(table: nodes.table) -> list[nodes.Node]:
    """Return the caption of a table and its rows as a list.

    Each cell of a row is below the head of its column.
    """
    rows = [
        cast("list[nodes.Element]", row.children) for row in table.findall(nodes.row)
    ]
    has_head = next(table.findall(nodes.thead), None) is not None
    heads = rows[0] if has_head else []
    listed = nodes.bullet_list("")
    for row in rows[bool(heads) :]:
        entry = nodes.list_item("")
        for number, cell in enumerate(row):
            if cell.children and number < len(heads) and heads[number].astext():
                entry += _label(heads[number])
            entry += list(cell.children)
        listed += entry
    title = next(table.findall(nodes.title), None)
    if title is None:
        return [listed]
    return [nodes.paragraph("", "", *title.children), listed]


def _label(head: nodes.Element) -> nodes.paragraph:
    """Return the head of a column before its value."""
    texts = [
        inline.deepcopy()
        for block in head.children
        for inline in (block.children if isinstance(block, nodes.Element) else ())
    ]
    template = gettext("{label}:")
    return nodes.paragraph("", "", *fill(template, nodes.Text, label=texts))
