"""Where the name of an item ends, and what stands beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from conftest import Project
from languages import LANGUAGES, Language

Make = Callable[..., Project]


def _items(
    project: Make, language: Language, kind: str, body: str
) -> list[dict[str, Any]]:
    block = language.directive(f"techspec:{kind}", body=body)
    site = project({"index": language.document(block)}, language=language)
    return site.build("techspec").items


@pytest.mark.parametrize("sign", ["^", "~", ""])
def test_the_label_of_a_range_of_versions_is_the_name(
    project: Make, language: Language, sign: str
) -> None:
    body = "- zibber: ^5.1.1 (wool)\n- zobber: " + sign + "9.0.2 (yarn)"
    first, *_ = _items(project, language, "stack", body)
    assert first["name"] == "zibber"
    assert first["fields"]["version"]["text"] == "^5.1.1"
    assert first["fields"]["note"] == "wool"


def test_a_topic_before_a_range_is_no_name(project: Make, language: Language) -> None:
    items = _items(project, language, "stack", "- Language: ^5.1.1")
    assert [item["name"] for item in items] != ["Language"]


@pytest.mark.parametrize(
    "name",
    [
        "[Map](https://coast.example/map)",
        "**[Map](https://coast.example/map)**",
        "**[Map](https://coast.example/map):**",
        "*[Map](https://coast.example/map)*",
    ],
)
def test_a_link_in_emphasis_is_a_link(project: Make, name: str) -> None:
    body = f"- {name} - all of the coast"
    (item,) = _items(project, LANGUAGES["md"], "related", body)
    assert item["name"] == "Map"
    assert item["fields"]["link"] == "https://coast.example/map"
    assert item["fields"]["description"] == "all of the coast"


def test_a_choice_ends_before_the_next_label(project: Make, language: Language) -> None:
    body = (
        "**Decision:** Keep the wool\nin the barn\n"
        "**Context:** It is wet\n**Date:** 2025-11-20"
    )
    (item,) = _items(project, language, "decision", body)
    assert item["name"] == "Keep the wool in the barn"
    assert "wet" in str(item["fields"])


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (("200: success", "204: empty", "404: no boat"), ["404"]),
        (("201 Created: a boat", "E12: no boat"), ["E12"]),
        (("404: no boat", "400/401/…: as above", "Other: as 502"), ["404"]),
        # Numbers of the project's own.
        (("199: no oar", "299: no rope", "404: no boat"), ["199", "299", "404"]),
        (("200: no oar", "201: no rope"), ["200", "201"]),
        (("E1: no oar", "Other: no rope"), ["E1", "Other"]),
    ],
)
def test_a_status_of_success_is_no_error(
    project: Make, language: Language, lines: tuple[str, ...], names: list[str]
) -> None:
    body = "\n".join(f"- {line}" for line in lines)
    items = _items(project, language, "error", body)
    assert [item["name"] for item in items] == names


@pytest.mark.parametrize(
    ("status", "own"),
    # Without a status of its own, an item of a draft is planned.
    [
        ("Accepted (spring)", "planned"),
        ("✅ Proposed", "planned"),
        ("implemented", "implemented"),
    ],
)
def test_the_status_of_a_record_is_none_of_an_item(
    project: Make, language: Language, status: str, own: str
) -> None:
    words = f"It is wet\n\n**Status:** {status}"
    block = language.directive("techspec:decision", "ADR-7: One barn", body=words)
    site = project({"index": language.document(block)}, language=language)
    built = site.build("techspec")
    (item,) = built.items
    assert item["status"] == own
    assert "TS001" not in {f["code"] for f in built.findings if "Status" in str(f)}


def test_another_kind_has_no_status_of_a_record(
    project: Make, language: Language
) -> None:
    block = language.directive(
        "techspec:component", "Barn", {"status": "accepted"}, body="Keeps wool"
    )
    built = project({"index": language.document(block)}, language=language).build(
        "techspec"
    )
    assert any("Status" in str(f) or "status" in str(f) for f in built.findings)


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        (("200 | a boat", "404 | no boat"), ["404"]),
        (("204 No Content | gone", "E12 | no boat"), ["E12"]),
        # Numbers of the project's own.
        (("199 | no oar", "404 | no boat"), ["199", "404"]),
    ],
)
def test_a_row_of_success_is_no_error(
    project: Make, language: Language, rows: tuple[str, ...], names: list[str]
) -> None:
    cells = [row.split(" | ") for row in rows]
    table = language.table(["Code", "Meaning"], cells)
    assert [item["name"] for item in _items(project, language, "error", table)] == names


@pytest.mark.parametrize("sign", [" + ", " / ", ", ", " & ", "/"])
def test_each_of_joined_names_has_its_version(
    project: Make, language: Language, sign: str
) -> None:
    cells = [["State", "Zustand + React Query", f"5.1.0{sign}4.2.0"]]
    table = language.table(["Role", "Technology", "Version"], cells)
    items = _items(project, language, "stack", table)
    assert [(i["name"], i["fields"]["version"]["text"]) for i in items] == [
        ("Zustand", "5.1.0"),
        ("React Query", "4.2.0"),
    ]


def test_a_starter_of_two_is_one_product(project: Make, language: Language) -> None:
    cells = [["Base", "Zibber + Zobber Starter", "latest"]]
    table = language.table(["Role", "Technology", "Version"], cells)
    (item,) = _items(project, language, "stack", table)
    assert item["name"] == "Zibber + Zobber Starter"


def test_a_share_names_no_technology(project: Make, language: Language) -> None:
    body = "- Playwright: browsers\n- Coverage: 80% at least\n- Testing: 80% by pytest"
    names = [item["name"] for item in _items(project, language, "stack", body)]
    assert "Playwright" in names
    assert not any("Coverage" in name for name in names)


def test_lines_below_an_endpoint_are_its_fields(
    project: Make, language: Language
) -> None:
    code = (
        "GET /boats\n    Purpose: List them\n    Auth: none\n\n"
        'POST /boats\n    Body: { "name": str,\n            "oars": int }\n'
        "    Response: Boat\n    Side effect: a bell rings\n\n"
        "WS /ws/{id}\n    Auth: token\n    Reconnects {\n"
    )
    body = language.code(code, "")
    get, post, ws = _items(project, language, "endpoint", body)
    assert get["fields"]["purpose"] == "List them"
    assert get["fields"]["auth"] == "none"
    assert post["fields"]["request"] == '{ "name": str, "oars": int }'
    assert post["fields"]["response"] == "Boat"
    assert not post["fields"]["auth"]
    assert ws["name"] == "WS /ws/{id}"
    assert ws["fields"]["auth"] == "token"


@pytest.mark.parametrize("name", ["WS /ws", "GET /head", "POST /get/{id}"])
def test_a_path_may_begin_with_the_word_of_a_method(
    project: Make, language: Language, name: str
) -> None:
    (item,) = _items(
        project, language, "endpoint", f"- {language.literal(name)} - more"
    )
    assert item["name"] == name


def test_what_was_preferred_is_the_choice(project: Make, language: Language) -> None:
    items = _items(
        project,
        language,
        "decision",
        "- **Oars over sails** - No wind in the bay\n- **Hull** - Oak - It is there",
    )
    assert [item["name"] for item in items] == ["Oars over sails", "Oak"]
    assert items[0]["fields"]["details"] == "No wind in the bay"


def test_a_dash_in_brackets_ends_no_purpose(project: Make, language: Language) -> None:
    body = "- GET /boats - List boats [no auth — for all] - Bearer"
    (item,) = _items(project, language, "endpoint", body)
    assert item["fields"]["purpose"] == "List boats [no auth — for all]"
    assert item["fields"]["auth"] == "Bearer"
