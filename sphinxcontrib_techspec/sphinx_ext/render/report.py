"""The view ``report``: a verdict, what to fix first, then section by section."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from ...codes import Code
from ...findings.report import SEVERITY_ORDER, Counts, Finding, SpecReport, State
from ...kinds import SECTIONS
from ...messages import Message
from ...model.item import Problem
from ..i18n import gettext, ngettext, pgettext, section_title, separator
from ..view_query import ViewQuery
from .findings import finding_item
from .links import part_nodes
from .model import Part
from .parts import badge
from .reading import claims_sentence, read_sentence, unread_list
from .report_tables import claims_table, legend, matrix, portfolio
from .spec_header import score_text
from .tables import table_nodes
from .view import View, ViewContext

if TYPE_CHECKING:
    from sphinx.builders import Builder

FIRST = 3
"""How many findings are listed to be fixed first."""

VERDICTS = {"fail": "Gaps", "info": "Hints", "pass": "Complete"}
"""The verdict of a report, as a word."""

STATUS_WORDS = {"draft": "a draft"}
"""How a sentence names the status of a spec, where not by the status itself."""

_EXCLUDED: tuple[State, ...] = ("waived", "not applicable", "not checked")
"""The states that are excluded from the score."""

_LOWEST = 6
"""The lowest level of headings in HTML."""


class ReportView(View):
    """The completeness report of one spec, or of all."""

    name: ClassVar[str] = "report"
    options: ClassVar[tuple[str, ...]] = ("spec",)

    def check(self, query: ViewQuery) -> list[Problem]:
        """Return the problem of an argument, which the directive does not take."""
        if not query.argument:
            return []
        return [
            Problem(
                Code.INVALID_FIELD,
                Message(
                    "unexpected argument “{argument}” of techspec:report",
                    argument=query.argument,
                ),
                query.line,
                subject=query.argument,
                advice=Message("write :spec: {argument}", argument=query.argument),
            )
        ]

    def data(self, query: ViewQuery, context: ViewContext) -> list[SpecReport]:
        """Return the reports that the view shows."""
        specs = context.specs(query)
        reports = zip(context.project.specs, context.report.specs, strict=True)
        return [report for spec, report in reports if spec in specs]

    def render(
        self, query: ViewQuery, context: ViewContext, builder: Builder, level: int
    ) -> list[nodes.Node]:
        """Return the report of one spec, or of several below their comparison."""
        reports = self.data(query, context)
        return report_nodes(reports, builder, context.docname, level)


def verdict(report: SpecReport) -> str:
    """Return the verdict of a report as a sentence."""
    failures = report.failures()
    severe = sum(finding.severity != "info" for finding in failures)
    if not report.items:
        sentence = gettext("{name} is {status} and has no items yet.")
    elif severe:
        sentence = ngettext(
            "{name} is {status}: {number} finding must be fixed.",
            "{name} is {status}: {number} findings must be fixed.",
            severe,
        )
    elif failures:
        sentence = ngettext(
            "{name} is {status}: {number} suggestion.",
            "{name} is {status}: {number} suggestions.",
            len(failures),
        )
    else:
        sentence = gettext("{name} is {status}: no findings.")
    # Translators: the statuses of such a sentence have the context “is”.
    status = pgettext("is", STATUS_WORDS.get(report.status, report.status))
    number = severe or len(failures)
    return sentence.format(name=report.name, status=status, number=number)


def verdict_of_all(reports: Sequence[SpecReport]) -> str:
    """Return the verdict of the reports of several specs as a sentence."""
    failing = sum(
        any(finding.severity != "info" for finding in report.failures())
        for report in reports
    )
    if failing:
        sentence = ngettext(
            "{number} of {total} specs has findings that must be fixed.",
            "{number} of {total} specs have findings that must be fixed.",
            failing,
        )
    else:
        sentence = ngettext(
            "{total} spec: no findings that must be fixed.",
            "{total} specs: no findings that must be fixed.",
            len(reports),
        )
    return sentence.format(number=failing, total=len(reports))


def report_nodes(
    reports: list[SpecReport], builder: Builder, docname: str, level: int
) -> list[nodes.Node]:
    """Return the report of one spec, or of several below a table that compares them.

    Args:
        reports: the reports, one a spec.
        builder: the builder that writes the page.
        docname: the page.
        level: the level of the headings.
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
    first = fix_first(report)
    found: list[nodes.Node] = [_banner(report, builder, docname)]
    if first:
        found.append(_heading(gettext("Fix first"), level, builder))
        found.append(
            nodes.enumerated_list(
                "",
                *(finding_item(f, builder, docname, fix=True) for f in first),
                enumtype="arabic", prefix="", suffix=".",
                classes=["techspec-findings", "techspec-first"],
            )
        )  # fmt: skip
    found.append(_heading(gettext("Section by section"), level, builder))
    found += table_nodes(matrix(report, builder), builder, docname)
    found += legend(builder)
    for section in SECTIONS:
        failed = [
            f for f in report.findings if f.section == section.key and f.state == "fail"
        ]
        if failed:
            failed.sort(key=lambda f: SEVERITY_ORDER[f.severity])
            found.append(_heading(section_title(section), level + 1, builder))
            # Each fix is shown once on the page.
            found.append(_list(failed, first, builder, docname))
    if report.claims.sections:
        title = gettext("Checked against the repository")
        found.append(_heading(title, level, builder))
        found += table_nodes(claims_table(report.claims), builder, docname)
    found += _excluded(report, builder, docname, level)
    if report.reading.unread:
        found.append(_heading(gettext("Not read"), level, builder))
        found.append(unread_list(report.reading, builder, docname))
    return found


def fix_first(report: SpecReport) -> list[Finding]:
    """Return the most severe findings, one of each rule."""
    by_code: dict[str, Finding] = {}
    for finding in report.failures():
        by_code.setdefault(finding.code, finding)
    return list(by_code.values())[:FIRST]


def _excluded(
    report: SpecReport, builder: Builder, docname: str, level: int
) -> list[nodes.Node]:
    """Return the findings that are excluded from the score, with their reasons."""
    found: list[nodes.Node] = []
    titles = {
        "waived": gettext("Waived"),
        "not applicable": gettext("Not applicable"),
        "not checked": gettext("Not checked"),
    }
    for state in _EXCLUDED:
        of_state = [f for f in report.findings if f.state == state]
        if of_state:
            found.append(_heading(titles[state], level + 1, builder))
            found.append(_list(of_state, (), builder, docname))
    if found:
        found.insert(0, _heading(gettext("Excluded from the score"), level, builder))
    return found


def _list(
    findings: Iterable[Finding],
    without_fix: Sequence[Finding],
    builder: Builder,
    docname: str,
) -> nodes.bullet_list:
    """Return a list of findings, without the fixes of those in *without_fix*."""
    known = {id(finding) for finding in without_fix}
    return nodes.bullet_list(
        "",
        *(finding_item(f, builder, docname, fix=id(f) not in known) for f in findings),
        classes=["techspec-findings"],
    )


def _banner(report: SpecReport, builder: Builder, docname: str) -> nodes.container:
    """Return the verdict and the score in a box."""
    failures = report.failures()
    severe = any(finding.severity != "info" for finding in failures)
    state = "fail" if severe else "info" if failures else "pass"
    parts = [
        badge(VERDICTS[state], "verdict-word", "lead"),
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
    """Return the score, what is not counted, and how much was read."""
    sentences = [gettext("Score {score}.").format(score=score_text(report))]
    if excluded := separator().join(excluded_counts(report.counts)):
        sentences.append(gettext("Not counted: {counts}.").format(counts=excluded))
    if read := read_sentence(report.reading):
        sentences.append(read)
    if measured := claims_sentence(report.claims):
        sentences.append(measured)
    if report.hidden:
        hidden = ngettext(
            "{number} older finding is hidden by the baseline.",
            "{number} older findings are hidden by the baseline.",
            report.hidden,
        )
        sentences.append(hidden.format(number=report.hidden))
    return nodes.paragraph("", " ".join(sentences))


def excluded_counts(counts: Counts) -> list[str]:
    """Return how many checks are excluded from the score, by state."""
    waived, out, unchecked = counts.waived, counts.not_applicable, counts.not_checked
    texts = (
        (ngettext("{number} waived", "{number} waived", waived), waived),
        (ngettext("{number} not applicable", "{number} not applicable", out), out),
        (
            ngettext("{number} not checked", "{number} not checked", unchecked),
            unchecked,
        ),
    )
    return [text.format(number=number) for text, number in texts if number]
