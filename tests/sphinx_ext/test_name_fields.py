"""What an item that stands alone shows of the fields that its name is made of."""

from __future__ import annotations

from pages import Page, words


def labels(site):
    page = Page(site.html())
    return [
        words(term).rstrip(":")
        for term in page.body.iter("dt")
        if "field-" in (term.get("class") or "")
    ]


def test_a_relation_shows_and_links_both_ends(project, language):
    site = project(
        {
            "index": language.document(
                language.directive("techspec:entity", "Boat"),
                language.directive("techspec:entity", "Booking"),
                language.directive(
                    "techspec:relation", "Boat -> Booking", {"cardinality": "1:N"}
                ),
            )
        },
        language=language,
    )
    found = labels(site)
    assert found[-3:] == ["From", "To", "Cardinality"]
    assert ("Boat", "#entity-boat") in Page(site.html()).links()
    assert ("Booking", "#entity-booking") in Page(site.html()).links()


def test_an_endpoint_shows_method_and_path_in_its_name_only(project, language):
    site = project(
        {
            "index": language.document(
                language.directive(
                    "techspec:endpoint", "GET /boats", {"auth": "no"}, "List boats."
                )
            )
        },
        language=language,
    )
    assert labels(site) == ["Auth"]
    assert "techspec-method-get" in site.html()


def test_a_side_that_does_not_fit_is_shown(project, language):
    site = project(
        {
            "index": language.document(
                language.directive(
                    "techspec:endpoint", "GTE /boats", {"auth": "no"}, "List boats."
                )
            )
        },
        language=language,
    )
    assert labels(site) == ["Method", "Auth"]
