"""The spec header: status, version, date and score, then the TL;DR."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docutils import nodes

from ...findings.report import Counts, Report, SpecReport
from ...model.item import Item
from ...model.project import Project
from ...text import normalize, to_plain
from ..i18n import field_label, gettext, ngettext
from ..nodes import InlineNodes, PendingSpecHeader
from .links import invalid_node, part_nodes
from .model import Part
from .parts import badge, text_parts
from .placement import heading
from .tables import extra_text

if TYPE_CHECKING:
    from sphinx.builders import Builder


def report_of(item: Item, project: Project, report: Report) -> SpecReport:
    """Return the report of the spec whose header is *item*."""
    spec = project.spec_of(item)
    return report.specs[project.specs.index(spec)]


def score_text(report: SpecReport) -> str:
    """Return a score with its counts."""
    score = report.counts.score
    if score is None:
        return gettext("nothing checked")
    return f"{score_in_percent(score)} ({counts_text(report.counts)})"


def counts_text(counts: Counts) -> str:
    """Return how many of the counted checks passed."""
    total = counts.passed + counts.failed
    return ngettext(
        "{passed} of {total} check", "{passed} of {total} checks", total
    ).format(passed=counts.passed, total=total)


def score_in_percent(score: float) -> str:
    """Return a score in percent, rounded down: 100 % means that all passed."""
    return gettext("{number} %").format(number=int(score))


def header_parts(item: Item, project: Project, report: Report) -> list[list[Part]]:
    """Return the facts in a spec header, each as a line of parts."""
    found = report_of(item, project, report)
    facts: list[list[Part]] = []
    if "status" in item.invalid:
        status = Part("dead", item.invalid["status"])
    else:
        status = badge(found.status, "spec-status")
    facts.append([_label(item, "status"), Part("gap", " "), status])
    for name in ("version", "updated"):
        if name in item.invalid:
            value = [Part("dead", item.invalid[name])]
        elif item.has(name):
            value = text_parts(item.display(name))
        else:
            continue
        facts.append([_label(item, name), Part("gap", " "), *value])
    score = Part("label", gettext("Score"))
    facts.append([score, Part("gap", " "), *score_parts(found)])
    return facts


def _label(item: Item, name: str) -> Part:
    return Part("label", field_label(item.kind, name))


def score_parts(report: SpecReport) -> list[Part]:
    """Return a score in bold, and its counts."""
    score = report.counts.score
    if score is None:
        return [Part("text", score_text(report))]
    note = Part("note", f"({counts_text(report.counts)})")
    return [Part("strong", score_in_percent(score)), Part("gap", " "), note]


def header_nodes(
    pending: PendingSpecHeader,
    item: Item,
    project: Project,
    report: Report,
    builder: Builder,
) -> list[nodes.Node]:
    """Return the nodes of a spec header.

    A name that is in the heading above is not repeated.
    """
    box = nodes.container()
    box["classes"] += ["techspec", "techspec-head"]
    if normalize(item.name) not in normalize(heading(pending)):
        box += nodes.paragraph(
            "", "", nodes.strong("", item.name), classes=["techspec-name"]
        )
    facts = header_parts(item, project, report)
    box += fact_line([part_nodes(fact, builder, item.docname) for fact in facts])
    for number in range(len(item.extras)):
        label, text = extra_text(item, number)
        line = nodes.paragraph("", f"{label}: ")
        line += invalid_node(to_plain(text), builder, gettext("unknown option"))
        box += line
    box += [node for node in pending.children if not isinstance(node, InlineNodes)]
    return [box]


def fact_line(facts: Sequence[Sequence[nodes.Node]]) -> nodes.paragraph:
    """Return facts side by side, with dots between them."""
    line = nodes.paragraph(classes=["techspec-facts"])
    for number, fact in enumerate(facts):
        if number:
            line += nodes.inline("", " · ", classes=["techspec-dot"])
        line += nodes.inline("", "", *fact, classes=["techspec-fact"])
    return line
