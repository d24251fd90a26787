"""The settings that the files of a repository have, by their names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from ..patterns import regex
from ..repository import SettingEntry, SettingFile
from ..text import close_matches

_PUBLIC = regex(
    r"(?:VITE|(?:NEXT|NUXT|EXPO)_PUBLIC|NUXT|PUBLIC|REACT_APP|GATSBY|VUE_APP|NG_APP)_"
)
"""What frameworks for browsers ask for before names; without it the name is another."""

_LEAST_ALIKE = 0.8
"""How similar a name is that is offered, from 0 to 1."""


class Location(NamedTuple):
    """Where the repository has a setting.

    Attributes:
        path: the file, from the root of the repository.
        file: the file, from the source folder.
        line: the line, from 1.
        name: its name.
    """

    path: str
    file: str
    line: int
    name: str


class Occurrence(NamedTuple):
    """A setting in a file.

    Attributes:
        location: where it is.
        entry: what the file says of it.
        is_example: whether the file is an example of an environment file.
    """

    location: Location
    entry: SettingEntry
    is_example: bool

    @property
    def is_assigned(self) -> bool:
        """Whether an example has it, also in a comment."""
        return self.is_example and self.entry.kind != "named"


class SettingTable:
    """The settings in files.

    Attributes:
        by_name: where each is.
        examples: the examples of environment files, from the root.
    """

    def __init__(
        self,
        files: Iterable[SettingFile],
        claimed: Iterable[str],
        own_path: Callable[[str], str],
    ) -> None:
        """Take the files.

        Args:
            files: the files.
            claimed: the names in the spec; what has one of them is no other setting.
            own_path: returns the path of a file from the source folder.
        """
        self.by_name: dict[str, list[Occurrence]] = {}
        self._claimed = frozenset(claimed)
        examples: dict[str, None] = {}
        for file in files:
            for entry in file.entries:
                path = own_path(file.path)
                location = Location(file.path, path, entry.line, entry.name)
                occurrence = Occurrence(location, entry, file.is_example)
                self.by_name.setdefault(entry.name, []).append(occurrence)
                if occurrence.is_assigned:
                    examples[file.path] = None
        self.examples = tuple(examples)

    @cached_property
    def assigned(self) -> dict[str, list[Occurrence]]:
        """The settings that examples have, also in comments."""
        found = {
            name: [occurrence for occurrence in occurrences if occurrence.is_assigned]
            for name, occurrences in self.by_name.items()
        }
        return {name: occurrences for name, occurrences in found.items() if occurrences}

    def occurrences(self, name: str) -> list[Occurrence]:
        """Return where a setting is; what a comment or a value names is none."""
        return [
            occurrence
            for occurrence in self.by_name.get(name, ())
            if occurrence.is_assigned or not occurrence.is_example
        ]

    def has_family(self, name: str) -> bool:
        """Return whether examples have a setting that begins with the same word.

        What a framework for browsers asks for before names is no such word.
        """
        public = _PUBLIC.match(name)
        start = public.end() if public else 0
        word, underscore, _ = name[start:].partition("_")
        beginning = f"{name[:start]}{word}{underscore}"
        return bool(underscore) and any(
            other.startswith(beginning) and other != name for other in self.assigned
        )

    def parts_of(self, name: str) -> list[Occurrence]:
        """Return the settings with more or less before their names than one has."""
        return [
            occurrence
            for other, occurrences in self.assigned.items()
            if other not in self._claimed and _is_end(other, name)
            for occurrence in occurrences[:1]
        ]

    def prefix(self, name: str) -> str:
        """Return what the names in a file have before them that one has not.

        At least half of the names of the file have it, and no other name ends with the
        one that is looked for.
        """
        occurrences = [
            occurrence
            for occurrence in self.parts_of(name)
            if len(occurrence.location.name) > len(name)
        ]
        if len(occurrences) != 1:
            return ""
        [occurrence] = occurrences
        prefix = occurrence.location.name.removesuffix(name)
        beside = [
            other
            for other, occurrences in self.assigned.items()
            if any(p.location.path == occurrence.location.path for p in occurrences)
        ]
        with_prefix = [other for other in beside if other.startswith(prefix)]
        is_common = len(with_prefix) > 1 and 2 * len(with_prefix) >= len(beside)
        return prefix if is_common and not _PUBLIC.fullmatch(prefix) else ""

    def similar(self, name: str) -> Sequence[Occurrence]:
        """Return the one setting with a similar name that the spec does not have."""
        others = [other for other in self.assigned if other not in self._claimed]
        found = close_matches(name, others, 2, _LEAST_ALIKE)
        return self.assigned[found[0]][:1] if len(found) == 1 else ()


def _is_end(one: str, other: str) -> bool:
    """Return whether one of two names ends with the other, behind an underscore."""
    return one.endswith(f"_{other}") or other.endswith(f"_{one}")
