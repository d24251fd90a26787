"""What is compared of a ``techspec.json``, and files that are none."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from states import item, record, spec, text

from conftest import Build
from sphinxcontrib_techspec.compare.differences import compare
from sphinxcontrib_techspec.compare.snapshot import read_snapshot, value_text
from sphinxcontrib_techspec.exchange.read import ExchangeError


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (16.4, "16.4"),
        (404, "404"),
        (["b", "a", ""], "a, b"),
        ({"text": "< 5 ms", "number": 5.0}, "< 5 ms"),
        ({"a": "1", "b": None}, "a: 1"),
        ([], ""),
    ],
)
def test_the_text_of_a_value(value, expected):
    assert value_text(value) == expected


@pytest.mark.parametrize("dash", ["-", "–", "—", " - ", ""])
def test_a_dash_is_no_value(dash):
    values = (
        read_snapshot(text(spec([item("stack", "A", note=dash)])))
        .specs[0]
        .items[1]
        .values
    )
    assert "note" not in values


@pytest.mark.parametrize("name", ["conduit", "minimal"])
def test_examples_are_as_themselves(name, example: Callable[[str, str], Build]):
    data = example(name, "techspec").json
    read = read_snapshot(json.dumps(data))
    items = [i for one in data["specs"] for i in one["items"]]
    assert sum(
        i.kind not in {"spec", "waive", "not-applicable"}
        for s in read.specs
        for i in s.items
    ) == len(items)
    assert compare(read, read_snapshot(json.dumps(data))).is_empty


WHOLE = text(
    spec(
        [item("stack", "A", fields=[{"name": "x"}])],
        not_applicable=[
            {"name": "cli", "reason": "none", "file": "a.md", "docname": "a", "line": 1}
        ],
        waivers=[{"code": "TS306", "reason": "long", "line": 1}],
    ),
    records=[record(1, "A", "accepted")],
)
PATHS: list[tuple[str | int, ...]] = [
    ("specs", 0, "items"), ("specs", 0, "items", 0, "kind"), ("specs", 0, "name"),
    ("specs", 0, "items", 0, "fields"), ("specs", 0, "items", 0, "line"),
    ("specs", 0, "score"), ("specs", 0, "header"), ("specs", 0, "not_applicable", 0, "name"),
    ("specs", 0, "waivers", 0, "code"), ("decision_records", 0, "label"),
    ("decision_records", 0, "successors"), ("decision_records",),
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
@given(value=st.sampled_from([7, True, "x", ["x"], [1], {"a": 1}, [[]], -1, 1.5]))
def test_damaged_files_are_refused_or_read(path, value):
    data = json.loads(WHOLE)
    part = data
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    try:
        read = read_snapshot(json.dumps(data))
    except ExchangeError:
        return
    compare(read, read_snapshot(WHOLE))


@pytest.mark.parametrize("missing", [p for p in PATHS if isinstance(p[-1], str)])
def test_a_missing_key_is_refused(missing):
    data = json.loads(WHOLE)
    part = data
    for key in missing[:-1]:
        part = part[key]
    del part[missing[-1]]
    with pytest.raises(ExchangeError):
        read_snapshot(json.dumps(data))
