"""The head of a spec: status, version, date and score at a glance, then the TL;DR."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ...record import Record
from ...report import Report, SpecReport
from ...spec import Project
from .links import part_nodes
from .parts import Part, badge, text_parts

if TYPE_CHECKING:
    from sphinx.builders import Builder


def report_of(record: Record, project: Project, report: Report) -> SpecReport:
    """Return what was found in the spec that *record* is the head of."""
    spec = project.spec_of(record)
    return report.specs[project.specs.index(spec)]


def score_text(report: SpecReport) -> str:
    """Return a score with the counts that it comes from."""
    counts = report.counts
    if counts.score is None:
        return "nothing checked"
    made = counts.passed + counts.failed
    return f"{shown_score(counts.score)} ({counts.passed} of {made} checks)"


def shown_score(score: float) -> str:
    """Return a score in percent, rounded down: 100 % means that all passed."""
    return f"{int(score)} %"


def head_parts(record: Record, project: Project, report: Report) -> list[list[Part]]:
    """Return the facts in the head of a spec, each as a line of parts."""
    found = report_of(record, project, report)
    facts: list[list[Part]] = []
    if "status" in record.invalid:
        facts.append([Part("text", "Status: "), Part("dead", record.invalid["status"])])
    else:
        facts.append([badge(found.status, "spec-status")])
    for name, label in (("version", "Version"), ("updated", "Updated")):
        if name in record.invalid:
            facts.append([Part("text", f"{label} "), Part("dead", record.invalid[name])])
        elif record.has(name):
            facts.append([Part("text", f"{label} "), *text_parts(record.text(name))])
    facts.append([Part("text", f"Score {score_text(found)}")])
    return facts


def head_nodes(
    record: Record,
    project: Project,
    report: Report,
    tldr: list[nodes.Node],
    builder: Builder,
) -> list[nodes.Node]:
    """Return the head of a spec."""
    box = nodes.container(ids=[record.anchor])
    box["classes"] += ["techspec", "techspec-head"]
    line = nodes.paragraph(classes=["techspec-facts"])
    for number, parts in enumerate(head_parts(record, project, report)):
        if number:
            line += nodes.inline("", " · ", classes=["techspec-dot"])
        line += nodes.inline(
            "", "", *part_nodes(parts, builder, record.docname), classes=["techspec-fact"]
        )
    box += line
    for label, text in record.extras:
        box += nodes.paragraph("", f"{label}: {text}", classes=["techspec-invalid"])
    box += tldr
    return [box]
