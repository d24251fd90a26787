"""The entities of mermaid's ER diagrams, and the lines that relate them."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.code.mermaid import (
    ErDiagram,
    diagram_type,
    read_classes,
    read_diagram,
)


def diagram(text: str) -> ErDiagram:
    found = read_diagram("erDiagram\n" + dedent(text))
    assert found is not None
    return found


def fields(text: str) -> dict[str, list[tuple[str, str, str, str]]]:
    """Return name, type, constraints and comment of each field, by entity."""
    return {
        entity.name: [
            (f.name, f.type, f.constraints, f.description) for f in entity.fields
        ]
        for entity in diagram(text).entities
    }


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("string name", [("name", "string", "", "")]),
        ("string name PK", [("name", "string", "primary key", "")]),
        (
            'int id PK, FK "of the hive"',
            [("id", "int", "primary key, foreign key", "of the hive")],
        ),
        ("int id PK,UK", [("id", "int", "primary key, unique", "")]),
        ("int *id", [("id", "int", "primary key", "")]),
        ('varchar(99) name "as sold"', [("name", "varchar(99)", "", "as sold")]),
        ("string[] tags", [("tags", "string[]", "", "")]),
        ("list~int~ marks", [("marks", "list~int~", "", "")]),
        (
            'string name PK "who" int age FK',
            [("name", "string", "primary key", "who"),
             ("age", "int", "foreign key", "")],
        ),
        ("string name %% not yet", [("name", "string", "", "")]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["BEE {{ {} }}", "BEE {{\n    {}\n}}"])
def test_an_attribute(
    attributes: str, expected: list[tuple[str, str, str, str]], form: str
) -> None:
    if "%%" in attributes and "\n" not in form:
        form = "BEE {{ {}\n}}"
    assert fields(form.format(attributes)) == {"BEE": expected}


def test_names_of_entities() -> None:
    text = """
        h[Hive] { int id }
        "Honey Jar" { int id }
        LINE-ITEM:::big { int id }
        a["Bee Keeper"] {
            int id
        }
        EMPTY { }
        LONE
    """
    assert list(fields(text)) == ["Hive", "Honey Jar", "LINE-ITEM", "Bee Keeper"]
    assert diagram(text).aliases == {"h": "Hive", "a": "Bee Keeper"}


def test_a_second_block_adds_attributes() -> None:
    found = diagram("BEE { int id }\nBEE {\n  date born\n}")
    assert [[f.name for f in e.fields] for e in found.entities] == [["id", "born"]]


def test_other_statements_are_no_relations() -> None:
    code = dedent("""
        ---
        title: Hives
        ---
        %%{init: {
          "theme": "dark"
        }}%%
        erDiagram
            title Hives
            direction LR
            accTitle: Hives
            accDescr {
                BEE ||--|| HIVE
            }
            classDef big fill:red
            class BEE big
            style HIVE fill:blue
            %% HIVE ||--|| BEE
            HIVE ||--o{ BEE : houses
            title ||--|| BEE : of
    """)
    found = read_diagram(code)
    assert found is not None
    assert [text for _, text in found.relations] == [
        "HIVE ||--o{ BEE : houses",
        "title ||--|| BEE : of",
    ]
    lines = code.split("\n")
    assert all(lines[number].strip() == text for number, text in found.relations)


@pytest.mark.parametrize(
    ("text", "line", "entities"),
    [
        ("BEE {\n  int id\n  nothing\n}", 3, ["BEE"]),
        ("BEE {\n  int id", 1, ["BEE"]),
        ("BEE { int id } and more", 1, ["BEE"]),
        ('BEE {\n  "what"\n  int id\n}', 2, ["BEE"]),
    ],
)
def test_a_mistake_in_the_attributes(text: str, line: int, entities: list[str]) -> None:
    found = diagram(text)
    assert found.faults
    assert found.faults[0].line == line
    assert [e.name for e in found.entities] == entities


@pytest.mark.parametrize(
    "code", ["", "flowchart TB\n  A --> B", "%% x\nclassDiagram\n  class A { int id }"]
)
def test_other_diagrams_have_no_entities(code: str) -> None:
    assert read_diagram(code) is None
    assert not read_classes(code).classes


def test_the_type_of_a_diagram() -> None:
    assert diagram_type("%% a\n\nclassDiagram-v2\n  A <|-- B") == "classDiagram-v2"


@given(
    st.lists(st.sampled_from('A b1 { } "x y" , PK || --o{ : %% \n [ ] *'.split(" ")))
)
def test_any_text_is_read(parts: list[str]) -> None:
    code = "erDiagram\n" + " ".join(parts)
    found = read_diagram(code)
    assert found is not None
    lines = code.split("\n")
    assert all(lines[number].strip() == text for number, text in found.relations)
    assert all(f.name and f.type for e in found.entities for f in e.fields)
