"""Endpoints that the prose of a document names in inline code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from ..model.document import OperationMention
from ..values.routes import read_operation
from .conditions import conditions_around
from .nodes import InlineNodes, MessageNodes, PendingSpecHeader
from .reading.lines import source_lines
from .reading.source import file_of

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_NO_PROSE = (
    nodes.literal_block, nodes.comment, nodes.raw, nodes.system_message, InlineNodes,
    MessageNodes, addnodes.desc_signature,
)  # fmt: skip
"""Nodes whose code is no prose, or is that of the value of an item."""


def read_operations(
    env: BuildEnvironment, document: nodes.document, docname: str
) -> list[OperationMention]:
    """Return the endpoints that a document names in inline code, in their order.

    Args:
        env: the environment, while it reads the document.
        document: the document.
        docname: its name.
    """
    own = str(env.doc2path(docname, base=False)).replace("\\", "/")
    found: list[OperationMention] = []
    spec_index = 0
    for node in _prose(document):
        if isinstance(node, PendingSpecHeader):
            spec_index += 1
            continue
        text = node.astext()
        if read_operation(text) is None:
            continue
        source, line = _place(env, node, text)
        file = file_of(env, docname, source)
        found.append(
            OperationMention(
                text,
                line,
                spec_index,
                "" if file == own else file,
                conditions_around(node),
            )
        )
    return found


def _prose(node: nodes.Element) -> Iterator[nodes.Element]:
    """Yield inline code in prose, and the heads of specs between it."""
    for child in node.children:
        if isinstance(child, (nodes.literal, PendingSpecHeader)):
            yield child
        if isinstance(child, nodes.Element) and not isinstance(child, _NO_PROSE):
            yield from _prose(child)


def _place(
    env: BuildEnvironment, node: nodes.Element, text: str
) -> tuple[str | None, int]:
    """Return the file and the line of inline code, of which the block is known."""
    block: nodes.Element | None = node
    while block is not None and not (block.line and block.source):
        block = block.parent
    if block is None or not block.line:
        return None, 0
    first = block.line
    lines = source_lines(env, block.source) if block.source else ()
    for number in range(first, len(lines) + 1):
        line = lines[number - 1]
        if text in line:
            return block.source, number
        if not line.strip():
            break
    return block.source, first
