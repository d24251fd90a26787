"""Lists of items: labels that are the name, and heads of the bullets below them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from conftest import Project
from languages import Language
from pages import Page, words

Make = Callable[..., Project]
Built = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def items(project: Make, language: Language) -> Built:
    """Return the items that a list in a directive is."""

    def read(kind: str, body: str, **conf: Any) -> list[dict[str, Any]]:
        block = language.directive(f"techspec:{kind}", body=body)
        site = project({"index": language.document(block)}, language=language, **conf)
        built = site.build("techspec")
        assert all("TS" in warning for warning in built.warnings)
        return built.items

    return read


def given(item: dict[str, Any]) -> dict[str, Any]:
    """Return the name of an item and the fields that it has."""
    fields = item["fields"]
    version = (fields.get("version") or {}).get("text")
    texts = {"": item["name"], **fields, "version": version}
    return {key: value for key, value in texts.items() if value}


def test_the_label_is_the_technology(items: Built) -> None:
    found = items(
        "stack",
        "- **JUnit 5**: runs the small tests\n"
        "- **Trayfake**: stands in for the shelf (small)\n"
        "- **Python**: 3.12.4 - the *service*",
    )
    assert [given(item) for item in found] == [
        {"": "JUnit", "version": "5", "role": "runs the small tests"},
        {"": "Trayfake", "role": "stands in for the shelf (small)"},
        {"": "Python", "version": "3.12.4", "note": "the service"},
    ]


@pytest.mark.parametrize(
    ("bullet", "role", "name"),
    [
        ("**Framework**: React 18.3.1", "Framework", "React"),
        ("**Git**: GitHub", "Git", "GitHub"),
        ("**Trayfake**: stands in", "Trayfake", "stands"),
        ("**Testing**: pytest", "Testing", "pytest"),
    ],
)
def test_the_label_is_the_role(items: Built, bullet: str, role: str, name: str) -> None:
    (item,) = items("stack", f"- {bullet}")
    assert (item["fields"]["role"], item["name"]) == (role, name)


def test_a_label_alone_is_the_head_of_what_is_below(
    items: Built, language: Language
) -> None:
    literal = language.literal("uv")
    found = items(
        "stack",
        "- **Quality**:\n\n"
        "  - **Linter**: Ruff 0.6.9 (88 chars)\n"
        f"  - {literal} 0.5.1\n\n"
        "- **Elsewhere**:\n\n"
        "  - **Cache**: Valkey 8.0.1",
    )
    assert [given(item) for item in found] == [
        {"": "Ruff", "role": "Linter", "layer": "quality", "version": "0.6.9",
         "note": "88 chars"},
        {"": "uv", "role": "Quality", "version": "0.5.1"},
        {"": "Valkey", "role": "Cache", "version": "8.0.1", "note": "Elsewhere"},
    ]  # fmt: skip


def test_a_head_of_errors(items: Built) -> None:
    body = "- **Names**\n\n  - Bad sign: says which\n  - Taken: offers one"
    found = items("error", body)
    assert [(i["name"], i["fields"]["note"]) for i in found] == [
        ("Bad sign", "Names"), ("Taken", "Names"),
    ]  # fmt: skip


def test_words_below_an_error_are_no_errors(items: Built) -> None:
    body = "- **Bad names**\n\n  - says *which* sign\n  - offers one"
    (item,) = items("error", body)
    assert given(item) == {
        "": "Bad names", "action": "says which sign; offers one",
    }  # fmt: skip


def test_what_is_below_is_on_the_page_once(project: Make, language: Language) -> None:
    body = "- **Quality**:\n\n  - **Linter**: Ruff 0.6.9"
    block = language.directive("techspec:stack", body=body)
    site = project({"index": language.document(block)}, language=language)
    assert words(Page(site.html()).body).count("Ruff") == 1


@pytest.mark.parametrize(
    ("bullet", "expected"),
    [
        ("Bad sign: 400 Bad Request - say which",
         {"": "Bad sign", "http": 400, "action": "say which"}),
        ("**404 Not Found**: no tray",
         {"": "404 Not Found", "http": 404, "meaning": "no tray"}),
        ("E-44: 400 trays are gone", {"": "E-44", "meaning": "400 trays are gone"}),
        ("Bad sign: says *which*", {"": "Bad sign", "action": "says which"}),
        ("Bad sign: none - say which",
         {"": "Bad sign", "meaning": "none", "action": "say which"}),
    ],
)  # fmt: skip
def test_a_status_in_a_bullet(
    items: Built, bullet: str, expected: dict[str, Any]
) -> None:
    (item,) = items("error", f"- {bullet}")
    assert given(item) == expected


@pytest.mark.parametrize("status", ["WIP", "In review", "proposed", "Accepted"])
def test_other_words_for_the_status_of_a_spec(
    project: Make, language: Language, status: str
) -> None:
    options = {"status": status, "version": "1.0", "updated": "2026-11-01"}
    block = language.directive("techspec:spec", "Tray", options, "One. Two.")
    site = project({"index": language.document(block)}, language=language)
    built = site.build("techspec")
    (spec,) = built.json["specs"]
    assert spec["status"] == ("approved" if status == "Accepted" else "draft")
    assert not [f for f in spec["findings"] if f["code"] == "TS001"]


def test_a_version_in_the_argument(project: Make, language: Language) -> None:
    blocks = [
        language.directive("techspec:stack", "PostgreSQL 16.4", {"role": "Database"}),
        language.directive("techspec:stack", "Sieve 4.2.0", {"version": "4.2.1"}),
    ]
    site = project({"index": language.document(*blocks)}, language=language)
    assert [given(item) for item in site.items] == [
        {"": "PostgreSQL", "role": "Database", "version": "16.4"},
        {"": "Sieve 4.2.0", "version": "4.2.1"},
    ]


def test_a_field_in_code(project: Make, language: Language) -> None:
    body = "\n".join(
        f"- {language.literal(code)}" for code in ("id: UUID", "left: [Int]")
    )
    block = language.directive("techspec:entity", "Tray", body=body)
    site = project({"index": language.document(block)}, language=language)
    (item,) = site.items
    rows = [(row["name"], row["type"]) for row in item["fields"]["fields"]]
    assert rows == [("id", "UUID"), ("left", "[Int]")]


def test_words_behind_decision_are_no_records(
    project: Make, language: Language
) -> None:
    body = "**Decision:** Keep the trays, and wash them."
    block = language.directive("techspec:decision", "Trays", {"topic": "x"}, body)
    site = project({"index": language.document(block)}, language=language)
    (item,) = site.items
    assert item["fields"]["adr"] == []
    assert "wash them" in item["fields"]["details"]


def test_an_entity_is_named_in_either_number(project: Make, language: Language) -> None:
    blocks = [
        language.directive("techspec:entity", "Tray", body="- id: UUID"),
        language.directive("techspec:entity", "Spoons", body="- id: UUID"),
        language.directive(
            "techspec:relation", body="- Trays → Spoon: 1:N\n- Tray → Ladle: 1:N"
        ),
    ]
    site = project({"index": language.document(*blocks)}, language=language)
    found = site.build("techspec").findings
    subjects = [f["subject"] for f in found if f["code"] == "TS004"]
    assert len(subjects) == 1


def test_rows_below_a_bullet_of_their_own(project: Make, language: Language) -> None:
    body = (
        "- **Purpose**: One tray.\n"
        "- **Key Attributes**:\n\n"
        "  - id: UUID, unique\n"
        "  - label: Words on the tray\n\n"
        "- **Relations**:\n\n"
        "  - Has many spoons"
    )
    block = language.directive("techspec:entity", "Tray", body=body)
    site = project({"index": language.document(block)}, language=language)
    item, relation = site.items
    assert (relation["kind"], relation["fields"]["source"]) == ("relation", "Tray")
    rows = [tuple(row.values()) for row in item["fields"]["fields"]]
    assert {frozenset(filter(None, row)) for row in rows} == {
        frozenset({"id", "UUID", "unique"}), frozenset({"label", "Words on the tray"}),
    }  # fmt: skip
    assert item["fields"]["description"].rstrip(".") == "One tray"
    assert "Has many spoons" in words(Page(site.html()).body)


@pytest.mark.parametrize(
    ("names", "versions", "expected"),
    [
        ("Go + Rust", "1.23.4 / 1.82.0", ["1.23.4", "1.82.0"]),
        ("Go + Rust", "latest", ["latest", "latest"]),
        ("Go + Rust", "1.23.4", ["1.23.4"]),
        ("Go + Rust", "1.23.4 / 1.82.0 / 3", ["1.23.4 / 1.82.0 / 3"]),
        ("Go", "1.23 / 1.24", ["1.23 / 1.24"]),
    ],
)
def test_versions_of_several_technologies(
    project: Make, language: Language, names: str, versions: str, expected: list[str]
) -> None:
    table = language.table(["Technology", "Version"], [[names, versions]])
    block = language.directive("techspec:stack", body=table)
    site = project({"index": language.document(block)}, language=language)
    assert [item["fields"]["version"]["text"] for item in site.items] == expected


@pytest.mark.parametrize(
    ("bullet", "name", "details"),
    [
        ("cart → **Pipe**. It waits. Few loads — so cheap.", "cart → Pipe",
         "It waits. Few loads — so cheap."),
        ("Shed 1.2. The key is *new*", "Shed 1.2", "The key is new"),
        ("parts by X/DD. They wait - dry", "parts by X/DD", "They wait - dry"),
        ("one vs. many. They wait", "one vs. many", "They wait"),
        ("peat, coal etc. and more - by weight", "peat, coal etc. and more",
         "by weight"),
        ("one pipe - It waits. It is cheap", "one pipe", "It waits. It is cheap"),
        ("version 1.2.3 of it", "version 1.2.3 of it", None),
        ("one pipe.", "one pipe.", None),
    ],
)  # fmt: skip
def test_a_choice_ends_with_its_sentence(
    items: Built, bullet: str, name: str, details: str | None
) -> None:
    (item,) = items("decision", f"- **Ingest**: {bullet}")
    found = given(item)
    assert (found[""], found["topic"], found.get("details")) == (
        name, "Ingest", details,
    )  # fmt: skip


def test_words_alone_are_one_finding(project: Make, language: Language) -> None:
    site = project(
        {
            "index": language.document(
                language.directive("techspec:spec", "Sheep", {"status": "approved"}),
                language.directive(
                    "techspec:perf", body="- Pooling of flocks\n- Jump: 2 s"
                ),
                language.directive(
                    "techspec:logging", body="- Track black sheep\n- **Levels**"
                ),
            )
        },
        language=language,
    )
    found = site.build("techspec").findings
    given = {
        (f["code"], f["item"], f["severity"]) for f in found if f["state"] == "fail"
    }
    about = {one for one in given if one[0] in {"TS303", "TS305", "TS001"}}
    assert about == {
        ("TS303", "Pooling of flocks", "warning"),
        ("TS305", "Jump", "warning"),
        ("TS001", "Track black sheep", "info"),
        ("TS001", "Levels", "warning"),
    }


def test_a_label_that_names_nothing_among_labels_that_do(
    project: Make, language: Language
) -> None:
    body = (
        "- **React**: views\n- **Vite**: builds\n- **harbour_id**: UUID of the harbour"
    )
    block = language.directive("techspec:stack", body=body)
    site = project({"index": language.document(block)}, language=language)
    built = site.build("techspec")
    assert [item["name"] for item in built.items] == ["React", "Vite"]
    [found] = [f for f in built.findings if f["code"] == "TS011"]
    assert found["line"] == site.line("harbour_id")
    assert "UUID of the harbour" in site.text()
