"""Suggest records for a reference that matches none."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from heapq import nlargest

from ..patterns import regex
from ..text import normalize
from .decision_record import DecisionRecord
from .names import leading_number, prefix_matches, reference_number, slug_of

_CUTOFF = 0.7
"""Minimum similarity for a suggestion, from 0 to 1."""

_MAX_COMPARED = 12
"""Maximum number of names to compare with a reference.

They are the names that share the most trigrams with it.
"""

_DIGITS = regex(r"\d+")


class Suggester:
    """Suggests records by number and by similarity of names."""

    def __init__(self, records: Iterable[DecisionRecord]) -> None:
        """Index the names of *records*."""
        self._records = {record.key: record for record in records}
        self._names = [
            (_trigrams(name), name, key)
            for key, r in self._records.items()
            for name in sorted({normalize(n) for n in (r.slug, r.title, *r.ids)} - {""})
        ]

    def suggest(self, name: str, exclude: str = "") -> tuple[DecisionRecord, ...]:
        """Return at most three records that *name* may refer to, best match first.

        A record matches if its number is equal or its words are similar. A record
        with a similar number does not match: ``ADR-5`` is more likely a record that
        does not exist yet than a misspelt ``ADR-4``.

        Args:
            name: a reference without folders and suffix.
            exclude: the key of a record to leave out.
        """
        scores: dict[str, float] = {}
        if number := reference_number(name) or leading_number(name):
            for key, record in self._records.items():
                fits = prefix_matches(number.prefix, record.prefix)
                if fits and record.number == number.value:
                    scores[key] = 1.0
        for key, similarity in self._similar_names(name).items():
            scores[key] = similarity + scores.get(key, 0.0)
        scores.pop(exclude, None)
        ranked = sorted(scores, key=lambda key: (-scores[key], key))
        return tuple(self._records[key] for key in ranked[:3])

    def _similar_names(self, name: str) -> dict[str, float]:
        """Return the docnames of records with a similar name, and the similarity."""
        wanted = "" if reference_number(name) else normalize(slug_of(name))
        trigrams = _trigrams(wanted)
        nearest = nlargest(
            _MAX_COMPARED, self._names, lambda entry: len(entry[0] & trigrams)
        )
        found: dict[str, float] = {}
        for _, other, key in nearest if wanted else ():
            similarity = _similarity(wanted, other)
            if similarity >= _CUTOFF:
                found[key] = max(similarity, found.get(key, 0.0))
        return found


def _similarity(wanted: str, other: str) -> float:
    """Return the similarity of two names, from 0 to 1; 0 if their numbers differ."""
    if f"-{wanted}-" in f"-{other}-" and len(wanted) > 2:
        return 0.9
    if _DIGITS.findall(wanted) != _DIGITS.findall(other):
        return 0.0
    return SequenceMatcher(None, wanted, other).ratio()


def _trigrams(text: str) -> frozenset[str]:
    padded = f" {text} "
    return frozenset(padded[start : start + 3] for start in range(len(padded) - 2))
