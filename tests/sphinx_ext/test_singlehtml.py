"""All documents on one page: every link of a spec leads to a place on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import EXAMPLES, FAST, Build, Project
from languages import Language
from pages import Page


def broken_links(build: Build) -> list[str]:
    """Return the addresses in the body of the page that lead nowhere."""
    page = Page(build.html())
    anchors = {e.get("id") for e in page.root.iter()}
    broken: list[str] = []
    for element in page.body.iter():
        # Drawings have links of their own.
        address = element.get("href") or element.get("xlink:href") or ""
        if address.startswith("#"):
            if address != "#" and address[1:] not in anchors:
                broken.append(address)
        elif address and not re.match(r"[a-z]+:", address):
            file = build.out / address.partition("#")[0]
            broken += [] if file.is_file() else [address]
    return broken


@pytest.mark.slow
@pytest.mark.parametrize("name", ["gallery", "conduit"])
def test_the_examples(tmp_path: Path, name: str):
    made = Project(tmp_path / name, dict(FAST), original=EXAMPLES / name)
    built = made.build("singlehtml")
    assert broken_links(built) == []
    assert Page(built.html()).links()


RECORD = "# 1. Use PostgreSQL\n\n## Status\n\nAccepted\n"


def test_links_between_documents(project: Callable[..., Project], language: Language):
    target = language.directive(
        "techspec:component", "Store", {"purpose": "Keeps things", "adr": "ADR-1"}
    )
    label = "(part)=" if language.suffix == "md" else ".. _part:\n"
    view = language.directive("techspec:table", "component", {"name": "all-of-them"})
    user = language.directive(
        "techspec:component", "Api", {"purpose": "Answers", "uses": "Store"},
        f"See {language.role('ref', 'the part <part>')}, "
        f"{language.role('techspec:component', 'Store')} and "
        f"{language.role('techspec:adr', 'ADR-1')}.",
    )  # fmt: skip
    files = {
        "index": language.document(
            language.directive("toctree", body="one\ntwo\nadr/0001-use-postgresql"),
            language.directive("techspec:diagram", "components"),
            language.directive("techspec:adrs"),
            language.role("ref", "all <all-of-them>"),
        ),
        "one": language.document(label, target),
        "two": language.document(user, view, language.directive("techspec:report")),
        "adr/0001-use-postgresql.md": RECORD,
    }
    suffixes = {".md": "markdown", ".rst": "restructuredtext"}
    built = project(files, language=language, source_suffix=suffixes).build(
        "singlehtml"
    )
    assert [w for w in built.warnings if "[techspec." not in w] == []
    assert broken_links(built) == []
    addresses = {address for _, address in Page(built.html()).links()}
    assert addresses >= {
        "#part", "#component-store", "#component-api", "#all-of-them",
        "#document-adr/0001-use-postgresql",
    }  # fmt: skip
