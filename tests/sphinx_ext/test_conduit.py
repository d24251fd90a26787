"""The example holds a whole API: nothing of it may be lost on the way to its readers."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from conftest import EXAMPLES, Build
from pages import Page, words
from sphinxcontrib_techspec.text import slug

API: dict[str, Any] = yaml.safe_load(
    (EXAMPLES / "conduit" / "openapi.yaml").read_text("utf-8")
)
"""The OpenAPI document of the API that the example describes."""

AUTH = {"no": "none", "none": "none", "required": "required", "optional": "optional"}
"""What the example's words for authentication mean in the OpenAPI document."""

METHODS = ("get", "put", "post", "delete")


def operations() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each operation with its name, such as ``GET /tags``."""
    for path, methods in API["paths"].items():
        for method in METHODS:
            if method in methods:
                yield f"{method.upper()} {path}", methods[method]


def auth_of(operation: dict[str, Any]) -> str:
    """Return whether an operation needs a token: none, optional or required."""
    security = operation.get("security", API["security"])
    return "none" if not security else "optional" if {} in security else "required"


def errors_of(operation: dict[str, Any]) -> list[str]:
    """Return the status codes of the failures of an operation."""
    return sorted(status for status in operation["responses"] if status >= "400")


OPERATIONS = [pytest.param(*operation, id=operation[0]) for operation in operations()]
SCHEMAS: dict[str, dict[str, Any]] = API["components"]["schemas"]
ENTITIES = [
    pytest.param(name, schema, id=name)
    for name, schema in SCHEMAS.items()
    if not name.endswith("Request")
]
"""The schemas that are entities of the example; its requests are payloads."""


def resolve(pointer: str) -> Any:
    """Return what a reference such as ``#/components/schemas/User`` points to."""
    found: Any = API
    for key in pointer.removeprefix("#/").split("/"):
        found = found[key.replace("~1", "/").replace("~0", "~")]
    return found


def references(value: Any) -> Iterator[str]:
    """Yield the references in a part of the document."""
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"]
        for part in value.values():
            yield from references(part)
    elif isinstance(value, list):
        for part in value:
            yield from references(part)


def test_document_is_valid():
    assert API["openapi"].startswith("3.1.")
    assert {"title", "version"} <= API["info"].keys()
    for reference in references(API):
        assert resolve(reference), reference
    # Schemas of OpenAPI 3.1 are JSON Schema 2020-12.
    for schema in SCHEMAS.values():
        Draft202012Validator.check_schema(schema)
        assert set(schema.get("required", ())) <= schema["properties"].keys()
    ids = [operation["operationId"] for _, operation in operations()]
    assert len(ids) == len(set(ids))
    schemes = API["components"]["securitySchemes"].keys()
    for name, operation in operations():
        parameters = [
            resolve(parameter["$ref"]) if "$ref" in parameter else parameter
            for parameter in [
                *API["paths"][name.partition(" ")[2]].get("parameters", []),
                *operation.get("parameters", []),
            ]
        ]
        in_path = [p["name"] for p in parameters if p["in"] == "path"]
        assert sorted(in_path) == sorted(re.findall(r"{(\w+)}", name))
        assert any(status.startswith("2") for status in operation["responses"])
        for needed in operation.get("security", ()):
            assert needed.keys() <= schemes


def test_examples_in_the_document_are_valid():
    bodies = [
        body["content"]["application/json"]
        for _, operation in operations()
        if (body := operation.get("requestBody"))
    ]
    examples = [body for body in bodies if "example" in body]
    assert len(examples) == 2
    for body in examples:
        whole = {**body["schema"], "components": API["components"]}
        Draft202012Validator(whole).validate(body["example"])


def test_document_and_example_are_about_the_same(items):
    named = {kind: {name for of, name in items if of == kind} for kind, _ in items}
    assert named["endpoint"] == {name for name, _ in operations()}
    assert named["entity"] == {entity.id for entity in ENTITIES}
    # An entity has the body of an error already; the payload is an example of it.
    assert named["payload"] - {"GenericError"} == SCHEMAS.keys() - named["entity"]


@pytest.fixture(scope="session")
def html(example) -> Build:
    return example("conduit", "html")


@pytest.fixture(scope="session")
def items(example) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the items of ``techspec.json`` by kind and name."""
    found = example("conduit", "techspec").items
    return {(item["kind"], item["name"]): item for item in found}


@pytest.mark.parametrize(("name", "operation"), OPERATIONS)
def test_operation_is_in_the_json(items, name, operation):
    fields = items["endpoint", name]["fields"]
    assert f"{fields['method']} {fields['path']}" == name
    assert AUTH[fields["auth"].lower()] == auth_of(operation)
    assert sorted(fields["errors"]) == errors_of(operation)


@pytest.mark.parametrize("name", [name for name, _ in operations()])
def test_operation_is_in_the_inventory_and_on_its_page(html, name):
    docname, _, anchor = html.inventory["techspec:endpoint"][name].partition(".html#")
    shown = words(Page(html.html(docname)).around(anchor, "dt", "tr"))
    assert shown.startswith(name)


@pytest.mark.parametrize(("name", "schema"), ENTITIES)
def test_schema_is_in_the_json(items, name, schema):
    fields = items["entity", name]["fields"]["fields"]
    assert {
        field["name"]: not re.search(r"\boptional\b|\bdefault\b", field["constraints"])
        for field in fields
    } == {key: key in schema.get("required", ()) for key in schema["properties"]}


@pytest.mark.parametrize(("name", "schema"), ENTITIES)
def test_schema_is_in_the_inventory_and_on_its_page(html, name, schema):
    docname, _, anchor = html.inventory["techspec:entity"][name].partition(".html#")
    page = Page(html.html(docname))
    assert words(page.by_id[anchor]) in {name, ""}
    for property_ in schema["properties"]:
        row = page.around(f"{anchor}--{slug(property_)}", "tr")
        assert words(row[0]) == property_


def test_example_builds_without_a_warning(tmp_path):
    """As its reader would build it: with its own theme, in a process of its own."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "sphinx", "-W", "--keep-going", "-n", "-q"),
            *("-b", "html", EXAMPLES / "conduit", tmp_path / "html"),
        ],
        capture_output=True,
        check=False,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
