"""The example holds a whole API: nothing of it may be lost on the way to its readers."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import EXAMPLES, ROOT, Build
from pages import Page, words
from sphinxcontrib_techspec.text import slug

FACTS: dict[str, Any] = json.loads(
    (ROOT / "tests" / "data" / "conduit_api.json").read_text("utf-8")
)
"""What the published API says: its operations, and the properties of its schemas."""

OPERATIONS = [
    pytest.param(operation, id=f"{operation['method']} {operation['path']}")
    for operation in FACTS["operations"]
]
SCHEMAS = [pytest.param(*schema, id=schema[0]) for schema in FACTS["schemas"].items()]

AUTH = {"no": "none", "none": "none", "required": "required", "optional": "optional"}
"""What the example's words for authentication say of the API."""


def facts_of(api: dict[str, Any]) -> dict[str, Any]:
    """Return the facts of an OpenAPI document, as ``conduit_api.json`` has them."""
    operations = [
        {
            "method": method.upper(),
            "path": path,
            "auth": "required" if operation.get("security")
            # OpenAPI has no word for it; the document says so in its descriptions.
            else "optional" if "Auth is optional" in operation["description"]
            else "none",
        }
        for path, methods in api["paths"].items()
        for method, operation in methods.items()
    ]  # fmt: skip
    schemas = {
        name: {
            key: key in schema.get("required", []) for key in schema["properties"]
        }
        for name, schema in api["components"]["schemas"].items()
    }  # fmt: skip
    return {"operations": operations, "schemas": schemas}


def document() -> Path | None:
    """Return where the API's own document is, if it is here."""
    given = os.environ.get("CONDUIT_OPENAPI")
    path = Path(given) if given else ROOT.parent / "shared" / "conduit" / "openapi.yml"
    return path if path.is_file() else None


def test_facts_are_those_of_the_api():
    path = document()
    if path is None:
        pytest.skip("the API's document is not here; CONDUIT_OPENAPI may name it")
    assert facts_of(yaml.safe_load(path.read_text("utf-8"))) == FACTS


def test_api_is_whole():
    assert len(FACTS["operations"]) == 19
    assert len(FACTS["schemas"]) == 11


@pytest.fixture(scope="session")
def html(example) -> Build:
    return example("conduit", "html")


@pytest.fixture(scope="session")
def items(example) -> dict[tuple[str, str], dict[str, Any]]:
    """Give the items of ``techspec.json`` by kind and name."""
    found = example("conduit", "techspec").items
    return {(item["kind"], item["name"]): item for item in found}


@pytest.mark.parametrize("operation", OPERATIONS)
def test_operation_is_in_the_json(items, operation):
    fields = items["endpoint", f"{operation['method']} {operation['path']}"]["fields"]
    assert fields["method"] == operation["method"]
    assert fields["path"] == operation["path"]
    assert AUTH[fields["auth"].lower()] == operation["auth"]


@pytest.mark.parametrize("operation", OPERATIONS)
def test_operation_is_in_the_inventory_and_on_its_page(html, operation):
    name = f"{operation['method']} {operation['path']}"
    docname, _, anchor = html.inventory["techspec:endpoint"][name].partition(".html#")
    shown = words(Page(html.html(docname)).around(anchor, "dt", "tr"))
    assert shown.startswith(name)


@pytest.mark.parametrize(("name", "properties"), SCHEMAS)
def test_schema_is_in_the_json(items, name, properties):
    fields = items["entity", name]["fields"]["fields"]
    assert {
        field["name"]: not re.search(r"\boptional\b|\bdefault\b", field["constraints"])
        for field in fields
    } == properties


@pytest.mark.parametrize(("name", "properties"), SCHEMAS)
def test_schema_is_in_the_inventory_and_on_its_page(html, name, properties):
    docname, _, anchor = html.inventory["techspec:entity"][name].partition(".html#")
    page = Page(html.html(docname))
    assert words(page.by_id[anchor]) in {name, ""}
    for property_ in properties:
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
