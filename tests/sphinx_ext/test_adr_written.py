"""References to records, written in options, cells, bullets and text, from a folder."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conftest import Project
from languages import Language

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
    """Give a function that makes a project with a spec beside one of two records."""

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
