"""The author's own words stay on the page: of columns, and of names not understood."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conftest import Project

PAGES = {
    "md": """
# Mill

```{techspec:stack}
| Area | Technology | Why |
|------|------------|-----|
| Store | Zedis 7.2.1 | Quick |
```

```{techspec:relation}
- Mill 1:N Wheel
- `Miller` is computed on read
```
""",
    "rst": """
Mill
====

.. techspec:stack::

   ====== ============ ======
   Area   Technology   Why
   ====== ============ ======
   Store  Zedis 7.2.1  Quick
   ====== ============ ======

.. techspec:relation::

   - Mill 1:N Wheel
   - ``Miller`` is computed on read
""",
}


@pytest.mark.parametrize("language", PAGES)
def test_words_of_columns_and_of_names(project: Callable[..., Project], language: str):
    made = project({f"index.{language}": PAGES[language]})
    text = made.build("text").text()
    for words in ("Area", "Technology", "Version", "Why", "computed on read"):
        assert words in text
    assert "Role" not in text


def test_words_in_the_place_of_fields_stay_in_a_table(project, language):
    table = language.table(["Entity", "Fields"], [["Boat", "all of them"], ["Oar", ""]])
    block = language.directive("techspec:entity", body=table)
    site = project({"index": language.document(block)}, language=language)
    assert "all of them" in " ".join(site.text().split())
