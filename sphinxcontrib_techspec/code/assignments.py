"""Assignments ``NAME=value`` in ``.env`` and ini files and in shell code; never run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..patterns import regex
from .comments import is_title

LANGUAGES = frozenset(
    "bash conf cfg console dotenv env ini none properties sh shell shell-session text"
    " toml txt zsh".split()
)
"""The languages of blocks that may hold assignments; a block may have none."""

_SHELLS = frozenset({"bash", "console", "sh", "shell", "shell-session", "zsh"})

_ASSIGNMENT = regex(
    r"[ \t]*+(?:(?:\$[ \t]++)?(?:export|set)[ \t]++)?(?P<name>[A-Za-z_][\w.-]*+)"
    r"(?P<spaces>[ \t]*+)=(?P<value>.*)"
)
_SECTION = regex(r"[ \t]*+\[(?P<name>[^\[\]]++)\][ \t]*+(?:[#;].*)?")
_COMMENT = regex(r"[ \t]*+(?:[#;]|//)(?P<words>.*)")
_BEHIND = regex(r"(?<=[ \t])[#;](?P<words>.*)")
_LIST = regex(r"\[[^\[\]$]*\]|\{[^{}$]*\}")
_QUOTED = regex(r"""[ \t]*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)')""")


@dataclass(frozen=True, slots=True)
class Assignment:
    """A name and what it is set to.

    Attributes:
        name: the name, behind that of its section of an ini file: ``server.port``.
        value: the value without quotes, empty where there is none.
        comment: the words of the comment above it and of the one behind it; those of
            its group where it has none of its own.
        line: its line, from 0.
    """

    name: str
    value: str
    comment: str
    line: int


def read_assignments(code: str, language: str) -> Iterator[Assignment]:
    """Yield the assignments in a block of code.

    Lines that are no assignments, such as the commands of a shell, are left out. A
    title (see `is_title`) that begins a paragraph describes all of the lines up to the
    next one that is empty or a comment, where they have no comment of their own.

    Args:
        code: the block.
        language: its language, one of `LANGUAGES` or empty.
    """
    is_shell = language.lower() in _SHELLS
    section = ""
    above: list[str] = []
    group = ""
    begins = True
    lines = code.split("\n")
    for number, line in enumerate(lines):
        if comment := _COMMENT.fullmatch(line):
            words = comment["words"].lstrip("/;").strip(" \t-=*#")
            # An assignment that is commented out describes nothing.
            above = [] if _ASSIGNMENT.fullmatch(words) else [*above, words]
            group = words if begins and above == [words] and is_title(words) else ""
            begins = False
            continue
        if header := _SECTION.fullmatch(line):
            section = f"{header['name'].strip()}."
        found = _ASSIGNMENT.fullmatch(line)
        if found and not (is_shell and found["spaces"]):
            value, rest = _value(found["value"])
            if not (is_shell and re.search(r"\s", value) and not _is_quoted(found)):
                title = "" if rest else group
                following = "".join(lines[number + 1 : number + 2])
                # The title of several lines is not what the first of them says.
                is_title_ = group and rest and _ASSIGNMENT.fullmatch(following)
                own = "" if is_title_ else " ".join(filter(None, above))
                words = [own or title, rest]
                comment_ = "; ".join(filter(None, words))
                name = section + found["name"]
                yield Assignment(name, value, comment_, number)
        above = []
        begins = found is None
        group = "" if begins else group


def _is_quoted(assignment: re.Match[str]) -> bool:
    """Return whether spaces in a value are its own: in quotes, or in brackets."""
    value = assignment["value"]
    is_list = _LIST.fullmatch(value) is not None
    return is_list or _QUOTED.match(value) is not None


def _value(text: str) -> tuple[str, str]:
    """Return the value and the words of the comment in what follows an equals sign."""
    if quoted := _QUOTED.match(text):
        rest = text[quoted.end() :].strip()
        if not rest or rest[0] in "#;":
            return quoted["double"] or quoted["single"] or "", rest.strip("#; \t")
    if behind := _BEHIND.search(text):
        return text[: behind.start()].strip(), behind["words"].strip("# \t")
    return text.strip(), ""
