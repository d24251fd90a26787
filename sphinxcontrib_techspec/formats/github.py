"""Findings as GitHub workflow commands, which annotate the lines of a pull request."""

from __future__ import annotations

from ..findings.report import Finding, Report
from ..findings.wording import counted, failures, named_message, score
from ..patterns import regex
from .style import Style, visible

_LEADING = regex(r"^\s*::")
_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def as_github(report: Report, style: Style) -> str:
    """Return a command for each finding, and a line for each spec."""
    lines = [_command(finding, style) for finding in failures(report)]
    for spec in report.specs:
        said = f"{spec.name} ({spec.status}): {counted(spec)}; {score(spec)}"
        # No author may write a command of his own.
        lines.append(_LEADING.sub(": :", visible(said)))
    return "\n".join(lines).replace("##[", "# #[") + "\n"


def _command(finding: Finding, style: Style) -> str:
    values = {"file": style.path(finding), "line": str(finding.line or "")}
    values["title"] = f"{finding.code} {finding.slug}"
    said = ",".join(f"{key}={_property(v)}" for key, v in values.items() if v)
    return f"::{_COMMANDS[finding.severity]} {said}::{_data(named_message(finding))}"


def _data(text: str) -> str:
    return visible(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
