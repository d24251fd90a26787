"""What is different between two snapshots of specs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from ..codes import DRAFT, GATED_STATUSES, Code
from .change import Change
from .findings import FindingChange, compare_findings
from .matching import Matching, match
from .snapshot import ItemSnapshot, RecordSnapshot, Snapshot, SpecSnapshot
from .standing import Location, UnreadNames, standing

ChangeType = Literal[
    "added", "newly read", "removed", "no longer read", "renamed", "changed"
]
"""What became of an item or a decision record.

What is newly or no longer read is written in both states, and read in one.
"""

CHANGE_TYPES: tuple[ChangeType, ...] = get_args(ChangeType)
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
        fields: the fields that changed; of an item of both states only.
        written_at: where an item is written in the state that it is not read in.
    """

    type: ChangeType
    fields: tuple[FieldChange, ...] = ()
    written_at: Location | None = None


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
        items: the items that changed, by type and then by location.
        findings: the findings that changed.
        records: the decision records that changed.
        reopened: the specs whose gated findings were warnings, and that count as
            drafts now, the old one first. Without its header, a spec is the one that
            has the first of its items.
    """

    specs: tuple[tuple[SpecSnapshot | None, SpecSnapshot | None], ...]
    items: tuple[ItemChange, ...]
    findings: tuple[FindingChange, ...]
    records: tuple[RecordChange, ...]
    reopened: tuple[tuple[SpecSnapshot, SpecSnapshot], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is different."""
        return not (self.items or self.findings or self.records)


def compare(old: Snapshot, new: Snapshot) -> Comparison:
    """Return what is different between two snapshots.

    Files, lines and the order of items do not matter.
    """
    matching = match(old, new)
    one_sided = _one_sided(matching, UnreadNames(old), UnreadNames(new))
    items = _items(matching, one_sided)
    findings = compare_findings(old.report, new.report, matching)
    return Comparison(
        _specs(matching, old, new),
        tuple(items),
        tuple(_not_fixed(findings, items, {o.name: n.name for o, n in matching.specs})),
        tuple(_records(matching, old, new)),
        tuple(_reopened(matching, old, new)),
    )


def _reopened(
    matching: Matching, old: Snapshot, new: Snapshot
) -> Iterator[tuple[SpecSnapshot, SpecSnapshot]]:
    """Yield the specs that lost their gate, see `Comparison`."""
    after = {id(first): second for first, second in matching.specs}
    owners = {id(item): spec for spec in new.specs for item in spec.items}
    moved = {id(first): owners[id(second)] for first, second in matching.items}
    for spec in old.specs:
        items = (moved[id(item)] for item in spec.items if id(item) in moved)
        now = after.get(id(spec)) or next(items, None)
        if spec.status in GATED_STATUSES and now is not None and now.status == DRAFT:
            yield spec, now


def _specs(
    matching: Matching, old: Snapshot, new: Snapshot
) -> tuple[tuple[SpecSnapshot | None, SpecSnapshot | None], ...]:
    olds = {id(second): first for first, second in matching.specs}
    kept = {id(first) for first, _ in matching.specs}
    return (
        *((olds.get(id(spec)), spec) for spec in new.specs),
        *((spec, None) for spec in old.specs if id(spec) not in kept),
    )


def _one_sided(
    matching: Matching, old: UnreadNames, new: UnreadNames
) -> list[ItemChange]:
    """Return the items that are read in one state only."""
    known = standing(matching.added, new, old)
    left = standing(matching.removed, old, new)
    changes: list[ItemChange] = []
    for item in matching.added:
        location = known.get(id(item))
        type_: ChangeType = "newly read" if location else "added"
        changes.append(ItemChange(None, item, type_, written_at=location))
    for item in matching.removed:
        location = left.get(id(item))
        type_ = "no longer read" if location else "removed"
        changes.append(ItemChange(item, None, type_, written_at=location))
    return changes


def _items(matching: Matching, one_sided: Iterable[ItemChange]) -> list[ItemChange]:
    changes = list(one_sided)
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


def _not_fixed(
    findings: Iterable[FindingChange],
    items: Iterable[ItemChange],
    specs: Mapping[str, str],
) -> Iterator[FindingChange]:
    """Yield what changed, and as changed what is not fixed, but not checked any more.

    Those are the findings of items that are not read, and the missing topics of a
    section that has no items now.

    Args:
        findings: the findings that changed.
        items: the items that changed.
        specs: the names of the specs in the new state by those in the old one.
    """
    changes = list(findings)
    unread = {
        (item.old.spec, item.old.kind, item.old.name): item.written_at
        for item in items
        if item.old is not None and item.written_at is not None
    }
    empty = {
        (change.new.spec, change.new.section): change.new
        for change in changes
        if change.new is not None and change.new.code == Code.SECTION_MISSING
    }
    for change in changes:
        old = change.old
        if old is None or change.new is not None:
            yield change
            continue
        spec = specs.get(old.spec, old.spec)
        section = empty.get((spec, old.section))
        if location := unread.get((old.spec, old.kind, old.item)):
            now = replace(
                old, state="not checked", reason="no longer read",
                file=location.file, line=location.line,
            )  # fmt: skip
            yield FindingChange(old, now)
        elif section and old.code == Code.TOPIC_MISSING:
            now = replace(
                old, state="not checked", reason="no items in the section",
                file=section.file, line=section.line,
            )  # fmt: skip
            yield FindingChange(old, now)
        else:
            yield change


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
