"""Labels that begin an item, and relations said of one entity, in both languages."""

from __future__ import annotations

from collections.abc import Callable

from conftest import Project
from languages import Language
from pages import Page, words

Make = Callable[..., Project]


def test_a_decision_may_be_named_by_the_label_of_its_body(
    project: Make, language: Language
) -> None:
    body = "**Decision**: Keep the bees in straw\n\n**Rationale**:\n\n- Warm\n- Cheap\n"
    block = language.directive("techspec:decision", "", {"topic": "housing"}, body)
    site = project({"index": language.document(block)}, language=language)
    (item,) = site.build("techspec").items
    assert item["name"] == "Keep the bees in straw"
    assert item["fields"]["topic"] == "housing"
    assert "Warm" in item["fields"]["details"]
    assert "Cheap" in words(Page(site.html()).root)


def test_several_such_labels_list_decisions(project: Make, language: Language) -> None:
    body = "**Decision**: Straw\n\n**Decision**: Wood\n"
    block = language.directive("techspec:decision", "", {"topic": "housing"}, body)
    site = project({"index": language.document(block)}, language=language)
    assert len(site.build("techspec").items) == 2


def test_bullets_are_relations_of_the_entity_of_the_directive(
    project: Make, language: Language
) -> None:
    body = (
        "- Has many Oars and Sails\n- Belongs to one Club, optionally one Pier\n"
        "- Painted once a year\n"
    )
    block = language.directive("techspec:relation", "", {"source": "Boat"}, body)
    built = project({"index": language.document(block)}, language=language).build(
        "techspec"
    )
    names = [item["name"] for item in built.items]
    assert names == [
        "Boat → Oar", "Boat → Sail", "Boat → Club", "Boat → Pier",
        "Painted once a year",
    ]  # fmt: skip
    rights = [
        (item["fields"]["cardinality"] or {}).get("right") for item in built.items
    ]
    assert rights == ["many", "many", "one", "zero or one", None]
    (missing,) = [
        found for found in built.findings
        if found["code"] == "TS001" and found["state"] == "fail"
    ]  # fmt: skip
    assert missing["severity"] == "info"


def test_a_link_may_stand_behind_its_title(project: Make, language: Language) -> None:
    link = language.link("the site", "https://owls.example/")
    block = language.directive("techspec:related", body=f"- Owl site: {link}, maps")
    built = project({"index": language.document(block)}, language=language).build(
        "techspec"
    )
    (item,) = built.items
    assert (item["name"], item["fields"]["link"]) == (
        "Owl site", "https://owls.example/"
    )  # fmt: skip
    assert item["fields"]["description"] == "the site, maps"


def test_a_view_shows_and_selects_by_fields_of_the_project(
    project: Make, language: Language
) -> None:
    heads = ["Role", "Name", "Version", "Owner"]
    rows = [("API", "Gleam", "1.6.2", "Ines"), ("Cache", "Redis", "7.2.7", "Omar")]
    block = language.directive("techspec:stack", body=language.table(heads, rows))
    options = {"columns": "name, owner", "where": "Owner=ines", "sort": "owner"}
    view = language.directive("techspec:table", "stack", options)
    site = project(
        {"index": language.document(block, view)},
        language=language,
        techspec_fields={"stack": ["owner"]},
    )
    assert site.build("techspec").own_warnings == []
    _, shown = Page(site.html()).root.iter("table")
    assert [words(cell) for cell in shown.iter("th")] == ["Name", "owner"]
    assert [words(cell) for cell in shown.iter("td")] == ["Gleam", "Ines"]
