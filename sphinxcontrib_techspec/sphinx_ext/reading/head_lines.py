"""The status, version and date of a spec as lines or a table that begin its body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docutils import nodes

from ...kinds import SpecHeader
from ...model.item import ParsedItem
from ...patterns import regex
from .blocks import Bullet, ListBlock, from_nodes, paragraph_bullet
from .body_fields import shown_blocks, take_field
from .bullets import label_and_rest
from .cells import split_at, stripped
from .ranges import Paragraph
from .source import DirectiveSource
from .table_blocks import TableBlock
from .words import visible_words, words_of

_BREAK = regex(r"(?<![ \t])[ \t]*+\n\s*+|(?<=\s)[|·•](?=\s|$)\s*+")
"""What is between two fields in a paragraph."""

_HARD_BREAK = regex(r"\s*<br\s*/?>\s*", re.IGNORECASE)

_HEADS = frozenset({"", "field", "key", "property", "attribute", "item", "name"})
"""Heads of the column with the fields' names."""


def take_head(
    body: list[nodes.Node], item: ParsedItem, source: DirectiveSource
) -> None:
    """Let lines or a table at the beginning of a body fill the header's fields.

    They are taken as a whole, where each line is a label with its value and one of the
    labels is a field; a value without a field is an extra.

    Args:
        body: the blocks of the body, from which they are removed.
        item: the header, which is changed.
        source: the directive.
    """
    while blocks := shown_blocks(body):
        first = blocks[0]
        if _take(first, item, source):
            body.remove(first)
            continue
        if isinstance(first, nodes.block_quote):
            # Its first paragraphs may be the head, and the others say more.
            for part in shown_blocks(first.children):
                if not _take(part, item, source):
                    break
                first.remove(part)
        return


def _take(block: nodes.Node, item: ParsedItem, source: DirectiveSource) -> bool:
    """Let the lines of a block fill the header's fields; return whether they do."""
    lines = list(_lines(block, item.line, source))
    labelled = [(line, *label_and_rest(line)) for line in lines]
    names = [
        SpecHeader.field_for_column_head(words_of(label)) if label and rest else None
        for _, label, rest in labelled
    ]
    if not any(names) or not all(
        label and rest and _is_marked(line) for line, label, rest in labelled
    ):
        return False
    for name, (line, label, rest) in zip(names, labelled, strict=True):
        if not (name and take_field(SpecHeader, line, item, source)) and label:
            item.extras.append((words_of(label), line.read(rest)))
    return True


def _is_marked(line: Bullet) -> bool:
    """Return whether the label of a line is told apart from prose."""
    strong = isinstance(next(iter(line.inline), None), nodes.strong)
    return strong or line.label is not None


def _lines(block: nodes.Node, line: int, source: DirectiveSource) -> Iterator[Bullet]:
    """Yield the lines of a block; one that is none of them has no label."""
    if isinstance(block, nodes.block_quote):
        for child in block.children:
            yield from _lines(child, line, source)
        return
    if isinstance(block, nodes.paragraph):
        here = block.line or line
        whole = paragraph_bullet(block.deepcopy(), here, source)
        parts = split_at(_with_line_ends(whole.inline), _BREAK)
        for number, part in enumerate(filter(_has_words, parts)):
            yield Bullet(here + number, stripped(part), source=whole.source)
        return
    (read,) = from_nodes([block.deepcopy()], line, source)
    if isinstance(read, ListBlock):
        yield from read.bullets
    elif isinstance(read, TableBlock):
        yield from _rows(read, source)
    else:
        yield Bullet(line, [])


def _with_line_ends(inline: Sequence[nodes.Node]) -> list[nodes.Node]:
    """Return nodes with line ends in the place of hard breaks."""
    found: list[nodes.Node] = []
    for node in inline:
        if not isinstance(node, nodes.raw):
            found.append(node)
        elif _HARD_BREAK.fullmatch(node.astext()):
            found.append(nodes.Text("\n"))
    return found


def _has_words(part: Sequence[nodes.Node]) -> bool:
    return any(visible_words(node).strip() for node in part)


def _rows(table: TableBlock, source: DirectiveSource) -> Iterator[Bullet]:
    """Yield a line for each field of a table: its rows, or the columns of one row."""
    rows = [row for row in (table.head, *table.rows) if any(row)]
    if len(table.head) == 2 and table.head[0].text.strip().lower() in _HEADS:
        rows = rows[1:]
    elif len(rows) == 2 and len(rows[0]) == len(rows[1]) and _are_heads(rows[0]):
        rows = [list(pair) for pair in zip(*rows, strict=True)]
    for row in rows:
        if len(row) != 2:
            yield Bullet(table.line, [])
            continue
        label, value = row
        yield Bullet(
            value.line,
            list(value.inline),
            label=list(label.inline),
            source=Paragraph(value.raw, value.line, "cell", source.text),
        )


def _are_heads(row: Sequence[object]) -> bool:
    """Return whether each cell of a row names a field of the header."""
    return all(
        SpecHeader.field_for_column_head(str(getattr(cell, "text", ""))) for cell in row
    )
