"""The settings in examples of environment files, such as ``.env.example``.

Only files whose names say that they are examples are read: an ``.env`` has secrets.
Assignments in comments count, as examples have what is optional there.

https://github.com/motdotla/dotenv#what-rules-does-the-parsing-engine-follow and
https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ..patterns import regex
from .base import file_text

ENV_FORMAT = "env example 1"
"""The name of the format; with a number after it, which changes with what is read."""

EXAMPLE_WORDS = frozenset(("dist", "example", "sample", "template", "tmpl"))
"""The words in the names of examples that say so."""

_BETWEEN = regex(r"[._-]")
_ASSIGNED = regex(
    r"[ \t]*+(?P<off>#[# \t]*+)?(?:export[ \t]++)?(?P<name>[A-Za-z_]\w*+)[ \t]*+="
    r"[ \t]*+(?P<value>.*)",
    re.ASCII,
)
_NAME = regex(r"(?<![A-Za-z0-9_])[A-Z][A-Z0-9]*(?:_+[A-Z0-9]+)+(?![A-Za-z0-9_])")
_COMMENT = regex(r"(?:^|[ \t])#")
_DEFAULT = regex(
    r"(?:\bdefaults?(?: value)?(?:[ ]?[:=][ ]?|[ ](?:is|to)[ ])|[(,;][ ]?default[ ])"
    r"(?P<value>[^\s(),;]{1,200}?)"
    r"(?=[),;]|\.?$|\.[ ]|[ ](?:if|when)[ ](?:unset|not[ ]set|empty|omitted)\b)",
    re.IGNORECASE,
)
"""A default in the words of a comment: ``(default: 30)``, ``defaults to 30``."""

_IS_DEFAULT = regex(r"\W*(?:the )?default(?: value)?\W*", re.IGNORECASE)
_MOST_LINES = 200
"""How many lines a value in quotes may have."""

EntryKind = Literal["set", "off", "named"]


class SettingEntry(NamedTuple):
    """A setting in a file.

    Attributes:
        name: its name.
        line: its line, from 1.
        kind: *set* where it is assigned, *off* where that is in a comment, *named*
            where a text has the name.
        value: its value, without quotes; empty where there is none.
        default: its default, if a comment says what that is.
    """

    name: str
    line: int
    kind: EntryKind
    value: str = ""
    default: str = ""


def is_env_example(name: str) -> bool:
    """Return whether a file is an example of an environment file, by its name."""
    first, *words = _BETWEEN.split(name.lower())
    if first in EXAMPLE_WORDS:
        return words == ["env"]
    return bool(words) and words[-1] in EXAMPLE_WORDS and "env" in (first, *words)


def read_env(data: bytes) -> list[SettingEntry]:
    """Return the settings in an example of an environment file.

    Args:
        data: its content.

    Raises:
        DamagedError: it is no text.
    """
    return list(_entries(file_text(data).split("\n")))


def _entries(lines: list[str]) -> Iterator[SettingEntry]:
    above: list[str] = []
    number = 0
    while number < len(lines):
        line = lines[number].rstrip()
        number += 1
        assigned = _ASSIGNED.fullmatch(line)
        if assigned is None or (assigned["off"] and not assigned["name"].isupper()):
            is_comment = line.lstrip().startswith("#")
            above = [*above, line.strip(" \t#")] if is_comment else []
            if is_comment:
                yield from _named(line, number)
            continue
        kind: EntryKind = "off" if assigned["off"] else "set"
        value, comment, further = _value(assigned["value"], lines, number, kind)
        following = lines[number + further : number + further + 1]
        if following and _ASSIGNED.fullmatch(following[0]):
            # The comment may be about all of them.
            above = []
        yield SettingEntry(
            assigned["name"], number, kind, value, _default(above, comment, value)
        )
        yield from _named(f"{assigned['value']} {comment}", number)
        number += further
        above = []


def _named(text: str, number: int) -> Iterator[SettingEntry]:
    for name in dict.fromkeys(_NAME.findall(text)):
        yield SettingEntry(name, number, "named")


def _value(
    text: str, lines: list[str], number: int, kind: EntryKind
) -> tuple[str, str, int]:
    """Return a value, the comment behind it, and how many further lines it has."""
    quote = text[:1]
    if quote in {'"', "'", "`"}:
        end = text.find(quote, 1)
        if end > 0:
            return text[1:end], _comment_in(text[end + 1 :]), 0
        if kind == "set":
            for further, line in enumerate(lines[number : number + _MOST_LINES], 1):
                if quote in line:
                    return f"{text}\n{line}", "", further
    comment = _COMMENT.search(text)
    if comment is None:
        return text, "", 0
    return text[: comment.start()].rstrip(), text[comment.end() :].strip(), 0


def _comment_in(text: str) -> str:
    return text.strip().removeprefix("#").strip()


def _default(above: list[str], comment: str, value: str) -> str:
    """Return the default that comments state; empty where they state none or two."""
    if _IS_DEFAULT.fullmatch(comment):
        return value
    found = {
        match["value"].strip("\"'`")
        for text in (*above, comment)
        for match in _DEFAULT.finditer(text)
    }
    return found.pop() if len(found) == 1 else ""
