"""Where the name of an item still stands that is not read any more.

A list or a table may be rewritten so that no item is read from it. What stands in it is
not removed, and what is read from it for the first time is not added.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..patterns import regex
from .snapshot import ItemSnapshot, Snapshot

_MARKER = regex(r"(?:[-*+#>:]|\d{1,3}[.)]|\[[ xX]\])(?: |$)")
"""What a heading, a list or a quotation begins with."""

_HEADING = regex(r"#{1,6} ")
_FENCE = regex(r"`{3,}|~{3,}|:{3,}")
"""What a block of code or a directive begins and ends with."""

_LINK = regex(r"\[(?P<text>[^\[\]]{1,200})\]\([^()\s]{0,500}\)")
_SPAN = regex(r"\*\*(?P<bold>[^*]{1,200})\*\*|`(?P<code>[^`]{1,200})`")
_BETWEEN = regex(r"[,;:] | [/+→–—-] ")
"""What stands between a name and what is said about it, or the next name."""

_WORDS = 4
"""How many words a name in a list of names has; with more it is a sentence."""

_VERSION = regex(r" v?\d[\w.+-]{0,30}$")
_LONGEST = 2000
"""The length of a line beyond which no names are looked for in it."""


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A line of a document.

    Attributes:
        file: the file, from the source folder.
        line: the line, from 1.
    """

    file: str
    line: int


class UnreadNames:
    """The names that stand in a snapshot's documents where no item is read.

    They are where names stand: in a heading, a cell, at the begin of an entry of a
    list, or in bold type. What a sentence says about something is none.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        """Look for the names in the texts of the snapshot."""
        self._texts = snapshot.texts
        self._headings = {
            file: [n for n, text in enumerate(lines, 1) if _HEADING.match(text)]
            for file, lines in self._texts.items()
        }
        self._locations: dict[str, list[Location]] = defaultdict(list)
        self._lines: dict[str, list[Location]] = defaultdict(list)
        read: dict[str, set[int]] = defaultdict(set)
        unread: dict[str, set[int]] = defaultdict(set)
        for spec in snapshot.specs:
            for item in spec.items:
                read[item.file].add(item.line)
                heading = self._heading_number(Location(item.file, item.line))
                if heading and self._names_item(Location(item.file, heading), item):
                    # The name is that of the section that the item is read from.
                    read[item.file].add(heading)
        for block in snapshot.unread:
            unread[block.file].add(block.line)
        for file, lines in self._texts.items():
            self._add(file, lines, read[file], unread[file])

    def _add(
        self, file: str, lines: Sequence[str], read: set[int], unread: set[int]
    ) -> None:
        read = read | _heads(lines, read)
        marks = sorted({*read, *unread, *self._headings[file]})
        fences = _Fences()
        for number, text in enumerate(lines, 1):
            is_fence = fences.read(text.strip())
            last = bisect_right(marks, number) - 1
            if is_fence or last < 0 or marks[last] in read:
                # What follows an item is read with it.
                continue
            if not text.strip() or len(text) > _LONGEST:
                continue
            location = Location(file, number)
            self._lines[text.strip()].append(location)
            for name in set(_names_in_code(text) if fences.in_code else _names(text)):
                self._locations[name].append(location)

    def locations(self, name: str, line: str) -> list[Location]:
        """Return where a name stands, or a line that has it; an empty line is none."""
        found = set(self._locations.get(_flat(name), ()))
        found.update(self._lines.get(line, ()))
        return sorted(found)

    def line_at(self, location: Location) -> str:
        """Return the text of a line."""
        return self._texts[location.file][location.line - 1].strip()

    def heading_of(self, location: Location) -> str:
        """Return the heading that a line is below, or is; empty for none."""
        number = self._heading_number(location)
        return self._texts[location.file][number - 1] if number else ""

    def _heading_number(self, location: Location) -> int:
        """Return the line of the heading that a line is below, or is; 0 for none."""
        numbers = self._headings.get(location.file, [])
        above = bisect_right(numbers, location.line)
        return numbers[above - 1] if above else 0

    def line_of(self, item: ItemSnapshot) -> str:
        """Return the line that an item was read from, if its name is in it."""
        location = Location(item.file, item.line)
        return self.line_at(location) if self._names_item(location, item) else ""

    def _names_item(self, location: Location, item: ItemSnapshot) -> bool:
        lines = self._texts.get(location.file, ())
        is_there = 0 < location.line <= len(lines)
        return is_there and item.name.casefold() in lines[location.line - 1].casefold()


class _Fences:
    """The fences that are open, line by line; a directive of items holds text."""

    def __init__(self) -> None:
        self._open: list[tuple[str, bool]] = []

    @property
    def in_code(self) -> bool:
        """Whether the line is code."""
        return bool(self._open) and self._open[-1][1]

    def read(self, line: str) -> bool:
        """Return whether a line is a fence."""
        fence = _FENCE.match(line)
        if fence is None:
            return False
        if self._open and line == fence.group() and line.startswith(self._open[-1][0]):
            self._open.pop()
            return True
        if self.in_code:
            return False
        is_text = line.startswith(":") or "{techspec:" in line
        self._open.append((fence.group(), not is_text))
        return True


def _heads(lines: Sequence[str], read: set[int]) -> set[int]:
    """Return the lines of tables above the first row that is read."""
    found: set[int] = set()
    for number in read:
        above = number - 1
        while 0 < above <= len(lines) and lines[above - 1].lstrip().startswith("|"):
            if above in read or above in found:
                break
            found.add(above)
            above -= 1
    return found


def standing(
    items: Sequence[ItemSnapshot], own: UnreadNames, other: UnreadNames
) -> dict[int, Location]:
    """Return where items of one state stand in the other one without being read.

    A location in both states says nothing: the name stood there beside the item.

    Args:
        items: the items of one state that the other one does not have.
        own: the names that are not read in their state.
        other: the names that are not read in the other one.

    Returns:
        The locations by the identities of the items.
    """
    found: dict[int, Location] = {}
    used: set[Location] = set()
    left: dict[tuple[str, str], Iterator[Location]] = {}
    for item in items:
        key = item.name, own.line_of(item)
        if key not in left:
            left[key] = iter(_only_in(other, own, *key))
        location = next(
            (location for location in left[key] if location not in used), None
        )
        if location is not None:
            found[id(item)] = location
            used.add(location)
    return found


def _only_in(
    names: UnreadNames, others: UnreadNames, name: str, line: str
) -> list[Location]:
    """Return the locations of a name that are not among the others, too."""
    locations, before = names.locations(name, line), others.locations(name, line)
    for key in (UnreadNames.line_at, UnreadNames.heading_of):
        locations, before = _without_pairs(
            [(location, key(names, location)) for location in locations],
            [(location, key(others, location)) for location in before],
        )
    return locations


def _without_pairs(
    locations: Sequence[tuple[Location, str]], others: Sequence[tuple[Location, str]]
) -> tuple[list[Location], list[Location]]:
    """Return the locations on both sides without the pairs of the same key."""
    sides: list[list[Location]] = []
    for one, two in ((locations, others), (others, locations)):
        keys = Counter(key for _, key in two)
        kept: list[Location] = []
        for location, key in one:
            if keys[key]:
                keys[key] -= 1
            else:
                kept.append(location)
        sides.append(kept)
    return sides[0], sides[1]


def _names(text: str) -> Iterator[str]:
    """Yield the names that a line of a document has."""
    rest = text.strip()
    is_marked = rest.startswith("|")
    while (marker := _MARKER.match(rest)) or rest.startswith("##"):
        rest = rest[marker.end() if marker else 1 :].lstrip()
        is_marked = True
    rest = _LINK.sub(lambda match: match["text"], rest)
    first = _SPAN.match(rest)
    if first and rest[: first.end() + 1].rstrip("* ").endswith(":"):
        # A label such as “**Database:**” begins an entry, too.
        is_marked = True
    if not is_marked:
        yield _flat(rest)
        if first:
            yield _flat(first.group())
        return
    yield from (_flat(span.group()) for span in _SPAN.finditer(rest))
    cells = [_flat(cell) for cell in rest.strip("|").split("|")]
    yield from (f"{one} {two}" for one, two in pairwise(cells))
    for cell in cells:
        yield cell
        yield from _names_in_entry(cell)


def _names_in_entry(text: str) -> Iterator[str]:
    """Yield the names of a cell or an entry of a list: the first, or all of a list."""
    parts = _BETWEEN.split(text.partition(" (")[0])
    if any(len(part.split()) > _WORDS for part in parts):
        del parts[1:]
    for part in parts:
        name = part.strip().rstrip(":")
        yield name
        yield _VERSION.sub("", name)


def _names_in_code(text: str) -> Iterator[str]:
    """Yield the name that a line of code begins with, such as that of a tree."""
    line = text.strip().lstrip("│├└─|+-` ")
    for end in ("  ", "#", "=", ":"):
        line = line.partition(end)[0].strip()
    if line:
        yield _flat(line)


def _flat(text: str) -> str:
    return " ".join(text.replace("*", "").replace("`", "").split()).casefold()
