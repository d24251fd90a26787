"""Error classes that a bullet lists behind a label."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.kinds import Error

NAMES = st.lists(
    st.from_regex(r"[A-Z][a-z]{1,8}(?:Error|Exception)", fullmatch=True),
    min_size=2,
    max_size=9,
    unique=True,
)


def names(text: str) -> list[str]:
    return [entry[""] for entry in Error.parse_entries(text)]


@given(NAMES, st.sampled_from(["Custom Exceptions", "Errors", "error types"]))
def test_each_class_is_an_error(classes: list[str], label: str) -> None:
    listed = ", ".join(classes)
    assert names(f"{label}: {listed}") == classes
    assert names(f"{label}: BaseError → {listed}.") == classes
    assert names(f"{label}: Exception -> {listed}") == classes
    assert not Error.is_text(label, listed)
    # With anything else, nothing is read.
    assert not names(f"{label}: {listed}, and others")
    assert not names(f"Notes: {listed}")
    assert Error.is_text(label, f"{listed}, and others")


@pytest.mark.parametrize(
    "text",
    [
        "Errors: LateError",
        "Errors: LateError, LateError",
        "Errors: some words → LateError, WetError",
        "Errors: Late → LateError, WetError",
        "Error: LateError, WetError",
        "LateError, WetError",
        "",
    ],
)
def test_other_texts_name_none(text: str) -> None:
    assert not names(text)


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert len(names(text)) != 1
    Error.is_text(text, text)
