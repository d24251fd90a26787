"""The field ``note`` of every kind: written, shown where used, kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conftest import Project
from languages import Language
from pages import Page, words
from sphinxcontrib_techspec.kinds import KINDS, SpecHeader

HEADS = ("Note", "Notes", "Rationale", "Justification", "Reason", "Why", "Comment",
         "Remarks")  # fmt: skip


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_every_kind_has_a_note_and_its_own_fields_come_before(kind):
    for head in HEADS:
        field = kind.field_for_column_head(head)
        own = [
            name
            for name, spec in kind.field_specs().items()
            if name != "note" and head in {spec.label, *spec.aliases}
        ]
        assert [field] == (own or ["note"]), head


def test_a_spec_has_no_note():
    assert "note" not in SpecHeader.field_specs()


def test_a_note_as_an_option_and_as_a_column(
    project: Callable[..., Project], language: Language
) -> None:
    purpose = {"purpose": "Holds"}
    site = project(
        {
            "index": language.document(
                language.directive(
                    "techspec:component", "Shelf", {**purpose, "note": "of *oak*"}
                ),
                language.directive(
                    "techspec:component",
                    body=language.table(
                        ["Component", "Purpose", "Why"],
                        [["Store", "Sells", "People buy"], ["Till", "Counts", ""]],
                    ),
                ),
                language.directive(
                    "techspec:component",
                    body=language.table(["Component", "Purpose"], [["Door", "Opens"]]),
                ),
            )
        },
        language=language,
    )
    built = site.build("techspec")
    assert built.own_warnings == []
    assert [item["fields"].get("note") for item in built.items] == [
        "of oak", "People buy", "", "",
    ]  # fmt: skip
    page = Page(site.html())
    text = words(page.body)
    assert "Note" in text
    assert "of oak" in text
    first, second = (t for t in page.root.iter("table"))
    assert words(first).startswith("Component Purpose Why")
    assert "Note" not in words(second)


def test_a_decision_has_details_before_a_note(
    project: Callable[..., Project], language: Language
) -> None:
    table = language.table(
        ["Topic", "Choice", "Rationale", "Comment"],
        [["Queue", "None", "One shop", "Look again in May"]],
    )
    site = project(
        {
            "index": language.document(
                language.directive("techspec:decision", body=table)
            )
        },
        language=language,
    )
    (item,) = site.items
    assert item["fields"]["details"] == "One shop"
    assert item["fields"]["note"] == "Look again in May"


def test_gettext_extracts_a_note(
    project: Callable[..., Project], language: Language
) -> None:
    options = {"purpose": "Holds", "note": "of oak"}
    one = language.directive("techspec:component", "Shelf", options)
    site = project({"index": language.document(one)}, language=language)
    assert 'msgid "of oak"' in site.build("gettext").read("index.pot")
