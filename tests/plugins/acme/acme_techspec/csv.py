"""The format ``csv`` of ``techspec check``."""

from __future__ import annotations

import csv
import io

from sphinxcontrib_techspec.api import Report, Style, visible


def as_csv(report: Report, style: Style) -> str:
    """Return a row for each finding that failed."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    for finding in report.findings:
        if finding.state == "fail":
            where = (style.path(finding), finding.line)
            rows.writerow(
                [*where, finding.code, finding.name, visible(finding.message)]
            )
    return text.getvalue()
