"""A baseline: findings that were there when a team began to check, and are hidden.

The file is committed. It holds a fingerprint for each finding and how often it stands,
sorted, so that a diff of it shows what was mended.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import Any, cast

from .fingerprint import fingerprint
from .report import Finding, Report, SpecReport
from .wording import failures

FORMAT = "techspec-baseline"
VERSION = 1


class BaselineError(Exception):
    """A file is no baseline; the text says why."""


def write_baseline(report: Report) -> str:
    """Return the text of a baseline of all that fails now."""
    found = failures(report)
    counts = Counter(fingerprint(finding) for finding in found)
    first = {fingerprint(finding): finding for finding in reversed(found)}
    data = {
        "format": FORMAT,
        "version": VERSION,
        "findings": [
            {
                "fingerprint": key,
                "count": counts[key],
                "code": first[key].code,
                "item": first[key].name,
                "message": first[key].message,
            }
            for key in sorted(first, key=lambda k: (first[k].code, first[k].name, k))
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def read_baseline(text: str) -> Counter[str]:
    """Return how often each finding of a baseline stands, by fingerprint.

    Raises:
        BaselineError: the text is no baseline.
    """
    try:
        loaded: object = json.loads(text)
        data = cast("dict[str, Any]", loaded)
        if data["format"] != FORMAT or data["version"] != VERSION:
            message = f"it is no {FORMAT} of version {VERSION}"
            raise BaselineError(message)
        return Counter({f["fingerprint"]: int(f["count"]) for f in data["findings"]})
    except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError) as error:
        message = f"it is no baseline: {error}"
        raise BaselineError(message) from None


def compare(report: Report, baseline: Counter[str]) -> Report:
    """Return *report* without what *baseline* hides; the scores stay as they are.

    How many were hidden stands in each spec's report, how many are mended in the whole.
    """
    left = Counter(baseline)

    def is_new(finding: Finding) -> bool:
        if finding.state != "fail":
            return True
        key = fingerprint(finding)
        if left[key] <= 0:
            return True
        left[key] -= 1
        return False

    specs: list[SpecReport] = []
    for spec in report.specs:
        kept = [finding for finding in spec.findings if is_new(finding)]
        hidden = len(spec.findings) - len(kept)
        specs.append(replace(spec, findings=kept, hidden=hidden))
    return Report(report.project, specs, fixed=sum((+left).values()))
