"""Findings as JSON: the form that other programs rely on."""

from __future__ import annotations

import json
from collections.abc import Mapping

from jsonschema import Draft202012Validator
from sample_report import finding, hostile, sample, spec

from sphinxcontrib_techspec.findings.report import Reading, Report
from sphinxcontrib_techspec.formats import Style, fingerprint, format_report
from sphinxcontrib_techspec.messages import (
    Insert,
    Replace,
    SetField,
    fix_from_data,
    fix_to_data,
)

_TEXT = {"type": "string"}
_COUNT = {"type": "integer", "minimum": 0}
_COUNTS = {"type": "object", "additionalProperties": _COUNT}
_NAMES = ("passed", "failed", "waived", "not_applicable", "not_checked")
_FINDING = {
    "code": {"type": "string", "pattern": r"^TS\d{3}$"},
    "severity": {"enum": ["error", "warning", "info"]},
    "state": {"enum": ["fail", "waived", "not applicable", "not checked"]},
    "line": _COUNT,
    "counts": {"type": "boolean"},
    "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
    **dict.fromkeys(
        (
            "slug", "spec", "section", "problem", "advice", "message", "kind", "item",
            "subject", "docname", "file", "anchor", "reason",
        ),
        _TEXT,
    ),
}  # fmt: skip


def _object(properties: Mapping[str, object]) -> dict[str, object]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_APPLICABILITY = {"enum": ["safe", "unsafe", "placeholders"]}
_FIX = {
    "oneOf": [
        {"type": "null"},
        *(
            _object(
                {"type": {"const": name}, "applicability": _APPLICABILITY}
                | dict.fromkeys(attributes, _TEXT)
            )
            for name, attributes in {
                "set-field": ("field", "value", "column"),
                "replace": ("old", "new"),
                "insert": ("snippet",),
            }.items()
        ),
    ]
}

_READING = _object(
    dict.fromkeys(
        ("tables", "lists", "code_blocks"), _object({"read": _COUNT, "all": _COUNT})
    )
    | {
        "unread": {
            "type": "array",
            "items": _object(
                {"kind": _TEXT, "docname": _TEXT, "file": _TEXT, "line": _COUNT}
            ),
        }
    }
)

SCHEMA = _object(
    {
        "project": _TEXT,
        "hidden_by_baseline": _COUNT,
        "fixed_since_baseline": _COUNT,
        "specs": {
            "type": "array",
            "items": _object(
                {
                    "name": _TEXT,
                    "status": _TEXT,
                    "score": {"type": ["number", "null"], "minimum": 0, "maximum": 100},
                    "counts": _object(dict.fromkeys(_NAMES, _COUNT)),
                    "reading": _READING,
                    "claims": _object(
                        {
                            "checked": _COUNT,
                            "not_checked": _COUNTS,
                            "sections": {
                                "type": "object",
                                "additionalProperties": _object(
                                    {
                                        "agrees": _COUNT,
                                        "differs": _COUNT,
                                        "not_checked": _COUNTS,
                                    }
                                ),
                            },
                        }
                    ),
                    "findings": {
                        "type": "array",
                        "items": _object(_FINDING | {"fix": _FIX}),
                    },
                }
            ),
        },
    }
)


def test_has_its_form():
    data = json.loads(format_report("json", sample(), Style(hidden=3, fixed=1)))
    Draft202012Validator(SCHEMA).validate(data)
    assert data["hidden_by_baseline"] == 3
    assert data["fixed_since_baseline"] == 1
    first, second = data["specs"]
    assert first["score"] == 70.0
    assert first["counts"] == {
        "passed": 7, "failed": 3, "waived": 1, "not_applicable": 1, "not_checked": 1,
    }  # fmt: skip
    assert second == {
        "name": "Stock", "status": "draft", "score": 100.0, "findings": [],
        "counts": dict.fromkeys(_NAMES, 0) | {"passed": 7},
        "reading": Reading().to_data(),
        "claims": {"checked": 0, "not_checked": {}, "sections": {}},
    }  # fmt: skip


def test_a_finding_has_all_its_attributes():
    report = sample()
    data = json.loads(format_report("json", report, Style()))
    found = report.specs[0].findings[1]
    written = data["specs"][0]["findings"][1]
    assert written.pop("fingerprint") == fingerprint(found)
    assert written.pop("message") == found.message
    assert written.pop("fix") == {
        "type": "insert", "snippet": "```\nmany lines\n```",
        "applicability": "placeholders",
    }  # fmt: skip
    assert written == {
        name: getattr(found, name)
        for name in found.__slots__
        if name not in {"fix", "related"}
    }


def test_types_of_fixes():
    fixes = [
        None,
        SetField("version", "16.6", column="Version"),
        Replace("Oder", "Order", "safe"),
        Insert("```{techspec:spec}\n```"),
    ]
    report = Report("Shop", [spec(*(finding(fix=fix) for fix in fixes))])
    data = json.loads(format_report("json", report, Style()))
    Draft202012Validator(SCHEMA).validate(data)
    written = [found["fix"] for found in data["specs"][0]["findings"]]
    assert written == [
        None,
        {
            "type": "set-field", "field": "version", "value": "16.6",
            "column": "Version", "applicability": "unsafe",
        },
        {"type": "replace", "old": "Oder", "new": "Order", "applicability": "safe"},
        {
            "type": "insert", "snippet": "```{techspec:spec}\n```",
            "applicability": "placeholders",
        },
    ]  # fmt: skip
    assert [fix_from_data(fix) for fix in written] == fixes


def test_keeps_every_text_as_it_was():
    report = hostile()
    data = json.loads(format_report("json", report, Style()))
    Draft202012Validator(SCHEMA).validate(data)
    for given, output in zip(report.specs, data["specs"], strict=True):
        assert output["name"] == given.name
        for found, written in zip(given.findings, output["findings"], strict=True):
            assert all(
                written[name] == getattr(found, name)
                for name in found.__slots__
                if name not in {"fix", "related"}
            )
            assert written["fix"] == fix_to_data(found.fix)


def test_is_the_same_each_time():
    assert format_report("json", sample(), Style()) == format_report(
        "json", sample(), Style()
    )
