"""The examples on the kinds' pages: they build, and say the same in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Project
from sphinxcontrib_techspec.exchange.write import to_data
from sphinxcontrib_techspec.kinds import KINDS
from sphinxcontrib_techspec.sphinx_ext.domain import get_domain

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLES = DOCS / "examples" / "kinds"
RECORDS = DOCS / "reference" / "kinds" / "adr"

KIND_NAMES = [kind.kind for kind in KINDS]
FORMS = ("one", "many")
LANGUAGES = ("md", "rst")
WHERE_WRITTEN = {"docname", "file", "line", "lines", "markup"}
"""What ``techspec.json`` says of an item's source, which differs by language."""

MakeProject = Callable[..., Project]
Item = dict[str, Any]


def example(make: MakeProject, kind: str, form: str, suffix: str) -> Project:
    """Return a project that holds an example and the decision records it rests on."""
    title = "# Example\n\n" if suffix == "md" else "Example\n=======\n\n"
    body = (EXAMPLES / kind / f"{form}.{suffix}").read_text("utf-8")
    files = {
        "index.md": "# Payments\n\n```{toctree}\n:glob:\nexample\nadr/*\n```\n",
        f"example.{suffix}": title + body,
    }
    for record in sorted(RECORDS.glob("*.md")):
        files[f"adr/{record.name}"] = record.read_text("utf-8")
    return make(files)


def bare(value: Any) -> Any:
    """Return a part of ``techspec.json`` without what depends on the language.

    MyST gives the path of a document without the suffix of its file.
    """
    if isinstance(value, dict):
        return {k: bare(part) for k, part in value.items() if k not in WHERE_WRITTEN}
    if isinstance(value, list):
        return [bare(part) for part in value]
    return value.removesuffix(".md") if isinstance(value, str) else value


def test_every_kind_has_its_examples():
    wanted = {
        f"{kind}/{form}.{suffix}"
        for kind in KIND_NAMES for form in FORMS for suffix in LANGUAGES
    }  # fmt: skip
    there = {path.relative_to(EXAMPLES).as_posix() for path in EXAMPLES.glob("*/*")}
    assert there == wanted


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", KIND_NAMES)
def test_an_example_builds_clean_and_alike_in_both_languages(
    project: MakeProject, kind: str, form: str
):
    found: dict[str, list[Item]] = {}
    for suffix in LANGUAGES:
        build = example(project, kind, form, suffix).build("html", nitpicky=True)
        assert build.warnings == []
        domain = get_domain(build.app.env)
        data = to_data(domain.project, domain.report)
        found[suffix] = [item for spec in data["specs"] for item in bare(spec["items"])]
    assert found["md"] == found["rst"]
    own = [item for item in found["md"] if item["kind"] == kind]
    assert len(own) == 1 if form == "one" else len(own) > 1
