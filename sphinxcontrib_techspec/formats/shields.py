"""A badge for a README, as the JSON that the endpoint badge of shields.io reads."""

from __future__ import annotations

import json

from ..findings.report import Report, SpecReport
from ..findings.wording import failures
from .style import Style, visible

_COLOURS = {"error": "critical", "warning": "important", "info": "informational"}
"""The colour of shields.io for the most severe finding."""


def as_shields(report: Report, style: Style) -> str:  # noqa: ARG001 - as every format
    """Return the badge of a spec, of several that of the lowest score."""
    count = len(report.specs)
    scored = [spec for spec in report.specs if spec.counts.score is not None]
    lowest = min(scored, key=lambda spec: spec.counts.score or 0.0, default=None)
    message, color = "nothing checked", "inactive"
    if lowest:
        message = _message(lowest, report)
        found = {finding.severity for finding in failures(report)}
        colors = (color for name, color in _COLOURS.items() if name in found)
        color = next(colors, "success")
    badge = {
        "schemaVersion": 1,
        "label": "spec" if count == 1 else f"{count} specs",
        "message": visible(message),
        "color": color,
    }
    return json.dumps(badge, ensure_ascii=False, indent=1) + "\n"


def _message(lowest: SpecReport, report: Report) -> str:
    # Rounded down: 100 % means that all passed.
    text = f"{int(lowest.counts.score or 0)} % {lowest.status}".rstrip()
    severe = sum(finding.severity != "info" for finding in failures(report))
    return f"{text}, {severe} to fix" if severe else text
