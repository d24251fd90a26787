"""Edits in tables whose cells have a width: grid and simple tables.

Both are tables of docutils (reStructuredText Markup Specification, *Tables*). A cell
keeps its width: what a longer text needs is taken from the spaces behind it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..patterns import regex
from .edits import CannotFixError, Edit, SourceLines

_GRID_BORDER = regex(r"\+[-=+]+\+[ ]*")
_SIMPLE_BORDER = regex(r"[ ]*=+(?:[ ]+=+)+[ ]*")
_COLUMN = regex(r"=+")


def keep_width(source: SourceLines, edit: Edit, line: int) -> Edit:
    """Return an edit that leaves the borders of its cell where they are.

    Args:
        source: the file.
        edit: the edit; it is returned as it is outside of tables with borders.
        line: its line, from 1.

    Raises:
        CannotFixError: the new text does not fit into the cell.
    """
    text, start = source.lines[line - 1], source.starts[line - 1]
    if edit.end > start + len(text):
        # It goes over several lines.
        return edit
    left, right = edit.start - start, edit.end - start
    end = _grid_end(source.lines, line - 1, right)
    if end is not None:
        return _padded(source, edit, start + end, 0)
    columns = _simple_columns(source.lines, line - 1)
    position = _width(text[:left])
    for (_, own_end), (next_start, _) in pairwise(columns):
        if position < own_end:
            return _in_column(source, edit, line, own_end, next_start)
    return edit


def _in_column(
    source: SourceLines, edit: Edit, line: int, own_end: int, next_start: int
) -> Edit:
    """Return an edit of a cell of a simple table that another column follows.

    Args:
        source: the file.
        edit: the edit.
        line: its line, from 1.
        own_end: the column behind the border of its cell, as a terminal counts.
        next_start: that at which the next cell begins.
    """
    text, start = source.lines[line - 1], source.starts[line - 1]
    end = _index(text, next_start)
    if end is not None:
        return _padded(source, edit, start + end, next_start - own_end)
    # It is the last cell of the row that is not empty.
    rest = text[edit.end - start :].rstrip()
    before = text[: edit.start - start]
    if _width(before + edit.new + rest) > own_end:
        raise _no_room(edit.new)
    return edit


def _padded(source: SourceLines, edit: Edit, end: int, gap: int) -> Edit:
    """Return an edit up to the end of a cell, with as much text as there was.

    Args:
        source: the file.
        edit: the edit.
        end: the offset of the border of the cell.
        gap: how many spaces stay before it.
    """
    rest = source.text[edit.end : end]
    more = _width(edit.new) - _width(source.text[edit.start : edit.end])
    room = len(rest) - len(rest.rstrip(" ")) - gap
    if more > room:
        raise _no_room(edit.new)
    rest = rest[: len(rest) - more] if more > 0 else rest + " " * -more
    return Edit(edit.start, end, edit.new + rest) if more else edit


def _no_room(text: str) -> CannotFixError:
    return CannotFixError(f"“{text}” does not fit into the cell; make the column wider")


def _grid_end(lines: Sequence[str], number: int, right: int) -> int | None:
    """Return the index of the border behind a cell of a grid table, if it is in one."""
    text = lines[number]
    if not text.lstrip(" ").startswith("|"):
        return None
    crossings: set[int] = set()
    for border in _lines_above(lines, number):
        body = border.lstrip(" ")
        if _GRID_BORDER.fullmatch(body):
            crossings |= {i for i, mark in enumerate(border) if mark == "+"}
    if not crossings:
        return None
    for index in range(right, len(text)):
        if text[index] == "|" and _width(text[:index]) in crossings:
            return index
    raise _no_room(text[right:].strip(" |"))


def _lines_above(lines: Sequence[str], number: int) -> Iterator[str]:
    """Yield the lines of a grid table above one of its lines."""
    indent = _indent(lines[number])
    for line in reversed(lines[:number]):
        if _indent(line) != indent or line[indent : indent + 1] not in {"|", "+"}:
            return
        yield line


def _simple_columns(lines: Sequence[str], number: int) -> list[tuple[int, int]]:
    """Return the columns of the simple table that a line is in; none in another."""
    least = _indent(lines[number])
    below = lines[number]
    for line in reversed(lines[:number]):
        if _SIMPLE_BORDER.fullmatch(line):
            indent = _indent(line)
            # Behind the last border of a table there is an empty line.
            if indent <= least and below.strip():
                return [match.span() for match in _COLUMN.finditer(line)]
            return []
        if line.strip():
            if line.lstrip().startswith((".. ", "```", ":::")):
                return []
            least = min(least, _indent(line))
        below = line
    return []


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _index(text: str, column: int) -> int | None:
    """Return the index of the character in a column, as a terminal counts it."""
    position = 0
    for index, mark in enumerate(text):
        if position >= column:
            return index
        position += _width(mark)
    return None


def _width(text: str) -> int:
    """Return how many columns a text takes, as docutils counts them."""
    if text.isascii():
        return len(text)
    return sum(
        (
            0
            if unicodedata.combining(mark)
            else 2 if unicodedata.east_asian_width(mark) in "WF" else 1
        )
        for mark in text
    )
