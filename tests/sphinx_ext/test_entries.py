"""Lines that a kind reads as a whole: bullets, paragraphs and lines of code."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest

from languages import Language
from pages import Page, words

OK = '{"ok": true}'


def built(project, language: Language, *bodies: str, kind: str = "endpoint"):
    """Return the project of directives with *bodies*, and its build."""
    text = language.document(
        language.directive("techspec:spec", "S", {"status": "draft"}, "A. B."),
        *(language.directive(f"techspec:{kind}", body=body) for body in bodies),
    )
    made = project({"index": text}, language=language)
    return made, made.build("techspec")


def fields(build: Any) -> list[dict[str, Any]]:
    """Return the fields of all items."""
    return [item["fields"] for item in build.items]


def codes(build: Any) -> list[tuple[str, int, str]]:
    """Return the code, line and severity of what was found wrong in the text."""
    return [
        (found["code"], found["line"], found["severity"])
        for found in build.findings
        if found["code"] in {"TS001", "TS002", "TS004", "TS008"}
        and not found["message"].startswith("missing")
        and found["severity"] != "info"
    ]


def names_of(build: Any) -> list[str]:
    return [item["name"] for item in build.items if item["kind"] == "endpoint"]


@pytest.mark.parametrize("between", ["/", " / ", "|", ", ", " and "])
def test_several_methods_are_several_endpoints(project, language, between):
    methods = f"PUT{between}PATCH"
    table = language.table(
        ["Method", "Path", "Purpose"],
        [[language.literal("PUT") + between + "PATCH", "/a", "Change *it*"],
         ["GET", "/a", "Read"]],
    )  # fmt: skip
    names = language.table(["Endpoint", "Purpose"], [[f"{methods} /b", "Change"]])
    bullets = f"- {language.literal(f'{methods} /c')} - Change"
    lines = language.code(f"{methods} /d\nGET /d", "http")
    bodies = [table, names, bullets, lines]
    if between == "|":
        # It would end a cell.
        del bodies[:2]
    made, build = built(project, language, *bodies)
    assert names_of(build) == [
        f"{method} /{path}"
        for path in ("abcd" if len(bodies) == 4 else "cd")
        for method in ["PUT", "PATCH", *([] if path in "bc" else ["GET"])]
    ]
    assert codes(build) == []
    assert made.text().count("Change") == 2 * (len(bodies) - 1)


def test_a_directive_has_one_method(project, language):
    text = language.directive("techspec:endpoint", "GET/POST /a", body="Both.")
    found = codes(project({"index": text}, language=language).build("techspec"))
    assert [code for code, *_ in found] == ["TS001"]


def test_endpoints_as_bullets(project, language):
    def code(text: str) -> str:
        return language.literal(text)

    body = "\n".join(
        [
            f"- {code('GET /photos')} - What the screen shows",
            f"- {code('POST /photos')} - Send a photo (limit: 20 per guest)",
            f"- {code('DELETE /photos/{id}')}: take one down (host only)",
            f"- {code('GET /photos/{id}')} — one photo: full *size*",
            f"- **PUT** {code('/photos/:id')} → replaces a photo",
            "- PATCH /photos/1",
            "- GET /guests → Guest",
            f"- GET /tags -> {code(OK)}",
            "- gRPC photos.Wall/Show - Live wall",
            "- GET photos of the day",
        ]
    )
    _, build = built(project, language, body)
    found = fields(build)
    assert [
        (item["name"], values["purpose"] or None, values["response"] or None)
        for item, values in zip(build.items, found, strict=True)
    ] == [
        ("GET /photos", "What the screen shows", None),
        ("POST /photos", "Send a photo (limit: 20 per guest)", None),
        ("DELETE /photos/{id}", "take one down (host only)", None),
        ("GET /photos/{id}", "one photo: full size", None),
        ("PUT /photos/:id", "replaces a photo", None),
        ("PATCH /photos/1", None, None),
        ("GET /guests", None, "Guest"),
        ("GET /tags", None, OK),
        ("GRPC photos.Wall/Show", "Live wall", None),
        ("GET photos of the day", None, None),
    ]


def test_marks_and_decisions_of_a_bullet(project, language):
    body = (
        f"- {language.literal('GET /a')} - *Fast*: 2 ms - Bearer"
        f" - See {language.link('ADR-1', 'adr/0001.html')}"
    )
    made, build = built(project, language, body)
    (item,) = build.items
    assert item["fields"]["purpose"] == "Fast: 2 ms"
    assert item["fields"]["auth"] == "Bearer"
    assert len(item["decisions"]) == 1
    assert "<em>Fast</em>" in made.html()


def test_protocols_in_the_place_of_a_method(project, language):
    rows = [("WS", "/live"), ("SSE", "/clock"), ("GRAPHQL", "query lots"),
            ("gRPC", "auction.Bids/Place"), ("GET", "auction/Bids"), ("GETT", "/x")]  # fmt: skip
    _, build = built(project, language, language.table(["Method", "Path"], rows))
    named = [f for f in build.findings if f["code"] == "TS001" and f["subject"] in
             {"method", "path"}]  # fmt: skip
    assert [(f["item"], f["subject"], f["severity"]) for f in named] == [
        ("GET auction/Bids", "path", "warning"),
        ("GETT /x", "method", "warning"),
    ]
    assert [values.get("method") for values in fields(build)][:4] == [
        "WS", "SSE", "GRAPHQL", "GRPC"
    ]  # fmt: skip


def test_lines_of_a_block_of_code(project, language):
    code = dedent("""
        # Bikes
        GET    /bikes       List the *bikes*
        POST   /bikes       # Register a bike
               { copies: 1 }

        Health:
        GET    /health   -> { ok: true }
        """).strip()
    made, build = built(project, language, language.code(code, "text"))
    assert [
        (item["name"], item["line"], item["fields"]["purpose"] or None)
        for item in build.items
    ] == [
        ("GET /bikes", made.line("List the"), "List the *bikes*"),
        ("POST /bikes", made.line("Register"), "Register a bike"),
        ("GET /health", made.line("/health"), None),
    ]
    assert not codes(build)
    page = words(Page(made.html()).body)
    assert "# Bikes" in page
    assert "{ copies: 1 }" in page


def test_a_block_that_is_only_items_is_their_table(project, language):
    made, build = built(
        project, language, language.code("GET /a - One\nGET /b - Two", "text")
    )
    assert [item["name"] for item in build.items] == ["GET /a", "GET /b"]
    assert made.text().count("One") == 1


def test_a_line_that_is_not_understood_is_reported_once(project, language):
    code = "GET /a  One\nFETCH /b  Two\nFETCH /c  Three"
    made, build = built(project, language, language.code(code, "text"))
    assert [item["name"] for item in build.items] == ["GET /a"]
    assert codes(build) == [("TS008", made.line("FETCH /b"), "warning")]
    assert "FETCH /c" in made.text()


@pytest.mark.parametrize("code", ["curl /a", "Nothing", "erDiagram\n  A ||--o{ B : c"])
def test_other_code_has_no_items(project, language, code):
    made, build = built(project, language, language.code(code, "text"))
    assert not build.items
    assert [c for c, _, _ in codes(build)] == ["TS008"]
    assert code.split("\n", 1)[0] in made.text()


def test_relations_as_bullets_paragraphs_and_lines(project, language):
    entities = "".join(f"class {name}:\n    a: str\n" for name in ("Dog", "Walk"))
    text = language.document(
        language.directive("techspec:entity", body=language.code(entities)),
        language.directive("techspec:relation", body="- A dog has many **walks**"),
        language.directive("techspec:relation", body="Walk belongs to Dog."),
        language.directive(
            "techspec:relation", body=language.code("Dog N:M Walk", "text")
        ),
        language.directive("techspec:relation", body="- Dogs like walks"),
    )
    made = project({"index": text}, language=language)
    build = made.build("techspec")
    found = [item for item in build.items if item["kind"] == "relation"]
    sides = [
        (f["name"], f["fields"]["cardinality"]["left"],
         f["fields"]["cardinality"]["right"])
        for f in found[:3]
    ]  # fmt: skip
    assert sides == [
        ("Dog → Walk", "one", "many"),
        ("Walk → Dog", "many", "one"),
        ("Dog → Walk", "many", "many"),
    ]
    assert found[3]["name"] == "Dogs like walks"
    assert "A dog has many walks" in words(Page(made.html()).body)


def test_an_er_diagram(project, language):
    diagram = dedent("""
        %% who sees what
        erDiagram
            FILM ||--o{ SCREENING : "is shown at"
            FILM {
                string title
            }
            MEMBER |o--o{ SCREENING : hosts
            MEMBER ~~--o{ FILM : likes
        """).strip()
    made, build = built(
        project, language, language.code(diagram, "mermaid"), kind="relation"
    )
    relations = [item for item in build.items if item["kind"] == "relation"]
    assert [
        (item["name"], item["line"], item["fields"]["description"])
        for item in relations
    ] == [
        ("FILM → SCREENING", made.line("is shown at"), "is shown at"),
        ("MEMBER → SCREENING", made.line("hosts"), "hosts"),
    ]
    assert ("TS008", made.line("likes"), "warning") in codes(build)
    assert "string title" in made.text()


def test_json_in_the_body_is_the_example(project, language):
    bodies = {
        "json": language.code('{"a": 1}', "json"),
        "text": language.code("a = 1", "text"),
    }
    found = {}
    for name, body in bodies.items():
        text = language.document(
            language.directive("techspec:endpoint", "POST /a", {}, f"Do it.\n\n{body}")
        )
        made = project({"index": text}, language=language)
        findings = made.build("techspec").findings
        found[name] = [f["item"] for f in findings if f["code"] == "TS308"]
    assert found == {"json": [], "text": ["POST /a"]}
