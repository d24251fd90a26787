"""The columns of tables of items: those that say something, each once."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from conftest import Project
from languages import Language

Make = Callable[..., Project]


def heads(page: str) -> list[str]:
    """Return the heads of all tables of a page."""
    return re.findall(r'<th class="head"><p>(.*?)</p>', page)


def shown(project: Make, language: Language, *blocks: str) -> list[str]:
    made = project({"index": language.document(*blocks)}, language=language)
    return heads(made.html())


@pytest.mark.parametrize("view", [False, True])
@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("", ["Component", "Purpose"]),
        (" - open, shut", ["Component", "Purpose", "Key functions"]),
    ],
)
def test_a_column_that_no_item_fills(
    project: Make, language: Language, rest: str, expected: list[str], *, view: bool
) -> None:
    bullets = f"- **Lock**: Keeps the water back{rest}\n- **Quay**: Holds the boats"
    blocks = [language.directive("techspec:component", body=bullets)]
    if view:
        blocks.append(language.directive("techspec:table", "component"))
    assert shown(project, language, *blocks) == expected * (1 + view)


def test_a_column_that_an_item_has_to_fill_is_shown(
    project: Make, language: Language
) -> None:
    body = language.table(["Component"], [["`Lock`"], ["`Quay`"]])
    found = shown(
        project, language, language.directive("techspec:component", "", {}, body)
    )
    assert found == ["Component", "Purpose"]


@pytest.mark.parametrize("head", ["HTTP", "HTTP status"])
@pytest.mark.parametrize("codes", [["503"], ["404", "503"], ["404 Not Found", "503"]])
def test_a_status_that_is_the_name_is_shown_once(
    project: Make, language: Language, head: str, codes: list[str]
) -> None:
    rows = [[code, "The tide is out", "Wait"] for code in codes]
    body = language.table([head, "Meaning", "User action"], rows)
    made = project(
        {"index": language.document(language.directive("techspec:error", body=body))},
        language=language,
    )
    assert heads(made.html()) == [head, "Meaning", "User action"]
    items = made.build("techspec").items
    assert [item["fields"]["http"] for item in items] == [int(c[:3]) for c in codes]


def test_a_status_beside_a_code_is_shown(project: Make, language: Language) -> None:
    rows = [["E1", "404", "Gone", "Wait"], ["E2", "503", "Full", "Wait"]]
    body = language.table(["Code", "HTTP", "Meaning", "User action"], rows)
    found = shown(project, language, language.directive("techspec:error", body=body))
    assert sorted(found) == ["Code", "HTTP", "Meaning", "User action"]


@pytest.mark.parametrize(
    ("bullet", "name"),
    [
        ("**Lock.** Keeps the water back", "Lock"),
        ("**Tide tables.** Say when", "Tide tables"),
        ("**Lock:** Keeps the water back", "Lock"),
        ("**Boats etc.** are held", "Boats etc."),
        ("**Quay of the U.S.** holds them", "Quay of the U.S."),
    ],
)
def test_a_full_stop_ends_a_label(
    project: Make, language: Language, bullet: str, name: str
) -> None:
    body = f"- {bullet}\n- **Quay**: Holds the boats"
    text = language.document(language.directive("techspec:component", body=body))
    items = project({"index": text}, language=language).build("techspec").items
    assert [item["name"] for item in items] == [name, "Quay"]
