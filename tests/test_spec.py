from __future__ import annotations

import pytest

from factories import document, header, item, project
from sphinxcontrib_techspec.model.spec import Spec
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


@pytest.mark.parametrize("least", ["", "approved", "implemented"])
@pytest.mark.parametrize(
    "own", ["", "draft", "approved", "implemented", "deprecated", "superseded"]
)
def test_the_least_status_raises_that_of_a_spec_in_use(own: str, least: str):
    rising = ["draft", "approved", "implemented"]
    spec = Spec("Mill", header("Mill", own), "index", least_status=least)
    written = own or "draft"
    if written in rising and least:
        assert spec.status == rising[max(map(rising.index, (written, least)))]
    else:
        assert spec.status == written
