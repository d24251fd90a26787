"""The prose of a document: how many words it has, and what it links to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from ...text import count_words
from ..nodes import InlineNodes, MessageNodes

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


_UNREAD = (
    nodes.literal_block, nodes.comment, nodes.raw, nodes.math_block, nodes.docinfo,
    nodes.system_message, InlineNodes, MessageNodes, addnodes.index,
    addnodes.desc_signature,
)  # fmt: skip
"""Nodes whose text is no prose, or is counted with the item that it belongs to."""


def linked_documents(
    env: BuildEnvironment, links: Iterable[addnodes.pending_xref], docname: str
) -> set[str]:
    """Return the documents that links of MyST name by their paths, there or not.

    MyST decides while it reads what such a link is, so the document is read again where
    one of them is added or removed.

    Args:
        env: the environment.
        links: the links of a document.
        docname: its name.
    """
    found: set[str] = set()
    for node in links:
        if node.get("reftype") != "myst":
            continue
        target = str(node["reftarget"]).partition("#")[0]
        if node.get("refdomain") == "doc":
            found.add(target)
        elif target and not node.get("refdomain"):
            _, path = env.relfn2path(target, docname)
            if name := env.path2doc(path):
                found.add(name)
    return found


def documents_of_roles(
    env: BuildEnvironment, links: Iterable[addnodes.pending_xref], docname: str
) -> set[str]:
    """Return the documents that the role ``doc`` names, there or not.

    Args:
        env: the environment.
        links: the links of a document.
        docname: its name.
    """
    return {
        env.relfn2path(str(node["reftarget"]), docname)[0]
        for node in links
        if node.get("reftype") == "doc" and node.get("refdomain") == "std"
    }


def count_prose(node: nodes.Element) -> int:
    """Return how many words of prose there are in *node*."""
    count = 0
    for child in node.children:
        if isinstance(child, _UNREAD):
            continue
        if isinstance(child, nodes.TextElement):
            count += count_words(child.astext())
        elif isinstance(child, nodes.Element):
            count += count_prose(child)
    return count
