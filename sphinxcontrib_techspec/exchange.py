"""``techspec.json``: a project and its report for other tools, always the same bytes.

The file holds no timestamp and no absolute path, and its lists have a fixed order. A
change of its form changes `report_file.FORMAT_VERSION`.
The JSON Schema of the file follows from
the types below (see `schema`); it ships as ``techspec.schema.json``.
"""

from __future__ import annotations

import json
from typing import Any, Literal, cast

# pydantic makes a schema of this TypedDict only, below Python 3.12.
from typing_extensions import NotRequired, TypedDict  # noqa: UP035 - see above

from . import __version__
from .adr import AdrRecord
from .document import Document, Exemption, SpecWaiver
from .evidence import Measured
from .kinds import BY_NAME
from .project import Project
from .record import Problem, Record, Waiver
from .report import Counts, Finding, Report, SpecReport
from .report_file import FORMAT, FORMAT_VERSION, ExchangeError, parse
from .spec import Spec
from .text import Text


class ProblemData(TypedDict):
    """What the reading of an item found wrong."""

    code: str
    message: str
    line: int
    fix: str


class WaiverData(TypedDict):
    """A rule that something is let off, with the reason."""

    code: str
    reason: str
    line: int
    file: NotRequired[str]
    docname: NotRequired[str]


class ExemptionData(TypedDict):
    """A section or topic declared not applicable, with the reason."""

    what: str
    reason: str
    file: str
    docname: str
    line: int


class ReferenceData(TypedDict):
    """A reference to a decision record, and the record it was found to mean."""

    written: str
    outcome: Literal["found", "external", "ambiguous", "unknown"]
    docname: str | None


class MeasuredData(TypedDict):
    """The measured value that an item's evidence leads to, and how it compares."""

    reference: str
    text: str
    number: float
    unit: str | None
    verdict: Literal["met", "missed", "not checked"]


class ItemData(TypedDict):
    """An item, or the head of a spec."""

    kind: str
    name: str
    docname: str
    file: str
    line: int
    anchor: str
    fields: dict[str, Any]
    status: str | None
    decisions: NotRequired[list[ReferenceData]]
    used_by: NotRequired[list[str]]
    measured: NotRequired[MeasuredData]
    lines: NotRequired[dict[str, int]]
    markup: NotRequired[dict[str, list[list[str]]]]
    invalid: NotRequired[dict[str, str]]
    extras: NotRequired[list[list[Any]]]
    waivers: NotRequired[list[WaiverData]]
    problems: NotRequired[list[ProblemData]]
    prose: NotRequired[bool]
    coded: NotRequired[bool]
    in_body: NotRequired[list[str]]


class CountsData(TypedDict):
    """How many checks ended in each state."""

    passed: int
    failed: int
    waived: int
    not_applicable: int
    not_checked: int


class FindingData(TypedDict):
    """A finding (see `report.Finding`)."""

    code: str
    slug: str
    severity: Literal["error", "warning", "info"]
    state: Literal["fail", "not applicable", "not checked", "waived"]
    spec: str
    section: str
    message: str
    kind: str
    item: str
    docname: str
    file: str
    line: int
    anchor: str
    fix: str
    reason: str
    counts: bool


class SpecData(TypedDict):
    """A spec with its items and what was found in it."""

    name: str
    status: str
    docname: str
    implicit: bool
    head: ItemData | None
    items: list[ItemData]
    not_applicable: list[ExemptionData]
    waivers: list[WaiverData]
    counts: dict[str, CountsData]
    score: float | None
    findings: list[FindingData]
    hidden_by_baseline: NotRequired[int]


class EdgeData(TypedDict):
    """What a decision record says of another; ``docname`` is empty where it is none."""

    relation: Literal["supersedes", "superseded by", "amends", "amended by"]
    target: str
    docname: str
    line: int
    partly: bool


class DecisionData(TypedDict):
    """A decision record."""

    label: str
    docname: str
    file: str
    title: str
    number: int | None
    ids: list[str]
    status: str
    raw_status: str
    status_line: int
    date: str
    deciders: str
    edges: list[EdgeData]
    successors: list[str]
    partly_superseded_by: list[str]
    rests_on_it: list[str]


class ProjectData(TypedDict):
    """A whole ``techspec.json``."""

    format: Literal["techspec"]
    version: Literal[1]
    generator: str
    project: str
    specs: list[SpecData]
    decisions: list[DecisionData]
    mended_since_baseline: NotRequired[int]


# Writing


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
        "decisions": [
            _decision(project, record) for record in project.adrs.records.values()
        ],
    }
    if report.mended:
        data["mended_since_baseline"] = report.mended
    return data


def _spec(project: Project, spec: Spec, report: SpecReport) -> SpecData:
    head = spec.head
    data: SpecData = {
        "name": spec.name,
        "status": spec.status,
        "docname": spec.docname,
        "implicit": head is None,
        "head": _record(project, head) if head else None,
        "items": [_record(project, record) for record in spec.items],
        "not_applicable": [
            {"what": e.what, "reason": e.reason, "file": d.file, "docname": d.docname,
             "line": e.line}
            for d, e in spec.exemptions
        ],
        "waivers": [
            {"code": w.code, "reason": w.reason, "file": d.file, "docname": d.docname,
             "line": w.line}
            for d, w in spec.waivers
        ],
        "counts": {key: _counts(c) for key, c in report.sections.items()},
        "score": report.counts.score,
        "findings": [_finding(finding) for finding in report.findings],
    }  # fmt: skip
    if report.hidden:
        data["hidden_by_baseline"] = report.hidden
    return data


def _record(project: Project, record: Record) -> ItemData:
    data: ItemData = {
        "kind": record.kind,
        "name": record.name,
        "docname": record.docname,
        "file": record.file or project.file_of(record.docname),
        "line": record.line,
        "anchor": record.anchor,
        "fields": record.model.model_dump(mode="json"),
        "status": record.model.status,
    }
    if record.kind != "spec":
        data["status"] = project.spec_of(record).item_status(record)
        if references := project.decisions(record):
            data["decisions"] = [
                {
                    "written": found.written,
                    "outcome": found.outcome,
                    "docname": found.record.docname if found.record else None,
                }
                for found in references
            ]
        if users := project.used_by(record):
            data["used_by"] = [f"{user.kind} {user.name}" for user in users]
        checked = project.evidence.check(record)
        if checked is not None and isinstance(checked.found, Measured):
            data["measured"] = {
                "reference": checked.reference,
                "text": checked.found.text,
                "number": checked.found.number,
                "unit": checked.found.unit,
                "verdict": checked.verdict,
            }
    _add_writing(data, record)
    return data


def _add_writing(data: ItemData, record: Record) -> None:
    """Add how an item was written, of which most items need to say little."""
    if record.lines:
        data["lines"] = record.lines
    if record.markup:
        data["markup"] = {k: [list(run) for run in v] for k, v in record.markup.items()}
    if record.invalid:
        data["invalid"] = record.invalid
    if record.extras:
        data["extras"] = [[label, _text(text)] for label, text in record.extras]
    if record.waivers:
        data["waivers"] = [
            {"code": w.code, "reason": w.reason, "line": w.line} for w in record.waivers
        ]
    if record.problems:
        data["problems"] = [
            {"code": p.code, "message": p.message, "line": p.line, "fix": p.fix}
            for p in record.problems
        ]
    if record.in_body:
        data["in_body"] = list(record.in_body)
    for name in ("prose", "coded"):
        if getattr(record, name):
            data[name] = True


def _text(text: Text) -> object:
    return text if isinstance(text, str) else [list(run) for run in text]


def _decision(project: Project, record: AdrRecord) -> DecisionData:
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
            {"relation": link.edge.relation, "target": link.edge.target,
             "docname": link.record.docname if link.record else "",
             "line": link.edge.line, "partly": link.edge.partly}
            for link in project.adrs.edges(record)
        ],
        "successors": [other.docname for other in project.adrs.successors(record)],
        "partly_superseded_by": [
            other.docname for other in project.adrs.partly_superseded_by(record)
        ],
        "rests_on_it": [project.qualified(item) for item in project.rest_on(record)],
    }  # fmt: skip


def _counts(counts: Counts) -> CountsData:
    return cast("CountsData", {n: getattr(counts, n) for n in Counts.__slots__})


def _finding(finding: Finding) -> FindingData:
    return cast("FindingData", {n: getattr(finding, n) for n in Finding.__slots__})


# Reading


def read_specs(text: str) -> list[Spec]:
    """Return the specs that the text of a ``techspec.json`` holds, with their items.

    Raises:
        ExchangeError: the text is no project of a version that can be read.
    """
    data = cast("ProjectData", parse(text))
    try:
        return [_read_spec(spec) for spec in data["specs"]]
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        message = f"it lacks or garbles {error}"
        raise ExchangeError(message) from None


def _read_spec(data: SpecData) -> Spec:
    head = _read_record(data["head"]) if data["head"] else None
    spec = Spec(data["name"], head, data["docname"])
    for item in data["items"]:
        spec.take(_read_record(item))
    for found in data["not_applicable"]:
        exemption = Exemption(found["what"], found["reason"], found["line"])
        spec.exemptions.append((Document(found["docname"], found["file"]), exemption))
    for waiver in data["waivers"]:
        place = Document(waiver.get("docname", ""), waiver.get("file", ""))
        read = SpecWaiver(waiver["code"], waiver["reason"], waiver["line"])
        spec.waivers.append((place, read))
    return spec


def _read_record(data: ItemData) -> Record:
    markup = data.get("markup", {})
    return Record(
        kind=data["kind"],
        name=data["name"],
        model=BY_NAME[data["kind"]].model_validate(data["fields"]),
        docname=data["docname"],
        file=data["file"],
        line=data["line"],
        anchor=data["anchor"],
        lines=data.get("lines", {}),
        markup={key: _read_runs(value) for key, value in markup.items()},
        invalid=data.get("invalid", {}),
        extras=[
            (label, text if isinstance(text, str) else _read_runs(text))
            for label, text in data.get("extras", [])
        ],
        problems=[Problem(**problem) for problem in data.get("problems", [])],
        waivers=[
            Waiver(w["code"], w["reason"], w["line"]) for w in data.get("waivers", [])
        ],
        prose=data.get("prose", False),
        coded=data.get("coded", False),
        in_body=tuple(data.get("in_body", ())),
    )


def _read_runs(data: list[list[str]]) -> tuple[Any, ...]:
    return tuple((style, text) for style, text in data)
