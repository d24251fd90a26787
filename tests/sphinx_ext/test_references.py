"""What a reference may be written like, and where it leads."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from conftest import Project
from languages import LANGUAGES, Language
from pages import Page, words
from samples import sample
from sphinxcontrib_techspec.kinds import KINDS


def head(language: Language, name: str, status: str = "draft") -> str:
    """Return the head of a spec."""
    options = {"status": status, "version": "1.0", "updated": "2025-01-31"}
    body = "It says what there is. It does so in two sentences."
    return language.directive("techspec:spec", name, options, body)


def stack(language: Language, technology: str, **options: str) -> str:
    """Return a technology."""
    given = {"role": "Database", "version": "1.2.3", **options}
    return language.directive("techspec:stack", technology, given)


def toctree(language: Language, *names: str) -> str:
    """Return a toctree."""
    return language.directive("toctree", "", (), "\n".join(names))


ADR = "# 1. Choose one\n\n## Status\n\nAccepted\n"

ENTITY = {
    "md": "| Field | Type |\n|---|---|\n| id | UUID |\n| e-mail | str |",
    "rst": "- id: UUID\n- e-mail: str",
}


def make_shop(project: Callable[..., Project], language: Language) -> Project:
    """Return a project of two specs, Shop and Billing, and a page to write on."""
    return project(
        {
            "index": language.document(
                head(language, "Shop"), toctree(language, "items", "page", "billing/index")
            ),
            "items": language.document(
                stack(language, "PostgreSQL", name="our database"),
                language.directive(
                    "techspec:endpoint", "GET /users", {"auth": "no"}, "List users."
                ),
                language.directive(
                    "techspec:entity", "User", (), ENTITY[language.suffix]
                ),
                language.directive(
                    "techspec:stack", "", {"layer": "data"},
                    language.table(["Role", "Name"], [["Cache", "Redis"]]),
                ),
            ),
            "page": language.document("Nothing yet."),
            "billing/index": language.document(
                head(language, "Billing"), toctree(language, "items")
            ),
            "billing/items": language.document(
                stack(language, "PostgreSQL"), stack(language, "Stripe"),
                language.directive("techspec:perf", "Redis"),
            ),
            "adr/0001-one.md": ADR,
        },
        language=language,
        suppress_warnings=["toc.not_included"],
    )  # fmt: skip


@pytest.fixture
def shop(project: Callable[..., Project], language: Language) -> Project:
    return make_shop(project, language)


def links_of(site: Project, language: Language, *written: str) -> list[tuple[str, str]]:
    """Write references on the page, and return its links."""
    site.write({"page": language.document(*written)})
    built = site.build("html", nitpicky=True)
    assert built.warnings == []
    return Page(built.html("page")).links()


@pytest.mark.parametrize(
    ("role", "target", "text", "address"),
    [
        ("stack", "PostgreSQL", "PostgreSQL", "items.html#stack-postgresql"),
        ("stack", "Redis", "Redis", "items.html#stack-redis"),
        ("stack", "postgresql", "postgresql", "items.html#stack-postgresql"),
        ("stack", "the store <PostgreSQL>", "the store", "items.html#stack-postgresql"),
        ("stack", "Billing:PostgreSQL", "PostgreSQL",
         "billing/items.html#stack-postgresql"),
        ("stack", "theirs <Billing:PostgreSQL>", "theirs",
         "billing/items.html#stack-postgresql"),
        ("stack", "Shop:PostgreSQL", "PostgreSQL", "items.html#stack-postgresql"),
        ("stack", "Stripe", "Stripe", "billing/items.html#stack-stripe"),
        ("endpoint", "GET /users", "GET /users", "items.html#endpoint-get-users"),
        ("endpoint", "Shop:GET /users", "GET /users", "items.html#endpoint-get-users"),
        ("entity", "User", "User", "items.html#entity-user"),
        ("entity", "User.id", "User.id", "items.html#entity-user--id"),
        ("entity", "User.e-mail", "User.e-mail", "items.html#entity-user--e-mail"),
        ("entity", "Shop:User.id", "User.id", "items.html#entity-user--id"),
        ("item", "User", "User", "items.html#entity-user"),
        ("item", "Stripe", "Stripe", "billing/items.html#stack-stripe"),
        ("item", "Billing:Redis", "Redis", "billing/items.html#perf-redis"),
        ("spec", "Billing", "Billing", "billing/index.html#spec-billing"),
        ("spec", "the other <Billing>", "the other", "billing/index.html#spec-billing"),
        ("adr", "ADR-0001", "ADR-0001: Choose one", "adr/0001-one.html"),
        ("adr", "ADR-1", "ADR-0001: Choose one", "adr/0001-one.html"),
        ("adr", "0001-one", "ADR-0001: Choose one", "adr/0001-one.html"),
        ("adr", "that one <ADR-0001>", "that one", "adr/0001-one.html"),
        ("adr", "adr/0001-one.md", "ADR-0001: Choose one", "adr/0001-one.html"),
    ],
)  # fmt: skip
def test_role(shop, language, role, target, text, address):
    written = language.role(f"techspec:{role}", target)
    assert links_of(shop, language, f"See {written}.") == [(text, address)]


def test_role_without_a_link(shop, language):
    """As in all of Sphinx's roles, an exclamation mark is for the name alone."""
    written = language.role("techspec:stack", "!Kafka")
    assert links_of(shop, language, f"See {written}.") == []
    assert "See Kafka." in words(Page(shop.html("page")).body)


def test_role_in_every_place(shop, language):
    role = language.role("techspec:endpoint", "GET /users")
    perf = language.directive(
        "techspec:perf", "",  (),
        language.table(["Metric", "Target", "Measurement"], [["Speed", "< 2 s", role]]),
    )  # fmt: skip
    one = language.directive(
        "techspec:perf",
        "Rate",
        {"target": "> 2 req/s", "measurement": role},
        f"As {role}.",
    )
    links = links_of(shop, language, perf, one, f"- {role}\n- *{words_of(role)}*")
    assert links == [("GET /users", "items.html#endpoint-get-users")] * 4


def words_of(role: str) -> str:
    """Return a role's words without the role."""
    return role.split("`")[1]


@pytest.mark.parametrize(
    ("role", "target", "code", "said"),
    [
        ("stack", "Postgres", "TS004", "“PostgreSQL”?"),
        ("endpoint", "GET /user", "TS004", "“GET /users”?"),
        ("entity", "User.name", "TS004", "User.name"),
        ("spec", "Billling", "TS004", "“Billing”?"),
        ("stack", "Billing:Redis", "TS004", "Billing:Redis"),
        ("item", "Redis", None, ""),
        ("adr", "ADR-0002", "TS202", "ADR-0002"),
        ("adr", "choose-noe", "TS202", "ADR-0001"),
    ],
)
def test_role_to_nothing(shop, language, role, target, code, said):
    written = language.role(f"techspec:{role}", target)
    shop.write({"page": language.document(f"See {written}.")})
    built = shop.build("html", nitpicky=True)
    if code is None:
        assert built.warnings == []
        return
    (told,) = built.warnings
    file = f"page.{language.suffix}"
    line = shop.line("See", "page")
    assert told.startswith(f"{file}:{line}: WARNING: ")
    assert told.endswith(f"[techspec.{code}]")
    assert said in told
    page = Page(built.html("page"))
    assert page.links() == []
    assert target.removeprefix("Billing:") in words(page.body)


def test_ambiguous_name(shop, language):
    shop.write(
        {
            "other": language.document(
                head(language, "Other"),
                "See " + language.role("techspec:stack", "PostgreSQL") + ".",
            )
        }
    )
    built = shop.build("html", nitpicky=True)
    (told,) = built.warnings
    assert told.endswith("[techspec.TS005]")
    for candidate in (
        f"Shop:PostgreSQL (items.{language.suffix}:",
        f"Billing:PostgreSQL (billing/items.{language.suffix}:",
    ):
        assert candidate in told
    assert Page(built.html("other")).links() == []


def test_item_of_two_kinds_is_ambiguous(shop, language):
    shop.write(
        {
            "page": language.document(
                language.directive(
                    "techspec:component", "User", {"purpose": "Signs in"}
                ),
                "See " + language.role("techspec:item", "User") + ".",
                "See " + language.role("techspec:component", "User") + ".",
            )
        }
    )
    (told,) = shop.own_warnings
    assert "[techspec.TS005]" in told


# Links of the host languages


@pytest.mark.parametrize(
    ("written", "link"),
    [
        (
            "[the store](#stack-postgresql)",
            ("the store", "items.html#stack-postgresql"),
        ),
        ("[it](#PostgreSQL)", ("it", "items.html#stack-postgresql")),
        ("[](#entity-user)", ("User", "items.html#entity-user")),
        ("[](<#GET /users>)", ("GET /users", "items.html#endpoint-get-users")),
        ("[users](<#GET /users>)", ("users", "items.html#endpoint-get-users")),
        ("<project:#stack-redis>", ("Redis", "items.html#stack-redis")),
        ("[](<#our database>)", ("PostgreSQL", "items.html#our-database")),
        ("{any}`Stripe`", ("Stripe", "billing/items.html#stack-stripe")),
        ("{any}`GET /users`", ("GET /users", "items.html#endpoint-get-users")),
        ("{any}`User`", ("User", "items.html#entity-user")),
        ("{ref}`our database`", ("PostgreSQL", "items.html#our-database")),
        ("{ref}`it <our database>`", ("it", "items.html#our-database")),
    ],
)
def test_link_of_markdown(project, written, link):
    language = LANGUAGES["md"]
    site = make_shop(project, language)
    if link[1].endswith("#our-database"):
        link = (link[0], "items.html#stack-postgresql")
    assert links_of(site, language, f"See {written}.") == [link]


@pytest.mark.parametrize(
    ("written", "link"),
    [
        (":any:`Stripe`", ("Stripe", "billing/items.html#stack-stripe")),
        (":any:`list <GET /users>`", ("list", "items.html#endpoint-get-users")),
        (":ref:`our database`", ("PostgreSQL", "items.html#stack-postgresql")),
        (":ref:`it <our database>`", ("it", "items.html#stack-postgresql")),
    ],
)
def test_link_of_restructuredtext(project, written, link):
    language = LANGUAGES["rst"]
    assert links_of(make_shop(project, language), language, f"See {written}.") == [link]


def test_links_on_the_own_page(shop, language):
    one = stack(language, "Kafka")
    role = language.role("techspec:stack", "Kafka")
    written = [one, f"See {role}."]
    if language.suffix == "md":
        written.append("See [it](#stack-kafka), [](#Kafka).")
    links = links_of(shop, language, *written)
    assert {address for _, address in links} == {"#stack-kafka"}
    assert len(links) == (3 if language.suffix == "md" else 1)


# Other projects


def test_other_project_links_in(shop, project, language):
    base = "https://shop.example/"
    inventory = shop.build("html").out / "objects.inv"
    other = project(
        {
            "index": language.document(
                "See {}, {}, {} and {}.".format(
                    language.role("external:techspec:endpoint", "GET /users"),
                    language.role("external+shop:techspec:stack", "Billing:PostgreSQL"),
                    language.role("external:techspec:item", "Stripe"),
                    language.role("external:techspec:spec", "the shop <Shop>"),
                )
            )
        },
        language=language,
        extensions=["myst_parser", "sphinxcontrib_techspec", "sphinx.ext.intersphinx"],
        intersphinx_mapping={"shop": (base, str(inventory))},
    )
    built = other.build("html", nitpicky=True)
    assert built.warnings == []
    assert [address for _, address in Page(built.html()).links()] == [
        f"{base}items.html#endpoint-get-users",
        f"{base}billing/items.html#stack-postgresql",
        f"{base}billing/items.html#stack-stripe",
        f"{base}index.html#spec-shop",
    ]


def test_inventory(shop):
    found = shop.build("html").inventory
    assert found["techspec:stack"] == {
        # A name that both specs have is only listed with the spec's.
        "Shop:PostgreSQL": "items.html#stack-postgresql",
        "Billing:PostgreSQL": "billing/items.html#stack-postgresql",
        "Redis": "items.html#stack-redis",
        "Shop:Redis": "items.html#stack-redis",
        "Stripe": "billing/items.html#stack-stripe",
        "Billing:Stripe": "billing/items.html#stack-stripe",
    }
    assert found["techspec:spec"] == {
        "Shop": "index.html#spec-shop",
        "Billing": "billing/index.html#spec-billing",
    }
    assert found["techspec:adr"] == {"ADR-0001": "adr/0001-one.html"}


def test_inventory_of_one_spec_has_bare_names(project, language):
    site = project(
        {"index": language.document(head(language, "Shop"), stack(language, "Redis"))},
        language=language,
    )
    found = site.build("html").inventory
    assert found["techspec:stack"] == {"Redis": "index.html#stack-redis"}


# Indexes and lists of contents


def test_general_index(shop):
    page = Page(shop.build("html").html("genindex"))
    links = dict(page.links())
    assert links["GET /users (endpoint)"] == "items.html#endpoint-get-users"
    assert links["Stripe (technology)"] == "billing/items.html#stack-stripe"
    assert "PostgreSQL (technology)" in words(page.body)


def test_search_knows_the_items(shop):
    text = shop.build("html").read("searchindex.js")
    index = json.loads(text.removeprefix("Search.setIndex(").rstrip(");\n"))
    names = {entry[4] for entries in index["objects"].values() for entry in entries}
    assert {"GET /users", "Redis", "Stripe", "User"} <= names
    kinds = {name[2] for name in index["objnames"].values()}
    assert "Technical spec technology" in kinds


def test_contents_of_a_page_list_its_items(shop):
    toc = shop.build("html").app.env.tocs["items"].astext()
    for name in ("PostgreSQL", "GET /users", "User"):
        assert name in toc
    assert "Redis" not in toc  # It is a row of a table.


# What belongs to which spec


def owners(site: Project) -> dict[str, str]:
    """Return the spec of each item."""
    specs = site.build("techspec").json["specs"]
    return {item["name"]: spec["name"] for spec in specs for item in spec["items"]}


def test_items_belong_to_the_nearest_spec_above(project, language):
    site = project(
        {
            "index": language.document(
                head(language, "Whole"), toctree(language, "own", "part/index")
            ),
            "own": language.document(stack(language, "A")),
            "part/index": language.document(
                head(language, "Part"),
                stack(language, "B"),
                toctree(language, "deep/index"),
            ),
            "part/deep/index": language.document(toctree(language, "leaf")),
            "part/deep/leaf": language.document(stack(language, "C")),
        },
        language=language,
    )
    assert owners(site) == {"A": "Whole", "B": "Part", "C": "Part"}


def test_items_of_several_specs_on_a_page_belong_to_the_head_before(project, language):
    site = project(
        {
            "index": language.document(
                stack(language, "Before"),
                head(language, "One"), stack(language, "A"),
                head(language, "Two"), stack(language, "B"),
                toctree(language, "below"),
            ),
            "below": language.document(stack(language, "C")),
        },
        language=language,
    )  # fmt: skip
    assert owners(site) == {"Before": "One", "A": "One", "B": "Two", "C": "One"}


def test_items_without_a_spec_belong_to_one_named_after_the_project(project, language):
    site = project(
        {"index": language.document(stack(language, "A"))}, language=language
    )
    (spec,) = site.build("techspec").json["specs"]
    assert (spec["name"], spec["implicit"], spec["status"]) == ("Shop", True, "draft")
    assert site.own_warnings == []


def test_items_beside_a_spec_belong_to_the_implicit_one(project, language):
    site = project(
        {
            "index": language.document(toctree(language, "spec", "page")),
            "spec": language.document(head(language, "Part")),
            "page": language.document(stack(language, "A")),
        },
        language=language,
    )
    assert owners(site) == {"A": "Shop"}


# Every kind


def test_every_kind_has_a_role_and_an_entry(project, language):
    samples = [(kind, sample(kind)) for kind in KINDS]
    site = project(
        {
            "index": language.document(
                *(
                    language.directive(f"techspec:{kind.kind}", made.name, made.options)
                    for kind, made in samples
                ),
                language.directive("techspec:entity", "Thing"),
            ),
            "page": language.document(
                *(
                    language.role(
                        f"techspec:{kind.kind}", f"to {kind.kind} <{made.name}>"
                    )
                    for kind, made in samples
                )
            ),
        },
        language=language,
        suppress_warnings=["toc.not_included"],
    )
    built = site.build("html", nitpicky=True)
    assert built.warnings == []
    items = {item["kind"]: item for item in site.items if item["name"] != "Thing"}
    expected = [
        (f"to {kind.kind}", f"index.html#{items[kind.kind]['anchor']}")
        for kind in KINDS
    ]
    assert Page(built.html("page")).links() == expected
    for kind in KINDS:
        name = items[kind.kind]["name"]
        uri = built.inventory[f"techspec:{kind.kind}"][name]
        assert uri == f"index.html#{items[kind.kind]['anchor']}"
        # Names that several kinds have are grouped in the index.
        assert f"({kind.title})" in words(Page(built.html("genindex")).body)
