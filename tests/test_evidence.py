"""Values are found in files of JSON by pointers, and compared with targets."""

from __future__ import annotations

import json
from pathlib import Path
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


@pytest.mark.parametrize("text", ["bench#/p95", "`bench#/p95`", "b-1_x#/", "b#/a/0/~1"])
def test_a_reference_is_one(text: str):
    assert Evidence().check(item(text)) is not None


@pytest.mark.parametrize(
    "text",
    [
        "", "bench", "bench#", "bench#p95", "#/p95", "the bench", "see bench#/p95",
        "https://example.org/#/p95", "results/bench.json#/p95", "results.html#/p95",
        "[bench](bench.json#/p95)", "1st#/p95",
    ],
)  # fmt: skip
def test_other_text_is_none(text: str):
    assert Evidence().check(item(text)) is None


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
        ("/foo", ["list"]),
        ("/a~1b/c", ["“c”", "number"]),
    ],
)
def test_a_missing_value_is_named(bench, pointer: str, values: list[str]):
    found = bench(RFC_6901).find(f"bench#{pointer}")
    assert isinstance(found, MissingValue)
    for value in ("bench.json", pointer, *values):
        assert value in found.problem


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
    assert "JSON" in found.problem
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


def verdict(target: str, value: str | float, default: Any = None) -> str:
    measured = Measured("", float(value), None) if not isinstance(value, str) else None
    if measured is None:
        read = Target.model_validate(value)
        assert read.number is not None
        measured = Measured(read.text, read.number, read.unit, read.percentile)
    return compare(Target.model_validate(target), measured, default)[0]


@pytest.mark.parametrize(
    ("target", "met", "missed"),
    [
        ("< 200 ms at p95", 199.9, 200),
        ("≤ 200 ms", 200, 200.1),
        ("at least 90 %", 90, 89.99),
        ("> 5", 5.1, 5),
        ("= 3 copies", 3, 2),
        ("< 200 ms", "0.19 s", "0.2 s"),
        ("< 2 min", "119 s", "120,000 ms"),
        ("≤ 1 MiB", "1048576 B", "1.1 MB"),
        ("≥ 1,000 req/s", "60,000 req/min", "59,999 req/min"),
        ("≥ 10 MB/s", "10,000 kB/s", "9 MB/s"),
        ("≥ 90 %", "90 %", "89 %"),
        ("< 200 ms at p95", "182 ms", "240 ms at p95"),
    ],
)
def test_a_value_meets_its_target_or_misses_it(target: str, met, missed):
    assert verdict(target, met) == "met"
    assert verdict(target, missed) == "missed"


@pytest.mark.parametrize(
    ("target", "value"),
    [
        ("200 ms", 100),
        ("5–10 s", 3),
        ("5 s to 10 s", 3),
        ("< 1 in 1,000 requests", 0.5),
        ("≥ 2 of 3 replicas", 3),
        ("< -60 dB", -72),
        ("< 200 ms", "3 MB"),
        ("≥ 500 req/s", "600 jobs/s"),
        ("≥ 500 req/s", "600 req"),
        ("≥ 0.9", "95 %"),
        ("< 200 ms at p95", "150 ms at p99"),
    ],
)
def test_what_cannot_be_compared_is_not(target: str, value):
    assert verdict(target, value) == "not checked"


def test_coverage_is_a_least_share(bench):
    evidence = bench({"x": 93})
    assert evidence.check(item("bench#/x", "90 %", "coverage")).verdict == "met"
    assert evidence.check(item("bench#/x", "95 %", "coverage")).verdict == "missed"
    assert evidence.check(item("bench#/x", "95 %")).verdict == "not checked"


def test_of_nothing_there_is_only_more(bench):
    evidence = bench({"none": 0, "one": 1})
    assert evidence.check(item("bench#/none", "zero losses")).verdict == "met"
    assert evidence.check(item("bench#/one", "zero losses")).verdict == "missed"


def test_a_target_without_a_number_is_not_compared(bench):
    checked = bench({"x": 1}).check(item("bench#/x", "fast"))
    assert (checked.verdict, checked.found.text) == ("not checked", "1")


_NUMBERS = st.floats(-1e12, 1e12)


@given(st.floats(0.001, 1e9), _NUMBERS)
def test_a_sign_and_its_opposite_never_agree(wanted: float, number: float):
    measured = Measured("", number, None)
    signs: dict[Comparison, Comparison] = {"<": ">=", ">": "<="}
    for sign, opposite in signs.items():
        found = {
            compare(Target(text=f"{s} x", comparison=s, number=wanted), measured)[0]
            for s in (sign, opposite)
        }
        assert found == {"met", "missed"}


# How a value is shown


@pytest.mark.parametrize(
    ("value", "target", "shown"),
    [
        (182, "< 200 ms", "182 ms"),
        (93.41176470588235, "≥ 90 %", "93.41 %"),
        (0.000123456, "< 1 s", "0.0001235 s"),
        (1234567.89, "≥ 1 req/s", "1234568 req/s"),
        (89.99999, "≥ 90 %", "89.99999 %"),
        (200.0000001, "≤ 200 ms", "200.0000001 ms"),
        (1.5, "≥ 1", "1.5"),
        (-3, "> 0 °C", "-3 °C"),
        ("182 ms", "< 1 s", "182 ms"),
        ("-3 °C", "> 0 °C", "-3 °C"),
    ],
)
def test_a_value_is_short_and_never_seems_to_meet_what_it_misses(
    bench, value, target: str, shown: str
):
    checked = bench({"x": value}).check(item("bench#/x", target))
    assert checked.found.text == shown


def test_a_negative_text_is_one(bench):
    assert bench({"x": "-3 °C"}).find("bench#/x").number == -3
