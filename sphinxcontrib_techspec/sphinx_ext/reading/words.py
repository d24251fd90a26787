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

from ...patterns import regex
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
from ..compat import unknown_name_in, unlisted_role_in
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

STYLE_NODES: dict[str, type[nodes.TextElement]] = {
    "code": nodes.literal,
    "emphasis": nodes.emphasis,
    "strong": nodes.strong,
    "math": nodes.math,
}
"""The node of each style of a run."""

_STYLES: dict[type[nodes.Node], Style] = {
    type_: cast("Style", style) for style, type_ in STYLE_NODES.items()
}

UNKNOWN_ROLE = "techspec-unknown-role"
UNKNOWN_DIRECTIVE = "techspec-unknown-directive"
"""Attributes of nodes that hold the words of an unknown role or directive: its name."""

_ADDRESS = regex(r"https?://|mailto:", re.IGNORECASE)
_ROLE = (
    r"(?:\{%(name)s\}(?P<ticks>`++)(?P<md>.+?)(?P=ticks)|:%(name)s:`(?P<rst>[^`]+)`)"
)
_ANY_ROLE = regex(
    r":(?P<name>[\w:.+-]+):`(?P<before>[^`]+)`"
    r"|`(?P<after>[^`]+)`:(?P<suffix>[\w:.+-]+):",
    re.DOTALL,
)
_SUBSTITUTION = regex(r"\{\{(?P<expression>(?:(?!\{\{).)+?)\}\}", re.DOTALL)
_QUOTED = regex(r"'(?P<name>[^']+)' is undefined")


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
    _Cleaner(_LostWords(source, line), substitutions).clean_children(whole)
    return list(whole.children)


class _Cleaner:
    """Takes from parsed inline nodes what their author did not write."""

    def __init__(self, lost: _LostWords, substitutions: Substitutions | None) -> None:
        self._lost = lost
        self._substitutions = substitutions

    def clean_children(self, node: nodes.Element) -> None:
        """Replace the children of a node by what is kept of them."""
        children = [part for child in node.children for part in self._clean(child)]
        if isinstance(node, nodes.TextElement):
            children = replace_tags(children)
        node.children = []
        node.extend(children)

    def _clean(self, node: nodes.Node) -> Iterator[nodes.Node]:
        """Yield what is kept of a node; raw HTML is left to `replace_tags`."""
        if isinstance(node, nodes.Text):
            if text := without_controls(node.astext()):
                yield nodes.Text(text)
        elif isinstance(node, nodes.system_message):
            yield from self._lost.in_place_of(node)
        elif isinstance(node, nodes.problematic):
            # The message that it links to is not on the page.
            yield self._lost.unparsed(node.astext())
        elif isinstance(node, (nodes.comment, nodes.pending)):
            return
        elif isinstance(node, nodes.substitution_reference) and self._substitutions:
            found = self._substitutions(str(node.get("refname", "")))
            if found is None:
                yield node
                return
            inner = _Cleaner(_LostWords("", None), None)
            for part in found:
                yield from inner._clean(part.deepcopy())
        else:
            if isinstance(node, nodes.Element) and not isinstance(node, nodes.raw):
                self.clean_children(node)
            yield node


def restore_words(node: nodes.Element, source: str) -> None:
    """Replace the parser's messages inside *node* by the words that they are about.

    Args:
        node: the node, which is changed.
        source: what it was parsed from.
    """
    lost = _LostWords(source, None)
    for message in list(node.findall(nodes.system_message)):
        # Not `replace_self`, which hands the ids of the message on.
        parent = cast("nodes.Element", message.parent)
        parent.replace(message, lost.in_place_of(message))


def keep_words(document: nodes.document, source: str) -> None:
    """Replace the inline messages in a document by the words that they are about.

    They are those of unknown roles. In reStructuredText the words are in the text, and
    the message is a block of its own.

    Args:
        document: the document, which is changed.
        source: what it was parsed from.
    """
    # In a build the message about an unlisted role is one of two about it.
    lost = _LostWords(source, None, has_unlisted=True)
    for found in list(document.findall(_is_inline_message)):
        kept = (
            [lost.unparsed(found.astext())]
            if isinstance(found, nodes.problematic)
            else lost.in_place_of(cast("nodes.system_message", found))
        )
        cast("nodes.Element", found.parent).replace(found, kept)


def _is_inline_message(node: nodes.Node) -> bool:
    return isinstance(node, nodes.problematic) or (
        isinstance(node, nodes.system_message)
        and isinstance(node.parent, nodes.TextElement)
    )


class _LostWords:
    """The words of a source that the parser could not read."""

    def __init__(
        self, source: str, line: int | None, *, has_unlisted: bool = False
    ) -> None:
        self._source = source
        self._has_unlisted = has_unlisted
        self._line = line
        self._start = 0

    def unparsed(self, text: str) -> nodes.inline:
        """Return markup that the parser left as it is, without that of a role."""
        text = without_controls(text)
        role = _ANY_ROLE.fullmatch(text)
        if role is None:
            return self._invalid(text)
        name = role["name"] or role["suffix"]
        return self._invalid(role["before"] or role["after"], name)

    def in_place_of(self, message: nodes.system_message) -> list[nodes.inline]:
        """Return the words that a message replaced; none where that is not known.

        The message itself was reported when it was made.
        """
        text = message.astext()
        unknown = unknown_name_in(text)
        role = unknown[1] if unknown and unknown[0] == "role" else ""
        role = role or (unlisted_role_in(text) if self._has_unlisted else "")
        if role:
            words = self._words_of_role(role)
        elif "substitution" in text:
            words = self._substitution(text)
        else:
            words = ""
        if not words:
            return []
        kept = self._invalid(without_controls(words), role)
        line = message.get("line")
        kept.line = line if isinstance(line, int) else kept.line
        return [kept]

    def _invalid(self, words: str, role: str = "") -> nodes.inline:
        """Return words that the parser could not read, with the role that it lacks."""
        kept = nodes.inline("", words, classes=["techspec-invalid"])
        kept.line = self._line
        if role:
            kept[UNKNOWN_ROLE] = role
        return kept

    def _words_of_role(self, name: str) -> str:
        pattern = re.compile(_ROLE % {"name": re.escape(name)}, re.DOTALL)
        found = pattern.search(self._source, self._start)
        if found is None:
            return ""
        self._start = found.end()
        return collapse_spaces(found["md"] or found["rst"])

    def _substitution(self, message: str) -> str:
        """Return the markup of a substitution that the message says is not defined."""
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
    return STYLE_NODES[run[0]]("", run[1]) if run[0] else nodes.Text(run[1])


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
