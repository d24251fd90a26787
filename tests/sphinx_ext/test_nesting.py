"""Directives of the domain inside of each other: all are on the page, in order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import indent

import pytest
from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from conftest import EPUB, Build
from languages import LANGUAGES, Language
from pages import Page, words
from pdf import make_pdf
from sphinxcontrib_techspec.sphinx_ext.domain import get_domain
from sphinxcontrib_techspec.sphinx_ext.nodes import PENDING_NODES, PendingView

RECORD = "# 1. Keep it in memory\n\n## Status\n\nAccepted\n\nDate: 2025-01-02\n"


@dataclass(frozen=True)
class Inner:
    """A directive that another holds, and what shows that it is on its page."""

    source: str
    shown: str
    item: str = ""
    """The kind and the name of its item."""


def inner(language: Language, number: int = 0) -> dict[str, Inner]:
    """Return every sort of directive; the number is part of the names of items."""
    make = language.directive
    captioned = {"caption": "Inner caption"}
    return {
        "one": Inner(make("techspec:error", f"E{number}", {"meaning": "Inner", "action": "Wait"}), "Inner", f"error E{number}"),
        "many": Inner(
            make("techspec:error", body=f"- **E{number}**: Inside - Wait"), "Inside", f"error E{number}"
        ),
        "spec": Inner(
            make("techspec:spec", f"Shop {number}", {"status": "draft"}, "A tldr."),
            "A tldr.", f"spec Shop {number}",
        ),
        "table": Inner(make("techspec:table", "component", captioned), "Inner caption"),
        "diagram": Inner(make("techspec:diagram", "components", captioned), "Inner caption"),
        "adrs": Inner(make("techspec:adrs"), "Keep it in memory"),
        "report": Inner(make("techspec:report"), "Section by section"),
        "outside": Inner(make("techspec:not-applicable", "cli", body="There is none."), "There is none."),
        "waive": Inner(make("techspec:waive", "TS306", body="It is long."), "It is long."),
    }  # fmt: skip


def outer(language: Language, block: str, number: int = 0) -> dict[str, str]:
    """Return directives that hold a block, by the place in which they hold it."""
    md = language.suffix == "md"

    api = f"Api {number}"

    def make(body: str, name: str = api) -> str:
        return language.directive("techspec:component", name, body=body)

    def one(body: str) -> str:
        return make(f"Outermost\n\n{body}")

    rows = f"* - Component\n  - Purpose\n* - {api}\n  - Outermost\n\n{indent(block, '    ')}"
    table = f"* - Left\n  - \n{indent(block, '    ')}"
    heads = {"header-rows": "1"}
    tab = language.directive("tab-item", "Left", body=block)
    note = (
        f"[^1]: Words\n\n{indent(block, '    ')}"
        if md
        else f".. [1] Words\n\n{indent(block, '   ')}"
    )
    reference = "[^1]" if md else " [1]_"
    return {
        "bullet": make(f"- **{api}**: Outermost\n\n{indent(block, '  ')}", ""),
        "cell": make(language.directive("list-table", "", heads, rows), ""),
        "field": one(f":Field: Words\n\n{indent(block, '   ')}"),
        "quote": one(indent(block, "> " if md else "   ", lambda _: True)),
        "admonition": one(language.directive("note", body=block)),
        "tab": one(language.directive("tab-set", body=tab)),
        "listtable": one(language.directive("list-table", body=table)),
        "footnote": make(f"Outermost{reference}\n\n{note}"),
        "body": one(block),
    }  # fmt: skip


def pages(language: Language) -> dict[str, tuple[str, Inner]]:
    """Return a document for each pair of a directive and a place in another."""
    names = [(sort, slot) for sort in inner(language) for slot in outer(language, "")]
    made: dict[str, tuple[str, Inner]] = {}
    for number, (sort, slot) in enumerate(names):
        found = inner(language, number)[sort]
        source = outer(language, found.source, number)[slot]
        document = language.document(source, title=f"{sort} {slot}")
        made[f"{sort}-{slot}"] = (document, found)
    return made


def one_of_each(language: Language) -> dict[str, tuple[str, Inner]]:
    """Return pairs with every sort of directive, and with every place."""
    made = pages(language)
    names = zip(inner(language), outer(language, ""), strict=True)
    return {f"{sort}-{slot}": made[f"{sort}-{slot}"] for sort, slot in names}


def files(language: Language, made: Mapping[str, tuple[str, Inner]]) -> dict[str, str]:
    """Return the files of a project with the documents *made*."""
    documents = {docname: source for docname, (source, _) in made.items()}
    entries = "\n".join([*documents, "decisions/0001-keep"])
    index = language.document(language.directive("toctree", body=entries))
    return {"index": index, "decisions/0001-keep.md": RECORD, **documents}


EXTENSIONS = ["myst_parser", "sphinx_design", "sphinxcontrib_techspec"]


def check_items(built: Build, made: Mapping[str, tuple[str, Inner]]) -> None:
    """Check that the domain has the items of both directives."""
    documents = get_domain(built.app.env).documents
    for docname, (_, found) in made.items():
        items = [f"{item.kind_name} {item.name}" for item in documents[docname].items]
        assert sum(name.startswith("component Api ") for name in items) == 1, docname
        assert not found.item or items.count(found.item) == 1, docname


def check_text(text: str, docname: str, found: Inner) -> None:
    """Check that a page shows both directives, the outer one first."""
    # A cell of plain text wraps its words.
    last = found.shown.split()[-1]
    assert text.count("Outermost"), docname
    assert last in text.partition("Outermost")[2], docname


def unexpected(built: Build) -> list[str]:
    """Return the warnings, but for waivers of what is not found."""
    waivers = re.compile(r"waive-\w+\.\w+:\d+: .*\[techspec\.TS006\]")
    return [warning for warning in built.warnings if not waivers.match(warning)]


@pytest.mark.slow
def test_every_directive_in_every_place(project, language):
    made = pages(language)
    site = project(files(language, made), language=language, extensions=EXTENSIONS)
    doctrees: dict[str, nodes.document] = {}

    def keep(_app: object, doctree: nodes.document, docname: str) -> None:
        doctrees[docname] = doctree

    built = site.build("dummy", hook=lambda app: app.connect("doctree-resolved", keep))
    assert unexpected(built) == []
    check_items(built, made)
    for docname, (_, found) in made.items():
        doctree = doctrees[docname]
        left = list(doctree.findall(lambda n: isinstance(n, PENDING_NODES)))
        assert not left, docname
        check_text(doctree.astext(), docname, found)


def shown(built: Build, docname: str) -> str:
    """Return what a page says."""
    if built.builder == "html":
        return words(Page(built.html(docname)).body)
    if built.builder == "epub":
        return words(Page(built.read(f"{docname}.xhtml")).root)
    if built.builder == "latex":
        _, _, after = built.read("shop.tex").partition(
            f"{{{docname.replace('-', ' ')}}}"
        )
        return re.sub(r"\\penalty\d+\{\}", "", after.partition(r"\chapter{")[0])
    return built.read(f"{docname}.{'md' if built.builder == 'markdown' else 'txt'}")


@pytest.mark.slow
@pytest.mark.parametrize(
    "builder", ["html", "latex", "text", "epub", "markdown", "techspec"]
)
def test_every_builder_writes_it(project, language, builder):
    made = one_of_each(language)
    site = project(
        files(language, made), language=language, extensions=EXTENSIONS, **EPUB
    )
    built = site.build(builder)
    assert unexpected(built) == []
    check_items(built, made)
    if builder == "techspec":
        names = [f"{item['kind']} {item['name']}" for item in built.items]
        names += [f"spec {spec['name']}" for spec in built.json["specs"]]
        assert all(found.item in names for _, found in made.values() if found.item)
        return
    for docname, (_, found) in made.items():
        check_text(shown(built, docname), docname, found)


@pytest.mark.tex
@pytest.mark.slow
def test_latex_prints_it(project, tmp_path):
    language = LANGUAGES["md"]
    made = pages(language)
    site = project(files(language, made), language=language, extensions=EXTENSIONS)
    pdf = make_pdf(site.source, tmp_path / "pdf")
    assert pdf.errors == []
    assert pdf.broken_links == []
    assert pdf.text.count("Outermost") >= len(made)


@pytest.mark.parametrize("builder", ["html", "latex", "text", "markdown"])
def test_a_table_in_a_long_table(project, language, builder):
    """The outer table breaks over pages, in LaTeX."""
    block = language.directive("techspec:error", body="- **E1**: Inside - Wait")
    rows = "".join(f"* - Api {n}\n  - Outermost\n" for n in range(40))
    body = f"* - Component\n  - Purpose\n{rows}\n{indent(block, '    ')}"
    table = language.directive("list-table", "", {"header-rows": "1"}, body)
    text = language.document(language.directive("techspec:component", body=table))
    site = project({"index": text}, language=language, latex_engine="xelatex")
    built = site.build(builder)
    assert unexpected(built) == []
    if builder == "latex":
        assert "Inside" in built.read("shop.tex")
        return
    check_text(shown(built, "index"), "index", Inner(block, "Inside"))


class _Copy(SphinxPostTransform):
    """Adds a pending node when all are rendered, as a careless extension would."""

    default_priority = 500

    def run(self, **_: object) -> None:
        left = PendingView(docname="index", view=0)
        left.source = str(self.document["source"])
        left.line = 3 if left.source.endswith("md") else 4
        self.document.append(left)


@pytest.mark.parametrize("builder", ["html", "text", "latex"])
def test_what_is_left_is_shown_as_written(project, language, builder):
    text = language.document(language.directive("techspec:report"))
    made = project({"index": text}, language=language)
    built = made.build(builder, hook=lambda app: app.add_post_transform(_Copy))
    line = 3 if language.suffix == "md" else 4
    (warning,) = [w for w in built.warnings if "TS014" in w]
    assert warning.startswith(f"index.{language.suffix}:{line}: ")
    doctree = built.app.env.get_and_resolve_doctree("index", built.app.builder)
    assert not list(doctree.findall(lambda n: isinstance(n, PENDING_NODES)))
    shown = [node.astext() for node in doctree.findall(nodes.literal_block)]
    assert shown[-1] == language.directive("techspec:report")


@pytest.mark.parametrize("role", ["Language", "Role"])
def test_tags_that_are_never_closed(project, role):
    """Docutils walks through nodes by recursion, which Python limits."""
    text = "<b>word " * 2_000
    made = project(
        {"index": f"# Page\n\n```{{techspec:stack}}\n- **{role}**: {text}\n```\n"}
    )
    if role == "Language":
        # It is asked for, and in any words.
        (item,) = made.build("techspec").items
        assert item["name"].count("word") == 2_000
    else:
        assert made.text().count("word") == 2_000
