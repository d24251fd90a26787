"""Which headings name a section of the template."""

from __future__ import annotations

import pytest

from sphinxcontrib_techspec.adopt.sections import exact_section


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Tech stack", "stack"),
        ("3. Tech Stack", "stack"),
        ("Architecture & stack", "stack"),
        ("Data model and ERD", "data-model"),
        ("API", "api"),
        ("API Endpoints (draft)", "api"),
        ("Security considerations", "security"),
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
