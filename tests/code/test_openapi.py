from __future__ import annotations

import json
from textwrap import dedent

import pytest

from sphinxcontrib_techspec.code.openapi import is_api_document, read_api

DOCUMENT = dedent("""
    openapi: 3.0.0
    security:
      - Key: []
    paths:
      /lamps/{id}:
        parameters: []
        get:
          summary: The  lamp
          responses:
            '200': {content: {application/json: {schema: {$ref: '#/components/schemas/Lamp'}}}}
            '404': {content: {application/json: {schema: {$ref: '#/components/schemas/No'}}}}
      /lamps:
        get:
          description: All of them
          security: []
          responses:
            '200':
              content:
                application/json:
                  schema: {type: array, items: {$ref: '#/components/schemas/Lamp'}}
        post:
          security: [{OAuth: [read, write], Key: []}, {Basic: []}]
          requestBody:
            content: {application/json: {schema: {type: object}}}
        put:
          security: [{}, {Key: []}]
    components:
      schemas:
        Lamp: {type: object, properties: {id: {type: string}}}
""").strip()


def test_operations_of_a_document():
    found = read_api(DOCUMENT, "yaml")
    assert [(o.method, o.path, o.line) for o in found.operations] == [
        ("GET", "/lamps/{id}", 6),
        ("GET", "/lamps", 12),
        ("POST", "/lamps", 20),
        ("PUT", "/lamps", 24),
    ]
    assert [o.purpose for o in found.operations] == ["The lamp", "All of them", "", ""]
    assert [o.auth for o in found.operations] == [
        "Key",
        "No",
        "OAuth (read, write) and Key or Basic",
        "Optional",
    ]
    assert [o.response for o in found.operations] == ["Lamp", "Lamp[]", "", ""]
    assert [(o.request, o.has_body) for o in found.operations][2] == ("", True)
    assert not found.unread
    assert found.fault is None


def test_json_is_read_as_yaml_is():
    operation = {
        "summary": "A",
        "parameters": [{"in": "body", "schema": {"$ref": "#/definitions/B"}}],
        "responses": {"201": {"schema": {"$ref": "#/definitions/C"}}},
    }
    code = json.dumps({"swagger": "2.0", "paths": {"/a": {"post": operation}}})
    (found,) = read_api(code, "json").operations
    assert (found.purpose, found.request, found.response) == ("A", "B", "C")
    assert found.auth == ""


@pytest.mark.parametrize(
    ("code", "language", "is_document"),
    [
        (DOCUMENT, "yaml", True),
        ("# the API\npaths:\n  /a: {get: {}}", "yml", True),
        ('{"paths": {"/a": {}}}', "json", True),
        (DOCUMENT, "python", False),
        (DOCUMENT, "", False),
        ("storage:\n  paths:\n    /a: b", "yaml", False),
        ("name: openapi", "yaml", False),
    ],
)
def test_documents_are_known_by_their_first_keys(code, language, is_document):
    assert is_api_document(code, language) == is_document


@pytest.mark.parametrize(
    ("old", "new", "name", "line"),
    [
        ("    get:\n      summary", "    gett:\n      summary", "gett", 6),
        ("components:", "conponents:", "conponents", 26),
        ("  schemas:", "  schemata:", "schemata", 27),
        ("properties:", "property:", "Lamp", 28),
        ("type: object, prop", "type: objekt, prop", "Lamp", 28),
        ("  /lamps:", "  lamps:", "lamps", 11),
        ("    parameters: []", "    $ref: a.yaml", "/lamps/{id}", 4),
    ],
)
def test_what_is_not_understood_is_noted(old, new, name, line):
    assert old in DOCUMENT
    found = read_api(DOCUMENT.replace(old, new, 1), "yaml")
    assert (name, line) in [(part.text, part.line) for part in found.unread]


def test_schemas_of_other_types_are_no_mistake():
    schemas = "{A: {type: string}, B: {oneOf: []}, C: {type: array}}"
    code = f"openapi: 3.1.0\npaths: {{}}\ncomponents: {{schemas: {schemas}}}"
    assert not read_api(code, "yaml").unread


def test_aliases_are_followed_within_a_bound():
    lines = ["x-a0: &a0 [x, x]"]
    lines += [f"x-a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    found = read_api("openapi: 3.0.0\n" + "\n".join(lines) + "\npaths: {}", "yaml")
    assert found.fault is not None


@pytest.mark.parametrize("code", ["openapi: [", "openapi: 3\npaths: 4", "paths:\n- a"])
def test_a_damaged_document_says_so(code):
    found = read_api(code, "yaml")
    assert not found.operations
    assert found.fault or found.unread
