"""Tables outside of directives that have the form of a kind's table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.kinds import BY_NAME, KINDS
from sphinxcontrib_techspec.model.plain_tables import plain_table

HEADS = sorted({head for kind in KINDS for head in kind.column_heads()})
CELLS = ("", "GET", "/boats", "GET /boats", "< 5 s", "80 %", "Rust 1.80", "string", "x")


@pytest.mark.parametrize(
    ("heads", "row", "expected"),
    [
        ("Method|Path|Purpose", "GET|/boats|List", "endpoint GET /boats"),
        ("Method|Endpoint|Auth", "PUT|/boats|Key", "endpoint PUT /boats"),
        ("Endpoint|Description", "GET /boats|List", "endpoint GET /boats"),
        ("Metric|Target", "Gate|< 90 s", "perf Gate"),
        ("Technology|Version|Why", "Rust|1.80.1|Fast", "stack Rust"),
        ("Variable|Default|Description", "GATE_PORT|80|Port", "setting GATE_PORT"),
        ("Component|Purpose|Uses", "Gate house|Opens|Meter", "component Gate house"),
        ("From|To|Cardinality", "Boat|Gate|1:n", "relation Boat"),
    ],
)
def test_the_kind_follows_from_the_columns_and_the_rows(
    heads: str, row: str, expected: str
) -> None:
    found = plain_table(heads.split("|"), [row.split("|")])
    assert found is not None
    kind, _, name = expected.partition(" ")
    assert found.kind == kind
    assert found.names[0].startswith(name)


@pytest.mark.parametrize(
    ("heads", "rows"),
    [
        ("Name|Description", ["Gate|Opens"]),
        ("Name|Notes|Status", ["Gate|Opens|planned"]),
        ("Metric|Target", ["Gate|soon"]),
        ("Metric|Target", ["Gate|< 90 s", "Boats|many"]),
        ("Method|Path|Colour|Weight", ["GET|/boats|red|4 kg"]),
        ("Fish|Sea", ["Cod|North"]),
        ("Method|Path|Purpose", []),
        ("", [""]),
    ],
)
def test_other_tables_are_none(heads: str, rows: list[str]) -> None:
    assert plain_table(heads.split("|"), [row.split("|") for row in rows]) is None


@given(st.data())
def test_any_table_is_one_of_a_kind_or_none(data: st.DataObject) -> None:
    heads = data.draw(st.lists(st.sampled_from(HEADS), max_size=5))
    cells = st.lists(st.sampled_from(CELLS), min_size=len(heads), max_size=len(heads))
    rows = data.draw(st.lists(cells, max_size=3))
    found = plain_table(heads, rows)
    if found is not None:
        assert found.kind in BY_NAME
        assert len(found.names) == len(rows)
