"""The rows of one item, such as the fields of an entity: tables, lists, classes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from docutils import nodes

from ...code.python import ClassSource, UnreadableCodeError, read_classes
from ...codes import Code
from ...kinds import Kind
from ...kinds.field import FieldSpec
from ...messages import Message
from ...model.item import Problem, SourceText, unknown_name
from ...text import collapse_spaces, to_plain
from .blocks import CodeBlock, ListBlock, TableBlock
from .cells import DASH, read_nodes, split_at, stripped
from .item_list import extra_cell, label_and_rest
from .options import Read
from .source import DirectiveSource

_PYTHON = frozenset({"python", "py", "python3"})
_MAYBE_PYTHON = _PYTHON | {"pycon", "default", "", "none"}
"""Languages of blocks that may be Python; a mistake counts where it is named so."""


def row_fields(kind: type[Kind]) -> dict[str, FieldSpec]:
    """Return how an author writes each part of a row of *kind*."""
    model = kind.row_model
    found: dict[str, FieldSpec] = {}
    if model is not None:
        for name, info in model.model_fields.items():
            for note in info.metadata:
                if isinstance(note, FieldSpec):
                    found[name] = note
    return found


def row_column(kind: type[Kind], label: str) -> str | None:
    """Return the part of a row that a column head names."""
    for name, field in row_fields(kind).items():
        if label.lower() in {w.lower() for w in (name, field.label, *field.aliases)}:
            return name
    return None


def read_rows_table(
    kind: type[Kind], table: TableBlock, host: DirectiveSource, read: Read
) -> bool:
    """Put the rows of *table* into an item; tell whether it is a table of rows."""
    labels = [collapse_spaces(to_plain(cell.read(host).text)) for cell in table.head]
    names = [row_column(kind, label) for label in labels]
    if not any(names):
        return False
    heads = [field.label for field in row_fields(kind).values()]
    for cell, label, name in zip(table.head, labels, names, strict=True):
        if name is None and label:
            read.raw.problems.append(
                unknown_name(
                    Message("unknown column “{name}”", name=label),
                    cell.line,
                    label,
                    heads,
                    code=Code.UNKNOWN_FIELD,
                )
            )
    for row in table.rows:
        if not any(row):
            continue
        values: dict[str, SourceText] = {}
        extra: list[str] = []
        for number, raw_cell in enumerate(row):
            if not raw_cell:
                continue
            cell = raw_cell.read(host)
            name = names[number] if number < len(names) else None
            if name is None:
                label = labels[number] if number < len(labels) else ""
                extra.append(
                    f"{label}: {to_plain(cell.text)}" if label else to_plain(cell.text)
                )
                if not label:
                    read.raw.problems.append(extra_cell(row, labels, cell, host))
                continue
            values[name] = cell.written()
            if cell.nodes:
                read.inline_nodes[f"{kind.rows}.{len(read.raw.rows)}.{name}"] = (
                    cell.nodes
                )
        if extra:
            shown = read.inline_nodes.get(
                f"{kind.rows}.{len(read.raw.rows)}.description"
            )
            _append_description(values, extra, row[0].line, shown or [])
        read.raw.rows.append(values)
    return True


def _append_description(
    values: dict[str, SourceText], extra: list[str], line: int, shown: list[nodes.Node]
) -> None:
    """Keep what no column takes at the end of the row's description.

    Nodes that are shown in the place of the text say it as well.
    """
    if shown:
        shown.append(nodes.Text("; " + "; ".join(extra)))
    old = values.get("description")
    before = [to_plain(old.text)] if old else []
    values["description"] = SourceText("; ".join([*before, *extra]), line)


def read_rows_list(block: ListBlock, read: Read) -> None:
    """Put a list ``- **name**: type, constraints - description`` into an item."""
    for bullet in block.bullets:
        label, rest = label_and_rest(bullet)
        if label is None:
            label, *others = split_at(rest, DASH, most=1)
            rest = others[0] if others else []
        values = {"name": read_nodes(stripped(label), bullet.line).written()}
        first, *others = split_at(rest, DASH, most=1)
        typed = collapse_spaces("".join(node.astext() for node in first))
        type_, comma, constraints = _cut_type(typed)
        if type_:
            values["type"] = SourceText(type_, bullet.line)
        if comma:
            values["constraints"] = SourceText(constraints, bullet.line)
        if others:
            values["description"] = read_nodes(
                stripped(others[0]), bullet.line
            ).written()
        read.raw.rows.append(values)
        read.below += bullet.below


def _cut_type(text: str) -> tuple[str, bool, str]:
    """Cut ``dict[str, int], unique`` at the first comma outside of brackets."""
    depth = 0
    for position, char in enumerate(text):
        depth += (char in "[(<{") - (char in "])>}")
        if char == "," and depth <= 0:
            return text[:position].strip(), True, text[position + 1 :].strip()
    return text, False, ""


def read_code(
    block: CodeBlock, problems: list[Problem]
) -> list[tuple[ClassSource, list[dict[str, SourceText]]]] | None:
    """Return the classes of *block* with their rows, `None` where it is no Python."""
    if block.language not in _MAYBE_PYTHON:
        return None
    try:
        classes = read_classes(block.code)
    except UnreadableCodeError as error:
        if block.language in _PYTHON:
            problems.append(
                Problem(
                    Code.UNPARSABLE_BODY,
                    Message("invalid Python: {error}", error=error),
                    block.line + error.line,
                    block.language,
                )
            )
        return None
    found: list[tuple[ClassSource, list[dict[str, SourceText]]]] = []
    for source in classes:
        rows: list[dict[str, SourceText]] = []
        for part in source.fields:
            texts = {
                "name": part.name, "type": part.type, "constraints": part.constraints,
                "description": part.description,
            }  # fmt: skip
            rows.append(
                {
                    k: SourceText(v, block.line + part.line)
                    for k, v in texts.items()
                    if v
                }
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
