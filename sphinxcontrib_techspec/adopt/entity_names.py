"""The names of entities in the headings of data dictionaries.

There each table of a database has a heading of its own: *Table: racks*, *racks table*.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model.item import Item, row_models
from ..patterns import regex
from ..text import collapse_spaces, normalize

_WORD = r"(?:collection|entity|table)"
_BEFORE = regex(rf"(?i:{_WORD})(?: \d{{1,3}})? ?[:–—-] ?(?P<name>\w.*)")
_AFTER = regex(rf"(?P<name>\w+(?: \w+){{0,2}}) (?i:{_WORD})")
_BRACKETS = regex(r"\s{0,9}\([^()]*\)$")

_COLUMN = frozenset({"column", "column-name"})
"""The heads of the names of columns. *Field* may be of anything that is sent."""

_KEY = regex(r"(?:primary key|pk)\b", re.IGNORECASE)
"""What the constraints of one column of a table begin with."""


def entity_of_heading(title: str) -> str:
    """Return the entity that a heading names: *racks* of *racks table (new)*.

    Args:
        title: the words of the heading, without a number.
    """
    text = collapse_spaces(title)
    name = _BRACKETS.sub("", text)
    match = _BEFORE.fullmatch(name) or _AFTER.fullmatch(name)
    return match["name"] if match else text


def have_columns(items: Sequence[Item]) -> bool:
    """Return whether items are tables of a database by the columns that list them.

    *Column*, *Type* and a column of constraints are such; or a primary key is among
    them.
    """
    return all(map(_has_columns, items))


def _has_columns(item: Item) -> bool:
    rows = item.kind.rows
    heads = {part: item.heads.get(f"{rows}.{part}", "") for part in _PARTS}
    if not all(heads.values()):
        return False
    is_column = normalize(heads["name"]) in _COLUMN
    constraints = (getattr(row, "constraints", "") for row in row_models(item))
    return is_column or any(map(_KEY.match, constraints))


_PARTS = ("name", "type", "constraints")
