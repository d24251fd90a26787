"""The private parts of Sphinx and MyST that the extension uses are still there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docutils import nodes
from sphinx import addnodes, locale
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from conftest import CONF, Project
from languages import Language
from sphinxcontrib_techspec.sphinx_ext import compat
from sphinxcontrib_techspec.sphinx_ext.i18n import CATALOG

EXTENSIONS = [*CONF["extensions"], "sphinx.ext.intersphinx"]


def test_a_build_has_what_is_used(project: Callable[..., Project], language: Language):
    found: list[Any] = []

    class Probe(SphinxDirective):
        def run(self) -> list[nodes.Node]:
            markdown = compat.is_markdown(self.state)
            found.append(markdown)
            if markdown:
                found.extend(compat.markdown_parser(self.state).parse("# Title"))
            return []

    page = language.document(
        language.role("any", "somewhere"), language.directive("probe")
    )
    made = project(
        {"index": page}, language=language, extensions=EXTENSIONS, techspec_x=1
    )
    app: Sphinx = made.build(hook=lambda app: app.add_directive("probe", Probe)).app
    assert found[0] is (language.suffix == "md")
    assert [token.type for token in found[1:2]] == ["heading_open"] * found[0]
    assert compat.builder_of(app.env) is app.builder
    assert compat.has_permalinks(app.builder)
    assert "techspec_x" in compat.assigned_names(app.config)
    assert compat.named_inventories(app.env) == {}
    links = app.env.get_doctree("index").findall(addnodes.pending_xref)
    assert list(compat.untyped_targets(links)) == ["somewhere"]


def test_links_of_markdown_have_no_type(project: Callable[..., Project]):
    made = project({"index": "# Page\n\n[](#here) [](<#GET /x>)\n"})
    document = made.build().app.env.get_doctree("index")
    links = document.findall(addnodes.pending_xref)
    targets = {*compat.untyped_targets(links), *compat.local_targets(document)}
    assert targets == {"GET /x", "here"}


def test_a_signature_is_listed_by_its_name(project: Callable[..., Project]):
    class Described(SphinxDirective):
        def run(self) -> list[nodes.Node]:
            signature = addnodes.desc_signature("", "signature", ids=["here"])
            compat.set_toc_entry(signature, "Its name")
            described = addnodes.desc(
                "", signature, addnodes.desc_content(),
                domain="py", objtype="x", desctype="x",
            )  # fmt: skip
            return [described]

    made = project({"index": "# Page\n\n## Part\n\n```{described}\n```\n"})
    build = made.build(hook=lambda app: app.add_directive("described", Described))
    assert "Its name" in build.app.env.tocs["index"].astext()


def test_a_catalogue_is_forgotten(project: Callable[..., Project]):
    project({"index": "# Page\n"}).build()
    assert ("general", CATALOG) in locale.translators
    compat.forget_catalogue(CATALOG)
    assert ("general", CATALOG) not in locale.translators
