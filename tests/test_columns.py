"""Columns of a table, chosen by all of its header."""

from __future__ import annotations

import pytest

from sphinxcontrib_techspec.kinds import BY_NAME
from sphinxcontrib_techspec.model.columns import choose_columns, has_name


@pytest.mark.parametrize(
    ("kind", "table", "expected"),
    [
        ("stack", "Category|Technology|Purpose", "role||note"),
        ("stack", "Technology|Purpose", "|role"),
        ("stack", "Technology|Choice", "role|"),
        ("stack", "Layer=Core|Technology", "layer|"),
        ("stack", "Layer=Frontend|Technology", "role|"),
        ("stack", "Layer=Frontend|Role|Technology", "layer|role|"),
        ("stack", "Category|Decision=Go|Version", "role||version"),
        ("stack", "Role|Decision=ADR-1|Name", "role|adr|"),
        ("stack", "Purpose|Name|Rationale", "role||note"),
        ("decision", "#|Area|Decision=Monolith|Reason", "-|topic||details"),
        ("decision", "Topic|Choice|Decision=pending", "topic||adr"),
        ("decision", "Topic|Choice|Rationale|Comment", "topic||details|note"),
        ("error", "Scenario|Behavior", "|action"),
        ("error", "Status=404|Cause|Response", "+http|meaning|action"),
        ("error", "Code|Status=404|Meaning", "|http|meaning"),
        ("error", "HTTP status=404|Cause", "+http|meaning"),
        ("error", "Cause|Handling", "|action"),
        ("error", "Code|Status=planned", "|status"),
        ("error", "Error|Code", "meaning|"),
        ("endpoint", "Path=GET /x|Purpose", "|purpose"),
        ("endpoint", "Method|Path=/x|Purpose", "method|path|purpose"),
        ("component", "Service|Component|Purpose", "-||purpose"),
        ("component", "Component|Notes|Why", "|note|note"),
    ],
)
def test_heads_are_read_by_the_company_that_they_keep(
    kind: str, table: str, expected: str
):
    heads = [part.partition("=")[0] for part in table.split("|")]
    cells = [[part.partition("=")[2]] for part in table.split("|")]
    found = choose_columns(BY_NAME[kind], heads, cells.__getitem__)
    assert found == [
        () if fields == "-" else tuple(fields.split("+"))
        for fields in expected.split("|")
    ]
    assert has_name(BY_NAME[kind], found)


@pytest.mark.parametrize(
    ("kind", "heads"),
    [
        ("error", ["Severity", "Owner"]),
        ("endpoint", ["Method", "Purpose"]),
        ("stack", ["Role", "Version"]),
    ],
)
def test_a_header_without_a_name(kind: str, heads: list[str]):
    found = choose_columns(BY_NAME[kind], heads, lambda _: ["x"])
    assert not has_name(BY_NAME[kind], found)
