"""Findings as SARIF 2.1.0: its form, and what the standard asks for beyond it.

The form is held by a schema of what is used of the standard. OASIS publishes the schema
of all of it, which is not kept here; ``TECHSPEC_SARIF_SCHEMA`` names a copy to hold the
reports to that one too. The address stands in every report, as ``$schema``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from jsonschema import Draft4Validator, Draft202012Validator
from sample_report import HOSTILE, TEXTS, finding, hostile, sample, spec

from requires import need
from sphinxcontrib_techspec import __version__
from sphinxcontrib_techspec.findings.report import Report
from sphinxcontrib_techspec.formats import Style, format_report
from sphinxcontrib_techspec.rules import RULES


def _object(required: dict[str, Any], optional: dict[str, Any] | None = None) -> Any:
    return {
        "type": "object",
        "properties": required | (optional or {}),
        "required": list(required),
        "additionalProperties": False,
    }


_TEXT = {"type": "string", "minLength": 1}
_ADDRESS = {"type": "string", "format": "uri", "pattern": "^https://"}
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
_RULE = _object(
    {
        "id": {"type": "string", "pattern": r"^TS\d{3}$"},
        "name": {"type": "string", "pattern": "^([A-Z][a-z]*)+$"},
        "shortDescription": _object({"text": _TEXT}),
        "fullDescription": _object({"text": _TEXT}),
        "help": _object({"text": _TEXT, "markdown": _TEXT}),
        "helpUri": _ADDRESS,
        "defaultConfiguration": _object({"level": _LEVEL}),
    }
)
_PLACE = _object(
    {
        "physicalLocation": _object(
            {"artifactLocation": _object({"uri": _TEXT})},
            {"region": _object({"startLine": {"type": "integer", "minimum": 1}})},
        )
    }
)
_RESULT = _object(
    {
        "ruleId": _TEXT,
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": _LEVEL,
        "message": _object({"text": _TEXT}),
        "partialFingerprints": {
            "type": "object",
            "additionalProperties": _TEXT,
            "minProperties": 1,
        },
        "suppressions": {
            "type": "array",
            "items": _object({"kind": {"const": "inSource"}, "justification": _TEXT}),
        },
    },
    {"locations": {"type": "array", "items": _PLACE, "minItems": 1, "maxItems": 1}},
)
SCHEMA = _object(
    {
        "$schema": {"type": "string", "pattern": "/sarif-schema-2.1.0.json$"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "maxItems": 1,
            "items": _object(
                {
                    "tool": _object(
                        {
                            "driver": _object(
                                {
                                    "name": _TEXT,
                                    "semanticVersion": _TEXT,
                                    "informationUri": _ADDRESS,
                                    "rules": {"type": "array", "items": _RULE},
                                }
                            )
                        }
                    ),
                    "columnKind": {"const": "unicodeCodePoints"},
                    "results": {"type": "array", "items": _RESULT},
                }
            ),
        },
    }
)
"""What is used of the standard, closed: a name that it does not have is an error."""


def log_of(report: Report, style: Style | None = None) -> dict[str, Any]:
    """Return the run of a report's log, whose form is checked."""
    data = json.loads(format_report("sarif", report, style or Style()))
    Draft202012Validator(SCHEMA).validate(data)
    return data["runs"][0]


def every_state() -> Report:
    """Return a report of several specs with a finding of every severity and state."""
    return Report(
        "Shop",
        [
            *sample().specs,
            spec(
                *(
                    finding(severity=severity, state=state, line=line, file=file,
                            reason="a reason" if state != "fail" else "")
                    for severity in ("error", "warning", "info")
                    for state in ("fail", "waived", "not applicable", "not checked")
                    for file, line in (("a b.md", 3), ("index.rst", 0), ("", 0))
                ),
                name="Every kind",
            ),
            *hostile().specs,
            spec(name="Empty"),
        ],
    )  # fmt: skip


def test_fits_the_schema_of_the_standard():
    schema = json.loads(Path(need("sarif-schema")).read_text("utf-8"))
    assert schema["title"].startswith(
        "Static Analysis Results Format (SARIF) Version 2.1"
    )
    data = json.loads(format_report("sarif", every_state(), Style(prefix="docs/")))
    assert [*Draft4Validator(schema).iter_errors(data)] == []
    data["runs"][0]["results"][0]["colour"] = "red"
    assert [*Draft4Validator(schema).iter_errors(data)] != []


def test_a_result_for_each_failure_and_waiver():
    expected = [
        found for found in every_state().findings if found.state in {"fail", "waived"}
    ]
    results = log_of(every_state())["results"]
    assert [(r["ruleId"], r.get("locations", []) == []) for r in results] == [
        (found.code, not found.file) for found in expected
    ]


def test_levels_and_suppressions():
    results = log_of(sample())["results"]
    assert [(r["ruleId"], r["level"], len(r["suppressions"])) for r in results] == [
        ("TS004", "error", 0),
        ("TS101", "note", 0),
        ("TS302", "warning", 0),
        ("TS301", "warning", 1),
    ]
    assert results[3]["suppressions"][0]["justification"] == "the service has none"


def test_lists_every_rule():
    run = log_of(sample())
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in RULES]
    assert run["results"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert run["tool"]["driver"]["semanticVersion"] == __version__


def test_locations_are_relative_addresses():
    place = log_of(sample(), Style(prefix="docs/"))["results"][0]["locations"][0]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "docs/api/orders.md"},
        "region": {"startLine": 2},
    }


@pytest.mark.parametrize(
    "name",
    ["a b.md", "c:d.md", "50%.md", "naïve/店.md", "q?x#y.md", "a\\b.md", "[1].md"],
)
def test_a_name_of_a_file_is_quoted(name: str):
    run = log_of(Report("Shop", [spec(finding(file=name))]))
    place = run["results"][0]["locations"][0]["physicalLocation"]
    uri = place["artifactLocation"]["uri"]
    parts = urlsplit(uri)
    assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("", "", "", "")
    assert uri.isascii()
    assert unquote(uri) == name


def test_without_a_file_there_is_no_location():
    run = log_of(Report("Shop", [spec(finding(file="", line=0))]))
    assert "locations" not in run["results"][0]


def test_all_results_have_suppressions_or_none_has():
    # SARIF 2.1.0, 3.27.23.
    for report in (sample(), Report("Shop", [spec(finding())])):
        has = {"suppressions" in result for result in log_of(report)["results"]}
        assert len(has) == 1


def test_keeps_its_form_whatever_is_written():
    results = log_of(hostile())["results"]
    assert len(results) == len(HOSTILE) * len(TEXTS)


def test_a_rule_that_is_not_installed_is_described_by_its_finding():
    run = log_of(Report("Shop", [spec(finding(code="TS999"))]))
    (result,) = run["results"]
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert (result["ruleId"], rule["id"]) == ("TS999", "TS999")
