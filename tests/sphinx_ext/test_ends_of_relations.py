"""Ends of relations that are no whole names: short forms, and what is outside."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conftest import Project
from languages import Language

Make = Callable[..., Project]


@pytest.mark.parametrize(
    ("entities", "line", "unknown"),
    [
        ("Ship, ShipCrew", "Ship → Crew: 1:N", []),
        ("Ship, ShipCrew", "Ship → Crews: 1:N", []),
        # Two entities end with the word, and a name is not its first word.
        ("Ship, ShipCrew, DeckCrew", "Ship → Crew: 1:N", ["Crew"]),
        ("Ship, UserAccount", "Ship → User: 1:N", ["User"]),
        # The entity at the other end is another one.
        ("ShipCrew, Ship", "Crew → ShipCrew: 1:N", ["Crew"]),
        ("Ship, Anchor", "Ship → Harbour Office: 1:N", ["Harbour Office"]),
    ],
)
def test_a_short_form_names_one_entity(
    project: Make, language: Language, entities: str, line: str, unknown: list[str]
) -> None:
    blocks = [
        language.directive("techspec:entity", name, body="- id: UUID")
        for name in entities.split(", ")
    ]
    blocks.append(language.directive("techspec:relation", body=f"- {line}"))
    site = project({"index": language.document(*blocks)}, language=language)
    found = site.build("techspec").findings
    assert [f["subject"] for f in found if f["code"] == "TS004"] == unknown


@pytest.mark.parametrize("status", ["draft", "approved"])
@pytest.mark.parametrize(
    ("target", "severity"),
    [
        ("Anchr", {"draft": "warning", "approved": "warning"}),
        ("Harbour Office", {"draft": "info", "approved": "warning"}),
    ],
)
def test_what_is_near_no_name_is_no_mistake_of_a_draft(
    project: Make,
    language: Language,
    status: str,
    target: str,
    severity: dict[str, str],
) -> None:
    head = language.directive("techspec:spec", "Port", {"status": status}, "A port.")
    blocks = [
        language.directive("techspec:entity", name, body="- id: UUID")
        for name in ("Ship", "Anchor")
    ]
    lines = f"- Ship → {target}: 1:N"
    blocks.append(language.directive("techspec:relation", body=lines))
    site = project({"index": language.document(head, *blocks)}, language=language)
    found = site.build("techspec").findings
    assert [f["severity"] for f in found if f["code"] == "TS004"] == [severity[status]]


@pytest.mark.parametrize(
    ("code", "unknown"), [("", ["Anchor", "Ship"]), ("class Ship end", [])]
)
def test_ends_without_any_entity(
    project: Make, language: Language, code: str, unknown: list[str]
) -> None:
    """The ends are known to be missing, unless there is code that is not read."""
    blocks = [language.directive("techspec:relation", body="- Ship → Anchor: 1:N")]
    if code:
        body = language.code(code, "ruby")
        blocks.append(language.directive("techspec:entity", body=body))
    site = project({"index": language.document(*blocks)}, language=language)
    found = site.build("techspec").findings
    assert sorted(f["subject"] for f in found if f["code"] == "TS004") == unknown
    assert ("TS011" in {f["code"] for f in found}) is bool(code)
