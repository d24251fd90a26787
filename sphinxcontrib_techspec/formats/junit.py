"""Findings as JUnit XML, the form that CI servers read test results in.

There is no standard; this is the common part that Jenkins, GitLab and GitHub's
reporters share: a suite a spec, a case a rule.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

from ..findings.report import Finding, Report, SpecReport
from ..findings.wording import location, named_message
from ..patterns import regex
from ..rules import RULES
from .style import Style

_FORBIDDEN = regex(
    "[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
"""What XML 1.0 cannot hold, and the control characters that it discourages."""


def as_junit(report: Report, style: Style) -> str:
    """Return a suite for each spec with a case for each rule; information passes."""
    root = ET.Element("testsuites", name=_allowed(report.project))
    for spec in report.specs:
        _add_suite(root, spec, style)
    ET.indent(root, " ")
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _add_suite(root: ET.Element, spec: SpecReport, style: Style) -> None:
    failed: dict[str, list[Finding]] = {}
    for finding in spec.failures():
        if finding.severity != "info":
            failed.setdefault(finding.code, []).append(finding)
    name = _allowed(spec.name)
    titles = {rule.code: f"{rule.code} {rule.slug}" for rule in RULES}
    # The rules of plugins that are not installed are known by their findings.
    for code, found in failed.items():
        titles.setdefault(code, _allowed(f"{code} {found[0].slug}"))
    counts = {"tests": len(titles), "failures": len(failed), "errors": 0, "skipped": 0}
    attributes = {key: str(count) for key, count in counts.items()}
    suite = ET.SubElement(root, "testsuite", {"name": name, **attributes})
    for code, title in titles.items():
        case = ET.SubElement(suite, "testcase", classname=name, name=title)
        if found := failed.get(code):
            message = _allowed(found[0].message)
            failure = ET.SubElement(
                case, "failure", message=message, type=found[0].severity
            )
            failure.text = _allowed("\n".join(_line(f, style) for f in found))


def _line(finding: Finding, style: Style) -> str:
    where = location(finding, style.path(finding))
    return f"{where}: {finding.severity} {named_message(finding)}"


def _allowed(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
