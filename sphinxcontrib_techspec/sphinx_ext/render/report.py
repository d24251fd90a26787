"""The report as a page: a verdict, what to fix first, then section by section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ...kinds import Section
from ...report import Counts, Finding, SpecReport
from .head import score_text, shown_score
from .links import link, part_nodes, text_node
from .parts import Part, badge
from .tables import Cell, Row, Table, table_nodes

if TYPE_CHECKING:
    from sphinx.builders import Builder

FIRST = 3
"""How many findings are named as the first to fix."""

_TITLES = {section.key: section.title for section in Section}

_VERDICTS = {"fail": "Gaps", "info": "Hints", "pass": "Complete"}

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


def _status(status: str) -> str:
    return {"draft": "a draft"}.get(status, status)


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def report_nodes(
    reports: list[SpecReport], builder: Builder, docname: str, level: int
) -> list[nodes.Node]:
    """Return the report of one spec or of several; *level* is that of its headings."""
    box = nodes.container()
    box["classes"] += ["techspec", "techspec-report"]
    for report in reports:
        if len(reports) > 1:
            box += _heading(report.name, level, builder, "techspec-report-spec")
        below = level + (len(reports) > 1)
        box += _one(report, builder, docname, below)
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
    failures = report.failures()
    found: list[nodes.Node] = [_banner(report, builder, docname)]
    if failures:
        found.append(_heading("First to mend", level, builder))
        found.append(
            nodes.enumerated_list(
                "",
                *(_finding(f, builder, docname) for f in failures[:FIRST]),
                enumtype="arabic", prefix="", suffix=".",
                classes=["techspec-findings"],
            )
        )  # fmt: skip
        found.append(_heading("Section by section", level, builder))
    found += table_nodes(_matrix(report), builder, docname)
    for key, title in _TITLES.items():
        of_section = [f for f in report.findings if f.section == key]
        if not of_section:
            continue
        found.append(_heading(title, level + 1, builder))
        found.append(
            nodes.bullet_list(
                "",
                *(_finding(f, builder, docname) for f in of_section),
                classes=["techspec-findings"],
            )
        )
    return found


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
    counts = report.counts
    score = nodes.paragraph("", f"Score {score_text(report)}.")
    aside = [
        f"{number} {word}"
        for number, word in (
            (counts.waived, "waived"),
            (counts.not_applicable, "not applicable"),
            (counts.not_checked, "not checked"),
        )
        if number
    ]
    if aside:
        score += nodes.Text(f" Beside it: {', '.join(aside)}.")
    return score


def _matrix(report: SpecReport) -> Table:
    """Return the sections by state, each with its counts."""
    heads = ["Section", "Passed", "Failed", "Waived", "Score"]
    rows = [
        Row([_text(cell) for cell in (title, *_counted(report.sections[key]))])
        for key, title in _TITLES.items()
        if _made(report.sections[key])
    ]
    total = report.counts
    rows.append(Row([_text(cell) for cell in ("All", *_counted(total))],
                    classes=["techspec-total"]))  # fmt: skip
    return Table("report", heads, rows)


def _made(counts: Counts) -> int:
    return counts.passed + counts.failed + counts.waived


def _counted(counts: Counts) -> tuple[str, str, str, str]:
    score = "–" if counts.score is None else shown_score(counts.score)
    return str(counts.passed), str(counts.failed), str(counts.waived), score


def _text(text: str) -> Cell:
    return Cell([[Part("text", text)]])


def _finding(finding: Finding, builder: Builder, docname: str) -> nodes.list_item:
    """Return a finding: severity, code, item, message, and where it is."""
    word = "waived" if finding.state == "waived" else finding.severity
    line = nodes.paragraph()
    parts = [
        badge(word, "severity", "lead"),
        Part("gap", " "),
        Part("label", finding.code),
        Part("gap", " "),
    ]
    line += part_nodes(parts, builder, docname)
    if finding.item:
        line += link(
            builder, docname, finding.docname, finding.anchor,
            nodes.inline("", "", text_node(finding.name)),
        )  # fmt: skip
        line += nodes.Text(": ")
    line += _message(finding.message)
    if finding.reason:
        line += nodes.Text(f" Reason: {finding.reason}")
    if finding.file:
        place = finding.file + (f":{finding.line}" if finding.line else "")
        line += nodes.Text(" ")
        line += nodes.inline("", f"({place})", classes=["techspec-place"])
    item = nodes.list_item("", line)
    if finding.fix and finding.state == "fail":
        fix = nodes.literal_block(finding.fix, finding.fix, language="text")
        fix["classes"].append("techspec-fix")
        item += fix
    return item


def _message(text: str) -> list[nodes.Node]:
    """Return a message; what stands between backquotes is code."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:
        return [nodes.Text(text)]
    return [
        nodes.literal("", piece) if number % 2 else nodes.Text(piece)
        for number, piece in enumerate(pieces)
        if piece
    ]
