"""What the words of a stack are: technologies, versions, records, or none of these."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from conftest import Project
from languages import Language
from pages import Page, words


def given(item: dict[str, Any]) -> dict[str, Any]:
    """Return the name of an item and the fields that it has."""
    fields = item["fields"]
    version = (fields.get("version") or {}).get("text")
    texts = {"": item["name"], **fields, "version": version}
    return {key: value for key, value in texts.items() if value}


@pytest.fixture
def built(project: Callable[..., Project], language: Language) -> Any:
    """Return a function that builds stack directives: the items, codes and words."""

    def build(*bodies: str) -> tuple[list[dict[str, Any]], set[str], str]:
        head = language.directive(
            "techspec:spec", "Zib", {"status": "approved"}, "A zib. It zobs."
        )
        blocks = [language.directive("techspec:stack", body=body) for body in bodies]
        site = project({"index": language.document(head, *blocks)}, language=language)
        made = site.build("techspec")
        codes = {
            f"{finding['code']} {finding['item']}".strip()
            for finding in made.findings
            if finding["state"] == "fail"
        }
        page = words(Page(site.html()).body)
        return [given(item) for item in made.items], codes, page

    return build


@pytest.mark.parametrize(
    ("bullet", "expected"),
    [
        ("Redis, version 7.2.1", {"": "Redis", "version": "7.2.1"}),
        ("Zib 1.2.3 (ADR-0001)", {"": "Zib", "version": "1.2.3", "adr": ["ADR-0001"]}),
        (
            "Zib 1.2.3 (see ADR-0001 and ADR-2).",
            {"": "Zib", "version": "1.2.3", "adr": ["ADR-0001", "ADR-2"]},
        ),
        (
            "Zib 1.2.3 - See ADR-0001 (for all)",
            {"": "Zib", "version": "1.2.3", "adr": ["ADR-0001"], "note": "for all"},
        ),
        # No record by its id.
        ("Zib 1.2.3 (UTF-8)", {"": "Zib", "version": "1.2.3", "note": "UTF-8"}),
        (
            "Java (JDK 11+ recommended)",
            {"": "Java", "version": "11+", "note": "JDK 11+ recommended"},
        ),
    ],
)
def test_versions_and_records(built: Any, bullet: str, expected: Any) -> None:
    items, _, _ = built(f"- **Role**: {bullet}")
    assert items == [{"role": "Role", **expected}]


def test_a_label_is_the_technology_of_the_words_below(built: Any) -> None:
    items, _, page = built(
        "- **React**:\n\n  - functions alone\n  - no classes\n\n"
        "- **Vite**:\n\n  - **Plugin**: Zorb Plugin\n"
    )
    assert items == [
        {"": "React"},
        {"": "Zorb Plugin", "role": "Plugin", "note": "Vite"},
    ]
    assert page.count("functions alone") == 1


def test_a_text_that_names_no_technology_is_shown(built: Any) -> None:
    items, codes, page = built(
        "- **Database**: Zib 1.2.3\n"
        "- **Soft deletes**: deleted_at column, filtered\n"
        "- **Timestamps**: made_at, changed_at\n"
        "- **Port**: 8081"
    )
    assert items == [{"": "Zib", "role": "Database", "version": "1.2.3"}]
    assert not {code for code in codes if code.startswith(("TS008", "TS301"))}
    for text in ("deleted_at column, filtered", "made_at, changed_at", "8081"):
        assert text in page


def test_a_column_of_details_names_technologies(built: Any, language: Language) -> None:
    rows = [("Database", "PostgreSQL 15"), ("Store", "AWS S3"), ("Port", "8081")]
    items, codes, page = built(language.table(("Component", "Details"), rows))
    assert items == [
        {"": "PostgreSQL", "role": "Database", "version": "15"},
        {"": "AWS S3", "role": "Store"},
    ]
    assert "8081" in page
    assert not {code for code in codes if code.startswith(("TS010", "TS301"))}


def test_a_column_of_details_without_technologies_is_no_name(
    built: Any, language: Language
) -> None:
    rows = [("Intake", "reads all the letters")]
    items, codes, _ = built(language.table(("Component", "Details"), rows))
    assert not items
    assert "TS010" in codes
    # Beside a technology, details are a note.
    rows = [("Zib", "PostgreSQL 15 is near")]
    items, _, _ = built(language.table(("Technology", "Details"), rows))
    assert items == [{"": "Zib", "note": "PostgreSQL 15 is near"}]


def test_a_version_is_stated_once(built: Any) -> None:
    _, codes, _ = built(
        "- **Database**: PostgreSQL 15.8\n"
        "- **Migrations**: zorbmigrate/v4 4.18.3\n"
        "- **Search**: PostgreSQL full-text search\n"
        "- **Pool**: PostgreSQL Pooler\n"
        "- **Tool**: zorbmigrate\n"
        "- **Middleware**: Custom zorb middleware for Hono"
    )
    assert {code for code in codes if code.startswith("TS301")} == {
        "TS301 PostgreSQL Pooler"
    }
