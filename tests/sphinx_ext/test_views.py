"""Views: what their directives report, and how a view is added."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import ClassVar

import pytest
from docutils import nodes
from sphinx.builders import Builder

from conftest import Project
from languages import Language
from pages import Page, words
from sphinxcontrib_techspec.model.item import Problem
from sphinxcontrib_techspec.plugins import Plugin, replaced
from sphinxcontrib_techspec.sphinx_ext.render.view import View, ViewContext
from sphinxcontrib_techspec.sphinx_ext.view_query import ViewQuery

STACK = ("techspec:stack", "Solr", {"role": "Search", "version": "9.7.0"})


@pytest.fixture(name="build")
def build_(
    project: Callable[..., Project], language: Language
) -> Callable[..., Project]:
    """Return a function that makes a project of one page."""

    def make(*blocks: str) -> Project:
        return project({"index": language.document(*blocks)}, language=language)

    return make


def problems(made: Project) -> list[tuple[str, str, int]]:
    """Return code, subject and line of each finding of the page that has a line."""
    return [
        (f["code"], f["subject"], f["line"])
        for f in made.build("techspec").findings
        if f["code"] in {"TS001", "TS002"}
    ]


@pytest.mark.parametrize(
    ("name", "argument", "options", "code", "subject"),
    [
        ("table", "stak", {}, "TS001", "stak"),
        ("table", "", {}, "TS001", ""),
        ("table", "stack", {"where": "layer"}, "TS001", "layer"),
        ("table", "stack", {"where": "layr=data"}, "TS002", "layr"),
        ("table", "stack", {"columns": "name, verson"}, "TS002", "verson"),
        ("table", "stack", {"sort": "-verson"}, "TS002", "verson"),
        ("table", "stack", {"colums": "name"}, "TS002", "colums"),
        ("adrs", "", {"status": "acepted"}, "TS001", "acepted"),
        ("adrs", "", {"sort": "-colour"}, "TS001", "-colour"),
        ("report", "Shop", {}, "TS001", "Shop"),
        ("report", "", {"kind": "stack"}, "TS002", "kind"),
        ("diagram", "componets", {}, "TS001", "componets"),
        ("diagram", "components", {"where": "a=b"}, "TS002", "where"),
    ],
)
def test_a_problem_has_its_subject_and_its_line(
    build, language, name, argument, options, code, subject
):
    made = build(
        language.directive(*STACK),
        language.directive(f"techspec:{name}", argument, options),
    )
    line = made.line(f":{next(iter(options))}:" if options else f"techspec:{name}")
    assert problems(made) == [(code, subject, line)]


def test_the_options_of_the_views_are_accepted(build, language):
    made = build(
        language.directive(*STACK),
        language.directive(
            "techspec:table", "stack",
            {"spec": "all", "columns": "name, Version", "where": "version!=1",
             "sort": "-name, version", "caption": "Tools"},
        ),
        language.directive("techspec:adrs", "", {"status": "accepted", "sort": "-date"}),
        language.directive("techspec:report", "", {"spec": "all"}),
        language.directive("techspec:diagram", "Entities", {"caption": "Data"}),
    )  # fmt: skip
    assert problems(made) == []


def test_a_body_replaces_a_diagram_and_nothing_else(build, language):
    made = build(
        language.directive(
            "techspec:diagram", "entities", {"caption": "Own"}, "A -> B"
        ),
        language.directive(*STACK),
        language.directive("techspec:table", "stack", {}, "Below the table."),
    )
    page = Page(made.build().html())
    text = words(page.body)
    assert "A -> B" in text
    assert "Own" in text
    assert "There are no entities" not in text
    assert text.index("9.7.0") < text.index("Below the table.")


class Names(View):
    """A view of a plugin: the names of the items of a kind."""

    name: ClassVar[str] = "names"
    options: ClassVar[tuple[str, ...]] = ("spec",)

    def check(self, query: ViewQuery) -> list[Problem]:
        if query.argument:
            return []
        return [Problem("TS001", "missing kind", query.line_of("spec"))]

    def data(self, query: ViewQuery, context: ViewContext) -> list[str]:
        specs = context.specs(query)
        return [r.name for spec in specs for r in spec.of_kind(query.argument)]

    def render(
        self, query: ViewQuery, context: ViewContext, builder: Builder, level: int
    ) -> list[nodes.Node]:
        text = f"{context.docname} {context.number} {level}: "
        return [nodes.paragraph("", text + " ".join(self.data(query, context)))]


@pytest.fixture(name="names")
def names_() -> Iterator[None]:
    with replaced(Plugin("ACME", "acme", "1.0", SimpleNamespace(VIEWS=(Names,)))):
        yield


@pytest.mark.usefixtures("names")
def test_a_view_is_added_by_a_class(build, language):
    made = build(
        language.directive(*STACK),
        language.directive("techspec:names", "stack"),
        language.directive("techspec:names", "", {"sepc": "all", "spec": "all"}),
    )
    assert "index 1 2: Solr" in words(Page(made.build().html()).body)
    found = problems(made)
    assert ("TS002", "sepc", made.line(":sepc:")) in found
    assert ("TS001", "", made.line(":spec:")) in found
    assert len(found) == 2


@pytest.mark.usefixtures("names")
def test_the_page_of_a_view_follows_its_data(project, language):
    files = {
        "index": language.document(language.directive("techspec:names", "stack")),
        "stack": language.document(language.directive(*STACK)),
    }
    made: Project = project(files, language=language)
    made.build()
    made.edit("stack", "Solr", "Lucene")
    assert "Lucene" in words(Page(made.build().html()).body)
