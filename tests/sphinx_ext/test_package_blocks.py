"""Blocks of code in the stack that list dependencies."""

from __future__ import annotations

from typing import Any

import pytest

from languages import Language
from pages import Page, words
from sphinxcontrib_techspec.sphinx_ext.domain import get_domain


def built(project: Any, language: Language, *blocks: str, **options: str) -> Any:
    """Return the project of a stack directive, and its document as it is read."""
    text = language.directive("techspec:stack", "", options, "\n\n".join(blocks))
    made = project({"index": language.document(text)}, language=language)
    return made, get_domain(made.build("techspec").app.env).documents["index"]


def given(item: Any) -> tuple[str, str, str, str]:
    """Return the name, version, role and package of an item."""
    model = item.model
    version = model.version.text if model.version else ""
    return item.name, version, model.role, model.package


def test_dependencies_are_items(project, language):
    made, document = built(
        project,
        language,
        language.code('zib = ">=0.4.0"\nzob = {version = "1.2.3"}', "toml"),
        language.code('"dependencies": {\n  "@zib/zab": "^3.2.0"\n}', "json"),
        language.code("zub[x]==0.115.4\nzeb>=0.30", "text"),
    )
    assert [given(item) for item in document.items] == [
        ("zib", ">=0.4.0", "Dependency", "zib"),
        ("zob", "1.2.3", "Dependency", "zob"),
        ("@zib/zab", "^3.2.0", "Dependency", "@zib/zab"),
        ("zub", "0.115.4", "Dependency", "zub"),
        ("zeb", ">=0.30", "Dependency", "zeb"),
    ]
    assert not document.problems
    for item in document.items:
        assert item.line == made.line(f"{item.name}")
        assert item.range_of("version").container == "code"
    # The blocks are shown as well.
    assert "zub[x]==0.115.4" in words(Page(made.html()).body)


def test_an_option_is_the_role_of_dependencies(project, language):
    block = language.code('zib = "1.2.3"', "toml")
    _, document = built(project, language, block, role="Service")
    assert [given(item) for item in document.items] == [
        ("zib", "1.2.3", "Service", "zib")
    ]


@pytest.mark.parametrize(
    ("code", "name"),
    [('name = "zib"', "toml"), ('{"a": 1}', "json"), ("zib -> zob", "text")],
)
def test_another_block_is_no_item(project, language, code, name):
    made, document = built(project, language, language.code(code, name))
    assert not document.items
    assert [problem.code for problem in document.problems] == ["TS008"]
    assert code.split()[0] in words(Page(made.html()).body)


def test_several_parts_may_depend_on_one_package(project, language):
    body = "\n\n".join(
        [
            language.code('zib = "1.2.3"', "toml"),
            language.code('zib = "1.2.4"', "toml"),
            "- **Role**: zib 1.2.3\n- **Role**: zib 1.2.3",
        ]
    )
    head = language.directive(
        "techspec:spec", "Zib", {"status": "approved"}, "A zib. It zobs."
    )
    text = language.document(head, language.directive("techspec:stack", body=body))
    made = project({"index": text}, language=language).build("techspec")
    found = [finding for finding in made.findings if finding["code"] == "TS003"]
    assert [finding["state"] for finding in found] == ["fail"]
