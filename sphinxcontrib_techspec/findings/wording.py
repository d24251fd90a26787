"""Words about findings that several outputs share."""

from __future__ import annotations

from .report import SEVERITY_ORDER, Finding, Report, SpecReport

RULE_PAGES = "https://sphinxcontrib-techspec.readthedocs.io/en/stable/reference/rules/"
"""Where the pages of the rules are."""


def failures(report: Report) -> list[Finding]:
    """Return what failed, by place."""
    return [finding for finding in report.findings if finding.state == "fail"]


def page_of(code: str) -> str:
    """Return the address of a rule's page."""
    return f"{RULE_PAGES}{code}.html"


def counted(found: SpecReport | Report) -> str:
    """Return how many findings there are of each severity, in words."""
    failed = [finding for finding in found.findings if finding.state == "fail"]
    parts = [
        f"{number} {severity}{'s' if number > 1 and severity != 'info' else ''}"
        for severity in SEVERITY_ORDER
        if (number := sum(finding.severity == severity for finding in failed))
    ]
    return ", ".join(parts) or "no findings"


def hidden_by_baseline(number: int) -> str:
    """Return the sentence that says how many findings a baseline hides, if any."""
    if not number:
        return ""
    many = "findings are" if number > 1 else "finding is"
    return f"{number} older {many} hidden by the baseline."


def mended(number: int) -> str:
    """Return the sentence that says how much of a baseline is mended, if any."""
    if not number:
        return ""
    many, are = ("findings", "are") if number > 1 else ("finding", "is")
    return (
        f"{number} {many} of the baseline {are} mended; write it anew with "
        "--write-baseline."
    )


def score(found: SpecReport | Report) -> str:
    """Return the score with the counts it comes from, in words."""
    counts = found.counts
    if counts.score is None:
        return "nothing checked"
    made = counts.passed + counts.failed
    text = f"{counts.score:.1f} %, {counts.passed} of {made} checks passed"
    for number, word in (
        (counts.waived, "waived"),
        (counts.not_applicable, "not applicable"),
        (counts.not_checked, "not checked"),
    ):
        if number:
            text += f", {number} {word}"
    return text
