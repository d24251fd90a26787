"""Tables as blocks: cells that are not yet read, and the tables of Markdown.

Markdown's tables are read from markdown-it's block tokens, without building nodes for
them, which is what makes a table of a thousand rows cheap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docutils import nodes
from markdown_it.token import Token

from ...codes import Code
from ...messages import Message
from ...model.item import Problem, SourceRange, SourceText
from ...model.references import read_decisions, split_references
from ...patterns import regex
from ...text import collapse_spaces, shorten
from .cells import MARKS, as_references, read_markdown, read_nodes
from .ranges import SourceFile
from .source import DirectiveSource

_STYLE = regex(r"[`*]+|(?<![^\W_])_+|_+(?![^\W_])")
"""The marks of code and emphasis in Markdown."""


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
        is_spanning: whether it is a cell of several rows.
    """

    line: int
    source: str = ""
    inline: Sequence[nodes.Node] = ()
    column: int = 0
    end_column: int = 0
    raw: str = ""
    is_spanning: bool = False

    @property
    def text(self) -> str:
        """The words in the cell; Markdown's with their markup."""
        return self.source or "".join(node.astext() for node in self.inline).strip()

    def __bool__(self) -> bool:
        """Return whether there is anything in the cell, be it no word of a value."""
        return bool(self.source or self.inline)

    def words(self) -> str:
        """Return the words without their markup; links as references.

        Nothing is parsed, so that the cell may be read once more.
        """
        if self.inline:
            return as_references(self.inline)
        return _STYLE.sub("", MARKS.sub("", self.source)).strip()

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
        if self.is_spanning:
            # What is written in it is of all of them.
            return SourceRange(line, container="cell")
        if self.column:
            return SourceRange(line, self.column, line, self.end_column, "cell")
        if "\n" in self.raw:
            return file.block(line, self.raw.split("\n"), "cell")
        return file.within(line, self.raw, "cell")


@dataclass(slots=True)
class TableBlock:
    """A table: its column heads, and rows that may be shorter or longer.

    As in every block, the source is that of a file that the directive's body includes.
    The node is the host's, where it parsed the table.
    """

    line: int
    head: list[SourceCell]
    rows: list[list[SourceCell]]
    source: DirectiveSource | None = None
    node: nodes.Element | None = None


_TABLE_LINE = regex(r" {0,3}\|")
_TABLE_RULE = regex(r"\s*\|(?:\s*:?-+:?\s*\|)*\s*:?-+:?(?:\s*\|)?\s*")
"""The line below a table's head (GitHub Flavored Markdown, 4.10), with a bar first."""


def whole_table(
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


def markdown_table(
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


_LOST_BAR = regex(r"\S(?: {2,}| [x:`\-*_{}()#~.<\\] )\S")
"""What a bar between two cells leaves that was deleted or mistyped: spaces, or a mark
that stands alone."""


def short_rows(table: TableBlock, source: DirectiveSource) -> Iterator[Problem]:
    """Yield the problems of the rows of a Markdown table that lack a bar.

    A row may leave its last cells out, as the table's specification says (GitHub
    Flavored Markdown, 4.10). Where the bar between two of its cells is lost, they are
    read as one, and those behind them under another head.

    Args:
        table: the table.
        source: the directive that it is in, or the file that it is included from.
    """
    source = table.source or source
    heads = len(table.head)
    if not source.is_markdown or not heads:
        return
    if table.node is not None:
        # The host fills up the rows that it parses; other tables have no bars.
        head = source.text.line(table.head[0].line).strip()
        if len(_cell_texts(head)[1]) != heads:
            return
    for row in filter(any, table.rows):
        if len(row) < heads or table.node is not None:
            line = row[0].line
            written = source.text.line(line).strip()
            _, texts = _cell_texts(written)
            lost = [text for text in texts if _LOST_BAR.search(text.strip())]
            if lost and len(texts) < heads:
                yield Problem(
                    Code.UNPARSABLE_BODY,
                    Message(
                        "missing bar in “{text}”: {cells} cells, {heads} column heads",
                        text=shorten(collapse_spaces(lost[0])),
                        cells=len(texts),
                        heads=heads,
                    ),
                    line,
                    shorten(collapse_spaces(lost[0])),
                    Message("add the bar between the cells"),
                )


_BAR = regex(r"(?<!\\)\|")
"""The border of a cell; markdown-it takes a bar behind a backslash for text."""


def _cell_texts(row: str) -> tuple[int, list[str]]:
    """Return the texts between the bars of a row, and the length of what is before.

    Args:
        row: the row, without spaces around it.
    """
    texts = _BAR.split(row) if "\\" in row else row.split("|")
    before = 0
    if texts and not texts[0].strip():
        before = len(texts[0]) + 1
        texts = texts[1:]
    if texts and row.endswith("|") and not texts[-1].strip():
        texts = texts[:-1]
    return before, texts


def _split_row(line: str, number: int, file: SourceFile) -> list[SourceCell]:
    """Return the cells of a row, each with its columns.

    Args:
        line: the row.
        number: the number of its line in the file.
        file: the file.
    """
    row = line.strip()
    escapes = "\\" in row
    position = file.start(number, row)
    before, texts = _cell_texts(row)
    position += before if position else 0
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
