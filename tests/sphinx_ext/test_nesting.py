"""Directives of the domain inside of each other: all are on the page, in order."""

from __future__ import annotations

from textwrap import indent

import pytest
from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from languages import Language
from pages import Page, words
from sphinxcontrib_techspec.sphinx_ext.nodes import PENDING_NODES, PendingView


def inner(language: Language) -> dict[str, tuple[str, str]]:
    """Return directives by their sort, each with words that its page shows."""
    return {
        "one": (
            language.directive("techspec:error", "E7", {"meaning": "Inner"}), "Inner",
        ),
        "many": (language.directive("techspec:error", body="- **E8**: Inside"), "Inside"),
        "table": (language.directive("techspec:table", "component"), "Outermost"),
        "report": (language.directive("techspec:report"), "Shop"),
        "spec": (
            language.directive("techspec:spec", "Shop", {"status": "draft"}, "A tldr."),
            "A tldr.",
        ),
        "waive": (
            language.directive("techspec:waive", "TS306", body="It is long."),
            "It is long.",
        ),
    }  # fmt: skip


def outer(language: Language, block: str) -> dict[str, str]:
    """Return directives that hold a block, by the place in which they hold it."""
    md = language.suffix == "md"
    bullet = "- **Api**: Outermost\n\n" + indent(block, "  ")
    slots = {
        "bullet": language.directive("techspec:component", body=bullet),
        "body": language.directive("techspec:component", "Api", body="Outermost\n\n" + block),
        "quote": language.directive(
            "techspec:component", "Api",
            body="Outermost\n\n" + indent(block, "> " if md else "   ", lambda _: True),
        ),
        "admonition": language.directive(
            "techspec:component", "Api",
            body="Outermost\n\n" + language.directive("note", body=block),
        ),
        "list-table": language.directive(
            "techspec:component", "Api",
            body="Outermost\n\n" + language.directive(
                "list-table", body="* - Left\n  - \n" + indent(block, "    ")
            ),
        ),
    }  # fmt: skip
    if not md:
        slots["cell"] = language.directive(
            "techspec:component",
            body=".. list-table::\n   :header-rows: 1\n\n   * - Component\n     - Purpose\n"
            "   * - Api\n     - Outermost\n\n" + indent(block, "       "),
        )
        slots["field"] = language.directive(
            "techspec:component", "Api",
            body="Outermost\n\n:Field: Words\n\n" + indent(block, "   "),
        )  # fmt: skip
    return slots


SORTS = ("one", "many", "table", "report", "spec", "waive")


@pytest.mark.parametrize("builder", ["html", "text"])
def test_a_directive_in_every_place(project, language, builder):
    files = {}
    shown = {}
    for sort, (block, text) in inner(language).items():
        for slot, outside in outer(language, block).items():
            files[f"{sort}-{slot}"] = language.document(outside)
            shown[f"{sort}-{slot}"] = text
    made = project({"index": language.document(), **files}, language=language)
    built = made.build(builder)
    assert not [w for w in built.warnings if "TS014" in w]
    for docname, text in shown.items():
        if builder == "html":
            page = words(Page(built.html(docname)).body)
        else:
            # A cell wraps its words.
            page = built.text(docname)
        last = text if builder == "html" else text.split()[-1]
        assert "Outermost" in page, docname
        assert last in page, docname
        if not docname.startswith("table"):
            assert page.index("Outermost") < page.rindex(last), docname
    documents = built.app.env.domains["techspec"].documents
    for docname in files:
        kinds = [item.kind_name for item in documents[docname].items]
        sort = docname.split("-")[0]
        expected = {"one": "error", "many": "error", "spec": "spec"}.get(sort)
        assert kinds.count("component") == 1, docname
        assert expected is None or expected in kinds, docname


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
