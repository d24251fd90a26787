"""Many items from a table: a row is an item, a column a field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, repeat

from docutils import nodes

from ...codes import Code
from ...kinds import DecisionRefs, Kind
from ...messages import Message
from ...model.columns import choose_columns, has_name
from ...model.item import (
    HEAD_JOINT,
    ParsedItem,
    Problem,
    SourceRange,
    SourceText,
    TableHeader,
    unknown_name,
)
from ...patterns import regex
from ...text import (
    close_matches,
    collapse_spaces,
    join_or,
    normalize,
    shorten,
    to_plain,
)
from ...values.version import Version, pinning
from .bullets import AbsentEntry
from .cells import read_nodes
from .listed_fields import are_fields, put_fields_of_cell
from .options import read_waivers
from .several import SplitValue, copied, joined, split_item, split_value
from .source import DirectiveSource
from .table_blocks import SourceCell, TableBlock, short_rows
from .unread_lines import has_open_code, open_code
from .words import run_nodes, words_of

_WAIVE = "waive"
"""The column of waivers, each for the item of its row."""

_NOTE = "note"

_BETWEEN_VERSIONS = regex(r"(?<!\s)\s*+[/,;|]\s*|(?<!\s)\s++[+&]\s+")
_NO_VERSION = frozenset({"-", "–", "—", "n/a", "na", "none", "not applicable"})
"""What stands in the place of a version where there is none."""

_CLOSE = 0.8
"""The least similarity to a head that only other heads give its meaning."""


@dataclass(slots=True)
class Column:
    """A column of an author's table.

    Attributes:
        fields: the fields that it fills, ``""`` for the name; none where no field
            takes it.
        label: its head as written.
        references: whether the field takes references.
        decisions: whether these are references to decision records.
        waivers: whether it has waivers.
        rows: whether its cells list the rows of each item, such as fields.
    """

    fields: tuple[str, ...]
    label: str
    references: bool = False
    decisions: bool = False
    waivers: bool = False
    rows: bool = False


def read_columns(
    kind: type[Kind],
    table: TableBlock,
    source: DirectiveSource,
    problems: list[Problem],
) -> list[Column]:
    """Return the columns of *table*, and report those that match no field.

    A table without a column for the name is that one problem, and has no columns.
    """
    labels = [collapse_spaces(to_plain(cell.read(source).text)) for cell in table.head]

    def cells(number: int) -> list[str]:
        column = (row[number] for row in table.rows if number < len(row))
        return [cell.words() for cell in column]

    own = source.own_names
    named: dict[int, str | None] = {}
    added: dict[int, str] = {}
    for number, label in enumerate(labels):
        if field_name := own.added_field(kind, label):
            named[number], added[number] = None, field_name
        elif (field := own.field_for_head(kind, label)) is not None:
            named[number] = field
    chosen = choose_columns(kind, labels, cells, named)
    if not has_name(kind, chosen):
        problems.append(_no_name(kind, table, labels))
        return []
    problems += short_rows(table, source)
    columns: list[Column] = []
    for number, (cell, label, fields) in enumerate(
        zip(table.head, labels, chosen, strict=True)
    ):
        if number in added:
            columns.append(Column((), added[number]))
            continue
        is_free = not fields or fields == (kind.rows,)
        if kind.rows and is_free and are_fields(label, cells(number)):
            columns.append(Column((), label, rows=True))
            continue
        waivers = not fields and normalize(label) == _WAIVE
        # A head without letters, such as “#”, is that of numbers of rows.
        if not fields and not waivers and normalize(label):
            meant = named.get(number) or kind.field_for_column_head(label)
            taken = zip(chosen, labels, strict=True)
            problems.append(_unused_column(kind, label, cell.line, meant, taken))
        field = kind.field_specs()[fields[0]] if any(fields[:1]) else None
        columns.append(
            Column(
                fields,
                label,
                field is not None and field.is_list,
                field is not None and field.value_type is DecisionRefs,
                waivers,
            )
        )
    return columns


def _heads_of(columns: Sequence[Column]) -> dict[str, str]:
    """Return the heads of the fields that the columns of a table fill, as written."""
    found: dict[str, str] = {}
    for column in columns:
        for name in column.fields:
            before = found.get(name)
            found[name] = (
                f"{before}{HEAD_JOINT}{column.label}" if before else column.label
            )
    return found


def _no_name(kind: type[Kind], table: TableBlock, labels: Sequence[str]) -> Problem:
    """Return the problem of a table without a column for the name."""
    return Problem(
        Code.NO_NAME_COLUMN,
        Message("table without a column for the {label}", label=kind.label.lower()),
        table.head[0].line if table.head else table.line,
        ", ".join(filter(None, labels)),
        Message("name one of the columns {heads}", heads=join_or(kind.name_heads())),
    )


def _unused_column(
    kind: type[Kind],
    label: str,
    line: int,
    meant: str | None,
    chosen: Iterable[tuple[tuple[str, ...], str]],
) -> Problem:
    """Return the problem of a column that fills no field.

    Args:
        kind: the kind of the items.
        label: the head of the column.
        line: its line.
        meant: the field that it means.
        chosen: for each column the fields that it fills, and its head.
    """
    for fields, first in chosen:
        if meant is not None and meant in fields:
            return Problem(
                Code.UNKNOWN_FIELD,
                Message(
                    "column “{name}” duplicates “{first}”; shown as an extra column",
                    name=label,
                    first=first,
                ),
                line,
                label,
            )
    return unknown_name(
        Message("unknown column “{name}”", name=label),
        line,
        label,
        [
            *kind.column_heads(),
            _WAIVE.title(),
            *close_matches(label, kind.other_heads(), least=_CLOSE),
        ],
        code=Code.UNKNOWN_FIELD,
    )


def read_table(
    kind: type[Kind],
    table: TableBlock,
    columns: Sequence[Column],
    source: DirectiveSource,
) -> Iterator[tuple[list[SourceCell], list[ParsedItem] | AbsentEntry]]:
    """Yield each row of *table* that is not empty with its items.

    Most kinds have one item a row. A row may say that there is none instead.

    Args:
        kind: the kind of the items.
        table: the table.
        columns: its columns, as `read_columns` returns them.
        source: the directive.
    """
    heads = [column.label for column in columns]
    beyond = repeat(Column((), ""))
    line = table.head[0].line if table.head else table.line
    written = _heads_of(columns)
    of_name = (column.fields for column in columns if "" in column.fields)
    in_name = frozenset(name for fields in of_name for name in fields if name)
    header = TableHeader(line, frozenset(written), in_name)
    read: list[tuple[list[SourceCell], ParsedItem]] = []
    for row in table.rows:
        if not any(row):
            continue
        item = ParsedItem(kind.kind, row[0].line, table=header, heads=written)
        for cell, column in zip(row, chain(columns, beyond), strict=False):
            if not cell:
                continue
            value = _read_cell(item, cell, column, source)
            if not column.label:
                item.problems.append(extra_cell(row, heads, value, source))
            if "`" in cell.text and source.is_markdown and has_open_code(cell.text):
                item.problems.append(open_code(cell.line))
        read.append((row, item))
    main = next((field for field in kind.columns if field), "")
    texts = [(_plain(item.name), _plain(item.values.get(main))) for _, item in read]
    none = kind.rows_without_item(texts)
    for (row, item), (name, _), has_none in zip(read, texts, none, strict=True):
        if has_none:
            yield row, AbsentEntry("", "", item.line, name)
        else:
            yield row, _split_row(kind, item, source)


def _plain(value: SourceText | None) -> str:
    return collapse_spaces(to_plain(value.text)) if value is not None else ""


def _split_row(
    kind: type[Kind], item: ParsedItem, source: DirectiveSource
) -> list[ParsedItem] | AbsentEntry:
    """Return the items that a row names."""
    split = _split_name(kind, item, source)
    if split is None or split.is_whole:
        return split_item(kind, item)
    if split.is_none:
        name = to_plain(item.name.text) if item.name else ""
        return AbsentEntry("", "", item.line, collapse_spaces(name))
    topic, version = item.values.get(kind.topic_field), kind.field_of_type(Version)
    if split.is_absent:
        if topic is None:
            return [item]
        noted = item.values.get(_NOTE)
        reason = split.reason or (to_plain(noted.text) if noted else "")
        return AbsentEntry(collapse_spaces(to_plain(topic.text)), reason, item.line)
    kept = dict(item.values)
    if version in item.values:
        versions = _versions(item.values[version], len(split.items))
        if not versions or any(version in values for values in split.items):
            # Which of them has the version of the row is not known.
            return [item]
        for values, one in zip(split.items, versions, strict=True):
            values[version] = one
        del kept[version]
    found: list[ParsedItem] = []
    for number, values in enumerate(split.items):
        # Nodes have one place in a tree.
        new = item
        if number:
            new = replace(copied(item), name=None)
            new.values = {name: one.without_nodes() for name, one in kept.items()}
        for field, value in values.items():
            old = kept.get(field) if field else None
            old = old.without_nodes() if old and number else old
            new.put(field, joined(value, old) if old else value)
        found.append(new)
    return found


def _split_name(
    kind: type[Kind], item: ParsedItem, source: DirectiveSource
) -> SplitValue | None:
    """Return the items that the name of a row names, `None` where it is not split."""
    name = item.name
    if name is None:
        return None

    def read(part: Sequence[nodes.Node]) -> SourceText:
        words = words_of(part)
        return read_nodes(part, name.line, _range_in(name, words, source), words)

    return split_value(kind, list(name.nodes or run_nodes(name.text)), read)


def _versions(value: SourceText, count: int) -> list[SourceText]:
    """Return the version of each technology of a row; none where that is not known.

    ``2.0.36 / 1.14.0`` gives one to each of two, and so does ``5.x + 4.x``; ``latest``
    is that of all, and so is a dash or ``N/A``.
    """
    text = to_plain(value.text).strip()
    if count > 1 and text.lower() in _NO_VERSION:
        return [replace(value, nodes=()) for _ in range(count)]
    parts = [text] if "(" in text else _BETWEEN_VERSIONS.split(text)
    kinds = {pinning(part) for part in parts}
    if len(parts) == 1 and (count == 1 or kinds == {"floating"}):
        parts *= count
    elif len(parts) != count or "unknown" in kinds:
        return []
    return [replace(value, text=part, nodes=(), source=part) for part in parts]


def _range_in(
    value: SourceText, words: str, source: DirectiveSource
) -> SourceRange | None:
    """Return the range of some words of a cell that has them once."""
    whole = value.range
    if whole is None or not whole.column:
        return source.text.within(value.line, words, "cell")
    cell = source.text.line(whole.line)[whole.column - 1 : whole.end_column - 1]
    if cell.count(words) != 1:
        return whole._replace(column=0, end_line=0, end_column=0)
    start = whole.column + cell.index(words)
    return whole._replace(column=start, end_column=start + len(words))


def _read_cell(
    item: ParsedItem, cell: SourceCell, column: Column, source: DirectiveSource
) -> SourceText:
    """Put what a cell says into the item of its row, and return it."""
    if column.decisions:
        value, rest = cell.read_decisions(source)
        item.put(column.fields[0], value)
        if rest:
            written = SourceText(rest, cell.line, source=rest)
            item.extras.append((column.label, written))
        return value
    value = cell.read_references(source) if column.references else cell.read(source)
    if column.waivers:
        found = read_waivers(to_plain(value.text), cell.line, item)
        item.waivers += found
        if not found:
            item.extras.append((column.label, value))
        return value
    if column.rows:
        put_fields_of_cell(item, value, column.label)
    elif not column.fields:
        item.extras.append((column.label, value))
    for number, name in enumerate(column.fields):
        # Nodes have one place in a tree.
        new = value.without_nodes() if number else value
        before = item.values.get(name) if name else None
        item.put(name, joined(before, new) if before else new)
    return value


def extra_cell(
    row: Sequence[SourceCell],
    heads: Sequence[str],
    cell: SourceText,
    source: DirectiveSource,
) -> Problem:
    """Return the problem of a cell without a column head, most often the last."""
    text = shorten(to_plain(cell.text))
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
