"""Findings as lines of text, for a person at a terminal or in a log."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ..report import Finding, Report
from .base import Style, counted, failures, score

_COLOURS = {"error": "31", "warning": "33", "info": "36", "bold": "1", "faint": "2"}


def as_text(report: Report, style: Style) -> str:
    """Return each finding with its place, the source line and what to write."""
    lines: list[str] = []
    for finding in failures(report):
        lines += _finding(finding, style)
    if lines:
        lines.append("")
    for spec in report.specs:
        lines.append(
            f"{_set(spec.name, 'bold', style)} ({spec.status}): {counted(spec)}; "
            f"{score(spec)}"
        )
    if style.hidden:
        lines.append(f"{style.hidden} older findings are hidden by the baseline.")
    if style.mended:
        lines.append(
            f"{style.mended} findings of the baseline are mended; write it anew with "
            "--write-baseline."
        )
    return "\n".join(lines) + "\n"


def _finding(finding: Finding, style: Style) -> list[str]:
    place = style.path(finding) or finding.spec
    place += f":{finding.line}" if finding.line else ""
    name = f"{finding.name}: " if finding.item else ""
    lines = [
        f"{_set(place, 'bold', style)}: {_set(finding.severity, finding.severity, style)}"
        f" {finding.code} {name}{finding.message}"
    ]
    source = _source_line(style.source, finding)
    if source.strip():
        number = str(finding.line)
        indent = len(source) - len(source.lstrip())
        lines.append(f"  {_set(number, 'faint', style)} | {source}")
        caret = "^" * min(len(source.strip()), 60)
        lines.append(
            f"  {' ' * len(number)} | {' ' * indent}"
            f"{_set(caret, finding.severity, style)}"
        )
    if finding.fix and "\n" not in finding.fix:
        lines.append(f"  write: {finding.fix}")
    return lines


def _source_line(folder: Path | None, finding: Finding) -> str:
    if folder is None or not finding.file or not finding.line:
        return ""
    lines = _lines(folder / finding.file)
    if finding.line > len(lines):
        return ""
    line = lines[finding.line - 1].expandtabs(4)
    return line if len(line) <= 160 else line[:159] + "…"


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
