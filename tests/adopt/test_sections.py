"""Which headings name a section of the template."""

from __future__ import annotations

import pytest

from sphinxcontrib_techspec.adopt.blocks import read_blocks
from sphinxcontrib_techspec.adopt.sections import (
    exact_section,
    kinds_of_heading,
    split_sections,
)


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Tech stack", "stack"),
        ("3. Tech Stack", "stack"),
        ("Architecture & stack", "stack"),
        ("🏗️ 3. Tech stack", "stack"),
        ("1️⃣ Tech stack", "stack"),
        ("IV. Tech stack", "stack"),
        ("Testing strategy (test-driven development (TDD))", "testing"),
        ("Testing (a (b (c)))", "testing"),
        ("Security + privacy", "security"),
        ("Tech stack overview", "stack"),
        ("Evaluation framework", ""),
        ("Exception handling", "errors"),
        ("Data model and ERD", "data-model"),
        ("API", "api"),
        ("API Endpoints (draft)", "api"),
        ("Security considerations", "security"),
        ("🔐 Security Features", "security"),
        ("Security constraints", "security"),
        ("Auth model", "security"),
        ("Authentication & authorisation", "security"),
        ("Authentication", ""),
        ("Authentication settings", ""),
        ("Auth service", ""),
        ("CLI surface", "cli"),
        ("Runtime and platform decisions", "stack"),
        ("Crew and platform decisions", ""),
        ("Error handling strategy", "errors"),
        ("Testing", "testing"),
        ("Rowing model", ""),
        ("Stage 2: boats and API", ""),
        ("Phase 1: API", ""),
        ("Models", ""),
        ("Crew", ""),
        ("", ""),
    ],
)
def test_a_heading_that_is_a_section_and_nothing_else(heading: str, key: str) -> None:
    section = exact_section(heading)
    assert (section.key if section else "") == key


def test_a_title_that_is_no_section_says_nothing_of_any_section() -> None:
    sections = split_sections(
        read_blocks("# Boats Architecture\n\n## Crew\n\nWords.\n\n## Oars\n\nWords.\n")
    )
    assert [section.headings[0] for section in sections[1:]] == ["", "", ""]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Boats Technology Stack", "stack"),
        ("Boats", None),
        ("Boats Security", None),
        ("Boats Data Model", None),
    ],
)
def test_a_title_may_name_the_kind_of_the_document(
    title: str, kind: str | None
) -> None:
    sections = split_sections(read_blocks(f"# {title}\n\n## Crew\n\nWords.\n"))
    found = sections[-1].of_document
    assert (found.kind if found else None) == kind


@pytest.mark.parametrize(
    ("heading", "kinds"),
    [
        ("Key modules and their purpose", ["component"]),
        ("Modules of the fleet", []),
        ("Error model", ["error", "entity", "relation", "logging"]),
        ("App component architecture", ["decision", "component"]),
        ("Complete documentation", ["related"]),
        ("Crew documentation", []),
        ("API documentation", ["endpoint", "payload"]),
        ("Library and framework choices", ["stack"]),
    ],
)
def test_words_around_the_name_of_a_section(heading: str, kinds: list[str]) -> None:
    assert [kind.kind for kind in kinds_of_heading(heading)] == kinds
