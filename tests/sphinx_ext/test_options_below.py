"""Options that stand below the words of an item, which have no other place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from conftest import Project
from languages import Language
from sphinxcontrib_techspec.adopt import adopt

Make = Callable[..., Project]

HEAD = {"status": "approved"}


def built(
    project: Make, language: Language, argument: str, body: str
) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the security items of a spec with a directive, and the codes of them."""
    text = language.document(
        language.directive("techspec:spec", "S", HEAD, "A. B."),
        language.directive("techspec:security", argument, body=body),
    )
    made = project({"index": text}, language=language).build("techspec")
    codes = [f["code"] for f in made.findings if f["code"] in {"TS012", "TS202"}]
    return [i for i in made.items if i["kind"] == "security"], codes


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_an_option_below_the_words_of_an_item(project, language, gap):
    items, codes = built(
        project, language, "authentication", f"Keys of brass{gap}:adr: ADR-7"
    )
    assert [i["fields"]["method"] for i in items] == ["Keys of brass"]
    assert [d["text"] for d in items[0]["decisions"]] == ["ADR-7"]
    assert codes == ["TS202"]


def test_an_option_in_the_last_line_of_a_bullet(project, language):
    body = "- **authentication**: keys\n- **at rest**: locks\n  :adr: ADR-7"
    items, codes = built(project, language, "", body)
    assert [i["fields"]["method"] for i in items] == ["keys", "locks"]
    assert [[d["text"] for d in i.get("decisions", [])] for i in items] == [
        [],
        ["ADR-7"],
    ]
    assert codes == ["TS202"]


@pytest.mark.parametrize(
    "body",
    [
        "Keys\n\n:adr: ADR-7\n\nMore of them.",
        "- a list\n\n:adr: ADR-7",
        "Keys\n\n:adr: ADR-7\n:adr: ADR-8",
    ],
)
def test_other_options_in_a_body_are_reported(project, language, body):
    _, codes = built(project, language, "authentication", body)
    assert "TS012" in codes


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_document_without_directives_keeps_the_item(gap):
    text = (
        "# Technical Spec: Shed\n\n## Security\n\n### Authentication\n\n"
        f"Keys of brass{gap}:adr: ADR-7\n"
    )
    found = adopt(text, "shed")
    assert [
        (t.candidate.argument, t.reading.items[0].text("adr")) for t in found.typed
    ] == [("authentication", "ADR-7")]
