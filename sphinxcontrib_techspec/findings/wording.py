"""How findings are put into words; every output takes them from here."""

from __future__ import annotations

from collections.abc import Callable

from ..messages import Insert, SetField
from ..plugins import OWN_PREFIX
from .report import SEVERITY_ORDER, Finding, Report, SpecReport, UnreadBlock

RULE_PAGES = "https://sphinxcontrib-techspec.readthedocs.io/en/stable/reference/rules/"
"""Where the pages of the rules are."""


def failures(report: Report) -> list[Finding]:
    """Return what failed, by file and line."""
    return [finding for finding in report.findings if finding.state == "fail"]


def named_message(finding: Finding) -> str:
    """Return a finding in one text, after the item that it is about."""
    return f"{finding.name}: {finding.message}" if finding.item else finding.message


def location(finding: Finding | UnreadBlock, path: str) -> str:
    """Return where a finding is: file and line, or the spec where there is no file.

    Args:
        finding: the finding.
        path: the path of its file.
    """
    where = path or (finding.spec if isinstance(finding, Finding) else "")
    return where + (f":{finding.line}" if finding.line else "")


def one_line_fix(finding: Finding) -> str:
    """Return what to write in place of one line.

    It is empty where the fix is more than a line or unknown, and where the advice
    names it already, as *did you mean “x”?* does.
    """
    fix = finding.fix
    if fix is None or isinstance(fix, Insert) or f"“{fix.text}”" in finding.advice:
        return ""
    return fix.value if isinstance(fix, SetField) and fix.column else fix.text


def column_of_fix(finding: Finding) -> str:
    """Return the column of a table in whose cell the fix is written; empty for others.

    The table may not have it yet.
    """
    return finding.fix.column if isinstance(finding.fix, SetField) else ""


def page_of(code: str) -> str:
    """Return the address of a rule's page; empty where a plugin names none."""
    if code.startswith(OWN_PREFIX):
        return f"{RULE_PAGES}{code}.html"
    from ..rules import RULES  # noqa: PLC0415 - a report is read without them

    return next((rule.url for rule in RULES if rule.code == code), "")


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


def fixed_since_baseline(number: int) -> str:
    """Return the sentence about entries of a baseline that are fixed, if any."""
    if not number:
        return ""
    entries, are = ("entries", "are") if number > 1 else ("entry", "is")
    return (
        f"{number} baseline {entries} {are} fixed; update the baseline with "
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


REASONS = 3
"""How many reasons for claims that were not checked one line lists."""


def claims(spec: SpecReport) -> str:
    """Return how many claims were checked, in words; empty without claims."""
    found = spec.claims.total
    if not found.number:
        return ""
    text = f"{found.number} claim{'s' if found.number > 1 else ''}: "
    text += f"{found.checked or 'none'} checked"
    if not found.unchecked:
        return text
    reasons = list(found.not_checked)
    listed = "; ".join(reasons[:REASONS])
    more = len(reasons) - REASONS
    if more > 0:
        listed += f"; and {more} more"
    return f"{text}, {found.unchecked} not checked ({listed})"


UNREAD = 5
"""How many blocks that were not read one line lists."""


def reading(spec: SpecReport, where: Callable[[UnreadBlock], str]) -> str:
    """Return how much of a spec's documents was read, in words; empty without blocks.

    Args:
        spec: the report of the spec.
        where: returns the location of a block as the output shows it.
    """
    found = spec.reading
    if not found.blocks:
        return ""
    text = f"read: {found.read_blocks} of {found.blocks} tables, lists and code blocks"
    if not found.unread:
        return text
    left = [f"{where(block)} ({block.kind})" for block in found.unread[:UNREAD]]
    more = len(found.unread) - UNREAD
    if more > 0:
        left.append(f"and {more} more")
    return f"{text}; not read: {', '.join(left)}"
