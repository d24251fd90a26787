"""Blocks of code in other languages than Python: in entities and in payloads."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest

from conftest import Build, Project
from languages import LANGUAGES, Language
from pages import Page, words

MakeProject = Callable[..., Project]

BLOCKS = {
    "sql": "CREATE TABLE Order (\n  id uuid PRIMARY KEY, -- the number\n  total int\n);",
    "ts": "interface Order {\n  id: string; // the number\n  total?: number;\n}",
    "typescript": "type Order = {\n  id: string;\n  total: number;\n}",
    "golang": 'type Order struct {\n\tID string `json:"id"`\n\tTotal int\n}',
    "rs": "pub struct Order {\n    pub id: Uuid,\n    pub total: u32,\n}",
    "java": "record Order(UUID id, int total) {}",
    "prisma": "model Order {\n  id    String @id\n  total Int\n}",
    "pgsql": "CREATE TABLE Order (id uuid, total int);",
    "mysql": "CREATE TABLE `Order` (`id` int, `total` int);",
    "json": '{"title": "Order", "properties": {"id": {"type": "string"}, "total": {}}}',
    "jsonschema": '{"title": "Order", "properties": {"id": true, "total": {}}}',
    "yaml": "title: Order\nproperties:\n  id: {type: string}\n  total: {}",
}


def built(
    project: MakeProject, language: Language, *blocks: str
) -> tuple[Build, Project]:
    """Return the build of a page as HTML, which must not warn, and its project."""
    site = project({"index": language.document(*blocks)}, language=language)
    build = site.build("html")
    assert build.warnings == []
    return build, site


def names(item: dict[str, Any]) -> list[str]:
    """Return the names of an entity's fields, in lower case."""
    return [field["name"].lower() for field in item["fields"]["fields"]]


@pytest.mark.parametrize("many", [False, True])
def test_an_entity_in_each_language(
    project: MakeProject, language: Language, *, many: bool
) -> None:
    # One page for all, since a build takes longer than a reader.
    directives = [
        language.directive(
            "techspec:entity",
            "" if many else f"Order {name}",
            {},
            language.code(
                code.replace("Order", f"Order{name}" if many else "Order"), name
            ),
        )
        for name, code in BLOCKS.items()
    ]
    site = project({"index": language.document(*directives)}, language=language)
    assert site.build("html").warnings == []
    items = site.build("techspec").items
    assert len(items) == len(BLOCKS)
    for item, name in zip(items, BLOCKS, strict=True):
        assert item["name"] == (f"Order{name}" if many else f"Order {name}")
        assert names(item) == ["id", "total"], name
        assert item["from_code"]


def test_fields_have_their_lines(project: MakeProject, language: Language) -> None:
    body = language.code(BLOCKS["sql"], "sql")
    text = language.document(language.directive("techspec:entity", "", {}, body))
    site = project({"index": text}, language=language)
    (item,) = site.build("techspec").items
    assert item["line"] == site.line("CREATE TABLE")
    first, second = item["fields"]["fields"]
    assert first["constraints"] == "primary key"
    assert first["description"] == "the number"
    assert "constraints" not in second or not second["constraints"]


def test_code_that_is_more_than_fields_is_shown(
    project: MakeProject, language: Language
) -> None:
    code = BLOCKS["sql"] + "\nCREATE INDEX by_total ON Order (total);"
    body = language.code(code, "sql")
    build, _ = built(
        project,
        language,
        language.directive("techspec:entity", "", {}, body),
        language.directive(
            "techspec:entity", "Line", {}, language.code(BLOCKS["ts"], "ts")
        ),
    )
    text = words(Page(build.html()).body)
    assert "CREATE INDEX by_total" in text
    assert "interface Order" not in text
    assert "the number" in text


def test_one_entity_in_two_languages(project: MakeProject, language: Language) -> None:
    body = "\n\n".join(
        language.code(BLOCKS[name], name) for name in ("java", "ts", "json")
    )
    build, site = built(
        project, language, language.directive("techspec:entity", "Order", {}, body)
    )
    (item,) = site.build("techspec").items
    assert names(item) == ["id", "total"]
    assert "interface Order" in words(Page(build.html()).body)


@pytest.mark.parametrize("other", ["placed_at", "total"])
def test_fields_of_a_further_description_are_reported(
    project: MakeProject, language: Language, other: str
) -> None:
    fields = language.table(["Field", "Type"], [["id", "int"], ["Total", "int"]])
    code = language.code(f"class Order:\n    id: int\n    {other}: str", "python")
    block = language.directive("techspec:entity", "Order", {}, f"{fields}\n\n{code}")
    _, site = built(project, language, block)
    report = site.build("techspec")
    (item,) = report.items
    assert names(item) == ["id", "total"]
    found = [f for f in report.findings if f["code"] == "TS011"]
    assert [f["subject"] for f in found] == ([] if other == "total" else [other])
    assert all(f["line"] == site.line("class Order") for f in found)


def test_an_example_beside_fields_is_no_schema(
    project: MakeProject, language: Language
) -> None:
    example = language.code('{"no": 7, ...}', "json")
    fields = language.table(["Field", "Type"], [["id", "int"]])
    build, site = built(
        project,
        language,
        language.directive("techspec:entity", "Order", {}, f"{example}\n\n{fields}"),
        language.directive("techspec:entity", "Line", {}, example),
    )
    order, line = site.build("techspec").items
    assert names(order) == ["id"]
    assert names(line) == ["no"]
    assert '"no": 7' in words(Page(build.html()).body)


def test_a_mistake_has_its_line_and_keeps_the_fields(
    project: MakeProject, language: Language
) -> None:
    body = language.code("interface Order {\n  id: string;\n  total = = 1;\n}", "ts")
    text = language.document(language.directive("techspec:entity", "Order", {}, body))
    site = project({"index": text}, language=language)
    build = site.build("techspec")
    (finding,) = [found for found in build.findings if found["code"] == "TS008"]
    assert finding["line"] == site.line("total = =")
    assert "id" in names(build.items[0])


@pytest.mark.parametrize("many", [False, True])
def test_the_extra_is_not_installed(
    project: MakeProject, language: Language, monkeypatch, *, many: bool
) -> None:
    for module in list(sys.modules):
        if module.startswith("sphinxcontrib_techspec.code.sql"):
            monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "sqlglot", None)
    code = language.code(BLOCKS["sql"], "sql")
    name = "" if many else "Order"
    text = language.document(
        language.directive(
            "techspec:spec",
            "Shop",
            {"status": "approved", "version": "1.0", "updated": "2026-11-01"},
            "Sells books. It is small.",
        ),
        language.directive("techspec:entity", name, {}, code),
        language.directive(
            "techspec:entity", "", {}, language.code(BLOCKS["ts"], "ts")
        ),
    )
    site = project({"index": text}, language=language)
    build = site.build("techspec")
    found = [f for f in build.findings if f["code"] in {"TS008", "TS011", "TS308"}]
    assert [(f["code"], f["severity"], f["subject"]) for f in found] == [
        ("TS011", "info", "sql")
    ]
    assert found[0]["line"] == site.line("CREATE TABLE")
    assert "sphinxcontrib-techspec[sql]" in found[0]["message"]
    assert "CREATE TABLE" in words(Page(site.build("html").html()).body)


def test_payload_as_people_write_it(project: MakeProject, language: Language) -> None:
    code = '{\n  "boat": "Alma", // as registered\n  "guests": [ ... ],\n}'
    for name in ("json", "jsonc"):
        build, site = built(
            project,
            language,
            language.directive(
                "techspec:payload", "Berth", {}, language.code(code, name)
            ),
        )
        (item,) = site.build("techspec").items
        assert item["fields"]["example"] == code
        assert '"guests": [ ... ],' in words(Page(build.html()).body)


def test_several_payloads_in_one_block(
    project: MakeProject, language: Language
) -> None:
    code = '// POST /loans\n{"tool": 17}\n\n// 201 Created\n// the new loan\n{"id": 4}\n// end'
    build, site = built(
        project,
        language,
        language.directive("techspec:payload", "", {}, language.code(code, "json")),
        "See " + language.role("techspec:payload", "201 Created") + ".",
    )
    first, second = site.build("techspec").items
    assert (first["name"], first["fields"]["example"]) == (
        "POST /loans",
        '{"tool": 17}',
    )
    assert (second["name"], second["fields"]["example"]) == ("201 Created", '{"id": 4}')
    assert first["line"] == site.line("// POST")
    assert second["line"] == site.line("// 201")
    page = Page(build.html())
    for line in filter(None, code.split("\n")):
        assert words(page.body).count(line) == 1
    assert ("201 Created", f"#{second['anchor']}") in page.links()


def test_payloads_below_an_endpoint(project: MakeProject, language: Language) -> None:
    def code(text: str) -> str:
        return language.code(text, "json")

    endpoint = language.literal("POST /vines")
    body = "\n\n".join(
        [
            "**POST /loans**:", "Request:", code('{"tool": 17}'),
            "Response (201):", code('{"id": 4}'),
            endpoint, code('{"row": 1}'),
            "Some text.", code('{"none": 0}'),
        ]
    )  # fmt: skip
    block = language.directive("techspec:payload", "", {}, body)
    site = project({"index": language.document(block)}, language=language)
    found = site.build("techspec")
    assert [(i["name"], i["fields"]["example"]) for i in found.items] == [
        ("POST /loans request", '{"tool": 17}'),
        ("POST /loans response (201)", '{"id": 4}'),
        ("POST /vines", '{"row": 1}'),
    ]
    (unnamed,) = [one for one in found.findings if one["code"] == "TS008"]
    assert unnamed["line"] == site.line('{"none"')
    page = words(Page(site.html()).body)
    assert page.count('{"tool": 17}') == page.count("Response (201):") == 1


def test_a_mistake_in_one_of_several_payloads(
    project: MakeProject, language: Language
) -> None:
    code = '// POST /loans\n{"tool": 17}\n// 201 Created\n{"id": 4,\n "no": }'
    text = language.document(
        language.directive("techspec:payload", "", {}, language.code(code, "json"))
    )
    site = project({"index": text}, language=language)
    build = site.build("techspec")
    (finding,) = [found for found in build.findings if found["code"] == "TS008"]
    assert (finding["line"], finding["item"]) == (site.line('"no"'), "201 Created")


def test_other_fences_of_markdown(project: MakeProject) -> None:
    language = LANGUAGES["md"]
    bodies = [
        "```ts\ninterface A { b: string }\n```",
        "~~~sql\nCREATE TABLE A (b int);\n~~~",
        "```{code-block} go\ntype A struct { b int }\n```",
        "```{code-block} rust\n:caption: a.rs\n\nstruct A { b: u8 }\n```",
    ]
    _, site = built(
        project,
        language,
        *(
            language.directive("techspec:entity", f"A{n}", {}, b)
            for n, b in enumerate(bodies)
        ),
    )
    assert [names(item) for item in site.build("techspec").items] == [["b"]] * 4
