"""Fields, errors and settings that a bullet has in one line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from conftest import Project
from languages import Language
from pages import Page, words


def _built(
    project: Callable[..., Project], language: Language, kind: str, body: str
) -> tuple[list[dict[str, Any]], str]:
    block = language.directive(f"techspec:{kind}", body=body)
    site = project({"index": language.document(block)}, language=language)
    built = site.build("techspec")
    page = words(Page(site.html()).body)
    return [{"name": i["name"], **i["fields"]} for i in built.items], page


def test_a_bullet_of_an_entity_has_its_fields(
    project: Callable[..., Project], language: Language
) -> None:
    body = (
        "- **Boat**: id (UUID), port_id (UUID, nullable), state (afloat/sunk)\n"
        "- **Crew**: afloat, ashore\n"
    )
    (boat, crew), page = _built(project, language, "entity", body)
    keys = ("name", "type", "constraints", "description")
    assert [tuple(row.get(key, "") for key in keys) for row in boat["fields"]] == [
        ("id", "UUID", "", ""),
        ("port_id", "UUID", "nullable", ""),
        ("state", "", "", "afloat/sunk"),
    ]
    assert (crew["fields"], crew["description"]) == ([], "afloat, ashore")
    assert all(word in page for word in ("nullable", "afloat/sunk", "ashore"))


def test_indexes_beside_entities_are_none(
    project: Callable[..., Project], language: Language
) -> None:
    body = "- **Boat**: id, name\n- **Indexes**: port_id, crew_id\n"
    items, page = _built(project, language, "entity", body)
    assert [i["name"] for i in items] == ["Boat"]
    assert "port_id, crew_id" in page


def test_an_arrow_leads_from_an_error_to_its_answer(
    project: Callable[..., Project], language: Language
) -> None:
    body = (
        "- Boat not found → HTTP 404 with its number\n"
        "- Boat twice → HTTP 409 Conflict\n"
        "- Rules broken → 400 or 409\n"
        "- E1001 → the boat leaks\n"
    )
    items, page = _built(project, language, "error", body)
    read = [(i["name"], i["http"], i["meaning"], i["action"]) for i in items]
    assert read == [
        ("Boat not found", 404, "", "with its number"),
        ("Boat twice", 409, "", ""),
        ("Rules broken", None, "", "400 or 409"),
        ("E1001", None, "the boat leaks", ""),
    ]
    assert "with its number" in page


def test_a_setting_has_its_default_or_its_values(
    project: Callable[..., Project], language: Language
) -> None:
    body = (
        "- PORT (default :8080)\n- MODE = fast|safe (default: fast)\n- LEVEL = info\n"
    )
    items, page = _built(project, language, "setting", body)
    read = [(i["name"], i["type"], i["default"], i["example"]) for i in items]
    assert read == [
        ("PORT", "", ":8080", ""),
        ("MODE", "fast|safe", "fast", ""),
        ("LEVEL", "", "", "info"),
    ]
    assert "fast|safe" in page
