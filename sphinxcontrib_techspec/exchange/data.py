"""The types of ``techspec.json``, from which its JSON Schema is generated."""

from __future__ import annotations

from typing import Any, Literal

from typing_extensions import NotRequired, TypedDict  # noqa: UP035 - see above

from ..messages import Applicability


class WaiverData(TypedDict):
    """A rule that something is let off, with the reason."""

    code: str
    reason: str
    line: int
    file: NotRequired[str]
    docname: NotRequired[str]


class ExemptionData(TypedDict):
    """A section or topic declared not applicable, with the reason."""

    name: str
    reason: str
    file: str
    docname: str
    line: int


class ReferenceData(TypedDict):
    """A reference to a decision record, and the record it was found to mean."""

    text: str
    resolution: Literal["found", "external", "ambiguous", "unknown"]
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
    from_code: NotRequired[bool]


class CountsData(TypedDict):
    """How many checks ended in each state."""

    passed: int
    failed: int
    waived: int
    not_applicable: int
    not_checked: int


class SetFieldData(TypedDict):
    """A fix: give a field of the item a value (see `messages.SetField`)."""

    type: Literal["set-field"]
    field: str
    value: str
    applicability: Applicability
    column: str


class ReplaceData(TypedDict):
    """A fix: write another text where one stands (see `messages.Replace`)."""

    type: Literal["replace"]
    old: str
    new: str
    applicability: Applicability


class InsertData(TypedDict):
    """A fix: add lines to the document (see `messages.Insert`)."""

    type: Literal["insert"]
    snippet: str
    applicability: Applicability


class FindingData(TypedDict):
    """A finding (see `report.Finding`)."""

    code: str
    slug: str
    severity: Literal["error", "warning", "info"]
    state: Literal["fail", "not applicable", "not checked", "waived"]
    spec: str
    section: str
    problem: str
    kind: str
    item: str
    subject: str
    advice: str
    message: str
    docname: str
    file: str
    line: int
    anchor: str
    fix: SetFieldData | ReplaceData | InsertData | None
    reason: str
    counts: bool


class SpecData(TypedDict):
    """A spec with its items and what was found in it."""

    name: str
    status: str
    docname: str
    implicit: bool
    header: ItemData | None
    items: list[ItemData]
    not_applicable: list[ExemptionData]
    waivers: list[WaiverData]
    counts: dict[str, CountsData]
    score: float | None
    findings: list[FindingData]
    hidden_by_baseline: NotRequired[int]


class RelationData(TypedDict):
    """What a decision record says of another; ``docname`` is empty where it is none."""

    type: Literal["supersedes", "superseded by", "amends", "amended by"]
    target: str
    docname: str
    line: int
    partly: bool


class DecisionRecordData(TypedDict):
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
    relations: list[RelationData]
    successors: list[str]
    partly_superseded_by: list[str]
    referenced_by: list[str]


class ProjectData(TypedDict):
    """A whole ``techspec.json``."""

    format: Literal["techspec"]
    version: Literal[2]
    generator: str
    project: str
    specs: list[SpecData]
    decision_records: list[DecisionRecordData]
    fixed_since_baseline: NotRequired[int]
