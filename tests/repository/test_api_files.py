"""Operations of API documents: every version of the format, in JSON and YAML."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.repository import is_api_file
from sphinxcontrib_techspec.repository.api_files import ApiOperation, read_operations
from sphinxcontrib_techspec.repository.base import DamagedError

BEARER = {"type": "http", "scheme": "bearer"}
OPERATION: dict[str, Any] = {"responses": {"200": {"description": "Done"}}}


def document(**more: Any) -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/orders": {"get": dict(OPERATION)}},
    } | more


def read(data: dict[str, Any], form: str) -> list[ApiOperation]:
    text = (
        json.dumps(data, indent=2)
        if form == "json"
        else yaml.safe_dump(data, sort_keys=False)
    )
    return read_operations(text.encode(), is_json=form == "json")


@pytest.fixture(params=["json", "yaml"])
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("openapi.yaml", True),
        ("public/openapi.json", True),
        ("api/swagger-v2.yml", True),
        ("shop.openapi.yaml", True),
        ("shop-openapi.json", True),
        ("api-docs.json", True),
        ("openapi-mock.test.yaml", False),
        ("package.json", False),
        ("openapi.py", False),
        ("schema.yaml", False),
    ],
)
def test_names_of_files(path: str, *, expected: bool):
    assert is_api_file(path) is expected


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0", "3.2.0"])
def test_methods_and_paths_with_their_lines(form: str, version: str):
    data = document(
        openapi=version,
        paths={
            "/orders": {"summary": "Orders", "get": OPERATION, "post": OPERATION},
            "/orders/{id}": {"parameters": [], "delete": OPERATION, "x-get": {}},
            "x-note": {"get": OPERATION},
        },
    )
    found = read(data, form)
    assert [(o.method, o.path) for o in found] == [
        ("GET", "/orders"), ("POST", "/orders"), ("DELETE", "/orders/{id}")
    ]  # fmt: skip
    text = (
        json.dumps(data, indent=2)
        if form == "json"
        else yaml.safe_dump(data, sort_keys=False)
    )
    rows = text.split("\n")
    for operation in found:
        row = rows[operation.line - 1].strip().strip('"')
        assert row.startswith(operation.method.lower())


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("https://shop.example.org/api/v1", "/api/v1"),
        ("https://shop.example.org/", ""),
        ("https://{region}.example.org/{release}/", "/v2"),
        ("/api", "/api"),
        ("api", "/api"),
        ("http://[bad", ""),
    ],
)
def test_the_base_of_a_server(form: str, url: str, base: str):
    variables = {"release": {"default": "v2"}, "region": {"default": "eu"}}
    servers = [{"url": url, "variables": variables}]
    assert [o.base for o in read(document(servers=servers), form)] == [base]
    of_path = {"/orders": {"servers": servers, "get": OPERATION}}
    others = [{"url": "/other"}]
    found = read(document(servers=others, paths=of_path), form)
    assert [o.base for o in found] == [base]
    of_operation = {"/orders": {"get": OPERATION | {"servers": servers}}}
    found = read(document(servers=others, paths=of_operation), form)
    assert [o.base for o in found] == [base]


def test_an_operation_is_on_each_server(form: str):
    servers = [{"url": "/v1"}, {"url": "https://x.example.org/v2"}, {"url": "/v1/"}]
    assert [o.base for o in read(document(servers=servers), form)] == ["/v1", "/v2"]


def test_swagger_2(form: str):
    data = {
        "swagger": "2.0",
        "basePath": "/api/",
        "securityDefinitions": {"key": {"type": "apiKey"}},
        "paths": {"/orders": {"get": OPERATION | {"security": [{"key": []}]}}},
    }
    (found,) = read(data, form)
    assert (found.base, found.authentication) == ("/api", "required")


@pytest.mark.parametrize(
    ("of_root", "of_operation", "expected"),
    [
        (None, None, "none"),
        ([{"bearer": []}], None, "required"),
        ([{"bearer": []}], [], "none"),
        ([{"bearer": []}], [{}], "none"),
        (None, [{"bearer": []}, {}], "optional"),
        ([], [{"bearer": ["read"]}], "required"),
    ],
)
def test_authentication(form: str, of_root: Any, of_operation: Any, expected: str):
    operation = dict(OPERATION)
    if of_operation is not None:
        operation["security"] = of_operation
    other = OPERATION | {"security": [{"bearer": []}]}
    data = document(paths={"/orders": {"get": operation, "post": other}})
    if of_root is not None:
        data["security"] = of_root
    # Without a scheme the document says nothing of it.
    assert read(data, form)[0].authentication == "unknown"
    data["components"] = {"securitySchemes": {"bearer": BEARER}}
    assert read(data, form)[0].authentication == expected


def test_requirements_of_the_document_alone_are_of_no_operation(form: str):
    data = document(
        security=[{"bearer": []}], components={"securitySchemes": {"bearer": BEARER}}
    )
    assert read(data, form)[0].authentication == "unknown"


def test_a_path_of_components_and_one_of_another_file(form: str):
    data = document(
        paths={
            "/orders": {"$ref": "#/components/pathItems/Orders~1all"},
            "/kites": {"$ref": "kites.yaml"},
            "/lost": {"$ref": "#/components/pathItems/Lost"},
        },
        components={"pathItems": {"Orders/all": {"get": OPERATION}}},
    )
    found = {o.path: o.method for o in read(data, form)}
    assert found == {"/orders": "GET", "/kites": "", "/lost": ""}


def test_methods_of_version_3_2(form: str):
    paths = {
        "/orders": {"query": OPERATION, "additionalOperations": {"LINK": OPERATION}}
    }
    found = read(document(openapi="3.2.0", paths=paths), form)
    assert [o.method for o in found] == ["QUERY", "LINK"]


def test_deprecated_operations(form: str):
    data = document(paths={"/orders": {"get": OPERATION | {"deprecated": True}}})
    assert [o.is_deprecated for o in read(data, form)] == [True]


@pytest.mark.parametrize("text", ["", "a: 1", "[]", "- openapi: 3", "openapi", "{}"])
def test_other_data_has_no_operations(text: str):
    assert read_operations(text.encode(), is_json=False) == []


def test_merged_keys_and_aliases():
    text = """\
openapi: 3.0.3
x-answer: &answer {responses: {}}
x-orders: &orders
  get: *answer
paths:
  /orders:
    <<: *orders
    post: *answer
"""
    found = read_operations(text.encode(), is_json=False)
    assert {o.method for o in found} == {"GET", "POST"}


@pytest.mark.parametrize(
    ("text", "is_json"),
    [
        ("openapi: 3.1.0\npaths: [", False),
        ("openapi: 3.1.0\nx: " + "- " * 10_000, False),
        ("openapi: 3.1.0\nx: " + "[" * 100_000, False),
        ("openapi: 3.1.0\nx:\n" + "".join(f"{' ' * n}a:\n" for n in range(500)), False),
        ('{"openapi": "3.1.0", ', True),
        ('{"openapi": "3.1.0", "x": ' + "[" * 100_000, True),
        ("openapi: 3.1.0\n<<<<<<< HEAD\n", False),
        ("\xff", True),
    ],
)
def test_damage(text: str, *, is_json: bool):
    data = text.encode("latin-1")
    with pytest.raises(DamagedError):
        read_operations(data, is_json=is_json)


def test_aliases_that_multiply_are_bounded():
    rows = ["openapi: 3.1.0", "x0: &a0 [1]"]
    rows += [f"x{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    with pytest.raises(DamagedError):
        read_operations("\n".join(rows).encode(), is_json=False)


@given(st.data())
def test_any_text_is_read_or_an_error(data: st.DataObject):
    form = data.draw(st.sampled_from(["json", "yaml"]))
    whole = document(
        servers=[{"url": "/v1"}],
        security=[{"bearer": []}],
        components={"securitySchemes": {"bearer": BEARER}},
    )
    text = json.dumps(whole) if form == "json" else yaml.safe_dump(whole)
    start, end = sorted(data.draw(st.integers(0, len(text))) for _ in range(2))
    changed = text[:start] + data.draw(st.text(max_size=9)) + text[end:]
    try:
        found = read_operations(
            changed.encode("utf-8", "replace"), is_json=form == "json"
        )
    except DamagedError:
        return
    for operation in found:
        assert operation.path.startswith("/")
        assert 1 <= operation.line <= changed.count("\n") + 1
