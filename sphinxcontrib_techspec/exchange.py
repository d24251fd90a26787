"""``techspec.json``: a project and its report for other tools, the same bytes each time.

The file holds no timestamp and no absolute path, and its lists have a fixed order. A
change of its form changes `FORMAT_VERSION`.
"""

from __future__ import annotations

import json
from typing import Any, cast

from . import __version__
from .adr import AdrRecord
from .record import Record
from .report import Counts, Finding, Report, SpecReport
from .spec import Project, Spec

FILE_NAME = "techspec.json"
FORMAT = "techspec"
FORMAT_VERSION = 1


class ExchangeError(Exception):
    """A file is no techspec.json of a version that can be read; the text says why."""


def dump(project: Project, report: Report) -> str:
    """Return a project and its report as the text of a ``techspec.json``."""
    data = to_data(project, report)
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def to_data(project: Project, report: Report) -> dict[str, Any]:
    """Return a project and its report as plain data."""
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "generator": f"sphinxcontrib-techspec {__version__}",
        "project": project.name,
        "specs": [
            _spec(project, spec, found)
            for spec, found in zip(project.specs, report.specs, strict=True)
        ],
        "decisions": [
            _decision(project, record) for record in project.adrs.records.values()
        ],
    }


def _spec(project: Project, spec: Spec, report: SpecReport) -> dict[str, Any]:
    head = spec.head
    return {
        "name": spec.name,
        "status": spec.status,
        "head": _record(project, head) if head else None,
        "implicit": head is None,
        "items": [_record(project, record) for record in spec.items],
        "not_applicable": [
            {"what": e.what, "reason": e.reason, "file": d.file, "line": e.line}
            for d, e in spec.exemptions
        ],
        "waivers": [
            {"code": w.code, "reason": w.reason, "file": d.file, "line": w.line}
            for d, w in spec.waivers
        ],
        "counts": {key: _counts(c) for key, c in report.sections.items()},
        "score": report.counts.score,
        "findings": [_finding(finding) for finding in report.findings],
    }


def _record(project: Project, record: Record) -> dict[str, Any]:
    data: dict[str, Any] = {
        "kind": record.kind,
        "name": record.name,
        "docname": record.docname,
        "file": project.file_of(record.docname),
        "line": record.line,
        "anchor": record.anchor,
        "fields": record.model.model_dump(mode="json", exclude={"status"}),
        "status": record.model.status,
    }
    if record.kind != "spec":
        data["status"] = project.spec_of(record).item_status(record)
        data["decisions"] = [
            {
                "written": resolution.written,
                "outcome": resolution.outcome,
                "docname": resolution.record.docname if resolution.record else None,
            }
            for resolution in project.decisions(record)
        ]
    if record.lines:
        data["lines"] = record.lines
    if record.markup:
        data["markup"] = {k: [list(run) for run in v] for k, v in record.markup.items()}
    if record.invalid:
        data["invalid"] = record.invalid
    if record.extras:
        data["extras"] = [
            [label, text if isinstance(text, str) else [list(run) for run in text]]
            for label, text in record.extras
        ]
    if record.waivers:
        data["waivers"] = [
            {"code": w.code, "reason": w.reason, "line": w.line} for w in record.waivers
        ]
    return data


def _decision(project: Project, record: AdrRecord) -> dict[str, Any]:
    return {
        "label": record.label,
        "docname": record.docname,
        "file": project.file_of(record.docname),
        "title": record.title,
        "number": record.number,
        "ids": list(record.ids),
        "status": project.adrs.shown_status(record),
        "raw_status": record.raw_status,
        "status_line": record.status_line,
        "date": record.date,
        "deciders": record.deciders,
        "edges": [
            {"relation": edge.relation, "target": edge.target, "line": edge.line,
             "partly": edge.partly}
            for edge in record.edges
        ],
        "successors": [other.docname for other in project.adrs.successors(record)],
    }  # fmt: skip


def _counts(counts: Counts) -> dict[str, int]:
    return {name: getattr(counts, name) for name in Counts.__slots__}


def _finding(finding: Finding) -> dict[str, Any]:
    return {name: getattr(finding, name) for name in Finding.__slots__}


def read_report(text: str) -> Report:
    """Return the report that the text of a ``techspec.json`` holds.

    Raises:
        ExchangeError: the text is no JSON, or no report of a known version.
    """
    try:
        loaded: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        message = f"it is no JSON: {error}"
        raise ExchangeError(message) from None
    if not isinstance(loaded, dict) or cast("dict[str, Any]", loaded).get("format") != FORMAT:
        message = "it is no techspec.json: “format” is not “techspec”"
        raise ExchangeError(message)
    data = cast("dict[str, Any]", loaded)
    if data.get("version") != FORMAT_VERSION:
        message = (
            f"it has version {data.get('version')!r}, and this program reads version "
            f"{FORMAT_VERSION}"
        )
        raise ExchangeError(message)
    try:
        specs = [_read_spec(spec) for spec in data["specs"]]
        return Report(str(data["project"]), specs)
    except (KeyError, TypeError, AttributeError) as error:
        message = f"it lacks or garbles {error}"
        raise ExchangeError(message) from None


def _read_spec(data: dict[str, Any]) -> SpecReport:
    head: dict[str, Any] = data["head"] or {}
    fields: dict[str, Any] = head.get("fields", {})
    return SpecReport(
        name=str(data["name"]),
        status=str(data["status"]),
        version=str(fields.get("version") or ""),
        updated=str(fields.get("updated") or ""),
        docname=str(head.get("docname", "")),
        anchor=str(head.get("anchor", "")),
        items=len(data["items"]),
        sections={str(key): Counts(**counts) for key, counts in data["counts"].items()},
        findings=[Finding(**finding) for finding in data["findings"]],
    )


