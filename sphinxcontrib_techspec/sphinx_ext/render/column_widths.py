"""The widths of the columns of a table, for builders that need them."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes
from docutils.utils import column_width

from .line_breaks import is_prose
from .model import Cell, Line

_WORD, _LINE = {"latex": 14, "": 26}, {"latex": 60, "": 44}
"""The maximum length of an unbroken word, and of an unwrapped line."""

_PAGE = {"latex": 100, "": 92}
"""The width of a page in characters."""

_GAP = 3
"""The characters between two columns."""

Texts = Sequence[tuple[str, int]]
"""The lines of a cell, each with the characters that boxes and quotes add to it."""


def column_widths(
    heads: Sequence[str], rows: Sequence[Sequence[Texts]], format_: str
) -> list[int]:
    """Return the widths of columns, in characters or in shares of the whole.

    Each column is as wide as its longest word; the rest is distributed by the length of
    lines, as browsers do.

    Args:
        heads: the columns' heads.
        rows: the lines of each cell of each row.
        format_: the builder's format.
    """
    medium = "latex" if format_ == "latex" else ""
    bold = [_width(head) // 6 + 1 for head in heads]
    minimum = [
        _longest_word(head, more, _WORD[medium])
        for head, more in zip(heads, bold, strict=True)
    ]
    maximum = [_width(head) + more for head, more in zip(heads, bold, strict=True)]
    for row in rows:
        for number, lines in enumerate(row):
            for text, more in lines:
                minimum[number] = max(
                    minimum[number], _longest_word(text, more, _WORD[medium])
                )
                maximum[number] = max(
                    maximum[number], min(_width(text) + more, _LINE[medium])
                )
    maximum = [max(pair) for pair in zip(minimum, maximum, strict=True)]
    available = _PAGE[medium] - _GAP * len(heads) - sum(minimum)
    wanted = sum(maximum) - sum(minimum)
    share = min(1.0, max(0, available) / wanted) if wanted else 0.0
    widths = [
        low + (high - low) * share for low, high in zip(minimum, maximum, strict=True)
    ]
    if medium:
        # LaTeX takes shares of the line, including padding.
        return [round(10 * (width + _GAP)) for width in widths]
    return [round(width) for width in widths]


def _longest_word(text: str, more: int, most: int) -> int:
    return max((_word_width(word, more, most) for word in text.split()), default=1)


def _word_width(word: str, more: int, most: int) -> int:
    width = _width(word)
    # A word of prose is not broken without a hyphen.
    return min(width + more, max(most, width) if is_prose(word) else most)


def _width(text: str) -> int:
    """Return the width of text: some scripts have characters twice as wide."""
    return len(text) if text.isascii() else column_width(text)


def _capitals(text: str) -> int:
    """Return the highest number of capitals, which are wide, in a word of *text*."""
    return max((sum(map(str.isupper, word)) for word in text.split()), default=0)


def cell_texts(cell: Cell, format_: str) -> Texts:
    """Return the lines of a cell, for builders that need column widths."""
    return node_texts(cell.nodes) if cell.nodes else line_texts(cell.lines, format_)


def line_texts(lines: Sequence[Line], format_: str) -> Texts:
    """Return the texts of lines of parts."""
    found: list[tuple[str, int]] = []
    for line in lines:
        text = "".join(part.text for part in line)
        drawn = any(
            part.type == "badge" or "code" in (part.type, part.style) for part in line
        )
        if format_ == "latex":
            # Code is wider than prose, and a badge has a box around it.
            more = len(text) // 8 + 1 if drawn else 0
            found.append((text, more + _capitals(text) // 3))
        else:
            found.append((text, 2 if drawn else 0))
    return found


def node_texts(content: Sequence[nodes.Node]) -> Texts:
    """Return the texts of nodes: inline ones in one line, and each block's lines."""
    inline = "".join(
        node.astext()
        for node in content
        if isinstance(node, (nodes.Text, nodes.Inline))
    )
    blocks = [
        line
        for node in content
        if not isinstance(node, (nodes.Text, nodes.Inline))
        for line in node.astext().splitlines()
    ]
    return [(line, 1) for line in [inline, *blocks]]
