"""The domain as a default answers only to names that nothing else has."""

from __future__ import annotations

import pytest

from pages import Page, words


def page(language) -> str:
    return language.document(
        language.directive("note", body="A note."),
        language.directive("error", body="An error."),
        language.directive("endpoint", "GET /users", {"auth": "none"}, "List users."),
        language.directive("stack", body="- **Cache**: Redis 7.2.4"),
        language.table(["Some", "Table"], [["x", "y"]]),
        language.directive("techspec:table", "stack"),
        f"See {language.role('endpoint', 'GET /users')}, {language.role('ref', 'here')}.",
        language.directive("toctree", body="other"),
    )


@pytest.mark.parametrize("way", ["primary_domain", "default-domain"])
def test_short_names_beside_those_of_sphinx(project, language, way):
    text = page(language)
    text = {
        "md": "(here)=\n" + text,
        "rst": ".. _here:\n\n" + text,
    }[language.suffix]
    conf = {}
    if way == "primary_domain":
        conf = {"primary_domain": "techspec"}
    else:
        text = language.directive("default-domain", "techspec") + "\n\n" + text
    made = project(
        {"index": text, "other": language.document()}, language=language, **conf
    )
    built = made.build("html")
    assert not [line for line in built.warnings if "Unknown" in line or "TS00" in line]
    shown = words(Page(built.html()).body)
    assert "A note." in shown
    assert "An error." in shown
    names = {item["name"] for item in made.items if item["kind"] != "spec"}
    assert names == {"GET /users", "Redis"}
    assert ("GET /users", "#endpoint-get-users") in Page(built.html()).links()
