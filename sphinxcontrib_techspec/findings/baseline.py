"""A baseline: findings that were there when a team began to check, and are hidden.

The file is committed. It holds a fingerprint for each finding and how often it occurs,
sorted, and a diff of it shows what was fixed. It has no words of messages, which may
change from one release to the next.
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
VERSION = 2


class BaselineError(Exception):
    """A file is not a baseline; the text says why."""


class OldBaselineError(BaselineError):
    """A baseline has the format of an earlier release, which cannot be compared."""


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
                "spec": first[key].spec,
                "item": first[key].name,
                "subject": first[key].subject,
            }
            for key in sorted(first, key=lambda k: (first[k].code, first[k].name, k))
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def read_baseline(text: str) -> Counter[str]:
    """Return how often each finding of a baseline stands, by fingerprint.

    Raises:
        OldBaselineError: the text is a baseline of an earlier format.
        BaselineError: the text is not a baseline.
    """
    try:
        loaded: object = json.loads(text)
        data = cast("dict[str, Any]", loaded)
        if data["format"] != FORMAT:
            message = f"not a baseline: “format” is not “{FORMAT}”"
            raise BaselineError(message)
        if data["version"] != VERSION:
            message = (
                f"baseline of format version {data['version']!r}, expected {VERSION}; "
                "write a new one with “techspec check DOCS --write-baseline FILE”"
            )
            raise OldBaselineError(message)
        return Counter({f["fingerprint"]: int(f["count"]) for f in data["findings"]})
    except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError) as error:
        message = f"not a baseline: {error}"
        raise BaselineError(message) from None


def compare(report: Report, baseline: Counter[str]) -> Report:
    """Return *report* without what *baseline* hides; the scores stay as they are.

    Each spec's report says how many are hidden, the whole how many are fixed.
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
