"""Every word of a document is on its page after it is adopted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path
from random import Random
from xml.etree import ElementTree as ET

import pytest

from conftest import Project
from pages import Page, counted_words
from sphinxcontrib_techspec.adopt import AdoptedDocument, UnfilledTemplateError, adopt
from sphinxcontrib_techspec.adopt.blocks import read_blocks

_CASES = Path(__file__).parents[1] / "shapes" / "cases"
_BOM = "\ufeff"

_SYNTAX = frozenset(
    # Joints of the parts of one bullet, and the answers in columns such as Required.
    "and in see with yes no"
    # Keywords of code that is shown as a table.
    " class clone create dataclass debug derive enum export interface object properties"
    " pub serialize struct table title type".split()
)
"""Words that say how others belong together, which the page shows by its structure."""

_OPTION = re.compile(r"^:(\w+):", re.MULTILINE)
"""An option, whose name is that of the field which the page shows."""

DOCUMENTS = {
    "label of a section": """
        ## Components

        ### Search Service

        Finds oars

        - **Why**: fast oars
        - **Usage**: all lists
        """,
    "label below a bullet": """
        ## Technology Stack

        - **Framework**: Zext 14.2.1
          - **Why**: fast pages
        - **Database**: Zedis 7.2.1
          - **Rationale**: dry
        """,
    "name in two columns": """
        ## API Endpoints

        | Endpoint | Method | Story | Description |
        |----------|--------|-------|-------------|
        | `/oars` | GET | 4.1 | All of them |
        """,
    "entities without fields": """
        ## Tables

        | Table | Contents |
        |-------|----------|
        | `oars` | all of them |
        | `boats` | those of wood |
        """,
    "fields of an entity": """
        ## Data Model

        ### Harbour

        | Column | Type | Nullable | PK | Default Value | Notes |
        |--------|------|----------|----|---------------|-------|
        | id | UUID | No | Yes | | the number |
        | size | int | Yes | | 3 | in boats |
        """,
    "labels of a component": """
        ## Components

        ### Boat House Service

        **Role**: keeps boats

        **Technology**: wood
        """,
    "status with a phrase": """
        ## Error Handling

        | Error Condition | HTTP Status | Response |
        |-----------------|-------------|----------|
        | Unknown boat | 401 Unauthorized | none |

        - Bad oar: 400 Bad Request
        - Oar held: 409 Conflict - wait for it
        """,
    "name below its label": """
        ## Decisions

        ### Housing

        **Decision**: Keep the boats in straw

        - **Reason**: it is warm
        """,
}
"""Parts of documents, by what their words are."""


def _document(text: str) -> str:
    return "# Boats\n\n" + re.sub(r"(?m)^ {8}", "", text.strip("\n")).rstrip() + "\n"


def _cases() -> dict[str, str]:
    return {
        path.parent.name: path.read_bytes().decode().removeprefix(_BOM)
        for path in sorted(_CASES.glob("*/plain.md"))
    }


def _mixed(sources: Mapping[str, str], count: int) -> dict[str, str]:
    """Return documents of some sections of others, the same each time."""
    parts: list[str] = []
    for source in sources.values():
        lines = source.replace("\r\n", "\n").split("\n")
        starts = [b.first for b in read_blocks("\n".join(lines)) if b.level == 2]
        for first, end in pairwise([*starts, len(lines)]):
            parts.append("\n".join(lines[first:end]).strip())
    random = Random(5)
    return {
        f"mixed-{number}": "# Mixed\n\n" + "\n\n".join(random.sample(parts, 6)) + "\n"
        for number in range(count)
    }


def _page_words(page: Page) -> Counter[str]:
    """Return the words of a page; an address is a word where it is that of a link."""
    found = counted_words(page.body)
    for element in page.body.iter("a"):
        found.update(re.findall(r"\w+", element.get("href", "").casefold()))
    return found


def _repeated_words(page: Page) -> set[str]:
    """Return the words that a page says once for all rows of a table."""
    body = page.body
    shared = [e for e in body.iter() if "techspec-shared" in e.get("class", "")]
    elements: list[ET.Element] = [*body.iter("th"), *shared]
    return {word for element in elements for word in counted_words(element)}


def _header_words(source: str, found: AdoptedDocument) -> set[str]:
    """Return the words of the lines that become options of the header."""
    lines = source.splitlines()
    blocks = found.header.replaced if found.header else ()
    text = "\n".join("\n".join(lines[b.first : b.end]) for b in blocks)
    return set(re.findall(r"\w+", text.casefold()))


def _lost(
    sources: Mapping[str, str], project: Callable[..., Project]
) -> dict[str, dict[str, int]]:
    """Return the words of each document that its page does not have any more."""
    found: dict[str, AdoptedDocument] = {}
    for name, source in sources.items():
        try:
            found[name] = adopt(source, name, status="draft")
        except UnfilledTemplateError:
            continue
    built = [
        project({"index": "# Index", **texts}, myst_enable_extensions=[]).build("html")
        for texts in (
            {name: sources[name] for name in found},
            {name: document.text for name, document in found.items()},
        )
    ]
    lost: dict[str, dict[str, int]] = {}
    for name, document in found.items():
        before, after = (Page(build.html(name)) for build in built)
        known = (
            _SYNTAX | _repeated_words(after) | _header_words(sources[name], document)
        )
        missing = counted_words(before.body) - _page_words(after)
        missing -= Counter(_OPTION.findall(sources[name]))
        if left := {w: n for w, n in missing.items() if w not in known}:
            lost[name] = left
    return lost


def test_the_words_of_heads_and_labels_are_on_the_page(
    project: Callable[..., Project],
):
    sources = {
        name.replace(" ", "-"): _document(text) for name, text in DOCUMENTS.items()
    }
    for source in sources.values():
        assert adopt(source, "boats").typed
    assert _lost(sources, project) == {}


@pytest.mark.slow
def test_all_words_of_the_shape_cases_are_on_their_pages(
    project: Callable[..., Project],
):
    sources = _cases()
    assert _lost({**sources, **_mixed(sources, 40)}, project) == {}
