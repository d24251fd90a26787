"""What names lead to, and what a role shows of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from conftest import Project
from languages import Language
from pages import Page, words

CAFE = "Café"
COMPOSED = unicodedata.normalize("NFC", CAFE)
DECOMPOSED = unicodedata.normalize("NFD", CAFE)


def component(language: Language, name: str, **options: str) -> str:
    """Return a component."""
    given = {"purpose": "Works", **options}
    return language.directive("techspec:component", name, given)


def spec(language: Language, name: str) -> str:
    """Return the head of a spec."""
    return language.directive("techspec:spec", name, {"status": "draft"}, "A. B.")


NAMES = (
    "--dry-run",
    "auth::Session",
    "Guide: Part 1",
    "it's",
    'a "b"',
    "a...b",
    "x: y",
)


@pytest.mark.parametrize("title", [False, True])
def test_the_text_of_a_role_is_as_written(
    project: Callable[..., Project], language: Language, *, title: bool
) -> None:
    roles = [
        language.role("techspec:component", f"{name} <{name}>" if title else name)
        for name in NAMES
    ]
    site = project(
        {
            "index": language.document(
                *(component(language, name) for name in NAMES),
                "\n".join(f"- {role}" for role in roles),
                "- " + language.role("techspec:component", "!--dry-run"),
            )
        },
        language=language,
    )
    built = site.build("html", nitpicky=True)
    assert built.warnings == []
    links = [text for text, address in Page(built.html()).links() if address[0] == "#"]
    assert [text for text in links if text in NAMES] == list(NAMES)
    assert "–" not in words(Page(built.html()).body)


def test_only_the_name_of_a_spec_is_cut(
    project: Callable[..., Project], language: Language
) -> None:
    site = project(
        {
            "index": language.document(
                spec(language, "Guide"),
                component(language, "Part"),
                component(language, "Guide: Part 1"),
                language.directive("toctree", "", (), "other"),
                "- " + language.role("techspec:component", "Guide: Part 1"),
                "- " + language.role("techspec:component", "Guide:Part"),
                "- " + language.role("techspec:component", "Our: own:Store"),
            ),
            "other": language.document(
                spec(language, "Our: own"), component(language, "Store")
            ),
        },
        language=language,
    )
    built = site.build("html", nitpicky=True)
    assert built.warnings == []
    links = Page(built.html()).links()
    assert ("Guide: Part 1", "#component-guide-part-1") in links
    assert ("Part", "#component-part") in links
    assert ("Store", "other.html#component-store") in links


@pytest.mark.parametrize(
    ("written", "meant"), [(COMPOSED, DECOMPOSED), (DECOMPOSED, COMPOSED)]
)
def test_composed_and_decomposed_forms_are_one_name(
    project: Callable[..., Project], language: Language, written: str, meant: str
) -> None:
    fields = language.table(["Field", "Type"], [[written, "str"]])
    site = project(
        {
            "index": language.document(
                spec(language, f"Spec {written}"),
                component(language, written),
                component(language, "User", uses=meant),
                language.directive("techspec:entity", "Order", (), fields),
                "- " + language.role("techspec:component", meant),
                "- " + language.role("techspec:component", f"Spec {meant}:{meant}"),
                "- " + language.role("techspec:entity", f"Order.{meant}"),
            )
        },
        language=language,
    )
    built = site.build("html", nitpicky=True)
    assert built.warnings == []
    page = Page(built.html())
    anchor = f"component-{COMPOSED.lower()}"
    assert (meant, f"#{anchor}") in page.links()
    assert (f"Order.{meant}", f"#entity-order--{COMPOSED.lower()}") in page.links()
    # The name is shown as its author wrote it.
    assert written in words(page.body)
    assert built.inventory["techspec:component"][COMPOSED] == f"index.html#{anchor}"


def test_both_forms_of_a_name_are_a_duplicate(
    project: Callable[..., Project], language: Language
) -> None:
    site = project(
        {
            "index": language.document(
                component(language, COMPOSED), component(language, DECOMPOSED)
            )
        },
        language=language,
    )
    (told,) = site.own_warnings
    assert "[techspec.TS003]" in told


def test_a_field_comes_before_a_similar_name(
    project: Callable[..., Project], language: Language
) -> None:
    fields = language.table(["Field", "Type"], [["id", "UUID"]])
    site = project(
        {
            "index": language.document(
                language.directive("techspec:entity", "User", (), fields),
                language.directive("techspec:entity", "User ID", (), fields),
                "- " + language.role("techspec:entity", "User.id"),
                "- " + language.role("techspec:entity", "user-id"),
            )
        },
        language=language,
    )
    links = Page(site.build("html").html()).links()
    assert ("User.id", "#entity-user--id") in links
    assert ("user-id", "#entity-user-id") in links


def test_a_name_of_another_project_is_no_finding(
    project: Callable[..., Project], language: Language
) -> None:
    shop = project({"index": "# Shop\n\n```{techspec:component} Store\n```\n"})
    inventory = shop.build("html").out / "objects.inv"
    site = project(
        {
            "index": language.document(
                "- " + language.role("techspec:component", "Store"),
                "- " + language.role("techspec:item", "shop:Store"),
                "- " + language.role("techspec:component", "Shelf"),
            )
        },
        language=language,
        extensions=["myst_parser", "sphinxcontrib_techspec", "sphinx.ext.intersphinx"],
        intersphinx_mapping={"shop": ("https://shop.example/", str(inventory))},
    )
    built = site.build("html")
    address = "https://shop.example/index.html#component-store"
    assert [a for _, a in Page(built.html()).links()] == [address, address]
    (told,) = built.own_warnings
    assert "[techspec.TS004]" in told
    assert "Shelf" in told


def test_an_ambiguous_link_names_its_candidates(
    project: Callable[..., Project],
) -> None:
    site = project(
        {
            "index": "# Page\n\n```{techspec:component} Order\n:purpose: Sells\n```\n\n"
            "```{techspec:entity} Order\n- id: UUID\n```\n\nSee [](#Order).\n"
        }
    )
    (told,) = site.build("html").warnings
    assert "[myst.xref_ambiguous]" in told
    assert told.count("`Order`") == 2
