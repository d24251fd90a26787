"""The map of old to new words that `compare_output.py` explains differences with."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

from changes import Change, Move, Replacement

_PLACEHOLDER = re.compile(r"(\{\{|\}\}|\{[a-z]\w*\})")
_LONGEST = 300
"""How many characters a placeholder may stand for."""

PREFIX = "techspec-"
"""How the names of classes begin that may be renamed."""


class WordMapError(ValueError):
    """A word map that cannot be read."""


@dataclass(frozen=True)
class _Name:
    """A placeholder in a phrase."""

    name: str


_Part = str | _Name


def _parts(phrase: str) -> tuple[_Part, ...]:
    """Return a phrase as literal texts and placeholders."""
    parts: list[_Part] = []
    for piece in _PLACEHOLDER.split(phrase):
        if len(piece) > 2 and _PLACEHOLDER.fullmatch(piece):
            parts.append(_Name(piece[1:-1]))
            continue
        literal = {"{{": "{", "}}": "}"}.get(piece, piece)
        if literal and parts and isinstance(parts[-1], str):
            parts[-1] += literal
        elif literal:
            parts.append(literal)
    return tuple(parts)


class Phrase:
    """An old phrase, and the one that replaces it."""

    def __init__(self, old: str, new: str) -> None:
        """Read the two; raises WordMapError where they do not fit."""
        self.old, self.new = (re.sub(r"\s+", " ", text) for text in (old, new))
        self._old, self._new = _parts(self.old), _parts(self.new)
        names = [part.name for part in self._old if isinstance(part, _Name)]
        if not any(isinstance(part, str) for part in self._old):
            raise WordMapError(f"old phrase without words: {old!r}")
        if self.old == self.new:
            raise WordMapError(f"old and new phrase are equal: {old!r}")
        if len(set(names)) < len(names):
            raise WordMapError(f"placeholder used twice: {old!r}")
        for first, second in pairwise(self._old):
            if isinstance(first, _Name) and isinstance(second, _Name):
                raise WordMapError(f"two placeholders without text between: {old!r}")
        for part in self._new:
            if isinstance(part, _Name) and part.name not in names:
                raise WordMapError(f"unknown placeholder {{{part.name}}}: {new!r}")

    @property
    def first(self) -> str | None:
        """The character it begins with; None where a placeholder comes first."""
        part = self._old[0]
        return part[0] if isinstance(part, str) else None

    def matches(self, text: str, start: int) -> Iterator[tuple[int, str]]:
        """Yield where a match at *start* ends, and what replaces it."""
        # Whole words only: "is" is not found in "this".
        first, last = self._old[0], self._old[-1]
        if (isinstance(first, _Name) or first[0].isalnum()) and _is_word(text, start):
            return
        for end, found in self._match(text, start, 0, {}):
            if (isinstance(last, _Name) or last[-1].isalnum()) and _is_word(text, end):
                continue
            yield (
                end,
                "".join(
                    found[part.name] if isinstance(part, _Name) else part
                    for part in self._new
                ),
            )

    def _match(
        self, text: str, at: int, index: int, found: Mapping[str, str]
    ) -> Iterator[tuple[int, Mapping[str, str]]]:
        if index == len(self._old):
            yield at, found
            return
        part = self._old[index]
        if isinstance(part, str):
            if text.startswith(part, at):
                yield from self._match(text, at + len(part), index + 1, found)
            return
        for end in self._ends(text, at, index):
            held = {**found, part.name: text[at:end]}
            yield from self._match(text, end, index + 1, held)

    def _ends(self, text: str, at: int, index: int) -> Iterator[int]:
        """Yield where the placeholder at *index* may end."""
        if index + 1 == len(self._old):
            if at < len(text):
                yield len(text)
            return
        literal = cast("str", self._old[index + 1])
        end = text.find(literal, at + 1, at + _LONGEST)
        while end != -1:
            yield end
            end = text.find(literal, end + 1, at + _LONGEST)


def _is_word(text: str, at: int) -> bool:
    """Return whether the characters before and at *at* are of one word."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


@dataclass
class WordMap:
    """What was changed on purpose; remembers which of it was needed."""

    phrases: tuple[Phrase, ...] = ()
    classes: Mapping[str, str] = field(default_factory=dict[str, str])
    changes: tuple[Change, ...] = ()
    used: set[int] = field(default_factory=set[int])
    used_classes: set[str] = field(default_factory=set[str])
    used_changes: set[tuple[int, str]] = field(default_factory=set[tuple[int, str]])

    def __post_init__(self) -> None:
        """Index the phrases by their first character."""
        self._by_first: dict[str | None, list[int]] = {}
        for number, phrase in enumerate(self.phrases):
            self._by_first.setdefault(phrase.first, []).append(number)

    def explain(self, before: str, after: str) -> frozenset[int] | None:
        """Return the numbers of phrases that make *before* to *after*.

        Args:
            before: a text of the old output.
            after: the text in its place in the new output.

        Returns:
            An empty set where the texts are equal; None where no phrases explain it.
        """
        if before == after:
            return frozenset()
        # Every pair of places up to which the texts agree, and how it was reached.
        reached: dict[tuple[int, int], tuple[tuple[int, int], int | None]] = {}
        todo = [(0, 0)]
        while todo:
            at = todo.pop()
            if at == (len(before), len(after)):
                return self._numbers(reached, at)
            i, j = at
            steps: list[tuple[int, int, int | None]] = []
            for number in self._candidates(before, i):
                for end, new in self.phrases[number].matches(before, i):
                    if after.startswith(new, j):
                        steps.append((end, j + len(new), number))
            if before[i : i + 1] == after[j : j + 1] != "":
                # Comes last, and is tried first.
                steps.append((i + 1, j + 1, None))
            for end, new_end, number in steps:
                if (end, new_end) not in reached:
                    reached[end, new_end] = (at, number)
                    todo.append((end, new_end))
        return None

    def _candidates(self, text: str, at: int) -> Iterable[int]:
        yield from self._by_first.get(text[at : at + 1], ())
        yield from self._by_first.get(None, ())

    @staticmethod
    def _numbers(
        reached: Mapping[tuple[int, int], tuple[tuple[int, int], int | None]],
        at: tuple[int, int],
    ) -> frozenset[int]:
        numbers: set[int] = set()
        while at != (0, 0):
            at, number = reached[at]
            if number is not None:
                numbers.add(number)
        return frozenset(numbers)

    def rename(self, name: str) -> str:
        """Return the new name of a class; "" where it was removed."""
        if name not in self.classes:
            return name
        self.used_classes.add(name)
        return self.classes[name]

    def unused(self) -> Iterator[str]:
        """Yield the entries that explained nothing."""
        for number, phrase in enumerate(self.phrases):
            if number not in self.used:
                yield f"{phrase.old!r} -> {phrase.new!r}"
        for old, new in self.classes.items():
            if old not in self.used_classes:
                yield f"class {old!r} -> {new!r}"
        for number, change in enumerate(self.changes):
            for file in change.files:
                if (number, file) not in self.used_changes:
                    yield f"change in {file}: {change.why}"


def read_word_map(path: Path) -> WordMap:
    """Read a word map from a TOML file; raises WordMapError where it is not one."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise WordMapError(f"{path}: {error}") from None
    unknown = data.keys() - {"words", "classes", "changes"}
    if unknown:
        raise WordMapError(f"{path}: unknown keys {sorted(unknown)}")
    return WordMap(
        tuple(_read_phrases(data.get("words", []), path)),
        dict(_read_classes(data.get("classes", {}), path)),
        tuple(_read_changes(data.get("changes", []), path)),
    )


def _read_phrases(data: Any, path: Path) -> Iterator[Phrase]:
    seen: set[tuple[str, str]] = set()
    for entry in data:
        pair = cast("list[Any]", entry) if isinstance(entry, list) else []
        if len(pair) != 2 or not all(isinstance(text, str) for text in pair):
            raise WordMapError(f"{path}: not a pair of old and new: {entry!r}")
        old, new = cast("list[str]", pair)
        if (old, new) in seen:
            raise WordMapError(f"{path}: listed twice: {old!r}")
        seen.add((old, new))
        yield Phrase(old, new)


def _read_classes(data: Mapping[str, Any], path: Path) -> Iterator[tuple[str, str]]:
    for old, new in data.items():
        if not isinstance(new, str) or not old.startswith(PREFIX):
            raise WordMapError(f"{path}: not a class of {PREFIX}…: {old!r}")
        yield old, new


def _read_changes(data: Any, path: Path) -> Iterator[Change]:
    try:
        for entry in data:
            files, steps = tuple(entry.pop("files")), tuple(_read_steps(entry))
            yield Change(entry.pop("why"), files, steps)
            if entry or not steps:
                raise WordMapError(f"{path}: not a change of {files}: {entry}")
    except (AttributeError, KeyError, TypeError) as error:
        raise WordMapError(f"{path}: not a change: {error!r}") from None


def _read_steps(entry: dict[str, Any]) -> Iterator[Move | Replacement]:
    if "old" in entry:
        yield Replacement(entry.pop("old"), entry.pop("new"))
    for move in entry.pop("moves", []):
        yield Move(**move)
