"""Technologies that a paragraph above a list joins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from conftest import Project
from languages import Language

Make = Callable[..., Project]


def built(project: Make, language: Language, body: str) -> tuple[Project, Any]:
    head = language.directive("techspec:spec", "Loom", {"status": "draft"}, "A. B.")
    stack = language.directive("techspec:stack", "", {"role": "Testing"}, body)
    made = project({"index": language.document(head, stack)}, language=language)
    return made, made.build("techspec")


def items(build: Any) -> list[tuple[str, str, str]]:
    return [
        (
            item["name"],
            item["fields"].get("version", {}).get("text", ""),
            item["fields"].get("note", ""),
        )
        for item in build.items
        if item["kind"] == "stack"
    ]


@pytest.mark.parametrize("label", ["**Jest + React Testing Library**",
                                   "**Jest + React Testing Library:**"])  # fmt: skip
def test_a_list_says_more_of_joined_names(
    project: Make, language: Language, label: str
) -> None:
    told = (
        "- **Jest**: 29.7.0\n- **RTL**: 14.1.2\n- **Why**: Usual\n- **Coverage**: All"
    )
    made, build = built(project, language, f"{label}\n\n{told}")
    assert items(build) == [
        ("Jest", "29.7.0", "Usual"),
        ("React Testing Library", "14.1.2", "Usual"),
    ]
    assert not [f for f in build.findings if f["code"] == "TS011"]
    html = made.html()
    assert "All" in html
    assert "Coverage" in html


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("**Jest + Enzyme**", "- **Jest**: 29.7.0\n- **Vitest**: 1.0.0"),
        ("**Jest + Enzyme**", "- **Version**: Jest 29.7.0"),
        ("**Jest + Enzyme**", "- Jest 29.7.0\n- **Why**: Usual"),
        ("**Jest + what we need**", "- **Jest**: 29.7.0"),
        ("Jest + Enzyme", "- **Jest**: 29.7.0"),
    ],
)
def test_other_lists_are_read_by_themselves(
    project: Make, language: Language, label: str, told: str
) -> None:
    _, build = built(project, language, f"{label}\n\n{told}")
    assert "Enzyme" not in [name for name, _, _ in items(build)]
