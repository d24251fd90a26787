"""Lines of YAML as lock files have it: a key a line, with its value, by indentation.

A lock file may have a hundred thousand lines, for which a parser takes many seconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..patterns import regex
from .base import damaged

_LINE = regex(
    r"""(?P<indent>\ *)(?:-\ +)?
    (?P<key>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s'"#&*!|>%@`{}\[\],][^#]*?):
    (?:\ ++(?P<value>\S(?s:.*+)))?""",
    re.VERBOSE,
)


class Line(NamedTuple):
    """A key with its value.

    Attributes:
        number: the line, from 1.
        path: the keys around it, and its own.
        value: its value, without quotes; empty where it is what is below.
    """

    number: int
    path: tuple[str, ...]
    value: str


def read_lines(text: str) -> Iterator[Line]:
    """Yield the keys of a file in their order; entries of lists are passed over.

    Raises:
        DamagedError: a line is no YAML as lock files have it.
    """
    above: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.strip()
        if not stripped or stripped[0] == "#" or stripped == "---":
            continue
        if stripped.startswith(("- ", "}", "]")) or stripped == "-":
            continue
        found = _LINE.fullmatch(line.rstrip())
        if found is None:
            if above and line[0] == " ":
                # A long value goes on.
                continue
            raise damaged(number)
        indent = len(found["indent"])
        while above and above[-1][0] >= indent:
            above.pop()
        above.append((indent, unquoted(found["key"])))
        path = tuple(key for _, key in above)
        yield Line(number, path, unquoted(found["value"] or ""))


def unquoted(text: str) -> str:
    """Return a scalar without its quotes."""
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        return text[1:-1].replace("''", "'") if text[0] == "'" else text[1:-1]
    return text
