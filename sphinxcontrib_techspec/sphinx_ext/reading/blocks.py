"""The body of a directive as blocks: tables, lists, code, and what is prose.

Markdown's tables and lists are read from markdown-it's block tokens, without building
nodes for them, which is what makes a table of a thousand rows cheap. Everything else,
and all of reStructuredText, is parsed by the host and read from its nodes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from docutils import nodes
from docutils.statemachine import StringList
from markdown_it.token import Token

from ...model.item import Container, SourceRange, SourceText
from ...model.references import read_decisions, split_references
from ...text import to_plain
from .cells import MARKS, as_references, read_markdown, read_nodes
from .ranges import Paragraph, SourceFile
from .source import DirectiveSource, ParsedDirective


@dataclass(slots=True)
class SourceCell:
    """A cell not yet read: Markdown source, or the nodes of another host's cell.

    Attributes:
        line: its line, from 1.
        source: its text in Markdown.
        inline: its nodes, where the host parsed it.
        column: the column of its first character, from 1; 0 where unknown.
        end_column: the column after its last character; 0 where unknown.
        raw: its source in another host.
    """

    line: int
    source: str = ""
    inline: Sequence[nodes.Node] = ()
    column: int = 0
    end_column: int = 0
    raw: str = ""

    @property
    def text(self) -> str:
        """The words in the cell; Markdown's with their markup."""
        return self.source or "".join(node.astext() for node in self.inline).strip()

    def __bool__(self) -> bool:
        """Return whether there is anything in the cell, be it no word of a value."""
        return bool(self.source or self.inline)

    def read(self, source: DirectiveSource) -> SourceText:
        """Return the cell's value."""
        if self.inline:
            range_ = self._range(source.text)
            return read_nodes(self.inline, self.line, range_, self.raw)
        return read_markdown(self.source, self.line, source, self._range(source.text))

    def read_references(self, source: DirectiveSource) -> SourceText:
        """Return the cell's references; the page renders their markup itself."""
        targets = split_references(self._as_references(source))
        range_ = self._range(source.text)
        return SourceText(", ".join(targets), self.line, targets, range_)

    def read_decisions(self, source: DirectiveSource) -> tuple[SourceText, str]:
        """Return the cell's references to decision records, and its other words."""
        found = read_decisions(self._as_references(source))
        range_ = self._range(source.text)
        value = SourceText(
            ", ".join(found.targets), self.line, found.targets, range_,
            links=found.links,
        )  # fmt: skip
        return value, found.rest

    def _as_references(self, source: DirectiveSource) -> str:
        if self.inline:
            return as_references(self.inline)
        if "{{" in self.source:
            return as_references(source.parse_inline(self.source, self.line))
        return MARKS.sub("", self.source)

    def _range(self, file: SourceFile) -> SourceRange:
        line = self.line
        if self.column:
            return SourceRange(line, self.column, line, self.end_column, "cell")
        if "\n" in self.raw:
            return file.block(line, self.raw.split("\n"), "cell")
        return file.within(line, self.raw, "cell")


@dataclass(slots=True)
class TableBlock:
    """A table: its column heads, and rows that may be shorter or longer.

    As in every block, the source is that of a file that the directive's body includes.
    """

    line: int
    head: list[SourceCell]
    rows: list[list[SourceCell]]
    source: DirectiveSource | None = None


@dataclass(slots=True)
class Bullet:
    """An item of a list, or a paragraph.

    Attributes:
        line: its line, from 1.
        inline: the nodes of its first paragraph.
        below: the blocks below that paragraph.
        label: the name of the field, in a field list.
        source: the source of the paragraph.
    """

    line: int
    inline: list[nodes.Node]
    below: list[nodes.Node] = field(default_factory=list[nodes.Node])
    label: list[nodes.Node] | None = None
    source: Paragraph = field(default_factory=Paragraph)

    def read(self, part: Sequence[nodes.Node]) -> SourceText:
        """Return the value that some of the paragraph's nodes are."""
        # The range is found first: reading takes raw nodes out of their parents.
        range_, source = self.source.find(part)
        value = read_nodes(part, self.line, range_, source)
        if not source:
            value.source = to_plain(value.text)
        return value

    def __post_init__(self) -> None:
        """Remove the empty texts that markdown-it leaves around markup."""
        self.inline = [
            node for node in self.inline
            if not isinstance(node, nodes.Text) or str(node)
        ]  # fmt: skip


@dataclass(slots=True)
class ListBlock:
    """A bullet list, an ordered list or a field list."""

    line: int
    bullets: list[Bullet]
    source: DirectiveSource | None = None


@dataclass(slots=True)
class CodeBlock:
    """A block of code, its language and the line of its first line of code."""

    line: int
    language: str
    code: str
    node: nodes.Node
    caption: str = ""
    source: DirectiveSource | None = None


@dataclass(slots=True)
class ProseBlock:
    """Anything else, parsed by the host."""

    line: int
    node: nodes.Node
    source: DirectiveSource | None = None


Block = TableBlock | ListBlock | CodeBlock | ProseBlock


def read_blocks(opening: ParsedDirective, source: DirectiveSource) -> list[Block]:
    """Return the blocks of a directive's body, in their order."""
    if source.is_markdown:
        blocks = list(_markdown_blocks(opening, source))
    else:
        parsed = source.parse_blocks(opening.body, opening.offset)
        blocks = from_nodes(parsed, opening.first, source)
    for block in blocks:
        lines, first = body_lines(block, opening)
        if isinstance(block, TableBlock):
            _locate_rows(block, lines, first)
        elif isinstance(block, CodeBlock):
            locate_code(block, lines, first)
    return blocks


def body_lines(block: Block, opening: ParsedDirective) -> tuple[Sequence[str], int]:
    """Return the lines that a block is in, and the number of the first of them."""
    if block.source is not None:
        return block.source.text.lines, 1
    return list(opening.body), opening.first


def locate_code(block: CodeBlock, body: Sequence[str], first: int) -> None:
    """Find the first line of a block's code in the source.

    Nodes have the line of the fence, of the directive, or none of their own.

    Args:
        block: the block, which is changed.
        body: the lines that it is in.
        first: the number of the first of them.
    """
    lines = [line.strip() for line in body]
    code = [line.strip() for line in block.code.splitlines()]
    start = max(0, block.line - first - 1)
    for position in range(start, len(lines) - len(code) + 1):
        if lines[position : position + len(code)] == code:
            block.line = first + position
            return


def _locate_rows(table: TableBlock, lines: Sequence[str], first: int) -> None:
    """Find a ``csv-table``'s rows in the source: docutils keeps no lines of them."""
    if any(cell.line != table.line for row in table.rows for cell in row):
        return
    position = max(0, table.line - first)
    for row in (table.head, *table.rows):
        text = next((cell.text.split("\n")[0] for cell in row if cell), "")
        found = next((n for n in range(position, len(lines)) if text in lines[n]), None)
        if text and found is not None:
            position = found + 1
            for cell in row:
                cell.line = first + found


def _markdown_blocks(
    opening: ParsedDirective, source: DirectiveSource
) -> Iterator[Block]:
    lines = list(opening.body)
    if table := _whole_table(lines, opening.first, source.text):
        yield table
        return
    tokens = source.parser.block_tokens("\n".join(lines))
    start = 0
    pending = 0

    def prose(end: int) -> Iterator[Block]:
        part = StringList(lines[pending:end], "")
        parsed = source.parse_blocks(part, opening.offset + pending, typography=False)
        yield from from_nodes(parsed, opening.first + pending, source)

    for number, token in enumerate(tokens):
        if token.level or token.nesting < 0 or not token.map:
            continue
        start, end = token.map
        if token.type != "table_open":
            continue
        if start > pending:
            yield from prose(start)
        yield _markdown_table(lines, tokens, number, opening.first, source.text)
        pending = end
    if pending < len(lines):
        yield from prose(len(lines))


_TABLE_LINE = re.compile(r" {0,3}\|")
_TABLE_RULE = re.compile(r"\s*\|(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*")
"""The line below a table's head (GitHub Flavored Markdown, 4.10), with a bar first."""


def _whole_table(
    lines: Sequence[str], first: int, file: SourceFile
) -> TableBlock | None:
    """Return the table that all of a body is; `None` where it may be anything else.

    Where every line begins with a bar nothing but a table can begin or end, and no
    parser is needed.
    """
    start, end = 0, len(lines)
    while start < end and not lines[start].strip():
        start += 1
    while start < end and not lines[end - 1].strip():
        end -= 1
    if (
        end - start < 2
        or not _TABLE_RULE.fullmatch(lines[start + 1])
        or not all(map(_TABLE_LINE.match, lines[start:end]))
    ):
        return None
    cells = [
        _split_row(lines[number], first + number, file) for number in range(start, end)
    ]
    if len(cells[0]) != len(cells[1]):
        return None
    return TableBlock(first + start, cells[0], cells[2:])


def _markdown_table(
    lines: Sequence[str],
    tokens: Sequence[Token],
    start: int,
    first: int,
    file: SourceFile,
) -> TableBlock:
    """Return the table whose opening token is number *start*.

    Rows are split here, since markdown-it drops the cells beyond the column heads.
    """
    rows: list[list[SourceCell]] = []
    for token in tokens[start + 1 :]:
        if token.type == "table_close":
            break
        if token.type == "tr_open" and token.map:
            line = token.map[0]
            rows.append(_split_row(lines[line], first + line, file))
    top = tokens[start].map
    return TableBlock(first + (top[0] if top else 0), rows[0], rows[1:])


_BAR = re.compile(r"(?<!\\)\|")
"""The border of a cell; markdown-it takes a bar behind a backslash for text."""


def _split_row(line: str, number: int, file: SourceFile) -> list[SourceCell]:
    """Return the cells of a row, each with its columns.

    Args:
        line: the row.
        number: the number of its line in the file.
        file: the file.
    """
    row = line.strip()
    escapes = "\\" in row
    texts = _BAR.split(row) if escapes else row.split("|")
    position = file.start(number, row)
    if texts and not texts[0].strip():
        position += (len(texts[0]) + 1) if position else 0
        texts = texts[1:]
    if texts and row.endswith("|") and not texts[-1].strip():
        texts = texts[:-1]
    cells: list[SourceCell] = []
    for text in texts:
        source = text.strip()
        start = end = 0
        if position:
            start = position + len(text) - len(text.lstrip())
            end = start + len(source)
            position += len(text) + 1
        if escapes:
            source = source.replace("\\|", "|")
        cells.append(SourceCell(number, source, (), start, end))
    return cells


def from_nodes(
    parsed: Sequence[nodes.Node], line: int, source: DirectiveSource
) -> list[Block]:
    """Return the blocks that parsed nodes are.

    Args:
        parsed: the nodes.
        line: the line of the first of them, where it has none.
        source: the directive that they are in.
    """
    found: list[Block] = []
    for node in parsed:
        own = source.at(node)
        if own is source:
            line = node.line or line
            found.append(_block(node, line, source))
        else:
            # The line of included code is that of the directive which includes it.
            is_code = isinstance(node, nodes.literal_block)
            block = _block(node, 1 if is_code else node.line or 1, own)
            block.source = own
            found.append(block)
    return found


def _block(node: nodes.Node, line: int, source: DirectiveSource) -> Block:
    """Return the block that a node on a line of a source is."""
    if isinstance(node, nodes.table) and (table := _node_table(node, line, source)):
        return table
    if isinstance(node, (nodes.bullet_list, nodes.enumerated_list)):
        return ListBlock(line, _node_bullets(node, line, source))
    if isinstance(node, nodes.field_list):
        return ListBlock(line, _node_fields(node, line, source))
    return code_block(node, line) or ProseBlock(line, node)


def code_block(node: nodes.Node, line: int) -> CodeBlock | None:
    """Return the block of code that a node is, if it is one.

    Args:
        node: the node.
        line: its line, where the code in it has none.
    """
    if isinstance(node, nodes.literal_block):
        language = str(node.get("language", ""))
        return CodeBlock(line, language, node.astext(), node)
    if found := _captioned(node):
        caption, block = found
        language = str(block.get("language", ""))
        return CodeBlock(block.line or line, language, block.astext(), node, caption)
    return None


def _captioned(node: nodes.Node) -> tuple[str, nodes.literal_block] | None:
    """Return caption and block where *node* is a block of code with a caption."""
    if not isinstance(node, nodes.container) or not node.get("literal_block"):
        return None
    block = next(node.findall(nodes.literal_block), None)
    caption = next(node.findall(nodes.caption), None)
    if block is None or caption is None:
        return None
    return caption.astext(), block


def _node_table(
    table: nodes.table, line: int, source: DirectiveSource
) -> TableBlock | None:
    head = next(table.findall(nodes.thead), None)
    body = next(table.findall(nodes.tbody), None)
    if head is None or body is None or len(head) != 1 or not len(body):
        return None
    (heads,) = _node_rows(head, line, source)
    return TableBlock(line, heads, _node_rows(body, line, source))


def _node_rows(
    part: nodes.Element, line: int, source: DirectiveSource
) -> list[list[SourceCell]]:
    """Return the rows of a table's head or body, cells that span others repeated."""
    rows: list[list[SourceCell]] = []
    spanning: dict[int, tuple[int, SourceCell]] = {}
    for row in part.children:
        cells: list[SourceCell] = []

        def add(
            cell: SourceCell, more_rows: int, cells: list[SourceCell] = cells
        ) -> None:
            if more_rows:
                spanning[len(cells)] = (more_rows, cell)
            cells.append(cell)

        def add_spanning(cells: list[SourceCell] = cells) -> None:
            while len(cells) in spanning:
                more_rows, cell = spanning.pop(len(cells))
                add(replace(cell, line=0), more_rows - 1)

        for entry in cast("list[nodes.Element]", cast("nodes.Element", row).children):
            add_spanning()
            add(_node_cell(entry, line, source), entry.get("morerows", 0))
            for _ in range(entry.get("morecols", 0)):
                add(SourceCell(0), entry.get("morerows", 0))
        add_spanning()
        here = min((cell.line for cell in cells if cell and cell.line), default=line)
        for cell in cells:
            cell.line = cell.line if cell and cell.line else here
        rows.append(cells)
    return rows


def _node_cell(entry: nodes.Element, line: int, source: DirectiveSource) -> SourceCell:
    # The cells of a csv-table count their lines from 1, each for itself.
    here = next((n.line for n in entry.findall() if n.line and n.line >= line), line)
    children = _without_messages(entry.children)
    if len(children) == 1 and isinstance(paragraph := children[0], nodes.paragraph):
        inline = source.parser.clean(paragraph.children, paragraph.rawsource, here)
        return SourceCell(here, inline=inline, raw=paragraph.rawsource)
    return SourceCell(here, inline=source.parser.clean(children, "", here))


def _without_messages(parsed: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Return nodes without the parser's messages, which were reported."""
    return [node for node in parsed if not isinstance(node, nodes.system_message)]


def _node_bullets(
    parent: nodes.Element, line: int, source: DirectiveSource
) -> list[Bullet]:
    return [
        _bullet(list(cast("nodes.Element", item).children), item.line or line, source)
        for item in parent.children
    ]


def _node_fields(
    parent: nodes.Element, line: int, source: DirectiveSource
) -> list[Bullet]:
    found: list[Bullet] = []
    for child in parent.children:
        if not isinstance(child, nodes.field):
            continue
        name, body = child.children
        children = list(cast("nodes.Element", body).children)
        bullet = _bullet(children, child.line or line, source)
        label = cast("nodes.Element", name)
        bullet.label = source.parser.clean(label.children, label.rawsource, bullet.line)
        found.append(bullet)
    return found


def _bullet(children: list[nodes.Node], line: int, source: DirectiveSource) -> Bullet:
    children = _without_messages(children)
    here = next((node.line for node in children if node.line), None) or line
    if children and isinstance(paragraph := children[0], nodes.paragraph):
        return paragraph_bullet(paragraph, here, source, "bullet", children[1:])
    return Bullet(here, [], children)


def paragraph_bullet(
    paragraph: nodes.paragraph,
    line: int,
    source: DirectiveSource,
    container: Container = "body",
    below: Sequence[nodes.Node] = (),
) -> Bullet:
    """Return a paragraph as the bullet of a list.

    Args:
        paragraph: the paragraph, whose nodes the bullet takes.
        line: its line.
        source: the directive that it is in.
        container: where it is written.
        below: the blocks below it.
    """
    written = Paragraph(paragraph.rawsource, line, container, source.text)
    inline = source.parser.clean(paragraph.children, paragraph.rawsource, line)
    return Bullet(line, inline, list(below), source=written)
