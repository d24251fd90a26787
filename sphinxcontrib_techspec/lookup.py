"""Where a name leads: to an item, or to a part of one such as a field of an entity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .record import Record, row_models
from .spec import Spec
from .text import slug


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name leads: a record, and the part of it where a part is named."""

    record: Record
    part: int | None = None

    @property
    def anchor(self) -> str:
        """The HTML id to link to."""
        if self.part is None:
            return self.record.anchor
        return part_anchor(self.record, self.part)


def part_anchor(record: Record, part: int) -> str:
    """Return the HTML id of a row of *record*, such as a field of an entity.

    Two hyphens join it to the item's, which no item's own id has.
    """
    names = [slug(str(getattr(row, "name", ""))) for row in row_models(record)]
    name = names[part] or "row"
    before = names[:part].count(names[part])
    return f"{record.anchor}--{name}" + (f"--{before + 1}" if before else "")


@dataclass(frozen=True, slots=True)
class Lookup:
    """What a name was found to mean: one place, several, or none."""

    places: tuple[Place, ...]
    candidates: tuple[str, ...] = ()

    @property
    def place(self) -> Place | None:
        """The one place that is meant, if it is one."""
        return self.places[0] if len(self.places) == 1 else None


def places_in(spec: Spec, target: str, kinds: Sequence[str]) -> list[Place]:
    """Return where *target* may lead in *spec*: items, or parts of them."""
    found = [Place(record) for record in _first_of_each(spec.named(target, kinds))]
    if found or "." not in target:
        return found
    owner, _, part = target.rpartition(".")
    return [
        Place(record, number)
        for record in _first_of_each(spec.named(owner, kinds))
        for number, row in enumerate(row_models(record))
        if getattr(row, "name", None) == part
    ]


def _first_of_each(records: Iterable[Record]) -> list[Record]:
    """Return the records without those whose name another of the kind had before.

    A name that stands twice is reported where it stands, not where it is used.
    """
    first: dict[tuple[str, str], Record] = {}
    for record in records:
        first.setdefault((record.kind, record.name), record)
    return list(first.values())
