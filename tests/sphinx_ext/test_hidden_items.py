"""Items under ``only`` and ``ifconfig``: where no page shows them, nothing lists them."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from conftest import Build, Project
from languages import Language
from pages import Page, words
from sphinxcontrib_techspec.rules import RULES

EXTENSIONS = ["myst_parser", "sphinxcontrib_techspec", "sphinx.ext.ifconfig"]
HIDDEN = ("Store", "Queue", "Ledger", "E9", "pay")


def shop(language: Language) -> dict[str, str]:
    """Return a project with a visible component, and with others on two conditions."""
    component = language.directive(
        "techspec:component", "Store", {"purpose": "Keeps orders"}
    )
    table = language.directive(
        "techspec:component",
        body=language.table(["Component", "Purpose"], [["Queue", "Moves messages"]]),
    )
    reason = language.directive("techspec:not-applicable", "api", body="It has none.")
    waiver = language.directive("techspec:waive", "TS306", body="It has to be long.")
    inner = language.directive(
        "only", "not draft", body=language.directive("techspec:entity", "Ledger")
    )
    payload = language.directive(
        "techspec:payload",
        body=language.directive(
            "code-block", "json", {"caption": "pay"}, '{"amount": 1}'
        ),
    )
    role = language.role("techspec:component", "Nobody")
    return {
        "index": language.document(
            language.directive("toctree", body="items\nviews"),
        ),
        "items": language.document(
            language.directive("techspec:component", "Api", {"purpose": "Takes orders"}),
            language.directive(
                "only", "internal",
                body="\n\n".join([component, table, reason, waiver, f"See {role}."]),
            ),
            language.directive(
                "ifconfig", "release == '2.0'",
                body="\n\n".join(
                    [
                        inner,
                        payload,
                        language.directive(
                            "techspec:error", "E9", {"meaning": "m", "action": "a"}
                        ),
                    ]
                ),
            ),
            title="Items",
        ),
        "views": language.document(
            *(
                language.directive("techspec:table", kind)
                for kind in ("component", "entity", "error", "payload")
            ),
            language.directive("techspec:report"),
            title="Views",
        ),
    }  # fmt: skip


@pytest.fixture
def site(project, language) -> Project:
    """Return the project, with its conditions false."""
    return project(
        shop(language), language=language, extensions=EXTENSIONS, release="1.0"
    )


def show(site: Project, *, shown: bool) -> Any:
    """Make all the conditions of the project true or false; return a hook for tags."""
    site.configure(release="2.0" if shown else "1.0")
    return lambda app: app.tags.add("internal") if shown else None


def index_words(built: Build) -> str:
    """Return what the search index says of objects and index entries."""
    text = built.read("searchindex.js")
    data = json.loads(text[text.index("{") : text.rindex("}") + 1])
    return json.dumps([data["objects"], data["indexentries"]])


@pytest.mark.parametrize("shown", [False, True])
def test_what_lists_items_in_html(site, shown):
    built = site.build(hook=show(site, shown=shown))
    listed = {name for names in built.inventory.values() for name in names}
    assert "Api" in listed
    views = words(Page(built.html("views")).body)
    general = built.read("genindex.html")
    search = index_words(built)
    page = words(Page(built.html("items")).body)
    for name in HIDDEN:
        assert (name in listed) == shown
        assert (re.search(rf"\b{name} \(", general) is not None) == shown
        assert (f'"{name}"' in search) == shown
        assert (name in page) == shown
    for name in ("Keeps orders", "Moves messages"):
        assert (name in views) == shown
    assert ("missing reason" in views) is False
    links = {address for _, address in Page(built.html("views")).links()}
    anchors = Page(built.html("items")).by_id
    for address in links:
        file, _, anchor = address.partition("#")
        if file == "items.html" and anchor:
            assert anchor in anchors
    assert not [w for w in built.warnings if "[techspec." not in w]
    assert ("unknown component" in "".join(built.own_warnings)) == shown


@pytest.mark.parametrize("shown", [False, True])
def test_what_the_data_has(site, shown):
    built = site.build("techspec", hook=show(site, shown=shown))
    (spec,) = built.json["specs"]
    names = {item["name"] for item in spec["items"]}
    assert names == {"Api", *(HIDDEN if shown else ())}
    assert bool(spec["not_applicable"]) == bool(spec["waivers"]) == shown
    found = [f for f in built.findings if f["code"] == "TS013"]
    assert {f["item"] for f in found} == (set() if shown else set(HIDDEN))
    assert {f["severity"] for f in found} <= {"info"}
    assert not any(f["anchor"] for f in found)
    # A hidden item counts for nothing.
    counted = [
        f for f in built.findings if f["item"] in HIDDEN and f["code"] != "TS013"
    ]
    assert not counted or shown


@pytest.mark.slow
@pytest.mark.parametrize("builder", ["html", "text", "techspec"])
def test_an_incremental_build_after_a_change_of_conditions(site, builder):
    for shown in (False, True, False):
        hook = show(site, shown=shown)
        built = site.build(builder, hook=hook)
        clean = site.build(builder, hook=hook, fresh=True)
        assert built.own_warnings == clean.own_warnings
        names = sorted(
            path.relative_to(clean.out)
            for path in clean.out.rglob("*")
            if path.suffix in {".html", ".txt", ".json", ".sarif"}
        )
        assert names
        for name in names:
            assert (built.out / name).read_bytes() == (clean.out / name).read_bytes()
        if builder == "html":
            assert built.inventory == clean.inventory
            assert index_words(built) == index_words(clean)


def test_builders_that_share_what_was_read(site, tmp_path):
    doctrees = tmp_path / "doctrees"
    hook = show(site, shown=False)
    for builder in ("text", "html", "text"):
        tagged = site.build(
            builder, doctrees=doctrees, out=tmp_path / f"{builder}-tagged",
            hook=lambda app: app.tags.add("internal"),
        )  # fmt: skip
        plain = site.build(
            builder, doctrees=doctrees, out=tmp_path / builder, hook=hook
        )
        read = tagged.html if builder == "html" else tagged.text
        assert "Keeps orders" in read("views")
        read = plain.html if builder == "html" else plain.text
        assert "Keeps orders" not in read("views")
        if builder == "html":
            assert "Store" in tagged.read("genindex.html")
            assert "Store" not in plain.read("genindex.html")


def test_a_builder_without_pages_agrees_with_html(project, language):
    blocks = [
        language.directive(
            "only", tag,
            body=language.directive("techspec:component", name, {"purpose": "One"}),
        )
        for tag, name in (("html", "Web"), ("latex", "Print"), ("format_html", "Any"))
    ]  # fmt: skip
    made = project({"index": language.document(*blocks)}, language=language)
    assert [item["name"] for item in made.build("techspec").items] == ["Web", "Any"]
    assert "component-print" not in made.html()
    assert "Web" not in made.text()


def test_variants_of_a_spec(project, language):
    def variant(tag: str, name: str) -> str:
        return language.directive(
            "only", tag,
            body="\n\n".join(
                [
                    language.directive(
                        "techspec:spec", "Shop", {"version": "1.0"}, f"{name} words."
                    ),
                    language.directive("techspec:component", "Api", {"purpose": name}),
                ]
            ),
        )  # fmt: skip

    role = language.role("techspec:component", "Store")
    made = project(
        {
            "index": language.document(
                variant("internal", "Inside"),
                variant("not internal", "Outside"),
                language.directive("techspec:component", "Store", {"purpose": "Keeps"}),
                f"See {role}.",
            )
        },
        language=language,
    )
    for tags, name in ((), "Outside"), (("internal",), "Inside"):
        built = made.build(
            "techspec", hook=lambda app, tags=tags: [app.tags.add(t) for t in tags]
        )
        (spec,) = built.json["specs"]
        assert spec["header"]["fields"]["tldr"] == f"{name} words."
        assert [i["fields"]["purpose"] for i in spec["items"]] in (
            [name, "Keeps"], ["Keeps", name],
        )  # fmt: skip
        assert not built.own_warnings


def test_an_expression_that_sphinx_cannot_read(project, language):
    made = project(
        {
            "index": language.document(
                language.directive(
                    "only", "a or",
                    body=language.directive("techspec:component", "Api"),
                )
            )
        },
        language=language,
    )  # fmt: skip
    built = made.build()
    assert "Api" in built.inventory["techspec:component"]
    assert "component-api" in built.html()
    assert not built.own_warnings or "TS001" in built.own_warnings[0]
    assert any("only directive" in warning for warning in built.warnings)


def test_a_reference_to_a_hidden_item_says_where_it_is(project, language):
    hidden = language.directive(
        "only", "internal", body=language.directive("techspec:entity", "Ledger")
    )
    roles = [language.role("techspec:entity", name) for name in ("Ledger", "Nothing")]
    text = language.document(f"See {roles[0]} and {roles[1]}.", hidden)
    made = project({"index": text}, language=language)
    advice = {
        found["subject"]: found["message"]
        for found in made.build("techspec").findings
        if found["code"] == "TS004"
    }
    line = max(n for n, text in enumerate(text.split("\n"), 1) if "Ledger" in text)
    place = f"index.{language.suffix}:{line}"
    assert (place in advice["Ledger"], "index." in advice["Nothing"]) == (True, False)


def test_the_rule_is_information():
    (rule,) = [rule for rule in RULES if rule.code == "TS013"]
    assert (rule.slug, rule.gate) == ("hidden-item", "info")
