from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sphinxcontrib_techspec.values.cardinality import Cardinality
from sphinxcontrib_techspec.values.hosted import has_version, is_hosted
from sphinxcontrib_techspec.values.names import (
    BUILTIN_TYPES,
    is_known_type,
    name_words,
    type_names,
)
from sphinxcontrib_techspec.values.target import Target, split_sentence
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


@pytest.mark.parametrize(
    ("text", "comparison", "number", "upper", "unit"),
    [
        ("80%+", ">=", 80, None, "%"),
        ("10 MB+", ">=", 10, None, "MB"),
        ("100+", ">=", 100, None, None),
        ("~3 to 5 min", None, 3, 5, "min"),
        ("6-10 %", None, 6, 10, "%"),
        ("3 min to 5 min", None, 3, 5, "min"),
        ("1-2 k req/s", None, 1000, 2000, "req/s"),
        # No ranges.
        ("-40 to +85 °C", None, 40, None, "°C"),
        ("2 of 3 replicas", None, 2, None, "replicas"),
        ("5 to 3 s", None, 5, None, "s"),
        ("at 100+ users < 20 ms", "<", 20, None, "ms"),
    ],
)
def test_ranges_and_counts(text, comparison, number, upper, unit):
    target = Target.model_validate(text)
    assert (target.comparison, target.number) == (comparison, number)
    assert (target.upper, target.unit) == (upper, unit)
    assert target.upper is None or not target.is_single


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("100+", True), ("100 +", True), ("> 100+", True),
        ("100", False), ("100+ users", False), ("80%+", False), ("", False),
    ],
)  # fmt: skip
def test_a_count(text, expected):
    assert Target.model_validate(text).is_count is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Page load under 2 seconds", ("Page load", "under 2 seconds")),
        ("Window opens in 4 s", ("Window opens", "4 s")),
        ("Start-up takes 3 s", ("Start-up", "3 s")),
        ("Start (target <3 s)", ("Start", "<3 s")),
        ("Response time of 200 ms at p95", ("Response time", "200 ms at p95")),
        ("Support over 100 rooms", ("Support", "over 100 rooms")),
        ("Peak 1000 req/s", ("Peak", "1000 req/s")),
        ("100+ rooms", ("rooms", "100+ rooms")),
        ("99.9% uptime", ("uptime", "99.9% uptime")),
        ("Use HTTP/2 for all pages", None),
        ("Move to PostgreSQL 17 before May", None),
        ("Cache (L1 in the box)", None),
        ("Keep 2 copies", None),
        ("5 s", None),
        ("", None),
    ],
)
def test_a_metric_and_its_target_in_words(text, expected):
    assert split_sentence(text) == expected


# Cardinalities


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("one-to-many", "one", "many"),
        ("one to many", "one", "many"),
        ("one to-many", "one", "many"),
        ("one-to many", "one", "many"),
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


@pytest.mark.parametrize(
    "name",
    [
        "Python", "uv", "axios with a typed client", "AWS CLI", "Ruby on Rails",
        "React Testing Library", "FastAPI TestClient", "C++", "Portainer stack",
        "pydantic-settings", "date-fns",
    ],
)  # fmt: skip
def test_a_product_has_a_version(name: str):
    assert has_version(name)


@pytest.mark.parametrize(
    "name",
    [
        "an LLM", "service worker", "Web Speech API", "files on the volume", "files",
        "HTTP-only SameSite=Lax cookie", "metadata.create_all()", "localStorage",
        "REST", "JWT", "in-house evaluator", "shared GitHub Actions", "Cloudflare/Zero Trust", "S3",
    ],
)  # fmt: skip
def test_a_service_or_a_description_has_no_version(name: str):
    assert not has_version(name)


def test_what_is_installed_of_a_provider_is_not_hosted():
    assert is_hosted("AWS Lambda")
    assert not is_hosted("AWS SDK")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("OrderItems", "order_item"),
        ("statuses", "status"),
        ("companies", "Company"),
        ("cases", "Case"),
        ("boxes", "box"),
    ],
)
def test_names_in_the_plural_have_the_same_words(first: str, second: str):
    assert name_words(first) == name_words(second)


@pytest.mark.parametrize(
    "name",
    ["UUID", "EmailStr", "u8", "datetime.datetime", "ImageField", "T", "VARCHAR"],
)
def test_a_known_type(name: str):
    assert is_known_type(name)


@pytest.mark.parametrize("name", ["OrderState", "order_state", "models.Order"])
def test_a_type_that_has_to_be_defined(name: str):
    assert not is_known_type(name)
