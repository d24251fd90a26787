"""Find how two states of a project's specs differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ..findings.fingerprint import fingerprint
from ..findings.report import Finding
from .renames import find_renames
from .state import (
    Difference,
    FieldChange,
    ItemChange,
    ItemState,
    RecordChange,
    RecordState,
    SpecDifference,
    SpecState,
    State,
)

_Pair = tuple[ItemState | None, ItemState | None]


def compare_states(old: State, new: State) -> Difference:
    """Return how a new state of a project differs from an old one.

    Where an item stands, and in which order, makes no difference.

    Args:
        old: the old state.
        new: the new state.
    """
    specs = [
        _compare_specs(before, after) for before, after in _pairs(old.specs, new.specs)
    ]
    records = tuple(_compare_records(old.records, new.records))
    return Difference(tuple(found for found in specs if found), records)


def _pairs(
    old: Sequence[SpecState], new: Sequence[SpecState]
) -> Iterator[tuple[SpecState | None, SpecState | None]]:
    """Yield the specs of two states in pairs.

    They have the same name; the one that is left of each is renamed.
    """
    by_name: defaultdict[str, list[SpecState]] = defaultdict(list)
    for spec in old:
        by_name[spec.name].append(spec)
    known = [by_name[s.name].pop(0) if by_name[s.name] else None for s in new]
    left = [spec for specs in by_name.values() for spec in specs]
    if len(left) == 1 and known.count(None) == 1:
        known[known.index(None)] = left.pop()
    yield from zip(known, new, strict=True)
    yield from ((spec, None) for spec in left)


def _compare_specs(old: SpecState | None, new: SpecState | None) -> SpecDifference:
    if new is None and old is not None:
        removed = tuple(ItemChange("removed", item) for item in old.items)
        return SpecDifference(
            "removed", old.name, items=removed, fixed=tuple(_failures(old))
        )
    if new is None:
        return SpecDifference("changed", "")
    if old is None:
        added = tuple(ItemChange("added", item) for item in new.items)
        return SpecDifference("added", new.name, items=added, new=tuple(_failures(new)))
    items = tuple(_compare_items(old.items, new.items))
    renamed = {
        (c.item.kind, c.old_name): c.item.name for c in items if c.change == "renamed"
    }
    before = [_as_renamed(f, renamed, new.name) for f in _failures(old)]
    after = list(_failures(new))
    is_renamed = old.name != new.name
    return SpecDifference(
        "renamed" if is_renamed else "changed",
        new.name,
        old.name if is_renamed else "",
        _compare_fields(
            old.header.fields if old.header else {},
            new.header.fields if new.header else {},
        ),
        items,
        tuple(_without(after, before)),
        tuple(_without(before, after)),
    )


def _failures(spec: SpecState) -> Iterator[Finding]:
    return (finding for finding in spec.report.findings if finding.state == "fail")


def _as_renamed(
    finding: Finding, names: Mapping[tuple[str, str], str], spec: str
) -> Finding:
    """Return a finding of the old state with the names of the new one."""
    name = names.get((finding.kind, finding.item), finding.item)
    return replace(finding, item=name, spec=spec)


def _without(
    findings: Sequence[Finding], others: Iterable[Finding]
) -> Iterator[Finding]:
    """Yield the findings that are not among others, each as often as it is more."""
    left = Counter(map(fingerprint, others))
    for finding in findings:
        key = fingerprint(finding)
        if left[key]:
            left[key] -= 1
        else:
            yield finding


def _compare_items(
    old: Sequence[ItemState], new: Sequence[ItemState]
) -> Iterator[ItemChange]:
    pairs = _same_names(old, new)
    gone = [before for before, after in pairs if after is None and before]
    added = [after for before, after in pairs if before is None and after]
    renamed = {id(added[n]): gone[o] for o, n in find_renames(gone, added)}
    taken = {id(item) for item in renamed.values()}
    for before, after in pairs:
        if after is None:
            continue
        if before is None and (former := renamed.get(id(after))):
            fields = _compare_fields(former.fields, after.fields)
            yield ItemChange("renamed", after, former.name, fields)
        elif before is None:
            yield ItemChange("added", after)
        elif fields := _compare_fields(before.fields, after.fields):
            yield ItemChange("changed", after, fields=fields)
    yield from (ItemChange("removed", item) for item in gone if id(item) not in taken)


def _same_names(old: Sequence[ItemState], new: Sequence[ItemState]) -> list[_Pair]:
    """Return the items of two states in pairs of one kind and name.

    Of several such, those that are equal belong together, and then the first ones.
    """
    left: defaultdict[tuple[str, str], list[ItemState]] = defaultdict(list)
    for item in old:
        left[item.kind, item.name].append(item)
    found: list[ItemState | None] = [None] * len(new)
    for is_equal in (True, False):
        for number, item in enumerate(new):
            if found[number] is not None:
                continue
            candidates = left[item.kind, item.name]
            for place, candidate in enumerate(candidates):
                if not is_equal or candidate.fields == item.fields:
                    found[number] = candidates.pop(place)
                    break
    pairs: list[_Pair] = list(zip(found, new, strict=True))
    return [*pairs, *((item, None) for items in left.values() for item in items)]


def _compare_fields(
    old: Mapping[str, str], new: Mapping[str, str]
) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(name, old.get(name, ""), new.get(name, ""))
        for name in dict.fromkeys([*new, *old])
        if old.get(name, "") != new.get(name, "")
    )


def _compare_records(
    old: Sequence[RecordState], new: Sequence[RecordState]
) -> Iterator[RecordChange]:
    """Yield the decision records that are new or gone, or have another status.

    A record is known by its document, or by its label and its title where that moved.
    """
    by_document = {record.docname: record for record in old}
    now = {record.docname for record in new}
    moved: defaultdict[tuple[str, str], list[RecordState]] = defaultdict(list)
    for record in old:
        if record.docname not in now:
            moved[record.label, record.title].append(record)
    for record in new:
        before = by_document.get(record.docname)
        if before is None and (same := moved[record.label, record.title]):
            before = same.pop(0)
        if before is None:
            yield RecordChange("added", record)
        elif before.status != record.status:
            yield RecordChange("changed", record, before.status)
    for records in moved.values():
        yield from (RecordChange("removed", record) for record in records)
