"""What differs between two states of a project."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.states import finding, item, spec, state
from sphinxcontrib_techspec.compare import Difference, compare_states
from sphinxcontrib_techspec.compare.state import ItemState, RecordState, State

WORDS = st.sampled_from(["one", "two", "the third of them", "four | `five`", ""])
ITEMS = st.builds(
    ItemState,
    st.sampled_from(["stack", "error"]),
    st.sampled_from(["A", "B", "Client timeout", "Server timeout"]),
    st.dictionaries(st.sampled_from(["purpose", "version"]), WORDS.filter(bool)),
    st.just("index.md"),
    st.integers(1, 9),
)
FINDINGS = st.builds(
    # About what is no item here, so that none is renamed with its item.
    finding,
    st.sampled_from(["TS301", "TS302"]),
    st.sampled_from(["Y", "Z"]),
)
STATES = st.builds(
    lambda items, findings: state(spec(*items, findings=findings)),
    st.lists(ITEMS, max_size=6),
    st.lists(FINDINGS, max_size=3),
)


def changes(difference: Difference) -> list[tuple[str, ...]]:
    """Return how each item differs: the change, its names and the fields."""
    return [
        (c.change, c.old_name, c.item.name, *(f.field for f in c.fields))
        for found in difference.specs
        for c in found.items
    ]


def test_items_added_removed_and_changed():
    old = state(
        spec(item("stack", "Redis"), item("stack", "Go", version="1.22", role="L"))
    )
    new = state(
        spec(item("stack", "Go", version="1.23", role="L"), item("error", "Full disk"))
    )
    assert changes(compare_states(old, new)) == [
        ("changed", "", "Go", "version"),
        ("added", "", "Full disk"),
        ("removed", "", "Redis"),
    ]


def test_a_renamed_item_takes_its_findings_along():
    text = "Lists all the orders of a user"
    old = spec(
        item("endpoint", "GET /orders", path="/orders", purpose=text, auth="none"),
        findings=[replace(finding("TS308", "GET /orders"), kind="endpoint")],
    )
    new = spec(
        item("endpoint", "GET /purchases", path="/purchases", purpose=text, auth="yes"),
        findings=[replace(finding("TS308", "GET /purchases"), kind="endpoint")],
    )
    found = compare_states(state(old), state(new))
    assert changes(found) == [
        ("renamed", "GET /orders", "GET /purchases", "path", "auth")
    ]
    assert not found.specs[0].new
    assert not found.specs[0].fixed


def test_two_items_that_are_as_near_are_not_renamed():
    purpose = "Keeps all that a user buys"
    old = state(spec(item("component", "Basket", purpose=purpose)))
    new = state(
        spec(
            item("component", "Baskets", purpose=purpose),
            item("component", "Basketa", purpose=purpose),
        )
    )
    assert {change for change, *_ in changes(compare_states(old, new))} == {
        "added", "removed",
    }  # fmt: skip


def test_another_technology_with_the_same_role_is_not_the_same_item():
    old = state(spec(item("stack", "PostgreSQL", role="database", version="16.4")))
    new = state(spec(item("stack", "MongoDB", role="database", version="8.0")))
    assert {change for change, *_ in changes(compare_states(old, new))} == {
        "added", "removed",
    }  # fmt: skip


def test_findings_new_and_fixed():
    old = spec(findings=[finding("TS301", "A"), finding("TS301", "A", "version")])
    new = spec(findings=[finding("TS301", "A"), finding("TS302", "B")])
    (found,) = compare_states(state(old), state(new)).specs
    assert [f.code for f in found.new] == ["TS302"]
    assert [(f.code, f.subject) for f in found.fixed] == [("TS301", "version")]


def test_a_finding_that_is_there_twice_is_new_once():
    one = finding("TS301", "A")
    (found,) = compare_states(
        state(spec(findings=[one])), state(spec(findings=[one, one]))
    ).specs
    assert len(found.new) == 1


def test_specs_added_removed_and_renamed():
    two, too = (
        spec(name=name, findings=[finding("TS301", "A", spec=name)])
        for name in ("Two", "Too")
    )
    old, new = state(spec(name="One"), two), state(spec(name="One"), too)
    (found,) = compare_states(old, new).specs
    assert (found.change, found.old_name, found.name) == ("renamed", "Two", "Too")
    assert not found.new
    both = compare_states(old, state(spec(name="A"), spec(name="B")))
    assert sorted(s.change for s in both.specs) == [
        "added", "added", "removed", "removed",
    ]  # fmt: skip


def test_fields_of_the_header():
    old, new = (state(spec(header={"version": v})) for v in ("1.0", "1.1"))
    (found,) = compare_states(old, new).specs
    assert [(f.field, f.old, f.new) for f in found.header] == [
        ("version", "1.0", "1.1")
    ]


def test_decision_records():
    one = RecordState("adr/1", "ADR-1", "One", "proposed")
    two = RecordState("adr/2", "ADR-2", "Two", "accepted")
    three = RecordState("adr/3", "ADR-3", "Three", "accepted")
    old = state(records=[one, two])
    new = state(
        records=[
            replace(one, status="accepted"),
            replace(two, docname="decisions/2"),
            three,
        ]
    )
    found = compare_states(old, new).records
    assert [(c.change, c.record.label, c.old_status) for c in found] == [
        ("changed", "ADR-1", "proposed"),
        ("added", "ADR-3", ""),
    ]
    assert [c.change for c in compare_states(new, state()).records] == ["removed"] * 3


@given(STATES)
def test_nothing_differs_from_itself(made: State):
    assert not compare_states(made, made)


@given(STATES, st.randoms(use_true_random=False))
def test_order_and_place_make_no_difference(made: State, chance):
    (only,) = made.specs
    items = [replace(i, file="other.md", line=99) for i in only.items]
    chance.shuffle(items)
    assert not compare_states(made, state(replace(only, items=tuple(items))))


MIRRORED = {"added": "removed", "removed": "added"}


@given(STATES, STATES)
def test_the_other_way_round_is_the_mirror(old: State, new: State):
    there, back = compare_states(old, new), compare_states(new, old)

    def both(difference: Difference, *, mirrored: bool) -> list[tuple[object, ...]]:
        rows: list[tuple[object, ...]] = []
        for c in (c for s in difference.specs for c in s.items):
            change = MIRRORED.get(c.change, c.change) if mirrored else c.change
            names = [c.old_name or c.item.name, c.item.name]
            fields = [(f.field, f.old, f.new) for f in c.fields]
            if mirrored:
                names.reverse()
                fields = [(name, new, old) for name, old, new in fields]
            rows.append((change, c.item.kind, *names, *sorted(fields)))
        return sorted(rows, key=str)

    assert both(there, mirrored=False) == both(back, mirrored=True)
    assert [len(s.new) for s in there.specs] == [len(s.fixed) for s in back.specs]


@given(STATES, ITEMS.map(lambda i: replace(i, name="Quite another one")))
def test_an_added_item_is_all_that_differs(made: State, new: ItemState):
    (only,) = made.specs
    more = state(replace(only, items=(*only.items, new)))
    assert changes(compare_states(made, more)) == [("added", "", new.name)]


@pytest.mark.parametrize("count", [2000])
def test_many_items(count: int):
    old = state(spec(*(item("stack", f"Old {n}") for n in range(count))))
    new = state(spec(*(item("stack", f"New {n}") for n in range(count))))
    assert len(changes(compare_states(old, new))) == 2 * count
