"""States of a project, made by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sphinxcontrib_techspec.compare.state import (
    ItemState,
    RecordState,
    SpecState,
    State,
)
from sphinxcontrib_techspec.findings.report import Finding, Severity, SpecReport


def item(kind: str, name: str, line: int = 1, **fields: str) -> ItemState:
    """Return an item of the file ``index.md``."""
    return ItemState(kind, name, fields, "index.md", line)


def finding(
    code: str,
    item: str,
    subject: str = "",
    severity: Severity = "warning",
    spec: str = "S",
) -> Finding:
    """Return a finding about a technology."""
    return Finding(
        code, "a-slug", severity, "fail", spec, "stack", "a problem", "stack", item,
        subject, file="index.md", line=3,
    )  # fmt: skip


def spec(
    *items: ItemState,
    name: str = "S",
    findings: Sequence[Finding] = (),
    header: Mapping[str, str] | None = None,
) -> SpecState:
    """Return a spec."""
    report = SpecReport(
        name=name, status="draft", version="", updated="", docname="index", anchor="",
        items=len(items), sections={}, findings=list(findings),
    )  # fmt: skip
    head = None if header is None else ItemState("spec", name, header)
    return SpecState(report, head, items)


def state(*specs: SpecState, records: Sequence[RecordState] = ()) -> State:
    """Return a state of a project."""
    return State("P", specs, tuple(records))
