"""Diagrams with entities: read in any of their directives, drawn by an extension."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent
from typing import Any

import pytest

from conftest import Project
from languages import LANGUAGES, Language
from pages import Page, words

Make = Callable[..., Project]

DIAGRAM = dedent("""
    erDiagram
        HIVE ||--o{ BEE : houses
        BEE }o--|| KEEPER : "belongs to"
        HIVE {
            int id PK "on the lid"
            string place
        }
        k[KEEPER] { string name UK }
        BEE { date born }
""").strip()

DRAWING = ["myst_parser", "sphinxcontrib_techspec", "drawn_diagrams"]


def spec(language: Language, *blocks: str, status: str = "draft") -> dict[str, str]:
    head = language.directive("techspec:spec", "Apiary", {"status": status}, "A. B.")
    return {"index": language.document(head, *blocks)}


def items(build: Any) -> list[tuple[str, str]]:
    return sorted((item["kind"], item["name"]) for item in build.items)


ALL = [
    ("entity", "BEE"),
    ("entity", "HIVE"),
    ("entity", "KEEPER"),
    ("relation", "BEE → KEEPER"),
    ("relation", "HIVE → BEE"),
]


@pytest.mark.parametrize("kind", ["entity", "relation"])
def test_either_directive_reads_all_of_a_diagram(
    project: Make, language: Language, kind: str
) -> None:
    code = language.code(DIAGRAM, "mermaid")
    links = " and ".join(
        [language.role("techspec:entity", "HIVE"),
         language.role("techspec:item", "HIVE.place")]
    )  # fmt: skip
    blocks = [language.directive(f"techspec:{kind}", body=code), links]
    made = project(spec(language, *blocks), language=language)
    build = made.build("techspec")
    assert items(build) == ALL
    (hive,) = (item for item in build.items if item["name"] == "HIVE")
    assert hive["line"] == made.line("HIVE {")
    assert hive["fields"]["fields"][0] == {
        "name": "id",
        "type": "int",
        "constraints": "primary key",
        "description": "on the lid",
    }
    assert not [f for f in build.findings if f["code"] in {"TS003", "TS004", "TS008"}]
    page = made.html()
    assert 'href="#entity-hive--place"' in page
    assert 'id="entity-hive--place"' in page
    assert "on the lid" in words(Page(page).body)


def test_cardinalities_are_words(project: Make, language: Language) -> None:
    code = language.code(DIAGRAM, "mermaid")
    body = language.directive("techspec:relation", body=code)
    build = project(spec(language, body), language=language).build("techspec")
    found = [i["fields"]["cardinality"] for i in build.items if i["kind"] == "relation"]
    assert found == [
        {"text": "one to many", "left": "one", "right": "many"},
        {"text": "many to one", "left": "many", "right": "one"},
    ]


@pytest.mark.parametrize("first", [True, False])
def test_an_entity_that_is_written_elsewhere_is_that_one(
    project: Make, language: Language, *, first: bool
) -> None:
    diagram = language.directive(
        "techspec:relation", body=language.code(DIAGRAM, "mermaid")
    )
    written = [
        language.directive("techspec:entity", "Hive", body="- number: int"),
        language.directive("techspec:entity", "Bees", body="- age: int"),
    ]
    blocks = [*written, diagram] if first else [diagram, *written]
    build = project(spec(language, *blocks), language=language).build("techspec")
    assert items(build) == [
        ("entity", "Bees"),
        ("entity", "Hive"),
        ("entity", "KEEPER"),
        *ALL[3:],
    ]
    codes = {found["code"] for found in build.findings}
    assert codes.isdisjoint({"TS003", "TS004", "TS005"})


def test_an_end_that_is_defined_nowhere(project: Make, language: Language) -> None:
    code = language.code("erDiagram\n    HIVE ||--o{ BEE : houses", "mermaid")
    body = language.directive("techspec:relation", body=code)
    pages = spec(language, body, status="approved")
    build = project(pages, language=language).build("techspec")
    found = [(f["subject"], f["severity"]) for f in build.findings
             if f["code"] == "TS004"]  # fmt: skip
    assert sorted(found) == [("BEE", "warning"), ("HIVE", "warning")]


def test_each_line_that_is_not_understood_is_reported(
    project: Make, language: Language
) -> None:
    broken = DIAGRAM.replace("date born", "date born\n        lost\n    ")
    code = language.code(f"{broken}\n    ?? one\n    ?? two", "mermaid")
    body = language.directive("techspec:entity", body=code)
    made = project(spec(language, body), language=language)
    build = made.build("techspec")
    assert items(build) == ALL
    found = [(f["code"], f["line"]) for f in build.findings if f["code"] == "TS008"]
    assert sorted(found) == [
        ("TS008", made.line(text)) for text in ("  lost", "?? one", "?? two")
    ]


def test_a_second_block_adds_attributes(project: Make, language: Language) -> None:
    more = 'HIVE {\n        int id PK "on the lid"\n        date built\n    }'
    wrong = "BEE {\n        int born\n    }"
    code = language.code(f"{DIAGRAM}\n    {more}\n    {wrong}", "mermaid")
    body = language.directive("techspec:entity", body=code)
    made = project(spec(language, body), language=language)
    build = made.build("techspec")
    (hive,) = (i for i in build.items if i["name"] == "HIVE")
    assert [f["name"] for f in hive["fields"]["fields"]] == ["id", "place", "built"]
    found = [(f["code"], f["line"]) for f in build.findings if f["code"] == "TS008"]
    assert found == [("TS008", made.line("int born"))]


def test_an_alias_names_the_ends_of_relations(
    project: Make, language: Language
) -> None:
    text = """
    erDiagram
        h[Hive]
        BEE["BEE: one per cell"] { date born }
        h { int id }
        h ||--o{ BEE : houses
    """
    body = language.directive(
        "techspec:entity", body=language.code(dedent(text).strip(), "mermaid")
    )
    build = project(spec(language, body), language=language).build("techspec")
    assert items(build) == [
        ("entity", "BEE"),
        ("entity", "Hive"),
        ("relation", "Hive → BEE"),
    ]
    assert "TS004" not in {found["code"] for found in build.findings}


def test_a_table_of_entities_whose_fields_a_diagram_has(
    project: Make, language: Language
) -> None:
    table = language.table(["Entity", "Purpose"], [["Hive", "A box"], ["Comb", "Wax"]])
    blocks = [
        language.directive("techspec:entity", body=table),
        language.directive("techspec:entity", body=language.code(DIAGRAM, "mermaid")),
    ]
    pages = spec(language, *blocks, status="approved")
    build = project(pages, language=language).build("techspec")
    found = [f["item"] for f in build.findings if f["code"] == "TS308"]
    assert found == ["Comb"]


def test_a_class_diagram_is_reported(project: Make, language: Language) -> None:
    code = language.code("classDiagram\n    class Bee { +int age }", "mermaid")
    body = language.directive("techspec:entity", body=f"- Hive: A box\n\n{code}")
    build = project(spec(language, body), language=language).build("techspec")
    assert [f["severity"] for f in build.findings if f["code"] == "TS011"] == ["info"]


@pytest.mark.parametrize("options", [{}, {"caption": "The apiary"}])
def test_a_diagram_of_an_extension(
    project: Make, language: Language, options: dict[str, str]
) -> None:
    drawn = language.directive("mermaid", "", options, DIAGRAM)
    body = language.directive("techspec:entity", body=drawn)
    made = project(spec(language, body), language=language, extensions=DRAWING)
    assert items(made.build("techspec")) == ALL
    (hive,) = (i for i in made.build("techspec").items if i["name"] == "HIVE")
    assert hive["line"] == made.line("HIVE {")
    assert '<pre class="mermaid">erDiagram' in made.html()


def test_a_fence_that_an_extension_draws(project: Make) -> None:
    language = LANGUAGES["md"]
    drawn = language.code(DIAGRAM, "mermaid")
    body = language.directive("techspec:relation", body=drawn)
    made = project(
        spec(language, body),
        language=language,
        extensions=DRAWING,
        myst_fence_as_directive=["mermaid"],
    )
    assert items(made.build("techspec")) == ALL
    assert '<pre class="mermaid">erDiagram' in made.html()
