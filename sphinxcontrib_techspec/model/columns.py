"""Which field each column of a table fills, chosen by all of its header.

A head that means one field alone may mean another beside other heads: *Purpose* is the
role of a technology, and its note where *Category* is the role. The kinds say which
(see `Kind.heads`); the cells decide where a field does not take just any words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from ..kinds import DecisionRefs, Heads, Kind
from ..text import normalize
from .references import looks_like_record, read_decisions

Cells = Callable[[int], Sequence[str]]
"""Returns the texts of a column's cells, given its number from 0."""


def choose_columns(
    kind: type[Kind],
    heads: Sequence[str],
    cells: Cells,
    named: Mapping[int, str | None] | None = None,
) -> list[tuple[str, ...]]:
    """Return the fields that each column fills, ``""`` for the name.

    1. A head that is the name, the label or an alias of a field means that field, the
       first of these words before the others. Where the kind lists the head in
       `Kind.heads` as well, the cells have to fit the field.
    2. The entries of `Kind.heads` fill what is left, in their order.
    3. A head that is left means its own field, fitting or not, so that a value that
       does not fit is reported; or the note, which takes several columns.

    Args:
        kind: the kind of the items.
        heads: the column heads as written.
        cells: the cells.
        named: fields that columns fill whatever their heads mean, by the number of the
            column; `None` where it fills none of the kind's.

    Returns:
        The fields of each column; none where no field takes it.
    """
    choice = _Choice(kind, cells)
    named = named or {}
    for number, field in named.items():
        choice.take(number, field)
        spec = kind.field_specs().get(field or "")
        if spec is not None and spec.is_words:
            # Several columns that the project gives to a field of words are joined.
            choice.fields[number] = (spec.name,)
    others = [number for number in range(len(heads)) if number not in named]
    for number in sorted(others, key=lambda n: kind.head_rank(heads[n])):
        field = kind.own_field_for_head(heads[number])
        listed = any(normalize(heads[number]) in entry.words for entry in kind.heads)
        if not listed or (field is not None and fits(kind, field, cells(number))):
            choice.take(number, field)
    for entry in kind.heads:
        for number in others:
            if normalize(heads[number]) in entry.words:
                choice.take_entry(number, entry)
    for number in others:
        choice.take(number, kind.field_for_column_head(heads[number]))
        if kind.is_note(heads[number]):
            choice.take(number, _NOTE)
    return [choice.fields.get(number, ()) for number in range(len(heads))]


class _Choice:
    """The fields that columns have been chosen for so far, by their numbers."""

    def __init__(self, kind: type[Kind], cells: Cells) -> None:
        self.kind = kind
        self.cells = cells
        self.fields: dict[int, tuple[str, ...]] = {}

    def is_free(self, field: str) -> bool:
        """Return whether no column fills a field; the note takes several."""
        if field == _NOTE:
            return True
        if not field:
            return not has_name(self.kind, list(self.fields.values()))
        return all(field not in fields for fields in self.fields.values())

    def has_no_name(self, number: int) -> bool:
        """Return whether no cell of a column is the name of an item for sure."""
        return not any(map(self.kind.is_sure_name, self.cells(number)))

    def take(self, number: int, field: str | None) -> None:
        """Let a column fill a field, where both are free."""
        if field is not None and self.is_free(field) and not self.fields.get(number):
            self.fields[number] = (field,)

    def take_entry(self, number: int, entry: Heads) -> None:
        """Let a column fill the fields of *entry*, where it may and its cells fit."""
        before = self.fields.get(number, ())
        if (
            self.is_free(entry.fields[0])
            and _may_take(self.kind, entry, before)
            and all(fits(self.kind, f, self.cells(number)) for f in entry.fields)
            and not (entry.sure and self.has_no_name(number))
        ):
            added = (f for f in entry.fields if self.is_free(f) or f in before)
            self.fields[number] = tuple(added)


_NOTE = "note"


def _may_take(kind: type[Kind], entry: Heads, before: tuple[str, ...]) -> bool:
    """Return whether a column that fills fields already may be read as *entry* says.

    It may fill more fields; and it may be the name instead of a field of any words.
    """
    if not before or set(before) < set(entry.fields):
        return True
    return not entry.fields[0] and all(
        field and kind.field_specs()[field].is_words for field in before
    )


def fits(kind: type[Kind], field: str, texts: Sequence[str]) -> bool:
    """Return whether the cells of a column are values of a field.

    A column of decision records is one where most of the cells that say anything name
    records.

    Args:
        kind: the kind of the items.
        field: the field, ``""`` for the name.
        texts: the texts of the cells.
    """
    spec = kind.field_specs().get(field)
    if spec is None:
        return True
    if spec.value_type is DecisionRefs:
        named = list(_names_records(texts))
        return 2 * sum(named) >= len(named)
    return all(kind.accepts(field, text) for text in texts if text)


def _names_records(texts: Sequence[str]) -> Iterator[bool]:
    """Yield for each text with words whether it names decision records alone."""
    for text in texts:
        found = read_decisions(text)
        labels = dict(found.links)
        if found.targets or found.rest:
            yield not found.rest and all(
                looks_like_record(target, labels.get(target, ""))
                for target in found.targets
            )


def has_name(kind: type[Kind], columns: Sequence[tuple[str, ...]]) -> bool:
    """Return whether the columns of a table give its items a name.

    Args:
        kind: the kind of the items.
        columns: the fields of each column, as `choose_columns` returns them.
    """
    fields = {field for column in columns for field in column}
    # Of a name made of several fields, the last is what tells items apart.
    return "" in fields or bool(fields.intersection(kind.name_fields[-1:]))
