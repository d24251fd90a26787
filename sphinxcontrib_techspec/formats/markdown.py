"""A report as Markdown, for the text of a pull request or a README."""

from __future__ import annotations

import re

from ..report import Finding, Report
from .base import Style, counted, page_of, score

_MARKS = re.compile(r"([\\`*_\[\]<>|#])")


def as_markdown(report: Report, style: Style) -> str:
    """Return a line for each spec, and below it a table of what failed."""
    lines: list[str] = []
    for spec in report.specs:
        lines.append(
            f"**{_escaped(spec.name)}** ({spec.status}): {counted(spec)}; {score(spec)}"
        )
        failed = [f for f in spec.failures() if f.severity != "info"]
        if failed:
            lines += ["", "| Rule | Where | What |", "| --- | --- | --- |"]
            lines += [_row(finding, style) for finding in failed]
        lines.append("")
    if style.hidden:
        lines += [f"{style.hidden} older findings are hidden by the baseline.", ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _row(finding: Finding, style: Style) -> str:
    place = style.path(finding) or finding.spec
    place += f":{finding.line}" if finding.line else ""
    name = f"{finding.name}: " if finding.item else ""
    what = _escaped(name + finding.message).replace("\n", " ")
    return f"| [{finding.code}]({page_of(finding.code)}) | `{place}` | {what} |"


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)
