"""What is different between two snapshots of specs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from .change import Change
from .findings import FindingChange, compare_findings
from .matching import Matching, match
from .snapshot import ItemSnapshot, RecordSnapshot, Snapshot, SpecSnapshot

ChangeType = Literal["added", "removed", "renamed", "changed"]
"""What became of an item or a decision record."""

CHANGE_TYPES: tuple[ChangeType, ...] = ("added", "removed", "renamed", "changed")
"""All types of change, in the order in which they are listed."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field with another value.

    Attributes:
        field: its name.
        old: the old text; empty where there was none.
        new: the new text; empty where there is none.
    """

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ItemChange(Change[ItemSnapshot]):
    """An item that is not what it was.

    Attributes:
        type: what became of it.
        fields: the fields that changed; without those of items added and removed.
    """

    type: ChangeType
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordChange(Change[RecordSnapshot]):
    """A decision record that is not what it was; see `ItemChange`."""

    type: Literal["added", "removed", "changed"]
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is different between two snapshots.

    Attributes:
        specs: the specs of both, the old one first; `None` for one that is not there.
        items: the items that changed, by type and then by place.
        findings: the findings that changed.
        records: the decision records that changed.
    """

    specs: tuple[tuple[SpecSnapshot | None, SpecSnapshot | None], ...]
    items: tuple[ItemChange, ...]
    findings: tuple[FindingChange, ...]
    records: tuple[RecordChange, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is different."""
        return not (self.items or self.findings or self.records)


def compare(old: Snapshot, new: Snapshot) -> Comparison:
    """Return what is different between two snapshots.

    Files, lines and the order of items do not matter.
    """
    matching = match(old, new)
    return Comparison(
        _specs(matching, old, new),
        tuple(_items(matching)),
        tuple(compare_findings(old.report, new.report, matching)),
        tuple(_records(matching, old, new)),
    )


def _specs(
    matching: Matching, old: Snapshot, new: Snapshot
) -> tuple[tuple[SpecSnapshot | None, SpecSnapshot | None], ...]:
    olds = {id(second): first for first, second in matching.specs}
    kept = {id(first) for first, _ in matching.specs}
    return (
        *((olds.get(id(spec)), spec) for spec in new.specs),
        *((spec, None) for spec in old.specs if id(spec) not in kept),
    )


def _items(matching: Matching) -> list[ItemChange]:
    changes = [ItemChange(None, item, "added") for item in matching.added]
    changes += [ItemChange(item, None, "removed") for item in matching.removed]
    renamed_specs = {(o.name, n.name) for o, n in matching.specs}
    for old, new in matching.items:
        fields = changed_fields(old.values, new.values)
        if old.spec != new.spec and (old.spec, new.spec) not in renamed_specs:
            fields = (FieldChange("spec", old.spec, new.spec), *fields)
        if old.name != new.name:
            fields = tuple(f for f in fields if not _is_in_names(f, old, new))
            changes.append(ItemChange(old, new, "renamed", fields))
        elif fields:
            changes.append(ItemChange(old, new, "changed", fields))
    return sorted(changes, key=lambda c: (CHANGE_TYPES.index(c.type), c.latest.order))


def _is_in_names(change: FieldChange, old: ItemSnapshot, new: ItemSnapshot) -> bool:
    """Return whether a field, such as an endpoint's path, is a part of the name."""
    return change.old in old.name.split() and change.new in new.name.split()


def changed_fields(
    old: Mapping[str, str], new: Mapping[str, str]
) -> tuple[FieldChange, ...]:
    """Return the fields whose texts differ, in the order of the new item."""
    return tuple(
        FieldChange(name, old.get(name, ""), new.get(name, ""))
        for name in {**new, **old}
        if _flat(old.get(name, "")) != _flat(new.get(name, ""))
    )


def _flat(text: str) -> str:
    # Where lines are broken is no change of what they say.
    return " ".join(text.split())


def _records(matching: Matching, old: Snapshot, new: Snapshot) -> list[RecordChange]:
    seen = {id(record) for pair in matching.records for record in pair}
    changes = [
        *(RecordChange(None, r, "added") for r in new.records if id(r) not in seen),
        *(RecordChange(r, None, "removed") for r in old.records if id(r) not in seen),
        *(
            RecordChange(before, after, "changed", fields)
            for before, after in matching.records
            if (fields := changed_fields(_record_values(before), _record_values(after)))
        ),
    ]
    if new.is_file:
        changes = [change for change in changes if _is_referenced(change)]
    return sorted(changes, key=lambda c: (CHANGE_TYPES.index(c.type), c.latest.key))


def _is_referenced(change: RecordChange) -> bool:
    return any(record and record.is_referenced for record in (change.old, change.new))


def _record_values(record: RecordSnapshot) -> dict[str, str]:
    return {
        "id": record.label,
        "title": record.title,
        "status": record.status,
        "superseded by": ", ".join(record.successors),
    }
