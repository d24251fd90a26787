from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.code.entity_lines import read_entity_lines


def entities(code: str) -> dict[str, list[tuple[str, str, str]]]:
    found = read_entity_lines(dedent(code).strip("\n")).classes
    return {
        c.name: [(f.name, f.type, f.description or f.constraints) for f in c.fields]
        for c in found
    }


def test_fields_below_a_name():
    code = """
    Lamp:
      - id: UUID      # on the post
                      # in brass
      - low, high: Float
          - unit: String
    """
    assert entities(code) == {
        "Lamp": [
            ("id", "UUID", "on the post"),
            ("low", "Float", ""),
            ("high", "Float", ""),
        ]
    }


def test_parts_of_a_field_are_fields_with_its_name():
    code = """
    Lamp
      - id: UUID
      - place:
          - town: String     # where
          - at:
              - east: Float
          - post: String
      - lit: Boolean
    """
    assert entities(code) == {
        "Lamp": [
            ("id", "UUID", ""),
            ("place", "", ""),
            ("place.town", "String", "where"),
            ("place.at", "", ""),
            ("place.at.east", "Float", ""),
            ("place.post", "String", ""),
            ("lit", "Boolean", ""),
        ]
    }


@given(st.lists(st.tuples(st.integers(1, 4), st.sampled_from(["", " UUID"]))))
def test_fields_are_in_the_order_of_their_lines(rows: list[tuple[int, str]]):
    code = "\n".join(
        ["Lamp", *(f"{'  ' * d}- f{n}:{t}" for n, (d, t) in enumerate(rows))]
    )
    found = read_entity_lines(code)
    for source in found.classes:
        assert [f.line for f in source.fields] == sorted(
            {f.line for f in source.fields}
        )
        for field in source.fields:
            *parents, own = field.name.split(".")
            assert own == f"f{field.line - 1}"
            known = {f.name: f for f in source.fields}
            parent = known.get(".".join(parents))
            assert not parents or (parent is not None and not parent.type)


@pytest.mark.parametrize("form", ["{} - {}", "{}: {}", "{}({})", "{} ({})"])
def test_fields_behind_a_name(form):
    lines = [
        form.format("lamp", "id, post_id (a, b), lit"),
        form.format("post", "id, at"),
    ]
    assert entities("\n".join(lines)) == {
        "lamp": [("id", "", ""), ("post_id", "", "a, b"), ("lit", "", "")],
        "post": [("id", "", ""), ("at", "", "")],
    }


@pytest.mark.parametrize(
    "code",
    [
        "lamp - id, lit",
        "draft - editable, private\nraised - lit, public",
        "a -> b\nc -> d",
        "Lamp\n  - id: UUID",
        "Lamp\n  the one on the post",
        "words and more words",
        "",
    ],
)
def test_other_texts_have_no_entities(code):
    found = read_entity_lines(code)
    assert (found.classes, found.fault) == ([], None)


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("Lamp\n  - id: UUID\n  - lit: Bool\n  - height Float", 3),
        ("a - id, b\nc - id, d\ne * id, f", 2),
    ],
)
def test_a_line_that_is_not_understood_is_the_fault(code, line):
    found = read_entity_lines(code)
    assert not found.classes
    assert found.fault is not None
    assert found.fault.line == line
