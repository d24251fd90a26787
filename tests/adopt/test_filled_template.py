"""The template, filled in for three domains: all items, all words, no new warning."""

from __future__ import annotations

import html.parser
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from conftest import Project
from sphinxcontrib_techspec.adopt import adopt

FOLDER = Path(__file__).parents[1] / "data" / "template_domains"
EXPECTED: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (FOLDER / "expected.yaml").read_text("utf-8")
)

_SYNTAX = {"see", "default", "interface", "pub", "struct", "class", "dataclass"}
"""Words of a reference, labels that the head of a column says once for all bullets, and
keywords of code that is shown as a table."""


class _Words(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "span":
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def _words(page: str) -> Counter[str]:
    reader = _Words()
    reader.feed(page)
    return Counter(re.findall(r"\w+", "".join(reader.parts).casefold()))


def _source(name: str) -> str:
    return (FOLDER / f"{name}.md").read_text("utf-8")


@pytest.mark.parametrize("name", EXPECTED)
def test_all_items_of_the_filled_template_are_read(name: str):
    found: dict[str, list[str]] = {}
    for typed in adopt(_source(name), name).typed:
        for item in typed.reading.items:
            found.setdefault(item.kind_name, []).append(item.name)
    assert found == EXPECTED[name]


@pytest.mark.parametrize("name", EXPECTED)
def test_the_adopted_file_builds_as_a_draft_with_all_its_words(
    name: str, project: Callable[..., Project]
):
    # What the document links is there, and records are accepted.
    source = _source(name)
    linked = {
        path.removesuffix(".md"): f"# {path}\n\n## Status\n\nAccepted\n"
        for path in re.findall(r"\]\(\./([^)]+\.md)\)", source)
    }
    source = source.replace("- [Architecture Decisions](./adr/)\n", "")
    pages: list[Counter[str]] = []
    for text in (source, adopt(source, name, status="draft").text):
        made = project({"index": text, **linked})
        built = made.build("html")
        warnings = [line for line in built.warnings if "toctree" not in line]
        assert warnings == []
        pages.append(_words(built.html()))
    lost = pages[0] - pages[1]
    # The header of the page has the words of the lines that it takes the place of.
    lost = Counter({w: n for w, n in lost.items() if w not in _SYNTAX})
    assert set(lost) <= {"updated", "approved", "implemented", "status", "version"}
