"""A document with directives of the domain, as it is without their own lines.

What stands outside of the directives is read in it as in a plain document: by the
headings, and beside the tables and lists that have directives already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..kinds import BY_NAME
from .blocks import MarkdownBlock
from .choose import Choice, Left, Typed

PREFIX = "techspec:"
"""What the names of the domain's directives begin with."""

_OPTION = re.compile(r" {0,3}:[\w-]+:(?: |$)")
_CONTINUED = re.compile(r"[ \t]+\S")
_YAML = re.compile(r" {0,3}---[ \t]*$")
_FENCE = re.compile(r" {0,3}(?:`{3,}|:{3,}|~{3,})[ \t]*$")


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
    yield first
    first += 1
    is_yaml = first < end and _YAML.match(lines[first])
    if is_yaml:
        yield first
        first += 1
        while first < end and not _YAML.match(lines[first]):
            yield first
            first += 1
        if first < end:
            yield first
        return
    in_option = False
    while first < end:
        line = lines[first]
        in_option = bool(_OPTION.match(line) or (in_option and _CONTINUED.match(line)))
        if not in_option:
            break
        yield first
        first += 1
    if first < end and not lines[first].strip():
        yield first
