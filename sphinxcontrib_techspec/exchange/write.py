"""Write ``techspec.json``: a project and its report for other tools.

The output is reproducible: no timestamps, no absolute paths, lists in a fixed order.
An incompatible change of the format must increase `read.FORMAT_VERSION`. The format is
defined by the types in `data`.
"""

from __future__ import annotations

import json
from typing import cast

from .. import __version__
from ..adr import DecisionRecord
from ..findings.report import Counts, Finding, Report, SpecReport
from ..model.document import Document, Exemption
from ..model.evidence import Measured
from ..model.item import Item, Waiver
from ..model.project import Project
from ..model.spec import Spec
from ..text import Text
from .data import (
    ClaimsData,
    CountsData,
    DecisionRecordData,
    ExemptionData,
    FindingData,
    ItemData,
    ProjectData,
    ReadingData,
    SpecData,
    WaiverData,
)
from .read import FORMAT, FORMAT_VERSION


def dump(project: Project, report: Report) -> str:
    """Return a project and its report as the text of a ``techspec.json``."""
    data = to_data(project, report)
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def to_data(project: Project, report: Report) -> ProjectData:
    """Return a project and its report as plain data."""
    data: ProjectData = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "generator": f"sphinxcontrib-techspec {__version__}",
        "project": project.name,
        "specs": [
            _spec(project, spec, found)
            for spec, found in zip(project.specs, report.specs, strict=True)
        ],
        "decision_records": [
            _decision_record(project, record)
            for record in project.adrs.records.values()
        ],
    }
    if report.fixed:
        data["fixed_since_baseline"] = report.fixed
    return data


def _spec(project: Project, spec: Spec, report: SpecReport) -> SpecData:
    header = spec.header
    data: SpecData = {
        "name": spec.name,
        "status": spec.status,
        "docname": spec.docname,
        "implicit": header is None,
        "header": _item(project, header) if header else None,
        "items": [_item(project, item) for item in spec.items],
        "not_applicable": [
            _exemption(document, exemption) for document, exemption in spec.exemptions
        ],
        "waivers": [
            {"code": w.code, "reason": w.reason, "file": w.file or d.file,
             "docname": d.docname,
             "line": w.line}
            for d, w in spec.waivers
        ],
        "counts": {key: _counts(c) for key, c in report.sections.items()},
        "score": report.counts.score,
        "findings": [_finding(finding) for finding in report.findings],
        "reading": cast("ReadingData", report.reading.to_data()),
    }  # fmt: skip
    if report.claims.sections:
        data["claims"] = cast("ClaimsData", report.claims.to_data())
    if report.hidden:
        data["hidden_by_baseline"] = report.hidden
    return data


def _exemption(document: Document, exemption: Exemption) -> ExemptionData:
    data: ExemptionData = {
        "name": exemption.name,
        "reason": exemption.reason,
        "file": exemption.file or document.file,
        "docname": document.docname,
        "line": exemption.line,
    }
    if exemption.kind:
        data["kind"] = exemption.kind
    return data


def _item(project: Project, item: Item) -> ItemData:
    data: ItemData = {
        "kind": item.kind_name,
        "name": item.name,
        "docname": item.docname,
        "file": item.file or project.file_of(item.docname),
        "line": item.line,
        "anchor": item.anchor,
        "fields": item.model.model_dump(mode="json"),
        "status": item.model.status,
    }
    if item.kind_name != "spec":
        data["status"] = project.spec_of(item).item_status(item)
        if references := project.decisions(item):
            data["decisions"] = [
                {
                    "text": found.text,
                    "resolution": found.outcome,
                    "docname": found.record.key if found.record else None,
                }
                for found in references
            ]
        if users := project.used_by(item):
            data["used_by"] = [f"{user.kind_name} {user.name}" for user in users]
        checked = project.evidence.check(item)
        if checked is not None and isinstance(checked.found, Measured):
            data["measured"] = {
                "reference": checked.reference,
                "text": checked.found.text,
                "number": checked.found.number,
                "unit": checked.found.unit,
                "statistic": checked.found.statistic,
                "format": checked.found.format,
                "date": checked.found.date.isoformat() if checked.found.date else "",
                "verdict": checked.verdict,
            }
    _add_source(data, item)
    return data


def _waiver(waiver: Waiver) -> WaiverData:
    data: WaiverData = {
        "code": waiver.code, "reason": waiver.reason, "line": waiver.line,
    }  # fmt: skip
    if waiver.file:
        data["file"] = waiver.file
    return data


def _add_source(data: ItemData, item: Item) -> None:
    """Add the keys about the source of an item; empty ones are left out."""
    if item.lines:
        data["lines"] = item.lines
    if item.files:
        data["files"] = dict(item.files)
    if item.markup:
        data["markup"] = {k: [list(run) for run in v] for k, v in item.markup.items()}
    if item.invalid:
        data["invalid"] = item.invalid
    if item.extras:
        data["extras"] = [[label, _text(text)] for label, text in item.extras]
    if item.waivers:
        data["waivers"] = [_waiver(waiver) for waiver in item.waivers]
    if item.from_code:
        data["from_code"] = True
    if item.has_json:
        data["has_json"] = True
    if item.no_index:
        data["no_index"] = True


def _text(text: Text) -> object:
    return text if isinstance(text, str) else [list(run) for run in text]


def _decision_record(project: Project, record: DecisionRecord) -> DecisionRecordData:
    data: DecisionRecordData = {
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
        "relations": [
            {"type": link.relation.type, "target": link.relation.target,
             "docname": link.record.key if link.record else "",
             "line": link.relation.line, "partly": link.relation.partly}
            for link in project.adrs.relations(record)
        ],
        "successors": [other.key for other in project.adrs.successors(record)],
        "partly_superseded_by": [
            other.key for other in project.adrs.partly_superseded_by(record)
        ],
        "referenced_by": [
            project.qualified(item) for item in project.referencing_items(record)
        ],
    }  # fmt: skip
    if record.anchor:
        data["anchor"] = record.anchor
    return data


def _counts(counts: Counts) -> CountsData:
    return cast("CountsData", {n: getattr(counts, n) for n in Counts.__slots__})


def _finding(finding: Finding) -> FindingData:
    return cast("FindingData", finding.to_data())
