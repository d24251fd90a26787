"""What is different between two states: exactly what was edited."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from states import item, record, snapshot, spec

from sphinxcontrib_techspec.compare.differences import Comparison, compare

KINDS = ("stack", "endpoint", "component")
MIRRORED = {"added": "removed", "removed": "added"}


def changes(found: Comparison) -> set[tuple[str, str, str, frozenset[Any]]]:
    """Return the type, the names and the fields of each change of an item."""
    assert len({id(c) for c in found.items}) == len(found.items)
    return {
        (
            change.type,
            change.old.name if change.old else "",
            change.new.name if change.new else "",
            frozenset((f.field, f.old, f.new) for f in change.fields),
        )
        for change in found.items
    }


def difference(old: list[dict[str, Any]], new: list[dict[str, Any]]):
    return changes(compare(snapshot(spec(old)), snapshot(spec(new))))


WORDS = st.sampled_from("fast slow red blue corn rye oats salt sea wind".split())
VALUES = st.lists(WORDS, max_size=4).map(" ".join)
ITEMS = st.lists(
    st.builds(
        item,
        st.sampled_from(KINDS),
        st.lists(WORDS, min_size=1, max_size=2).map(" ".join),
        purpose=VALUES,
        note=VALUES,
        auth=st.sampled_from(["", "Bearer", "none"]),
    ),
    max_size=8,
)


@given(ITEMS)
def test_a_state_is_as_itself(items):
    assert not changes(compare(snapshot(spec(items)), snapshot(spec(items))))


@given(ITEMS, ITEMS)
@settings(max_examples=300)
def test_a_comparison_the_other_way_round_is_the_mirror(old, new):
    there, back = difference(old, new), difference(new, old)
    mirrored = {
        (
            MIRRORED.get(type_, type_),
            after,
            before,
            frozenset((field, second, first) for field, first, second in fields),
        )
        for type_, before, after, fields in back
    }
    assert there == mirrored


@given(ITEMS, ITEMS, st.randoms())
def test_order_does_not_matter(old, new, chance):
    shuffled, others = list(old), list(new)
    chance.shuffle(shuffled)
    chance.shuffle(others)
    for number, one in enumerate(others):
        one["line"] = number
    assert difference(old, new) == difference(shuffled, others)


@given(
    st.lists(
        st.sampled_from(["keep", "remove", "add", "rename", "change"]), max_size=12
    ),
    st.randoms(),
)
@settings(max_examples=200)
def test_edits_are_reported_exactly(edits, chance):
    old: list[dict[str, Any]] = []
    new: list[dict[str, Any]] = []
    expected: set[Any] = set()
    for number, edit in enumerate(edits):
        kind = chance.choice(KINDS)
        name = f"name{number}"
        values = {
            "purpose": f"purpose{number} grinds{number} corn",
            "note": f"because{number} of{number} wind{number}",
            # Every item has it, so it tells nothing.
            "auth": "Bearer token",
        }
        if edit != "add":
            old.append(item(kind, name, **values))
        if edit == "keep":
            new.append(item(kind, name, line=99, file="other.md", **values))
        if edit == "remove":
            expected.add(("removed", name, "", frozenset()))
        if edit == "add":
            new.append(item(kind, name, **values))
            expected.add(("added", "", name, frozenset()))
        if edit == "rename":
            new.append(item(kind, f"other{number}", **values))
            expected.add(("renamed", name, f"other{number}", frozenset()))
        if edit == "change":
            new.append(item(kind, name, **values | {"note": "", "uses": ["A"]}))
            fields = {("note", values["note"], ""), ("uses", "", "A")}
            expected.add(("changed", name, name, frozenset(fields)))
    chance.shuffle(new)
    assert difference(old, new) == expected


def renames(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> set[Any]:
    return {(o, n) for type_, o, n, _ in difference(old, new) if type_ == "renamed"}


def test_of_two_that_are_equally_near_none_is_taken():
    old = [item("endpoint", "GET /corn", purpose="Weigh the corn")]
    new = [
        item("endpoint", "GET /rye", purpose="Weigh the corn"),
        item("endpoint", "GET /oat", purpose="Weigh the corn"),
    ]
    assert renames(old, new) == set()
    assert renames(old, new[:1]) == {("GET /corn", "GET /rye")}
    # The rest says which it is.
    new[1]["fields"]["purpose"] = "Weigh the oats"
    assert renames(old, new) == {("GET /corn", "GET /rye")}


def test_what_items_share_is_no_sign_of_a_rename():
    shared = {"auth": "Bearer token of the mill"}
    old = [item("endpoint", f"GET /{name}", **shared) for name in ("a", "b", "gone")]
    new = [item("endpoint", f"GET /{name}", **shared) for name in ("a", "b", "come")]
    assert renames(old, new) == set()


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("stack", ("PostgreSQL", {"role": "Database", "version": "16.4"}),
         ("MySQL", {"role": "Database", "version": "8.4"})),
        ("endpoint", ("GET /users/{id}", {"purpose": "Fetch a user"}),
         ("PUT /users/{id}", {"purpose": "Update a user"})),
        ("error", ("E1", {"meaning": "Card declined"}),
         ("E2", {"meaning": "Card expired"})),
    ],
)  # fmt: skip
def test_a_replacement_is_no_rename(kind, before, after):
    old, new = item(kind, before[0], **before[1]), item(kind, after[0], **after[1])
    assert renames([old], [new]) == set()


@pytest.mark.parametrize("other", ["Postgres QL", "postgresql", "PostgreSQL"])
def test_another_spelling_is_the_same_item(other):
    old = [item("stack", "PostgreSQL", version="16.4")]
    new = [item("stack", other, version="17.2")]
    found = difference(old, new)
    if other == "Postgres QL":
        assert {c[0] for c in found} == {"added", "removed"}
    else:
        assert {c[3] for c in found} == {frozenset({("version", "16.4", "17.2")})}


def test_another_kind_is_another_item():
    found = difference([item("decision", "Monolith")], [item("component", "Monolith")])
    assert {c[0] for c in found} == {"added", "removed"}


def test_items_of_one_name_are_distinguished_by_their_fields():
    old = [item("argument", "--all", command="mill run", default="no"),
           item("argument", "--all", command="mill list", default="yes")]  # fmt: skip
    new = [item("argument", "--all", command="mill list", default="no"),
           item("argument", "--all", command="mill run", default="no")]  # fmt: skip
    fields = {("default", "yes", "no")}
    assert difference(old, new) == {("changed", "--all", "--all", frozenset(fields))}


def test_one_of_several_equal_items_is_gone():
    old = [item("stack", "Redis", version="7"), item("stack", "Redis", version="7")]
    assert len(compare(snapshot(spec(old)), snapshot(spec(old[:1]))).items) == 1


def test_an_item_in_another_spec_has_moved():
    one = item("component", "Wheel", purpose="Turns the stones")
    old = snapshot(spec([one], name="A"), spec(name="B", docname="b"))
    new = snapshot(spec(name="A"), spec([one], name="B", docname="b"))
    assert changes(compare(old, new)) == {
        ("changed", "Wheel", "Wheel", frozenset({("spec", "A", "B")}))
    }


def test_an_item_of_another_spec_that_says_something_else_is_another_one():
    old = snapshot(spec([item("logging", "Format", value="lines of text")], name="A"))
    new = snapshot(
        spec(name="A"),
        spec([item("logging", "Format", value="JSON")], name="B", docname="b"),
    )
    # The new spec is one more, with its header.
    assert [c.type for c in compare(old, new).items] == ["added", "added", "removed"]


@pytest.mark.parametrize("docname", ["index", "elsewhere"])
def test_a_renamed_spec_is_one_change(docname):
    items = [item("component", f"Part {n}", purpose=f"Does {n}") for n in range(5)]
    old = snapshot(spec(items))
    new = snapshot(spec(items, name="Sawmill", docname=docname))
    found = compare(old, new)
    assert changes(found) == {("renamed", "Mill", "Sawmill", frozenset())}


def test_headers_exemptions_and_waivers_are_compared():
    exempt = {
        "name": "cli",
        "reason": "no CLI",
        "file": "index.md",
        "docname": "index",
        "line": 3,
    }
    waiver = {"code": "TS306", "reason": "it is long", "line": 4}
    old = spec(not_applicable=[exempt])
    new = spec(
        waivers=[waiver], header=item("spec", "Mill", status="approved", version="1.0")
    )
    found = compare(snapshot(old), snapshot(new))
    assert {(c.type, c.latest.kind, c.latest.name) for c in found.items} == {
        ("removed", "not-applicable", "cli"),
        ("added", "waive", "TS306"),
        ("changed", "spec", "Mill"),
    }


def test_rows_extra_columns_and_invalid_values_are_compared():
    old = item("entity", "User", fields=[
        {"name": "id", "type": "int", "constraints": "", "description": ""},
        {"name": "age", "type": "int", "constraints": "", "description": ""},
    ])  # fmt: skip
    new = item("entity", "User", fields=[
        {"name": "id", "type": "UUID", "constraints": "PK", "description": ""},
        {"name": "email", "type": "", "constraints": "", "description": ""},
    ])  # fmt: skip
    old["extras"] = [["Owner", "me"], ["Team", [["", "Red "], ["code", "1"]]]]
    new["extras"] = [["Owner", "you"]]
    new["invalid"] = {"status": "maybe"}
    new["waivers"] = [{"code": "TS309", "reason": "it is new", "line": 1}]
    (change,) = difference([old], [new])
    assert change[3] == {
        ("fields.id", "int", "UUID, PK"),
        ("fields.age", "int", ""),
        ("fields.email", "", "present"),
        ("Owner", "me", "you"),
        ("Team", "Red 1", ""),
        ("status", "", "maybe"),
        ("waive TS309", "", "it is new"),
    }


def test_another_target_of_a_link_is_a_change():
    old, new = (item("related", "Plan", description="The plan") for _ in range(2))
    old["markup"] = {"description": [["link", "The plan", "https://a.example"]]}
    new["markup"] = {"description": [["link", "The plan", "https://b.example"]]}
    (change,) = difference([old], [new])
    assert change[3] == {("links", "https://a.example", "https://b.example")}


def test_decision_records_keep_their_identity():
    old = [record(1, "Use stones", "accepted"), record(2, "Use wind", "proposed"),
           record(3, "Use steam", "accepted")]  # fmt: skip
    moved = record(1, "Use stones", "superseded", docname="records/1", file="records/1.md",
                   successors=["adr/0004"])  # fmt: skip
    renumbered = record(5, "Use wind", "accepted")
    new = [moved, renumbered, record(4, "Use steel", "accepted")]
    found = compare(
        snapshot(spec(), records=old), snapshot(spec(), records=new)
    ).records
    assert {
        (c.type, c.latest.label, frozenset((f.field, f.old, f.new) for f in c.fields))
        for c in found
    } == {
        ("changed", "ADR-0001", frozenset(
            {("status", "accepted", "superseded"), ("superseded by", "", "ADR-0004")})),
        ("changed", "ADR-0005", frozenset(
            {("id", "ADR-0002", "ADR-0005"), ("status", "proposed", "accepted")})),
        ("added", "ADR-0004", frozenset()),
        ("removed", "ADR-0003", frozenset()),
    }  # fmt: skip


@pytest.mark.parametrize("renamed", ["none", "all", "duplicates"])
def test_ten_thousand_items_take_seconds(renamed):
    chance = random.Random(4)
    words = [f"word{n}" for n in range(500)]

    def texts() -> dict[str, str]:
        return {
            "purpose": " ".join(chance.choices(words, k=8)),
            "auth": "Bearer",
            "note": chance.choice(words),
        }

    old = [item("endpoint", f"GET /{n}", **texts()) for n in range(10_000)]
    name = {
        "none": lambda n: f"GET /{n}",
        "all": lambda n: f"GET /other/{n}",
        "duplicates": lambda _: "GET /same",
    }[renamed]
    new = [one | {"name": name(n)} for n, one in enumerate(old)]
    if renamed == "duplicates":
        old = [one | {"name": "GET /same"} for one in old]
        new = [item("endpoint", "GET /same", **texts()) for _ in new]
    first, second = snapshot(spec(old)), snapshot(spec(new))
    begin = time.process_time()
    found = compare(first, second)
    assert time.process_time() - begin < 20
    if renamed != "duplicates":
        assert len(found.items) == (0 if renamed == "none" else 10_000)
