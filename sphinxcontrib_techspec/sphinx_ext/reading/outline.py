"""Make the outline of a document, for the readers of decision records."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import cast

from docutils import nodes
from sphinx import addnodes

from ...adr import (
    Heading,
    LabelledText,
    Outline,
    front_matter_lines,
    read_front_matter,
)
from ...adr.vocabulary import VOCABULARY, Vocabulary
from ...patterns import regex
from ...text import collapse_spaces
from .lines import read_source
from .needs import read_need
from .statements import (
    child_elements,
    line_of,
    read_blocks,
    read_statements,
    statement,
    text_of,
)

_PARTS = frozenset(
    {"abstract", "background", "consequences", "considered options", "context",
     "context and problem statement", "decision", "decision drivers",
     "decision outcome", "description", "goals", "introduction", "links", "metadata",
     "motivation", "options", "overview", "problem", "problem statement", "proposal",
     "rationale", "references", "scope", "status", "summary", "tl;dr"}
)  # fmt: skip
"""Headings of a record's parts, which are not the title of the document."""


_HEADING_AS_TEXT = regex(r"#{1,6}\xa0\s*+(?P<title>[^\n]{1,100})$")


def read_outline(
    document: nodes.document, docname: str, vocabulary: Vocabulary = VOCABULARY
) -> Outline:
    """Return the outline of a parsed document.

    Args:
        document: its parse tree, front matter still in it.
        docname: its name.
        vocabulary: the words for a status in this project.
    """
    source = read_source(str(document.get("source") or ""))
    front = [*_front(document, source), *read_need(source)]
    outline = Outline(docname, front_matter=front, vocabulary=vocabulary)
    preamble = Heading("", level=1)
    outline.headings.append(preamble)
    sections = list(_sections(document, source))
    titled = bool(sections) and _is_titled(sections, outline)
    body = [n for n in document.children if not isinstance(n, nodes.section)]
    _fill(preamble, body, outline)
    for position, section in enumerate(sections):
        if position == 0 and titled:
            title = _title(section)
            outline.title = text_of(title)
            outline.names = _names(section, document)
            outline.line = _title_line(title, source)
            _read_section(section, preamble, outline, source)
        else:
            _add_section(section, outline, source, 1)
    first = sections[0] if titled else next(iter(child_elements(body)), None)
    if first is not None:
        names = cast("list[str]", first["names"])
        outline.labels = [name for name in names if document.nametypes.get(name)]
    return outline


# Front matter


def _front(document: nodes.document, source: str) -> list[LabelledText]:
    """Return the front matter as written, where it is YAML; else docutils' fields."""
    if found := read_front_matter(source):
        return found
    docinfo = next(document.findall(nodes.docinfo), None)
    return list(_docinfo(docinfo, source)) if docinfo is not None else []


def _docinfo(docinfo: nodes.docinfo, source: str) -> Iterator[LabelledText]:
    lines = [line.lower() for line in source.split("\n")]
    for node in child_elements(docinfo.children):
        if isinstance(node, nodes.field):
            name, body = cast("list[nodes.Element]", node.children)
            entry = statement(body, line_of(body) or node.line or 0, name.astext())
            yield replace(entry, text=_listed(entry.text))
        else:
            # docutils keeps no line of the fields that it knows.
            field = f":{node.tagname}:"
            found = (n for n, line in enumerate(lines, 1) if line.startswith(field))
            yield statement(node, node.line or next(found, 0), node.tagname)


def _listed(text: str) -> str:
    """Return a list that arrives as JSON as text with commas."""
    if not text.startswith("["):
        return text
    try:
        loaded: object = json.loads(text)
    except ValueError:
        return text
    if not isinstance(loaded, list):
        return text
    return ", ".join(str(part) for part in cast("list[object]", loaded))


# Sections


def _sections(document: nodes.document, source: str) -> Iterator[nodes.section]:
    """Yield the sections of a document.

    Front matter below a comment is a heading with a line of dashes below for Markdown.
    """
    _, end = front_matter_lines(source)
    for node in document.children:
        if not isinstance(node, nodes.section):
            continue
        if end and 0 < (_title(node).line or 0) <= end:
            yield from (n for n in node.children if isinstance(n, nodes.section))
        else:
            yield node


def _is_titled(sections: Sequence[nodes.section], outline: Outline) -> bool:
    """Return whether the first section's heading is the document's title.

    A document without a title begins with one of its parts.
    """
    heading = text_of(_title(sections[0]))
    if re.sub(r"^[\W\d]+|(?<![\W\d])[\W\d]++$", "", heading).lower() in _PARTS:
        return False
    named = {
        collapse_spaces(e.text)
        for e in outline.front_matter
        if e.label.lower() == "title"
    }
    return len(sections) == 1 or not named or heading in named


def _title(section: nodes.section) -> nodes.Element:
    return next(
        (n for n in section.children if isinstance(n, nodes.title)), nodes.title()
    )


def _title_line(title: nodes.Element, source: str) -> int:
    """Return the line of a title, where docutils gives that of its underline."""
    line = title.line or 0
    lines = source.split("\n")
    under = lines[line - 1].strip() if 1 < line <= len(lines) else ""
    return line - 1 if under and len(set(under)) == 1 and not under.isalnum() else line


def _names(section: nodes.section, document: nodes.document) -> tuple[str, ...]:
    """Return the ids of a section, and the explicit targets that lead to it."""
    names = cast("list[str]", section["names"])
    own = [name for name in names if document.nametypes.get(name)]
    return (*cast("list[str]", section["ids"]), *own)


def _read_section(
    section: nodes.section, part: Heading, outline: Outline, source: str
) -> None:
    body = [
        n for n in section.children if not isinstance(n, (nodes.section, nodes.title))
    ]
    _fill(part, body, outline)
    for child in section.children:
        if isinstance(child, nodes.section):
            _add_section(child, outline, source, part.level + 1)


def _add_section(
    section: nodes.section, outline: Outline, source: str, level: int
) -> None:
    title = _title(section)
    part = Heading(text_of(title), _title_line(title, source), level=level)
    part.links = statement(title, part.line, "").links
    if section.document is not None:
        part.names = _names(section, section.document)
    outline.headings.append(part)
    _read_section(section, part, outline, source)


def _fill(part: Heading, body: Iterable[nodes.Node], outline: Outline) -> None:
    blocks: list[nodes.Node] = []
    for node in body:
        if heading := _heading_as_text(node):
            part.texts = list(read_blocks(blocks))
            blocks = []
            part = Heading(heading, line_of(cast("nodes.Element", node)))
            outline.headings.append(part)
        elif not part.title and (stated := list(_stated(node))):
            # Below a heading it is a statement like any other.
            outline.admonitions.extend(stated)
        else:
            blocks.append(node)
    part.texts = list(read_blocks(blocks))


def _heading_as_text(node: nodes.Node) -> str:
    """Return the words of a heading whose ``##`` a no-break space follows; else none.

    Markdown shows such a line as text.
    """
    if not isinstance(node, nodes.paragraph):
        return ""
    match = _HEADING_AS_TEXT.match(node.astext())
    return match["title"].strip() if match else ""


def _stated(node: nodes.Node) -> Iterator[LabelledText]:
    """Yield the statements of a directive whose title or name is about the status."""
    if isinstance(node, addnodes.versionmodified):
        if str(node["type"]) in {"deprecated", "versionremoved"}:
            paragraph = next(iter(child_elements(node.children)), node)
            yield statement(paragraph, node.line or line_of(paragraph), "")
    elif isinstance(node, (nodes.admonition, nodes.sidebar, nodes.topic)):
        title = node.next_node(nodes.title)
        if (
            title is not None
            and collapse_spaces(title.astext()).strip(":").lower() == "status"
        ):
            yield from (e for child in node.children for e in read_statements(child))
