from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sphinxcontrib_techspec.values.cardinality import Cardinality
from sphinxcontrib_techspec.values.names import BUILTIN_TYPES, type_names
from sphinxcontrib_techspec.values.target import Target
from sphinxcontrib_techspec.values.units import UNITS
from sphinxcontrib_techspec.values.version import Version

ANY = st.text() | st.text("0123456789.<>=≤≥ ,kMG%msp/xX*^~v-:→|1N", max_size=30)
SYMBOLS = sorted({symbol for symbol, _ in UNITS.values()})


# Versions


@pytest.mark.parametrize(
    ("text", "pinning"),
    [
        ("16.4", "exact"),
        ("v1.27.3", "exact"),
        ("2.0.0rc1", "exact"),
        ("1.0.0-beta.2+build.5", "exact"),
        ("==3.1.4", "exact"),
        ("2024-11-20", "exact"),
        ("9fceb02", "exact"),
        ("16", "partial"),
        ("3.x", "partial"),
        ("3.11.*", "partial"),
        ("*", "partial"),
        (">=3.11", "range"),
        (">= 3.11, < 4", "range"),
        ("^1.2", "range"),
        ("~=4.2", "range"),
        ("3.11+", "range"),
        ("1.0 || 2.0", "range"),
        ("latest", "floating"),
        ("LTS", "floating"),
        ("stable", "floating"),
        ("", "unknown"),
        ("whatever ships", "unknown"),
    ],
)
def test_how_exact_a_version_is(text, pinning):
    assert Version.model_validate(text).pinning == pinning


@given(ANY)
def test_any_text_is_a_version(text):
    assert Version.model_validate(text).text == " ".join(text.split())


@given(st.lists(st.integers(0, 9999), min_size=2, max_size=4))
def test_numbers_with_dots_are_exact(parts):
    assert Version.model_validate(".".join(map(str, parts))).pinning == "exact"


# Targets


@pytest.mark.parametrize(
    ("text", "comparison", "number", "unit", "percentile"),
    [
        ("< 200 ms at p95", "<", 200, "ms", "p95"),
        ("p99 under 1.5 s", "<", 1.5, "s", "p99"),
        ("≥ 1,000 req/s", ">=", 1000, "req/s", None),
        ("at least 99.9 %", ">=", 99.9, "%", None),
        ("99.95% uptime", None, 99.95, "%", None),
        ("at most 512 MiB", "<=", 512, "MiB", None),
        ("10k requests per second", None, 10_000, "requests/s", None),
        ("95th percentile below 300 milliseconds", "<", 300, "ms", "p95"),
        ("median of 20 ms", None, 20, "ms", "median"),
        ("40 connections", None, 40, "connections", None),
        ("200", None, 200, None, None),
        ("fast", None, None, None, None),
        ("", None, None, None, None),
    ],
)
def test_target(text, comparison, number, unit, percentile):
    target = Target.model_validate(text)
    assert (target.comparison, target.number) == (comparison, number)
    assert (target.unit, target.percentile) == (unit, percentile)


@given(ANY)
def test_any_text_is_a_target(text):
    assert Target.model_validate(text).text == " ".join(text.split())


@given(
    st.sampled_from(["", "< ", "<= ", "≥", "at least ", "max "]),
    st.integers(0, 999_999) | st.decimals(0, 9999, places=2),
    st.sampled_from(SYMBOLS),
    st.sampled_from(["", " at p99", " in any region", ", measured by k6"]),
)
def test_number_and_unit_put_in_are_understood(comparison, number, unit, more):
    target = Target.model_validate(f"{comparison}{number} {unit}{more}")
    assert target.number == pytest.approx(float(number))
    assert target.unit == unit


@given(st.integers(1, 99))
def test_number_of_a_percentile_is_no_target(number):
    assert Target.model_validate(f"p{number} latency").number is None


@pytest.mark.parametrize("word", UNITS)
def test_every_word_for_a_unit_is_understood(word):
    assert Target.model_validate(f"5 {word}").unit == UNITS[word][0]


# Cardinalities


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("one-to-many", "one", "many"),
        ("one to many", "one", "many"),
        ("1:N", "one", "many"),
        ("N:M", "many", "many"),
        ("1..*", "one", "one or more"),
        ("0..1", "one", "zero or one"),
        ("many-to-one", "many", "one"),
    ],
)
def test_cardinality(text, left, right):
    found = Cardinality.model_validate(text)
    assert (found.left, found.right) == (left, right)


@given(ANY)
def test_any_text_is_a_cardinality_or_none(text):
    try:
        found = Cardinality.model_validate(text)
    except ValidationError:
        return
    assert found.left
    assert found.right


# Types


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("list[Article] | None", ["Article"]),
        ("Article", ["Article"]),
        ("dict[str, list[Order]]", ["Order"]),
        ("Map<String, Order>", ["Order"]),
        ("Order | Order", ["Order"]),
        ("shop.Order", ["shop.Order"]),
        ("varchar(255)", []),
        ("The order it is for", []),
        ("UUID", []),
        ("", []),
    ],
)
def test_names_in_a_type(text, names):
    assert type_names(text) == names


@given(ANY)
def test_names_in_any_text_are_parts_of_it(text):
    for name in type_names(text):
        assert name in text
        assert name.lower() not in BUILTIN_TYPES
