"""The edit that a fix is: the text that it replaces, found in its range alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..messages import Replace
from ..patterns import regex

_LINE_END = regex(r"\r\n|\r|\n")
"""What the readers take for the end of a line."""

_MARKUP = frozenset("\\`*|<>{}[]()\"',\t\r\n\v\f")
"""Characters that may mean something else than themselves where a text is written."""

_TRAILING_UNDERSCORE = regex(r"_(?!\w)")
"""What reStructuredText takes for a reference."""


class Edit(NamedTuple):
    """A part of a text, by its offsets, and what is written in its place."""

    start: int
    end: int
    new: str


class CannotFixError(Exception):
    """A fix cannot be applied; the argument is the reason."""

    @property
    def reason(self) -> str:
        """Why not."""
        return str(self.args[0])


@dataclass(slots=True)
class SourceLines:
    """A text and its lines, which are counted as the readers count them.

    Attributes:
        text: the text.
        lines: its lines, without what ends them.
        starts: the offset of each line.
    """

    text: str
    lines: list[str] = field(default_factory=list[str])
    starts: list[int] = field(default_factory=list[int])

    def __post_init__(self) -> None:
        """Split the text."""
        start = 0
        for match in _LINE_END.finditer(self.text):
            self._add(start, match.start())
            start = match.end()
        self._add(start, len(self.text))

    def _add(self, start: int, end: int) -> None:
        self.starts.append(start)
        self.lines.append(self.text[start:end])

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a column of a line, both from 1.

        Raises:
            CannotFixError: there is no such line or column.
        """
        if not 0 < line <= len(self.lines) or not (
            0 < column <= len(self.lines[line - 1]) + 1
        ):
            raise CannotFixError("the file has no such place")
        return self.starts[line - 1] + column - 1


def find_edit(source: SourceLines, fix: Replace) -> Edit:
    """Return the edit that a fix is.

    Args:
        source: the file that it is for.
        fix: the fix.

    Raises:
        CannotFixError: its range is not known, the old text is not there once, or the
            new text needs markup.
    """
    place = fix.range
    if place is None or not fix.old:
        raise CannotFixError("where the text is in its line is not known")
    start = source.offset(place.line, place.column)
    end = source.offset(place.end_line, place.end_column)
    written = source.text[start:end]
    if written != fix.old:
        # There is markup or another value around it.
        found = list(_whole(fix.old).finditer(source.text, start, end))
        if len(found) != 1:
            raise CannotFixError(f"“{fix.old}” is not there once as written")
        start, end = found[0].span()
    _check_new(fix.old, fix.new)
    return Edit(start, end, fix.new)


def _whole(text: str) -> re.Pattern[str]:
    """Return a pattern for a text that is no part of a longer version, path or word."""
    return regex(rf"(?<![\w.+/-]){re.escape(text)}(?![\w+/-])(?!\.\w)")


def _check_new(old: str, new: str) -> None:
    """Refuse a text that does not stand for itself where the old one did."""
    special = (set(new) & _MARKUP) - set(old)
    if "/" in new and " " in new and " " not in old:
        # The target of a link ends at a space.
        special.add(" ")
    if special or (_TRAILING_UNDERSCORE.search(new) and "_" not in old):
        raise CannotFixError(f"“{new}” would need markup")


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits, which do not overlap."""
    parts: list[str] = []
    position = 0
    for edit in sorted(edits):
        parts += [text[position : edit.start], edit.new]
        position = edit.end
    return "".join([*parts, text[position:]])


def overlap(edit: Edit, others: Sequence[Edit]) -> bool:
    """Return whether an edit shares a part of the text with others."""
    return any(edit.start < other.end and other.start < edit.end for other in others)
