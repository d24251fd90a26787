"""A comparison as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..findings.wording import location, named_message
from ..formats.style import visible
from .differences import FieldChange, ItemChange, RecordChange
from .findings import FindingChange
from .wording import (
    EMPTY,
    FIELDS,
    Compared,
    not_compared,
    severity,
    shown_values,
    spec_changes,
    summary,
)

_WIDTH = 9
_INDENT = " " * (_WIDTH + 4)
"""Fields stand below the names of items."""


def as_text(compared: Compared) -> str:
    """Return what is different, item by item, after a line with the numbers."""
    comparison = compared.comparison
    title = f"{compared.old.name} → {compared.new.name}"
    counted = "; ".join(f"{name}: {text}" for name, text in summary(comparison))
    lines = [f"{title}: {counted or 'no changes'}"]
    lines += [f"{name}: {change}" for name, change in spec_changes(comparison)]
    for heading, found in (
        ("Items", _items(compared)),
        (
            "Decision records",
            [line for c in comparison.records for line in _record(compared, c)],
        ),
        ("Findings", [_finding(compared, c) for c in comparison.findings]),
    ):
        if found:
            lines += ["", heading, *found]
    if rest := not_compared(
        compared, lambda block: location(block, compared.path(block.file))
    ):
        lines += ["", rest]
    return "".join(f"{visible(line)}\n" for line in lines)


def _entry(type_: str, text: str, width: int = _WIDTH) -> str:
    return f"  {type_:{width}} {text}"


def _where(path: str, line: int) -> str:
    place = f"{path}:{line}" if line else path
    return f" ({place})" if path else ""


def _items(compared: Compared) -> list[str]:
    changes = compared.comparison.items
    width = max([_WIDTH, *(len(change.type) for change in changes)])
    return [line for c in changes for line in _item(compared, c, width)]


def _item(compared: Compared, change: ItemChange, width: int) -> Iterator[str]:
    item = change.latest
    name = f"{item.kind} {compared.item(item)}"
    if change.type == "renamed" and change.old is not None:
        name = f"{item.kind} {compared.item(change.old)} → {compared.item(item)}"
    path, line = compared.location(change)
    yield _entry(change.type, name + _where(path, line), width)
    yield from _fields(change.fields)


def _fields(fields: Sequence[FieldChange]) -> Iterator[str]:
    for change in fields[:FIELDS]:
        old, new = shown_values(change)
        yield f"{_INDENT}{change.field}: {old or EMPTY} → {new or EMPTY}"
    if len(fields) > FIELDS:
        yield f"{_INDENT}and {len(fields) - FIELDS} more fields"


def _record(compared: Compared, change: RecordChange) -> Iterator[str]:
    record = change.latest
    path = compared.path(record.file, old=change.new is None)
    status = "" if change.type == "changed" else f", {record.status}"
    name = f"{record.label} {record.title}".strip()
    yield _entry(change.type, f"{name}{status}{_where(path, record.line)}")
    yield from _fields(change.fields)


def _finding(compared: Compared, change: FindingChange) -> str:
    finding = change.latest
    where = location(finding, compared.path(finding.file, old=change.new is None))
    text = f"{where}: {severity(change)} {finding.code} {named_message(finding)}"
    return _entry(change.type, text)
