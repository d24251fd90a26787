"""Documents in OpenAPI: read in the directives of endpoints and of entities."""

from __future__ import annotations

import json
from collections.abc import Callable
from textwrap import dedent, indent
from typing import Any

import pytest

from conftest import Project
from languages import Language
from sphinxcontrib_techspec.code.json_schema import read_classes

Make = Callable[..., Project]

DOCUMENT = dedent("""
    openapi: 3.0.0
    paths:
      /lamps:
        post:
          summary: Light one
          security: [{Key: []}]
          requestBody:
            content:
              application/json: {schema: {$ref: '#/components/schemas/Lamp'}}
    components:
      schemas:
        Lamp:
          type: object
          properties: {height: {type: number}}
""").strip()


def spec(language: Language, *blocks: str) -> dict[str, str]:
    head = language.directive("techspec:spec", "Street", {"status": "draft"}, "A. B.")
    return {"index": language.document(head, *blocks)}


@pytest.mark.parametrize("kind", ["endpoint", "entity"])
def test_either_directive_reads_all_of_a_document(
    project: Make, language: Language, kind: str
) -> None:
    code = language.code(DOCUMENT, "yaml")
    block = language.directive(f"techspec:{kind}", body=code)
    build = project(spec(language, block), language=language).build("techspec")
    items = {item["kind"]: item for item in build.items}
    assert items["endpoint"]["name"] == "POST /lamps"
    assert items["endpoint"]["fields"]["request"] == "Lamp"
    assert items["entity"]["name"] == "Lamp"
    assert not [f for f in build.findings if f["code"] in {"TS003", "TS004", "TS008"}]


def test_an_entity_that_is_described_elsewhere_is_one(
    project: Make, language: Language
) -> None:
    lamp = language.directive("techspec:entity", "Lamp", body="- height: number")
    code = language.code(DOCUMENT, "yaml")
    block = language.directive("techspec:endpoint", body=code)
    build = project(spec(language, lamp, block), language=language).build("techspec")
    assert sorted(item["name"] for item in build.items) == ["Lamp", "POST /lamps"]
    assert not [f for f in build.findings if f["code"] in {"TS003", "TS004", "TS008"}]


def test_a_part_that_is_not_understood_is_reported(
    project: Make, language: Language
) -> None:
    code = language.code(DOCUMENT.replace("components:", "conponents:"), "yaml")
    block = language.directive("techspec:endpoint", body=code)
    build = project(spec(language, block), language=language).build("techspec")
    (found,) = (f for f in build.findings if f["code"] == "TS008")
    assert "conponents" in found["message"]
    assert found["severity"] != "info"


def _schemas(
    project: Make, language: Language, schemas: str, *blocks: str
) -> tuple[dict[str, list[str]], list[dict[str, Any]]]:
    code = f"{DOCUMENT}\n{indent(dedent(schemas).strip(), '    ')}"
    block = language.directive("techspec:endpoint", body=language.code(code, "yaml"))
    build = project(spec(language, *blocks, block), language=language).build("techspec")
    fields = {
        item["name"]: [row["name"] for row in item["fields"]["fields"]]
        for item in build.items
        if item["kind"] == "entity"
    }
    return fields, [f for f in build.findings if f["code"] == "TS011"]


def test_fields_of_a_schema_that_the_entity_does_not_have_are_reported(
    project: Make, language: Language
) -> None:
    lamp = language.directive("techspec:entity", "Lamp", body="- colour: string")
    fields, (found,) = _schemas(project, language, "Post: {type: object}", lamp)
    assert fields["Lamp"] == ["colour"]
    assert (found["item"], found["subject"]) == ("Lamp", "height")
    assert found["severity"] == "info"


def test_a_schema_has_the_fields_of_those_that_it_is_made_of(
    project: Make, language: Language
) -> None:
    schemas = """
    Tall:
      allOf:
        - {$ref: '#/components/schemas/Lamp'}
        - {$ref: '#/components/schemas/Tall'}
        - allOf: [{properties: {steps: {type: integer}}}]
      properties: {height: {type: string}}
    Other:
      allOf: [{$ref: 'other.yaml#/Lamp'}, {properties: {lit: {type: boolean}}}]
    """
    fields, (found,) = _schemas(project, language, schemas)
    assert fields["Tall"] == ["height", "steps"]
    assert fields["Other"] == ["lit"]
    assert "other.yaml#/Lamp" in found["subject"]


def test_a_chain_of_schemas_has_a_bounded_number_of_fields() -> None:
    schemas = {
        f"S{n}": {
            "allOf": [{"$ref": f"#/components/schemas/S{n - 1}"}],
            "properties": {f"f{n}": {"type": "string"}},
        }
        for n in range(200)
    }
    code = json.dumps({"components": {"schemas": schemas}})
    found = read_classes(code)
    assert len(found.classes) == len(schemas)
    assert found.unread
    assert max(len(source.fields) for source in found.classes) < len(schemas)


@pytest.mark.parametrize("same", [True, False])
def test_a_column_that_is_added_to_a_table_described_elsewhere(
    project: Make, language: Language, *, same: bool
) -> None:
    code = f"ALTER TABLE lamps ADD COLUMN {'colour' if same else 'lit'} text;"
    body = language.code(code, "sql")
    build = project(
        spec(
            language,
            language.directive("techspec:entity", "Lamp", body="- colour: string"),
            language.directive("techspec:entity", body=body),
        ),
        language=language,
    ).build("techspec")
    subjects = [f["subject"] for f in build.findings if f["code"] == "TS011"]
    assert subjects == ([] if same else ["lit"])
