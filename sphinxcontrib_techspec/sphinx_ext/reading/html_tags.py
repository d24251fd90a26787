"""Raw HTML in inline markup: replaced by standard nodes, or shown as text.

A value is shown in views and on other pages, so none of its HTML is passed through.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from docutils import nodes

from ...patterns import regex

BREAK = "techspec-break"
"""The class of a line break that this package writes."""

_TAG = regex(r"<(?P<end>/?)\s*(?P<name>[A-Za-z][A-Za-z0-9-]*+)(?P<rest>[^>]*)>")

_DEPTH = 20
"""The most tags inside each other; docutils walks nodes by recursion."""

_TAG_NODES: dict[str, tuple[type[nodes.TextElement], str]] = {
    "b": (nodes.strong, ""),
    "strong": (nodes.strong, ""),
    "i": (nodes.emphasis, ""),
    "em": (nodes.emphasis, ""),
    "cite": (nodes.emphasis, ""),
    "var": (nodes.emphasis, ""),
    "code": (nodes.literal, ""),
    "tt": (nodes.literal, ""),
    "samp": (nodes.literal, ""),
    "kbd": (nodes.literal, "kbd"),
    "sub": (nodes.subscript, ""),
    "sup": (nodes.superscript, ""),
    "s": (nodes.inline, "techspec-struck"),
    "del": (nodes.inline, "techspec-struck"),
    "strike": (nodes.inline, "techspec-struck"),
    "u": (nodes.inline, ""),
    "ins": (nodes.inline, ""),
    "mark": (nodes.inline, ""),
    "small": (nodes.inline, ""),
    "big": (nodes.inline, ""),
    "span": (nodes.inline, ""),
    "font": (nodes.inline, ""),
    "nobr": (nodes.inline, ""),
    "q": (nodes.inline, ""),
    "abbr": (nodes.inline, ""),
}
"""The nodes for the text inside HTML tags; attributes of a tag have no effect."""

_OTHER_TAGS = frozenset(
    "a address article aside audio blockquote body button canvas caption center col"
    " colgroup data datalist dd details dialog div dl dt embed fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 head header hr html iframe img input label"
    " legend li link main map math menu meta meter nav noscript object ol optgroup"
    " option output p param picture pre progress rp rt ruby script section select"
    " source style summary svg table tbody td template textarea tfoot th thead time"
    " title tr track ul video area base bdi bdo details dfn slot applet frame frameset"
    " marquee noframes path circle rect g".split()
)
"""The other elements of HTML; any other name in angle brackets is a word."""


def replace_tags(inline: Sequence[nodes.Node]) -> list[nodes.Node]:
    """Return *inline* with standard nodes or text in the place of raw output."""
    if not any(map(_is_raw, inline)):
        return list(inline)
    tags = _Tags()
    for node in inline:
        if not _is_raw(node):
            tags.add(node)
        elif "html" in str(cast("nodes.raw", node).get("format", "")).split():
            tags.add_html(node.astext())
        elif node.astext().strip() != r"\\":
            # MyST writes a line break once for HTML and once for LaTeX.
            tags.add(raw_text(node.astext()))
    return tags.close()


def _is_raw(node: nodes.Node) -> bool:
    return isinstance(node, nodes.raw) and BREAK not in node["classes"]


class _Tags:
    """Collects inline nodes, those between two tags in a node of their own."""

    def __init__(self) -> None:
        self._levels: list[tuple[str, list[nodes.Node]]] = [("", [])]

    def add(self, *inline: nodes.Node) -> None:
        """Add nodes inside the tags that are open."""
        self._levels[-1][1].extend(inline)

    def add_html(self, text: str) -> None:
        """Add raw HTML: a tag, a comment or anything else."""
        if text.startswith("<!"):
            return
        tag = _TAG.fullmatch(text.strip())
        name = tag["name"].lower() if tag else ""
        if tag is None:
            self.add(raw_text(text))
        elif name == "br":
            self.add(*line_break())
        elif name == "input" and "checkbox" in tag["rest"]:
            self.add(raw_text("[x] " if ' checked="' in tag["rest"] else "[ ] "))
        elif name in _TAG_NODES:
            self._add_style(name, text, is_end=bool(tag["end"]))
        elif name in _OTHER_TAGS:
            self.add(raw_text(text))
        elif name != "wbr":
            self.add(nodes.Text(text))

    def _add_style(self, name: str, text: str, *, is_end: bool) -> None:
        is_open = any(level == name for level, _ in self._levels)
        if not (is_open if is_end else len(self._levels) <= _DEPTH):
            self.add(raw_text(text))
        elif not is_end:
            self._levels.append((name, []))
        else:
            while self._close_last() != name:
                pass

    def _close_last(self) -> str:
        name, inline = self._levels.pop()
        self.add(_tagged(name, inline))
        return name

    def close(self) -> list[nodes.Node]:
        """Return the nodes; a tag that is left open ends here."""
        while len(self._levels) > 1:
            self._close_last()
        return self._levels[0][1]


def _tagged(name: str, children: Sequence[nodes.Node]) -> nodes.Node:
    type_, class_ = _TAG_NODES[name]
    node = type_("", "", *children)
    if class_:
        node["classes"].append(class_)
    return node


def raw_text(text: str) -> nodes.inline:
    """Return raw output as text of the page that is no part of a value."""
    return nodes.inline("", text, classes=["techspec-raw"])


def line_break() -> list[nodes.Node]:
    """Return a line break; builders without one have a space."""
    return [
        nodes.raw("", "<br />", format="html", classes=[BREAK]),
        nodes.raw("", "\\newline{}", format="latex", classes=[BREAK]),
        nodes.Text(" "),
    ]
