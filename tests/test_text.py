from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.text import (
    close_matches,
    collapse_spaces,
    join_or,
    join_texts,
    normalize,
    runs,
    slug,
    to_plain,
    without_controls,
)

STYLES = st.sampled_from(["", "code", "emphasis", "strong"])
TEXTS = st.text() | st.lists(st.tuples(STYLES, st.text())).map(tuple)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GET /api/v1/users/{id}", "get-api-v1-users-id"),
        ("PostgreSQL", "postgresql"),
        ("At-rest  data", "at-rest-data"),
        ("snake_case_name", "snake-case-name"),
        ("Größe 名前", "größe-名前"),
        ("++", ""),
        ("", ""),
    ],
)
def test_slug(text, expected):
    assert slug(text) == expected


@given(st.text())
def test_slug_of_a_slug_is_itself(text):
    assert slug(slug(text)) == slug(text)


@given(st.text())
def test_slug_is_fit_for_an_address(text):
    assert not set(slug(text)) & set(" /?#&\"'<>\\")


@given(st.text())
def test_normalize_ignores_case(text):
    # Some letters have no one counterpart: “ß” is “SS” in capitals.
    if text.upper().lower() == text.lower():
        assert normalize(text.upper()) == normalize(text)


@given(st.text())
def test_collapse_spaces_gives_one_line(text):
    assert collapse_spaces(collapse_spaces(text)) == collapse_spaces(text)
    assert "\n" not in collapse_spaces(text)


@given(TEXTS)
def test_runs_have_the_same_text(text):
    assert to_plain(runs(text)) == to_plain(text)


def test_close_matches_are_best_first():
    assert close_matches("prupose", ["auth", "purpose", "propose"], 2) == [
        "purpose",
        "propose",
    ]


@pytest.mark.parametrize(
    ("options", "expected"),
    [(["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")],
)
def test_join_or(options, expected):
    assert join_or(options) == expected


def test_texts_of_entries_are_one_text():
    assert join_texts(["One.", "", "two;", "three."]) == "One; two; three."
    assert join_texts(["These:", "one", "two"]) == "These: one; two"
    assert join_texts([]) == ""
    link = ("link", "page.", "https://example.org/")
    assert join_texts(["a", (("code", "b"),), (link,), "c"]) == (
        ("", "a; "), ("code", "b"), ("", "; "), link, ("", "; c"),
    )  # fmt: skip


def test_every_control_character_is_replaced():
    every = list(map(chr, range(sys.maxunicode + 1)))
    controls = {c for c in every if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}}
    assert {c for c in every if without_controls(c) != c} == controls - set("\t\n")
