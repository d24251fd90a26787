"""One finding where a table has no column for a field that all its rows lack.

Without this, the same finding would be made of each row, though the one thing to do is
to add a column.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..messages import Message
from ..model.item import Item
from ..model.spec import Spec
from ..rules import Failed
from ..rules.base import Reported

_Table = tuple[str, str, int]
"""A table by its document, its file and the line of its header."""

_FEWEST_ROWS = 2
"""The fewest rows with one fault that are reported at the header."""


def merge_rows(
    outcomes: Iterable[Reported], spec: Spec, code: str
) -> Iterator[Reported]:
    """Yield outcomes, those of all rows of a table that lack a field as one.

    The one is at the header and has the items of the other rows in ``others``. A row
    with a waiver keeps its own, and so do all rows where one of them has the field, as
    the name of a technology may hold its version.

    Args:
        outcomes: what a rule says of a spec, without what passed.
        spec: the spec.
        code: the rule's code.
    """
    groups: dict[tuple[_Table, str, str | None], list[Failed]] = defaultdict(list)
    for outcome in outcomes:
        table = _table_without_column(outcome, code)
        if isinstance(outcome, Failed) and table is not None:
            groups[table, outcome.subject, outcome.gate].append(outcome)
        else:
            yield outcome
    if not groups:
        return
    given = _given_fields(spec, {(table, field) for table, field, _ in groups})
    for (table, field, _), failures in groups.items():
        if len(failures) < _FEWEST_ROWS or (table, field) in given:
            yield from failures
        else:
            yield _at_header(failures, table[2])


def _table_without_column(outcome: Reported, code: str) -> _Table | None:
    """Return the table of an item that lacks a field without a column for it."""
    if not isinstance(outcome, Failed) or not outcome.is_absent:
        return None
    item = outcome.item
    if item is None or item.table is None or outcome.subject in item.table.fields:
        return None
    return None if any(w.code == code for w in item.waivers) else _table_of(item)


def _table_of(item: Item) -> _Table:
    line = item.table.line if item.table else 0
    return item.docname, item.file, line


def _given_fields(
    spec: Spec, fields: set[tuple[_Table, str]]
) -> set[tuple[_Table, str]]:
    """Return which of *fields* a row of their table has a value for."""
    names: dict[_Table, set[str]] = defaultdict(set)
    for table, field in fields:
        names[table].add(field)
    given: set[tuple[_Table, str]] = set()
    for item in spec.items:
        if item.table is not None:
            table = _table_of(item)
            given |= {(table, f) for f in names.get(table, ()) if _says(item, f)}
    return given


def _says(item: Item, field: str) -> bool:
    """Return whether an item has a field, or its name says it."""
    return item.has(field) or item.kind.field_in_name(item.name) == field


def _at_header(failures: list[Failed], line: int) -> Failed:
    """Return the one failure of several rows, at the header of their table.

    Args:
        failures: the failures of the rows.
        line: the line of the header.
    """
    first, *others = failures
    found = replace(
        first,
        line=line,
        fix=None,
        others=tuple(failed.item for failed in others if failed.item is not None),
    )
    if first.item is not None:
        label = first.item.kind.field_specs()[first.subject].label
        found.problem = Message("missing column {name}", name=label)
        found.advice = Message(
            "add it, or set :{field}: for all rows", field=first.subject
        )
    return found
