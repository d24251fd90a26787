"""What every format of a report has in common."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from ..report import SEVERITY_ORDER, Finding, Report, SpecReport

RULE_PAGES = "https://sphinxcontrib-techspec.readthedocs.io/en/stable/reference/rules/"
"""Where the pages of the rules are."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a report is written.

    Attributes:
        source: the folder that the findings' files are in, where it is known.
        prefix: what stands before a file's path, so that it counts from where the
            command runs.
        colour: whether the text is for a terminal that shows colours.
        hidden: how many findings a baseline hides.
        mended: how many findings of the baseline are no more.
    """

    source: Path | None = None
    prefix: str = ""
    colour: bool = False
    hidden: int = 0
    mended: int = 0

    def path(self, finding: Finding) -> str:
        """Return the path of a finding's file from where the command runs."""
        return f"{self.prefix}{finding.file}" if finding.file else ""


def failures(report: Report) -> list[Finding]:
    """Return what failed, by place."""
    return [finding for finding in report.findings if finding.state == "fail"]


_SPACE = re.compile("[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that steer a terminal, turn text round, or are none."""


def visible(text: str) -> str:
    """Return *text* on one line, with what would steer a terminal spelt out.

    What an author wrote may hold an escape sequence, or a mark that turns the letters
    after it round; a reader has to see it, and nothing may act on it.
    """
    return _UNSEEN.sub(lambda match: f"\\x{ord(match[0]):02x}", _SPACE.sub(" ", text))


def page_of(code: str) -> str:
    """Return the address of a rule's page."""
    return f"{RULE_PAGES}{code}.html"


_LINE = re.compile(r"(\.\w+):\d+\b")
_HINT = re.compile(r" Did you mean .*", re.DOTALL)
_MEASURED = re.compile(r"^measured .+? (?=\()")
_COUNT = re.compile(r"\b\d[\d,]*(?= (?:words|more than|sentences?|items?)\b)")


def fingerprint(finding: Finding) -> str:
    """Return what makes a finding the same one after lines have moved.

    It is made of the rule, the spec, the item and the message; the file and the line
    are left out, so that moving an item does not make it new. So is what a message
    says of other places: their lines, names that were perhaps meant, counts, and the
    value that was measured last.
    """
    message = _COUNT.sub("#", _LINE.sub(r"\1", _HINT.sub("", finding.message)))
    message = _MEASURED.sub("", message)
    parts = (finding.code, finding.spec, finding.kind, finding.item, message)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


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
