"""Which findings are new, fixed and changed."""

from __future__ import annotations

from typing import Any

import pytest
from states import finding, item, record, snapshot, spec

from sphinxcontrib_techspec.compare.differences import compare


def difference(old: Any, new: Any) -> list[tuple[str, str, str, bool]]:
    """Return the type, the code and the item of each change, and if it is worse."""
    return [
        (c.type, c.latest.code, c.latest.item, c.is_worse)
        for c in compare(old, new).findings
    ]


def of(*findings: dict[str, Any], items: Any = (), **values: Any):
    return snapshot(spec(items, findings, **values))


def test_new_and_fixed():
    old = of(finding("TS301", "A", kind="stack"), finding("TS302", "B", kind="stack"))
    new = of(finding("TS301", "A", kind="stack", line=9, problem="other words"),
             finding("TS303", "C", kind="perf"))  # fmt: skip
    assert difference(old, new) == [
        ("new", "TS303", "C", True),
        ("fixed", "TS302", "B", False),
    ]


def test_equal_findings_are_counted():
    one = finding("TS309", "User", kind="entity", subject="fields")
    assert difference(of(one), of(one, one)) == [("new", "TS309", "User", True)]
    assert difference(of(one, one), of(one)) == [("fixed", "TS309", "User", False)]


@pytest.mark.parametrize(
    ("old", "new", "worse"),
    [
        ({"severity": "info"}, {"severity": "warning"}, True),
        ({"severity": "error"}, {"severity": "warning"}, False),
        ({"state": "waived"}, {}, True),
        ({}, {"state": "waived", "reason": "so it is"}, False),
        ({}, {"state": "not checked"}, False),
    ],
)
def test_severity_and_state(old, new, worse):
    before, after = finding("TS301", "A", **old), finding("TS301", "A", **new)
    assert difference(of(before), of(after)) == [("changed", "TS301", "A", worse)]


def test_what_fails_in_neither_is_left_out():
    waived = finding("TS301", "A", state="waived")
    unchecked = finding("TS301", "A", state="not checked")
    assert difference(of(waived), of(unchecked)) == []
    assert difference(of(waived), of()) == []
    assert difference(of(), of(waived)) == []


def test_the_findings_of_a_renamed_item_are_the_same():
    texts = {"purpose": "Grinds the corn", "note": "because of hunger"}
    old = of(finding("TS001", "Wheel", kind="component"),
             items=[item("component", "Wheel", **texts)])  # fmt: skip
    new = of(finding("TS001", "Stone", kind="component"),
             items=[item("component", "Stone", **texts)])  # fmt: skip
    assert difference(old, new) == []


def test_the_findings_of_a_renamed_spec_are_the_same():
    old = of(finding("TS101", subject="api"))
    new = of(finding("TS101", subject="api", spec="Sawmill"), name="Sawmill")
    assert difference(old, new) == []


def test_the_findings_of_a_moved_record_are_the_same():
    old, new = (
        snapshot(
            spec(findings=[finding("TS207", subject=f"{folder}/0001")]),
            records=[record(1, "Use stones", "accepted", docname=f"{folder}/0001")],
        )
        for folder in ("adr", "records")
    )
    assert difference(old, new) == []


def test_an_item_that_keeps_its_name_keeps_its_findings():
    old_items = [
        item("stack", "Redis", role="Cache"),
        item("stack", "Redis", role="Queue"),
    ]
    new_items = [
        item("stack", "Redis", role="Cache"),
        item("stack", "Valkey", role="Queue"),
    ]
    one = finding("TS301", "Redis", kind="stack")
    assert difference(of(one, items=old_items), of(one, items=new_items)) == []
