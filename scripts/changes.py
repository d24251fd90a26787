"""Intended changes of structure, which `compare_output.py` makes before it compares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from output_blocks import Block

Reader = Callable[[str], list[Block]]
"""Reads a piece of a file, in the file's language, into blocks."""


class ChangeError(ValueError):
    """A change that cannot be made."""


@dataclass(frozen=True)
class Move:
    """Entries of a list that have another place.

    Each text has to be in exactly one block, without its markup. What begins with
    *first* and ends before *until* comes before *before*.
    """

    first: str
    until: str
    before: str

    def apply(self, blocks: Sequence[Block]) -> list[Block]:
        """Return the blocks in their new order; raises ChangeError."""
        start, end, target = (
            _find(blocks, text) for text in (self.first, self.until, self.before)
        )
        if not (start < end and (target < start or target > end)):
            raise ChangeError(f"nothing to move: {self.first!r}")
        moved = blocks[start:end]
        if target < start:
            return [*blocks[:target], *moved, *blocks[target:start], *blocks[end:]]
        return [*blocks[:start], *blocks[end:target], *moved, *blocks[target:]]


@dataclass(frozen=True)
class Replacement:
    """A piece of a file that is another one; the old one has to be there once."""

    old: str
    new: str

    def apply(
        self, blocks: Sequence[Block], read_old: Reader, read_new: Reader
    ) -> list[Block]:
        """Return the blocks with the piece replaced; raises ChangeError."""
        old = [(block.markup, block.texts) for block in read_old(self.old)]
        given = [(block.markup, block.texts) for block in blocks]
        size = len(old)
        starts = [
            at for at in range(len(given) - size + 1) if given[at : at + size] == old
        ]
        if not old or len(starts) != 1:
            raise ChangeError(f"found {len(starts)} times: {self.old!r}")
        (start,) = starts
        place, group = blocks[start].place, blocks[start].group
        new = [replace(b, place=place, group=group) for b in read_new(self.new)]
        return [*blocks[:start], *new, *blocks[start + size :]]


@dataclass(frozen=True)
class Change:
    """Moves and replacements in some files, and why they were made."""

    why: str
    files: tuple[str, ...]
    steps: tuple[Move | Replacement, ...]

    def apply(
        self, blocks: Sequence[Block], read_old: Reader, read_new: Reader
    ) -> list[Block]:
        """Return the old blocks of a file as they are intended to be.

        Args:
            blocks: the blocks of the old file.
            read_old: reads a piece of the old file.
            read_new: reads a piece of the new file.

        Raises:
            ChangeError: a step that does not fit exactly one place.
        """
        for step in self.steps:
            if isinstance(step, Move):
                blocks = step.apply(blocks)
            else:
                blocks = step.apply(blocks, read_old, read_new)
        return list(blocks)


def _find(blocks: Sequence[Block], text: str) -> int:
    """Return the number of the only block with a text; raises ChangeError."""
    found = [at for at, block in enumerate(blocks) if text in block.text]
    if len(found) != 1:
        raise ChangeError(f"found {len(found)} times: {text!r}")
    return found[0]
