"""The names of a project for columns, fields and topics, from ``conf.py``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from conftest import Project
from languages import Language
from pages import Page, words

Make = Callable[..., Project]


def table(language: Language, kind: str, heads: list[str], *row: str) -> str:
    """Return a document with a table of one item."""
    body = language.table(heads, [row])
    return language.document(language.directive(f"techspec:{kind}", body=body))


def test_a_head_of_the_project_is_a_field_and_is_shown(
    project: Make, language: Language
) -> None:
    heads = ["语言", "技术", "版本", "理由"]
    site = project(
        {"index": table(language, "stack", heads, "核心", "Dart", "3.5.4", "*快*")},
        language=language,
        techspec_columns={"语言": "role", "技术": "name", "版本": "version",
                          "stack.理由": "note"},
    )  # fmt: skip
    built = site.build("techspec")
    assert built.own_warnings == []
    (item,) = built.items
    assert item["name"] == "Dart"
    assert (item["fields"]["role"], item["fields"]["note"]) == ("核心", "快")
    (shown,) = Page(site.html()).root.iter("table")
    assert [words(th) for th in shown.iter("th")] == heads


def test_a_name_of_the_project_comes_before_the_built_in_head(
    project: Make, language: Language
) -> None:
    page = table(
        language, "error", ["Name", "Code", "Action"], "Not there", "E1", "Ask"
    )
    site = project(
        {"index": page}, language=language,
        techspec_columns={"error.Name": "meaning", "Code": "name"},
    )  # fmt: skip
    (item,) = site.items
    assert (item["name"], item["fields"]["meaning"]) == ("E1", "Not there")


def test_a_head_of_another_kind_is_an_unknown_column(
    project: Make, language: Language
) -> None:
    page = table(language, "stack", ["Name", "Version", "Ziel"], "Go", "1.23.4", "5 s")
    columns = {"Ziel": "target"}
    site = project({"index": page}, language=language, techspec_columns=columns)
    built = site.build("techspec")
    assert [f["subject"] for f in built.findings if f["code"] == "TS002"] == ["Ziel"]
    assert "5 s" in words(Page(site.html()).body)


def test_the_rows_of_an_entity(project: Make, language: Language) -> None:
    body = language.table(["字段", "Typ"], [["id", "UUID"]])
    site = project(
        {
            "index": language.document(
                language.directive("techspec:entity", "U", body=body)
            )
        },
        language=language,
        techspec_columns={"字段": "name", "Typ": "type"},
    )
    built = site.build("techspec")
    assert built.own_warnings == []
    (row,) = built.items[0]["fields"]["fields"]
    assert (row["name"], row["type"]) == ("id", "UUID")


def test_fields_of_the_project(project: Make, language: Language) -> None:
    options = {"role": "Cache", "version": "7.2.4", "Owner": "Ada"}
    body = language.table(["Role", "Name", "Version", "owner"],
                          [["Queue", "NATS", "2.10.1", "*Bo*"],
                           ["ORM", "Tortoise", "0.21.0", ""]])  # fmt: skip
    site = project(
        {
            "index": language.document(
                language.directive("techspec:stack", "Redis", options),
                language.directive("techspec:stack", "", {"licence": "MIT"}, body),
            )
        },
        language=language,
        techspec_fields={"stack": ["owner", "licence"]},
    )
    built = site.build("techspec")
    assert built.own_warnings == []
    assert [f for f in built.findings if f["code"] == "TS002"] == []
    extras = [dict(i.get("extras", [])) for i in built.items]
    assert extras[0] == {"owner": "Ada"}
    assert set(extras[1]) == {"owner", "licence"}
    assert extras[2] == {"licence": "MIT"}
    text = words(Page(site.html()).body)
    assert "Ada" in text
    assert "MIT" in text


def asked(site: Project) -> set[str]:
    """Return the topics that the spec is asked for."""
    found = site.build("techspec").findings
    return {
        f["subject"] for f in found if f["code"] == "TS104" and f["state"] == "fail"
    }


def test_words_for_topics(project: Make, language: Language) -> None:
    heads = ["Role", "Name", "Version"]
    page = table(language, "stack", heads, "Datenbank", "Zedstore", "16.4")
    topics = {"datenbank": "database"}
    plain = project({"index": page}, language=language)
    site = project({"index": page}, language=language, techspec_topics=topics)
    assert asked(plain) - asked(site) == {"stack/database"}
    # The template asks for the record of a database.
    codes = {f["code"] for f in site.build("techspec").findings if f["item"]}
    assert "TS201" in codes
    assert site.items[0]["fields"]["role"] == "Datenbank"


@pytest.mark.parametrize(
    "changed",
    [
        {"techspec_columns": {"Fassung": "version", "Besitz": "note"}},
        {"techspec_fields": {"stack": ["Besitz"]}},
        {"techspec_topics": {"Sprache": "language"}},
    ],
)
def test_a_change_is_read_again(
    project: Make, language: Language, changed: dict[str, Any]
) -> None:
    heads = ["Role", "Name", "Fassung", "Besitz"]
    site = project(
        {"index": table(language, "stack", heads, "Sprache", "Go", "1.23.4", "Ada")},
        language=language,
    )
    site.build("html")
    site.build("techspec")
    site.configure(**changed)
    assert site.build("html").html() == site.build("html", fresh=True).html()
    again, clean = site.build("techspec"), site.build("techspec", fresh=True)
    assert again.json == clean.json


def test_two_heads_of_a_field_of_words_fill_it_together(
    project: Make, language: Language
) -> None:
    page = table(language, "component", ["Name", "Ziel", "Zweck"], "Crane", "up", "now")
    columns = {"Ziel": "purpose", "Zweck": "purpose"}
    site = project({"index": page}, language=language, techspec_columns=columns)
    built = site.build("techspec")
    assert built.own_warnings == []
    (item,) = built.items
    assert item["fields"]["purpose"] == "up; now"


def test_two_heads_of_another_field_are_reported_as_such(
    project: Make, language: Language
) -> None:
    page = table(
        language, "stack", ["Name", "Fassung", "Stand"], "Go", "1.23.4", "1.22"
    )
    columns = {"Fassung": "version", "Stand": "version"}
    site = project({"index": page}, language=language, techspec_columns=columns)
    built = site.build("techspec")
    found = [f for f in built.findings if f["code"] == "TS002"]
    assert [f["subject"] for f in found] == ["Stand"]
    assert "Fassung" in found[0]["problem"]


def test_a_name_of_the_project_is_a_label_in_a_body(
    project: Make, language: Language
) -> None:
    body = "- **Ziel**: < 20 ms\n- **Messung**: clock"
    block = language.directive("techspec:perf", "Ring", body=body)
    site = project(
        {"index": language.document(block)}, language=language,
        techspec_columns={"Ziel": "target", "Messung": "measurement"},
    )  # fmt: skip
    (item,) = site.items
    assert item["fields"]["target"]["text"] == "< 20 ms"
    assert item["fields"]["measurement"] == "clock"
