"""Options of every kind: ``no-index``, waivers in columns, substitutions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conftest import Project
from languages import LANGUAGES, Language
from pages import Page, words

TABLE = (["Component", "Purpose"], [["Store", "Sells"], ["Shelf", "Holds"]])


def hidden(language: Language, *, many: bool) -> str:
    """Return a component or two without an index entry."""
    if many:
        body = language.table(*TABLE)
        return language.directive("techspec:component", "", {"no-index": ""}, body)
    options = {"no-index": "", "purpose": "Sells"}
    return language.directive("techspec:component", "Store", options)


@pytest.mark.parametrize("many", [False, True])
def test_an_item_without_an_index_entry(
    project: Callable[..., Project], language: Language, *, many: bool
) -> None:
    site = project(
        {
            "index": language.document(
                hidden(language, many=many),
                "See " + language.role("techspec:component", "Store") + ".",
                language.directive("techspec:table", "component"),
            )
        },
        language=language,
    )
    built = site.build("html")
    (told,) = built.own_warnings
    assert "[techspec.TS004]" in told
    assert "techspec:component" not in built.inventory
    assert "Store" not in words(Page(built.read("genindex.html")).body)
    # The view lists it.
    assert words(Page(built.html()).body).count("Sells") == 2


@pytest.mark.parametrize("many", [False, True])
def test_a_second_item_without_an_index_entry_is_no_duplicate(
    project: Callable[..., Project], language: Language, *, many: bool
) -> None:
    options = {"purpose": "Sells to all"}
    role = language.role("techspec:component", "Store")
    site = project(
        {
            "index": language.document(
                hidden(language, many=many),
                language.directive("techspec:component", "Store", options),
                f"See {role}.",
            )
        },
        language=language,
    )
    built = site.build("html", nitpicky=True)
    assert built.warnings == []
    assert ("Store", "#component-store-2") in Page(built.html()).links()
    assert built.inventory["techspec:component"] == {
        "Store": "index.html#component-store-2"
    }


def test_markdown_links_do_not_find_an_item_without_an_index_entry(
    project: Callable[..., Project],
) -> None:
    text = LANGUAGES["md"].document(
        hidden(LANGUAGES["md"], many=False), "[](#Store) [](#component-shop)"
    )
    warnings = project({"index": text}).build("html").warnings
    assert len(warnings) == 2
    assert all("[myst.xref_missing]" in told for told in warnings)


def test_a_column_of_waivers(
    project: Callable[..., Project], language: Language
) -> None:
    table = language.table(
        ["Role", "Name", "Version", "Waive"],
        [
            ["CI/CD", "Jenkins", "", "TS301 the vendor *updates* it"],
            ["Cache", "Redis", "latest", "TS302 as it comes; TS201 no choice"],
            ["Database", "PostgreSQL", "16.4", ""],
            ["Queue", "RabbitMQ", "4.1.0", "we said so"],
        ],
    )
    site = project(
        {
            "index": language.document(
                language.directive("techspec:stack", "", (), table)
            )
        },
        language=language,
    )
    built = site.build("techspec")
    waivers = {
        item["name"]: [(w["code"], w["reason"]) for w in item.get("waivers", [])]
        for item in built.items
    }
    assert waivers == {
        "Jenkins": [("TS301", "the vendor updates it")],
        "Redis": [("TS302", "as it comes"), ("TS201", "no choice")],
        "PostgreSQL": [],
        "RabbitMQ": [],
    }
    waived = {(f["code"], f["item"]) for f in built.findings if f["state"] == "waived"}
    assert {code for code, _ in waived} >= {"TS301", "TS302"}
    # What is no waiver is reported at its line, and stays on the page.
    (told,) = [line for line in built.own_warnings if "[techspec.TS001]" in line]
    assert f":{site.line('we said so')}:" in told
    assert "we said so" in words(Page(site.build("html").html()).body)


USED = ("Library", "PostgreSQL", "Order", "GET /orders", "pay refund")


def test_uses_may_name_other_items(
    project: Callable[..., Project], language: Language
) -> None:
    options = {"purpose": "Sells", "uses": ", ".join(USED)}
    fields = language.table(["Field", "Type"], [["id", "UUID"]])
    site = project(
        {
            "index": language.document(
                language.directive("techspec:component", "Store", options),
                language.directive(
                    "techspec:component", "Library", {"purpose": "Reads"}
                ),
                # A component comes before another item of its name.
                language.directive("techspec:entity", "Library", (), fields),
                language.directive("techspec:entity", "Order", (), fields),
                language.directive(
                    "techspec:stack", "PostgreSQL", {"role": "Database"}
                ),
                language.directive(
                    "techspec:endpoint", "GET /orders", {"auth": "no"}, "List them."
                ),
                language.directive(
                    "techspec:command",
                    "pay refund",
                    {"example": "pay refund 1"},
                    "Refund it.",
                ),
                language.directive("techspec:diagram", "components"),
            )
        },
        language=language,
        graphviz_dot="no-such-program",
    )
    built = site.build("html", nitpicky=True)
    assert [line for line in built.warnings if "[techspec.TS00" in line] == []
    addresses = {address for _, address in Page(built.html()).links()}
    assert addresses >= {
        "#component-library",
        "#stack-postgresql",
        "#entity-order",
        "#endpoint-get-orders",
        "#command-pay-refund",
    }
    assert "#entity-library" not in addresses


def test_an_unknown_name_in_uses_is_reported(
    project: Callable[..., Project], language: Language
) -> None:
    options = {"purpose": "Sells", "uses": "Postgres"}
    site = project(
        {
            "index": language.document(
                language.directive("techspec:component", "Store", options),
                language.directive(
                    "techspec:stack", "PostgreSQL", {"role": "Database"}
                ),
            )
        },
        language=language,
    )
    (told,) = site.own_warnings
    assert "[techspec.TS004]" in told
    assert "“PostgreSQL”?" in told


SUBSTITUTION = {"md": "{{ pinned }}", "rst": "|pinned|"}
DEFINITION = {"md": "", "rst": ".. |pinned| replace:: 16.4"}


@pytest.mark.parametrize("form", ["one", "many", "cell"])
def test_a_substitution_has_the_same_value_in_an_option_and_a_cell(
    project: Callable[..., Project], language: Language, form: str
) -> None:
    written = SUBSTITUTION[language.suffix]
    head = ["Role", "Name", "Version"]
    reason = f"TS201 as {written} says"
    if form == "cell":
        rows = [["Database", "PostgreSQL", written]]
        text = language.directive(
            "techspec:stack", "", {"waive": reason}, language.table(head, rows)
        )
    elif form == "many":
        rows = [["Database", "PostgreSQL"]]
        options = {"version": written, "waive": reason}
        text = language.directive(
            "techspec:stack", "", options, language.table(head[:2], rows)
        )
    else:
        options = {"role": "Database", "version": written, "waive": reason}
        text = language.directive("techspec:stack", "PostgreSQL", options)
    site = project(
        {"index": language.document(DEFINITION[language.suffix], text)},
        language=language,
        myst_enable_extensions=["substitution"],
        myst_substitutions={"pinned": "16.4"},
    )
    (item,) = site.build("techspec").items
    assert item["fields"]["version"]["text"] == "16.4"
    assert item["waivers"][0]["reason"] == "as 16.4 says"
