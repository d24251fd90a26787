"""What a reader of a file with versions takes and gives."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, cast

from ..messages import Message
from ..patterns import regex
from ..untyped import items

Ecosystem = Literal["pypi", "npm", "golang", "cargo", "gem", "composer", "service"]
"""Where a package comes from, by the name of its type in a package URL; *service* for
what is no package: services, languages and tools."""


class DamagedError(Exception):
    """A file with versions that cannot be read.

    Attributes:
        problem: what is wrong with it.
        line: the line, from 1; 0 where it is not known.
    """

    def __init__(self, problem: str, line: int = 0) -> None:
        """Take what is wrong, and where."""
        super().__init__(problem)
        self.problem = problem
        self.line = line


class Release(NamedTuple):
    """A version of a package or a service in a file.

    Attributes:
        name: the name of the package, normalized.
        version: the version, as the file has it.
        line: its line, from 1.
        direct: whether the project names it as a dependency; also where nobody says
            what it names.
        scope: the part of the project, such as a workspace, where each has versions
            of its own.
    """

    name: str
    version: str
    line: int
    direct: bool = True
    scope: str = ""


Manifests = Mapping[str, str]
"""The texts of the manifests beside and below a lock file, by their paths from it."""


@dataclass(frozen=True, slots=True)
class VersionReader:
    """A format of files with versions.

    Attributes:
        format: its name; with a number after it, which changes with what is read.
        files: patterns of its files' names; one with a slash includes the folder.
        ecosystem: where its packages come from.
        manifests: the names of files that say what the project names.
        read: returns the releases that a text holds; it raises `DamagedError`.
        rank: for services, how much the format says: those of the lowest one decide.
    """

    format: str
    files: tuple[str, ...]
    ecosystem: Ecosystem
    manifests: tuple[str, ...]
    read: Callable[[str, Manifests], list[Release]]
    rank: int = 0

    def releases(self, data: bytes, manifests: Mapping[str, bytes]) -> list[Release]:
        """Return the releases in a file.

        Args:
            data: its content.
            manifests: the contents of its manifests, by their paths from it.

        Raises:
            DamagedError: it is damaged.
        """
        text = file_text(data)
        others = {
            name: content.decode("utf-8-sig", "replace")
            for name, content in manifests.items()
        }
        return self.read(text, others)


_CONFLICT = regex(r"^(?:<{7}|>{7})(?: |$)", re.MULTILINE)


def file_text(data: bytes) -> str:
    """Return the text of a file, each line with one character at its end.

    Raises:
        DamagedError: it is no UTF-8 text, or has marks of a merge.
    """
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise DamagedError(Message("not UTF-8 text")) from None
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        raise DamagedError(Message("conflict of a merge"), line)
    return text


def damaged(line: int = 0) -> DamagedError:
    """Return the error that a file is not as its tool writes it."""
    return DamagedError(Message("damaged lock file"), line)


def toml(text: str) -> dict[str, object]:
    """Return the data of a small file of TOML.

    Raises:
        DamagedError: it is none.
    """
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise DamagedError(Message("invalid TOML ({error})", error=error)) from None


def json_object(text: str) -> dict[str, object]:
    """Return the members of a file that is one object of JSON.

    Raises:
        DamagedError: it is none.
    """
    try:
        found: object = json.loads(text)
    except ValueError as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        raise DamagedError(
            Message("invalid JSON ({error})", error=error), line
        ) from None
    except RecursionError:
        raise damaged() from None
    if not isinstance(found, dict):
        raise damaged(1)
    return cast("dict[str, object]", found)


def texts(value: object) -> list[str]:
    """Return the entries of an array that are text."""
    return [entry for entry in items(value) if isinstance(entry, str)]


def lenient(
    read: Callable[[str, Manifests], list[Release]],
) -> Callable[[str, Manifests], list[Release]]:
    """Return a reader to which a damaged file has no releases.

    It is for files that are there for other reasons, whose own tools report them.
    """

    def read_if_whole(text: str, manifests: Manifests) -> list[Release]:
        try:
            return read(text, manifests)
        except DamagedError:
            return []

    return read_if_whole


def line_of_key(text: str, key: str, table: str = "") -> int:
    """Return the first line that begins with a key, from 1; 1 where there is none.

    Args:
        text: a whole file.
        key: the key.
        table: what the line begins with that it is below; empty for the first line.
    """
    quoted = (key, f'"{key}"', f"'{key}'")
    is_below = not table
    for number, row in enumerate(text.split("\n"), 1):
        words = row.lstrip()
        if is_below and words.startswith(quoted):
            return number
        is_below = is_below or words.startswith(table)
    return 1


_SEPARATORS = regex(r"[-_.]+")


def python_name(name: str) -> str:
    """Return the name of a Python package, normalized (PEP 503)."""
    return _SEPARATORS.sub("-", name).lower()


def line_numbers(text: str, pattern: re.Pattern[str]) -> dict[str, int]:
    """Return the first line of each text that the first group of a pattern finds.

    Args:
        text: a whole file.
        pattern: what is looked for.
    """
    found: dict[str, int] = {}
    line, before = 1, 0
    for match in pattern.finditer(text):
        line += text.count("\n", before, match.start(1))
        before = match.start(1)
        found.setdefault(match[1], line)
    return found
