from __future__ import annotations

import pytest

from factories import document, header, item, project
from sphinxcontrib_techspec.values.names import name_words


@pytest.mark.parametrize(
    ("spec", "own", "expected"),
    [
        ("draft", "", "planned"),
        ("approved", "", "planned"),
        ("implemented", "", "implemented"),
        ("implemented", "planned", "planned"),
        ("draft", "deprecated", "deprecated"),
        ("nonsense", "", "planned"),
    ],
)
def test_status_of_an_item(spec, own, expected):
    record = item("stack", "A", status=own)
    made = project(document("index", header("Shop", spec), record))
    assert made.specs[0].item_status(record) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Order (Late)"], ["Order (Late)"]),
        (["Order", "Order (Late)"], ["Order"]),
        (["Order (Late)", "Order (Old)"], ["Order (Late)", "Order (Old)"]),
        (["Order(Late)"], []),
    ],
)
def test_words_in_brackets_are_left_out_of_a_name(
    names: list[str], expected: list[str]
):
    project_ = project(document("index", *(item("entity", name) for name in names)))
    found = [i.name for i in project_.specs[0].similar(name_words("orders"))]
    assert found == expected
