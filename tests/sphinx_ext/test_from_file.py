"""The option ``from``: endpoints and entities that a file of the repository declares."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from conftest import Build, Project
from languages import Language

MakeProject = Callable[..., Project]

API = """\
openapi: 3.1.0
info: {title: Shop, version: "1"}
paths:
  /orders:
    get:
      summary: List *all* <orders>
      tags: [orders]
      security: []
      responses: {"200": {description: The orders}}
    post:
      summary: Place an order
      tags: [orders]
      requestBody:
        content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}
      responses: {"201": {description: The order}}
  /orders-old:
    get: {summary: Old, responses: {"200": {description: The orders}}}
  /kites/{id}:
    get: {summary: Find a kite, tags: [kites], responses: {"200": {description: It}}}
security: [{bearer: []}]
components:
  securitySchemes: {bearer: {type: http, scheme: bearer}}
  schemas:
    Order:
      type: object
      properties: {id: {type: string}, total: {type: number}}
    Kite: {type: object, properties: {id: {type: string}}}
"""

CODE = '''\
class Order(BaseModel):
    """What a customer buys."""

    id: UUID
    total: Decimal | None  # in euros


class OrderLine(BaseModel):
    sku: str
'''

FILES = {"api/openapi.yaml": API, "shop/models.py": CODE}


@pytest.fixture
def shop(project: MakeProject, language: Language) -> Callable[..., Project]:
    """Return a project with one directive, in a repository with files."""

    def make(
        kind: str,
        options: Mapping[str, str],
        argument: str = "",
        body: str = "",
        files: Mapping[str, str] = FILES,
        **conf: Any,
    ) -> Project:
        header = {"status": "implemented", "version": "1.0", "updated": "2031-01-31"}
        source = language.document(
            language.directive("techspec:spec", "Shop", header, "A shop for kites."),
            language.directive(f"techspec:{kind}", argument, options, body),
            title="Shop",
        )
        made = project({"index": source}, language=language, **conf)
        (made.folder / ".git").mkdir()
        write(made.folder, files)
        return made

    return make


Shop = Callable[..., Project]


def write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def endpoints(build: Build) -> dict[str, tuple[str, str, str]]:
    return {
        item["name"]: tuple(
            item["fields"].get(name, "") for name in ("purpose", "auth", "request")
        )
        for item in build.items
        if item["kind"] == "endpoint"
    }


def entities(build: Build) -> dict[str, list[tuple[str, str]]]:
    return {
        item["name"]: [(row["name"], row["type"]) for row in item["fields"]["fields"]]
        for item in build.items
        if item["kind"] == "entity"
    }


def faults(build: Build) -> list[tuple[str, int]]:
    return [
        (found["code"], found["line"])
        for found in build.findings
        if found["subject"] == "from" and found["state"] == "fail"
    ]


def test_endpoints(shop: Shop):
    build = shop("endpoint", {"from": "../api/openapi.yaml"}).build("techspec")
    assert endpoints(build) == {
        "GET /orders": ("List *all* <orders>", "No", ""),
        "POST /orders": ("Place an order", "bearer", "Order"),
        "GET /orders-old": ("Old", "bearer", ""),
        "GET /kites/{id}": ("Find a kite", "bearer", ""),
    }
    assert faults(build) == []


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"tag": "orders"}, ["GET /orders", "POST /orders"]),
        ({"path": "/kites"}, ["GET /kites/{id}"]),
        ({"path": "/orders"}, ["GET /orders", "POST /orders"]),
        ({"tag": "orders", "path": "/kites"}, []),
        ({"tag": "none"}, []),
    ],
)
def test_filters(shop: Shop, options: dict[str, str], expected: list[str]):
    made = shop("endpoint", {"from": "../api/openapi.yaml", **options})
    build = made.build("techspec")
    assert list(endpoints(build)) == expected
    # That nothing is left is reported, so that no gate passes for it.
    line = made.line("from:", "index")
    assert faults(build) == ([] if expected else [("TS001", line)])


def test_entities(shop: Shop):
    build = shop("entity", {"from": "../shop/models.py"}).build("techspec")
    assert entities(build) == {
        "Order": [("id", "UUID"), ("total", "Decimal | None")],
        "OrderLine": [("sku", "str")],
    }


@pytest.mark.parametrize("part", ["Order", "order", "orders"])
def test_one_class_of_a_file(shop: Shop, part: str):
    build = shop("entity", {"from": f"../shop/models.py#{part}"}).build("techspec")
    assert list(entities(build)) == ["Order"]


def test_schemas_of_an_api_document(shop: Shop):
    build = shop("entity", {"from": "../api/openapi.yaml"}).build("techspec")
    assert list(entities(build)) == ["Order", "Kite"]
    assert endpoints(build) == {}


@pytest.mark.parametrize("option", ["../shop/models.py", "../shop/models.py#OrderLine"])
def test_one_item_with_words_of_its_own(shop: Shop, option: str):
    argument = "Position" if "#" in option else "Order"
    made = shop("entity", {"from": option}, argument, "What is *sold*.")
    build = made.build("techspec")
    expected = [("sku", "str")] if "#" in option else [("id", "UUID"), ("total", "Decimal | None")]  # fmt: skip
    assert entities(build) == {argument: expected}
    [item] = [item for item in build.items if item["kind"] == "entity"]
    assert item["fields"]["description"] == "What is sold."


def test_one_endpoint(shop: Shop):
    options = {"from": "../api/openapi.yaml", "auth": "Key"}
    build = shop("endpoint", options, "GET /kites/:kite").build("techspec")
    assert endpoints(build) == {"GET /kites/:kite": ("Find a kite", "Key", "")}


def test_rows_of_the_body_follow(shop: Shop, language: Language):
    body = language.table(["Method", "Path", "Purpose"], [("PUT", "/orders", "Mine")])
    options = {"from": "../api/openapi.yaml", "tag": "kites", "auth": "Key"}
    build = shop("endpoint", options, body=body).build("techspec")
    assert list(endpoints(build)) == ["GET /kites/{id}", "PUT /orders"]
    assert endpoints(build)["PUT /orders"][1] == "Key"


def test_a_name_in_techspec_sources(shop: Shop):
    made = shop(
        "endpoint", {"from": "api", "tag": "kites"},
        techspec_sources={"api": "../api/openapi.yaml"},
    )  # fmt: skip
    assert list(endpoints(made.build("techspec"))) == ["GET /kites/{id}"]


WRONG = {
    "absent": "../shop/nothing.py",
    "a folder": "../shop",
    "no language": "../shop/notes.txt",
    "no text": "../shop/binary.py",
    "not that class": "../shop/models.py#Kite",
    "damaged": "../shop/damaged.py",
    "outside": "../../../../../etc/passwd",
    "absolute": "/etc/passwd.py",
    "a link to the outside": "../shop/link.py",
    "empty": "",
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_read_is_one_finding(
    shop: Shop, case: str, tmp_path_factory: pytest.TempPathFactory
):
    made = shop("entity", {"from": WRONG[case]})
    write(made.folder, {"shop/notes.txt": "Order: id", "shop/damaged.py": "class O(:"})
    (made.folder / "shop/binary.py").write_bytes(b"\xff\xfe\x00")
    secret = tmp_path_factory.mktemp("secret") / "secret.py"
    secret.write_text("class Secret:\n    key: str\n", "utf-8")
    (made.folder / "shop/link.py").symlink_to(secret)
    build = made.build("techspec")
    assert entities(build) == {}
    failed = [
        (f["code"], f["line"], f["severity"])
        for f in build.findings
        if f["state"] == "fail" and f["code"] in {"TS001", "TS008"}
    ]
    line = made.line("from:", "index")
    assert [(at, severity) for _, at, severity in failed] == [(line, "warning")]
    # What the author wrote stays on the page.
    assert WRONG[case] in made.build("text").text()


def test_mistakes_of_the_body_are_reported_beside_the_file(
    shop: Shop, language: Language
):
    body = language.code("class Order(:")
    made = shop("entity", {"from": "../shop/nothing.py"}, body=body)
    build = made.build("techspec")
    lines = [made.line(text, "index") for text in ("from:", "class Order")]
    assert [
        (f["code"], f["line"])
        for f in build.findings
        if f["code"] in {"TS001", "TS008"}
    ] == [
        ("TS001", lines[0]),
        ("TS008", lines[1]),
    ]


def test_a_document_of_no_api(shop: Shop):
    build = shop("endpoint", {"from": "../shop/models.py"}).build("techspec")
    assert endpoints(build) == {}
    assert len(faults(build)) == 1


@pytest.mark.parametrize("kind", ["stack", "perf"])
def test_other_kinds_do_not_have_the_option(shop: Shop, kind: str):
    build = shop(kind, {"from": "../shop/models.py"}).build("techspec")
    assert "TS002" in {found["code"] for found in build.findings}


def test_the_page_shows_the_words_of_the_file(shop: Shop):
    made = shop("endpoint", {"from": "../api/openapi.yaml"})
    html = made.build("html").html()
    assert "List *all* &lt;orders&gt;" in html
    assert "../api/openapi.yaml" in made.build("text").text()


def test_edits_of_the_file_are_seen(shop: Shop):
    made = shop("entity", {"from": "../shop/models.py#Order"})
    path = made.folder / "shop/models.py"
    for text in (
        CODE,
        CODE.replace("total", "sum"),
        None,
        CODE,
        "class Order: ...",
        CODE,
    ):
        if text is None:
            path.unlink()
        else:
            path.write_text(text, "utf-8")
        build, clean = made.build("html"), made.build("html", fresh=True)
        assert build.own_warnings == clean.own_warnings
        assert build.written() == clean.written()


@pytest.mark.slow
def test_a_parallel_build_equals_a_serial_one(shop: Shop):
    made = shop("entity", {"from": "../shop/models.py"})
    for name in "abcdef":
        made.write({name: made.path("index").read_text("utf-8")})
    serial = made.build("html", fresh=True)
    parallel = made.build("html", fresh=True, parallel=4)
    assert serial.own_warnings == parallel.own_warnings
    assert serial.written() == parallel.written()


def test_what_a_file_declares_is_no_message_of_a_catalogue(shop: Shop):
    made = shop("endpoint", {"from": "../api/openapi.yaml"})
    assert "Place an order" not in made.build("gettext").read("index.pot")
