"""Findings as SARIF 2.1.0 (OASIS), for code scanning."""

from __future__ import annotations

import json
from inspect import cleandoc
from typing import Any
from urllib.parse import quote

from .. import __version__
from ..findings.fingerprint import fingerprint
from ..findings.report import Finding, Report
from ..findings.wording import named_message, page_of
from ..rules import RULES
from .style import Style

FILE_NAME = "techspec.sarif"

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_sarif(report: Report, style: Style) -> str:
    """Return the findings as a SARIF log; what is waived is there, suppressed."""
    numbers = {rule.code: number for number, rule in enumerate(RULES)}
    results = [
        _result(finding, numbers[finding.code], style)
        for finding in report.findings
        if finding.state in {"fail", "waived"} and finding.code in numbers
    ]
    driver: dict[str, Any] = {
        "name": "techspec",
        "semanticVersion": __version__,
        "informationUri": "https://sphinxcontrib-techspec.readthedocs.io/",
        "rules": [_rule(number) for number in range(len(RULES))],
    }
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _rule(number: int) -> dict[str, Any]:
    rule = RULES[number]
    page = cleandoc(rule.check.__doc__ or rule.slug)
    level = "note" if rule.gate == "info" else "warning"
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.slug.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": page},
        "help": {"text": page, "markdown": page},
        "helpUri": page_of(rule.code),
        "defaultConfiguration": {"level": level},
    }


def _result(finding: Finding, number: int, style: Style) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": number,
        "level": _LEVELS[finding.severity],
        "message": {"text": named_message(finding)},
        "partialFingerprints": {"techspec/v2": fingerprint(finding)},
        # The standard wants it in every result of a run, or in none.
        "suppressions": [],
    }
    if finding.file:
        uri = quote(style.path(finding).encode("utf-8", "replace"))
        location: dict[str, Any] = {"artifactLocation": {"uri": uri}}
        if finding.line:
            location["region"] = {"startLine": finding.line}
        result["locations"] = [{"physicalLocation": location}]
    if finding.state == "waived":
        result["suppressions"] = [{"kind": "inSource", "justification": finding.reason}]
    return result
