"""Findings as JSON: the form that other programs rely on."""

from __future__ import annotations

import json
from collections.abc import Mapping

from jsonschema import Draft202012Validator
from sample_report import hostile, sample

from sphinxcontrib_techspec.formats import Style, fingerprint, format_report

_TEXT = {"type": "string"}
_COUNT = {"type": "integer", "minimum": 0}
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
            "slug", "spec", "section", "message", "kind", "item", "docname", "file",
            "anchor", "fix", "reason",
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
                    "findings": {"type": "array", "items": _object(_FINDING)},
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
    }  # fmt: skip


def test_says_of_a_finding_all_there_is():
    report = sample()
    data = json.loads(format_report("json", report, Style()))
    found = report.specs[0].findings[1]
    told = data["specs"][0]["findings"][1]
    assert told.pop("fingerprint") == fingerprint(found)
    assert told == {name: getattr(found, name) for name in found.__slots__}


def test_keeps_every_text_as_it_was():
    report = hostile()
    data = json.loads(format_report("json", report, Style()))
    Draft202012Validator(SCHEMA).validate(data)
    for spec, told in zip(report.specs, data["specs"], strict=True):
        assert told["name"] == spec.name
        for found, written in zip(spec.findings, told["findings"], strict=True):
            assert all(
                written[name] == getattr(found, name) for name in found.__slots__
            )


def test_is_the_same_each_time():
    assert format_report("json", sample(), Style()) == format_report(
        "json", sample(), Style()
    )
