"""Make the outline of a document, for the readers of decision records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from docutils import nodes
from sphinx import addnodes

from ..adr import Entry, Link, Outline, Part
from ..text import tidy

_MOST = 60
"""How many statements of a part are kept; a record says its status in the first."""


def read_outline(document: nodes.document, docname: str) -> Outline:
    """Return the outline of a parsed document.

    Args:
        document: its parse tree, front matter still in it.
        docname: its name.
    """
    outline = Outline(docname)
    preamble = Part("")
    outline.parts.append(preamble)
    outline.labels = [
        name for target in document.findall(nodes.target) for name in target["names"]
    ]
    for node in document.children:
        if isinstance(node, nodes.docinfo):
            outline.front += _docinfo(node)
        elif isinstance(node, nodes.section):
            _section(node, outline, preamble, top=True)
        else:
            preamble.entries += _entries(node)
    return outline


def _section(
    section: nodes.section, outline: Outline, part: Part, *, top: bool = False
) -> None:
    for node in section.children:
        if isinstance(node, nodes.title):
            text = tidy(node.astext())
            if top and not outline.title:
                outline.title, outline.line = text, node.line or 0
                outline.labels += [n for n in section["names"] if n != tidy(text).lower()]
            else:
                part = Part(text, node.line or 0)
                outline.parts.append(part)
        elif isinstance(node, nodes.section):
            _section(node, outline, part)
        elif len(part.entries) < _MOST:
            part.entries += _entries(node)



def _docinfo(docinfo: nodes.docinfo) -> Iterator[Entry]:
    for node in docinfo.children:
        element = cast("nodes.Element", node)
        line = element.line or 0
        if isinstance(node, nodes.field):
            name, body = cast("list[nodes.Element]", node.children)
            yield _entry(body, line, name.astext())
        elif isinstance(node, nodes.authors):
            yield _entry(element, line, "authors")
        else:
            yield _entry(element, line, type(node).__name__)


def _entries(node: nodes.Node) -> Iterator[Entry]:
    if isinstance(node, nodes.paragraph):
        yield from _paragraph(node)
    elif isinstance(node, (nodes.bullet_list, nodes.enumerated_list)):
        for item in cast("list[nodes.Element]", node.children):
            if item.children and isinstance(item[0], nodes.paragraph):
                yield from _paragraph(item[0], item.line or 0)
    elif isinstance(node, nodes.field_list):
        for item in node.children:
            if isinstance(item, nodes.field):
                name, body = cast("list[nodes.Element]", item.children)
                yield _entry(body, item.line or 0, name.astext())
    elif isinstance(node, nodes.table):
        yield from _table(node)
    elif isinstance(node, nodes.block_quote):
        for child in node.children:
            yield from _entries(child)


def _table(table: nodes.table) -> Iterator[Entry]:
    """Give the cells of a table of one row under its heads, or of two columns."""
    rows = [cast("list[nodes.Element]", row.children) for row in table.findall(nodes.row)]
    if len(rows) >= 2 and len(rows[0]) > 2:  # noqa: PLR2004 - a head and what it heads
        for head, cell in zip(rows[0], rows[1], strict=False):
            yield _entry(cell, _line(cell), head.astext())
        return
    if len(rows) == 2 and len(rows[0]) == 2:  # noqa: PLR2004 - may be either way round
        for head, cell in zip(rows[0], rows[1], strict=False):
            yield _entry(cell, _line(cell), head.astext())
    for row in rows:
        if len(row) == 2:  # noqa: PLR2004 - a label and its value
            yield _entry(row[1], _line(row[1]), row[0].astext())


def _line(node: nodes.Element) -> int:
    return next((child.line for child in node.findall() if child.line), 0)


def _paragraph(paragraph: nodes.Element, line: int = 0) -> Iterator[Entry]:
    """Give a paragraph's lines: each may have a label of its own."""
    here = paragraph.line or line
    text = paragraph.astext()
    start = 0
    lines = text.split("\n")
    labelled = len(lines) > 1 and any(_label(part)[0] for part in lines)
    if not labelled:
        lines = [text]
    for number, part in enumerate(lines):
        label, value = _label(part)
        offset = start + (len(part) - len(value))
        links = tuple(
            Link(link.target, link.start - offset)
            for link in _links(paragraph)
            if start <= link.start < start + len(part)
        )
        yield Entry(tidy(value), here + number if here else 0, label, links)
        start += len(part) + 1


_LABELS = 30
"""The longest label; a longer text before a colon is the beginning of a sentence."""


def _label(text: str) -> tuple[str, str]:
    """Cut ``Status: accepted`` into label and value."""
    label, colon, value = text.partition(":")
    if not colon or len(label) > _LABELS or "\n" in label or value.startswith("//"):
        return "", text
    if len(label.split()) > 3:  # noqa: PLR2004 - the words of "Decision Maker(s)" and like
        return "", text
    return label.strip("*_ "), value.lstrip()


def _entry(node: nodes.Element, line: int, label: str) -> Entry:
    return Entry(
        tidy(node.astext()), _line(node) or line, label, tuple(_links(node))
    )


def _links(node: nodes.Element) -> Iterable[Link]:
    """Give the links in *node* with the places where they begin in its text."""
    place = 0
    for child in node.findall():
        if isinstance(child, nodes.Text):
            place += len(child)
        elif isinstance(child, (addnodes.pending_xref, addnodes.download_reference)):
            target = str(child.get("reftarget", ""))
            if child.get("refdomain") == "doc":
                target = f"/{target}"
            yield Link(target, place)
        elif isinstance(child, nodes.reference):
            target = str(child.get("refuri") or child.get("refname") or child.astext())
            yield Link(target, place)
