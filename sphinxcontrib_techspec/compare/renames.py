"""Items that have another name in the new state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher

from .state import ItemState

_LEAST = 0.6
"""The least similarity of an item with its new name."""

_MARGIN = 0.1
"""How much nearer it is than any other."""

_SIMILAR = 0.75
"""The least similarity of names, and of fields, where no text is the same."""

_FEWEST_WORDS = 3
"""The fewest words of a text that tells items apart."""

_MOST = 200
"""The most items of a kind that are compared with each other; more take too long."""


def find_renames(
    old: Sequence[ItemState], new: Sequence[ItemState]
) -> list[tuple[int, int]]:
    """Return the pairs of items that are one with another name, by their positions.

    Both are of one kind. An item has a new name only if no other one is nearly as near;
    otherwise it is removed, and another one is added.

    Args:
        old: the items that are in the old state alone.
        new: the items that are in the new state alone.
    """
    if len(old) > _MOST or len(new) > _MOST:
        return []
    scores = {
        (o, n): score
        for o, before in enumerate(old)
        for n, after in enumerate(new)
        if before.kind == after.kind and (score := _similarity(before, after)) >= _LEAST
    }
    by_old: defaultdict[int, list[float]] = defaultdict(list)
    by_new: defaultdict[int, list[float]] = defaultdict(list)
    for (o, n), score in scores.items():
        by_old[o].append(score)
        by_new[n].append(score)
    return [
        (o, n)
        for (o, n), score in scores.items()
        if _is_best(score, by_old[o]) and _is_best(score, by_new[n])
    ]


def _is_best(score: float, scores: Sequence[float]) -> bool:
    """Return whether a score is among others, and all else are clearly less."""
    first, *others = sorted(scores, reverse=True)
    return score == first and all(score >= other + _MARGIN for other in others[:1])


def _similarity(old: ItemState, new: ItemState) -> float:
    """Return how similar two items are, from 0 to 1; 0 if nothing tells that."""
    # The ratio depends on which text is the first.
    names = SequenceMatcher(None, *sorted((old.name.lower(), new.name.lower()))).ratio()
    fields = {
        key
        for key in old.fields.keys() | new.fields.keys()
        if old.fields.get(key, "") not in old.name
        or new.fields.get(key, "") not in new.name
    }
    same = [key for key in fields if old.fields.get(key) == new.fields.get(key)]
    # A long text tells more than a word that many items have.
    words = {
        key: len(f"{old.fields.get(key)} {new.fields.get(key)}".split())
        for key in fields
    }
    share = sum(words[key] for key in same) / sum(words.values()) if fields else 0.0
    tells = any(len(old.fields[key].split()) >= _FEWEST_WORDS for key in same)
    if not tells and (names < _SIMILAR or (fields and share < _SIMILAR)):
        return 0.0
    return 0.4 * names + 0.6 * share if fields else names
