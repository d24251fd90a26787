"""The author's words in inline markup: what is a value, and what only the page shows.

`clean_inline` is applied once to what a host language parsed: it leaves nodes that a
page may show, with nothing in them that the author did not write. `runs_of` then
returns the words that are the value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import cast

from docutils import nodes
from sphinx import addnodes

from ...text import (
    Run,
    Style,
    Text,
    collapse_runs,
    collapse_spaces,
    runs,
    to_plain,
    without_controls,
)
from ..nodes import InlineNodes, PendingNode
from .html_tags import raw_text, replace_tags

Substitutions = Callable[[str], Sequence[nodes.Node] | None]
"""Returns what a substitution of reStructuredText stands for, by its name."""


_LEFT_OUT = (
    nodes.footnote_reference,
    nodes.citation_reference,
    nodes.image,
    nodes.system_message,
    nodes.comment,
    nodes.raw,
    nodes.pending,
    nodes.substitution_definition,
    addnodes.index,
    addnodes.desc,
    PendingNode,
    InlineNodes,
)

_STYLES: dict[type[nodes.Node], Style] = {
    nodes.literal: "code",
    nodes.emphasis: "emphasis",
    nodes.strong: "strong",
    nodes.math: "math",
}

_STYLE_NODES: dict[str, type[nodes.TextElement]] = {
    "code": nodes.literal,
    "emphasis": nodes.emphasis,
    "strong": nodes.strong,
    "math": nodes.math,
}

UNKNOWN_ROLE = "techspec-unknown-role"
UNKNOWN_DIRECTIVE = "techspec-unknown-directive"
"""Attributes of nodes that hold the words of an unknown role or directive: its name."""

_ADDRESS = re.compile(r"https?://|mailto:", re.IGNORECASE)
_ROLE = r"(?:\{%(name)s\}(?P<ticks>`+)(?P<md>.+?)(?P=ticks)|:%(name)s:`(?P<rst>[^`]+)`)"
_ANY_ROLE = re.compile(
    r":(?P<name>[\w:.+-]+):`(?P<before>[^`]+)`"
    r"|`(?P<after>[^`]+)`:(?P<suffix>[\w:.+-]+):",
    re.DOTALL,
)
_ROLE_MESSAGE = re.compile(r'interpreted text role "(?P<name>[^"]+)"')
_SUBSTITUTION = re.compile(r"\{\{(?P<expression>.+?)\}\}", re.DOTALL)
_QUOTED = re.compile(r"'(?P<name>[^']+)' is undefined")


def clean_inline(
    inline: Iterable[nodes.Node],
    source: str = "",
    substitutions: Substitutions | None = None,
    line: int | None = None,
) -> list[nodes.Node]:
    """Return parsed inline nodes without what their author did not write.

    Messages of the parser become the words that it could not parse, and raw HTML
    becomes standard nodes or text. What is inside the nodes is changed in place.

    Args:
        inline: the nodes, in their order.
        source: what they were parsed from.
        substitutions: returns what a substitution stands for.
        line: their line.
    """
    whole = nodes.inline("", "", *inline)
    restore_words(whole, source)
    _clean_children(whole, substitutions)
    for node in whole.findall(nodes.inline):
        if UNKNOWN_ROLE in node:
            node.line = node.line or line
    return list(whole.children)


def _clean(
    node: nodes.Node, substitutions: Substitutions | None
) -> Iterator[nodes.Node]:
    """Yield what is kept of a node; HTML tags stay, for `_with_tags`."""
    if isinstance(node, nodes.Text):
        if text := without_controls(node.astext()):
            yield nodes.Text(text)
    elif isinstance(node, nodes.problematic):
        # The message that it links to is not on the page.
        text = without_controls(node.astext())
        role = _ANY_ROLE.fullmatch(text)
        words = (role["before"] or role["after"]) if role else text
        kept = nodes.inline(text, words, classes=["techspec-invalid"])
        if role:
            kept[UNKNOWN_ROLE] = role["name"] or role["suffix"]
        yield kept
    elif isinstance(node, (nodes.comment, nodes.pending, nodes.system_message)):
        # A message was reported when it was made.
        return
    elif isinstance(node, nodes.substitution_reference) and substitutions is not None:
        found = substitutions(str(node.get("refname", "")))
        if found is None:
            yield node
            return
        for part in found:
            yield from _clean(part.deepcopy(), None)
    else:
        if isinstance(node, nodes.Element) and not isinstance(node, nodes.raw):
            _clean_children(node, substitutions)
        yield node


def _clean_children(node: nodes.Element, substitutions: Substitutions | None) -> None:
    children = [
        part for child in node.children for part in _clean(child, substitutions)
    ]
    if isinstance(node, nodes.TextElement):
        children = replace_tags(children)
    node.children = []
    node.extend(children)


def restore_words(node: nodes.Element, source: str) -> None:
    """Replace the parser's messages inside *node* by the words that they are about.

    Args:
        node: the node, which is changed.
        source: what it was parsed from.
    """
    lost = _LostWords(source)
    for message in list(node.findall(nodes.system_message)):
        words = lost.words(message.astext())
        kept = [_invalid(words, message.astext(), message.get("line"))] if words else []
        # Not `replace_self`, which hands the ids of the message on.
        cast("nodes.Element", message.parent).replace(message, kept)


def _invalid(words: str, message: str, line: object) -> nodes.inline:
    """Return words that the parser could not read, with the role that it lacks."""
    words = without_controls(words)
    kept = nodes.inline("", words, classes=["techspec-invalid"])
    kept.line = line if isinstance(line, int) else None
    if role := _ROLE_MESSAGE.search(message):
        kept[UNKNOWN_ROLE] = role["name"]
    return kept


class _LostWords:
    """The words of the source that the parser put a message in the place of."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._start = 0

    def words(self, message: str) -> str:
        """Return the words that a message replaces; nothing where that is unknown."""
        if role := _ROLE_MESSAGE.search(message):
            if "No role entry" in message:
                return ""
            pattern = _ROLE % {"name": re.escape(role["name"])}
            found = re.compile(pattern, re.DOTALL).search(self._source, self._start)
            if found is None:
                return ""
            self._start = found.end()
            return collapse_spaces(found["md"] or found["rst"])
        if "substitution" in message:
            name = _QUOTED.search(message)
            for found in _SUBSTITUTION.finditer(self._source, self._start):
                if name is None or name["name"] in found["expression"]:
                    self._start = found.end()
                    return collapse_spaces(found[0])
        return ""


def runs_of(inline: Sequence[nodes.Node]) -> tuple[Text, bool]:
    """Return the value that clean inline nodes are, and whether it is all of them.

    Spaces are collapsed. The second is whether the text with its styles says all that
    the nodes do; else a page needs the nodes.
    """
    collector = _Collector()
    for node in inline:
        collector.read(node)
    text = collector.text()
    if not text:
        # An image is a value where nothing else is.
        text = collapse_spaces(
            " ".join(
                str(image.get("alt", ""))
                for node in inline
                for image in node.findall(nodes.image)
            )
        )
    return text, collector.is_enough


def words_of(inline: Iterable[nodes.Node]) -> str:
    """Return the words that are the value of clean inline nodes, on one line."""
    return collapse_spaces(to_plain(runs_of(list(inline))[0]))


def escaped_blocks(blocks: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Return parsed blocks with raw output in them made text, as in values.

    The blocks are changed.
    """
    return [_escaped(block) for block in blocks]


def _escaped(node: nodes.Node) -> nodes.Node:
    if isinstance(node, nodes.Text):
        return nodes.Text(without_controls(node.astext()))
    if isinstance(node, nodes.raw):
        if isinstance(node.parent, nodes.TextElement):
            return node
        return nodes.paragraph("", "", raw_text(without_controls(node.astext())))
    if isinstance(node, nodes.Element):
        children = [_escaped(child) for child in node.children]
        if isinstance(node, nodes.TextElement):
            children = replace_tags(children)
        node.children = []
        node.extend(children)
    return node


def words_of_blocks(blocks: Iterable[nodes.Node]) -> str:
    """Return the words of parsed blocks, which are not changed, on one line."""
    copies = (clean_inline([block.deepcopy()]) for block in blocks)
    return collapse_spaces(" ".join(map(words_of, copies)))


def visible_words(node: nodes.Node) -> str:
    """Return the words of a clean node as they stand in it, spaces included."""
    collector = _Collector()
    collector.read(node)
    return collector.joined()


def run_nodes(text: Text) -> list[nodes.Node]:
    """Return the nodes of a value whose text says all of its markup."""
    return [_run_node(run) for run in runs(text)]


def _run_node(run: Run) -> nodes.Node:
    if run[0] == "link":
        return nodes.reference("", run[1], refuri=run[2], internal=False)
    return _STYLE_NODES[run[0]]("", run[1]) if run[0] else nodes.Text(run[1])


class _Collector:
    """Collects the runs of inline nodes, and whether they say all."""

    def __init__(self) -> None:
        self.is_enough = True
        self._runs: list[Run] = []

    def read(self, node: nodes.Node, style: Style = "") -> None:
        """Add the words of a node."""
        if isinstance(node, nodes.Text):
            self._runs.append((style, node.astext()))
            return
        own = _STYLES.get(type(node), "")
        known = own and own != "math" and not style
        if not known or not all(isinstance(c, nodes.Text) for c in node.children):
            self.is_enough = False
        if isinstance(node, _LEFT_OUT) or "techspec-raw" in _classes(node):
            return
        if not style and (address := _address(node)):
            text = "".join(map(visible_words, node.children))
            self._runs.append(("link", text, address))
            return
        if isinstance(node, nodes.substitution_reference):
            self._runs.append((style, f"|{node.astext()}|"))
            return
        for child in node.children:
            if isinstance(child, (nodes.Body, nodes.Part)):
                self._runs.append((style, " "))
            self.read(child, style or own)

    def joined(self) -> str:
        """Return the words as they are."""
        return "".join(run[1] for run in self._runs)

    def text(self) -> Text:
        """Return the words with their styles."""
        return collapse_runs(self._runs)


def _address(node: nodes.Node) -> str:
    """Return the address of a link out of the project; empty for other nodes."""
    if not isinstance(node, nodes.reference):
        return ""
    address = str(node.get("refuri", ""))
    return address if _ADDRESS.match(address) else ""


def _classes(node: nodes.Node) -> Sequence[str]:
    return node["classes"] if isinstance(node, nodes.Element) else ()
