"""Where values are written: the columns of texts in the lines of a file.

A column is given only where the text is found in its line; a host that drops or moves
characters (tabs, escapes, text of another file) leaves it unknown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from docutils import nodes

from ...model.item import Container, SourceRange
from ...patterns import regex

_CONSTRUCT = regex(
    r"(?:\{[\w:+-]+\}|:[\w:+-]+:)?(?P<ticks>`+)[^`]+(?P=ticks)_{0,2}(?::[\w:+-]+:)?"
    r"|\*\*[^*]+\*\*|\*[^*]+\*|__[^_]+__|_[^_]+_"
    r"|\[[^\[\]]*\]\([^()\s]*\)"
)
"""An inline construct of either host, as it is written."""

_GAP = (
    r"(?>(?:\]\([^()\s]{0,200}\)|<[^<>\s]{0,200}>`__?"
    r"|\{[\w:+-]{1,40}\}`|:[\w:+-]{1,40}:`|\W){0,20})"
)
"""What may be between two words: spaces, marks, the target of a link, a role."""

_LONG = 2_000
"""The most characters in which words are looked for: the time grows as a square."""


@dataclass(slots=True)
class SourceFile:
    """The lines of the file that a directive is written in; none where unknown."""

    lines: Sequence[str] = ()

    def line(self, number: int) -> str:
        """Return the line *number* (from 1), empty beyond the file."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def start(self, number: int, text: str) -> int:
        """Return the column at which *text*, the end of a line, begins, or 0."""
        text = text.rstrip()
        line = self.line(number).rstrip()
        return len(line) - len(text) + 1 if text and line.endswith(text) else 0

    def at_end(self, number: int, text: str, container: Container) -> SourceRange:
        """Return the range of *text* at the end of a line."""
        text = text.strip()
        column = self.start(number, text)
        if not column:
            return SourceRange(number, container=container)
        return SourceRange(number, column, number, column + len(text), container)

    def within(self, number: int, text: str, container: Container) -> SourceRange:
        """Return the range of *text* in a line that has it once."""
        line = self.line(number)
        at = _unique(line, text)
        if at < 0:
            return SourceRange(number, container=container)
        return SourceRange(number, at + 1, number, at + 1 + len(text), container)

    def block(
        self, number: int, texts: Sequence[str], container: Container
    ) -> SourceRange:
        """Return the range of *texts*, lines of a body from the line *number* on."""
        given = [n for n, text in enumerate(texts) if text.strip()]
        if not given:
            return SourceRange(number, container=container)
        first, last = number + given[0], number + given[-1]
        start = self.at_end(first, texts[given[0]], container)
        end = self.at_end(last, texts[given[-1]], container)
        if not (start.column and end.column):
            return SourceRange(first, container=container)
        return SourceRange(first, start.column, last, end.end_column, container)


@dataclass(slots=True)
class Paragraph:
    """The source of a paragraph, in which the parts of a bullet are found."""

    text: str = ""
    line: int = 0
    container: Container = "bullet"
    file: SourceFile = field(default_factory=SourceFile)

    def whole(self) -> SourceRange:
        """Return the range of the whole paragraph."""
        return self.file.block(self.line, self.text.split("\n"), self.container)

    def range_of(self, part: Sequence[nodes.Node]) -> SourceRange:
        """Return the range of some of the paragraph's inline nodes."""
        return self.find(part)[0]

    def find(self, part: Sequence[nodes.Node]) -> tuple[SourceRange, str]:
        """Return the range of some of the paragraph's inline nodes, and their source.

        The source is empty where it is not found.
        """
        unknown = SourceRange(self.line, container=self.container)
        texts = [node for node in part if node.astext().strip()]
        if not self.text or not texts:
            return unknown, ""
        start, _ = self._span(texts[0], first=True)
        _, end = self._span(texts[-1], first=False)
        if start < 0 or end <= start:
            return unknown, self._source(texts)
        return self._range(start, end) or unknown, self.text[start:end]

    def _source(self, part: Sequence[nodes.Node]) -> str:
        """Return the source of nodes that have words which are there twice, or empty.

        Their words have to follow one another just once, with markup between them.
        """
        if len(self.text) > _LONG:
            return ""
        words = _GAP.join(map(re.escape, " ".join(n.astext() for n in part).split()))
        found = [match.span() for match in re.finditer(words, self.text)]
        if len(found) != 1:
            return ""
        start, end = found[0]
        for construct in _CONSTRUCT.finditer(self.text):
            if construct.start() < start < construct.end():
                start = construct.start()
            if construct.start() < end < construct.end():
                end = construct.end()
        return self.text[start:end]

    def _span(self, node: nodes.Node, *, first: bool) -> tuple[int, int]:
        """Return the span in the text of a node's source; (-1, -1) if not found."""
        words = node.astext().strip()
        if not isinstance(node, nodes.Text):
            lines = words.split("\n")
            words = lines[0 if first else -1]
        start = _unique(self.text, words)
        if start < 0:
            return -1, -1
        end = start + len(words)
        if isinstance(node, nodes.Text):
            return start, end
        for construct in _CONSTRUCT.finditer(self.text):
            if construct.start() < start and end < construct.end():
                return construct.span()
        return -1, -1

    def _range(self, start: int, end: int) -> SourceRange | None:
        before, lines = self.text[:start], self.text.split("\n")
        first = before.count("\n")
        last = self.text.count("\n", 0, end)
        left = self.file.start(self.line + first, lines[first])
        right = self.file.start(self.line + last, lines[last])
        if not (left and right):
            return None
        return SourceRange(
            self.line + first,
            left + start - (before.rfind("\n") + 1),
            self.line + last,
            right + end - (self.text.rfind("\n", 0, end) + 1),
            self.container,
        )


def _unique(line: str, text: str) -> int:
    """Return the index of *text* in *line*, -1 unless it is there once, as words."""
    at = line.find(text) if text else -1
    if at < 0 or line.find(text, at + 1) >= 0:
        return -1
    end = at + len(text)
    if at and line[at - 1].isalnum() and text[0].isalnum():
        return -1
    if end < len(line) and line[end].isalnum() and text[-1].isalnum():
        return -1
    return at
