from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import document, header, item, project, report
from sphinxcontrib_techspec.exchange.read import ExchangeError, read_report
from sphinxcontrib_techspec.exchange.write import dump
from sphinxcontrib_techspec.model.document import Document, DocumentBlock
from sphinxcontrib_techspec.model.project import Project


def pages() -> list[Document]:
    """Return two specs with findings of several kinds and with hostile texts."""
    rows = [{"name": "id", "type": "UUID", "description": "<b>&amp;\u2028\ud7ff"}]
    return [
        document(
            "index", header("Shop"), item("stack", "A", version="3.x", layer="x"),
            item("stack", "B", waive=[("TS301", "the vendor has none")]),
            item("entity", "User", rows=rows),
            waive=[("TS101", "it is an example")],
        ),
        document("pay", header("Pay", "draft"), item("perf", "Speed", target="fast")),
    ]  # fmt: skip


def text() -> str:
    made = Project("Shop", pages(), {})
    return dump(made, report(made))


def test_reading_gives_what_was_written():
    made = Project("Shop", pages(), {})
    written = report(made)
    assert written.findings
    assert read_report(dump(made, written)) == written


def test_how_much_was_read_is_in_the_file_and_may_be_missing():
    made = Project("Shop", pages(), {})
    made.documents["pay"].blocks[:] = [
        DocumentBlock("table", 3, is_read=True), DocumentBlock("list", 9),
        DocumentBlock("list", 7, file="part.txt"),
    ]  # fmt: skip
    made = Project("Shop", made.documents.values(), {})
    whole = dump(made, report(made))
    found = {spec.name: spec.reading for spec in read_report(whole).specs}
    assert (found["Pay"].read_blocks, found["Pay"].blocks) == (1, 3)
    left = [(block.file, block.line) for block in found["Pay"].unread]
    assert left == [("part.txt", 7), ("pay.md", 9)]
    data = json.loads(whole)
    for spec in data["specs"]:
        del spec["reading"]
    old = read_report(json.dumps(data))
    assert [spec.reading.blocks for spec in old.specs] == [0, 0]


def test_same_project_gives_the_same_bytes():
    made = Project("Shop", pages(), {})
    turned = Project("Shop", reversed(pages()), {})
    assert dump(made, report(made)) == dump(turned, report(turned)) == text()


def test_file_names_neither_a_time_nor_a_path():
    assert "/work" not in text()
    assert set(json.loads(text())) == {
        "format", "version", "generator", "project", "specs", "decision_records",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ("", "JSON"),
        ("{", "JSON"),
        ("[]", "object"),
        ("null", "object"),
        ("{}", "“format”"),
        ('{"format": "techspec"}', "version None"),
        ('{"format": "techspec", "version": 99}', "version 99"),
        ('{"format": "techspec", "version": 2}', "'specs'"),
        ('{"format": "techspec", "version": 2, "specs": 3}', "'specs'"),
        ("[" * 100_000, "JSON"),
        ('{"format": "techspec", "version": 2, "specs": [1], "project": ""}', "key"),
        ('{"format": "techspec", "version": 2, "specs": []}', "'project'"),
    ],
)
def test_wrong_file_is_an_error(wrong, named):
    with pytest.raises(ExchangeError) as caught:
        read_report(wrong)
    assert named in str(caught.value)
    assert "\n" not in str(caught.value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)


@given(st.data())
def test_garbled_file_gives_a_report_or_one_error(data):
    """Whatever stands in the place of any part of a good file."""
    whole = json.loads(text())
    part = whole
    for _ in range(data.draw(st.integers(1, 6))):
        keys = list(part) if isinstance(part, dict) else list(range(len(part)))
        if not keys:
            break
        key = data.draw(st.sampled_from(keys))
        if isinstance(part[key], (dict, list)) and data.draw(st.booleans()):
            part = part[key]
            continue
        if data.draw(st.booleans()):
            part[key] = data.draw(JSON)
        else:
            del part[key]
        break
    try:
        read_report(json.dumps(whole))
    except ExchangeError as error:
        assert "\n" not in str(error)


def test_project_of_one_draft():
    made = project(document("index", item("stack", "A")))
    (spec,) = json.loads(dump(made, report(made)))["specs"]
    assert spec["implicit"] is True
    assert spec["header"] is None
