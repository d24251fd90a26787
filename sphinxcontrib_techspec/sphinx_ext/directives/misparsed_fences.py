"""Fences of Markdown that hide a directive, or were meant to open one.

The nodes of a document do not say where its fences begin and end, so these problems are
found in its source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ...codes import Code
from ...messages import Message, Replace
from ...model.item import Problem
from ...patterns import regex
from ..reading.fences import (
    Fence,
    HiddenDirective,
    find_hidden,
    own_opening,
    read_fences,
)
from .unknown_names import meant_name

_LANGUAGE = regex(r"\{[\w+.:-]+\}|[\w+.-]+$")
"""What follows the mark of a block that is opened: a language or a directive."""


def problems_of_fences(
    lines: Sequence[str], names: Iterable[str], *, colons: bool
) -> Iterator[Problem]:
    """Yield the problems of the fences in a Markdown document.

    Args:
        lines: the lines of the document.
        names: the names of the domain's directives.
        colons: whether colons make a fence.
    """
    fences = sorted(read_fences(lines, colons=colons), key=lambda fence: fence.line)
    unclosed: dict[int, range] = {}
    hidden = list(find_hidden(lines, fences))
    for found in hidden:
        block = found.block
        if not block.directive.startswith("techspec:"):
            yield _hidden(found.line, found.name, block, _before(block, fences))
        elif block.line not in unclosed:
            unclosed[block.line] = block.content
            yield _unclosed(block, found.line)
    # The first such block has closed another one too early, and is reported.
    is_broken = bool(hidden)
    for fence in fences:
        if meant := _meant_directive(fence, names):
            yield code_in_place_of(meant, f"{fence.mark}{fence.info}", fence)
        inner = _opening_inside(fence, lines)
        if inner and not fence.info.strip() and not is_broken:
            yield _fence_inside(inner, fence)
        is_broken = is_broken or bool(inner)
        # What is inside of a directive that is not closed is not closed either.
        inside = any(fence.line - 1 in content for content in unclosed.values())
        if fence.end or inside or fence.line in unclosed:
            continue
        if fence.directive.startswith("techspec:"):
            yield _unclosed(fence)
        elif not fence.info.strip():
            yield Problem(
                Code.UNKNOWN_DIRECTIVE,
                Message("code block without an end"),
                fence.line,
                fence.mark,
                Message("remove “{text}” or close the block", text=fence.mark),
            )
        elif not is_broken and _is_within(fence, fences):
            # What is below it in the directive is code as well.
            yield Problem(
                Code.UNKNOWN_DIRECTIVE,
                Message("code block without an end"),
                fence.line,
                fence.mark,
                Message("close it with “{text}” on a line of its own", text=fence.mark),
            )
        elif name := _hidden_by(fence, lines, hidden):
            yield Problem(
                Code.UNKNOWN_DIRECTIVE,
                Message("code block without an end, which hides “{name}”", name=name),
                fence.line,
                name,
                Message("close it with “{text}” on a line of its own", text=fence.mark),
            )


def _is_within(fence: Fence, fences: Iterable[Fence]) -> bool:
    """Return whether a block is in one of the domain's directives."""
    return any(
        fence.line - 1 in other.content
        for other in fences
        if other.directive.startswith("techspec:") and other.end
    )


def _hidden_by(
    fence: Fence, lines: Sequence[str], reported: Iterable[HiddenDirective]
) -> str:
    """Return the first directive in a block of code without an end, if there is any.

    Those that are reported themselves are left out.
    """
    if not fence.is_literal or any(found.block is fence for found in reported):
        return ""
    opened = (own_opening(lines[number], fence) for number in fence.content)
    return next((f"techspec:{found[1]}" for found in opened if found), "")


def _before(block: Fence, fences: Iterable[Fence]) -> Fence | None:
    """Return the block whose end may be what opens another one, which says nothing.

    It is the last one before it with a language or a name: its end may be missing, so
    that the next fence closes it.
    """
    if block.info.strip():
        return None
    before = (f for f in fences if f.line < block.line and f.info.strip() and f.end)
    return max(before, key=lambda fence: fence.line, default=None)


def _opening_inside(fence: Fence, lines: Sequence[str]) -> str:
    """Return a line inside a block that opens another with its mark, or nothing.

    Where the block has no language, the end of another one opens it, whose beginning is
    missing.
    """
    if not fence.end:
        return ""
    for number in fence.content:
        line = lines[number].strip()
        if line.startswith(fence.mark) and _LANGUAGE.match(line.lstrip("`~:")):
            return line
    return ""


def _fence_inside(text: str, fence: Fence) -> Problem:
    """Return the problem of a block that holds the line which opens another one."""
    return Problem(
        Code.UNKNOWN_DIRECTIVE,
        Message("fence “{text}” inside a block of code", text=text),
        fence.line,
        text,
        Message("check the fences of the blocks before it"),
    )


def _meant_directive(fence: Fence, names: Iterable[str]) -> str:
    """Return the directive that a block of code was meant to be; empty for others.

    Its language is the name without braces, or with one that is missing.
    """
    info = fence.info.strip()
    if fence.directive or not info:
        return ""
    first = info.split()[0].lstrip("{}").partition("}")[0]
    if not info.startswith("{"):
        return meant_name(first, names) if "spec" in first else ""
    # A space may have come into the name.
    joined = "".join(info.split()).strip("{").partition("}")[0]
    return meant_name(first, names) or meant_name(joined, names)


def code_in_place_of(name: str, old: str, fence: Fence) -> Problem:
    """Return the problem of a block of code that was meant to be a directive.

    Args:
        name: the directive.
        old: the line that opens the block.
        fence: the block.
    """
    problem = Message("code block instead of directive “{name}”", name=name)
    new = f"{fence.mark}{{{name}}}"
    advice = Message("write “{text}”", text=new)
    fix = Replace(old, new)
    return Problem(Code.UNKNOWN_DIRECTIVE, problem, fence.line, name, advice, fix)


def _unclosed(fence: Fence, line: int = 0) -> Problem:
    """Return the problem of a directive without an end, before a line if it has one."""
    name = fence.directive
    if line:
        problem = Message(
            "directive “{name}” not closed before the directive on line {line}",
            name=name,
            line=line,
        )
    else:
        problem = Message("directive “{name}” without an end", name=name)
    advice = Message("close it with “{text}” on a line of its own", text=fence.mark)
    return Problem(Code.UNKNOWN_DIRECTIVE, problem, fence.line, name, advice)


def _hidden(line: int, name: str, block: Fence, before: Fence | None) -> Problem:
    if block.directive:
        problem = Message(
            "directive “{name}” inside “{block}”, which begins on line {line}",
            name=name,
            block=block.directive,
            line=block.line,
        )
    else:
        problem = Message(
            "directive “{name}” inside a code block, which begins on line {line}",
            name=name,
            line=block.line,
        )
    longer = block.mark[0] * (len(block.mark) + 1)
    if before is not None:
        advice = Message(
            "a “{mark}” is missing above: close the block that begins on line {first}, "
            "or the one on line {last}",
            mark=block.mark,
            first=before.line,
            last=block.line,
        )
    elif not block.info.strip():
        advice = Message("close the block with “{text}” before it", text=block.mark)
    elif block.directive:
        advice = Message(
            "use a longer fence such as {fence} around the block", fence=longer
        )
    else:
        advice = Message(
            "close the block with “{mark}” before it, or use a longer fence such as "
            "{fence} around the block",
            mark=block.mark,
            fence=longer,
        )
    return Problem(Code.UNKNOWN_DIRECTIVE, problem, line, name, advice)
