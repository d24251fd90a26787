"""Findings as lines of text, for a person at a terminal or in a log."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ..findings.report import Finding, Report
from ..findings.wording import (
    claims,
    column_of_fix,
    counted,
    failures,
    fixed_since_baseline,
    hidden_by_baseline,
    location,
    named_message,
    one_line_fix,
    reading,
    score,
)
from ..text import shorten
from .style import Style, visible

_COLOURS = {"error": "31", "warning": "33", "info": "36", "bold": "1", "faint": "2"}


def as_text(report: Report, style: Style) -> str:
    """Return each finding with its location, the source line and what to write."""
    lines: list[str] = []
    before = ("", 0)
    # What is missing in a spec as a whole would hide what is wrong at a line.
    for finding in sorted(failures(report), key=lambda found: found.is_of_whole):
        # A line that several findings are about is shown once.
        here = (finding.file, finding.line)
        lines += _finding(finding, style, with_source=here != before)
        before = here
    if lines:
        lines.append("")
    for spec in report.specs:
        lines.append(
            f"{_set(visible(spec.name), 'bold', style)} ({visible(spec.status)}): "
            f"{counted(spec)}; {score(spec)}"
        )
        if read := reading(spec, lambda block: location(block, style.path(block))):
            lines.append(f"  {visible(read)}")
        if measured := claims(spec):
            lines.append(f"  {visible(measured)}")
    notes = (hidden_by_baseline(style.hidden), fixed_since_baseline(style.fixed))
    lines += [sentence for sentence in notes if sentence]
    return "\n".join(lines) + "\n"


def _finding(finding: Finding, style: Style, *, with_source: bool) -> list[str]:
    where = visible(location(finding, style.path(finding)))
    text = visible(f"{finding.code} {named_message(finding)}")
    severity = _set(finding.severity, finding.severity, style)
    lines = [f"{_set(where, 'bold', style)}: {severity} {text}"]
    source = _source_line(style.source, finding) if with_source else ""
    if source.strip():
        number = str(finding.line)
        indent = len(source) - len(source.lstrip())
        lines.append(f"  {_set(number, 'faint', style)} | {source}")
        caret = "^" * min(len(source.strip()), 60)
        lines.append(
            f"  {' ' * len(number)} | {' ' * indent}"
            f"{_set(caret, finding.severity, style)}"
        )
    if fix := one_line_fix(finding):
        column = column_of_fix(finding)
        where = f" in column {visible(column)}" if column else ""
        lines.append(f"  write{where}: {visible(fix)}")
    return lines


def _source_line(folder: Path | None, finding: Finding) -> str:
    if folder is None or not finding.file or not finding.line:
        return ""
    lines = _lines((folder / finding.file).resolve())
    if finding.line > len(lines):
        return ""
    return shorten(visible(lines[finding.line - 1].expandtabs(4)), 160)


@lru_cache(maxsize=256)
def _lines(path: Path) -> tuple[str, ...]:
    try:
        return tuple(path.read_text("utf-8", "replace").splitlines())
    except OSError:
        return ()


def _set(text: str, style_name: str, style: Style) -> str:
    if not style.colour:
        return text
    return f"\x1b[{_COLOURS[style_name]}m{text}\x1b[0m"
