"""Tables of large files of TOML that tools write, without parsing all their values.

Lock files have a key a line. The values are kept as they are written, and only those
that are asked for are parsed, which takes a tenth of the time of the whole file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..patterns import regex
from .base import damaged

_HEADER = regex(r"(?P<open>\[\[?)(?P<name>[^\[\]]++)\]\]?\s*+(?:#.*)?")
_PAIR = regex(
    r"""(?P<key>(?:[\w-]+|"[^"\\]*"|'[^']*')(?:\.(?:[\w-]+|"[^"\\]*"|'[^']*'))*)"""
    r"\s*=\s*(?P<value>\S.*)"
)
_CLOSING = {"[": "]", "{": "}"}
_STRING = regex(r'"(?:[^"\\]|\\.)*+"?|\'[^\']*+\'?')


@dataclass(slots=True)
class Table:
    """A table of a file.

    Attributes:
        name: the name in its head; empty before the first head.
        line: the line of its head, from 1.
        values: the values of its keys, as written.
        lines: the lines of its keys.
    """

    name: str
    line: int
    values: dict[str, str] = field(default_factory=dict[str, str])
    lines: dict[str, int] = field(default_factory=dict[str, int])

    def text(self, key: str) -> str:
        """Return a value that is text; empty where there is none.

        Raises:
            DamagedError: it is another value.
        """
        raw = self.values.get(key)
        if raw is None:
            return ""
        if _PLAIN.fullmatch(raw):
            return raw[1:-1]
        value = self.value(key)
        if not isinstance(value, str):
            raise damaged(self.lines[key])
        return value

    def value(self, key: str) -> object:
        """Return a value, parsed; `None` where there is none.

        Raises:
            DamagedError: it is no TOML.
        """
        if key not in self.values:
            return None
        try:
            return tomllib.loads(f"value = {self.values[key]}")["value"]
        except (ValueError, RecursionError):
            raise damaged(self.lines[key]) from None


_PLAIN = regex(r'"[^"\\]*+"')


def read_tables(text: str) -> Iterator[Table]:
    """Yield the tables of a file in their order, first that without a head.

    Raises:
        DamagedError: a line is no part of TOML as tools write it.
    """
    current = Table("", 1)
    lines = iter(enumerate(text.split("\n"), 1))
    for number, line in lines:
        line = line.strip()  # noqa: PLW2901 - the same line without its end
        if not line or line[0] == "#":
            continue
        if line[0] == "[":
            header = _HEADER.fullmatch(line)
            if header is None:
                raise damaged(number)
            yield current
            current = Table(header["name"].strip(), number)
            continue
        pair = _PAIR.fullmatch(line)
        if pair is None:
            raise damaged(number)
        key, value = pair["key"], pair["value"]
        current.values[key] = _whole(value, number, lines)
        current.lines[key] = number
    yield current


def _whole(value: str, number: int, lines: Iterator[tuple[int, str]]) -> str:
    """Return a value with the lines that it goes on in."""
    if value[:3] in {'"""', "'''"}:
        end, parts = value[:3], [value]
        is_open = end not in value[3:]
        while is_open:
            _, line = _next(lines, number)
            parts.append(line)
            is_open = end not in line
        return "\n".join(parts)
    closing = _CLOSING.get(value[0])
    if closing is None or value[-1] == closing:
        return value
    parts, depth = [value], _depth(value)
    while depth > 0:
        _, line = _next(lines, number)
        parts.append(line)
        depth += _depth(line)
    return "\n".join(parts)


def _next(lines: Iterator[tuple[int, str]], number: int) -> tuple[int, str]:
    found = next(lines, None)
    if found is None:
        raise damaged(number)
    return found


def _depth(line: str) -> int:
    """Return how many brackets a line opens, less those that it closes."""
    if '"' in line or "'" in line:
        line = _STRING.sub("", line)
    line = line.partition("#")[0]
    opened = line.count("[") + line.count("{")
    return opened - line.count("]") - line.count("}")
