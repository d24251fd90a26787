"""A report as Markdown, for the text of a pull request or a README."""

from __future__ import annotations

from ..findings.report import Finding, Report
from ..findings.wording import (
    claims,
    counted,
    hidden_by_baseline,
    location,
    named_message,
    page_of,
    reading,
    score,
)
from .markdown_text import code, escaped
from .style import Style


def as_markdown(report: Report, style: Style) -> str:
    """Return a line for each spec, and below it a table of what failed.

    The first line says it all in short; where there are several specs, it is their sum.
    """
    lines: list[str] = []
    if len(report.specs) > 1:
        lines += [f"**{len(report.specs)} specs**: {counted(report)}; {score(report)}"]
        lines.append("")
    for spec in report.specs:
        lines.append(
            f"**{escaped(spec.name)}** ({escaped(spec.status)}): {counted(spec)}; "
            f"{score(spec)}"
        )
        if read := reading(
            spec, lambda b: code(location(b, style.path(b)), in_cell=False)
        ):
            lines += ["", _sentence(read)]
        if measured := claims(spec):
            lines += ["", escaped(f"{measured}.")]
        failed = [f for f in spec.failures() if f.severity != "info"]
        if failed:
            lines += ["", "| Rule | Where | What |", "| --- | --- | --- |"]
            lines += [_row(finding, style) for finding in failed]
        lines.append("")
    if style.hidden:
        lines += [hidden_by_baseline(style.hidden), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _row(finding: Finding, style: Style) -> str:
    where = code(location(finding, style.path(finding)))
    what = escaped(named_message(finding))
    page = page_of(finding.code)
    rule = f"[{finding.code}]({page})" if page else escaped(finding.code)
    return f"| {rule} | {where} | {what} |"
