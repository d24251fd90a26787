from __future__ import annotations

from factories import header, item
from sphinxcontrib_techspec.model.document import Document


def test_heads_of_a_document():
    made = Document("index", "index.md")
    assert made.add(item("stack", "A")) == 0
    made.add(header("One"))
    made.add(item("stack", "B"))
    assert made.spec_indexes == [0, 0, 1]
    assert made.spec_count == 1
