"""How alike two items are, from which renamed items are found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ..patterns import regex
from ..text import normalize
from .snapshot import ItemSnapshot

_WORD = regex(r"\w+")
_COMMON = 20
"""A word of more unmatched items than this leads to no candidates."""

_LONGEST = 100
"""How many characters of two names are compared."""


@dataclass(frozen=True, slots=True)
class Similarity:
    """How alike two items are.

    Attributes:
        fields: how much of the words in their fields is the same, from 0 to 1.
        shared: how many words are the same.
        names: how alike their names are, from 0 to 1.
    """

    fields: float
    shared: int
    names: float

    @property
    def rank(self) -> int:
        """How near the items are; two that differ by less than a percent are equal."""
        return round(100 * (self.fields + self.names))

    @property
    def is_rename(self) -> bool:
        """Whether two items of different names are one that was renamed.

        Fields that say the same are enough, or names that are close and fields that
        say mostly the same. Without a word in common nothing is.
        """
        by_fields = self.shared >= 2 and self.fields >= 0.75
        by_name = self.shared >= 1 and self.fields >= 0.6 and self.names >= 0.8
        return by_fields or by_name


class Words:
    """The words of items by which they are told apart, with their fields.

    A value that several items of a kind have, such as ``Bearer`` in each endpoint, says
    nothing about which is which, and neither does one that only repeats the name.
    """

    def __init__(self, *sides: Iterable[ItemSnapshot]) -> None:
        """Count the values of all items of each side."""
        self._shared: set[tuple[str, str, str]] = set()
        for items in sides:
            counts = Counter(
                (item.kind, *pair) for item in items for pair in item.values.items()
            )
            self._shared |= {key for key, count in counts.items() if count > 1}
        self._words: dict[int, frozenset[tuple[str, str]]] = {}

    def of(self, item: ItemSnapshot) -> frozenset[tuple[str, str]]:
        """Return the words of an item, each with the name of its field."""
        found = self._words.get(id(item))
        if found is None:
            found = self._words[id(item)] = frozenset(self._find(item))
        return found

    def _find(self, item: ItemSnapshot) -> Iterator[tuple[str, str]]:
        for field, text in self._values(item):
            yield from ((field, word) for word in _WORD.findall(text.lower()))

    def _values(self, item: ItemSnapshot) -> Iterator[tuple[str, str]]:
        """Yield the values that tell an item apart, by field."""
        name = set(_WORD.findall(item.name.lower()))
        for field, text in item.values.items():
            repeats = name.issuperset(_WORD.findall(text.lower()))
            if not repeats and (item.kind, field, text) not in self._shared:
                yield field, text

    def compare(self, one: ItemSnapshot, other: ItemSnapshot) -> Similarity:
        """Return how alike two items are, whichever comes first."""
        first, second = self.of(one), self.of(other)
        shared, all_words = len(first & second), len(first | second)
        names = sorted(normalize(item.name)[:_LONGEST] for item in (one, other))
        return Similarity(
            shared / all_words if all_words else 0.0,
            shared,
            SequenceMatcher(None, *names, autojunk=False).ratio(),
        )

    def candidates(
        self, old: Sequence[ItemSnapshot], new: Sequence[ItemSnapshot]
    ) -> Iterator[tuple[int, int, Similarity]]:
        """Yield the pairs with a word or a value in common, by their indexes.

        Words of very many of the items are left out, so that the number of pairs grows
        with that of the items.
        """
        places: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, item in enumerate(new):
            for key in self._keys(item):
                places[key].append(number)
        common = Counter(key for item in old for key in self._keys(item))
        for first, item in enumerate(old):
            found = {
                second
                for key in self._keys(item)
                if common[key] <= _COMMON and len(places.get(key, ())) <= _COMMON
                for second in places.get(key, ())
            }
            for second in found:
                yield first, second, self.compare(item, new[second])

    def _keys(self, item: ItemSnapshot) -> set[tuple[str, str]]:
        """Return what an item is found by: its words, and its values as a whole."""
        return {*self.of(item), *self._values(item)}
