"""Tables outside of directives that have the form of a kind's table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from ..kinds import KINDS, Kind
from ..text import normalize
from .columns import choose_columns, has_name

_OF_ANY_KIND = frozenset({"", "note", "status"})
"""Fields that every kind has: their columns tell none from another."""

_FEWEST_FIELDS = 2
"""The fewest columns of its own by which a table is known to be one of a kind, if not
all of its rows are evident."""


@dataclass(frozen=True, slots=True)
class PlainItems:
    """What a table or a list outside of any directive would give.

    Attributes:
        kind: the name of the kind.
        names: the names of its items.
    """

    kind: str
    names: tuple[str, ...]


def plain_table(
    heads: Sequence[str], rows: Sequence[Sequence[str]]
) -> PlainItems | None:
    """Return which kind of items a table has, if it has those of one kind for sure.

    Its columns are those of the kind, one aside. Either all rows are items of the kind
    for sure, or two columns are fields that not every kind has, and most rows are such
    items or the column with the names has the kind's own head, such as *Component*.

    Args:
        heads: the column heads as written.
        rows: the texts of the cells of each row, as many as there are heads.
    """
    if not rows:
        return None
    found: list[tuple[tuple[float, int], PlainItems]] = []
    for kind in KINDS:
        columns = choose_columns(kind, heads, lambda n: [row[n] for row in rows])
        fields = {field for column in columns for field in column}
        filled = sum(map(bool, columns))
        own = fields - _OF_ANY_KIND
        if not has_name(kind, columns) or not own or filled < len(heads) - 1:
            continue
        items = [_values(columns, row) for row in rows]
        share = sum(_is_evident(kind, values) for values in items) / len(items)
        if share < 1 and len(own) < _FEWEST_FIELDS:
            continue
        labelled = any(
            "" in column and normalize(head) == normalize(kind.title)
            for head, column in zip(heads, columns, strict=True)
        )
        if share > 1 / 2 or labelled:
            names = tuple(_name(kind, values) for values in items)
            rank = (share + labelled, len(own))
            found.append((rank, PlainItems(kind.kind, names)))
    found.sort(key=lambda entry: entry[0], reverse=True)
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    return found[0][1]


def _values(columns: Sequence[tuple[str, ...]], row: Sequence[str]) -> dict[str, str]:
    """Return the values of a row by their fields, ``""`` for the name."""
    return {
        field: text.strip()
        for column, text in zip(columns, row, strict=True)
        for field in column
        if text.strip()
    }


def _name(kind: type[Kind], values: dict[str, str]) -> str:
    written = values.get("", "")
    parts = kind.split_name(written) if written else {}
    return kind.compose_name(values | parts) or written


def _is_evident(kind: type[Kind], values: dict[str, str]) -> bool:
    """Return whether a row is an item of a kind for sure."""
    name = _name(kind, values)
    given = {key: value for key, value in values.items() if key}
    try:
        model = kind.model_validate(given | kind.split_name(name))
    except ValidationError:
        return False
    return model.is_evident(name) or (
        bool(kind.package_field) and kind.is_sure_name(name)
    )
