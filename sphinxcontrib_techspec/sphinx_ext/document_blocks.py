"""The tables, lists and blocks of code of a document, and whether they were read.

They are what directives read items from. What of them stands outside of any directive,
or was not understood, is what a report calls unread.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes

from ..model.document import BlockKind, Document, DocumentBlock
from ..model.item import Condition
from ..model.plain_tables import PlainItems, plain_table
from .conditions import condition_of, is_conditional
from .nodes import (
    BLOCKS,
    MARKED,
    DirectiveBlocks,
    PendingCaption,
    PendingNode,
    PendingSpecHeader,
)
from .reading.lines import source_lines
from .reading.source import file_of

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_LISTS = (nodes.bullet_list, nodes.enumerated_list, nodes.field_list)
_WITHOUT_BLOCKS = (
    nodes.docinfo, nodes.Invisible, nodes.system_message, addnodes.toctree,
)  # fmt: skip
_LINKS = (nodes.reference, addnodes.pending_xref)


def block_kind(node: nodes.Node) -> BlockKind | None:
    """Return what a node is that directives may read items from, if it is any."""
    if isinstance(node, nodes.table):
        return "table"
    if isinstance(node, _LISTS):
        return None if _is_contents(node) else "list"
    if isinstance(node, nodes.literal_block) or (
        isinstance(node, nodes.container) and node.get("literal_block")
    ):
        return "code block"
    return None


def document_blocks(
    env: BuildEnvironment, tree: nodes.document, document: Document
) -> list[DocumentBlock]:
    """Return the tables, lists and blocks of code of a document, the outermost ones.

    Args:
        env: the environment, while it reads the document.
        tree: the document as it was parsed; what directives left in it is removed.
        document: what it says.
    """
    marked: list[nodes.Element] = env.current_document.get(MARKED) or []
    walk = _Walk(env, document, marked)
    walk.children(tree, (), is_read=False)
    for node in marked:
        node.attributes.pop(BLOCKS, None)
    return walk.found


class _Walk:
    """Collects the blocks of a document, in its order."""

    def __init__(
        self, env: BuildEnvironment, document: Document, marked: list[nodes.Element]
    ) -> None:
        self.found: list[DocumentBlock] = []
        self._around = _ids_around(marked)
        self._env = env
        self._document = document
        self._spec_index = 0
        self._lines: dict[str | None, int] = {}

    def children(
        self,
        parent: nodes.Element,
        conditions: tuple[Condition, ...],
        *,
        is_read: bool,
    ) -> None:
        """Collect the blocks among the nodes in another."""
        for node in parent.children:
            if isinstance(node, nodes.Element):
                self._node(node, conditions, is_read=is_read)

    def _node(
        self, node: nodes.Element, conditions: tuple[Condition, ...], *, is_read: bool
    ) -> None:
        if isinstance(node, _WITHOUT_BLOCKS) or "contents" in node["classes"]:
            return
        # A copy of a node has the attribute, too.
        marked = cast("DirectiveBlocks | None", node.attributes.pop(BLOCKS, None))
        if marked is not None:
            self.found += (
                replace(block, spec_index=self._spec_index, conditions=conditions)
                for block in marked.blocks
            )
            if marked.body is None:
                return
            is_read = marked.body
        elif isinstance(node, PendingSpecHeader):
            # Its body, the TL;DR, is kept as it is.
            self._spec_index += 1
            is_read = True
        elif isinstance(node, PendingNode) and not isinstance(node, PendingCaption):
            return
        kind = block_kind(node)
        # Of a table or a list around directives, their blocks count.
        if kind and id(node) not in self._around:
            self.found.append(self._block(kind, node, conditions, is_read=is_read))
            return
        if node.line:
            self._lines[node.source] = node.line
        if is_conditional(node):
            own = (*conditions, condition_of(node))
            self.children(node, own, is_read=is_read)
        elif not isinstance(node, nodes.TextElement):
            self.children(node, conditions, is_read=is_read)

    def _block(
        self,
        kind: BlockKind,
        node: nodes.Element,
        conditions: tuple[Condition, ...],
        *,
        is_read: bool,
    ) -> DocumentBlock:
        source = next((part.source for part in node.findall() if part.source), None)
        file = file_of(self._env, self._document.docname, source)
        is_own = file == self._document.file
        line = self._first_line(node, str(source), self._lines.get(source, 1))
        self._lines[source] = line
        # Only a document with items has tables that belong to them.
        is_plain = not is_read and bool(self._document.items)
        plain = _plain_table(node) if is_plain else None
        return DocumentBlock(
            kind, line, is_read, self._spec_index, "" if is_own else file, conditions,
            plain,
        )  # fmt: skip

    def _first_line(self, node: nodes.Element, path: str, after: int) -> int:
        """Return the line that a block begins on: that of its fence or first row.

        Args:
            node: the block.
            path: its file.
            after: a line at or before it.
        """
        if isinstance(node, nodes.container):
            node = next(node.findall(nodes.literal_block))
        if isinstance(node, nodes.table):
            rows = node.findall(nodes.entry)
            lines = [n.line for row in rows for n in row.findall() if n.line]
            known = next((line for line in lines if line >= after), None)
            words = next((e.astext() for e in node.findall(nodes.entry)), "")
            first = next(iter(words.split()), "")
            # The cells of a csv-table count their lines from 1, each for itself, or
            # have that of the directive, as docutils changes.
            numbered = enumerate(source_lines(self._env, path), 1)
            found = [n for n, line in numbered if n >= after and first in line]
            if known is not None and (known in found or not found):
                return known
            return next(iter(found), node.line or after)
        lines = (part.line for part in node.findall() if part.line)
        return next((line for line in lines if line >= after), after)


def _plain_table(node: nodes.Element) -> PlainItems | None:
    """Return the items that a directive would read from a table, if it is one."""
    if not isinstance(node, nodes.table):
        return None
    heads, rows = (
        [
            [entry.astext() for entry in row.findall(nodes.entry)]
            for part in node.findall(part_type)
            for row in part.findall(nodes.row)
        ]
        for part_type in (nodes.thead, nodes.tbody)
    )
    is_regular = len(heads) == 1 and all(len(row) == len(heads[0]) for row in rows)
    return plain_table(heads[0], rows) if is_regular else None


def _ids_around(marked: list[nodes.Element]) -> set[int]:
    """Return the identities of all nodes that some nodes are in."""
    found: set[int] = set()
    for node in marked:
        parent = node.parent
        while parent is not None and id(parent) not in found:
            found.add(id(parent))
            parent = parent.parent
    return found


def _is_contents(list_: nodes.Element) -> bool:
    """Return whether a list is a table of contents: each entry is a link alone."""
    entries = [e for e in list_.children if isinstance(e, nodes.list_item)]
    return bool(entries) and all(map(_is_link, entries))


def _is_link(entry: nodes.list_item) -> bool:
    """Return whether an entry is a link within the project, and entries like it."""
    for block in entry.children:
        if isinstance(block, _LISTS):
            if not _is_contents(block):
                return False
        elif not isinstance(block, nodes.TextElement) or not _is_one_link(block):
            return False
    return True


def _is_one_link(paragraph: nodes.TextElement) -> bool:
    links = [node for node in _shown(paragraph) if isinstance(node, _LINKS)]
    return (
        len(links) == 1
        and len(list(_shown(paragraph))) == 1
        and not _is_address(str(links[0].get("refuri", "")))
    )


def _shown(paragraph: nodes.TextElement) -> Iterator[nodes.Node]:
    return (node for node in paragraph.children if node.astext().strip())


def _is_address(uri: str) -> bool:
    return "://" in uri or uri.startswith("mailto:")
