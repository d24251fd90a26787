"""The report as a page: a verdict, what to fix first, then section by section."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from docutils import nodes

from ...findings.report import SEVERITY_ORDER, Counts, Finding, SpecReport, State
from ...kinds import SECTIONS
from ..i18n import gettext, ngettext, pgettext, section_title, separator
from .findings import finding_item
from .links import part_nodes
from .model import Part
from .parts import badge
from .report_tables import legend, matrix, portfolio
from .spec_header import score_text
from .tables import table_nodes

if TYPE_CHECKING:
    from sphinx.builders import Builder

FIRST = 3
"""How many findings are named as the first to mend."""

VERDICTS = {"fail": "Gaps", "info": "Hints", "pass": "Complete"}
"""What a report comes to, in a word."""

_ASIDE: tuple[State, ...] = ("waived", "not applicable", "not checked")
"""What counts neither for nor against."""

_LOWEST = 6
"""The lowest level of headings in HTML."""


def verdict(report: SpecReport) -> str:
    """Return what the report comes to, in one sentence."""
    failures = report.failures()
    grave = sum(finding.severity != "info" for finding in failures)
    if not report.items:
        said = gettext("{name} is {status} and has no items yet.")
    elif grave:
        said = ngettext(
            "{name} is {status} and {number} finding must be mended.",
            "{name} is {status} and {number} findings must be mended.",
            grave,
        )
    elif failures:
        said = ngettext(
            "{name} is {status}; {number} thing can still be said better.",
            "{name} is {status}; {number} things can still be said better.",
            len(failures),
        )
    else:
        said = gettext("{name} is {status} and nothing is found wanting.")
    # Translators: the statuses of such a sentence have the context “is”.
    status = pgettext("is", IS.get(report.status, report.status))
    number = grave or len(failures)
    return said.format(name=report.name, status=status, number=number)


def verdict_of_all(reports: Sequence[SpecReport]) -> str:
    """Return what the reports of several specs come to, in one sentence."""
    failing = sum(
        any(finding.severity != "info" for finding in report.failures())
        for report in reports
    )
    if failing:
        said = ngettext(
            "{number} of {total} specs has findings that must be mended.",
            "{number} of {total} specs have findings that must be mended.",
            failing,
        )
    else:
        said = ngettext(
            "None of the {total} specs has a finding that must be mended.",
            "None of the {total} specs has a finding that must be mended.",
            len(reports),
        )
    return said.format(number=failing, total=len(reports))


IS = {"draft": "a draft"}
"""What a spec of a status is, where it is another word."""


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
    first = fix_first(report)
    found: list[nodes.Node] = [_banner(report, builder, docname)]
    if first:
        found.append(_heading(gettext("First to mend"), level, builder))
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
            # What is to be written stands once on the page.
            found.append(_list(failed, first, builder, docname))
    return found + _aside(report, builder, docname, level)


def fix_first(report: SpecReport) -> list[Finding]:
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
    titles = {
        "waived": gettext("Waived"),
        "not applicable": gettext("Not applicable"),
        "not checked": gettext("Not checked"),
    }
    for state in _ASIDE:
        of_state = [f for f in report.findings if f.state == state]
        if of_state:
            found.append(_heading(titles[state], level + 1, builder))
            found.append(_list(of_state, (), builder, docname))
    if found:
        found.insert(0, _heading(gettext("Set aside, with reasons"), level, builder))
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
    """Return the score, and what does not count beside it."""
    said = [gettext("Score {score}.").format(score=score_text(report))]
    if aside := separator().join(excluded_counts(report.counts)):
        said.append(gettext("Beside it: {counts}.").format(counts=aside))
    if report.hidden:
        hidden = ngettext(
            "{number} older finding is hidden by the baseline.",
            "{number} older findings are hidden by the baseline.",
            report.hidden,
        )
        said.append(hidden.format(number=report.hidden))
    return nodes.paragraph("", " ".join(said))


def excluded_counts(counts: Counts) -> list[str]:
    """Return how many checks count neither for nor against, state by state."""
    waived, out, unchecked = counts.waived, counts.not_applicable, counts.not_checked
    said = (
        (ngettext("{number} waived", "{number} waived", waived), waived),
        (ngettext("{number} not applicable", "{number} not applicable", out), out),
        (
            ngettext("{number} not checked", "{number} not checked", unchecked),
            unchecked,
        ),
    )
    return [text.format(number=number) for text, number in said if number]
