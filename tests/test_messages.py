"""Messages in parts: put together, translated, pickled; fixes as JSON."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from sphinxcontrib_techspec.messages import (
    Fix,
    Insert,
    Message,
    Replace,
    SetField,
    TextRange,
    fix_from_data,
    fix_to_data,
    join_messages,
    suggestion,
)

GERMAN = {
    "missing {field}": "{field} fehlt",
    "version": "Version",
    "{first}; {rest}": "{first}; {rest}",
}


def german(text: str) -> str:
    return GERMAN.get(text, text)


def test_a_message_reads_as_its_english_text():
    message = Message("missing {field}", field="version")
    assert message == "missing version"
    assert (message.template, message.values) == (
        "missing {field}",
        {"field": "version"},
    )


def test_a_translation_has_the_same_values():
    message = Message("missing {field}", field=Message("version"))
    assert message.translated(german) == "Version fehlt"
    assert join_messages(message, Message("add one")).translated(german) == (  # type: ignore[union-attr]
        "Version fehlt; add one"
    )


def test_braces_in_a_value_are_no_names():
    assert Message("no {name}", name="{x}").translated(german) == "no {x}"


def test_a_pickle_keeps_the_parts():
    message = Message("missing {field}", field=Message("version"))
    copy = pickle.loads(pickle.dumps(message))  # noqa: S301 - written just now
    assert copy == message
    assert copy.translated(german) == "Version fehlt"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((), ""),
        (("", "a"), "a"),
        (("a", "", "b"), "a; b"),
        (("a", "b", "c"), "a; b; c"),
    ],
)
def test_parts_are_joined(parts: tuple[str, ...], expected: str):
    assert join_messages(*parts) == expected


@pytest.mark.parametrize(
    ("word", "named"), [("versoin", "version"), ("VERSION", "version"), ("colour", "")]
)
def test_a_suggestion_names_a_close_word(word: str, named: str):
    advice = suggestion(word, ["version", "role", "adr"])
    assert bool(advice) == bool(named)
    assert named in advice


def test_nothing_is_suggested_of_nothing():
    assert not suggestion("word", [])


@pytest.mark.parametrize(
    ("fix", "data", "text"),
    [
        (
            SetField("version", "16.4"),
            {"type": "set-field", "field": "version", "value": "16.4"},
            ":version: 16.4",
        ),
        (
            SetField("version", "16.4", "safe", "Version"),
            {"type": "set-field", "applicability": "safe", "column": "Version"},
            "Version: 16.4",
        ),
        (Replace("a", "b"), {"type": "replace", "old": "a", "new": "b"}, "b"),
        (
            Replace("a", "b", "safe", TextRange(1, 2, 1, 3)),
            {"range": {"line": 1, "column": 2, "end_line": 1, "end_column": 3}},
            "b",
        ),
        (Insert("x\ny"), {"type": "insert", "applicability": "placeholders"}, "x\ny"),
    ],
)
def test_a_fix_is_written_and_read(fix: Fix, data: dict[str, Any], text: str):
    written = fix_to_data(fix)
    assert written is not None
    assert data.items() <= written.items()
    assert fix_from_data(written) == fix
    assert fix.text == text


@pytest.mark.parametrize(
    ("place", "is_exact"),
    [((3, 5, 3, 8), True), ((3, 5, 3, 9), False), ((3, 5, 4, 8), False)],
)
def test_the_exact_range_is_that_of_the_old_text(
    place: tuple[int, int, int, int], *, is_exact: bool
):
    fix = Replace("1.0", "1.1", "safe", TextRange(*place))
    assert fix.exact_range == (fix.range if is_exact else None)
    assert Replace("1.0", "1.1").exact_range is None


def test_no_fix_is_null():
    assert fix_to_data(None) is None
    assert fix_from_data(None) is None


@pytest.mark.parametrize(
    "data",
    [
        {"type": "unknown"},
        {"type": "replace", "old": "a"},
        {"type": "insert", "x": "y"},
        {"type": "replace", "old": "a", "new": "b", "range": {"line": 1}},
        {"type": "replace", "old": "a", "new": "b", "range": {
            "line": 1, "column": "2", "end_line": 1, "end_column": 3}},
        {"type": "replace", "old": "a", "new": "b", "range": {
            "line": 1, "column": 0, "end_line": 1, "end_column": 3}},
    ],
)  # fmt: skip
def test_a_garbled_fix_is_an_error(data: dict[str, Any]):
    with pytest.raises((KeyError, TypeError)):
        fix_from_data(data)
