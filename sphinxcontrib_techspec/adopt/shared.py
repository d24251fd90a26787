"""Options that the words above a part say of all its items.

``**Orders** [Auth + CSRF]:`` above a list of endpoints tells who may call each of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..model.item import Item
from .reading import Candidate, Reading
from .sections import DocumentSection


def with_shared_options(
    candidate: Candidate, reading: Reading, sections: Sequence[DocumentSection]
) -> Candidate:
    """Return a part of a document with the options that the words above it give.

    The nearest words count. Items that say it themselves, and a table with a column
    for it, take nothing from them.

    Args:
        candidate: the part.
        reading: its items.
        sections: the sections of the document.
    """
    for text, is_label in _above(candidate, sections):
        values = candidate.kind.values_of_all(text, is_label=is_label)
        if values is None:
            continue
        given = dict(candidate.options)
        options = tuple(
            (name, value)
            for name, value in values.items()
            if name not in given and any(_lacks(item, name) for item in reading.items)
        )
        return replace(candidate, options=(*candidate.options, *options))
    return candidate


def _lacks(item: Item, name: str) -> bool:
    """Return whether an item has no value of a field, nor a column for it."""
    has_column = item.table is not None and name in item.table.fields
    return not (item.has(name) or has_column)


def _above(
    candidate: Candidate, sections: Sequence[DocumentSection]
) -> Iterator[tuple[str, bool]]:
    """Yield the words above a part, the nearest first, and whether they are a label."""
    around: list[DocumentSection] = []
    for section in sections:
        heading = section.heading
        first = heading.first if heading else -1
        if first > candidate.first:
            break
        if heading:
            around = [
                s for s in around if s.heading and s.heading.level < heading.level
            ]
        around.append(section)
    for section in reversed(around):
        above = [b for b in section.blocks if b.end <= candidate.first]
        for number, block in enumerate(reversed(above)):
            if block.type == "paragraph":
                is_next = section is around[-1] and not number
                if is_next and "\n" not in block.text:
                    yield block.text, True
                yield block.text, False
        if section.heading:
            yield section.heading.text, True
