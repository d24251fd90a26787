from __future__ import annotations

from made import item
from sphinxcontrib_techspec.model.spec import Place, part_anchor


def test_anchors_of_parts_are_unique():
    rows = [{"name": name} for name in ("id", "ID", "i-d", "++", "--", "")]
    record = item("entity", "User", rows=rows)
    anchors = [part_anchor(record, number) for number in range(len(rows))]
    assert len(set(anchors)) == len(anchors)
    assert Place(record, 0).anchor == "entity-user--id"
