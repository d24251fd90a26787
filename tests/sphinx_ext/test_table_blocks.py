"""A body that is one table is read without a parser, as the parser would read it."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sphinxcontrib_techspec.sphinx_ext.reading.ranges import SourceFile
from sphinxcontrib_techspec.sphinx_ext.reading.table_blocks import (
    markdown_table,
    whole_table,
)

PIECES = [
    "|",
    "|",
    " ",
    "-",
    ":",
    "a",
    "\\",
    "`",
    "---",
    " b ",
    "\\|",
    "  ",
    "> ",
    "# ",
]
CELLS = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
RULES = st.integers(1, 3).map(lambda count: "|" + "---|" * count)
LINES = st.lists(CELLS.map("| {}".format) | CELLS, max_size=4)


@given(CELLS.map("| {}".format), RULES | CELLS, LINES)
@example("| a | b |", "|---|---|", ["| 1 | 2 |", "| 3 | 4 | 5 |", "| 6 |"])
@example("| a | b |", "|---|", ["| 1 | 2 |"])
@example("| a |", "|---|", ["| 1 |", "", "| 2 |"])
@example("| a |", "|---|", ["    | 1 |"])
@example("| a \\| b |", "|---|", ["| `1 \\| 2` |"])
def test_read_as_the_parser_reads_it(head: str, rule: str, rest: list[str]):
    lines = [head, rule, *rest]
    file = SourceFile([*[""] * 9, *lines])
    table = whole_table(lines, 10, file)
    if table is None:
        return
    tokens = MarkdownIt().enable("table").parse("\n".join(lines))
    outer = [token.type for token in tokens if not token.level]
    assert outer == ["table_open", "table_close"]
    assert table == markdown_table(lines, tokens, 0, 10, file)


def test_a_plain_table_is_one():
    lines = ["", "| a | b |", "|---|:-:|", "| 1 | 2 |", ""]
    table = whole_table(lines, 10, SourceFile())
    assert table is not None
    assert [cell.text for cell in table.head] == ["a", "b"]
    assert [[(cell.text, cell.line) for cell in row] for row in table.rows] == [
        [("1", 13), ("2", 13)]
    ]
