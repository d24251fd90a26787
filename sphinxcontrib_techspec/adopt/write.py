"""The lines of directives around parts of a document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from ..patterns import regex
from ..text import collapse_spaces

Fence = Literal["backtick", "colon"]
"""The character of the fence of a directive."""

_FENCES: dict[Fence, str] = {"backtick": "`", "colon": ":"}
_RUN = regex(r"(?:^|(?<=[ \t>]))(?P<run>`{3,}|:{3,})")
_SHORTEST = 3


def directive_lines(
    name: str,
    body: Sequence[str],
    *,
    argument: str = "",
    options: Iterable[tuple[str, str]] = (),
    fence: Fence = "backtick",
) -> tuple[list[str], list[str]]:
    """Return the lines of a directive before its body, and those after it.

    Args:
        name: the name of the directive, with its domain.
        body: the lines of the body.
        argument: the argument.
        options: the options, in their order.
        fence: the character of the fence.
    """
    mark = _FENCES[fence]
    longest = max(
        (
            len(match["run"])
            for line in body
            for match in _RUN.finditer(line)
            if match["run"].startswith(mark)
        ),
        default=_SHORTEST - 1,
    )
    marks = mark * max(longest + 1, _SHORTEST)
    before = [f"{marks}{{{name}}} {argument_words(argument)}".rstrip()]
    before += (
        f":{option}: {collapse_spaces(value)}".rstrip() for option, value in options
    )
    if len(before) > 1 and body:
        before.append("")
    return before, [marks]


def argument_words(text: str) -> str:
    """Return a text as it can be written as the argument of a directive."""
    return collapse_spaces(text).replace("`", "")
