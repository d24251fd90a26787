"""The statements in the blocks of a document: labelled lines, items, fields, cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

from docutils import nodes

from ...adr import LabelledText, Link, is_known_label
from ...adr.phrases import parse_relation_label
from ...adr.vocabulary import without_shortcodes
from ...adr.words import links_between, mask_links
from ...patterns import regex
from ...text import collapse_spaces
from .html_tables import read_html
from .plain_text import UNSEEN, read_plain_text
from .status_badges import read_badge

_LABEL_LENGTH = 30
_LABEL_WORDS = 3
"""The most of a label; a longer text before a colon is the beginning of a sentence."""

_LETTER = regex(r"[^\W\d_]")
_OPEN_END = regex(r"(?:\b(?:by|and|of|with|see)|,)\s*$", re.IGNORECASE)
_JOINED = regex(r"[A-Za-z-]*+ ?\d")
_CONTINUED = regex(r"\s*+(?:[^\W\d_A-Z]|\()")
_BAR = regex(r"(?<!\s)\s++[|·•]\s++")
_DATED = regex(r"(?P<label>date)\s+(?=\d[\d./-]{5,9}\s*$)", re.IGNORECASE)
_LINE = regex("\n")


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of a table: its text, the links in it and its line."""

    text: str
    links: tuple[Link, ...]
    line: int

    def labelled(self, label: _Cell) -> LabelledText:
        """Return the cell with the text of another one as its label."""
        return LabelledText(
            self.text, self.line, collapse_spaces(label.text), self.links
        )


def read_statements(node: nodes.Node) -> Iterator[LabelledText]:
    """Yield the statements in a block."""
    if isinstance(node, nodes.paragraph | nodes.line):
        yield from _paragraph(node)
    elif isinstance(node, nodes.bullet_list | nodes.enumerated_list):
        for item in child_elements(node.children):
            yield from _item(item)
    elif isinstance(node, nodes.field_list | nodes.definition_list):
        for item in child_elements(node.children):
            yield from _field(item)
    elif isinstance(node, nodes.table):
        yield from _table(node)
    elif isinstance(node, nodes.raw):
        yield from _html(node)
    elif isinstance(node, nodes.image):
        yield from _badges(node)
    elif _is_container(node):
        for child in node.children:
            yield from read_statements(child)


def _is_container(node: nodes.Node) -> TypeGuard[nodes.Element]:
    return isinstance(
        node,
        nodes.line_block | nodes.block_quote | nodes.container | nodes.compound
        | nodes.Admonition | nodes.sidebar | nodes.topic,
    )  # fmt: skip


def _field(item: nodes.Element) -> Iterator[LabelledText]:
    """Yield the statement of a field, or of a term with its definition."""
    parts = list(child_elements(item.children))
    if len(parts) > 1:
        name, body = parts[0], parts[-1]
        line = line_of(body) or item.line or name.line or 0
        if isinstance(body, nodes.definition) and name.line == line:
            # MyST gives both the line of the term.
            line += 1
        yield statement(body, line, text_of(name).rstrip(":"))


def _item(item: nodes.Element) -> Iterator[LabelledText]:
    """Yield the statements of a bullet; a nested list is the value of a bare label."""
    for entry in read_blocks(item.children):
        yield replace(entry, line=entry.line or item.line or 0)


def read_blocks(body: Iterable[nodes.Node]) -> Iterator[LabelledText]:
    """Yield the statements in blocks that follow each other.

    A label without a text belongs to the text that follows it, and *Supersedes:* to all
    items of the list that follows it.
    """
    entries: list[LabelledText] = []
    for node in body:
        found = list(read_statements(node))
        last = entries[-1] if entries else None
        is_list = isinstance(node, nodes.bullet_list | nodes.enumerated_list)
        if is_list and last and not last.text and parse_relation_label(last.label):
            del entries[-1]
            found = [e if e.label else replace(e, label=last.label) for e in found]
        entries += found
    return _join_labels(entries)


def _join_labels(entries: Iterable[LabelledText]) -> Iterator[LabelledText]:
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
    rows = [list(child_elements(row.children)) for row in table.findall(nodes.row)]
    lines = _row_lines(rows, table.line or 0) if rows else []
    yield from _cells(
        [
            [_Cell(*read_plain_text(cell), line or line_of(cell)) for cell in row]
            for row, line in zip(rows, lines, strict=True)
        ]
    )


def _cells(rows: Sequence[Sequence[_Cell]]) -> Iterator[LabelledText]:
    """Yield the cells of a table, labelled by their column head or by their row."""
    if not rows:
        return
    heads = rows[0]
    if len(heads) != 2 or len(rows) == 2:
        for row in rows[1:2]:
            for head, cell in zip(heads, row, strict=False):
                yield cell.labelled(head)
    has_heads = len(rows) == 2 and is_known_label(collapse_spaces(heads[-1].text))
    if len(heads) == 2 and not has_heads:  # a label and its value
        for row in rows:
            if len(row) == len(heads):
                yield row[1].labelled(row[0])


def _html(node: nodes.raw) -> Iterator[LabelledText]:
    """Yield the statements in the tables and images of raw HTML."""
    if node.get("format") != "html":
        return
    block = read_html(node.astext())
    here = node.line or 0
    for table in block.tables:
        rows = [
            [_Cell(*cell, here + line if here else 0) for cell in cells]
            for line, cells in table
        ]
        yield from _cells(rows)
    for uri, text, line in block.images:
        if badge := read_badge(uri, text, here + line if here else 0):
            yield badge


def _badges(node: nodes.Element) -> Iterator[LabelledText]:
    """Yield the statements of the images in a paragraph."""
    for part in node.findall():
        if isinstance(part, nodes.image):
            uri, text = str(part.get("uri", "")), str(part.get("alt", ""))
            if badge := read_badge(uri, text, line_of(part) or line_of(node)):
                yield badge
        elif isinstance(part, nodes.raw):
            yield from _html(part)


def _row_lines(rows: list[list[nodes.Element]], top: int) -> list[int]:
    """Return the lines of rows that have none but their table's; else zeros.

    MyST gives them that line, or, in its older releases, none.
    """
    lines = [line_of(row[0]) if row else 0 for row in rows]
    first = lines[0] or top
    if not first or (len(set(lines)) == len(lines) and all(lines)):
        return [0] * len(rows)
    # The line of dashes stands between the heads and the first row.
    return [first, *range(first + 2, first + 1 + len(rows))]


def _paragraph(node: nodes.Element) -> Iterator[LabelledText]:
    """Yield the statements of a paragraph; each line may have its own label."""
    badges = list(_badges(node))
    yield from badges
    if badges and not node.astext().strip():
        return
    text, links = read_plain_text(node)
    # A colon or a bar in the title of a linked record ends no label.
    masked = mask_links(text, links)
    here = line_of(node)
    lines = _split(masked, _LINE)
    if not any(_begins_with_label(part) for _, part in lines):
        lines = [(0, masked)]
    for start, line in _unwrapped(lines, masked):
        number = here + text.count("\n", 0, start) if here else 0
        parts = _split(line, _BAR)
        if not all(_label_end(part) for _, part in parts):
            parts = [(0, line)]
        for position, part in parts:
            at = start + position
            size = len(part)
            label, offset = _labelled(text[at : at + size], part)
            if not label and (label := _leading(node, part, at)):
                offset = size - len(part[len(label) :].lstrip(" -–—="))
            value = text[at + offset : at + size]
            inside = links_between(links, at + offset, at + size)
            yield LabelledText(value.rstrip(), number, label, inside)


def _unwrapped(
    lines: Sequence[tuple[int, str]], text: str
) -> Iterator[tuple[int, str]]:
    """Yield *lines*, each with those that continue it.

    They follow *by* or a comma, or begin with a small letter or a bracket.
    """
    begin = end = 0
    for start, line in lines:
        if start and not (
            _OPEN_END.search(text[max(begin, end - _LABEL_LENGTH) : end])
            or (_CONTINUED.match(line) and not _begins_with_label(line))
        ):
            yield begin, text[begin:end]
            begin = start
        end = start + len(line)
    yield begin, text[begin:end]


def _leading(node: nodes.Element, text: str, start: int) -> str:
    """Return the label of a text without a colon.

    It is set off by bold, as in ``**Status** Accepted``, or is a date's: ``Date 2020``.
    """
    if dated := _DATED.match(text):
        return dated["label"]
    first = next((child for child in node.children if child.astext()), None)
    if start or not isinstance(first, (nodes.strong, nodes.emphasis)):
        return ""
    label = collapse_spaces(first.astext())
    found = is_known_label(label) and text.startswith(label)
    return label if found and text != label else ""


def _split(text: str, pattern: re.Pattern[str]) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    start = 0
    for match in pattern.finditer(text):
        found.append((start, text[start : match.start()]))
        start = match.end()
    return [*found, (start, text[start:])]


def _begins_with_label(line: str) -> bool:
    """Return whether a line has a label; in lower case it continues a sentence."""
    end = _label_end(line)
    return bool(end) and (not line.lstrip()[:1].islower() or is_known_label(line[:end]))


def _label_end(text: str) -> int:
    """Return the position of the colon after a label; 0 if there is none."""
    colon = without_shortcodes(text).replace("\uff1a", ":").find(":")
    label = text[:colon]
    if colon <= 0 or colon > _LABEL_LENGTH or "\n" in label:
        return 0
    if text.startswith("//", colon + 1) or not _LETTER.search(label):
        return 0
    if label.count("(") != label.count(")"):
        return 0
    if _JOINED.match(text, colon + 1) and not is_known_label(label):
        return 0  # ``infra:ADR-2``
    if len(label.split()) > _LABEL_WORDS and not parse_relation_label(label):
        return 0
    return colon if label.strip("*_ ") else 0


def _labelled(text: str, masked: str) -> tuple[str, int]:
    """Return the label of ``Status: accepted``, and where its value begins."""
    colon = _label_end(masked)
    if not colon:
        return "", 0
    value = text[colon + 1 :]
    return text[:colon].strip("*_ "), len(text) - len(value.lstrip("*_ "))


def statement(node: nodes.Element, line: int, label: str) -> LabelledText:
    """Return the text of *node*, which begins on *line*, as a statement."""
    text, links = read_plain_text(node)
    return LabelledText(text, line, label, links)


def text_of(node: nodes.Element) -> str:
    """Return the text of *node* on one line."""
    return collapse_spaces(read_plain_text(node)[0])


def line_of(node: nodes.Element) -> int:
    """Return the line on which *node* begins, from 1; 0 if unknown."""
    if node.line:
        return node.line
    return next((child.line for child in node.findall() if child.line), 0)


def child_elements(children: Iterable[nodes.Node]) -> Iterator[nodes.Element]:
    """Yield the elements that a reader of the page sees."""
    for child in children:
        if isinstance(child, nodes.Element) and not isinstance(child, UNSEEN):
            yield child
