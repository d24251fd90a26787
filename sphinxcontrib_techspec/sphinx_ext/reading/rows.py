"""The rows of one item, such as the fields of an entity: tables, lists, classes."""

from __future__ import annotations

from docutils import nodes

from ...code.python import ClassSource, UnreadableCodeError, read_classes
from ...code.syntax import check_syntax
from ...codes import Code
from ...kinds import CodeLanguage, Kind
from ...kinds.field import FieldSpec
from ...messages import Message
from ...model.item import (
    ParsedItem,
    Problem,
    SourceRange,
    SourceText,
    unknown_name,
)
from ...text import collapse_spaces, to_plain
from .blocks import CodeBlock, ListBlock, TableBlock
from .bullets import label_and_rest
from .cells import DASH, split_at, stripped
from .ranges import SourceFile
from .source import DirectiveSource
from .tables import extra_cell
from .words import words_of

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
    kind: type[Kind], table: TableBlock, source: DirectiveSource, item: ParsedItem
) -> bool:
    """Put the rows of *table* into an item; return whether it is a table of rows."""
    labels = [collapse_spaces(to_plain(cell.read(source).text)) for cell in table.head]
    names = [row_column(kind, label) for label in labels]
    if not any(names):
        return False
    heads = [field.label for field in row_fields(kind).values()]
    for cell, label, name in zip(table.head, labels, names, strict=True):
        if name is None and label:
            item.problems.append(
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
        for number, cell in enumerate(row):
            if not cell:
                continue
            value = cell.read(source)
            name = names[number] if number < len(names) else None
            if name is not None:
                values[name] = value
                continue
            label = labels[number] if number < len(labels) else ""
            text = to_plain(value.text)
            extra.append(f"{label}: {text}" if label else text)
            if not label:
                item.problems.append(extra_cell(row, labels, value, source))
        if extra:
            _append_description(values, extra, row[0].line)
        item.rows.append(values)
    return True


def _append_description(
    values: dict[str, SourceText], extra: list[str], line: int
) -> None:
    """Keep what no column takes at the end of the row's description.

    Nodes that are shown instead of the text get it as well.
    """
    old = values.get("description")
    before = [to_plain(old.text)] if old else []
    text = "; ".join([*before, *extra])
    source = "; ".join([old.source or text, *extra]) if old else text
    values["description"] = SourceText(text, line, source=source)
    if old is not None and old.nodes:
        added = nodes.Text("; " + "; ".join(extra))
        values["description"].nodes = [*old.nodes, added]


def read_rows_list(block: ListBlock, item: ParsedItem) -> None:
    """Put a list ``- **name**: type, constraints - description`` into an item."""
    below = list(item.below)
    for bullet in block.bullets:
        label, rest = label_and_rest(bullet)
        if label is None:
            label, *others = split_at(rest, DASH, most=1)
            rest = others[0] if others else []
        values = {"name": bullet.read(stripped(label)).without_nodes()}
        first, *others = split_at(rest, DASH, most=1)
        typed = words_of(first)
        type_, comma, constraints = _cut_type(typed)
        if type_:
            values["type"] = bullet.read([nodes.Text(type_)])
        if comma:
            values["constraints"] = bullet.read([nodes.Text(constraints)])
        if others:
            values["description"] = bullet.read(stripped(others[0])).without_nodes()
        item.rows.append(values)
        below += bullet.below
    item.below = below


def _cut_type(text: str) -> tuple[str, bool, str]:
    """Cut ``dict[str, int], unique`` at the first comma outside of brackets."""
    depth = 0
    for position, char in enumerate(text):
        depth += (char in "[(<{") - (char in "])>}")
        if char == "," and depth <= 0:
            return text[:position].strip(), True, text[position + 1 :].strip()
    return text, False, ""


def read_code(
    block: CodeBlock, problems: list[Problem], file: SourceFile
) -> list[tuple[ClassSource, list[dict[str, SourceText]]]] | None:
    """Return the classes of *block* with their rows, `None` where it is not Python."""
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
    lines = block.code.splitlines()
    for source in classes:
        rows: list[dict[str, SourceText]] = []
        for part in source.fields:
            texts = {
                "name": part.name, "type": part.type, "constraints": part.constraints,
                "description": part.description,
            }  # fmt: skip
            line = block.line + part.line
            # The range is that of the line: parts of a field have none of their own.
            range_ = file.at_end(line, lines[part.line], "code")
            rows.append(
                {
                    k: SourceText(
                        v,
                        line,
                        (),
                        range_,
                        source=v if k == "description" else "",
                    )
                    for k, v in texts.items()
                    if v
                }
            )
        found.append((source, rows))
    return found


def code_text(text: str, line: int) -> SourceText:
    """Return words in a block of code, which have no markup."""
    range_ = SourceRange(line, container="code")
    return SourceText(text, line, (), range_, source=text)


def read_example(
    kind: type[Kind], block: CodeBlock, item: ParsedItem, file: SourceFile
) -> None:
    """Set the kind's field for code to what *block* holds, and check its syntax."""
    range_ = file.block(block.line, block.code.splitlines(), "code")
    item.values[kind.code] = SourceText(block.code, block.line, (), range_)
    if field := kind.field_of_type(CodeLanguage):
        language = SourceText(block.language, block.line)
        item.values.setdefault(field, language)
    if fault := check_syntax(block.code, block.language):
        item.problems.append(
            Problem(
                Code.UNPARSABLE_BODY, fault.message, block.line + fault.line, kind.code
            )
        )
