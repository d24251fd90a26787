"""Every builder of Sphinx writes the examples, for all becomes standard nodes."""

from __future__ import annotations

import re

import pytest

from conftest import EPUB, Build
from languages import Language
from samples import sample
from sphinxcontrib_techspec.kinds import KINDS

BUILDERS = (
    "html", "dirhtml", "singlehtml", "latex", "epub", "text", "man", "texinfo", "xml",
    "pseudoxml", "gettext", "changes", "techspec",
)  # fmt: skip

# Where each builder says something of the example, to be sure that it wrote it.
SAYS = {
    "html": "api.html",
    "dirhtml": "api/index.html",
    "singlehtml": "index.html",
    "latex": "conduit.tex",
    "epub": "api.xhtml",
    "text": "api.txt",
    "man": "conduit.1",
    "texinfo": "conduit.texi",
    "xml": "api.xml",
    "pseudoxml": "api.pseudoxml",
    "markdown": "api.md",
    "techspec": "techspec.json",
}


@pytest.mark.parametrize("builder", BUILDERS)
@pytest.mark.parametrize("name", ["minimal", "conduit"])
def test_example_builds_without_a_warning(example, name, builder):
    built: Build = example(name, builder)
    assert built.warnings == []


@pytest.mark.parametrize("builder", SAYS)
def test_builder_writes_the_items(example, builder):
    text = example("conduit", builder).read(SAYS[builder])
    # In LaTeX words may be told where to break.
    text = re.sub(r"\\penalty\d+\{\}", "", text)
    assert "ublish an article" in " ".join(text.split())
    assert "Unfollow" in text


@pytest.mark.parametrize("builder", SAYS)
def test_every_kind_in_every_builder(project, language: Language, builder):
    """Both forms of every kind become nodes that the builder knows."""
    blocks: list[str] = []
    for kind in KINDS:
        made = sample(kind)
        name = f"techspec:{kind.kind}"
        blocks += [
            language.directive(name, made.name, made.options, "Words of the body."),
            language.directive(
                f"{name}", "", (), language.table(made.heads, [made.cells])
            ),
            language.directive("techspec:table", kind.kind),
        ]
    blocks += [
        language.directive("techspec:entity", "Thing", (), "- id: int"),
        language.directive("techspec:report"),
        language.directive("techspec:adrs"),
        language.directive("techspec:diagram", "entities"),
        language.directive("techspec:diagram", "components"),
        language.directive("techspec:not-applicable", "cli", (), "There is none."),
        language.directive("techspec:waive", "TS302", (), "The vendor pins."),
    ]
    site = project({"index": language.document(*blocks)}, language=language, **EPUB)
    built = site.build(builder)
    others = [line for line in built.warnings if "[techspec.TS00" not in line]
    assert others == []


def test_the_index_of_a_pdf_has_the_items_of_tables(project, language):
    table = language.table(["Role", "Name", "Version"], [["Cache", "Redis", "7.2.4"]])
    site = project(
        {"index": language.document(language.directive("techspec:stack", "", {}, table))},
        language=language,
    )  # fmt: skip
    tex = site.build("latex").read("shop.tex")
    assert r"\index{Redis" in tex
    assert tex.index(r"\index{Redis") < tex.index("Cache")
