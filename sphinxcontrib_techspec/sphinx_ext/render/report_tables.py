"""The tables of the report: specs compared, and the sections of one by state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docutils import nodes

from ...findings.report import SEVERITY_ORDER, Claims, Counts, SpecReport
from ...kinds import SECTIONS
from ..i18n import gettext, section_title, translated
from .check_bars import bar, swatches
from .findings import code_part
from .model import Cell, Line, Part, Row, Table
from .parts import badge
from .spec_header import score_in_percent

if TYPE_CHECKING:
    from sphinx.builders import Builder


def portfolio(reports: Sequence[SpecReport], builder: Builder) -> Table:
    """Return a row for each spec: status, score, findings, and the worst one."""
    heads = [
        gettext("Spec"), gettext("Status"), gettext("Score"), gettext("Errors"),
        gettext("Warnings"), gettext("Info"), gettext("Worst finding"),
    ]  # fmt: skip
    return Table("portfolio", heads, [_spec_row(r, builder) for r in reports])


def _spec_row(report: SpecReport, builder: Builder) -> Row:
    failures = report.failures()
    numbers = [sum(f.severity == s for f in failures) for s in SEVERITY_ORDER]
    spec = Part("item", report.name, report.docname, report.anchor)
    return Row(
        [
            Cell([[spec]]),
            Cell([[badge(report.status, "spec-status")]]),
            _text(_score(report.counts)),
            *(_text(str(number)) for number in numbers),
            Cell([_worst(report, builder)]),
        ]
    )


def claims_table(claims: Claims) -> Table:
    """Return a row for each section with claims of the repository."""
    heads = [
        gettext("Section"), gettext("Claims"), gettext("Agree"), gettext("Differ"),
        gettext("Not checked"),
    ]  # fmt: skip
    rows = [
        Row(
            [
                _text(section_title(section)),
                _text(str(counts.number)),
                _text(str(counts.agrees)),
                _text(str(counts.differs)),
                _text(
                    "; ".join(
                        f"{translated(reason)} ({number})"
                        for reason, number in counts.not_checked.items()
                    )
                ),
            ]
        )
        for section in SECTIONS
        if (counts := claims.sections.get(section.key))
    ]
    return Table("claims", heads, rows)


def _worst(report: SpecReport, builder: Builder) -> Line:
    """Return the most severe finding, the first by location: code, item and problem.

    The report of the spec has the advice.
    """
    failures = report.failures()
    if not failures:
        return [Part("text", gettext("none"))]
    worst = failures[0]
    line = [code_part(worst, builder), Part("gap", " · ")]
    message = translated(worst.problem).replace("`", "")
    if worst.item:
        line.append(Part("item", worst.name, worst.docname, worst.anchor))
        line.append(Part("text", f": {message}"))
    elif worst.docname:
        line.append(Part("item", message, worst.docname))
    else:
        line.append(Part("text", message))
    return line


def matrix(report: SpecReport, builder: Builder) -> Table:
    """Return the counts of each section by state, and a bar where bars are drawn."""
    of_section = [(section_title(s), report.sections[s.key]) for s in SECTIONS]
    checked = [(title, counts) for title, counts in of_section if _checks(counts)]
    most = max((_checks(counts) for _, counts in checked), default=0)
    rows = [_row(title, counts, most, builder) for title, counts in checked]
    rows.append(_row(gettext("All"), report.counts, 0, builder))
    rows[-1].classes.append("techspec-total")
    heads = [
        gettext("Section"), *([gettext("Checks")] if has_bars(builder) else []),
        gettext("Passed"), gettext("Failed"), gettext("Waived"),
        gettext("Not applicable"), gettext("Not checked"), gettext("Score"),
    ]  # fmt: skip
    return Table("report", heads, rows)


def has_bars(builder: Builder) -> bool:
    """Return whether the builder's pages have bars; the counts are in all formats."""
    return builder.format == "html" and builder.name != "epub"


def legend(builder: Builder) -> list[nodes.Node]:
    """Return the legend of the bars, where bars are drawn."""
    if not has_bars(builder):
        return []
    line = nodes.paragraph("", "", classes=["techspec-legend"])
    line += nodes.raw("", swatches(), format="html")
    return [line]


def _row(title: str, counts: Counts, most: int, builder: Builder) -> Row:
    cells = [_text(title)]
    if has_bars(builder):
        svg = bar(title, counts, most)
        cells.append(Cell(nodes=[nodes.raw("", svg, format="html")] if svg else []))
    cells += [_text(str(number)) for number in _by_state(counts)]
    return Row([*cells, _text(_score(counts))])


def _by_state(counts: Counts) -> tuple[int, ...]:
    return (
        counts.passed,
        counts.failed,
        counts.waived,
        counts.not_applicable,
        counts.not_checked,
    )


def _checks(counts: Counts) -> int:
    return sum(_by_state(counts))


def _score(counts: Counts) -> str:
    return "–" if counts.score is None else score_in_percent(counts.score)


def _text(text: str) -> Cell:
    return Cell([[Part("text", text)]])
