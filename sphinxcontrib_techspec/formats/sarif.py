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
from ..messages import Replace
from ..rules import RULES, Rule
from .style import Style

FILE_NAME = "techspec.sarif"

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_sarif(report: Report, style: Style) -> str:
    """Return the findings as a SARIF log; what is waived is there, suppressed."""
    found = [f for f in report.findings if f.state in {"fail", "waived"}]
    rules = {rule.code: _rule(rule) for rule in RULES}
    # The rules of plugins that are not installed are known by their findings.
    for finding in found:
        rules.setdefault(finding.code, _rule_of(finding))
    numbers = {code: number for number, code in enumerate(rules)}
    results = [_result(finding, numbers[finding.code], style) for finding in found]
    driver: dict[str, Any] = {
        "name": "techspec",
        "semanticVersion": __version__,
        "informationUri": "https://sphinxcontrib-techspec.readthedocs.io/",
        "rules": list(rules.values()),
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


def _rule(rule: Rule) -> dict[str, Any]:
    page = cleandoc(rule.check.__doc__ or rule.slug)
    level = "note" if rule.gate == "info" else "warning"
    return _descriptor(rule.code, rule.slug, rule.summary, page, level)


def _rule_of(finding: Finding) -> dict[str, Any]:
    """Return what a finding says of its rule."""
    slug = finding.slug or finding.code
    return _descriptor(finding.code, slug, slug, slug, _LEVELS[finding.severity])


def _descriptor(
    code: str, slug: str, summary: str, page: str, level: str
) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": code,
        "name": _pascal_case(slug),
        "shortDescription": {"text": summary},
        "fullDescription": {"text": page},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": level},
    }
    if address := page_of(code):
        found["helpUri"] = address
    return found


def _pascal_case(slug: str) -> str:
    return "".join(word.capitalize() for word in slug.split("-"))


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
        uri = _uri(style.path(finding))
        location: dict[str, Any] = {"artifactLocation": {"uri": uri}}
        if finding.line:
            location["region"] = {"startLine": finding.line}
        result["locations"] = [{"physicalLocation": location}]
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(f"{style.prefix}{place.file}")},
                    "region": {"startLine": max(place.line, 1)},
                },
                "message": {"text": place.text},
            }
            for number, place in enumerate(finding.related)
        ]
    if fixes := _fixes(finding, style):
        result["fixes"] = fixes
    if finding.state == "waived":
        result["suppressions"] = [{"kind": "inSource", "justification": finding.reason}]
    return result


def _fixes(finding: Finding, style: Style) -> list[dict[str, Any]]:
    """Return the fix of a finding where it replaces a text whose columns are known."""
    fix = finding.fix
    place = fix.exact_range if isinstance(fix, Replace) else None
    if not isinstance(fix, Replace) or place is None or not finding.file:
        return []
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    change = {"deletedRegion": region, "insertedContent": {"text": fix.new}}
    location = {"uri": _uri(style.path(finding))}
    changes = {"artifactLocation": location, "replacements": [change]}
    text = f"Write “{fix.new}”"
    return [{"description": {"text": text}, "artifactChanges": [changes]}]


def _uri(path: str) -> str:
    return quote(path.encode("utf-8", "replace"))
