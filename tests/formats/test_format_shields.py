"""The badge: the JSON of shields.io's endpoint badge, the same each time."""

from __future__ import annotations

import json

import pytest
from sample_report import HOSTILE, finding, hostile, sample, spec

from sphinxcontrib_techspec.findings.report import Report
from sphinxcontrib_techspec.formats import Style, format_report

NAMED = {"success", "important", "critical", "informational", "inactive"}
"""The colours that shields.io has a name for, and that say how something is."""


def badge(report: Report) -> dict[str, str]:
    """Return the badge of a report, whose form is checked."""
    text = format_report("shields", report, Style())
    assert text.endswith("}\n")
    data = json.loads(text)
    assert list(data) == ["schemaVersion", "label", "message", "color"]
    assert data.pop("schemaVersion") == 1
    assert data["color"] in NAMED
    assert data["message"]  # shields.io refuses an empty one.
    for value in data.values():
        assert value.encode().decode() == value
        assert not any(char < " " or "\x7f" <= char <= "\x9f" for char in value)
    return data


@pytest.mark.parametrize(
    ("found", "message", "color"),
    [
        ({}, "100 % approved", "success"),
        ({"severity": "info"}, "87 % approved", "informational"),
        ({"severity": "warning"}, "87 % approved, 1 to fix", "important"),
        ({"severity": "error"}, "87 % approved, 1 to fix", "critical"),
        ({"state": "waived"}, "100 % approved", "success"),
    ],
)
def test_score_status_and_what_must_be_fixed(
    found: dict[str, str], message: str, color: str
):
    made = spec(finding(**found)) if found else spec()
    shown = badge(Report("Shop", [made]))
    assert shown == {"label": "spec", "message": message, "color": color}


def test_the_lowest_score_of_several_specs():
    shown = badge(sample())
    assert shown["label"] == "2 specs"
    assert shown["message"] == "70 % approved, 2 to fix"
    assert shown["color"] == "critical"
    # Findings are counted in all specs.
    good = spec(name="Good", status="draft")
    bad = spec(finding(), finding(line=9), name="Bad")
    for specs in ([good, bad], [bad, good]):
        assert badge(Report("Shop", specs))["message"] == "77 % approved, 2 to fix"


def test_nothing_checked():
    empty = spec()
    empty.sections.clear()
    for specs in ([], [empty]):
        shown = badge(Report("Shop", specs))
        assert shown["message"] == "nothing checked"
        assert shown["color"] == "inactive"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_status(text: str):
    shown = badge(Report("Shop", [spec(finding(), name=text, status=text)]))
    assert shown["message"].startswith("87 %")
    assert shown["message"].endswith(", 1 to fix")


def test_hostile_report():
    badge(hostile())


def test_same_bytes_each_time():
    first = format_report("shields", sample(), Style())
    assert format_report("shields", sample(), Style(prefix="docs/")) == first
