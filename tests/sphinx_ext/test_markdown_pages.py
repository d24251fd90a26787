"""Pages of sphinx-markdown-builder, read again: Markdown that says what was written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from languages import LANGUAGES, Language

_ANCHOR = re.compile(r"</?a( id=[\"'][^\"'<>]*[\"'])?>|<br ?/>|</?sup>")
"""The HTML that the builder itself writes: anchors, footnotes, lines of a cell."""

_WORD = re.compile(r"\w+")
EXAMPLES = ["minimal", "conduit", pytest.param("gallery", marks=pytest.mark.slow)]
_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@dataclass
class Read:
    """What a reader of GitHub Flavored Markdown finds on a page."""

    text: str = ""
    headings: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    fences: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    bullets: list[str] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)


def read(source: str) -> Read:
    """Return what a page says."""
    found = Read()
    lines = source.splitlines()
    tokens = _READER.parse(source)
    for number, token in enumerate(tokens):
        found.kinds.add(token.type)
        if token.type == "fence":
            found.fences.append(token.content)
            found.text += token.content
            assert token.map
            # A fence that nothing closes goes on to the end of the page.
            assert lines[token.map[1] - 1].strip() == token.markup, token.map
        elif token.type == "html_block":
            found.html.append(token.content)
        elif token.type == "table_open":
            found.tables.append([])
        elif token.type == "tr_open":
            found.tables[-1].append([])
        elif token.type == "inline":
            text = _inline(token, found)
            found.text += text + "\n"
            before = tokens[number - 1].type
            if before == "heading_open":
                found.headings.append(text)
            elif before in {"td_open", "th_open"}:
                found.tables[-1][-1].append(text)
            elif tokens[number - 2].type == "list_item_open":
                found.bullets.append(text)
    return found


def _inline(token: Token, found: Read) -> str:
    text, opened = "", [("", 0)]
    for child in token.children or ():
        found.kinds.add(child.type)
        if child.type == "link_open":
            opened.append((str(child.attrs["href"]), len(text)))
        elif child.type == "link_close":
            address, start = opened.pop()
            found.links.append((text[start:], address))
        elif child.type == "html_inline":
            found.html.append(child.content)
            text += " "
        elif child.type == "image":
            text += child.content
        elif child.type in {"softbreak", "hardbreak"}:
            text += " "
        else:
            text += child.content
    return text


def check(page: Read) -> None:
    """Check what holds for every page."""
    for text, address in page.links:
        assert text.strip(), address
        assert address.strip(), text
    others = [html for html in page.html if _ANCHOR.sub("", html).strip()]
    assert not others
    for table in page.tables:
        assert len({len(row) for row in table}) == 1
    for fence in page.fences:
        assert "```" not in fence


def in_order(page: Read, texts: list[str]) -> None:
    """Check that a page has *texts*, one after the other."""
    words = f" {' '.join(_WORD.findall(page.text))} ".lower()
    position = 0
    for text in texts:
        wanted = f" {' '.join(_WORD.findall(text))} ".lower()
        assert wanted in words[position:], text
        position = words.index(wanted, position) + len(wanted) - 1


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_pages_of_an_example(example, name):
    built = example(name, "markdown")
    domain = built.app.env.domains["techspec"]
    for docname in built.app.env.all_docs:
        page = read(built.read(f"{docname}.md"))
        check(page)
        in_order(page, [item.name for item in domain.documents[docname].items])


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_word_is_lost(example, name):
    """A page says the same words in the same order as the XML of its nodes."""
    built, xml = example(name, "markdown"), example(name, "xml")
    for docname in built.app.env.all_docs:
        # A table of contents has no list in the XML.
        if docname.endswith("index"):
            continue
        root = ET.fromstring(xml.read(f"{docname}.xml"))  # noqa: S314 - Sphinx wrote it
        for element in list(root.iter()):
            if element.tag in {"comment", "image", "raw"}:
                element.text = ""
        wanted = _WORD.findall(" ".join(root.itertext()))
        words = _WORD.findall(read(built.read(f"{docname}.md")).text)
        # The builder names an admonition.
        assert [word for word in words if word != "NOTE"] == wanted, docname


def page(project, language: Language, *blocks: str, **conf: object) -> Read:
    """Return the page of a project with one document."""
    files = {"index": language.document(*blocks)}
    built = project(files, language=language, **conf).build("markdown")
    assert [w for w in built.warnings if "[techspec." not in w] == []
    found = read(built.read("index.md"))
    check(found)
    return found


HARD = [
    "one | two || three",
    "List<Item> <b>x</b> <!-- y --> <https://example.org>",
    "&lt;T&gt; &amp; &#124; R&D",
    "[a](b) ![c](d)",
    "~~gone~~",
]

STARTS = ["> 5 s", "# 5", "- 5", "-", "---", "1. 5", "+ 5", "=", "[a]: b"]
"""What begins another block in Markdown."""


def test_markup_in_a_value_is_text(project):
    """In reStructuredText all of it is text."""
    rst = LANGUAGES["rst"]
    rows = [[f"E{number}", text] for number, text in enumerate(HARD)]
    found = page(
        project, rst,
        rst.directive("techspec:error", body=rst.table(["Code", "Meaning"], rows)),
        *(rst.directive("techspec:error", f"F{number}", {"action": text}, text)
          for number, text in enumerate(HARD)),
    )  # fmt: skip
    assert [row[:2] for row in found.tables[0][1:]] == rows
    assert found.bullets == [f"User action: {text}" for text in HARD]
    for text in HARD:
        assert f"\n{text}\n" in found.text


def test_the_start_of_a_line_is_text(project, language):
    found = page(
        project, language,
        *(language.directive("techspec:perf", f"Load {number}",
                             {"target": text, "measurement": text})
          for number, text in enumerate(STARTS)),
    )  # fmt: skip
    assert found.bullets == [f"Target: {text}" for text in STARTS]
    assert not found.kinds & {"blockquote_open", "ordered_list_open", "hr"}
    assert found.headings == ["Page", *(f"Load {n}" for n in range(len(STARTS)))]
    lines = found.text.splitlines()
    assert [line for line in lines if line in STARTS] == STARTS


def test_versions_are_no_numbers(project, language):
    """A column of numbers would be written as floating-point numbers: 3.1 for 3.10."""
    rows = [
        ["Language", "Python", "3.10"],
        ["Server", "Nginx", "1.30"],
        ["Cache", "Redis", "7"],
    ]
    table = language.table(["Role", "Name", "Version"], rows)
    found = page(project, language, language.directive("techspec:stack", body=table))
    assert [row[:3] for row in found.tables[0]] == [["Role", "Name", "Version"], *rows]


def test_code_in_a_cell(project, language):
    code = language.literal("int | None") + " and " + language.literal("x")
    table = language.table(["Code", "Meaning"], [["E1", code.replace("|", r"\|")]])
    if language.suffix == "rst":
        table = language.table(["Code", "Meaning"], [["E1", code]])
    found = page(project, language, language.directive("techspec:error", body=table))
    assert found.tables[0][1][1] == "int | None and x"


def test_a_type_of_alternatives(project, language):
    table = language.table(["Field", "Type"], [["id", "int"]])
    entity = language.directive(
        "techspec:entity", "Thing", body="- id: int | None\n- at: `x|y`"
    )
    found = page(project, language, entity, table)
    assert [row[1] for row in found.tables[0]] == ["Type", "int | None", "x|y"]


def test_backticks_in_code(project, language):
    table = language.table(["Argument", "Description"], [["--a", "x"]])
    found = page(
        project, language,
        language.directive("techspec:command", "run", {"example": "echo `date` ``x``"}),
        language.directive("techspec:argument", body=table),
    )  # fmt: skip
    assert "echo `date` ``x``" in found.text
    assert "code_inline" in found.kinds


def test_a_table_with_blocks_is_a_list(project, language):
    block = language.code("print(1)")
    inside = language.directive(
        "list-table", options={"header-rows": "1"},
        body="* - Left\n  - Right\n* - one\n  - " + block.replace("\n", "\n    "),
    )  # fmt: skip
    other = language.directive("techspec:error", "E1", {"meaning": "Inner"}, inside)
    found = page(project, language, other)
    assert found.tables == []
    in_order(found, ["E1", "Inner", "Left", "one", "Right", "print 1"])


def test_a_fix_and_a_link_on_the_page_of_the_report(project, language):
    found = page(
        project, language,
        language.directive("techspec:spec", "Shop", {"status": "draft"}, "A tldr."),
        language.directive("techspec:report"),
    )  # fmt: skip
    assert found.fences
    assert all("{techspec:" in text or ".. techspec:" in text for text in found.fences)


def test_code_with_a_fence(project, language):
    """What follows such a block is no code."""
    code = "````md\n```python\nx\n```\n````\n\n~~~\ny\n~~~"
    text = (
        f"~~~~text\n{code}\n~~~~"
        if language.suffix == "md"
        else language.code(code, "text")
    )
    found = page(
        project,
        language,
        language.directive("techspec:error", "E1", body=text),
        "Last.",
    )
    assert [line.strip("~`") for line in found.fences[0].splitlines()] == [
        line.strip("~`") for line in code.splitlines()
    ]
    # A reader of the code finds the same blocks in it.
    assert [token.type for token in _READER.parse(found.fences[0])] == [
        "fence",
        "fence",
    ]
    assert found.text.endswith("Last.\n")


def test_captions_are_written(project, language):
    options = {"caption": "Order"}
    code = language.directive("code-block", "json", options, '{"a": 1}')
    found = page(
        project, language,
        language.directive("techspec:payload", body=code),
        language.directive("techspec:error", "E1", body=code.replace("Order", "Other")),
    )  # fmt: skip
    assert found.headings == ["Page", "Order", "E1"]
    in_order(found, ["Order", "a 1", "E1", "Other", "a 1"])


def test_an_item_without_a_name(project, language):
    table = language.table(["Code", "Meaning"], [["", "Nothing"]])
    entity = language.directive("techspec:entity", body="- : int")
    found = page(
        project, language,
        language.directive("techspec:error", body=table),
        entity,
        language.directive("techspec:error", '""', {"meaning": "Void"}),
    )  # fmt: skip
    in_order(found, ["Nothing", "Void"])


def test_a_page_without_directives_is_as_the_builder_writes_it(project, language):
    code = language.directive("code-block", "json", {"caption": "Order"}, '{"a": 1}')
    files = {"index": language.document(code, language.code("```", "text"), "a < b")}
    own = project(files, language=language).build("markdown")
    other = project(files, language=language, extensions=["myst_parser"])
    assert own.read("index.md") == other.build("markdown").read("index.md")
