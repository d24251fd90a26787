"""Make the outline of a document, for the readers of decision records."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeGuard, cast

from docutils import nodes
from sphinx import addnodes

from ...adr import Heading, LabelledText, Link, Outline, read_front_matter
from ...text import collapse_spaces
from .plain_text import UNSEEN, read_plain_text

_PARTS = frozenset(
    {"abstract", "background", "consequences", "considered options", "context",
     "context and problem statement", "decision", "decision drivers",
     "decision outcome", "description", "goals", "introduction", "links", "metadata",
     "motivation", "options", "overview", "problem", "problem statement", "proposal",
     "rationale", "references", "scope", "status", "summary", "tl;dr"}
)  # fmt: skip
"""Headings of a record's parts, which are not the title of the document."""

_LABEL_LENGTH = 30
_LABEL_WORDS = 3
"""The most of a label; a longer text before a colon is the beginning of a sentence."""

_SHORTCODE = re.compile(r"(?<![\w:]):[a-z\d_+-]+:(?![\w:])")
_BAR = re.compile(r"\s+[|·•]\s+")


def read_outline(document: nodes.document, docname: str) -> Outline:
    """Return the outline of a parsed document.

    Args:
        document: its parse tree, front matter still in it.
        docname: its name.
    """
    source = _source(document)
    outline = Outline(docname, front_matter=_front(document, source))
    preamble = Heading("")
    outline.headings.append(preamble)
    sections = [node for node in document.children if isinstance(node, nodes.section)]
    titled = bool(sections) and _is_titled(sections, outline)
    body = [node for node in document.children if node not in sections]
    _fill(preamble, body, outline)
    for position, section in enumerate(sections):
        if position == 0 and titled:
            title = _title(section)
            outline.title = _words(title)
            outline.line = _title_line(title, source)
            _read_section(section, preamble, outline)
        else:
            _add_section(section, outline)
    first = sections[0] if titled else next(iter(_elements(body)), None)
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


def _source(document: nodes.document) -> str:
    """Return the text of a document's file, empty where it cannot be read."""
    try:
        return Path(str(document.get("source") or "")).read_text("utf-8-sig")
    except (OSError, ValueError):
        return ""


def _docinfo(docinfo: nodes.docinfo, source: str) -> Iterator[LabelledText]:
    lines = [line.lower() for line in source.split("\n")]
    for node in _elements(docinfo.children):
        if isinstance(node, nodes.field):
            name, body = cast("list[nodes.Element]", node.children)
            entry = _entry(body, _line(body) or node.line or 0, name.astext())
            yield replace(entry, text=_listed(entry.text))
        else:
            # docutils keeps no line of the fields that it knows.
            field = f":{node.tagname}:"
            found = (n for n, line in enumerate(lines, 1) if line.startswith(field))
            yield _entry(node, node.line or next(found, 0), node.tagname)


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


def _is_titled(sections: Sequence[nodes.section], outline: Outline) -> bool:
    """Return whether the first section's heading is the document's title.

    A document without a title begins with one of its parts.
    """
    heading = _words(_title(sections[0]))
    if re.sub(r"^[\W\d]+|[\W\d]+$", "", heading).lower() in _PARTS:
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


def _read_section(section: nodes.section, part: Heading, outline: Outline) -> None:
    body = [
        n for n in section.children if not isinstance(n, (nodes.section, nodes.title))
    ]
    _fill(part, body, outline)
    for child in section.children:
        if isinstance(child, nodes.section):
            _add_section(child, outline)


def _add_section(section: nodes.section, outline: Outline) -> None:
    title = _title(section)
    part = Heading(_words(title), title.line or 0)
    outline.headings.append(part)
    _read_section(section, part, outline)


def _fill(part: Heading, body: Iterable[nodes.Node], outline: Outline) -> None:
    for node in body:
        if stated := list(_stated(node)):
            # Below a heading it is a statement like any other.
            (part.texts if part.title else outline.admonitions).extend(stated)
        else:
            part.texts += _entries(node)
    part.texts = list(_joined(part.texts))


def _stated(node: nodes.Node) -> Iterator[LabelledText]:
    """Yield the statements of a directive whose title or name is about the status."""
    if isinstance(node, addnodes.versionmodified):
        if str(node["type"]) in {"deprecated", "versionremoved"}:
            paragraph = next(iter(_elements(node.children)), node)
            yield _entry(paragraph, node.line or _line(paragraph), "")
    elif isinstance(node, (nodes.admonition, nodes.sidebar, nodes.topic)):
        title = node.next_node(nodes.title)
        if (
            title is not None
            and collapse_spaces(title.astext()).strip(":").lower() == "status"
        ):
            yield from (e for child in node.children for e in _entries(child))


# Blocks


def _entries(node: nodes.Node) -> Iterator[LabelledText]:
    """Yield the statements in a block."""
    if isinstance(node, nodes.paragraph | nodes.line):
        yield from _paragraph(node)
    elif isinstance(node, nodes.bullet_list | nodes.enumerated_list):
        for item in _elements(node.children):
            yield from _item(item)
    elif isinstance(node, nodes.field_list | nodes.definition_list):
        for item in _elements(node.children):
            yield from _field(item)
    elif isinstance(node, nodes.table):
        yield from _table(node)
    elif _is_container(node):
        for child in node.children:
            yield from _entries(child)


def _is_container(node: nodes.Node) -> TypeGuard[nodes.Element]:
    return isinstance(
        node,
        nodes.line_block | nodes.block_quote | nodes.container | nodes.compound
        | nodes.Admonition | nodes.sidebar | nodes.topic,
    )  # fmt: skip


def _field(item: nodes.Element) -> Iterator[LabelledText]:
    """Yield the statement of a field, or of a term with its definition."""
    parts = list(_elements(item.children))
    if len(parts) > 1:
        name, body = parts[0], parts[-1]
        line = _line(body) or item.line or name.line or 0
        if isinstance(body, nodes.definition) and name.line == line:
            # MyST gives both the line of the term.
            line += 1
        yield _entry(body, line, _words(name).rstrip(":"))


def _item(item: nodes.Element) -> Iterator[LabelledText]:
    """Yield the statements of a bullet; a nested list is the value of a bare label."""
    entries = [entry for child in item.children for entry in _entries(child)]
    entries = [replace(e, line=e.line or item.line or 0) for e in entries]
    return _joined(entries)


def _joined(entries: Iterable[LabelledText]) -> Iterator[LabelledText]:
    """Yield *entries*, a label without text joined with the text that follows it."""
    waiting: LabelledText | None = None
    for entry in entries:
        if waiting is not None and not entry.label:
            yield replace(entry, label=waiting.label)
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        waiting = entry if entry.label and not entry.text else None
        if waiting is None:
            yield entry
    if waiting is not None:
        yield waiting


def _table(table: nodes.table) -> Iterator[LabelledText]:
    """Yield the cells of a table, labelled by their column head or by their row."""
    rows = [list(_elements(row.children)) for row in table.findall(nodes.row)]
    if not rows:
        return
    heads = rows[0]
    lines = _row_lines(rows, table.line or 0)
    if len(heads) != 2 or len(rows) == 2:  # a label and its value
        for row in rows[1:2]:
            for head, cell in zip(heads, row, strict=False):
                yield _entry(cell, lines[1] or _line(cell), _words(head))
    if len(heads) == 2:
        for row, line in zip(rows, lines, strict=True):
            if len(row) == len(heads):
                yield _entry(row[1], line or _line(row[1]), _words(row[0]))


def _row_lines(rows: list[list[nodes.Element]], top: int) -> list[int]:
    """Return the lines of rows that have none but their table's; else zeros.

    MyST gives them that line, or, in its older releases, none.
    """
    lines = [_line(row[0]) if row else 0 for row in rows]
    first = lines[0] or top
    if not first or (len(set(lines)) == len(lines) and all(lines)):
        return [0] * len(rows)
    # The line of dashes stands between the heads and the first row.
    return [first, *range(first + 2, first + 1 + len(rows))]


def _paragraph(node: nodes.Element) -> Iterator[LabelledText]:
    """Yield the statements of a paragraph; each line may have its own label."""
    text, links = read_plain_text(node)
    here = _line(node)
    lines = _split(text, re.compile("\n"))
    if not any(_label(part)[0] for _, part in lines):
        lines = [(0, text)]
    for start, line in lines:
        number = here + text.count("\n", 0, start) if here else 0
        parts = _split(line, _BAR)
        if not all(_label(part)[0] for _, part in parts):
            parts = [(0, line)]
        for position, part in parts:
            label, value = _label(part)
            label = label or _leading(node, part, start + position)
            if label and value == part:
                value = part[len(label) :].lstrip(" -–—=")
            at = start + position + len(part) - len(value)
            yield LabelledText(
                value.rstrip(), number, label, _cut(links, at, len(value))
            )


def _leading(node: nodes.Element, text: str, start: int) -> str:
    """Return ``Status`` of ``**Status** Accepted``: a label that only bold sets off."""
    first = next((child for child in node.children if child.astext()), None)
    if start or not isinstance(first, (nodes.strong, nodes.emphasis)):
        return ""
    label = collapse_spaces(first.astext())
    found = label.lower() == "status" and text.startswith(label)
    return label if found and text != label else ""


def _split(text: str, pattern: re.Pattern[str]) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    start = 0
    for match in pattern.finditer(text):
        found.append((start, text[start : match.start()]))
        start = match.end()
    return [*found, (start, text[start:])]


def _label(text: str) -> tuple[str, str]:
    """Cut ``Status: accepted`` into label and value."""
    blank = _SHORTCODE.sub(lambda match: " " * len(match[0]), text)
    colon = blank.find(":")
    label, value = text[:colon], text[colon + 1 :]
    if colon < 0 or colon > _LABEL_LENGTH or "\n" in label or value.startswith("//"):
        return "", text
    if len(label.split()) > _LABEL_WORDS or not re.search(r"[^\W\d_]", label):
        return "", text
    label = label.strip("*_ ")
    return (label, value.lstrip("*_ ")) if label else ("", text)


def _entry(node: nodes.Element, line: int, label: str) -> LabelledText:
    text, links = read_plain_text(node)
    return LabelledText(text, line, label, links)


def _cut(links: Iterable[Link], start: int, length: int) -> tuple[Link, ...]:
    """Return the *links* in a part of a text, with their positions in it."""
    return tuple(
        Link(link.target, link.start - start, link.end - start)
        for link in links
        if start <= link.start < start + length
    )


# Text


def _words(node: nodes.Element) -> str:
    return collapse_spaces(read_plain_text(node)[0])


def _line(node: nodes.Element) -> int:
    if node.line:
        return node.line
    return next((child.line for child in node.findall() if child.line), 0)


def _elements(children: Iterable[nodes.Node]) -> Iterator[nodes.Element]:
    for child in children:
        if isinstance(child, nodes.Element) and not isinstance(child, UNSEEN):
            yield child
