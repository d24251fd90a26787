from __future__ import annotations

from factories import item
from sphinxcontrib_techspec.model.spec import LinkTarget, row_anchor


def test_anchors_of_parts_are_unique():
    rows = [{"name": name} for name in ("id", "ID", "i-d", "++", "--", "")]
    record = item("entity", "User", rows=rows)
    anchors = [row_anchor(record, number) for number in range(len(rows))]
    assert len(set(anchors)) == len(anchors)
    assert LinkTarget(record, 0).anchor == "entity-user--id"
