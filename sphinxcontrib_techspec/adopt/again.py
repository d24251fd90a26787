"""A document with directives of the domain, as it is without their own lines.

What stands outside of the directives is read in it as in a plain document: by the
headings, and beside the tables and lists that have directives already.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..kinds import BY_NAME
from ..patterns import regex
from ..sphinx_ext.reading.source import read_option
from .blocks import MarkdownBlock
from .choose import Choice, Left, Typed

PREFIX = "techspec:"
"""What the names of the domain's directives begin with."""

_FENCE = regex(r" {0,3}(?:`{3,}|:{3,}|~{3,})[ \t]*$")
_DASHES = "---"


def is_ours(block: MarkdownBlock) -> bool:
    """Return whether a block is a directive of the domain."""
    return block.type == "directive" and block.language.startswith(PREFIX)


@dataclass(frozen=True, slots=True)
class PlainLines:
    """The lines of a document without those of its directives.

    Attributes:
        lines: the lines, without their endings.
        numbers: of each, its line in the document, from 0.
        directives: the first line of each directive, and the line after its last one.
    """

    lines: list[str]
    numbers: list[int]
    directives: list[tuple[int, int]]

    def outside(self, choice: Choice) -> Choice:
        """Return what becomes of the parts that are in no directive.

        Args:
            choice: what becomes of the parts of these lines.
        """
        typed = (
            Typed(replace(t.candidate, first=place[0], end=place[1]), t.reading)
            for t in choice.typed
            if (place := self._place(t.candidate.first, t.candidate.end))
        )
        left = (
            Left(replace(entry.block, first=place[0], end=place[1]), entry.reason)
            for entry in choice.left
            if (place := self._place(entry.block.first, entry.block.end))
        )
        return Choice(list(typed), list(left), choice.has_sections)

    def is_outside(self, first: int, end: int) -> bool:
        """Return whether some of these lines are in no directive of the document."""
        return self._place(first, end) is not None

    def _place(self, first: int, end: int) -> tuple[int, int] | None:
        """Return the lines in the document, `None` for those of a directive."""
        here, there = self.numbers[first], self.numbers[end - 1] + 1
        inside = any(a < there and here < b for a, b in self.directives)
        return None if inside else (here, there)


def without_directives(
    blocks: Sequence[MarkdownBlock], lines: Sequence[str]
) -> PlainLines:
    """Return a document without the fences and options of its directives.

    The bodies of views and declarations are left out, too: they have no items.

    Args:
        blocks: its blocks.
        lines: its lines, without their endings.
    """
    ours = [block for block in blocks if is_ours(block)]
    own = {number for block in ours for number in _own_lines(block, lines)}
    numbers = [number for number in range(len(lines)) if number not in own]
    return PlainLines(
        [lines[number] for number in numbers],
        numbers,
        [(block.first, block.end) for block in ours],
    )


def _own_lines(block: MarkdownBlock, lines: Sequence[str]) -> Iterator[int]:
    """Yield the lines of a directive that are no part of its content."""
    if block.language.removeprefix(PREFIX) not in BY_NAME:
        yield from range(block.first, block.end)
        return
    first, end = block.first, block.end
    if end - first > 1 and _FENCE.match(lines[end - 1]):
        end -= 1
        yield end
    start = first + 1 + _options_end(lines[first + 1 : end])
    yield from range(first, start)


def _options_end(body: Sequence[str]) -> int:
    """Return how many lines at the beginning of a directive are its options."""
    start = next((n for n, line in enumerate(body) if line.strip()), len(body))
    if start < len(body) and body[start].startswith(_DASHES):
        rest = range(start + 1, len(body))
        # Without an end, the dashes are text.
        end = next((n + 1 for n in rest if body[n].startswith(_DASHES)), 0)
    else:
        end = start
        while end < len(body) and read_option(body[end]):
            end += 1
    if end in {0, start}:
        return 0
    return end + (end < len(body) and not body[end].strip())
