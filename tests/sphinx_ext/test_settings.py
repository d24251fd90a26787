"""Settings: a table, bullets, blocks of an ``.env`` file."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conftest import Project
from languages import Language
from pages import Page, words

ENV = """\
# Where orders are kept
DB_URL=postgresql://db/orders
API_KEY=  # from the vault
"""


def test_the_lines_of_a_block_are_settings(
    project: Callable[..., Project], language: Language
) -> None:
    block = language.directive("techspec:setting", body=language.code(ENV, "bash"))
    site = project({"index": language.document(block)}, language=language)
    built = site.build("techspec")
    assert built.own_warnings == []
    assert [
        (i["name"], i["line"], i["fields"]["description"]) for i in built.items
    ] == [
        ("DB_URL", site.line("DB_URL="), "Where orders are kept"),
        ("API_KEY", site.line("API_KEY="), "from the vault"),
    ]
    assert [i["fields"]["example"] for i in built.items] == [
        "postgresql://db/orders", "",
    ]  # fmt: skip
    html = Page(site.html())
    assert "API_KEY=" in words(html.body)
    assert "setting-db-url" in html.by_id


def test_a_block_in_another_language_is_no_list_of_settings(
    project: Callable[..., Project], language: Language
) -> None:
    body = language.code("A=1", "python")
    block = language.directive("techspec:setting", body=body)
    site = project({"index": language.document(block)}, language=language)
    built = site.build("techspec")
    assert built.items == []
    assert [found["code"] for found in built.findings if found["state"] == "fail"]
    assert "[techspec.TS008]" in "".join(built.own_warnings)
    assert "A=1" in words(Page(site.html()).body)


@pytest.mark.parametrize("status", ["draft", "approved"])
def test_no_rule_asks_for_settings(
    project: Callable[..., Project], language: Language, status: str
) -> None:
    spec = language.directive("techspec:spec", "Shop", {"status": status}, "Sells.")
    site = project({"index": language.document(spec)}, language=language)
    asked = [
        found["subject"]
        for found in site.build("techspec").findings
        if found["code"] in {"TS101", "TS104"}
    ]
    assert "stack" in asked
    assert "configuration" not in asked


def test_bullets_and_an_item_of_its_own(
    project: Callable[..., Project], language: Language
) -> None:
    bullets = "- ``BATCH``: size of a run (default: 15)\n- ``KEY``: signs (required)"
    one = language.directive(
        "techspec:setting", "MODE", {"type": "str"}, "How it runs."
    )
    many = language.directive("techspec:setting", body=bullets)
    site = project({"index": language.document(many, one)}, language=language)
    batch, key, mode = (item["fields"] for item in site.items)
    assert (batch["default"], key["required"]) == ("15", True)
    assert (mode["type"], mode["description"]) == ("str", "How it runs.")
