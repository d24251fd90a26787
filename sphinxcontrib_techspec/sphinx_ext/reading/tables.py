"""Many items from a table: a row is an item, a column a field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

from ...codes import Code
from ...kinds import DecisionRefs, Kind
from ...messages import Message
from ...model.item import ParsedItem, Problem, SourceText, unknown_name
from ...text import collapse_spaces, normalize, to_plain
from .blocks import SourceCell, TableBlock
from .options import read_waivers
from .source import DirectiveSource

_WAIVE = "waive"
"""The column of waivers, each for the item of its row."""


@dataclass(slots=True)
class Column:
    """A column of an author's table.

    Attributes:
        name: the field that it fills, `None` where no field takes it.
        label: its head as written.
        references: whether the field takes references.
        decisions: whether these are references to decision records.
        waivers: whether it has waivers.
    """

    name: str | None
    label: str
    references: bool = False
    decisions: bool = False
    waivers: bool = False


def read_columns(
    kind: type[Kind],
    table: TableBlock,
    source: DirectiveSource,
    problems: list[Problem],
) -> list[Column]:
    """Return the columns of *table*, and report those that match no field."""
    columns: list[Column] = []
    for cell in table.head:
        label = collapse_spaces(to_plain(cell.read(source).text))
        name = kind.field_for_column_head(label)
        if name is None and normalize(label) == _WAIVE:
            columns.append(Column(None, label, waivers=True))
            continue
        first = next((c for c in columns if name is not None and c.name == name), None)
        if first is not None:
            name = None
            problems.append(
                Problem(
                    Code.INVALID_FIELD,
                    Message(
                        "column “{name}” duplicates “{first}”; "
                        "shown as an extra column",
                        name=label,
                        first=first.label,
                    ),
                    cell.line,
                    label,
                )
            )
        elif name is None and label:
            problems.append(
                unknown_name(
                    Message("unknown column “{name}”", name=label),
                    cell.line,
                    label,
                    [*kind.column_heads(), _WAIVE.title()],
                    code=Code.UNKNOWN_FIELD,
                )
            )
        field = kind.field_specs()[name] if name else None
        columns.append(
            Column(
                name,
                label,
                field is not None and field.is_list,
                field is not None and field.value_type is DecisionRefs,
            )
        )
    return columns


def read_table(
    kind: type[Kind],
    table: TableBlock,
    source: DirectiveSource,
    problems: list[Problem],
) -> Iterator[ParsedItem]:
    """Yield an item for each row of *table* that is not empty."""
    columns = read_columns(kind, table, source, problems)
    heads = [column.label for column in columns]
    beyond = repeat(Column(None, ""))
    for row in table.rows:
        if not any(row):
            continue
        item = ParsedItem(kind.kind, row[0].line)
        for cell, column in zip(row, chain(columns, beyond), strict=False):
            if not cell:
                continue
            if column.name is not None and column.decisions:
                value, rest = cell.read_decisions(source)
                item.put(column.name, value)
                if rest:
                    item.extras.append(
                        (column.label, SourceText(rest, cell.line, source=rest))
                    )
            elif column.name is not None:
                take = cell.read_references if column.references else cell.read
                item.put(column.name, take(source))
            elif column.waivers:
                value = cell.read(source)
                found = read_waivers(to_plain(value.text), cell.line, item)
                item.waivers += found
                if not found:
                    item.extras.append((column.label, value))
            else:
                value = cell.read(source)
                item.extras.append((column.label, value))
                if not column.label:
                    item.problems.append(extra_cell(row, heads, value, source))
        yield item


def extra_cell(
    row: Sequence[SourceCell],
    heads: Sequence[str],
    cell: SourceText,
    source: DirectiveSource,
) -> Problem:
    """Return the problem of a cell without a column head, most often the last."""
    text = _short(to_plain(cell.text))
    return Problem(
        Code.UNPARSABLE_BODY,
        Message(
            "extra cell “{text}”: {cells} cells, {heads} column heads",
            text=text,
            cells=len(row),
            heads=sum(map(bool, heads)),
        ),
        cell.line,
        text,
        Message("escape a literal | as \\|") if source.is_markdown else "",
    )


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
