"""Findings as JSON, for a program that wants no more than them."""

from __future__ import annotations

import json

from ..findings.fingerprint import fingerprint
from ..findings.report import Report
from .style import Style


def as_json(report: Report, style: Style) -> str:
    """Return the specs with their scores and findings."""
    data = {
        "project": report.project,
        "hidden_by_baseline": style.hidden,
        "fixed_since_baseline": style.fixed,
        "specs": [
            {
                "name": spec.name,
                "status": spec.status,
                "score": spec.counts.score,
                "counts": {
                    name: getattr(spec.counts, name)
                    for name in ("passed", "failed", "waived", "not_applicable",
                                 "not_checked")
                },
                "reading": spec.reading.to_data(),
                "claims": spec.claims.to_data(),
                "findings": [
                    f.to_data() | {"fingerprint": fingerprint(f)}
                    for f in spec.findings
                ],
            }
            for spec in report.specs
        ],
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
