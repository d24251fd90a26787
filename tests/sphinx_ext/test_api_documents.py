"""Documents in OpenAPI: read in the directives of endpoints and of entities."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent

import pytest

from conftest import Project
from languages import Language

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
