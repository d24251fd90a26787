"""From the blocks of a directive's body to raw items, for every kind alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat
from typing import Any, cast

from docutils import nodes
from sphinx import addnodes

from ..kinds import Kind
from ..kinds.base import Ask, References
from ..python_class import ClassSource, UnreadableCodeError, read_classes
from ..record import Problem, Raw, Waiver, Written, split_references
from ..text import did_you_mean, plain, tidy
from .blocks import Bullet, CodeBlock, ListBlock, RawCell, TableBlock
from .cells import Cell, read_nodes, split_at
from .host import Host, Option

_DASH = re.compile(r"(?:^|\s+)[-–—]\s+")
_COLON = re.compile(r":(?:\s+|$)")
_SEE = re.compile(r"[\s(,;–—-]*\b[Ss]ee:?\s*$")
_SEE_TEXT = re.compile(r"[\s(,;–—-]*\b[Ss]ee:?\s+((?:[A-Za-z]+-)*\d+\S*)\)?\s*$")
_WAIVER = re.compile(r"(TS\d{3})\b[\s:,–—-]*")


@dataclass(slots=True)
class Read:
    """An item as read, with the nodes of values that text does not say all of."""

    raw: Raw
    rich: dict[str, list[nodes.Node]] = field(
        default_factory=dict[str, list[nodes.Node]]
    )
    below: list[nodes.Node] = field(default_factory=list[nodes.Node])
    coded: bool = False

    def put(self, name: str, cell: Cell) -> None:
        """Set the field *name*, ``""`` for the item's name, to what a cell says."""
        if name:
            self.raw.values[name] = cell.written()
        else:
            self.raw.name = cell.written()
        if cell.nodes:
            self.rich[name] = cell.nodes

    def keep(self, label: str, cell: Cell) -> None:
        """Keep a value that no field takes."""
        if cell.nodes:
            self.rich[f"extras.{len(self.raw.extras)}"] = cell.nodes
        self.raw.extras.append((label, cell.written()))


def read_options(
    kind: type[Kind], options: Sequence[Option], read: Read, host: Host
) -> None:
    """Put the directive's options into an item, the unknown ones as extras."""
    given: dict[str, Option] = {}
    for option in options:
        key = option.name.lower().replace("-", "_")
        if key == "waive":
            read.raw.waivers += read_waivers(option.value, option.line, read.raw)
            continue
        name = kind.column(option.name) if key not in kind.declared() else key
        if not name or name == kind.rows:
            names = [*kind.declared(), "name", "waive"]
            read.raw.problems.append(
                Problem(
                    "TS002",
                    f"option “{option.name}” is unknown.{did_you_mean(key, names)}",
                    option.line,
                )
            )
            if option.value:
                read.keep(option.name, Cell(option.value, option.line))
            continue
        if before := given.get(name):
            read.raw.problems.append(
                Problem(
                    "TS001",
                    f"option “{option.name}” is given twice; the last one counts.",
                    option.line,
                )
            )
            read.keep(before.name, Cell(before.value, before.line))
        given[name] = option
        ask = kind.declared()[name].ask
        if ask.prose:
            read.put(name, _prose(option.value, option.line, host))
        else:
            read.put(name, Cell(option.value, option.line))


def _prose(text: str, line: int, host: Host) -> Cell:
    if host.is_markdown:
        return RawCell(line, text).read(host)
    return read_nodes(host.parse_inline(text, line), line)


def read_waivers(text: str, line: int, raw: Raw) -> list[Waiver]:
    """Return the waivers of ``:waive: TS302 reason; TS305 reason``."""
    starts = list(_WAIVER.finditer(text))
    if not starts or text[: starts[0].start()].strip():
        raw.problems.append(
            Problem(
                "TS001",
                f"waive: “{text}” does not begin with a rule's code. Write "
                ":waive: TS302 and the reason.",
                line,
            )
        )
        return []
    ends = [match.start() for match in starts[1:]] + [len(text)]
    return [
        Waiver(match[1], text[match.end() : end].strip().rstrip(";").strip(), line)
        for match, end in zip(starts, ends, strict=True)
    ]


# Many items


@dataclass(slots=True)
class Column:
    """A column of an author's table: the field it fills, or the label it keeps.

    ``references`` tells whether the field takes references.
    """

    name: str | None
    label: str
    references: bool = False


def read_columns(
    kind: type[Kind], table: TableBlock, host: Host, problems: list[Problem]
) -> list[Column]:
    """Return what each column of *table* is, and report those that are no field."""
    columns: list[Column] = []
    for cell in table.head:
        label = tidy(plain(cell.read(host).text))
        name = kind.column(label)
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
                    f"{did_you_mean(label, kind.heads())} It is kept and shown.",
                    cell.line,
                )
            )
        columns.append(Column(name, label, bool(name) and _is_references(kind, name)))
    return columns


def read_table(
    kind: type[Kind], table: TableBlock, host: Host, problems: list[Problem]
) -> Iterator[Read]:
    """Give an item for each row of *table* that is not empty."""
    columns = read_columns(kind, table, host, problems)
    heads = [column.label for column in columns]
    beyond = repeat(Column(None, ""))
    for row in table.rows:
        if not any(row):
            continue
        read = Read(Raw(kind.kind, row[0].line))
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
                    read.raw.problems.append(_headless(row, heads, value, host))
        yield read


def _headless(
    row: Sequence[RawCell], heads: Sequence[str], cell: Cell, host: Host
) -> Problem:
    """Report a cell that stands below no head, most often beyond the last one."""
    hint = " A | in a cell is written \\|." if host.is_markdown else ""
    return Problem(
        "TS008",
        f"“{_short(plain(cell.text))}” stands below no head: the row has {len(row)} "
        f"cells and the head {sum(map(bool, heads))}.{hint}",
        cell.line,
    )


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _is_references(kind: type[Kind], name: str) -> bool:
    return kind.declared()[name].info.annotation == References


def read_list(kind: type[Kind], block: ListBlock) -> Iterator[Read]:
    """Give an item for each bullet: ``- **Label**: one - two - See [ADR-1](…)``."""
    for bullet in block.bullets:
        yield read_bullet(kind, bullet)


def read_bullet(kind: type[Kind], bullet: Bullet, form: str = "") -> Read:
    """Return the item that *bullet* is, with what stands below it.

    Args:
        kind: its kind.
        bullet: the bullet, or a paragraph written like one.
        form: ``lede`` where the parts fill the kind's ``lede`` and not its
            ``bullet``; ``named`` where all of it but its links is the name.
    """
    read = Read(Raw(kind.kind, bullet.line), below=bullet.below)
    if "link" in kind.declared() and _is_link(bullet.inline):
        return _read_link(read, bullet)
    label, rest = _label_and_rest(bullet)
    if form == "named":
        label, rest = None, bullet.inline
    if "adr" in kind.declared():
        rest, decision = cut_decision(rest, bullet.line)
        if decision is not None:
            read.put("adr", decision)
    first, *others = kind.lede if form == "lede" else kind.bullet
    if label is None:
        # Without a label the first part is the name.
        order = ["", *(name for name in kind.bullet if name)]
        if form:
            order = [first, *others] if form == "lede" else ["", "details"]
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
    said = kind.parse_bullet(tidy(plain(label.text)), tidy(plain(whole.text)))
    for name, text in (said or {}).items():
        if text == tidy(plain(label.text)):
            read.put(name, label)
        else:
            read.put(name, _found_in(rest, text, label.line))
    return said is not None


def _put_parts(
    read: Read, order: Sequence[str], inline: list[nodes.Node], line: int
) -> None:
    """Fill the fields of *order* with a bullet's parts; the last takes the rest."""
    most = len(order) - 1
    parts = split_at(inline, _DASH, most) if most else [inline]
    for name, part in zip(order, parts, strict=False):
        _put_part(read, name, part, line)


def _is_link(inline: list[nodes.Node]) -> bool:
    return bool(inline) and isinstance(
        inline[0], (nodes.reference, addnodes.pending_xref, addnodes.download_reference)
    )


def _read_link(read: Read, bullet: Bullet) -> Read:
    """Read ``- [Title](path), what is found there``."""
    name = read_nodes(bullet.inline[:1], bullet.line)
    read.put("", name)
    if name.targets:
        read.put("link", Cell(name.targets[0], bullet.line))
    rest = _stripped(bullet.inline[1:])
    if rest and isinstance(rest[0], nodes.Text):
        rest[0] = nodes.Text(str(rest[0]).lstrip(" ,;:–—-"))
    _put_part(read, "description", rest, bullet.line)
    return read


def _put_part(read: Read, name: str, part: list[nodes.Node], line: int) -> None:
    cell = read_nodes(_stripped(part), line)
    if plain(cell.text):
        read.put(name, cell)


def _stripped(part: list[nodes.Node]) -> list[nodes.Node]:
    found = list(part)
    if found and isinstance(found[0], nodes.Text):
        found[0] = nodes.Text(str(found[0]).lstrip())
    if found and isinstance(found[-1], nodes.Text):
        found[-1] = nodes.Text(str(found[-1]).rstrip())
    return [node for node in found if not isinstance(node, nodes.Text) or str(node)]


def _found_in(inline: list[nodes.Node], text: str, line: int) -> Cell:
    """Return *text* with the markup that it has in *inline*."""
    start = "".join(node.astext() for node in inline).replace("\n", " ").find(text)
    end = start + len(text)
    found: list[nodes.Node] = []
    place = 0
    for node in inline:
        begin, place = place, place + len(node.astext())
        if start < 0 or place <= start or begin >= end:
            continue
        if isinstance(node, nodes.Text):
            found.append(nodes.Text(str(node)[max(start - begin, 0) : end - begin]))
        elif start <= begin and place <= end:
            found.append(node)
        else:
            return Cell(text, line)
    return read_nodes(found, line) if found else Cell(text, line)


def _label_and_rest(
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
            return [nodes.Text(text[:-1])], _stripped(inline[1:])
        if len(parts) > 1 and len(parts[0]) == 1:
            unmarked = isinstance(inline[0], nodes.strong)
            label: list[nodes.Node] = [nodes.Text(text)] if unmarked else [inline[0]]
            return label, _stripped(parts[1])
        if isinstance(inline[0], nodes.strong):
            return [nodes.Text(text)], _stripped(
                [nodes.Text(_DASH.sub("", str(inline[1]), count=1))
                 if isinstance(inline[1], nodes.Text) else inline[1], *inline[2:]]
            ) if len(inline) > 1 else []  # fmt: skip
    if len(parts) > 1:
        return _stripped(parts[0]), _stripped(parts[1])
    return None, inline


def cut_decision(
    inline: list[nodes.Node], line: int
) -> tuple[list[nodes.Node], Cell | None]:
    """Cut ``- See [ADR-001](…)`` off the end, and return it as references."""
    for number, node in enumerate(inline):
        if not isinstance(node, nodes.Text):
            continue
        if number + 1 < len(inline) and (match := _SEE.search(str(node))):
            cell = read_nodes(inline[number + 1 :], line)
            targets = cell.targets or split_references(plain(cell.text))
            before = [*inline[:number], nodes.Text(str(node)[: match.start()])]
            return _stripped(before), Cell(", ".join(targets), line, targets=targets)
        if number + 1 == len(inline) and (match := _SEE_TEXT.search(str(node))):
            targets = split_references(match[1].rstrip(").,"))
            before = [*inline[:number], nodes.Text(str(node)[: match.start()])]
            return _stripped(before), Cell(", ".join(targets), line, targets=targets)
    return inline, None


# Rows of one item, such as the fields of an entity


_PYTHON = frozenset({"python", "py", "python3"})
_MAYBE_PYTHON = _PYTHON | {"pycon", "default", "", "none"}
"""Languages of blocks that may be Python; a mistake counts where it is named so."""


def row_asks(kind: type[Kind]) -> dict[str, Ask]:
    """Return how an author writes each part of a row of *kind*."""
    model = kind.row_model
    found: dict[str, Ask] = {}
    if model is not None:
        for name, info in model.model_fields.items():
            for note in info.metadata:
                if isinstance(note, Ask):
                    found[name] = note
    return found


def row_column(kind: type[Kind], label: str) -> str | None:
    """Return the part of a row that a column head names."""
    for name, ask in row_asks(kind).items():
        if label.lower() in {w.lower() for w in (name, ask.label, *ask.aliases)}:
            return name
    return None


def read_rows_table(
    kind: type[Kind], table: TableBlock, host: Host, read: Read
) -> bool:
    """Put the rows of *table* into an item; tell whether it is a table of rows."""
    labels = [tidy(plain(cell.read(host).text)) for cell in table.head]
    names = [row_column(kind, label) for label in labels]
    if not any(names):
        return False
    heads = [ask.label for ask in row_asks(kind).values()]
    for cell, label, name in zip(table.head, labels, names, strict=True):
        if name is None and label:
            read.raw.problems.append(
                Problem(
                    "TS002",
                    f"column “{label}” is none of a field's."
                    f"{did_you_mean(label, heads)} It is kept and shown.",
                    cell.line,
                )
            )
    for row in table.rows:
        if not any(row):
            continue
        values: dict[str, Written] = {}
        extra: list[str] = []
        for number, raw_cell in enumerate(row):
            if not raw_cell:
                continue
            cell = raw_cell.read(host)
            name = names[number] if number < len(names) else None
            if name is None:
                label = labels[number] if number < len(labels) else ""
                extra.append(
                    f"{label}: {plain(cell.text)}" if label else plain(cell.text)
                )
                if not label:
                    read.raw.problems.append(_headless(row, labels, cell, host))
                continue
            values[name] = cell.written()
            if cell.nodes:
                read.rich[f"{kind.rows}.{len(read.raw.rows)}.{name}"] = cell.nodes
        if extra:
            shown = read.rich.get(f"{kind.rows}.{len(read.raw.rows)}.description")
            _append_description(values, extra, row[0].line, shown or [])
        read.raw.rows.append(values)
    return True


def _append_description(
    values: dict[str, Written], extra: list[str], line: int, shown: list[nodes.Node]
) -> None:
    """Keep what no column takes at the end of the row's description.

    Nodes that are shown in the place of the text say it as well.
    """
    if shown:
        shown.append(nodes.Text("; " + "; ".join(extra)))
    old = values.get("description")
    before = [plain(old.text)] if old else []
    values["description"] = Written("; ".join([*before, *extra]), line)


def read_rows_list(block: ListBlock, read: Read) -> None:
    """Put a list ``- **name**: type, constraints - description`` into an item."""
    for bullet in block.bullets:
        label, rest = _label_and_rest(bullet)
        if label is None:
            label, *others = split_at(rest, _DASH, most=1)
            rest = others[0] if others else []
        values = {"name": read_nodes(_stripped(label), bullet.line).written()}
        first, *others = split_at(rest, _DASH, most=1)
        typed = tidy("".join(node.astext() for node in first))
        type_, comma, constraints = _cut_type(typed)
        if type_:
            values["type"] = Written(type_, bullet.line)
        if comma:
            values["constraints"] = Written(constraints, bullet.line)
        if others:
            values["description"] = read_nodes(
                _stripped(others[0]), bullet.line
            ).written()
        read.raw.rows.append(values)
        read.below += bullet.below


def _cut_type(text: str) -> tuple[str, bool, str]:
    """Cut ``dict[str, int], unique`` at the first comma outside of brackets."""
    depth = 0
    for place, char in enumerate(text):
        depth += (char in "[(<{") - (char in "])>}")
        if char == "," and depth <= 0:
            return text[:place].strip(), True, text[place + 1 :].strip()
    return text, False, ""


def read_code(
    block: CodeBlock, problems: list[Problem]
) -> list[tuple[ClassSource, list[dict[str, Written]]]] | None:
    """Return the classes of *block* with their rows, `None` where it is no Python."""
    if block.language not in _MAYBE_PYTHON:
        return None
    try:
        classes = read_classes(block.code)
    except UnreadableCodeError as error:
        if block.language in _PYTHON:
            problems.append(
                Problem(
                    "TS008",
                    f"the class cannot be read: {error}. It is shown as written.",
                    block.line + error.line,
                )
            )
        return None
    found: list[tuple[ClassSource, list[dict[str, Written]]]] = []
    for source in classes:
        rows: list[dict[str, Written]] = []
        for part in source.fields:
            texts = {
                "name": part.name, "type": part.type, "constraints": part.constraints,
                "description": part.description,
            }  # fmt: skip
            rows.append(
                {k: Written(v, block.line + part.line) for k, v in texts.items() if v}
            )
        found.append((source, rows))
    return found


def first_paragraph(parsed: Sequence[nodes.Node]) -> nodes.paragraph | None:
    """Return the paragraph that a body begins with, if it begins with one."""
    first = next(
        (n for n in parsed if not isinstance(n, (nodes.comment, nodes.system_message))),
        None,
    )
    return cast("Any", first) if isinstance(first, nodes.paragraph) else None
