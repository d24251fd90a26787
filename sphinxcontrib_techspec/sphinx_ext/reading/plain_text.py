"""Nodes as plain text: line by line, with links, and without struck-out text."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx import addnodes

from ...adr import Link
from ...patterns import regex
from ...text import without_controls

_TAG = regex(r"^<(?P<end>/?)\s*(?P<name>\w+)")
_STRUCK_TAGS = frozenset({"s", "del", "strike"})
UNSEEN = (
    nodes.comment,
    nodes.footnote_reference,
    nodes.image,
    nodes.system_message,
    nodes.substitution_definition,
    nodes.target,
)
"""Nodes whose text a reader of the page does not see in the text around them."""


class _Reader:
    """Collects what a reader sees of a node: its text line by line, and its links."""

    def __init__(self) -> None:
        self.text = ""
        self.links: list[Link] = []
        self.struck = False

    def add(self, text: str) -> None:
        """Add a text; spaces are collapsed, line ends are kept."""
        text = without_controls(text)
        text = re.sub(r" ?\n ?", "\n", re.sub(r"[^\S\n]+", " ", text))
        if self.struck:
            return
        if self.text.endswith((" ", "\n")) or not self.text:
            text = text.lstrip(" " if self.text.endswith(" ") else " \n")
        if text.startswith("\n"):
            self.text = self.text.rstrip(" ")
        self.text += text

    def read(self, node: nodes.Node) -> None:
        """Add what a node and all below it show."""
        if isinstance(node, nodes.Text):
            self.add(str(node))
        elif isinstance(node, nodes.raw):
            self._tag(node)
        elif isinstance(node, UNSEEN):
            return
        elif target := _target(node):
            start = len(self.text)
            self._children(node)
            self.links.append(Link(target, start, len(self.text)))
        else:
            self._children(node)

    def _children(self, node: nodes.Node) -> None:
        # For docutils a reference is a part of a body as well as inline.
        is_block = isinstance(node, nodes.Body | nodes.Root) and not isinstance(
            node, nodes.Inline
        )
        for child in node.children:
            if is_block and self.text:
                self.add("\n")
            self.read(child)

    def _tag(self, node: nodes.raw) -> None:
        """Read the HTML tags that break lines and strike text out."""
        tag = _TAG.match(node.astext()) if node["format"] == "html" else None
        if tag and tag["name"].lower() == "br":
            self.add("\n")
        elif tag and tag["name"].lower() in _STRUCK_TAGS:
            self.struck = not tag["end"]


def read_plain_text(node: nodes.Element) -> tuple[str, tuple[Link, ...]]:
    """Return the text of *node*, and its links with their positions in the text."""
    reader = _Reader()
    for child in node.children:
        if not isinstance(child, nodes.Inline | nodes.Text) and reader.text:
            reader.add("\n")
        reader.read(child)
    if not reader.text.strip():
        for image in node.findall(nodes.image):
            reader.add(str(image.get("alt", "")))
    return reader.text.rstrip(), tuple(reader.links)


def _target(node: nodes.Node) -> str:
    """Return the target of a link as its author wrote it; empty for other nodes."""
    if isinstance(node, addnodes.pending_xref):
        target = str(node.get("reftarget", ""))
        # MyST has resolved it to the name of a document.
        return f"/{target}" if node.get("refdomain") == "doc" else target
    if isinstance(node, addnodes.download_reference):
        return str(node.get("reftarget", ""))
    if isinstance(node, nodes.reference):
        if node.get("refid"):
            return f"#{node['refid']}"
        return str(node.get("refuri") or node.get("refname") or "")
    return ""
