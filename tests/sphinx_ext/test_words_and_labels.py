"""What labels and the words behind them say: places, groups of errors, topics."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from conftest import Project
from languages import Language

Make = Callable[..., Project]

_HEADER = {"status": "approved", "version": "1.0", "updated": "2026-11-01"}


def _built(make: Make, language: Language, *blocks: str) -> Any:
    spec = language.directive(
        "techspec:spec", "Boats", _HEADER, "They float. On water."
    )
    page = language.document("\n\n".join([spec, *blocks]))
    return make({"index": page}, language=language).build("techspec")


@pytest.mark.parametrize("label", ["File", "Package", "Location", "Source file"])
def test_where_a_component_is_is_its_note(
    project: Make, language: Language, label: str
) -> None:
    body = f"**{label}:** src/hull\n\nKeeps the water out."
    built = _built(
        project, language, language.directive("techspec:component", "Hull", body=body)
    )
    (item,) = built.items
    assert item["fields"]["purpose"] == "Keeps the water out."
    assert item["fields"]["note"] == "src/hull"


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Leaks and holes", "meaning"),
        ("Crew not logged in", "meaning"),
        ("Water in the hull, a wet crew", "meaning"),
        ("Retry three times", "action"),
        ("Shows where the hole is", "action"),
        ("Automatic retry with backoff", "action"),
        ("404 for the crew", "action"),
    ],
)
def test_what_follows_a_group_of_errors(
    project: Make, language: Language, text: str, field: str
) -> None:
    body = f"- **Hull Errors**: {text}\n- **Boat sinks**: Leaks and holes"
    built = _built(project, language, language.directive("techspec:error", body=body))
    group, single = built.items
    assert group["fields"][field] == text
    # The name of a single error says what has happened.
    assert single["fields"]["action"] == "Leaks and holes"


@pytest.mark.parametrize("kind", ["logging", "security", "test"])
def test_words_below_the_label_of_a_topic(
    project: Make, language: Language, kind: str
) -> None:
    body = "- **Format**: Lines\n- **Context**:\n\n  - Name of the boat\n  - Its port"
    built = _built(project, language, language.directive(f"techspec:{kind}", body=body))
    first, second = built.items
    assert (first["name"], second["name"]) == ("Format", "Context")
    assert "Name of the boat; Its port" in second["fields"].values()


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        ("security", "TLS in transit; secrets in a vault",
         {"in transit", "sensitive data"}),
        ("security", "Encrypted at rest, HTTPS outside", {"at rest", "in transit"}),
        ("security", "Everything is safe", set()),
        ("logging", "JSON, levels DEBUG to ERROR; names are never logged",
         {"levels", "sensitive"}),
        ("logging", "JSON on each level playing field", set()),
    ],
)  # fmt: skip
def test_topics_in_the_words_of_another(
    project: Make, language: Language, kind: str, text: str, told: set[str]
) -> None:
    item = language.directive(f"techspec:{kind}", "Boat house", body=text)
    built = _built(project, language, item)
    topics = {
        "security": {"at rest", "in transit", "sensitive data"},
        "logging": {"levels", "sensitive"},
    }[kind]
    missing = {
        finding["subject"].partition("/")[2]
        for finding in built.findings
        if finding["code"] == "TS104" and finding["state"] == "fail"
    }
    assert topics - missing == told


@pytest.mark.parametrize(
    ("label", "value", "is_item"),
    [
        ("Deployment Regions", "North Pier (first), South Pier", False),
        ("Key Services", "Static hosting, mails", False),
        ("Branching Strategy", "GitHub Flow", False),
        ("Workflow", "trunk-based development", False),
        ("Services", "Redis 7.2.4", True),
        ("Cloud Services", "AWS S3", True),
        ("Services", "Boatlib", True),
        ("Regional Cache", "Redis 7.2.4", True),
    ],
)
def test_labels_of_places_and_rules_name_no_technology(
    project: Make, language: Language, label: str, value: str, *, is_item: bool
) -> None:
    body = f"- **Language**: Python 3.13.1\n- **{label}**: {value}"
    built = _built(project, language, language.directive("techspec:stack", body=body))
    assert [item["fields"]["role"] for item in built.items] == (
        ["Language", label] if is_item else ["Language"]
    )
    unread = [f for f in built.findings if f["code"] == "TS011"]
    assert len(unread) == (not is_item)
