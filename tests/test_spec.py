from __future__ import annotations

import pytest

from factories import document, header, item, project


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
