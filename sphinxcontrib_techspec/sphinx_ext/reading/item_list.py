"""Many items from the blocks of a body: rows of a table, bullets of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

from docutils import nodes
from sphinx import addnodes

from ...kinds import DecisionRefs, Kind, Link, kind_named
from ...model.item import ParsedItem, Problem
from ...model.references import split_references
from ...text import collapse_spaces, did_you_mean, to_plain
from .blocks import Bullet, ListBlock, SourceCell, TableBlock
from .cells import DASH, Cell, links_in, read_nodes, references_in, split_at, stripped
from .options import Read
from .source import DirectiveSource

_COLON = re.compile(r":(?:\s+|$)")
_SEE = re.compile(r"[\s(,;–—-]*\b[Ss]ee:?\s*$")
_SEE_TEXT = re.compile(r"[\s(,;–—-]*\b[Ss]ee:?\s+((?:[A-Za-z]+-)*\d+\S*)\)?\s*$")


@dataclass(slots=True)
class Column:
    """A column of an author's table: the field it fills, or the label it keeps.

    ``references`` tells whether the field takes references.
    """

    name: str | None
    label: str
    references: bool = False


def read_columns(
    kind: type[Kind], table: TableBlock, host: DirectiveSource, problems: list[Problem]
) -> list[Column]:
    """Return what each column of *table* is, and report those that are no field."""
    columns: list[Column] = []
    for cell in table.head:
        label = collapse_spaces(to_plain(cell.read(host).text))
        name = kind.field_for_column_head(label)
        first = next((c for c in columns if name is not None and c.name == name), None)
        if first is not None:
            name = None
            problems.append(
                Problem(
                    "TS001",
                    f"column “{label}” is the field of “{first.label}” once more. "
                    "It is kept and shown.",
                    cell.line,
                )
            )
        elif name is None and label:
            problems.append(
                Problem(
                    "TS002",
                    f"column “{label}” is no field of techspec:{kind.kind}."
                    f"{did_you_mean(label, kind.column_heads())} It is kept and shown.",
                    cell.line,
                )
            )
        columns.append(
            Column(name, label, bool(name) and kind.field_specs()[name].is_list)
        )
    return columns


def read_table(
    kind: type[Kind], table: TableBlock, host: DirectiveSource, problems: list[Problem]
) -> Iterator[Read]:
    """Give an item for each row of *table* that is not empty."""
    columns = read_columns(kind, table, host, problems)
    heads = [column.label for column in columns]
    beyond = repeat(Column(None, ""))
    for row in table.rows:
        if not any(row):
            continue
        read = Read(ParsedItem(kind.kind, row[0].line))
        for cell, column in zip(row, chain(columns, beyond), strict=False):
            if not cell:
                continue
            if column.name is not None:
                take = cell.read_references if column.references else cell.read
                read.put(column.name, take(host))
            else:
                value = cell.read(host)
                read.keep(column.label, value)
                if not column.label:
                    read.raw.problems.append(extra_cell(row, heads, value, host))
        yield read


def extra_cell(
    row: Sequence[SourceCell], heads: Sequence[str], cell: Cell, host: DirectiveSource
) -> Problem:
    """Report a cell that stands below no head, most often beyond the last one."""
    hint = " A | in a cell is written \\|." if host.is_markdown else ""
    return Problem(
        "TS008",
        f"“{_short(to_plain(cell.text))}” stands below no head: the row has {len(row)} "
        f"cells and the head {sum(map(bool, heads))}.{hint}",
        cell.line,
    )


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def read_list(kind: type[Kind], block: ListBlock) -> Iterator[Read]:
    """Give an item for each bullet: ``- **Label**: one - two - See [ADR-1](…)``."""
    for bullet in block.bullets:
        yield read_bullet(kind, bullet)


def read_bullet(kind: type[Kind], bullet: Bullet, form: str = "") -> Read:
    """Return the item that *bullet* is, with what stands below it.

    Args:
        kind: its kind.
        bullet: the bullet, or a paragraph written like one.
        form: ``summary`` where the parts fill the kind's ``summary_fields`` and not its
            ``bullet``; ``named`` where all of it but its links is the name.
    """
    read = Read(ParsedItem(kind.kind, bullet.line), below=bullet.below)
    link = kind.field_of_type(Link)
    if link and _is_link(bullet.inline):
        return _read_link(read, bullet, link)
    label, rest = label_and_rest(bullet)
    if form == "named":
        label, rest = None, bullet.inline
    if decision_field := kind.field_of_type(DecisionRefs):
        rest, decision = split_decision(rest, bullet.line)
        if decision is not None:
            read.put(decision_field, decision)
    first, *others = kind.summary_fields if form == "summary" else kind.bullet
    if label is None:
        # Without a label the first part is the name.
        order = ["", *(name for name in kind.bullet if name)]
        if form:
            order = [first, *others] if form == "summary" else ["", kind.body_field()]
        _put_parts(read, order, rest, bullet.line)
        return read
    label_cell = read_nodes(label, bullet.line)
    if not form and _read_by_kind(kind, read, label_cell, rest):
        return read
    read.put(first, label_cell)
    _put_parts(read, others, rest, bullet.line)
    return read


def _read_by_kind(
    kind: type[Kind], read: Read, label: Cell, rest: list[nodes.Node]
) -> bool:
    """Let the kind read a bullet in its own way; tell whether it has one."""
    whole = read_nodes(rest, label.line)
    said = kind.parse_bullet(
        collapse_spaces(to_plain(label.text)), collapse_spaces(to_plain(whole.text))
    )
    for name, text in (said or {}).items():
        if text == collapse_spaces(to_plain(label.text)):
            read.put(name, label)
        else:
            read.put(name, _found_in(rest, text, label.line))
    return said is not None


def _put_parts(
    read: Read, order: Sequence[str], inline: list[nodes.Node], line: int
) -> None:
    """Fill the fields of *order* with a bullet's parts; the last takes the rest."""
    most = len(order) - 1
    parts = split_at(inline, DASH, most) if most else [inline]
    for name, part in zip(order, parts, strict=False):
        _put_part(read, name, part, line)


def _is_link(inline: list[nodes.Node]) -> bool:
    return bool(inline) and isinstance(
        inline[0], (nodes.reference, addnodes.pending_xref, addnodes.download_reference)
    )


def _read_link(read: Read, bullet: Bullet, field: str) -> Read:
    """Read ``- [Title](path), what is found there``."""
    name = read_nodes(bullet.inline[:1], bullet.line)
    read.put("", name)
    if name.targets:
        read.put(field, Cell(name.targets[0], bullet.line))
    rest = stripped(bullet.inline[1:])
    if rest and isinstance(rest[0], nodes.Text):
        rest[0] = nodes.Text(str(rest[0]).lstrip(" ,;:–—-"))
    if described := kind_named(read.raw.kind_name).body_field():
        _put_part(read, described, rest, bullet.line)
    return read


def _put_part(read: Read, name: str, part: list[nodes.Node], line: int) -> None:
    cell = read_nodes(stripped(part), line)
    if to_plain(cell.text):
        read.put(name, cell)


def _found_in(inline: list[nodes.Node], text: str, line: int) -> Cell:
    """Return *text* with the markup that it has in *inline*."""
    start = "".join(node.astext() for node in inline).replace("\n", " ").find(text)
    end = start + len(text)
    found: list[nodes.Node] = []
    position = 0
    for node in inline:
        begin, position = position, position + len(node.astext())
        if start < 0 or position <= start or begin >= end:
            continue
        if isinstance(node, nodes.Text):
            found.append(nodes.Text(str(node)[max(start - begin, 0) : end - begin]))
        elif start <= begin and position <= end:
            found.append(node)
        else:
            return Cell(text, line)
    return read_nodes(found, line) if found else Cell(text, line)


def label_and_rest(
    bullet: Bullet,
) -> tuple[list[nodes.Node] | None, list[nodes.Node]]:
    """Return what stands before a bullet's colon, and what after it."""
    if bullet.label is not None:
        return bullet.label, bullet.inline
    inline = bullet.inline
    parts = split_at(inline, _COLON, most=1)
    if inline and isinstance(inline[0], (nodes.strong, nodes.literal)):
        text = inline[0].astext()
        if text.endswith(":"):
            return [nodes.Text(text[:-1])], stripped(inline[1:])
        if len(parts) > 1 and len(parts[0]) == 1:
            unmarked = isinstance(inline[0], nodes.strong)
            label: list[nodes.Node] = [nodes.Text(text)] if unmarked else [inline[0]]
            return label, stripped(parts[1])
        if isinstance(inline[0], nodes.strong):
            return [nodes.Text(text)], stripped(
                [nodes.Text(DASH.sub("", str(inline[1]), count=1))
                 if isinstance(inline[1], nodes.Text) else inline[1], *inline[2:]]
            ) if len(inline) > 1 else []  # fmt: skip
    if len(parts) > 1:
        return stripped(parts[0]), stripped(parts[1])
    return None, inline


def split_decision(
    inline: list[nodes.Node], line: int
) -> tuple[list[nodes.Node], Cell | None]:
    """Cut ``- See [ADR-001](…)`` off the end, and return it as references."""
    for number, node in enumerate(inline):
        if not isinstance(node, nodes.Text):
            continue
        if number + 1 < len(inline) and (match := _SEE.search(str(node))):
            targets, goes_on = _references_after(inline[number + 1 :])
            cell = Cell(", ".join(targets), line, targets=targets)
            if goes_on:
                # A sentence that says more than the reference is not cut.
                return inline, cell
            before = [*inline[:number], nodes.Text(str(node)[: match.start()])]
            return stripped(before), cell
        if number + 1 == len(inline) and (match := _SEE_TEXT.search(str(node))):
            targets = split_references(match[1].rstrip(").,"))
            before = [*inline[:number], nodes.Text(str(node)[: match.start()])]
            return stripped(before), Cell(", ".join(targets), line, targets=targets)
    return inline, None


def _references_after(inline: list[nodes.Node]) -> tuple[tuple[str, ...], bool]:
    """Return the references after a *see*, and whether words follow the last link."""
    links = [n for n, node in enumerate(inline) if links_in(node)]
    end = links[-1] + 1 if links else len(inline)
    rest = "".join(node.astext() for node in inline[end:])
    return references_in(inline[:end]), bool(rest.strip(" \n).,;"))
