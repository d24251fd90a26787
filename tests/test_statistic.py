"""Statistics are known by all their names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.values.statistic import (
    metrics_in,
    statistic_of,
    statistics_in,
)


@pytest.mark.parametrize(
    ("key", "symbol"),
    [
        ("p95", "p95"), ("p(95)", "p95"), ("95%", "p95"), ("P99.9", "p99.9"),
        ("p_90", "p90"), ("p50", "median"), ("100%", "max"), ("p0", "min"),
        ("med", "median"), ("avg", "mean"), ("std", "stddev"), ("q1", "p25"),
        ("p101", None), ("95", None), ("percent", None), ("p", None), ("", None),
    ],
)  # fmt: skip
def test_a_key_is_a_statistic(key: str, symbol: str | None):
    assert statistic_of(key) == symbol


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("< 200 ms at p95", {"p95"}), ("< 200 ms (P95)", {"p95"}),
        ("95th percentile < 200 ms", {"p95"}), ("95 %ile", {"p95"}),
        ("99.9th percentile", {"p99.9"}), ("p(99) < 1 s", {"p99"}),
        ("TP99 < 1 s", {"p99"}), ("延迟P95", {"p95"}), ("平均 < 1 s", {"mean"}),
        ("95. Perzentil", {"p95"}), ("median", {"median"}), ("on average", {"mean"}),
        ("avg. 2 s", {"mean"}), ("p50 and p99", {"median", "p99"}),
        ("< 1 s for 99 % of requests", {"p99"}), ("< 200 ms", set()),
        ("P1 incidents", set()), ("HTTP95", set()), ("meaningful", set()),
        ("p9512", set()), ("maximum 3", set()),
    ],
)  # fmt: skip
def test_words_name_statistics(text: str, symbols: set[str]):
    assert statistics_in(text) == symbols


def test_a_share_is_no_percentile_of_itself():
    assert statistics_in("≤ 10 % of requests fail", is_share=True) == set()


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("90 % of lines and branches", {"lines", "branches"}),
        ("Branch coverage", {"branches"}), ("80 %", set()), ("Baseline", set()),
        ("Statements", {"statements"}), ("functional tests", set()),
    ],
)  # fmt: skip
def test_words_name_what_is_covered(text: str, metrics: set[str]):
    assert metrics_in(text) == metrics


@given(st.text(max_size=300))
def test_no_text_breaks_them(text: str):
    statistic_of(text)
    statistics_in(text)
    metrics_in(text)
