"""The examples on the kinds' pages: they build, and say the same in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Project
from sphinxcontrib_techspec.kinds import KINDS

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLES = DOCS / "examples" / "kinds"
RECORDS = DOCS / "reference" / "kinds" / "adr"

FORMS = ("one", "many")
LANGUAGES = ("md", "rst")
WHERE_WRITTEN = {"docname", "file", "line", "lines", "markup"}
"""What an item of ``techspec.json`` says of its source, which is another one here."""

MakeProject = Callable[..., Project]


def example(make: MakeProject, kind: str, form: str, suffix: str) -> Project:
    """Return a project that holds an example and the decision records it rests on."""
    files = {
        "index.md": "# Payments\n\n```{toctree}\n:glob:\nexample\nadr/*\n```\n",
        f"example.{suffix}": (EXAMPLES / kind / f"{form}.{suffix}").read_text("utf-8"),
    }
    for record in sorted(RECORDS.glob("*.md")):
        files[f"adr/{record.name}"] = record.read_text("utf-8")
    title = "# Example\n\n" if suffix == "md" else "Example\n=======\n\n"
    files[f"example.{suffix}"] = title + files[f"example.{suffix}"]
    return make(files)


def bare(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return items without what depends on the language they are written in."""
    return [
        {key: value for key, value in item.items() if key not in WHERE_WRITTEN}
        for item in items
    ]


def test_every_kind_has_its_examples():
    wanted = {
        f"{kind.kind}/{form}.{suffix}"
        for kind in KINDS for form in FORMS for suffix in LANGUAGES
    }  # fmt: skip
    there = {str(path.relative_to(EXAMPLES)) for path in EXAMPLES.glob("*/*")}
    assert there == wanted


@pytest.mark.parametrize("suffix", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", [kind.kind for kind in KINDS])
def test_an_example_builds_without_a_warning(
    project: MakeProject, kind: str, form: str, suffix: str
):
    made = example(project, kind, form, suffix)
    build = made.build("html", nitpicky=True)
    assert build.warnings == []
    items = made.items
    assert any(item["kind"] == kind for item in items)
    if form == "many":
        assert sum(item["kind"] == kind for item in items) > 1


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", [kind.kind for kind in KINDS])
def test_both_languages_say_the_same(project: MakeProject, kind: str, form: str):
    items = [bare(example(project, kind, form, suffix).items) for suffix in LANGUAGES]
    assert items[0] == items[1]
