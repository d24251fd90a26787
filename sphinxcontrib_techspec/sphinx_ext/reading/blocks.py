"""The body of a directive as blocks: tables, lists, code, and what is prose.

Markdown's tables and lists are read from markdown-it's block tokens, without building
nodes for them, which is what makes a table of a thousand rows cheap. Everything else,
and all of reStructuredText, is parsed by the host and read from its nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import cast

from docutils import nodes
from docutils.statemachine import StringList

from ...code.languages import language_named
from ...code.mermaid import LANGUAGE as MERMAID
from ...model.document import DocumentBlock
from ...model.item import Container, SourceText
from ...patterns import regex
from ...text import to_plain
from .cells import read_nodes
from .ranges import Paragraph
from .source import DirectiveSource, ParsedDirective
from .table_blocks import SourceCell, TableBlock, markdown_table, whole_table

_JSON = language_named("json")


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
    node: nodes.Element | None = None


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


def join_lists(blocks: Iterable[Block]) -> list[Block]:
    """Return blocks, bullet lists that only their markers keep apart as one list.

    Args:
        blocks: the blocks of a body; a list that others join is changed.
    """
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if (
            isinstance(last, ListBlock)
            and isinstance(block, ListBlock)
            and last.source is block.source
            and isinstance(last.node, nodes.bullet_list)
            and isinstance(block.node, nodes.bullet_list)
            and not has_label(block.node)
        ):
            last.bullets += block.bullets
        else:
            found.append(block)
    return found


def body_lines(block: Block, opening: ParsedDirective) -> tuple[Sequence[str], int]:
    """Return the lines that a block is in, and the number of the first of them."""
    if block.source is not None:
        return block.source.text.lines, 1
    return opening.body.data, opening.first


def locate_code(block: CodeBlock, body: Sequence[str], first: int) -> None:
    """Find the first line of a block's code in the source.

    Nodes have the line of the fence, of the directive, or none of their own.

    Args:
        block: the block, which is changed.
        body: the lines that it is in.
        first: the number of the first of them.
    """
    code = [line.strip() for line in block.code.splitlines()]
    start = max(0, block.line - first - 1)
    end = len(body) - len(code) + 1
    # Extensions give nodes the last line of their directive.
    for position in chain(range(start, end), reversed(range(min(start, end)))):
        if all(body[position + n].strip() == line for n, line in enumerate(code)):
            block.line = first + position
            return


def _locate_rows(table: TableBlock, lines: Sequence[str], first: int) -> None:
    """Find a ``csv-table``'s rows in the source: docutils keeps no lines of them.

    All of its cells are on one line then, those of its head as well.
    """
    cells = [cell for row in (table.head, *table.rows) for cell in row if cell]
    if len({cell.line for cell in cells}) > 1:
        return
    position = max(0, table.line - first)
    for row in (table.head, *table.rows):
        texts = _first_texts(row)
        # A cell may be written in another way, with quotes doubled in it.
        found = next(
            (
                number
                for wanted in (texts, texts[:1])
                for number in range(position, len(lines))
                if _in_order(wanted, lines[number])
            ),
            None,
        )
        if texts and found is not None:
            position = found + 1
            for cell in row:
                cell.line = first + found


def _first_texts(row: Sequence[SourceCell]) -> list[str]:
    """Return the texts of a row's cells that are on its first line, as written."""
    found: list[str] = []
    for cell in filter(None, row):
        if found and not cell.raw:
            # It has several paragraphs.
            break
        text, *more = (cell.raw or cell.text).split("\n")
        found.append(text)
        if more:
            break
    return found


def _in_order(texts: Iterable[str], line: str) -> bool:
    """Return whether a line has texts one after the other."""
    position = 0
    for text in texts:
        at = line.find(text, position)
        if at < 0:
            return False
        position = at + len(text)
    return True


def _markdown_blocks(
    opening: ParsedDirective, source: DirectiveSource
) -> Iterator[Block]:
    lines = list(opening.body)
    if table := whole_table(lines, opening.first, source.text):
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
        yield markdown_table(lines, tokens, number, opening.first, source.text)
        pending = end
    if pending < len(lines):
        yield from prose(len(lines))


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
    first = line
    for node in parsed:
        own = source.at(node)
        if own is source:
            line = node.line or line
            found.append(_block(node, line, source, first))
        else:
            # The line of included code is that of the directive which includes it.
            is_code = isinstance(node, nodes.literal_block)
            block = _block(node, 1 if is_code else node.line or 1, own)
            block.source = own
            found.append(block)
    return found


def _block(
    node: nodes.Node, line: int, source: DirectiveSource, first: int = 1
) -> Block:
    """Return the block that a node on a line of a source is.

    Args:
        node: the node.
        line: its line.
        source: the source.
        first: the first line of the part that was parsed.
    """
    if isinstance(node, nodes.table) and (
        table := _node_table(node, line, source, min(first, line))
    ):
        return table
    if isinstance(node, (nodes.bullet_list, nodes.enumerated_list)):
        return ListBlock(line, _node_bullets(node, line, source), node=node)
    if isinstance(node, nodes.field_list):
        return ListBlock(line, _node_fields(node, line, source), node=node)
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
    if drawing := _drawing(node):
        return CodeBlock(drawing.line or line, MERMAID, drawing["code"], node)
    if found := _captioned(node):
        caption, block = found
        language = str(block.get("language", ""))
        return CodeBlock(block.line or line, language, block.astext(), node, caption)
    return None


def document_block(block: Block, file: str = "") -> DocumentBlock | None:
    """Return the table, list or block of code that a block is, not read yet.

    Args:
        block: the block.
        file: its file, where that is not the document's.
    """
    if isinstance(block, ProseBlock):
        return None
    if isinstance(block, CodeBlock):
        # The block's own line is that of its code.
        fence = block.node.line if block.source is None else None
        return DocumentBlock("code block", fence or block.line, file=file)
    if isinstance(block, TableBlock):
        line = next((cell.line for cell in block.head if cell.line), block.line)
        return DocumentBlock("table", line, file=file)
    return DocumentBlock("list", block.line, file=file)


_REQUEST = regex(r"(?:DELETE|GET|PATCH|POST|PUT)\s/\S")


def _has_request(code: str) -> bool:
    """Return whether code has the line of a request, and JSON below it."""
    lines = iter(code.split("\n"))
    return any(_REQUEST.match(line) for line in lines) and any(
        line.lstrip().startswith(("{", "[")) for line in lines
    )


def has_json(body: Iterable[nodes.Node]) -> bool:
    """Return whether there is a block of JSON among nodes, or in one of them.

    A request as it is sent, with JSON below its line, is one in whatever language.
    """
    return any(
        language_named(str(block.get("language", ""))) == _JSON
        or _has_request(block.astext())
        for node in body
        for block in node.findall(nodes.literal_block)
    )


def has_label(node: nodes.Node | None) -> bool:
    """Return whether a node has a label or a caption, which the page has to keep."""
    if not isinstance(node, nodes.Element):
        return False
    captions = (nodes.title, nodes.caption)
    return bool(node["ids"]) or any(isinstance(child, captions) for child in node)


def _drawing(node: nodes.Node) -> nodes.Element | None:
    """Return the diagram that a node is or, as a figure with a caption, has.

    It is the node of the extension ``sphinxcontrib.mermaid``, known by its name, so
    that the extension is not imported where a project does not use it.
    """
    if isinstance(node, nodes.figure):
        node = next(iter(node.children), node)
    if not isinstance(node, nodes.Element) or type(node).__name__ != MERMAID:
        return None
    return node if isinstance(node.get("code"), str) else None


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
    table: nodes.table, line: int, source: DirectiveSource, first: int
) -> TableBlock | None:
    head = next(table.findall(nodes.thead), None)
    body = next(table.findall(nodes.tbody), None)
    if head is None or body is None or len(head) != 1 or not len(body):
        return None
    (heads,) = _node_rows(head, line, source, first)
    return TableBlock(line, heads, _node_rows(body, line, source, first), node=table)


def _node_rows(
    part: nodes.Element, line: int, source: DirectiveSource, first: int
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
                cell.is_spanning = True
                spanning[len(cells)] = (more_rows, cell)
            cells.append(cell)

        def add_spanning(cells: list[SourceCell] = cells) -> None:
            while len(cells) in spanning:
                more_rows, cell = spanning.pop(len(cells))
                add(replace(cell, line=0), more_rows - 1)

        for entry in cast("list[nodes.Element]", cast("nodes.Element", row).children):
            add_spanning()
            add(_node_cell(entry, line, source, first), entry.get("morerows", 0))
            for _ in range(entry.get("morecols", 0)):
                add(SourceCell(0), entry.get("morerows", 0))
        add_spanning()
        here = min((cell.line for cell in cells if cell and cell.line), default=line)
        for cell in cells:
            cell.line = cell.line if cell and cell.line else here
        rows.append(cells)
    return rows


def _node_cell(
    entry: nodes.Element, line: int, source: DirectiveSource, first: int
) -> SourceCell:
    # The cells of a csv-table count their lines from 1, each for itself. MyST gives a
    # list-table the last line of its directive.
    here = next((n.line for n in entry.findall() if n.line and n.line >= first), line)
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
