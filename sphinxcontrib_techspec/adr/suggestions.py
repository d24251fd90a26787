"""What a reference that names no record may have been meant to name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from ..text import normalize
from .decision_record import DecisionRecord
from .names import number_in, number_of

_ALIKE = 0.6
"""How like a name must be to be suggested; difflib's own cutoff."""

_NEXT = 0.9
"""How like a number is to its neighbour, and a name to a part of it."""

_SWAPPED = 0.8
"""How like a number is to itself with two digits swapped."""

_MOST = 3
"""How many records are suggested."""

_TRIED = 24
"""How many names that share letters with a reference are compared with it."""

_LEAST_PART = 3
"""The length from which a part of a name says anything."""


class Likeness:
    """The records by what a writer may mistake for something else."""

    def __init__(self, records: Iterable[DecisionRecord]) -> None:
        """Index the numbers of *records*, and their names by three letters in a row."""
        self._records: dict[str, DecisionRecord] = {}
        self._numbers: dict[int, list[str]] = defaultdict(list)
        self._grams: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for record in records:
            self._records[record.docname] = record
            if record.number is not None:
                self._numbers[record.number].append(record.docname)
            names = (record.stem, record.slug, record.title, *record.ids)
            for name in sorted({normalize(name) for name in names} - {""}):
                for gram in _grams(name):
                    self._grams[gram].append((record.docname, name))

    def of(self, name: str, but: str = "") -> tuple[DecisionRecord, ...]:
        """Return at most three records that *name* may mean, the likeliest first.

        Args:
            name: a reference without folders and suffix.
            but: the document of a record that cannot be meant.
        """
        likely = self._by_number(name)
        for docname, likeness in self._by_name(name).items():
            # What is like it in both is meant before what is like it in one.
            likely[docname] = likeness + likely.get(docname, 0)
        likely.pop(but, None)
        ranked = sorted(likely, key=lambda docname: (-likely[docname], docname))
        return tuple(self._records[docname] for docname in ranked[:_MOST])

    def _by_number(self, name: str) -> dict[str, float]:
        near: dict[int, float] = {}
        if number := number_in(name):
            near = dict(_near_numbers(number.value))
        elif number := number_of(name):
            # Beside words, another number was hardly meant.
            near = {number.value: 1.0}
        return {
            docname: likeness
            for value, likeness in near.items()
            for docname in self._numbers.get(value, ())
        }

    def _by_name(self, name: str) -> dict[str, float]:
        wanted = normalize(name)
        matcher = SequenceMatcher(None, "", wanted)
        shared: Counter[tuple[str, str]] = Counter()
        for gram in _grams(wanted):
            shared.update(self._grams.get(gram, ()))
        likely: dict[str, float] = {}
        for (docname, other), _ in shared.most_common(_TRIED):
            matcher.set_seq1(other)
            ratio = matcher.ratio()
            if len(wanted) >= _LEAST_PART and f"-{wanted}-" in f"-{other}-":
                ratio = max(ratio, _NEXT)
            if ratio >= _ALIKE:
                likely[docname] = max(ratio, likely.get(docname, 0))
        return likely


def _grams(text: str) -> list[str]:
    padded = f" {text} "
    return sorted({padded[at : at + 3] for at in range(len(padded) - 2)})


def _near_numbers(value: int) -> Iterator[tuple[int, float]]:
    """Give the numbers that a writer of *value* may have meant, the likeliest last."""
    digits = str(value)
    if len(digits) > 1:
        for at in range(len(digits)):
            before, here, after = digits[:at], digits[at], digits[at + 1 :]
            yield int(before + after), _ALIKE
            for other in "0123456789":
                yield int(before + other + after), _ALIKE
                yield int(before + other + here + after), _ALIKE
            if after:
                yield int(before + after[0] + here + after[1:]), _SWAPPED
    yield value - 1, _NEXT
    yield value + 1, _NEXT
    yield value, 1.0
