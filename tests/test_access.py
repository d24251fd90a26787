"""What the words above endpoints say of who may call all of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.values.access import (
    access_of_heading,
    access_of_paragraph,
    asks_for_access,
    is_access,
)


@pytest.mark.parametrize(
    ("text", "access"),
    [
        ("Boats [Auth + CSRF]:", "Auth + CSRF"),
        ("Harbour endpoints (authenticated)", "authenticated"),
        ("Boats (Bearer token)", "Bearer token"),
        ("Boats (requires admin role)", "requires admin role"),
        ("Sign-in (no auth)", "no auth"),
        ("Protected endpoints", "Protected"),
    ],
)
def test_headings(text: str, access: str):
    assert access_of_heading(text) == access


@pytest.mark.parametrize(
    "text",
    [
        "Boats [rate limited for public, Auth for protected]",
        "Boats (public) and crews (JWT)",
        # The endpoints that hand the token out.
        "Authentication (JWT)",
    ],
)
def test_headings_that_are_not_understood(text: str):
    assert access_of_heading(text) == ""


@pytest.mark.parametrize(
    "text",
    ["Boats", "Boats (v2)", "Public API", "Boats (admin)", "Boats (3 endpoints)"],
)
def test_headings_without_access(text: str):
    assert access_of_heading(text) is None


@pytest.mark.parametrize(
    ("text", "access"),
    [
        ("All endpoints below require a bearer token.", "bearer token"),
        ("All endpoints require a token.", "token"),
        ("Base path: /api. All routes need an API key", "API key"),
        ("Authentication is required for all endpoints.", "Authentication"),
        (
            "All the requests require a JWT token in the Authorization header.",
            "JWT token",
        ),
        ("All endpoints require JWT authentication unless otherwise noted.",
         "JWT authentication"),
    ],
)  # fmt: skip
def test_sentences(text: str, access: str):
    assert access_of_paragraph(text) == access


@pytest.mark.parametrize(
    "text",
    [
        "All endpoints require authentication except the first.",
        "All endpoints require authentication. The login endpoint is public.",
        "All writing endpoints require a token.",
        "Some endpoints need an API key.",
    ],
)
def test_sentences_that_are_not_understood(text: str):
    assert access_of_paragraph(text) == ""


@pytest.mark.parametrize("text", ["", "The endpoints of boats.", "JWT for the crew."])
def test_sentences_without_access(text: str):
    assert access_of_paragraph(text) is None


@given(st.text())
def test_access_is_words_of_the_author(text: str):
    for access in (access_of_heading(text), access_of_paragraph(text)):
        assert not access or access in " ".join(text.split())
    is_access(text)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("No", False),
        ("none", False),
        ("Public", False),
        ("No (public)", False),
        ("No auth", False),
        ("No authentication required", False),
        ("Not required", False),
        ("anonymous", False),
        ("Yes", True),
        ("Yes (admin)", True),
        ("Required", True),
        ("Bearer", True),
        ("JWT", True),
        ("Bearer or API key", True),
        ("Auth + CSRF", True),
        ("Optional", None),
        ("Public, JWT for drafts", None),
        ("Bearer unless public", None),
        ("Owner", None),
        ("—", None),
        ("", None),
    ],
)
def test_whether_a_caller_has_to_show_who_it_is(words: str, *, expected: bool | None):
    assert asks_for_access(words) is expected


@given(st.text(max_size=60))
def test_any_words_are_understood_or_left_open(words: str):
    assert asks_for_access(words) in {True, False, None}
