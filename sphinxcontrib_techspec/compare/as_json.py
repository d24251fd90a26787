"""A comparison as JSON, whose types are in `data`."""

from __future__ import annotations

import json
from typing import cast

from ..exchange.data import FindingData, UnreadBlockData
from ..findings.report import Finding
from .data import (
    FORMAT,
    VERSION,
    ComparisonData,
    FieldChangeData,
    FindingChangeData,
    ItemStateData,
    LocationData,
    RecordStateData,
    SpecStateData,
)
from .differences import FieldChange
from .findings import FindingChange
from .snapshot import ItemSnapshot, RecordSnapshot, SpecSnapshot
from .standing import Location
from .wording import Compared


def as_json(compared: Compared) -> str:
    """Return a comparison as the text of a JSON document, with whole values."""
    return json.dumps(to_data(compared), ensure_ascii=False, indent=1) + "\n"


def to_data(compared: Compared) -> ComparisonData:
    """Return a comparison as plain data."""
    found = compared.comparison
    return {
        "format": FORMAT,
        "version": VERSION,
        "old": compared.old.name,
        "new": compared.new.name,
        "specs": [{"old": _spec(old), "new": _spec(new)} for old, new in found.specs],
        "items": [
            {
                "type": change.type,
                "kind": change.latest.kind,
                "old": _item(change.old),
                "new": _item(change.new),
                "fields": _fields(change.fields),
                "written_at": _location(change.written_at),
            }
            for change in found.items
        ],
        "decision_records": [
            {
                "type": change.type,
                "old": _record(change.old),
                "new": _record(change.new),
                "fields": _fields(change.fields),
            }
            for change in found.records
        ],
        "findings": [_finding_change(change) for change in found.findings],
        "unread": [
            cast("UnreadBlockData", block.to_data())
            for block in compared.new.snapshot.unread
        ],
    }


def _finding_change(change: FindingChange) -> FindingChangeData:
    return {
        "type": change.type,
        "worse": change.is_worse,
        "old": _finding(change.old),
        "new": _finding(change.new),
    }


def _spec(spec: SpecSnapshot | None) -> SpecStateData | None:
    if spec is None:
        return None
    return {"name": spec.name, "status": spec.status, "score": spec.score}


def _item(item: ItemSnapshot | None) -> ItemStateData | None:
    if item is None:
        return None
    return {
        "spec": item.spec, "name": item.name, "file": item.file, "line": item.line,
    }  # fmt: skip


def _location(location: Location | None) -> LocationData | None:
    return {"file": location.file, "line": location.line} if location else None


def _record(record: RecordSnapshot | None) -> RecordStateData | None:
    if record is None:
        return None
    return {
        "label": record.label, "title": record.title, "status": record.status,
        "file": record.file, "line": record.line,
    }  # fmt: skip


def _fields(fields: tuple[FieldChange, ...]) -> list[FieldChangeData]:
    return [{"field": f.field, "old": f.old, "new": f.new} for f in fields]


def _finding(finding: Finding | None) -> FindingData | None:
    return cast("FindingData", finding.to_data()) if finding else None
