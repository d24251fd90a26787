"""Which items of one snapshot are which of another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from ..text import normalize
from .similarity import Similarity, Words
from .snapshot import SPEC, ItemSnapshot, RecordSnapshot, Snapshot, SpecSnapshot

T = TypeVar("T")
Pair = tuple[T, T]


@dataclass(slots=True)
class Matching:
    """The items of two snapshots, matched.

    Attributes:
        specs: the specs that are the same.
        items: the items that are the same, the old one first.
        removed: the old items that are no more.
        added: the new items.
        records: the decision records that are the same.
    """

    specs: list[Pair[SpecSnapshot]]
    items: list[Pair[ItemSnapshot]]
    removed: list[ItemSnapshot]
    added: list[ItemSnapshot]
    records: list[Pair[RecordSnapshot]] = field(
        default_factory=list[Pair[RecordSnapshot]]
    )


def match(old: Snapshot, new: Snapshot) -> Matching:
    """Return what is the same in two snapshots.

    An item is the same where its spec, kind and name are. Of the rest, those of one
    kind are the same whose names differ in spelling, that moved to another spec, or
    that were renamed: their other fields say nearly the same. Where two are equally
    near, none is taken.
    """
    specs = match_specs(old, new)
    matcher = _Matcher(specs, old, new)
    matcher.pair_by_name()
    matcher.pair_unique(lambda item: (matcher.spec_of(item), item.kind, _spelt(item)))
    matcher.pair_moved()
    matcher.pair_renamed()
    records = match_unique(old.records, new.records, *_RECORD_KEYS)
    return Matching(specs, matcher.pairs, matcher.old, matcher.new, records)


def match_specs(old: Snapshot, new: Snapshot) -> list[Pair[SpecSnapshot]]:
    """Return the specs that are the same: by name, document, or most of their items.

    The one spec that is left is the same, too, where it has no header on one of the
    sides, or where both are what one file has.
    """
    pairs = match_unique(old.specs, new.specs, lambda s: s.name, lambda s: s.docname)
    seen = {id(spec) for pair in pairs for spec in pair}
    left = [spec for spec in old.specs if id(spec) not in seen]
    others = [spec for spec in new.specs if id(spec) not in seen]
    if len(left) == len(others) == 1:
        implicit = left[0].is_implicit or others[0].is_implicit
        if implicit or (old.is_file and new.is_file):
            return [*pairs, (left[0], others[0])]
    near = [
        (first, second, share)
        for first, one in enumerate(left)
        for second, other in enumerate(others)
        if (share := _shared_items(one, other)) >= 50
    ]
    return pairs + [(left[a], others[b]) for a, b in best_pairs(near)]


def _shared_items(one: SpecSnapshot, other: SpecSnapshot) -> int:
    """Return how many items have the same kind and name, in percent of all."""
    first, second = (
        Counter((i.kind, i.name) for i in spec.items if i.kind != SPEC)
        for spec in (one, other)
    )
    total = (first | second).total()
    return round(100 * (first & second).total() / total) if total else 0


def match_unique(
    old: Iterable[T], new: Iterable[T], *keys: Callable[[T], Hashable]
) -> list[Pair[T]]:
    """Return the pairs with the same key that no other has, one key after the other.

    Args:
        old: the old ones.
        new: the new ones.
        keys: each returns a key; an empty one is none.
    """
    pairs: list[Pair[T]] = []
    left: list[T] = list(old)
    others: list[T] = list(new)
    for key in keys:
        firsts, seconds = _groups(left, key), _groups(others, key)
        found = [
            (ones[0], twos[0])
            for value, ones in firsts.items()
            if value and len(ones) == len(twos := seconds.get(value, [])) == 1
        ]
        pairs += found
        taken = {id(one) for pair in found for one in pair}
        left = [one for one in left if id(one) not in taken]
        others = [one for one in others if id(one) not in taken]
    return pairs


def best_pairs(candidates: Iterable[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """Return the pairs that are nearest to each other, where nothing is equally near.

    Args:
        candidates: an old one, a new one, and how near they are.
    """
    by_rank: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for first, second, rank in candidates:
        by_rank[rank].append((first, second))
    used: tuple[set[int], set[int]] = (set(), set())
    found: list[tuple[int, int]] = []
    for rank in sorted(by_rank, reverse=True):
        level = [
            pair
            for pair in by_rank[rank]
            if pair[0] not in used[0] and pair[1] not in used[1]
        ]
        firsts = Counter(first for first, _ in level)
        seconds = Counter(second for _, second in level)
        found += [p for p in level if firsts[p[0]] == seconds[p[1]] == 1]
        # What is equally near to two is neither, and nothing that is less near.
        used[0].update(firsts)
        used[1].update(seconds)
    return found


def _groups(
    items: Iterable[T], key: Callable[[T], Hashable]
) -> dict[Hashable, list[T]]:
    groups: dict[Hashable, list[T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups


_RECORD_KEYS: tuple[Callable[[RecordSnapshot], Hashable], ...] = (
    lambda record: record.key,
    lambda record: record.label,
    lambda record: normalize(record.title),
)
"""By what a decision record is known, one after the other."""


def _spelt(item: ItemSnapshot) -> str:
    # Names of signs alone are not compared.
    return normalize(item.name) or item.name


class _Matcher:
    """The items that are not matched yet, and the pairs that are."""

    def __init__(
        self, specs: list[Pair[SpecSnapshot]], old: Snapshot, new: Snapshot
    ) -> None:
        self.pairs: list[Pair[ItemSnapshot]] = []
        self._spec: dict[int, int] = {}
        sides: list[list[ItemSnapshot]] = []
        number = {id(s): n for n, pair in enumerate(specs) for s in pair}
        for snapshot in (old, new):
            items: list[ItemSnapshot] = []
            for spec in snapshot.specs:
                # A spec without a counterpart has a number of its own.
                own = number.setdefault(id(spec), len(number))
                self._spec.update((id(item), own) for item in spec.items)
                items += spec.items
            sides.append(sorted(items, key=lambda item: item.order))
        self.old, self.new = sides
        self._words = Words(*sides)

    def spec_of(self, item: ItemSnapshot) -> int:
        """Return a number that an item's spec has on both sides."""
        return self._spec[id(item)]

    def _take(self, pairs: Sequence[Pair[ItemSnapshot]]) -> None:
        taken = {id(item) for pair in pairs for item in pair}
        self.pairs += pairs
        self.old = [item for item in self.old if id(item) not in taken]
        self.new = [item for item in self.new if id(item) not in taken]

    def pair_by_name(self) -> None:
        """Pair the items with the same spec, kind and name.

        The header is the same whatever the spec is called now.
        """

        def key(item: ItemSnapshot) -> Hashable:
            name = "" if item.kind == SPEC else item.name
            return self.spec_of(item), item.kind, name

        groups = _groups(self.new, key)
        for value, old in _groups(self.old, key).items():
            self.pairs += self._same_name(old, groups.get(value, []))
        taken = {id(item) for pair in self.pairs for item in pair}
        self.old = [item for item in self.old if id(item) not in taken]
        self.new = [item for item in self.new if id(item) not in taken]

    def _same_name(
        self, old: list[ItemSnapshot], new: list[ItemSnapshot]
    ) -> list[Pair[ItemSnapshot]]:
        """Return the pairs of items with one name, which are mostly one and one."""
        if len(old) <= 1 and len(new) <= 1:
            return list(zip(old, new, strict=False))
        pairs: list[Pair[ItemSnapshot]] = []
        same = _groups(new, lambda item: item.content)
        for content, items in _groups(old, lambda item: item.content).items():
            pairs += zip(items, same.get(content, []), strict=False)
        taken = {id(item) for pair in pairs for item in pair}
        old = [item for item in old if id(item) not in taken]
        new = [item for item in new if id(item) not in taken]
        if all(len({item.content for item in side}) <= 1 for side in (old, new)):
            return pairs + list(zip(old, new, strict=False))
        return pairs + self._best(old, new, lambda _found: True)

    def pair_unique(self, key: Callable[[ItemSnapshot], Hashable]) -> None:
        """Pair the items with a key that no other item has."""
        self._take(match_unique(self.old, self.new, key))

    def pair_moved(self) -> None:
        """Pair the items that are in another spec now, with most of their words."""
        pairs = match_unique(self.old, self.new, lambda item: (item.kind, item.name))
        self._take(
            [
                (old, new)
                for old, new in pairs
                if old.kind != SPEC
                and (
                    old.content == new.content
                    or self._words.compare(old, new).fields >= 0.5
                )
            ]
        )

    def pair_renamed(self) -> None:
        """Pair the items of a spec and a kind that were renamed."""

        def key(item: ItemSnapshot) -> Hashable:
            return self.spec_of(item), item.kind

        groups = _groups(self.new, key)
        pairs: list[Pair[ItemSnapshot]] = []
        for value, old in _groups(self.old, key).items():
            pairs += self._best(
                old, groups.get(value, []), lambda found: found.is_rename
            )
        self._take(pairs)

    def _best(
        self,
        old: Sequence[ItemSnapshot],
        new: Sequence[ItemSnapshot],
        fits: Callable[[Similarity], bool],
    ) -> list[Pair[ItemSnapshot]]:
        near = [
            (first, second, similarity.rank)
            for first, second, similarity in self._words.candidates(old, new)
            if fits(similarity)
        ]
        return [(old[first], new[second]) for first, second in best_pairs(near)]
