"""Findings as JUnit XML: the common part of what CI servers read."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from junitparser import Failure, JUnitXml
from sample_report import HOSTILE, finding, hostile, sample, spec

from sphinxcontrib_techspec.findings.report import Report
from sphinxcontrib_techspec.formats import Style, format_report
from sphinxcontrib_techspec.rules import RULES

REQUIRED = {
    "testsuites": set[str](),
    "testsuite": {"name", "tests", "failures", "errors"},
    "testcase": {"name", "classname"},
    "failure": {"message", "type"},
}
"""The attributes that some reader or other cannot do without, by element."""

ALLOWED = {
    "testsuites": {"name", "time", "tests", "failures", "errors"},
    "testsuite": {
        "name", "tests", "failures", "errors", "skipped", "time", "timestamp",
        "hostname", "id", "package", "file",
    },
    "testcase": {"name", "classname", "time", "group"},
    "failure": {"message", "type"},
}  # fmt: skip
"""The attributes that the strictest schema in use knows, by element."""

INSIDE = {
    "testsuites": {"testsuite"},
    "testsuite": {"testcase"},
    "testcase": {"failure"},
    "failure": set[str](),
}


def parse(report: Report, style: Style | None = None) -> ET.Element:
    """Return the suites of a report, whose form is checked."""
    text = format_report("junit", report, style or Style())
    root = ET.fromstring(text.encode())  # noqa: S314 - made here
    assert root.tag == "testsuites"
    for element in root.iter():
        assert REQUIRED[element.tag] <= set(element.attrib) <= ALLOWED[element.tag]
        assert {child.tag for child in element} <= INSIDE[element.tag]
    for suite in root:
        failed = sum(case.find("failure") is not None for case in suite)
        assert int(suite.attrib["tests"]) == len(suite)
        assert int(suite.attrib["failures"]) == failed
        assert suite.attrib["errors"] == suite.attrib["skipped"] == "0"
    return root


def test_is_a_suite_a_spec_and_a_case_a_rule():
    root = parse(sample())
    assert root.attrib == {"name": "Shop"}
    assert [suite.attrib["name"] for suite in root] == ["Shop", "Stock"]
    names = [f"{rule.code} {rule.slug}" for rule in RULES]
    for suite in root:
        assert [case.attrib["name"] for case in suite] == names
        assert {case.attrib["classname"] for case in suite} == {suite.attrib["name"]}


def test_fails_for_what_is_more_severe_than_information():
    first, second = parse(sample(), Style(prefix="docs/"))
    failures = {
        case.attrib["name"][:5]: failure
        for case in first
        if (failure := case.find("failure")) is not None
    }
    assert sorted(failures) == ["TS004", "TS302"]
    assert failures["TS004"].attrib == {
        "type": "error", "message": "unknown payload “Oder”",
    }  # fmt: skip
    assert failures["TS004"].text == (
        "docs/api/orders.md:2: error endpoint GET /orders/{id}: "
        "unknown payload “Oder”"
    )
    assert second.attrib["failures"] == "0"


def test_findings_of_one_rule_are_one_failure():
    report = Report("Shop", [spec(finding(), finding(item="Redis", line=9))])
    (suite,) = parse(report)
    failure = suite.find("testcase/failure")
    assert failure is not None
    assert (failure.text or "").count("\n") == 1


def test_is_well_formed_whatever_is_written():
    report = hostile()
    root = parse(report)
    assert len(root) == len(HOSTILE)
    for text, suite in zip(HOSTILE, root, strict=True):
        output = "".join(suite.itertext())
        for part in text.split():
            kept = "".join("\ufffd" if forbidden(char) else char for char in part)
            assert kept in output


def test_another_reader_finds_the_same():
    text = format_report("junit", sample(), Style(prefix="docs/"))
    read = JUnitXml.fromstring(text.encode())
    assert [suite.name for suite in read] == ["Shop", "Stock"]
    output = {
        (suite.name, case.classname, case.name[:5], result.type, result.message)
        for suite in read
        for case in suite
        for result in case.result
        if isinstance(result, Failure)
    }
    found = {
        (report.name, report.name, f.code, f.severity, f.message)
        for report in sample().specs
        for f in report.failures()
        if f.severity != "info"
    }
    assert output == found
    for suite in read:
        counts = (suite.tests, suite.failures, suite.errors, suite.skipped)
        suite.update_statistics()
        assert counts == (suite.tests, suite.failures, suite.errors, suite.skipped)


def forbidden(char: str) -> bool:
    """Return whether XML 1.0 cannot hold a character, or discourages a control."""
    return (char < " " and char not in "\t\n\r") or (
        "\x7f" <= char <= "\x9f"
        or "\ud800" <= char <= "\udfff"
        or char in "\ufffe\uffff"
    )


@pytest.mark.parametrize("char", "\x00\x0b\x0c\x1b\x7f\x85\x9b\ud800\ufffe\uffff")
def test_control_characters_are_replaced(char: str):
    text = f"a{char}b"
    found = finding(code=RULES[0].code, problem=text, item=text, file=text)
    report = Report(text, [spec(found, name=text)])
    assert char not in format_report("junit", report, Style(prefix=text))
    root = parse(report)
    suite = root[0]
    case = suite[0]
    failure = case[0]
    shown = [root.attrib["name"], suite.attrib["name"], case.attrib["classname"],
             failure.attrib["message"]]  # fmt: skip
    assert shown == ["a\ufffdb"] * 4
    assert (failure.text or "").count("a\ufffdb") == 3
