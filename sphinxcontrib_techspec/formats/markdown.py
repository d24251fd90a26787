"""A report as Markdown, for the text of a pull request or a README."""

from __future__ import annotations

import re

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
from .style import Style, visible

_MARKS = re.compile(r"([\\`*_\[\]<>|#&~$])")
_MENTION = re.compile(r"(?<!\w)@(?=\w)")
_BACKQUOTES = re.compile(r"`+")


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
            f"**{_escaped(spec.name)}** ({_escaped(spec.status)}): {counted(spec)}; "
            f"{score(spec)}"
        )
        if read := reading(
            spec, lambda b: _code(location(b, style.path(b)), in_cell=False)
        ):
            lines += ["", _sentence(read)]
        if measured := claims(spec):
            lines += ["", _escaped(f"{measured}.")]
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
    where = _code(location(finding, style.path(finding)))
    what = _escaped(named_message(finding))
    page = page_of(finding.code)
    code = f"[{finding.code}]({page})" if page else _escaped(finding.code)
    return f"| {code} | {where} | {what} |"


def _escaped(text: str) -> str:
    # A space of no width keeps whoever is named after an @ from being called.
    return _MENTION.sub("@\u200b", _MARKS.sub(r"\\\1", visible(text)))


def _code(text: str, *, in_cell: bool = True) -> str:
    """Return *text* as code, whatever backquotes and bars it holds.

    Args:
        text: the text.
        in_cell: whether it is in a cell of a table, where bars are escaped.
    """
    bare = visible(text).replace("|", "\\|") if in_cell else visible(text)
    longest = max((len(run) for run in _BACKQUOTES.findall(bare)), default=0)
    space = " " if longest else ""
    return f"{'`' * (longest + 1)}{space}{bare}{space}{'`' * (longest + 1)}"
