"""References to records, written in options, cells, bullets and text, from a folder."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conftest import Project
from languages import Language
from pages import Page, words

RECORD = {
    "md": "# {0}. Of {1}\n\n## Status\n\nAccepted\n",
    "rst": "{0}. Of {1}\n==========\n\nStatus\n------\n\nAccepted\n",
}
Beta = Callable[..., Project]
NEAR = "services/beta/adr/0002-near"
FAR = "services/alpha/adr/0002-far"
FORMS = [
    ("2", NEAR),
    ("ADR-0002", NEAR),
    ("0002-near", NEAR),
    ("near", NEAR),
    ("adr/0002-near", NEAR),
    ("adr/0002-near.{suffix}", NEAR),
    ("[ADR-2](adr/0002-near.{suffix})", NEAR),
    ("`ADR-2 <adr/0002-near.{suffix}>`__", NEAR),
    ("../alpha/adr/0002-far.{suffix}", FAR),
    ("[ADR-2](../alpha/adr/0002-far.{suffix})", FAR),
    ("/services/alpha/adr/0002-far", FAR),
    ("services/alpha/adr/0002-far", FAR),
    ("0002-far", FAR),
    ("old/0002-far.{suffix}", FAR),
    ("https://example.org/adr/0002-far", None),
    ("0002-furr", None),
]


@pytest.fixture
def beta(project: Callable[..., Project], language: Language) -> Beta:
    """Return a function that makes a project with a spec beside one of two records."""

    def make(*blocks: str) -> Project:
        record = RECORD[language.suffix]
        pages = "services/*/*\nservices/*/adr/*"
        toctree = language.directive("toctree", "", {"glob": ""}, pages)
        return project(
            {
                "index": language.document(toctree),
                "services/beta/index": language.document(*blocks),
                NEAR: record.format(2, "beta"),
                FAR: record.format(2, "alpha"),
            },
            language=language,
        )  # fmt: skip

    return make


def means(made: Project) -> list[str | None]:
    """Return the documents of the records that the items rest on."""
    return [found["docname"] for item in made.items for found in item["decisions"]]


def test_in_an_option(beta: Beta, language: Language):
    """The forms of both languages are read in either."""
    suffix = language.suffix
    blocks = [
        language.directive(
            "techspec:stack", f"Part {number}",
            {"role": "Part", "version": "1.2.3", "adr": form.format(suffix=suffix)},
        )
        for number, (form, _) in enumerate(FORMS)
    ]  # fmt: skip
    assert means(beta(*blocks)) == [docname for _, docname in FORMS]


def test_in_a_cell(beta: Beta, language: Language):
    end = language.suffix
    cells = [
        ("2", NEAR),
        ("ADR-2", NEAR),
        (language.link("ADR-2", f"adr/0002-near.{end}"), NEAR),
        (language.link("ADR-2", f"../alpha/adr/0002-far.{end}"), FAR),
        (language.link("ADR-2", f"../alpha/adr/0002-far.{end}#status"), FAR),
        (language.link("ADR-2", f"gone/0002-far.{end}"), FAR),
        (language.link("ADR-2", "https://example.org/adr/0002-far"), None),
        (language.role("techspec:adr", "0002-far"), FAR),
        (language.role("doc", "adr/0002-near"), NEAR),
        (language.literal("near"), NEAR),
    ]
    rows = [["Part", f"Part {n}", "1.2.3", cell] for n, (cell, _) in enumerate(cells)]
    head = ["Role", "Name", "Version", "Decision"]
    made = beta(language.directive("techspec:stack", body=language.table(head, rows)))
    assert means(made) == [docname for _, docname in cells]


def test_in_a_bullet(beta: Beta, language: Language):
    near = language.link("ADR-2", f"adr/0002-near.{language.suffix}")
    far = language.link("ADR-2", f"../alpha/adr/0002-far.{language.suffix}")
    body = f"- **Part**: One 1.2.3 - See {near}\n- **Part**: Two 1.2.3 - See {far}"
    made = beta(language.directive("techspec:stack", body=body))
    assert means(made) == [NEAR, FAR]


def test_several_in_one(beta: Beta, language: Language):
    adr = "See ADR-2, [x](/services/alpha/adr/0002-far)"
    options = {"role": "Part", "version": "1.2.3", "adr": adr}
    made = beta(language.directive("techspec:stack", "Part", options))
    assert means(made) == [NEAR, FAR]


PARTLY = {
    "md": "# {0}. Of {1}\n\n## Status\n\nAccepted\n\n{2}\n",
    "rst": "{0}. Of {1}\n==========\n\nStatus\n------\n\nAccepted\n\n{2}\n",
}


@pytest.mark.parametrize("own_word", [True, False])
def test_superseded_in_part(
    project: Callable[..., Project], language: Language, own_word
):
    """Either end may say so; the record lives, and both ends of it are shown."""
    form = PARTLY[language.suffix]
    old, new = "Partially superseded by ADR-2", "Partially supersedes ADR-1"
    item = language.directive(
        "techspec:stack", "Redis", {"role": "Cache", "version": "7.2.7", "adr": "1"}
    )
    made = project(
        {
            "index": language.document(item, language.directive("toctree", "", {"glob": ""}, "adr/*")),
            "adr/0001-old": form.format(1, "old", old if own_word else ""),
            "adr/0002-new": form.format(2, "new", "" if own_word else new),
        },
        language=language,
    )  # fmt: skip
    built = made.build("html")
    assert built.warnings == []
    successor = "adr/0002-new.html"
    shown = words(Page(built.html("index")).body)
    assert "ADR-0001: Of old accepted in part → ADR-0002" in shown
    assert successor in {address for _, address in Page(built.html("index")).links()}
    below = words(Page(built.html("adr/0001-old")).body)
    assert "accepted · partly superseded by ADR-0002: Of new" in below
    first, second = made.build("techspec").json["decision_records"]
    assert first["partly_superseded_by"] == ["adr/0002-new"]
    assert first["successors"] == []
    relations = [(r["type"], r["docname"], r["partly"])
                 for r in (first if own_word else second)["relations"]]  # fmt: skip
    assert relations == [
        ("superseded by", "adr/0002-new", True) if own_word
        else ("supersedes", "adr/0001-old", True)
    ]  # fmt: skip
