"""Values are found in files of results, and compared with targets."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.kinds import BY_NAME
from sphinxcontrib_techspec.model import evidence as evidence_module
from sphinxcontrib_techspec.model.evidence import (
    Evidence,
    Measured,
    MissingValue,
    compare,
)
from sphinxcontrib_techspec.model.item import Item
from sphinxcontrib_techspec.values.target import Comparison, Target


def item(evidence: str, target: str = "< 200 ms", kind: str = "perf") -> Item:
    model = BY_NAME[kind].model_validate({"target": target, "evidence": evidence})
    return Item(kind, "Response time", model, "index", 1)


@pytest.fixture
def bench(tmp_path: Path):
    """Return a function that keeps data in ``bench.json`` and reads it as evidence."""

    def keep(data: Any) -> Evidence:
        text = data if isinstance(data, bytes) else json.dumps(data).encode()
        (tmp_path / "bench.json").write_bytes(text)
        return Evidence({"bench": "bench.json"}, tmp_path)

    return keep


# References


@pytest.mark.parametrize(
    "text",
    [
        "bench#/p95", "`bench#/p95`", "b-1_x#/", "b#/a/0/~1", "bench#test_write.median",
        "k6#http_req_duration.p(95)", "k6#GET /users.99%", "cov#total", "covv#total",
    ],
)  # fmt: skip
def test_a_reference_is_one(text: str):
    assert Evidence({"cov": "coverage.json"}).check(item(text)) is not None


@pytest.mark.parametrize(
    "text",
    [
        "", "bench", "bench#", "wiki#load", "#/p95", "the bench", "see bench#/p95",
        "issue#4", "C# 12", "cov#4",
        "https://example.org/#/p95", "results/bench.json#/p95", "results.html#/p95",
        "[bench](bench.json#/p95)", "1st#/p95",
    ],
)  # fmt: skip
def test_other_text_is_none(text: str):
    assert Evidence({"cov": "coverage.json"}).check(item(text)) is None


# Pointers: the examples of RFC 6901, section 5, that lead to a number.

RFC_6901 = {
    "foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5,
    'k"l': 6, " ": 7, "m~n": 8,
}  # fmt: skip


@pytest.mark.parametrize(
    ("pointer", "number"),
    [
        ("/", 0), ("/a~1b", 1), ("/c%d", 2), ("/e^f", 3), ("/g|h", 4), ("/i\\j", 5),
        ('/k"l', 6), ("/ ", 7), ("/m~0n", 8),
    ],
)  # fmt: skip
def test_a_pointer_is_followed_as_the_rfc_says(bench, pointer: str, number: int):
    found = bench(RFC_6901).find(f"bench#{pointer}")
    assert isinstance(found, Measured)
    assert found.number == number


@pytest.mark.parametrize(
    ("pointer", "values"),
    [
        ("/baz", ["“baz”"]),
        ("/foo/2", [" 2 ", "list", "length 2"]),
        ("/foo/00", ["“00”"]),
        ("/foo/-", ["“-”"]),
        ("/foo/-1", ["“-1”"]),
        ("/foo/99999999999999999999", ["“99999999999999999999”"]),
        ("/foo/0", ["“bar”"]),
        ("/c%d/0", ["“0”"]),
        ("/foo", ["list"]),
        ("/a~1b/c", ["“c”", "number"]),
    ],
)
def test_a_missing_value_is_named(bench, pointer: str, values: list[str]):
    found = bench(RFC_6901).find(f"bench#{pointer}")
    assert isinstance(found, MissingValue)
    for value in ("bench.json", pointer, *values):
        assert value in f"{found.problem}; {found.advice}"


@pytest.mark.parametrize(
    "value", [None, True, "", "soon", [], {}, float("nan"), float("inf"), 10**400]
)
def test_what_is_no_number_is_none(bench, value: object):
    assert isinstance(bench({"x": value}).find("bench#/x"), MissingValue)


# Files


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"\xff\xfe\xfd", b"[" * 100_000, b"1" * 5000, b"\x00"],
    ids=["empty", "cut", "bytes", "deep", "long", "zero"],
)
def test_a_broken_file_is_reported(bench, data: bytes):
    found = bench(data).find("bench#/x")
    assert isinstance(found, MissingValue)
    assert "bench.json" in found.problem
    assert found.advice


def test_a_file_may_begin_with_a_mark_of_its_bytes(bench):
    assert isinstance(bench(b'\xef\xbb\xbf{"x": 1}').find("bench#/x"), Measured)


def test_a_missing_file_is_reported_with_its_path(tmp_path: Path):
    found = Evidence({"bench": "../out/bench.json"}, tmp_path).find("bench#/x")
    assert isinstance(found, MissingValue)
    assert "../out/bench.json" in found.problem
    assert str(tmp_path) not in found.problem


def test_a_folder_is_no_file(tmp_path: Path):
    found = Evidence({"bench": "."}, tmp_path).find("bench#/x")
    assert isinstance(found, MissingValue)
    assert found.problem
    assert str(tmp_path) not in found.problem


def test_an_absolute_path_is_one(bench, tmp_path: Path):
    bench({"x": 1})
    path = str(tmp_path / "bench.json")
    found = Evidence({"b": path}, tmp_path / "elsewhere").find("b#/x")
    assert isinstance(found, Measured)


def test_only_what_is_asked_for_is_read(tmp_path: Path, monkeypatch):
    read: list[Path] = []

    def note(path: Path) -> bytes:
        read.append(path)
        return b'{"x": 1, "y": 2}'

    monkeypatch.setattr(evidence_module, "read_regular", note)
    evidence = Evidence({"one": "1.json", "other": "2.json"}, tmp_path)
    evidence.check(item("some words"))
    evidence.check(item("unknown#/x"))
    assert read == []
    evidence.check(item("one#/x"))
    evidence.check(item("one#/y"))
    assert read == [tmp_path / "1.json"]


# Comparing


def verdict(target: str, value: str, statistic: str = "", default: Any = None) -> str:
    read = Target.model_validate(value)
    assert read.number is not None
    measured = Measured(read.text, read.number, read.unit, statistic)
    return compare(Target.model_validate(target), measured, default)[0]


@pytest.mark.parametrize(
    ("target", "met", "missed"),
    [
        ("< 200 ms", "199.9 ms", "200 ms"),
        ("≤ 200 ms", "200 ms", "200.1 ms"),
        ("at least 90 %", "90 %", "89.99 %"),
        ("= 3 copies", "3 copies", "2 copies"),
        ("< 200 ms", "0.19 s", "0.2 s"),
        ("< 2 min", "119 s", "120,000 ms"),
        ("≤ 1 MiB", "1048576 B", "1.1 MB"),
        ("≥ 1,000 req/s", "60,000 req/min", "59,999 req/min"),
        ("≥ 1,000 requests/s", "1,000 req/s", "999 rps"),
        ("≥ 10 MB/s", "10,000 kB/s", "9 MB/s"),
    ],
)
def test_a_value_meets_its_target_or_misses_it(target: str, met: str, missed: str):
    assert verdict(target, met) == "met"
    assert verdict(target, missed) == "missed"


@pytest.mark.parametrize(
    ("target", "value"),
    [
        ("200 ms", "100 ms"),
        ("5–10 s", "3 s"),
        ("5 s to 10 s", "3 s"),
        ("< 1 in 1,000 requests", "0.5 requests"),
        ("≥ 2 of 3 replicas", "3 replicas"),
        ("< -60 dB", "72 dB"),
        ("< 200 ms", "3 MB"),
        ("≥ 500 req/s", "600 jobs/s"),
        ("≥ 500 req/s", "600 req"),
        ("≥ 0.9", "95 %"),
        ("< 200 ms", "100"),
        ("≤ 5", "3"),
    ],
)
def test_what_cannot_be_compared_is_not(target: str, value: str):
    assert verdict(target, value) == "not checked"


@pytest.mark.parametrize(
    ("target", "same", "others"),
    [
        ("< 200 ms at p95", "p95", ["", "mean", "median", "p99", "p90", "max"]),
        ("< 200 ms (95th percentile)", "p95", ["", "mean", "median"]),
        ("< 200 ms (95 %ile)", "p95", ["", "mean"]),
        ("TP99 < 200 ms", "p99", ["", "mean", "p95"]),
        ("99 % of requests under 200 ms", "", []),
        ("< 200 ms for 99 % of requests", "p99", ["", "mean", "p95"]),
        ("median < 200 ms", "median", ["", "mean", "p95"]),
        ("< 200 ms on average", "mean", ["", "median", "p95"]),
        ("< 200 ms", "mean", ["stddev", "iqr", "min"]),
        ("< 200 ms at peak", "max", ["mean", "median", "p95"]),
        ("< 200 ms (p95), < 500 ms (p99)", "", ["p95", "p99", ""]),
    ],
)
def test_a_value_is_of_the_statistic_of_the_target(
    target: str, same: str, others: list[str]
):
    expected = "met" if same else "not checked"
    assert verdict(target, "100 ms", same) == expected
    for other in others:
        assert verdict(target, "100 ms", other) == "not checked"


def test_the_name_of_the_item_may_name_the_statistic():
    target = Target.model_validate("< 200 ms")
    for statistic, expected in (("mean", "not checked"), ("p95", "met")):
        measured = Measured("", 0.1, "s", statistic)
        assert compare(target, measured, name="p95 latency")[0] == expected


def test_the_best_of_all_values_can_only_miss():
    assert verdict("< 200 ms", "300 ms", "min") == "missed"
    assert verdict("≥ 5 req/s", "7 req/s", "max") == "not checked"


@pytest.mark.parametrize(
    ("target", "same", "others"),
    [
        ("90 %", "lines", ["combined"]),
        ("90 % of lines", "lines", ["branches", "statements", "combined"]),
        ("90 % of branches", "branches", ["lines", "combined"]),
        ("90 % of lines and branches", "combined", ["lines", "branches"]),
        ("90 % of statements and branches", "combined", ["statements"]),
        ("90 % of functions", "functions", ["lines", "combined"]),
    ],
)
def test_a_coverage_is_of_what_the_target_says(
    target: str, same: str, others: list[str]
):
    assert verdict(target, "95 %", same, ">=") == "met"
    for other in others:
        assert verdict(target, "95 %", other, ">=") == "not checked"


def test_coverage_is_a_least_share(bench):
    evidence = bench({"x": "93 %"})
    assert evidence.check(item("bench#/x", "90 %", "coverage")).verdict == "met"
    assert evidence.check(item("bench#/x", "95 %", "coverage")).verdict == "missed"
    assert evidence.check(item("bench#/x", "95 %")).verdict == "not checked"


def test_a_coverage_of_unknown_code_is_not_that_of_branches(bench):
    evidence = bench({"x": "93 %", "branches": "93 %", "total": {"branches": "93 %"}})
    for place, expected in (
        ("/x", "not checked"), ("/branches", "met"), ("total.branches", "met"),
    ):  # fmt: skip
        found = item(f"bench#{place}", "90 % of branches", "coverage")
        assert evidence.check(found).verdict == expected


def test_a_name_of_what_is_covered_hides_no_statistic(bench):
    found = item("bench#/functions", "< 200 ms at p95")
    assert bench({"functions": "120 ms"}).check(found).verdict == "not checked"


def test_of_nothing_there_is_only_more(bench):
    evidence = bench({"none": "0 losses", "one": "1 losses"})
    assert evidence.check(item("bench#/none", "zero losses")).verdict == "met"
    assert evidence.check(item("bench#/one", "zero losses")).verdict == "missed"


def test_a_target_without_a_number_is_not_compared(bench):
    checked = bench({"x": 1}).check(item("bench#/x", "fast"))
    assert (checked.verdict, checked.found.text) == ("not checked", "1")


_NUMBERS = st.floats(-1e12, 1e12)


@given(st.floats(0.001, 1e9), _NUMBERS)
def test_a_sign_and_its_opposite_never_agree(wanted: float, number: float):
    measured = Measured("", number, "x")
    signs: dict[Comparison, Comparison] = {"<": ">=", ">": "<="}
    for sign, opposite in signs.items():
        found = {
            compare(
                Target(text=f"{s} x", comparison=s, number=wanted, unit="x"), measured
            )[0]
            for s in (sign, opposite)
        }
        assert found == {"met", "missed"}


# What a verdict means

_SECONDS = {"ns": 1e-9, "µs": 1e-6, "ms": 1e-3, "s": 1.0, "min": 60.0, "h": 3600.0}
_UNITS = [*_SECONDS, "B", "kB", "MiB", "%", "req/s", "MB/s", "x", None]
_STATISTICS = ["", "p95", "p99", "mean", "median", "max", "min", "stddev"]


@given(
    number=st.floats(0, 1e6),
    unit=st.sampled_from(_UNITS),
    statistic=st.sampled_from(_STATISTICS),
    sign=st.sampled_from(["<", "<=", ">", ">="]),
    wanted=st.integers(1, 10**6),
    target_unit=st.sampled_from(_UNITS),
    named=st.sampled_from(["", " at p95", " (p99)", " on average"]),
)
def test_a_verdict_is_of_one_dimension_and_one_statistic(
    number: float, unit: str | None, statistic: str, sign: str, wanted: int,
    target_unit: str | None, named: str,
):  # fmt: skip
    target = Target.model_validate(f"{sign} {wanted} {target_unit or ''}{named}")
    found, reason = compare(target, Measured("", number, unit, statistic))
    assert bool(reason) == (found == "not checked")
    if found == "not checked":
        return
    assert unit is not None
    assert (unit in _SECONDS) == (target_unit in _SECONDS)
    if named:
        same = {" at p95": "p95", " (p99)": "p99", " on average": "mean"}
        assert statistic == same[named]
    if unit in _SECONDS:
        seconds, limit = number * _SECONDS[unit], wanted * _SECONDS[target_unit or ""]
        if abs(seconds - limit) > 1e-9 * limit:
            is_less = seconds < limit
            assert (found == "met") == (is_less == sign.startswith("<"))


def _inside(values: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Return lists and objects of values."""
    keys = st.sampled_from(["a", "p95", "mean", "median"])
    return st.lists(values, max_size=2) | st.dictionaries(keys, values)


_BARE = st.recursive(
    st.floats()
    | st.integers()
    | st.booleans()
    | st.sampled_from(["12", "-3.5", "1e3"]),
    _inside,
    max_leaves=8,
)
"""JSON in which no number has a unit."""


@given(_BARE, st.sampled_from(["< 200 ms at p95", "< 200", "≥ 1 %", "zero", "≤ 5 MB"]))
def test_an_unknown_format_never_gives_a_verdict(data: object, target: str):
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "bench.json").write_text(json.dumps({"x": data}), "utf-8")
        evidence = Evidence({"bench": "bench.json"}, folder)
        for place in ("/x", "/x/a", "/x/p95", "x", "x.p95", "x.a", "x.a.mean"):
            checked = evidence.check(item(f"bench#{place}", target))
            assert checked is not None
            assert checked.verdict == "not checked"


# False passes: each of these was met.

SAMPLES = Path(__file__).parent / "sources" / "files"


@pytest.mark.parametrize(
    ("file", "place", "target", "expected"),
    [
        # pytest-benchmark writes seconds.
        ("pytest-benchmark.json", "test_write.median", "< 500 ms", "missed"),
        ("pytest-benchmark.json", "test_read.median", "< 500 ms", "met"),
        # The mean is 0.12 s, the 95th percentile 0.31 s.
        ("hyperfine.json", "shop start.mean", "< 0.2 s at p95", "not checked"),
        ("hyperfine.json", "shop start.p95", "< 0.2 s at p95", "missed"),
        # A time is no amount of memory.
        ("pytest-benchmark.json", "test_write.median", "< 512 MB", "not checked"),
        # Another benchmark may be in its place tomorrow.
        ("pytest-benchmark.json", "/benchmarks/1/stats/median", "< 2 s", "not checked"),
        # A threshold that is true failed.
        ("k6-legacy.json", "/metrics/http_req_duration/thresholds/p(95)<200",
         "< 200 ms", "not checked"),
        ("k6-legacy.json", "http_req_duration.p95", "< 200 ms at p95", "missed"),
        ("k6-legacy.json", "http_req_failed", "< 0.5 %", "missed"),
        # A metric of one's own may be a time or a number.
        ("k6-legacy.json", "basket_size.p95", "< 10 ms at p95", "not checked"),
        ("plain.json", "bare", "< 200 ms", "not checked"),
        ("locust.csv", "GET /users.p95", "< 100 ms at p95", "missed"),
    ],
)  # fmt: skip
def test_what_is_missed_is_not_met(file: str, place: str, target: str, expected: str):
    checked = Evidence({"r": file}, SAMPLES).check(item(f"r#{place}", target))
    assert checked is not None
    assert checked.verdict == expected


@pytest.mark.parametrize(
    ("file", "place", "target", "expected"),
    [
        # Lines 66.7 %, branches 25 %, both 53.8 %.
        ("coverage-branches.json", "/totals/percent_covered", "50 %", "not checked"),
        ("coverage-branches.json", "total", "60 % of branches", "not checked"),
        ("coverage-branches.json", "total.combined", "50 % of lines", "not checked"),
        ("coverage-branches.json", "total.branches", "50 %", "missed"),
        ("coverage-branches.json", "total", "60 % of lines", "met"),
        # A share of one is not one percent.
        ("cobertura.xml", "total", "60 %", "met"),
        ("cobertura.xml", "total.branches", "30 %", "missed"),
        ("lcov.info", "total", "70 %", "missed"),
        ("jacoco.xml", "total", "60 %", "missed"),
        ("istanbul.json", "total", "60 % of lines", "met"),
    ],
)
def test_a_coverage_is_compared_as_its_format_means_it(
    file: str, place: str, target: str, expected: str
):
    found = item(f"r#{place}", target, "coverage")
    checked = Evidence({"r": file}, SAMPLES).check(found)
    assert checked is not None
    assert checked.verdict == expected


# How a value is shown


@pytest.mark.parametrize(
    ("median", "target", "shown"),
    [
        (0.182, "< 200 ms", "182 ms"),
        (0.95, "< 2 s", "0.95 s"),
        (0.0000123456, "< 50 µs", "12.35 µs"),
        (0.2000000001, "≤ 200 ms", "200.0000001 ms"),
        (0.95, "< 512 MB", "0.95 s"),
        (0.95, "fast", "0.95 s"),
    ],
)
def test_a_value_is_short_and_never_seems_to_meet_what_it_misses(
    bench, median: float, target: str, shown: str
):
    data = {
        "machine_info": {},
        "benchmarks": [{"name": "test", "stats": {"median": median}}],
    }
    checked = bench(data).check(item("bench#test.median", target))
    assert checked.found.text == shown


@pytest.mark.parametrize("text", ["182 ms", "-3 °C", "1,250 ms"])
def test_a_text_is_shown_as_it_is(bench, text: str):
    checked = bench({"x": text}).check(item("bench#/x", "< 5 °C"))
    assert checked.found.text == text


def test_a_negative_text_is_one(bench):
    assert bench({"x": "-3 °C"}).find("bench#/x").number == -3
