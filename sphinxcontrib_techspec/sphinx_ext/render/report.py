"""The report as a page: a verdict, what to fix first, then section by section."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from docutils import nodes

from ...formats.base import hidden_by_baseline
from ...kinds import Section
from ...report import SEVERITY_ORDER, Counts, Finding, SpecReport, State
from .findings import finding_item
from .head import score_text
from .links import part_nodes
from .parts import Part, badge
from .report_tables import legend, matrix, portfolio
from .tables import table_nodes

if TYPE_CHECKING:
    from sphinx.builders import Builder

FIRST = 3
"""How many findings are named as the first to mend."""

_VERDICTS = {"fail": "Gaps", "info": "Hints", "pass": "Complete"}

_ASIDE: dict[State, str] = {
    "waived": "Waived",
    "not applicable": "Not applicable",
    "not checked": "Not checked",
}
"""What counts neither for nor against, with its heading."""

_LOWEST = 6
"""The lowest level of headings in HTML."""


def verdict(report: SpecReport) -> str:
    """Return what the report comes to, in one sentence."""
    failures = report.failures()
    grave = [finding for finding in failures if finding.severity != "info"]
    if not report.items:
        return f"{report.name} is {_status(report.status)} and has no items yet."
    if grave:
        return (
            f"{report.name} is {_status(report.status)} and "
            f"{_many(len(grave), 'finding')} must be mended."
        )
    if failures:
        return (
            f"{report.name} is {_status(report.status)}; "
            f"{_many(len(failures), 'thing')} can still be said better."
        )
    return f"{report.name} is {_status(report.status)} and nothing is found wanting."


def verdict_of_all(reports: Sequence[SpecReport]) -> str:
    """Return what the reports of several specs come to, in one sentence."""
    failing = sum(
        any(finding.severity != "info" for finding in report.failures())
        for report in reports
    )
    if not failing:
        return f"None of the {len(reports)} specs has a finding that must be mended."
    has = "has" if failing == 1 else "have"
    return f"{failing} of {len(reports)} specs {has} findings that must be mended."


def _status(status: str) -> str:
    return {"draft": "a draft"}.get(status, status)


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def report_nodes(
    reports: list[SpecReport], builder: Builder, docname: str, level: int
) -> list[nodes.Node]:
    """Return the report of one spec or of several; *level* is that of its headings.

    Several begin with a table that compares them.
    """
    box = nodes.container()
    box["classes"] += ["techspec", "techspec-report"]
    if len(reports) == 1:
        box += _one(reports[0], builder, docname, level)
        return [box]
    if reports:
        sentence = nodes.strong("", verdict_of_all(reports))
        box += nodes.paragraph("", "", sentence)
        box += table_nodes(portfolio(reports, builder), builder, docname)
    for report in reports:
        box += _heading(report.name, level, builder, "techspec-report-spec")
        box += _one(report, builder, docname, level + 1)
    return [box]


def _heading(text: str, level: int, builder: Builder, *classes: str) -> nodes.rubric:
    """Return a heading that no table of contents lists."""
    heading = nodes.rubric("", text, classes=list(classes))
    if builder.format == "html":
        heading["heading-level"] = min(level, _LOWEST)
    return heading


def _one(
    report: SpecReport, builder: Builder, docname: str, level: int
) -> list[nodes.Node]:
    first = first_to_mend(report)
    found: list[nodes.Node] = [_banner(report, builder, docname)]
    if first:
        found.append(_heading("First to mend", level, builder))
        found.append(
            nodes.enumerated_list(
                "",
                *(finding_item(f, builder, docname, fix=True) for f in first),
                enumtype="arabic", prefix="", suffix=".",
                classes=["techspec-findings", "techspec-first"],
            )
        )  # fmt: skip
    found.append(_heading("Section by section", level, builder))
    found += table_nodes(matrix(report, builder), builder, docname)
    found += legend(builder)
    for section in Section:
        failed = [
            f for f in report.findings if f.section == section.key and f.state == "fail"
        ]
        if failed:
            failed.sort(key=lambda f: SEVERITY_ORDER[f.severity])
            found.append(_heading(section.title, level + 1, builder))
            # What is to be written stands once on the page.
            found.append(_list(failed, first, builder, docname))
    return found + _aside(report, builder, docname, level)


def first_to_mend(report: SpecReport) -> list[Finding]:
    """Return the gravest findings, one of each rule."""
    by_code: dict[str, Finding] = {}
    for finding in report.failures():
        by_code.setdefault(finding.code, finding)
    return list(by_code.values())[:FIRST]


def _aside(
    report: SpecReport, builder: Builder, docname: str, level: int
) -> list[nodes.Node]:
    """Return what counts neither for nor against, apart and with its reasons."""
    found: list[nodes.Node] = []
    for state, title in _ASIDE.items():
        of_state = [f for f in report.findings if f.state == state]
        if of_state:
            found.append(_heading(title, level + 1, builder))
            found.append(_list(of_state, (), builder, docname))
    if found:
        found.insert(0, _heading("Set aside, with reasons", level, builder))
    return found


def _list(
    findings: Iterable[Finding],
    mended: Sequence[Finding],
    builder: Builder,
    docname: str,
) -> nodes.bullet_list:
    """Return a list of findings; how to mend those in *mended* is said elsewhere."""
    known = {id(finding) for finding in mended}
    return nodes.bullet_list(
        "",
        *(finding_item(f, builder, docname, fix=id(f) not in known) for f in findings),
        classes=["techspec-findings"],
    )


def _banner(report: SpecReport, builder: Builder, docname: str) -> nodes.container:
    """Return the verdict and the score in a box."""
    failures = report.failures()
    grave = any(finding.severity != "info" for finding in failures)
    state = "fail" if grave else "info" if failures else "pass"
    parts = [
        badge(_VERDICTS[state], "verdict-word", "lead"),
        Part("gap", " "),
        Part("strong", verdict(report)),
    ]
    box = nodes.container(
        "",
        nodes.paragraph("", "", *part_nodes(parts, builder, docname)),
        _score(report),
    )
    box["classes"] += ["techspec-verdict", f"techspec-verdict-{state}"]
    return box


def _score(report: SpecReport) -> nodes.paragraph:
    """Return the score, and what does not count beside it."""
    score = nodes.paragraph("", f"Score {score_text(report)}.")
    if aside := counted_aside(report.counts):
        score += nodes.Text(f" Beside it: {', '.join(aside)}.")
    if report.hidden:
        score += nodes.Text(f" {hidden_by_baseline(report.hidden)}")
    return score


def counted_aside(counts: Counts) -> list[str]:
    """Return how many checks count neither for nor against, state by state."""
    return [
        f"{number} {word}"
        for number, word in (
            (counts.waived, "waived"),
            (counts.not_applicable, "not applicable"),
            (counts.not_checked, "not checked"),
        )
        if number
    ]
