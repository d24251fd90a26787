from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import item
from samples import sample
from sphinxcontrib_techspec.kinds import BY_NAME, KINDS
from sphinxcontrib_techspec.messages import Replace
from sphinxcontrib_techspec.model.build import build_item
from sphinxcontrib_techspec.model.item import ParsedItem, SourceText, row_models
from sphinxcontrib_techspec.model.references import split_references
from sphinxcontrib_techspec.text import Text, to_plain


@pytest.mark.parametrize(
    ("text", "references"),
    [
        ("ADR-001", ("ADR-001",)),
        ("ADR-001, ADR-002", ("ADR-001", "ADR-002")),
        ("ADR-001; ADR-002 and 3", ("ADR-001", "ADR-002", "3")),
        ("See ADR-001.", ("ADR-001",)),
        ("[ADR-001](./adr/001.md)", ("./adr/001.md",)),
        ("[ADR-001](<./adr/0 1.md>)", ("./adr/0 1.md",)),
        ("[a, b](x.md), [c](y.md)", ("x.md", "y.md")),
        ("See [ADR-001](x.md 'A title') and ADR-2", ("x.md", "ADR-2")),
        ("{techspec:adr}`ADR-001`", ("ADR-001",)),
        ("{techspec:adr}`that one <ADR-001>`", ("ADR-001",)),
        (":techspec:adr:`ADR-001`", ("ADR-001",)),
        ("`ADR-001 <x.rst>`_", ("x.rst",)),
        ("`ADR-001 <x.rst>`__, `b <y.rst>`__", ("x.rst", "y.rst")),
        ("<https://example.org/a,b>", ("https://example.org/a,b",)),
        ("https://example.org/a,b;c, ADR-1", ("https://example.org/a,b;c", "ADR-1")),
        ("(https://example.org/a).", ("https://example.org/a",)),
        ("[a](x_(1).md), ADR-2", ("x_(1).md", "ADR-2")),
        ("`ADR-001`", ("ADR-001",)),
        ("ADR-1, ADR-1", ("ADR-1",)),
        ("-", ()),
        ("n/a", ()),
        ("None", ()),
        ("", ()),
    ],
)
def test_split_references(text, references):
    assert split_references(text) == references


@given(st.text() | st.text("[]()<>`{}:,; aA1-.and_", max_size=40))
def test_split_references_takes_any_text(text):
    for reference in split_references(text):
        assert reference


def test_values_are_typed():
    record = item("stack", "PostgreSQL", role="Database", version="16.4", layer="DATA ")
    fields = record.model.model_dump()
    assert fields["version"] == {"text": "16.4", "pinning": "exact"}
    assert fields["layer"] == "data"
    assert record.invalid == {}
    assert record.problems == []


def test_value_that_does_not_fit_is_kept_and_reported():
    raw = ParsedItem(
        "stack", 3, SourceText("Redis", 3), {"layer": SourceText("dtaa", 5)}
    )
    item = build_item(raw, "index")
    assert item.invalid == {"layer": "dtaa"}
    assert item.text("layer") == "dtaa"
    (problem,) = item.problems
    assert (problem.code, problem.line) == ("TS001", 5)
    assert (problem.subject, problem.fix) == ("layer", Replace("dtaa", "data"))
    assert all(choice in problem.advice for choice in ("core", "infrastructure"))


def test_values_that_fit_stay_beside_one_that_does_not():
    record = item("stack", "Redis", layer="x", status="y", role="Cache", version="7.2")
    assert set(record.invalid) == {"layer", "status"}
    assert record.text("role") == "Cache"
    assert record.text("version") == "7.2"


@pytest.mark.parametrize(
    ("argument", "name", "method", "path"),
    [
        ("GET /users", "GET /users", "GET", "/users"),
        ("get  /users", "GET /users", "GET", "/users"),
        ("/users", "/users", "", "/users"),
        ("POST /a/{b}/c", "POST /a/{b}/c", "POST", "/a/{b}/c"),
    ],
)
def test_name_of_an_endpoint_holds_its_fields(argument, name, method, path):
    record = item("endpoint", argument)
    assert record.name == name
    assert (record.text("method"), record.text("path")) == (method, path)


@pytest.mark.parametrize(
    ("argument", "field"),
    [("GTE /users", "method"), ("GET users", "path"), ("GET /users/{id", "path")],
)
def test_endpoint_of_no_right_form_is_reported(argument, field):
    record = item("endpoint", argument)
    assert record.name == argument
    (problem,) = record.problems
    assert (problem.code, problem.subject) == ("TS001", field)


def test_markup_is_kept_beside_the_value():
    runs: Text = (("", "Uses "), ("code", "SELECT"), ("", " only"))
    raw = ParsedItem(
        "endpoint", 1, SourceText("GET /a", 1), {"purpose": SourceText(runs, 1)}
    )
    item = build_item(raw, "index")
    assert item.text("purpose") == runs
    assert item.model.model_dump()["purpose"] == "Uses SELECT only"


def test_lines_of_fields():
    raw = ParsedItem(
        "entity", 3, SourceText("User", 3),
        {"description": SourceText("A person", 4)},
        [{"name": SourceText("id", 7)}, {"name": SourceText("email", 8)}],
    )  # fmt: skip
    record = build_item(raw, "index")
    assert record.line_of("description") == 4
    assert record.line_of("fields.1") == 8
    assert record.line_of("adr") == 3
    assert [row.model_dump()["name"] for row in row_models(record)] == ["id", "email"]


def test_links_of_a_cell_are_its_references():
    raw = ParsedItem(
        "stack", 1, SourceText("A", 1), {"adr": SourceText("the one", 1, ("adr/1",))}
    )
    assert build_item(raw, "index").model.model_dump()["adr"] == ("adr/1",)


@given(
    st.sampled_from([kind.kind for kind in KINDS]),
    st.text(),
    st.dictionaries(st.integers(0, 30), st.text(), max_size=5),
)
def test_any_texts_give_a_record(kind, name, values):
    names = [n for n in BY_NAME[kind].field_specs() if n != BY_NAME[kind].rows]
    given_ = {names[number % len(names)]: text for number, text in values.items()}
    record = item(kind, name, **given_)
    for field in names:
        to_plain(record.text(field))
        record.has(field)
    assert {problem.code for problem in record.problems} <= {"TS001"}
    # A name that the options give in its parts as well is no field.
    besides = [problem for problem in record.problems if not problem.subject]
    assert len(record.problems) - len(besides) == len(record.invalid)
    assert len(besides) == any(
        label == BY_NAME[kind].label for label, _ in record.extras
    )


@pytest.mark.parametrize("kind", KINDS)
def test_sample_of_every_kind_has_no_problem(kind):
    made = sample(kind)
    options: dict[str, Any] = made.options
    assert item(kind.kind, made.name, **options).problems == []
