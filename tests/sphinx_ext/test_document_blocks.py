"""How much of a spec is read: its tables, lists and blocks of code."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from conftest import Build, Project
from languages import Language, Markdown

MakeProject = Callable[..., Project]

HEAD = "techspec:spec"
TLDR = "One service. It is small."


def reading(build: Build, spec: int = 0) -> dict[str, Any]:
    """Return what ``techspec.json`` says of the reading of a spec."""
    return build.json["specs"][spec]["reading"]


def unread(build: Build, spec: int = 0) -> list[tuple[str, str]]:
    """Return the kinds of what is left, each with the text on its line."""
    return [
        (block["kind"], text_at(build, block["file"], block["line"]))
        for block in reading(build, spec)["unread"]
    ]


def text_at(build: Build, file: str, line: int) -> str:
    """Return the text on a line of a file."""
    return (build.source / file).read_text("utf-8").splitlines()[line - 1].strip()


def numbers(build: Build, spec: int = 0) -> dict[str, tuple[int, int]]:
    """Return how many blocks of each kind were read, of all."""
    found = reading(build, spec)
    return {
        kind: (found[kind]["read"], found[kind]["all"])
        for kind in ("tables", "lists", "code_blocks")
        if found[kind]["all"]
    }


@pytest.fixture
def build(project: MakeProject, language: Language) -> Callable[..., Build]:
    """Return a function that builds a document of blocks, with other documents."""

    def make(*blocks: str, files: Mapping[str, str] | None = None) -> Build:
        text = language.document(*blocks)
        made = project({"index": text, **(files or {})}, language=language)
        return made.build("techspec")

    return make


def test_what_a_directive_reads_items_from_is_read(
    build: Callable[..., Build], language: Language
):
    table = language.table(["Code", "Meaning"], [["E1", "Gone"], ["E2", "Full"]])
    built = build(
        language.directive("techspec:error", body=table),
        language.directive("techspec:stack", body="- **Linter**: Ruff 0.8.1"),
        language.directive(
            "techspec:entity", body=language.code("class User:\n    id: int")
        ),
        language.directive("techspec:entity", "Order", body="- id: int"),
    )
    assert numbers(built) == {"tables": (1, 1), "lists": (2, 2), "code_blocks": (1, 1)}
    assert unread(built) == []


def test_what_is_outside_of_a_directive_is_left(
    build: Callable[..., Build], language: Language
):
    built = build(
        language.table(["Code", "Meaning"], [["E1", "Gone"]]),
        "- a list\n\n  with a paragraph\n\n  - and another list in it\n- of two",
        "1. numbered",
        language.code("x = 1"),
        language.directive("note", body="- a list in a note"),
        language.directive("code-block", "python", {"caption": "Named"}, "y = 2"),
    )
    first, *others = unread(built)
    assert first[0] == "table"
    assert others == [
        ("list", "- a list"),
        ("list", "1. numbered"),
        ("code block", others[2][1]),
        ("list", "- a list in a note"),
        ("code block", others[4][1]),
    ]
    assert "python" in others[2][1]
    assert "code-block" in others[4][1]
    assert numbers(built) == {"tables": (0, 1), "lists": (0, 3), "code_blocks": (0, 2)}


def test_what_a_directive_does_not_understand_is_left(
    build: Callable[..., Build], language: Language
):
    table = language.table(["Weather", "Mood"], [["rain", "low"]])
    body = "\n\n".join(["- **Linter**: Ruff 0.8.1", table, language.code("x = 1")])
    built = build(language.directive("techspec:stack", body=body))
    assert [kind for kind, _ in unread(built)] == ["table", "code block"]
    assert "Weather" in unread(built)[0][1]
    assert numbers(built)["lists"] == (1, 1)


@pytest.mark.parametrize(
    "entry", ["- **Linter**:", "- **Linter**: None (not needed)"], ids=["", "declared"]
)
def test_an_empty_item_is_not_read_but_a_declaration_is(
    build: Callable[..., Build], language: Language, entry: str
):
    built = build(language.directive("techspec:stack", body=entry))
    assert numbers(built) == {"lists": (int("None" in entry), 1)}


def test_the_body_of_one_item_belongs_to_it(
    build: Callable[..., Build], language: Language
):
    body = "Lists them.\n\n- any list\n\n" + language.code("x = 1")
    built = build(
        language.directive("techspec:component", "Basket", body=body),
        language.directive("techspec:entity", "User", body=language.code("def no()")),
    )
    assert numbers(built) == {"lists": (1, 1), "code_blocks": (1, 2)}


def test_bodies_that_a_directive_keeps_are_read(
    build: Callable[..., Build], language: Language
):
    drawing = language.code("A --> B", "text")
    built = build(
        language.directive(HEAD, "Shop", body=f"{TLDR}\n\n- a list"),
        language.directive("techspec:diagram", "components", body=drawing),
        language.directive("techspec:waive", "TS101", body="- it is small"),
        language.directive("techspec:not-applicable", "cli", body="- none"),
    )
    assert numbers(built) == {"lists": (3, 3), "code_blocks": (1, 1)}


def test_a_view_is_no_block(build: Callable[..., Build], language: Language):
    built = build(
        language.directive("techspec:error", "E1", body="Gone."),
        language.directive("techspec:table", "error"),
        language.directive("techspec:report"),
    )
    assert numbers(built) == {}


def test_a_table_of_contents_is_no_list(project: MakeProject, language: Language):
    doc = language.role("doc", "other")
    files = {
        "index": language.document(
            language.directive("toctree", body="other"),
            language.directive("contents", options={"local": ""}),
            f"- {doc}\n- {doc}\n\n  - {doc}",
            "Words.",
            f"- {doc} and more",
        ),
        "other": language.document(language.link("RFC", "https://example.org")),
    }
    built = project(files, language=language).build("techspec")
    assert unread(built) == [("list", f"- {doc} and more")]


def test_front_matter_is_no_list(project: MakeProject):
    for suffix, head in (("md", "---\na: b\n---\n\n# A"), ("rst", ":a: b\n\nA\n=")):
        built = project({"index": f"{head}\n\n- left\n"}, language=suffix)
        assert [text for _, text in unread(built.build("techspec"))] == ["- left"]


def test_an_included_file_has_lines_of_its_own(
    build: Callable[..., Build], language: Language
):
    table = language.table(["Weather", "Mood"], [["rain", "low"]])
    rows = language.table(["Code", "Meaning"], [["E1", "Gone"]])
    include = language.directive("include", "part.txt")
    inside = language.directive("include", "rows.txt")
    built = build(
        "A paragraph.", include, "- left",
        language.directive("techspec:error", body=inside),
        files={
            "part.txt": f"\n\n{table}\n\n- also left\n",
            "rows.txt": f"\n{rows}\n\n- Words\n",
        },
    )  # fmt: skip
    found = [(b["kind"], b["file"]) for b in reading(built)["unread"]]
    assert found == [
        ("list", f"index.{language.suffix}"), ("table", "part.txt"),
        ("list", "part.txt"), ("list", "rows.txt"),
    ]  # fmt: skip
    texts = [text for _, text in unread(built)]
    assert "Weather" in texts[1]
    # A name alone is an empty item.
    assert [texts[0], *texts[2:]] == ["- left", "- also left", "- Words"]
    assert numbers(built)["tables"] == (1, 2)


@pytest.mark.parametrize("name", ["csv-table", "list-table"])
def test_tables_of_directives_have_their_lines(
    build: Callable[..., Build], language: Language, name: str
):
    body = "rain,low\nsun,high" if name == "csv-table" else "* - rain\n  - low"
    built = build("A paragraph.\n\nAnother.", language.directive(name, body=body))
    ((kind, text),) = unread(built)
    assert (kind, "rain" in text) == ("table", True)


def test_a_hidden_block_is_not_counted(build: Callable[..., Build], language: Language):
    item = language.directive("techspec:stack", body="- **Linter**: Ruff 0.8.1")
    hidden = language.directive("only", "nowhere", body=f"- hidden\n\n{item}")
    built = build(hidden, language.directive("only", "html", body="- shown"))
    assert numbers(built) == {"lists": (0, 1)}


def test_each_spec_has_its_own_blocks(project: MakeProject, language: Language):
    def spec(name: str, *blocks: str) -> str:
        return "\n\n".join([language.directive(HEAD, name, body=TLDR), *blocks])

    files = {
        "index": language.document(
            spec("A", "- of a"), spec("B", "- of b", language.code("x = 1"))
        ),
        "other": language.document("- of neither"),
        "adr/0001-record": language.document(
            "- of a record", "Status: accepted", title="1. Use it"
        ),
    }
    built = project(files, language=language).build("techspec")
    assert [text for _, text in unread(built, 0)] == ["- of a"]
    assert [kind for kind, _ in unread(built, 1)] == ["list", "code block"]


def test_a_decision_record_is_no_part_of_it(project: MakeProject, language: Language):
    files = {
        "index": language.document(
            language.directive(HEAD, "Shop", body=TLDR),
            language.directive("toctree", body="adr/0001-record"),
        ),
        "adr/0001-record": language.document(
            "Status: accepted", "- an option", title="1. Use it"
        ),
    }
    built = project(files, language=language).build("techspec")
    assert numbers(built) == {}


def test_a_directive_in_a_list_counts_and_the_list_does_not(
    build: Callable[..., Build], language: Language
):
    inner = language.directive("techspec:stack", body="- **Linter**: Ruff 0.8.1")
    nested = inner.replace("\n", "\n  ")
    built = build(f"- {nested}")
    assert numbers(built) == {"lists": (1, 1)}


def test_no_mark_is_left_in_the_document(project: MakeProject, language: Language):
    inner = language.directive("techspec:stack", body="- **Linter**: Ruff 0.8.1")
    one = language.directive("techspec:component", "Basket", body="Keeps it.")
    text = language.document(inner, one, "- " + inner.replace("\n", "\n  "))
    made = project({"index": text}, language=language)
    for builder in ("xml", "pseudoxml"):
        suffix = "xml" if builder == "xml" else "pseudoxml"
        assert "blocks=" not in made.build(builder).read(f"index.{suffix}")


def test_the_page_says_how_much_was_read(project: MakeProject, language: Language):
    text = language.document(
        language.directive("techspec:stack", body="- **Linter**: Ruff 0.8.1"),
        "- left",
        language.directive("techspec:report"),
    )
    made = project({"index": text}, language=language)
    line = made.line("- left")
    for builder in ("text", "html"):
        built = made.build(builder)
        shown = built.text() if builder == "text" else built.html()
        words = " ".join(re.sub(r"<[^>]+>", "", shown).split())
        assert "Read: 1 of 2 tables, lists and code blocks." in words
        assert f"index.{language.suffix}: {line} (list)" in words


def test_a_page_is_written_again_where_a_line_moves(
    project: MakeProject, language: Language
):
    files = {
        "index": language.document(
            language.directive(HEAD, "Shop", body=TLDR),
            language.directive("toctree", body="part"),
            language.directive("techspec:report"),
        ),
        "part": language.document("- left"),
    }
    made = project(files, language=language)
    made.build("html")
    made.edit("part", "- left", "Words.\n\n- left")
    assert made.build("html").html() == made.build("html", fresh=True).html()
    made.edit("part", "- left", "Words.")
    assert made.build("html").html() == made.build("html", fresh=True).html()


def test_processes_find_the_same(project: MakeProject):
    language = Markdown()
    files = {f"p{n}": language.document("- left", "```\ncode\n```") for n in range(12)}
    toctree = language.directive("toctree", body="\n".join(files))
    made = project({"index": language.document(toctree), **files})
    serial = made.build("techspec", fresh=True).read("techspec.json")
    assert (
        made.build("techspec", parallel=2, fresh=True).read("techspec.json") == serial
    )
    assert len(json.loads(serial)["specs"][0]["reading"]["unread"]) == 24
