"""The score: what the template asks for, once an item, and each mistake."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Build
from factories import document, header, item, project, report
from sphinxcontrib_techspec.findings.report import Counts
from sphinxcontrib_techspec.kinds import KINDS
from sphinxcontrib_techspec.model.item import Item
from sphinxcontrib_techspec.rules import RULES, Context, Passed
from sphinxcontrib_techspec.sphinx_ext.domain import get_domain

Values = dict[str, Any]
Wanted = tuple[str, str, Values]
"""A kind, a name and values."""

VALUES: dict[str, Values] = {
    "stack": {"role": "Database", "version": "16.4"},
    "decision": {"topic": "architecture pattern", "details": "one service"},
    "component": {"purpose": "Keeps the basket"},
    "endpoint": {"purpose": "List", "auth": "no"},
    "payload": {"example": "{}"},
    "command": {"purpose": "Refund", "example": "pay refund 1"},
    "security": {"method": "OAuth"},
    "error": {"meaning": "Gone", "action": "Wait"},
    "logging": {"value": "JSON"},
    "perf": {"target": "< 200 ms", "measurement": "k6"},
    "coverage": {"target": "80 %"},
    "test": {"focus": "Services"},
    "setting": {"description": "The address"},
}


def build(given: list[Wanted], status: str = "approved", **conf: object) -> Counts:
    """Return the counts of a spec of items."""
    items = [item(kind, name, **values) for kind, name, values in given]
    return report(
        project(document("index", header("Shop", status), *items)), **conf
    ).counts


def of(*items: Item, **conf: object) -> Counts:
    """Return the counts of a spec of items, with no section missing."""
    return report(project(document("index", header("Shop"), *items)), **conf).counts


def added(before: Counts, after: Counts) -> tuple[int, int]:
    """Return by how many checks that passed and that failed two counts differ."""
    return after.passed - before.passed, after.failed - before.failed


@st.composite
def wanted(draw: st.DrawFn) -> Wanted:
    """Draw an item with some of the values of its kind."""
    kind = draw(st.sampled_from(sorted(VALUES)))
    known = VALUES[kind]
    names = draw(st.sets(st.sampled_from(sorted(known))))
    name = draw(st.sampled_from(["GET /a", "POST /b", "Unit", "Redis", "minimum"]))
    return kind, name, {key: known[key] for key in names}


@st.composite
def empty(draw: st.DrawFn) -> Wanted:
    """Draw an item without a name, or without values."""
    kind = draw(st.sampled_from([kind.kind for kind in KINDS]))
    nameless = draw(st.booleans())
    if nameless:
        return kind, "", VALUES.get(kind, {}) if draw(st.booleans()) else {}
    return kind, draw(st.sampled_from(["Zyx", "format", "at rest", "GET /zyx"])), {}


@settings(max_examples=40)
@given(st.lists(wanted(), max_size=6), empty(), st.sampled_from(["draft", "approved"]))
def test_an_empty_item_never_raises_the_score(
    given_items: list[Wanted], more: Wanted, status: str
):
    before = build(given_items, status)
    after = build([*given_items, more], status)
    assert (after.score or 0) <= (before.score or 0)


@settings(max_examples=40)
@given(st.lists(wanted(), max_size=6), st.data())
def test_a_value_that_nobody_asked_about_counts_nothing(
    given_items: list[Wanted], data: st.DataObject
):
    before = build(given_items)
    # What it is added to says something already: it is not empty.
    filled = [n for n, (_, _, values) in enumerate(given_items) if values]
    noted = [(kind, name, dict(values)) for kind, name, values in given_items]
    for number in filled:
        if data.draw(st.booleans()):
            noted[number][2]["note"] = "chosen last year"
    assert build(noted) == before
    setting = ("setting", "DATABASE_URL", {"description": "Where it is"})
    assert build([*given_items, setting]) == before


@settings(max_examples=40)
@given(st.lists(wanted(), max_size=6))
def test_the_status_changes_no_count(given_items: list[Wanted]):
    assert build(given_items, "draft") == build(given_items, "approved")


@pytest.mark.parametrize(
    ("kind", "values", "passed", "failed"),
    [
        ("stack", {"version": "7.2.7"}, 1, 0),
        ("stack", {"version": "7.x"}, 0, 1),
        ("stack", {"note": "it has none"}, 0, 1),
        ("perf", {"target": "< 20 ms", "measurement": "k6"}, 2, 0),
        ("perf", {"target": "fast", "measurement": "k6"}, 1, 1),
        ("perf", {"target": "< 20", "measurement": "k6"}, 1, 1),
        ("perf", {"target": "< 20 ms"}, 1, 1),
        ("command", {"purpose": "Run", "example": "pay run"}, 1, 0),
        ("command", {"purpose": "Run"}, 0, 1),
        ("error", {"meaning": "Gone", "action": "Wait"}, 0, 0),
        ("component", {"purpose": "Keeps it"}, 0, 0),
    ],
)
def test_an_item_counts_once_for_what_is_asked_of_it(
    kind: str, values: Values, passed: int, failed: int
):
    # The sections have items already, and the role is no topic of the template.
    role: Values = {"role": "Mail"} if kind == "stack" else {}
    filled = VALUES[kind] | role
    before = of(item(kind, "First", **filled))
    after = of(item(kind, "First", **filled), item(kind, "Second", **(role | values)))
    assert added(before, after) == (passed, failed)


def test_the_header_counts_once():
    whole = of()
    (spec,) = report(project(document("index", header("Shop")))).specs
    assert spec.sections["spec"] == Counts(passed=1)
    incomplete = item("spec", "Shop", status="approved", tldr="One sentence.")
    counts = report(project(document("index", incomplete))).counts
    assert added(whole, counts) == (-1, 1)


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ({}, (0, 1)),
        ({"TS001": "error"}, (0, 1)),
        ({"TS001": "info"}, (0, 0)),
        ({"TS001": "off"}, (0, 0)),
    ],
)
def test_a_mistake_counts_above_information(
    setting: dict[str, str], expected: tuple[int, int]
):
    right = item("component", "Basket", purpose="Keeps it")
    wrong = item("component", "Basket", purpose="Keeps it", status="done")
    before = of(right, severity=setting)
    assert added(before, of(wrong, severity=setting)) == expected


def test_without_the_strict_rule_the_other_one_counts():
    """A version is asked for even where it need not be exact."""
    first = item("stack", "Redis", role="Mail", version="7.2.7")
    inexact = item("stack", "Exim", role="Mail", version="4.x")
    off = {"TS302": "off"}
    before, after = of(first, severity=off), of(first, inexact, severity=off)
    assert added(before, after) == (1, 0)


def test_a_waived_check_passes_for_no_other_rule():
    """A version is there, which TS301 asks for, and its exactness is waived."""
    first = item("stack", "Redis", role="Mail", version="7.2.7")
    waive = [("TS302", "the vendor pins it")]
    waived = item("stack", "Exim", role="Mail", version="4.x", waive=waive)
    before, after = of(first), of(first, waived)
    assert added(before, after) == (0, 0)
    assert after.waived == before.waived + 1


def test_a_placeholder_is_a_mistake():
    clean = of(item("logging", "Format", value="JSON"))
    assert added(clean, of(item("logging", "Format", value="TBD"))) == (0, 1)


@pytest.mark.parametrize(
    ("values", "is_empty"),
    [
        ({}, True),
        ({"status": "planned"}, True),
        ({"auth": "no"}, False),
        ({"note": "later"}, False),
    ],
)
def test_an_empty_item_has_a_name_alone(values: Values, *, is_empty: bool):
    assert item("endpoint", "GET /users", **values).is_empty == is_empty
    assert item("endpoint", "", **values).is_empty


def test_rows_are_a_value():
    assert not item("entity", "User", rows=[{"name": "id"}]).is_empty
    assert item("entity", "User").is_empty


def test_an_item_fails_once():
    """An item with two references that are wrong fails once."""
    twice = item("stack", "Redis", role="Mail", version="1.2.3", adr="ADR-7, ADR-8")
    (spec,) = report(project(document("index", header("Shop"), twice))).specs
    unknown = [found for found in spec.findings if found.code == "TS202"]
    assert sorted(found.counts for found in unknown) == [False, True]
    failed = [found for found in spec.findings if found.state == "fail"]
    assert spec.counts.failed == sum(found.counts for found in failed)


@pytest.mark.parametrize("name", ["gallery", "conduit"])
def test_what_passes_of_an_item_names_the_item(
    example: Callable[[str, str], Build], name: str
):
    """Otherwise an item would count once for each rule."""
    made = get_domain(example(name, "techspec").app.env).project
    context = Context(made)
    without_item = {
        rule.aspect
        for rule in RULES
        if rule.scores == "both"
        for spec in made.specs
        for outcome in rule.check(spec, context)
        if isinstance(outcome, Passed) and outcome.item is None
    }
    assert without_item == {"section", "topic"}


def test_the_page_of_mistakes_scores_at_most_half(
    example: Callable[[str, str], Build],
):
    specs = {s["name"]: s for s in example("gallery", "techspec").json["specs"]}
    assert specs["Wrong"]["score"] <= 50
    assert specs["Berths"]["score"] == 100
