"""The types of ``techspec.json``, from which its JSON Schema is generated."""

from __future__ import annotations

from typing import Any, Literal

from typing_extensions import NotRequired, TypedDict  # noqa: UP035 - see above

from ..messages import Applicability


class WaiverData(TypedDict):
    """A waiver of a rule, with the reason."""

    code: str
    reason: str
    line: int
    file: NotRequired[str]
    docname: NotRequired[str]


class ExemptionData(TypedDict):
    """A section or topic marked as not applicable, with the reason.

    The kind is that of a list or table that says it, and of the topic.
    """

    name: str
    reason: str
    file: str
    docname: str
    line: int
    kind: NotRequired[str]


class ReferenceData(TypedDict):
    """A reference to a decision record, and the record that it resolves to."""

    text: str
    resolution: Literal["found", "external", "ambiguous", "unknown"]
    docname: str | None


class MeasuredData(TypedDict):
    """The measured value that is the evidence of an item, and the verdict.

    ``statistic`` and ``date`` are empty if the file does not state them.
    """

    reference: str
    text: str
    number: float
    unit: str | None
    statistic: str
    format: str
    date: str
    verdict: Literal["met", "missed", "not checked"]


class ItemData(TypedDict):
    """An item, or the header of a spec."""

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
    files: NotRequired[dict[str, str]]
    markup: NotRequired[dict[str, list[list[str]]]]
    invalid: NotRequired[dict[str, str]]
    extras: NotRequired[list[list[Any]]]
    waivers: NotRequired[list[WaiverData]]
    from_code: NotRequired[bool]
    has_json: NotRequired[bool]
    no_index: NotRequired[bool]


class CountsData(TypedDict):
    """The number of checks with each outcome."""

    passed: int
    failed: int
    waived: int
    not_applicable: int
    not_checked: int


class SetFieldData(TypedDict):
    """A fix: set a field of the item (see `messages.SetField`)."""

    type: Literal["set-field"]
    field: str
    value: str
    applicability: Applicability
    column: str


class TextRangeData(TypedDict):
    """Where a text is in a file (see `messages.TextRange`)."""

    line: int
    column: int
    end_line: int
    end_column: int


class ReplaceData(TypedDict):
    """A fix: replace a text with another one (see `messages.Replace`)."""

    type: Literal["replace"]
    old: str
    new: str
    applicability: Applicability
    range: NotRequired[TextRangeData]


class InsertData(TypedDict):
    """A fix: add lines to the document (see `messages.Insert`)."""

    type: Literal["insert"]
    snippet: str
    applicability: Applicability


class RelatedData(TypedDict):
    """A place in another file that a finding is about (see `messages.Related`)."""

    file: str
    line: int
    text: str


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
    related: NotRequired[list[RelatedData]]


class BlockCountsData(TypedDict):
    """How many blocks of a kind were read, of all."""

    read: int
    all: int


class UnreadBlockData(TypedDict):
    """A block that was not read as a whole (see `report.UnreadBlock`)."""

    kind: Literal["table", "list", "code block"]
    docname: str
    file: str
    line: int


class ReadingData(TypedDict):
    """How much of a spec's documents was read (see `report.Reading`)."""

    tables: BlockCountsData
    lists: BlockCountsData
    code_blocks: BlockCountsData
    unread: list[UnreadBlockData]


class ClaimCountsData(TypedDict):
    """How many claims of a section agree with the repository, or differ.

    ``not_checked`` has the number for each reason.
    """

    agrees: int
    differs: int
    not_checked: dict[str, int]


class ClaimsData(TypedDict):
    """How many claims were compared: targets with evidence, versions, endpoints.

    ``not_checked`` has the number for each reason, ``sections`` the claims of each
    section of the template.
    """

    checked: int
    not_checked: dict[str, int]
    sections: dict[str, ClaimCountsData]


class SpecData(TypedDict):
    """A spec with its items and findings."""

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
    reading: NotRequired[ReadingData]
    claims: NotRequired[ClaimsData]


class RelationData(TypedDict):
    """A relation that a decision record states.

    ``docname`` is empty if ``target`` does not resolve to a record.
    """

    type: Literal["supersedes", "superseded by", "amends", "amended by"]
    target: str
    docname: str
    line: int
    partly: bool


class DecisionRecordData(TypedDict):
    """A decision record."""

    label: str
    docname: str
    anchor: NotRequired[str]
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
    """The content of a ``techspec.json``."""

    format: Literal["techspec"]
    version: Literal[2]
    generator: str
    project: str
    specs: list[SpecData]
    decision_records: list[DecisionRecordData]
    fixed_since_baseline: NotRequired[int]
