"""Endpoints of a spec against the API documents of the repository around it."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from conftest import Build, Project
from languages import Language
from sphinxcontrib_techspec import cli
from sphinxcontrib_techspec.exchange.schema import json_schema
from sphinxcontrib_techspec.sphinx_ext.domain import get_domain

MakeProject = Callable[..., Project]
Row = tuple[str, str, str]

RIGHT: list[Row] = [
    ("GET", "/orders", "No"),
    ("POST", "/orders", "Bearer"),
    ("GET", "/orders/{id}", "Bearer"),
]
"""The method, the path and the access of endpoints that are in the document."""


def api(*, path: str = "/orders", base: str = "/api/v1") -> dict[str, Any]:
    """Return a document with three operations."""
    answer = {"responses": {"200": {"description": "Done"}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "servers": [{"url": f"https://shop.example.org{base}"}],
        "security": [{"bearer": []}],
        "paths": {
            path: {"get": answer | {"security": []}, "post": answer},
            f"{path}/{{order_id}}": {"get": answer},
        },
        "components": {"securitySchemes": {"bearer": {"type": "http"}}},
    }


def text(data: dict[str, Any]) -> str:
    # Without aliases for what is there twice.
    return yaml.safe_dump(json.loads(json.dumps(data)), sort_keys=False)


def document(
    language: Language, rows: Sequence[Row] = RIGHT, status: str = "implemented"
) -> str:
    header = {"status": status, "version": "1.0", "updated": "2031-01-31"}
    cells = [(method, path, "Work on orders", auth) for method, path, auth in rows]
    return language.document(
        language.directive("techspec:spec", "Shop", header, "A shop for kites."),
        language.directive(
            "techspec:endpoint",
            body=language.table(["Method", "Path", "Purpose", "Auth"], cells),
        ),
        language.directive("techspec:report"),
        title="Shop",
    )


@pytest.fixture
def shop(project: MakeProject, language: Language) -> Callable[..., Project]:
    """Return a project in a repository with an API document."""

    def make(*rows: Row, status: str = "implemented", **files: str) -> Project:
        source = document(language, [*RIGHT, *rows], status)
        made = project({"index": source}, language=language)
        (made.folder / ".git").mkdir()
        for name, content in (files or {"openapi.yaml": text(api())}).items():
            _write(name, content)(made.folder)
        return made

    return make


Shop = Callable[..., Project]


def _write(name: str, content: str) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")

    return edit


def _remove(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink(missing_ok=True)


def drift(build: Build, code: str = "TS404") -> list[dict[str, Any]]:
    return [found for found in build.findings if found["code"] == code]


def verdicts(build: Build) -> dict[str, str]:
    """Return the verdict of each endpoint that does not agree."""
    return {
        found["item"]: "differs" if found["state"] == "fail" else "not checked"
        for found in drift(build)
    }


CLAIMS: dict[Row, str] = {
    ("GET", "/orders/", "Public"): "agrees",
    ("GET", "/api/v1/orders/:orderId", "JWT"): "agrees",
    ("GET", "/orders/{number}", "Optional"): "agrees",
    ("GET", "/orders/42", "Yes"): "agrees",
    ("GET", "/orders/latest", "Yes"): "not checked",
    ("GET", "/orders?status=open", "Bearer"): "not checked",
    ("POST", "/orders", "No"): "differs",
    ("POST", "/orders", "No auth required"): "differs",
    ("POST", "/orders", "Admin only"): "agrees",
    ("PUT", "/orders/{id}", "Bearer"): "differs",
    ("GET", "/orders/{id}/parts", "Bearer"): "differs",
    ("GET", "/customers", "Bearer"): "differs",
    ("GET", "/v2/orders", "No"): "differs",
    ("GET", "/health", "No"): "not checked",
    ("GET", "/api/v1/metrics", "No"): "not checked",
    ("POST", "/api/internal/orders", "Bearer"): "not checked",
    ("WS", "/orders/events", "Bearer"): "not checked",
    ("GET", "/orders/*", "Bearer"): "not checked",
}
"""An endpoint beside those that are right, and what the document says of it.

With authentication for what anyone may call there, it may be in a middleware.
"""


@pytest.mark.parametrize("row", CLAIMS, ids=str)
def test_verdicts(shop: Shop, row: Row):
    build = shop(row).build("techspec")
    found = verdicts(build)
    expected = CLAIMS[row]
    name = " ".join(row[:2])
    assert found == ({} if expected == "agrees" else {name: expected})
    claims = build.json["specs"][0]["claims"]
    assert claims["checked"] == 3 + (expected != "not checked")


def test_the_finding_names_both_places(shop: Shop):
    made = shop(("PUT", "/orders/{id}", "Bearer"))
    build = made.build("techspec")
    [found] = [f for f in drift(build) if f["state"] == "fail"]
    assert found["line"] == made.line("PUT", "index")
    rows = text(api()).split("\n")
    [place] = found["related"]
    assert place["file"] == "../openapi.yaml"
    assert rows[place["line"] - 1].strip() == "get:"
    assert place["text"] == "GET /orders/{order_id}"
    jsonschema.validate(build.json, json_schema())


def test_one_operation_that_may_have_moved_is_offered(shop: Shop):
    data = api(path="/shop/kites")
    data["paths"] |= api()["paths"]
    build = shop(("POST", "/kites", "Bearer"), **{"openapi.yaml": text(data)})
    [found] = drift(build.build("techspec"))
    assert [place["text"] for place in found["related"]] == ["POST /shop/kites"]


def test_access_of_public_operations_is_not_checked(shop: Shop):
    data = api()
    data["paths"]["/kites"] = {"get": {"security": [], "responses": {}}}
    build = shop(("GET", "/kites", "Bearer"), **{"openapi.yaml": text(data)})
    assert verdicts(build.build("techspec")) == {"GET /kites": "not checked"}


UNLIKE = {
    "another API": {"openapi.yaml": text(api(path="/kites"))},
    "another base": {"openapi.yaml": text(api(path="/shop/orders", base=""))},
    "no API document": {"openapi.yaml": "openapi-generator: {}\n"},
    "a document of a test": {"tests/openapi.yaml": text(api(path="/kites"))},
    "a document of a mock": {"openapi.mock.yaml": text(api(path="/kites"))},
    "an installed one": {"node_modules/x/openapi.yaml": text(api(path="/kites"))},
}


@pytest.mark.parametrize("case", UNLIKE)
def test_what_is_not_of_the_api_says_nothing(shop: Shop, case: str):
    build = shop(**UNLIKE[case]).build("techspec")
    assert "differs" not in verdicts(build).values()
    claims = build.json["specs"][0].get("claims", {"checked": 0})
    assert claims["checked"] == 0
    assert drift(build, "TS405") == []


@pytest.mark.parametrize(
    "name",
    [
        "openapi.yaml", "swagger.json", "docs/openapi.yml", "docs/api/openapi.json",
        "doc/shop.openapi.yaml", "public/openapi.json", "services/shop/api-docs.json",
    ],
)  # fmt: skip
def test_where_documents_are_found(shop: Shop, name: str):
    data = api()
    content = json.dumps(data) if name.endswith("json") else text(data)
    build = shop(**{name: content}).build("techspec")
    assert build.json["specs"][0]["claims"]["checked"] == 3


def test_several_documents_of_one_api_are_looked_at_together(shop: Shop):
    first, second = api(), api()
    del first["paths"]["/orders"]
    second["paths"] = {"/orders": second["paths"]["/orders"]}
    files = {"a/openapi.yaml": text(first), "b/openapi.yaml": text(second)}
    assert verdicts(shop(**files).build("techspec")) == {}
    row = ("DELETE", "/orders", "Bearer")
    assert verdicts(shop(row, **files).build("techspec")) == {
        "DELETE /orders": "differs"
    }


def test_a_document_that_cannot_be_read_contradicts_nothing(shop: Shop):
    files = {"a/openapi.yaml": text(api()), "b/openapi.yaml": "openapi: 3.1\nx: ["}
    build = shop(("GET", "/kites", "No"), **files).build("techspec")
    failed = [f for f in drift(build) if f["state"] == "fail"]
    assert [(f["file"], f["severity"]) for f in failed] == [
        ("../b/openapi.yaml", "warning")
    ]
    [other] = [f for f in drift(build) if f["state"] != "fail"]
    assert other["item"] == "GET /kites"


def test_planned_endpoints_are_one_finding(shop: Shop):
    rows = [("GET", "/kites", "No"), ("PUT", "/kites", "No")]
    build = shop(*rows, status="approved").build("techspec")
    [found] = drift(build)
    assert (found["severity"], found["item"]) == ("info", "")
    assert "2" in found["message"]


@pytest.mark.parametrize("has_root", [True, False])
def test_a_named_document_may_have_any_name(
    project: MakeProject, language: Language, *, has_root: bool
):
    source = document(language, [*RIGHT, ("PUT", "/orders", "Bearer")])
    made = project(
        {"index": source},
        language=language,
        techspec_sources={"shop": "../interface.yml"},
        techspec_sources_auto=has_root,
    )
    if has_root:
        (made.folder / ".git").mkdir()
    _write("interface.yml", text(api()))(made.folder)
    assert verdicts(made.build("techspec")) == {"PUT /orders": "differs"}


@pytest.mark.parametrize("content", [None, '{"p95": "120 ms"}', "\xff", "{"])
def test_a_file_of_measured_values_is_no_api_document(
    project: MakeProject, language: Language, content: str | None
):
    made = project(
        {"index": document(language)},
        language=language,
        techspec_sources={"bench": "../bench.json"},
    )
    if content is not None:
        (made.folder / "bench.json").write_text(content, "latin-1")
    assert drift(made.build("techspec")) == []


def test_the_search_can_be_switched_off(project: MakeProject, language: Language):
    made = project(
        {"index": document(language)}, language=language, techspec_sources_auto=False
    )
    (made.folder / ".git").mkdir()
    _write("openapi.yaml", text(api(path="/kites")))(made.folder)
    assert drift(made.build("techspec")) == []


def test_a_plain_file_is_compared_as_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / ".git").mkdir()
    (tmp_path / "openapi.yaml").write_text(text(api()), "utf-8")
    rows = "".join(f"| {m} | `{p}` | Work | {a} |\n" for m, p, a in RIGHT)
    rows += "| PUT | `/orders` | Work | Bearer |\n"
    spec = tmp_path / "spec.md"
    spec.write_text(
        "# Shop\n\n## API endpoints\n\n| Method | Path | Purpose | Auth |\n"
        f"|---|---|---|---|\n{rows}",
        "utf-8",
    )
    assert cli.main(["check", str(spec), "--as", "implemented"]) == 1
    assert "TS404 endpoint PUT /orders" in capsys.readouterr().out


EDITS: list[Callable[[Path], None]] = [
    lambda _: None,
    _write("openapi.yaml", text(api(base="/v9"))),
    _write("openapi.yaml", "openapi: 3.1.0\nx: ["),
    _write("openapi.yaml", text(api(path="/kites"))),
    _write("docs/api/openapi.json", json.dumps(api())),
    _remove("openapi.yaml"),
    _remove("docs/api/openapi.json"),
    _write("docs/swagger.yaml", text(api() | {"security": []})),
    _write(".gitignore", "swagger.yaml\n"),
    _remove(".gitignore"),
]


@pytest.mark.parametrize(
    ("builder", "parallel"),
    [
        ("techspec", 1),
        pytest.param("html", 1, marks=pytest.mark.slow),
        pytest.param("html", 2, marks=pytest.mark.slow),
    ],
)
def test_a_build_after_an_edit_of_a_document_equals_a_clean_one(
    shop: Shop, builder: str, parallel: int
):
    made = shop(("PUT", "/orders", "Bearer"))
    for edit in [*EDITS, *random.Random(404).choices(EDITS, k=5)]:
        edit(made.folder)
        build = made.build(builder, parallel=parallel)
        clean = made.build(builder, fresh=True)
        assert build.own_warnings == clean.own_warnings
        assert build.written() == clean.written()


def test_nothing_is_parsed_again_if_nothing_changed(shop: Shop):
    made = shop()

    def parsed() -> int:
        return get_domain(made.build().app.env).settings.cache.parsed

    assert [parsed(), parsed()] == [1, 0]
    _write("openapi.yaml", text(api(base="")))(made.folder)
    assert parsed() == 1


def test_nothing_is_read_for_a_spec_without_endpoints(
    project: MakeProject, language: Language, monkeypatch: pytest.MonkeyPatch
):
    made = project({"index": language.document(title="Shop")}, language=language)
    (made.folder / ".git").mkdir()
    _write("openapi.yaml", "openapi: [")(made.folder)

    def fail(*_: object) -> None:
        raise AssertionError("the repository is searched")

    monkeypatch.setattr("sphinxcontrib_techspec.repository.find_files", fail)
    assert drift(made.build("techspec")) == []


CODE = """\
from fastapi import APIRouter, FastAPI

app = FastAPI()
orders = APIRouter(prefix="/orders")


@orders.get("")
@orders.post("")
def all_orders(): ...


@orders.get("/{number}")
def one_order(): ...


app.include_router(orders)
app.include_router(kites)
"""
OPEN = """\
from fastapi import APIRouter
from settings import prefix

kites = APIRouter(prefix="/kites")


@kites.get("/{name}")
def kite(): ...
"""

ROUTES: dict[Row, str] = {
    ("GET", "/orders/", "No"): "agrees",
    ("GET", "/orders/42", "Yes"): "agrees",
    ("GET", "/api/v1/kites/{id}", "No"): "agrees",
    ("PUT", "/orders", "Bearer"): "differs",
    ("GET", "/orders/{id}/parts", "Bearer"): "differs",
    ("PUT", "/v1/kites/{id}", "Bearer"): "differs",
    ("GET", "/orders/latest", "Yes"): "not checked",
    ("GET", "/shop/kites/{id}", "No"): "not checked",
    ("GET", "/payments", "Bearer"): "not checked",
    ("GET", "/metrics", "No"): "not checked",
}
"""An endpoint beside those that are right, and what the code says of it."""


@pytest.mark.parametrize("row", ROUTES, ids=str)
def test_verdicts_of_code(shop: Shop, row: Row):
    build = shop(row, **{"app/main.py": CODE, "app/kites.py": OPEN}).build("techspec")
    expected = ROUTES[row]
    name = " ".join(row[:2])
    assert verdicts(build) == ({} if expected == "agrees" else {name: expected})
    for found in drift(build):
        for place in found.get("related", []):
            source = {"../app/main.py": CODE, "../app/kites.py": OPEN}[place["file"]]
            assert source.split("\n")[place["line"] - 1].startswith("@")


def test_a_document_decides_before_code(shop: Shop):
    code = CODE + '\n\n@app.delete("/orders")\ndef clear(): ...\n'
    files = {"openapi.yaml": text(api()), "main.py": code}
    rows = [("DELETE", "/orders", "Bearer"), ("PUT", "/orders", "Bearer")]
    found = verdicts(shop(*rows, **files).build("techspec"))
    assert found == {"DELETE /orders": "not checked", "PUT /orders": "differs"}


def test_code_is_not_read_where_documents_have_all(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
):
    made = shop(**{"openapi.yaml": text(api()), "main.py": CODE})

    def fail(*_: object) -> None:
        raise AssertionError("the code is read")

    monkeypatch.setattr(
        "sphinxcontrib_techspec.repository.code_files.read_routes", fail
    )
    assert verdicts(made.build("techspec")) == {}


def test_code_confirms_what_documents_leave_open(shop: Shop):
    files = {"openapi.yaml": text(api(path="/kites")), "main.py": CODE}
    assert verdicts(shop(**files).build("techspec")) == {}


def test_planned_routes_are_one_finding(shop: Shop):
    rows = [("GET", "/orders/{id}/parts", "No"), ("PUT", "/orders/all/parts", "No")]
    build = shop(*rows, status="approved", **{"main.py": CODE}).build("techspec")
    [found] = [f for f in drift(build) if f["state"] == "fail"]
    assert (found["severity"], found["item"]) == ("info", "")


def test_a_build_after_an_edit_of_code_equals_a_clean_one(shop: Shop):
    made = shop(("PUT", "/orders", "Bearer"), **{"main.py": CODE})
    edits = [
        _write("main.py", CODE.replace("post", "put")),
        _write("main.py", "def f(:"),
        _write("deep/er/and/deeper/main.py", CODE),
        _remove("main.py"),
        _write("kites.py", OPEN),
        _remove("deep/er/and/deeper/main.py"),
    ]
    for edit in edits:
        edit(made.folder)
        build, clean = made.build("techspec"), made.build("techspec", fresh=True)
        assert build.own_warnings == clean.own_warnings
        assert build.written() == clean.written()
