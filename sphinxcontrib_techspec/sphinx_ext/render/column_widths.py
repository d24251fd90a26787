"""How wide the columns of a table are, for builders that cannot find out themselves."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes
from docutils.utils import column_width

from .line_breaks import is_prose
from .model import Cell, Line

_WORD, _LINE = {"latex": 14, "": 26}, {"latex": 60, "": 44}
"""How long a word may be before it is broken, and a line before it wraps."""

_PAGE = {"latex": 100, "": 92}
"""How many characters a page is wide."""

_BETWEEN = 3
"""How many characters stand between two columns."""

Texts = Sequence[tuple[str, int]]
"""The lines of a cell, each with the characters that boxes and quotes add to it."""


def column_widths(
    heads: Sequence[str], rows: Sequence[Sequence[Texts]], format_: str
) -> list[int]:
    """Return the widths of columns, in characters or in shares of the whole.

    Each column gets its longest word, and what is left goes to those whose lines are
    longest, as it does in a browser.

    Args:
        heads: the columns' heads.
        rows: the lines of each cell of each row.
        format_: the builder's format.
    """
    of = "latex" if format_ == "latex" else ""
    bold = [_width(head) // 6 + 1 for head in heads]
    least = [
        _longest_word(head, more, _WORD[of])
        for head, more in zip(heads, bold, strict=True)
    ]
    most = [_width(head) + more for head, more in zip(heads, bold, strict=True)]
    for row in rows:
        for number, lines in enumerate(row):
            for text, more in lines:
                least[number] = max(least[number], _longest_word(text, more, _WORD[of]))
                most[number] = max(most[number], min(_width(text) + more, _LINE[of]))
    most = [max(pair) for pair in zip(least, most, strict=True)]
    room = _PAGE[of] - _BETWEEN * len(heads) - sum(least)
    wished = sum(most) - sum(least)
    share = min(1.0, max(0, room) / wished) if wished else 0.0
    widths = [low + (high - low) * share for low, high in zip(least, most, strict=True)]
    if of:
        # LaTeX fills the line, padding and all, by shares.
        return [round(10 * (width + _BETWEEN)) for width in widths]
    return [round(width) for width in widths]


def _longest_word(text: str, more: int, most: int) -> int:
    return max((_word_width(word, more, most) for word in text.split()), default=1)


def _word_width(word: str, more: int, most: int) -> int:
    width = _width(word)
    # A word of prose is not broken without a hyphen.
    return min(width + more, max(most, width) if is_prose(word) else most)


def _width(text: str) -> int:
    """Return how wide text is: some scripts have characters twice as wide."""
    return len(text) if text.isascii() else column_width(text)


def _capitals(text: str) -> int:
    """Return how many capitals, which are wide on paper, a word of *text* has."""
    return max((sum(map(str.isupper, word)) for word in text.split()), default=0)


def cell_texts(cell: Cell, format_: str) -> Texts:
    """Return the lines of a cell, for builders that need the columns' widths."""
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


def node_texts(kept: Sequence[nodes.Node]) -> Texts:
    """Return the texts of nodes: inline ones in one line, and each block's lines."""
    inline = "".join(
        node.astext() for node in kept if isinstance(node, (nodes.Text, nodes.Inline))
    )
    blocks = [
        line
        for node in kept
        if not isinstance(node, (nodes.Text, nodes.Inline))
        for line in node.astext().splitlines()
    ]
    return [(line, 1) for line in [inline, *blocks]]
