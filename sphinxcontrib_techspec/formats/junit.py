"""Findings as JUnit XML, the form that CI servers read test results in.

There is no standard; this is the common part that Jenkins, GitLab and GitHub's
reporters share: a suite a spec, a case a rule.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from ..findings.report import Finding, Report, SpecReport
from ..rules import RULES
from .style import Style

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write."""


def as_junit(report: Report, style: Style) -> str:
    """Return a suite for each spec with a case for each rule; information passes."""
    suites = [_suite(spec, style) for spec in report.specs]
    body = "\n".join(suites)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<testsuites name={_attribute(report.project)}>\n{body}\n</testsuites>\n"
    )


def _suite(spec: SpecReport, style: Style) -> str:
    failed: dict[str, list[Finding]] = {}
    for finding in spec.failures():
        if finding.severity != "info":
            failed.setdefault(finding.code, []).append(finding)
    cases: list[str] = []
    for rule in RULES:
        head = (
            f"  <testcase classname={_attribute(spec.name)} "
            f"name={_attribute(f'{rule.code} {rule.slug}')}"
        )
        found = failed.get(rule.code)
        if not found:
            cases.append(f"{head}/>")
            continue
        text = "\n".join(_line(finding, style) for finding in found)
        cases.append(
            f"{head}>\n   <failure message={_attribute(found[0].message)} "
            f'type="{found[0].severity}">{_text(text)}</failure>\n  </testcase>'
        )
    joined = "\n".join(cases)
    return (
        f' <testsuite name={_attribute(spec.name)} tests="{len(RULES)}" '
        f'failures="{len(failed)}" errors="0" skipped="0">\n{joined}\n </testsuite>'
    )


def _line(finding: Finding, style: Style) -> str:
    location = style.path(finding) or finding.spec
    location += f":{finding.line}" if finding.line else ""
    name = f"{finding.name}: " if finding.item else ""
    return f"{location}: {finding.severity} {name}{finding.message}"


def _attribute(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("\ufffd", text))


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("\ufffd", text))
