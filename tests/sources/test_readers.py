"""Readers of result files: what each number of a format is, in which unit."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.sources import READERS, Content, SourceError, read
from sphinxcontrib_techspec.sources.lookup import Found, NotFound, by_name, by_pointer

FILES = Path(__file__).parent / "files"
DAY = dt.date(2026, 10, 30)


def find(file: str, place: str) -> Found | NotFound:
    """Return what a place in one of the files leads to."""
    results = read((FILES / file).read_bytes())
    return (by_pointer if place.startswith("/") else by_name)(results, place)


def value(file: str, place: str) -> tuple[float, str | None, str]:
    """Return a value: number, unit and statistic."""
    found = find(file, place)
    assert isinstance(found, Found), found
    return round(found.figure.number, 4), found.figure.unit, found.statistic


FORMATS = {
    "pytest-benchmark.json": ("pytest-benchmark", DAY),
    "hyperfine.json": ("hyperfine", None),
    "k6-legacy.json": ("k6", None),
    "k6-summary.json": ("k6", None),
    "k6-machine-readable.json": ("k6", DAY),
    "locust.csv": ("Locust", None),
    "coverage.json": ("coverage.py", DAY),
    "coverage-branches.json": ("coverage.py", DAY),
    "cobertura.xml": ("Cobertura", DAY),
    "lcov.info": ("lcov", None),
    "jacoco.xml": ("JaCoCo", DAY),
    "istanbul.json": ("Istanbul", None),
    "plain.json": ("JSON", None),
}


def test_every_file_is_listed():
    assert {path.name for path in FILES.iterdir()} == set(FORMATS)


@pytest.mark.parametrize("file", FORMATS)
def test_a_format_is_recognised_by_one_reader(file: str):
    data = (FILES / file).read_bytes()
    results = read(data)
    assert (results.format, results.date) == FORMATS[file]
    # The last reader takes any JSON.
    found = [reader(Content(data)) for reader in READERS[:-1]]
    assert sum(one is not None for one in found) == (file != "plain.json")


@pytest.mark.parametrize(
    ("file", "place", "expected"),
    [
        ("pytest-benchmark.json", "test_write.median", (0.95, "s", "median")),
        ("pytest-benchmark.json", "test_write.max", (1.2, "s", "max")),
        ("pytest-benchmark.json", "test_write.q3", (0.97, "s", "p75")),
        ("pytest-benchmark.json", "test_write.p95", (1.2, "s", "p95")),
        ("pytest-benchmark.json", "test_write.ops", (1.006, "ops/s", "ops")),
        ("pytest-benchmark.json", "benchmarks/test_bench.py::test_read.mean",
         (0.158, "s", "mean")),
        ("hyperfine.json", "shop start.mean", (0.12, "s", "mean")),
        ("hyperfine.json", "shop start.p95", (0.31, "s", "p95")),
        ("hyperfine.json", "shop start.p50", (0.1, "s", "median")),
        ("hyperfine.json", "shop load (size=100).mean", (9.0, "s", "mean")),
        *(
            (file, place, expected)
            for file in ("k6-legacy.json", "k6-summary.json",
                         "k6-machine-readable.json")
            for place, expected in (
                ("http_req_duration.p95", (215.9, "ms", "p95")),
                ("http_req_duration.p(95)", (215.9, "ms", "p95")),
                ("http_req_duration.avg", (144.5, "ms", "mean")),
                ("http_reqs.count", (200.0, "req", "count")),
                ("http_req_failed", (1.0, "%", "rate")),
            )
        ),
        ("k6-legacy.json", "http_reqs.rate", (50.0, "req/s", "rate")),
        ("k6-summary.json", "http_reqs.rate", (50.0, "req/s", "rate")),
        ("k6-legacy.json", "data_received.rate", (31000.0, "B/s", "rate")),
        ("k6-summary.json", "data_received.count", (1300000.0, "B", "count")),
        ("k6-legacy.json", "basket_size.p95", (8.0, None, "p95")),
        ("k6-summary.json", "basket_size.med", (3.0, None, "median")),
        ("locust.csv", "GET /users.p95", (110.0, "ms", "p95")),
        ("locust.csv", "POST /users.p99.9", (800.0, "ms", "p99.9")),
        ("locust.csv", "Aggregated.99%", (250.0, "ms", "p99")),
        ("locust.csv", "Aggregated.mean", (59.2, "ms", "mean")),
        ("locust.csv", "Aggregated.max", (800.0, "ms", "max")),
        ("locust.csv", "Aggregated.rate", (33.3, "req/s", "rate")),
        ("locust.csv", "Aggregated.failures", (1.0, "%", "failures")),
        ("coverage.json", "total", (66.6667, "%", "lines")),
        ("coverage.json", "total.statements", (66.6667, "%", "statements")),
        ("coverage-branches.json", "total", (66.6667, "%", "lines")),
        ("coverage-branches.json", "total.branches", (25.0, "%", "branches")),
        ("coverage-branches.json", "total.combined", (53.8462, "%", "combined")),
        ("coverage-branches.json", "src/shop.py", (50.0, "%", "lines")),
        ("coverage-branches.json", "src/shop.py.branches", (25.0, "%", "branches")),
        ("cobertura.xml", "total", (66.6667, "%", "lines")),
        ("cobertura.xml", "total.branches", (25.0, "%", "branches")),
        ("cobertura.xml", "shop.py.lines", (50.0, "%", "lines")),
        ("lcov.info", "total.lines", (66.6667, "%", "lines")),
        ("lcov.info", "total.branches", (25.0, "%", "branches")),
        ("lcov.info", "total.functions", (100.0, "%", "functions")),
        ("lcov.info", "shop.py", (50.0, "%", "lines")),
        ("jacoco.xml", "total.lines", (40.0, "%", "lines")),
        ("jacoco.xml", "total.branches", (75.0, "%", "branches")),
        ("jacoco.xml", "total.instructions", (75.0, "%", "instructions")),
        ("jacoco.xml", "com/example/shop", (100.0, "%", "lines")),
        ("jacoco.xml", "com/example/shop/Price.instructions",
         (90.0, "%", "instructions")),
        ("istanbul.json", "total.lines", (66.6667, "%", "lines")),
        ("istanbul.json", "total.statements", (75.0, "%", "statements")),
        ("istanbul.json", "/app/src/price.js.functions", None),
        ("plain.json", "read.p95", (182.0, "ms", "p95")),
        ("plain.json", "read.mean", (0.12, "s", "mean")),
        ("plain.json", "start", (2.41, "s", "")),
        ("plain.json", "bare", (182.0, None, "")),
    ],
)  # fmt: skip
def test_a_name_leads_to_a_number_with_its_unit_and_statistic(
    file: str, place: str, expected: tuple[float, str | None, str] | None
):
    if expected is None:
        # What begins with a slash is a pointer.
        assert isinstance(find(file, place), NotFound)
    else:
        assert value(file, place) == expected


@pytest.mark.parametrize(
    ("file", "pointer", "expected"),
    [
        ("k6-legacy.json", "/metrics/http_req_duration/p(95)", (215.9, "ms", "p95")),
        ("k6-legacy.json", "/metrics/http_req_failed/value", (1.0, "%", "rate")),
        ("k6-summary.json", "/metrics/http_req_duration/values/avg",
         (144.5, "ms", "mean")),
        ("coverage.json", "/totals/percent_covered", (66.6667, "%", "lines")),
        ("coverage-branches.json", "/totals/percent_covered",
         (53.8462, "%", "combined")),
        ("coverage-branches.json", "/totals/percent_statements_covered",
         (66.6667, "%", "lines")),
        ("coverage-branches.json", "/files/src~1shop.py/summary/percent_covered",
         (40.0, "%", "combined")),
        ("istanbul.json", "/total/lines/pct", (66.6667, "%", "lines")),
        # What the format does not state is a bare number.
        ("coverage.json", "/totals/covered_lines", (6.0, None, "")),
        ("plain.json", "/read/p95", (182.0, "ms", "p95")),
        ("plain.json", "/bare", (182.0, None, "")),
    ],
)  # fmt: skip
def test_a_pointer_has_the_unit_and_statistic_of_its_format(
    file: str, pointer: str, expected: tuple[float, str | None, str]
):
    assert value(file, pointer) == expected


@pytest.mark.parametrize(
    ("file", "pointer", "name"),
    [
        ("pytest-benchmark.json", "/benchmarks/1/stats/median", "test_write.median"),
        ("hyperfine.json", "/results/0/mean", "shop start.mean"),
        ("hyperfine.json", "/results/1/mean", "shop load (size=10).mean"),
        ("k6-machine-readable.json", "/results/metrics/1/values/p(95)",
         "http_req_duration.p95"),
        ("plain.json", "/list/0", ""),
    ],
)  # fmt: skip
def test_a_position_in_a_list_is_no_name(file: str, pointer: str, name: str):
    found = find(file, pointer)
    assert isinstance(found, NotFound)
    assert found.by_position
    assert found.name == name
    assert found.name or found.advice
    if name:
        assert isinstance(find(file, name), Found)


@pytest.mark.parametrize(
    ("file", "place", "named"),
    [
        ("pytest-benchmark.json", "test_writ.median", "test_write"),
        ("pytest-benchmark.json", "test_write", "median"),
        ("pytest-benchmark.json", "test_write.p101", "median"),
        ("hyperfine.json", "shop load.mean", "shop load (size=10)"),
        ("locust.csv", "/users.p95", None),
        ("locust.csv", "users.p95", ""),
        ("locust.csv", "GET /empty.p95", "mean"),
        ("istanbul.json", "total.branches", "lines"),
        ("cobertura.xml", "/coverage/line-rate", "total.lines"),
        ("k6-legacy.json", "/metrics/http_req_duration/thresholds/p(95)<200", None),
        ("plain.json", "list", None),
        ("plain.json", "read", "p95"),
    ],
)
def test_what_is_not_there_is_named(file: str, place: str, named: str | None):
    found = find(file, place)
    assert isinstance(found, NotFound)
    assert not found.by_position
    assert found.problem
    if named is not None:
        assert named in found.advice


def test_a_name_of_two_entries_is_none():
    data = json.loads((FILES / "pytest-benchmark.json").read_text("utf-8"))
    for module, benchmark in zip("ab", data["benchmarks"], strict=True):
        benchmark["name"] = "test"
        benchmark["fullname"] = f"{module}.py::test"
    results = read(json.dumps(data).encode())
    assert isinstance(by_name(results, "test.mean"), NotFound)
    found = by_name(results, "b.py::test.mean")
    assert isinstance(found, Found)
    assert found.figure.number > 0.9


# What a coverage counts


def test_several_records_of_a_file_are_one_file():
    record = (
        "TN:{}\nSF:a.c\nDA:1,{}\nDA:2,{}\nLF:2\nLH:1\nBRF:2\nBRH:1\nend_of_record\n"
    )
    data = record.format("one", 1, 0) + record.format("two", 0, 1)
    results = read(data.encode())
    found = by_name(results, "total.lines")
    assert isinstance(found, Found)
    assert found.figure.number == 100
    assert isinstance(by_name(results, "total.branches"), NotFound)


def test_counts_of_cobertura_come_before_its_rounded_rate():
    data = b'<coverage line-rate="0.9" lines-covered="89996" lines-valid="100000"/>'
    found = by_name(read(data), "total")
    assert isinstance(found, Found)
    assert found.figure.number == pytest.approx(89.996)


def test_a_rate_of_branches_that_were_not_measured_is_none():
    data = b'<coverage line-rate="0.5" branch-rate="1"/>'
    assert isinstance(by_name(read(data), "total.branches"), NotFound)


def test_counters_of_a_report_are_its_own():
    data = (
        b'<report name="x"><group name="g"><counter type="LINE" missed="0" covered="9"/>'
        b'</group><counter type="LINE" missed="9" covered="0"/></report>'
    )
    results = read(data)
    assert [
        found.figure.number
        for name in ("total", "g")
        if isinstance(found := by_name(results, name), Found)
    ] == [0, 100]


# Values of JSON


@pytest.mark.parametrize(
    "text",
    ["1–2 s", "100-300 ms", "120 ms ± 15 ms", "3 of 4", "< 120 ms", "soon", "",
     "1 h 30 min", "2026-01-01", "5 ms, 900 ms", "v2 120 ms"],
)  # fmt: skip
def test_a_text_that_is_not_one_number_is_none(text: str):
    assert isinstance(
        by_pointer(read(json.dumps({"x": text}).encode()), "/x"), NotFound
    )


def test_a_statistic_is_not_two():
    found = by_pointer(read(b'{"p95": "1 ms at p99"}'), "/p95")
    assert isinstance(found, Found)
    assert found.statistic == ""


# Damaged and hostile files


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\xff\xfe\xfd", b"\x00", b"{", b"[" * 100_000, b"1" * 5000, b"<", b"<a>",
        b"<a></b>", b"words", b"Type,Name,\n", b"a,b\n1,2\n", b"<html></html>",
        b"SF", b'<?xml version="1.0" encoding="x-none"?><a/>', b"<a>" * 1000,
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_has_a_reason(data: bytes):
    with pytest.raises(SourceError) as got:
        read(data)
    assert got.value.problem
    assert got.value.advice


ENTITIES = """<?xml version="1.0"?>
<!DOCTYPE coverage [
 <!ENTITY a "{}">
 <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
]>
<coverage line-rate="0.9">&b;</coverage>
"""


@pytest.mark.parametrize(
    "data",
    [
        ENTITIES.format("lol"),
        '<!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        '<coverage line-rate="0.9">&x;</coverage>',
        '<!DOCTYPE c [<!ENTITY % p SYSTEM "http://example.org/x.dtd"> %p;]>'
        '<coverage line-rate="0.9"/>',
    ],
)
def test_entities_are_refused(data: str):
    with pytest.raises(SourceError):
        read(data.encode())


def test_a_mark_of_bytes_and_utf_16_are_read():
    for data in (b'\xef\xbb\xbf{"x": "1 ms"}', '{"x": "1 ms"}'.encode("utf-16")):
        assert isinstance(by_name(read(data), "x"), Found)


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["benchmarks", "machine_info", "results", "metrics", "metadata", "meta",
             "k6Version", "totals", "version", "num_statements", "files", "name",
             "stats", "root_group", "values", "total", "lines", "pct", "covered",
             "command", "mean", "times", "p95", "summary", "num_branches"]
        ),
        inner,
        max_size=6,
    ),
    max_leaves=30,
)  # fmt: skip


@given(_JSON)
def test_no_json_breaks_a_reader(data: object):
    results = read(json.dumps(data).encode())
    for entry in results.entries:
        for figure in entry.figures.values():
            assert isinstance(figure.number, float)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_break_a_reader(data: bytes):
    try:
        read(data)
    except SourceError as error:
        assert error.problem


@given(st.lists(st.sampled_from(
    ["TN:x\n", "SF:a\n", "SF:b\n", "DA:1,1\n", "DA:x\n", "DA:1,\n", "LF:1\n", "LH:2\n",
     "LF:²\n", "BRF:9999\n", "end_of_record\n", "H:1\n", ":\n", "\n"]
)))  # fmt: skip
def test_no_tracefile_breaks_its_reader(lines: list[str]):
    results = read(("SF:z\n" + "".join(lines)).encode())
    for entry in results.entries:
        assert all(0 <= figure.number <= 100 for figure in entry.figures.values())
