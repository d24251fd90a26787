"""Headings and labels of a document below which no item was read.

A rule that finds no item on a topic says where the document has words about it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from ..kinds import KINDS
from ..model.document import UnreadHeading
from ..patterns import regex
from ..text import collapse_spaces
from .conditions import conditions_around
from .nodes import PendingItem, PendingItemTable, PendingNode, PendingSpecHeader
from .reading.source import file_of

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_LISTS = (nodes.bullet_list, nodes.enumerated_list)
_AROUND = (*_LISTS, nodes.list_item, nodes.block_quote, addnodes.only)
"""Nodes that labels are looked for in."""

_NO_CONTENT = (nodes.title, nodes.section, nodes.transition, nodes.Invisible)
_LABEL = regex(r"(?P<label>[^:.\n]{1,60}?)(?P<mark>[:.]|$)")
_MOST_WORDS = 8
"""The most words of a label or a heading; more are a sentence."""


def read_unread_headings(
    env: BuildEnvironment, document: nodes.document, docname: str
) -> list[UnreadHeading]:
    """Return the headings and labels of a document without items, in their order.

    Args:
        env: the environment, while it reads the document.
        document: the document.
        docname: its name.
    """
    own = str(env.doc2path(docname, base=False)).replace("\\", "/")
    walk = _Walk(env, docname, own)
    walk.read(document, ())
    return walk.found


class _Walk:
    def __init__(self, env: BuildEnvironment, docname: str, own: str) -> None:
        self.found: list[UnreadHeading] = []
        self._env = env
        self._docname = docname
        self._own = own
        self._spec_index = 0

    def read(self, parent: nodes.Element, headings: tuple[str, ...]) -> bool:
        """Collect the places in a node; return whether any item or spec is in it."""
        has_items = False
        for child in parent.children:
            if isinstance(child, PendingSpecHeader):
                self._spec_index += 1
                has_items = True
            elif _is_item(child):
                has_items = True
            elif isinstance(child, nodes.section):
                has_items |= self._section(child, headings)
            elif isinstance(child, nodes.paragraph):
                self._paragraph(child, headings)
            elif isinstance(child, _AROUND):
                has_items |= self.read(child, headings)
            elif isinstance(child, nodes.Element) and any(map(_is_item, _below(child))):
                has_items = True
        return has_items

    def _section(self, section: nodes.section, headings: tuple[str, ...]) -> bool:
        title = next((n for n in section.children if isinstance(n, nodes.title)), None)
        words = collapse_spaces(title.astext()) if title is not None else ""
        number = len(self.found)
        has_items = self.read(section, (*headings, words))
        if title is not None and _is_unread(section, has_items=has_items):
            line = title.line or 0
            heading = self._heading(words, line, title, headings, is_heading=True)
            self.found[number:number] = heading
        return has_items

    def _paragraph(self, paragraph: nodes.paragraph, headings: tuple[str, ...]) -> None:
        for line, words in _labels(paragraph):
            self.found += self._heading(words, line, paragraph, headings)
        for words in _sentences(paragraph):
            line = paragraph.line or 0
            self.found += self._heading(words, line, paragraph, headings)

    def _heading(
        self,
        words: str,
        line: int,
        node: nodes.Element,
        headings: tuple[str, ...],
        *,
        is_heading: bool = False,
    ) -> Iterator[UnreadHeading]:
        if not words or not line:
            return
        file = file_of(self._env, self._docname, node.source)
        yield UnreadHeading(
            words,
            line,
            is_heading=is_heading,
            headings=headings,
            spec_index=self._spec_index,
            file="" if file == self._own else file,
            conditions=conditions_around(node),
        )


def _below(node: nodes.Element) -> Iterator[nodes.Node]:
    return (found for found in node.findall() if found is not node)


def _is_item(node: nodes.Node) -> bool:
    """Return whether a node is one of those that items leave in a document."""
    if isinstance(node, addnodes.desc):
        return node.get("domain") == "techspec"
    if isinstance(node, nodes.target):
        return "techspec-anchor" in node["classes"]
    return isinstance(node, (PendingItem, PendingItemTable, PendingSpecHeader))


def _is_unread(section: nodes.section, *, has_items: bool) -> bool:
    """Return whether a section has words, and no item is among or below them."""
    if not has_items:
        return _has_content(section)
    own = [n for n in section.children if not isinstance(n, _NO_CONTENT)]
    return bool(own) and not any(
        _is_item(n) or (isinstance(n, nodes.Element) and any(map(_is_item, _below(n))))
        for n in own
    )


def _has_content(section: nodes.section) -> bool:
    """Return whether a section has more than headings."""
    return any(
        not isinstance(child, (*_NO_CONTENT, PendingNode))
        or (isinstance(child, nodes.section) and _has_content(child))
        for child in section.children
    )


def _labels(paragraph: nodes.paragraph) -> Iterator[tuple[int, str]]:
    """Yield the labels in a paragraph that something follows, with their lines.

    They are set in strong type at its beginning, that of a line or behind a bar; or
    they are the first words of it with a colon.
    """
    first = paragraph.children[0] if paragraph.children else None
    before, line = "", paragraph.line or 0
    for number, node in enumerate(paragraph.children):
        if isinstance(node, nodes.strong) and _begins(before):
            rest = "".join(n.astext() for n in paragraph.children[number + 1 :])
            if label := _label(node.astext(), rest, paragraph):
                yield line, label
        before += node.astext() if not isinstance(node, nodes.raw) else "\n"
        line += node.astext().count("\n")
    text, colon, rest = paragraph.astext().partition(":")
    is_first = paragraph.parent is not None and paragraph.parent.index(paragraph) == 0
    is_bullet = isinstance(paragraph.parent, nodes.list_item) and is_first
    is_plain = not isinstance(first, nodes.strong) and bool(colon)
    if is_plain and (is_bullet or rest.strip()):
        label = _label(f"{text}:", rest, paragraph)
        if label:
            yield paragraph.line or 0, label


def _begins(before: str) -> bool:
    """Return whether a label may stand behind some text of a paragraph."""
    text = before.rstrip(" ")
    return not text or text[-1] in "\n|·•"


def _label(text: str, rest: str, paragraph: nodes.paragraph) -> str:
    """Return a label without its mark, or none where the text is no label.

    Args:
        text: the text, with its mark where it is set like the text.
        rest: what follows it.
        paragraph: the paragraph.
    """
    match, rest = _LABEL.fullmatch(text.strip()), rest.strip()
    if match is None or not (match["mark"] or rest[:1] in {":", "-", "–", "—", ""}):
        return ""
    label = match["label"].strip()
    is_short = len(label.split()) <= _MOST_WORDS
    return label if is_short and (rest.strip(": ") or _follows(paragraph)) else ""


def _sentences(paragraph: nodes.paragraph) -> Iterator[str]:
    """Yield the words of a paragraph that tell of a topic in a sentence."""
    text = paragraph.astext()
    # The kinds are those of plugins as well, which importing does not load.
    patterns = (topic.sentence for kind in KINDS for topic in kind.topics)
    for pattern in filter(None, patterns):
        if match := pattern.search(text):
            yield match[0]


def _follows(paragraph: nodes.paragraph) -> bool:
    """Return whether a block follows a paragraph that is a label alone."""
    following = paragraph.next_node(descend=False, siblings=True, ascend=False)
    return following is not None and not isinstance(following, _NO_CONTENT)
