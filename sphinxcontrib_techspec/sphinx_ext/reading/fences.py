"""The fences of a Markdown document, found in its source.

A fence that is too short ends early, and a directive that follows becomes code. The
nodes do not say how long a fence is, so the lines are read once more: only where a
fence begins and ends, by CommonMark 0.31, 4.5 (fenced code blocks) and 4.6 (comments).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...patterns import regex
from .lines import read_source

_PREFIX = r"(?P<prefix>[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]*)*)"
_FENCE = regex(rf"{_PREFIX}(?P<mark>`{{3,}}|~{{3,}}|:{{3,}})(?P<info>.*)")
_OWN = regex(r"\{?techspec:(?P<name>[\w-]*)")
_INDENT = 3
"""The most spaces before a fence (CommonMark 0.31, 4.5)."""

_DEPTH = 12
"""How deep directives inside of each other are read."""

_LITERAL = frozenset(
    {"code", "code-block", "code-cell", "csv-table", "doctest", "eval-rst", "graphviz",
     "highlight", "literalinclude", "math", "mermaid", "parsed-literal",
     "prompt", "raw", "sourcecode", "testcode", "testoutput", "toctree", "uml"}
)  # fmt: skip
"""Directives whose content is not Markdown."""


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block.

    Attributes:
        line: the line that opens it, from 1.
        mark: the characters that open it.
        info: the rest of that line.
        end: the line that closes it; 0 where none does.
        content: the numbers of the lines between, from 0.
        indent: how many characters stand before the mark.
        quotes: how many block quotes it is in, within the lines around it.
    """

    line: int
    mark: str
    info: str
    end: int
    content: range
    indent: int = 0
    quotes: int = 0

    @property
    def is_literal(self) -> bool:
        """Whether its content is no Markdown: a block of code, or shown as one."""
        return not self.directive or self.directive.lower() in _LITERAL

    @property
    def directive(self) -> str:
        """The name of the directive that it is; empty for a block of code.

        MyST-Parser takes the first word for it, which has to end with the brace.
        """
        word = next(iter(self.info.split()), "")
        return word[1:-1] if word.startswith("{") and word.endswith("}") else ""


@dataclass(frozen=True, slots=True)
class HiddenDirective:
    """A line that opens a directive of the domain, inside another block.

    Attributes:
        line: its line, from 1.
        name: the directive, such as ``techspec:error``.
        block: the block that it is in.
    """

    line: int
    name: str
    block: Fence


def read_fences(lines: Sequence[str], *, colons: bool) -> Iterator[Fence]:
    """Yield the fenced blocks of a document, those inside of directives as well.

    Args:
        lines: the lines of the document.
        colons: whether colons make a fence (MyST's extension ``colon_fence``).
    """
    start = 0
    if lines and lines[0].rstrip() == "---":
        ends = (n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---")
        start = next(ends, -1) + 1
    level = [range(start, len(lines))]
    for _ in range(_DEPTH):
        inner: list[range] = []
        for numbers in level:
            yield from _read(lines, numbers, inner, colons=colons)
        level = inner


def _read(
    lines: Sequence[str], numbers: range, inner: list[range], *, colons: bool
) -> Iterator[Fence]:
    """Yield the blocks in some lines; contents of directives are added to *inner*."""
    number = numbers.start
    while number < numbers.stop:
        line = lines[number]
        if line.lstrip().startswith("<!--"):
            number = _after_comment(lines, number, numbers.stop)
            continue
        fence = _open(lines, number, numbers.stop, colons=colons)
        if fence is None:
            number += 1
            continue
        yield fence
        if not fence.is_literal:
            inner.append(fence.content)
        number = fence.content.stop + bool(fence.end)


def _after_comment(lines: Sequence[str], start: int, stop: int) -> int:
    for number in range(start, stop):
        if "-->" in lines[number]:
            return number + 1
    return stop


def _open(
    lines: Sequence[str], number: int, stop: int, *, colons: bool
) -> Fence | None:
    """Return the block that a line opens, `None` where it opens none."""
    match = _FENCE.fullmatch(lines[number])
    if match is None:
        return None
    mark, info = match["mark"], match["info"]
    if mark[0] == "`" and "`" in info:
        return None
    if mark[0] == ":" and (not colons or not info.strip()):
        return None
    if (
        len(match["prefix"]) >= 4
        and not match["prefix"].strip()
        and _is_code(lines, number)
    ):
        return None
    indent = len(match["prefix"])
    quotes = match["prefix"].count(">")
    quoted = rf"(?:[ \t]*>){{{quotes}}}"
    end_mark = rf"{re.escape(mark[0])}{{{len(mark)},}}"
    # A line that is indented further than a fence may be is text of the block.
    close = re.compile(rf"{quoted}[ \t]{{0,{indent + _INDENT}}}{end_mark}[ \t]*")
    inside = re.compile(quoted)
    content = range(number + 1, stop)
    for end in content:
        if close.fullmatch(lines[end]):
            content = range(number + 1, end)
            return Fence(number + 1, mark, info, end + 1, content, indent, quotes)
        if not inside.match(lines[end]):
            # The quote ends, and what is in it.
            content = range(number + 1, end)
            break
    return Fence(number + 1, mark, info, 0, content, indent, quotes)


def _is_code(lines: Sequence[str], number: int) -> bool:
    """Return whether an indented line is a block of code, and not part of a list."""
    for before in range(number - 1, -1, -1):
        line = lines[before]
        if line.strip() and not line.startswith((" ", "\t")):
            return re.match(r"(?:[-*+]|\d{1,9}[.)])[ \t]", line) is None
    return True


def source_of(path: str, line: int | None) -> str:
    """Return the source of the directive on a line of a file.

    In Markdown it ends with its fence; in reStructuredText before the next line that is
    not indented further. It is empty where the file cannot be read.
    """
    lines = read_source(path).split("\n")
    if not line or line > len(lines):
        return ""
    for fence in read_fences(lines, colons=True):
        if fence.line == line and fence.directive:
            return "\n".join(lines[line - 1 : fence.end or fence.content.stop])
    first = lines[line - 1]
    indent = len(first) - len(first.lstrip())
    found = [first]
    for text in lines[line:]:
        if text.strip() and len(text) - len(text.lstrip()) <= indent:
            break
        found.append(text)
    return "\n".join(found).rstrip()


def find_hidden(
    lines: Sequence[str], fences: Sequence[Fence]
) -> Iterator[HiddenDirective]:
    """Yield the lines in a block that open a directive of the domain.

    A line with the block's own character, and no fewer of them, cannot be meant as its
    code. A shorter or another fence may be shown in the block, unless there is such a
    line: then the block is no code, and all directives in it are hidden.

    Args:
        lines: the lines of the document.
        fences: its fences.
    """
    seen: set[int] = set()
    for fence in fences:
        found = [
            (number, mark, name)
            for number in fence.content
            if number not in seen and (opening := own_opening(lines[number], fence))
            for mark, name in [opening]
        ]
        longer = {
            number
            for number, mark, _ in found
            if mark[0] == fence.mark[0] and len(mark) >= len(fence.mark)
        }
        # Of a directive, shorter ones may be part.
        if longer and not fence.directive.startswith("techspec:"):
            longer.update(number for number, _, _ in found)
        for number, _, name in found:
            if number in longer:
                seen.add(number)
                yield HiddenDirective(number + 1, f"techspec:{name}", fence)


def own_opening(line: str, block: Fence) -> tuple[str, str] | None:
    """Return mark and name of the directive that a line in a block opens, if any."""
    match = _FENCE.fullmatch(line)
    if (
        match is None
        or len(match["prefix"]) > block.indent + _INDENT
        # In a quote of its own it neither ends the block nor is its code.
        or match["prefix"].count(">") != block.quotes
    ):
        return None
    found = _OWN.match(match["info"].strip())
    return None if found is None else (match["mark"], found["name"])
