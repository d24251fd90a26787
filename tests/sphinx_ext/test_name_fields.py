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


def test_parts_of_a_name_may_be_in_backquotes(project, language):
    user, order, path = map(language.literal, ("User", "Order", "/users/{id}"))
    site = project(
        {
            "index": language.document(
                language.directive("techspec:entity", "User"),
                language.directive("techspec:entity", "Order"),
                language.directive(
                    "techspec:relation", f"{user} -> {order}", {"cardinality": "1:N"}
                ),
                language.directive(
                    "techspec:endpoint", f"GET {path}", {"auth": "no"}, "One user."
                ),
            ).replace(
                "```", ":::"
            )  # A fence of backquotes has none on its line.
        },
        language=language,
    )
    built = site.build("techspec")
    relation, endpoint = built.items[2:]
    assert relation["name"] == "User → Order"
    assert (relation["fields"]["source"], relation["fields"]["target"]) == (
        "User", "Order",
    )  # fmt: skip
    assert endpoint["name"] == "GET /users/{id}"
    assert endpoint["fields"]["path"] == "/users/{id}"
    assert not [w for w in built.own_warnings if "TS001" in w or "TS004" in w]
    text = site.text()
    assert "From:\n      User" in text
    assert "To:\n      Order" in text


def test_an_argument_besides_the_options_is_kept(project, language):
    options = {"source": "User", "target": "Order", "cardinality": "1:N"}
    site = project(
        {
            "index": language.document(
                language.directive("techspec:entity", "User"),
                language.directive("techspec:entity", "Order"),
                language.directive("techspec:relation", "Buying things", options),
            )
        },
        language=language,
    )
    (item,) = (i for i in site.build("techspec").items if i["kind"] == "relation")
    assert item["name"] == "User → Order"
    faults = [f for f in site.build("techspec").findings if f["code"] == "TS001"]
    line = site.line("Buying things")
    assert line in {f["line"] for f in faults if f["severity"] == "warning"}
    assert "Buying things" in words(Page(site.html()).body)
