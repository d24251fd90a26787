"""What a reference that names no record may have been meant to name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from heapq import nlargest

from ..text import normalize
from .decision_record import DecisionRecord
from .names import number_in, number_of, prefix_fits, slug_of

_CUTOFF = 0.7
"""How similar words must be for a suggestion."""

_COMPARED = 12
"""How many names, those that share most letters with a reference, are compared."""

_DIGITS = re.compile(r"\d+")


class Suggester:
    """The names of the records, to suggest one for a reference that fails."""

    def __init__(self, records: Iterable[DecisionRecord]) -> None:
        """Keep *records* and their names."""
        self._records = {record.docname: record for record in records}
        self._names = [
            (_trigrams(name), name, docname)
            for docname, r in self._records.items()
            for name in sorted({normalize(n) for n in (r.slug, r.title, *r.ids)} - {""})
        ]

    def suggest(self, name: str, exclude: str = "") -> tuple[DecisionRecord, ...]:
        """Return at most three records that *name* may mean, the likeliest first.

        A record is suggested for its own number and for similar words. It is never
        suggested for a number near its own: that record is probably not written yet.

        Args:
            name: a reference without folders and suffix.
            exclude: the document of a record that cannot be meant.
        """
        scores: dict[str, float] = {}
        if number := number_in(name) or number_of(name):
            for docname, record in self._records.items():
                fits = prefix_fits(number.prefix, record.prefix)
                if fits and record.number == number.value:
                    scores[docname] = 1.0
        for docname, similarity in self._by_words(name).items():
            scores[docname] = similarity + scores.get(docname, 0.0)
        scores.pop(exclude, None)
        ranked = sorted(scores, key=lambda docname: (-scores[docname], docname))
        return tuple(self._records[docname] for docname in ranked[:3])

    def _by_words(self, name: str) -> dict[str, float]:
        """Return how similar to *name* the words of records are that are similar."""
        wanted = "" if number_in(name) else normalize(slug_of(name))
        grams = _trigrams(wanted)
        nearest = nlargest(_COMPARED, self._names, lambda kept: len(kept[0] & grams))
        found: dict[str, float] = {}
        for _, other, docname in nearest if wanted else ():
            similarity = _similarity(wanted, other)
            if similarity >= _CUTOFF:
                found[docname] = max(similarity, found.get(docname, 0.0))
        return found


def _similarity(wanted: str, other: str) -> float:
    """Return how similar two names are, 0 to 1; different numbers make them another."""
    if f"-{wanted}-" in f"-{other}-" and len(wanted) > 2:
        return 0.9
    if _DIGITS.findall(wanted) != _DIGITS.findall(other):
        return 0.0
    return SequenceMatcher(None, wanted, other).ratio()


def _trigrams(text: str) -> frozenset[str]:
    padded = f" {text} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))
