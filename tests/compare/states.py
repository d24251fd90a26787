"""Snapshots for the tests, made from the text of a ``techspec.json``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sphinxcontrib_techspec.compare.snapshot import Snapshot, read_snapshot


def item(kind: str, name: str, **values: Any) -> dict[str, Any]:
    """Return an item; ``line`` and ``file`` say where it is."""
    return {
        "kind": kind,
        "name": name,
        "docname": "index",
        "file": values.pop("file", "index.md"),
        "line": values.pop("line", 1),
        "anchor": f"{kind}-{name}",
        "fields": values,
        "status": "planned",
    }


def finding(code: str, item: str = "", **values: Any) -> dict[str, Any]:
    """Return a finding."""
    return {
        "code": code, "slug": code.lower(), "severity": "warning", "state": "fail",
        "spec": "Mill", "section": "stack", "problem": "a problem", "kind": "",
        "item": item, "subject": "", "advice": "", "fix": None, "docname": "index",
        "file": "index.md", "line": 1, "anchor": "", "reason": "", "counts": True,
        "message": "a problem",
    } | values  # fmt: skip


def record(number: int, title: str, status: str, **values: Any) -> dict[str, Any]:
    """Return a decision record."""
    name = f"adr/{number:04}"
    return {
        "label": f"ADR-{number:04}", "docname": name, "file": f"{name}.md",
        "title": title, "number": number, "ids": [], "status": status,
        "raw_status": status, "status_line": 3, "date": "", "deciders": "",
        "relations": [], "successors": [], "partly_superseded_by": [],
        "referenced_by": [],
    } | values  # fmt: skip


def spec(
    items: Iterable[Mapping[str, Any]] = (),
    findings: Iterable[Mapping[str, Any]] = (),
    name: str = "Mill",
    **values: Any,
) -> dict[str, Any]:
    """Return a spec, with a header unless it is ``None``."""
    return {
        "name": name, "status": "draft", "docname": "index", "implicit": False,
        "header": item("spec", name, status="draft", version="1.0"),
        "items": list(items), "not_applicable": [], "waivers": [], "counts": {},
        "score": 80.0, "findings": list(findings),
    } | values  # fmt: skip


def text(*specs: Mapping[str, Any], records: Iterable[Mapping[str, Any]] = ()) -> str:
    """Return the text of a ``techspec.json``."""
    return json.dumps(
        {
            "format": "techspec", "version": 2, "generator": "test", "project": "Mill",
            "specs": list(specs), "decision_records": list(records),
        }
    )  # fmt: skip


def snapshot(
    *specs: Mapping[str, Any], records: Iterable[Mapping[str, Any]] = ()
) -> Snapshot:
    """Return the snapshot of specs and decision records."""
    return read_snapshot(text(*specs, records=records))
