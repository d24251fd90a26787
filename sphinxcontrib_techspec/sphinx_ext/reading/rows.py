"""The rows of one item, such as the fields of an entity: tables, lists, classes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docutils import nodes

from ...code.classes import ClassField, ClassSource
from ...code.entity_lines import read_entity_lines
from ...code.field_lines import read_field_lines
from ...code.languages import (
    MissingParserError,
    language_named,
    read_code,
)
from ...code.syntax import check_syntax, invalid
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
from ...model.name_marks import split_mark
from ...patterns import regex
from ...text import collapse_spaces, normalize, to_plain
from ...values.field_list import ListedField, read_typed_field
from ...values.names import is_common_type, name_words, names_beside
from ...values.type_text import are_constraints, is_description, split_constraint
from .blocks import Bullet, CodeBlock, ListBlock
from .bullets import label_and_rest
from .cells import DASH, read_nodes, split_at, stripped
from .code_lines import unread_line
from .constraint_columns import is_constraint, read_constraint
from .ranges import SourceFile
from .several import found_in, joined
from .source import DirectiveSource
from .table_blocks import SourceCell, TableBlock, short_rows
from .tables import extra_cell
from .words import run_nodes, words_of

_MAYBE_PYTHON = frozenset({"pycon", "default", "", "none"})
"""Languages of blocks that may be Python, where a mistake is none."""

_NO_CODE = frozenset({"console", "plain", "plaintext", "text", "txt"})
"""Languages of blocks that are never a schema."""

_JSON = language_named("json")

_TEXT = _NO_CODE - {"console"} | {"", "default", "none"}
"""Languages of blocks that may list entities as text."""

_TYPE = regex(r"[\[({<\s]*(\w+)")
"""The first name in a type."""

_FIELD = regex(r"(?P<name>[^\W\d]\w*)\??\s*:\s*(?P<type>\S.*)")
"""A field in a piece of code: ``id: UUID``."""

_TYPE_PART = "type"
_CONSTRAINTS = "constraints"
"""The part of a row that columns such as *Required* and *Default* fill."""


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
    own = source.own_names
    names = [own.part_for_head(kind, n) or row_column(kind, n) for n in labels]
    if not any(names):
        return False
    item.problems += short_rows(table, source)
    heads = [field.label for field in row_fields(kind).values()]
    for cell, label, name in zip(table.head, labels, names, strict=True):
        if name is None and normalize(label) and not is_constraint(label):
            item.problems.append(
                unknown_name(
                    Message("unknown column “{name}”", name=label),
                    cell.line,
                    label,
                    heads,
                    code=Code.UNKNOWN_FIELD,
                )
            )
    item.rows += [
        _read_row(row, labels, names, source, item) for row in table.rows if any(row)
    ]
    for label, name in zip(labels, names, strict=True):
        part = name or (_CONSTRAINTS if is_constraint(label) else "")
        if part:
            item.add_head(f"{kind.rows}.{part}", label)
    return True


def _read_row(
    row: Sequence[SourceCell],
    labels: Sequence[str],
    names: Sequence[str | None],
    source: DirectiveSource,
    item: ParsedItem,
) -> dict[str, SourceText]:
    """Return the parts of a row; what no column takes is in the description."""
    values: dict[str, SourceText] = {}
    extra: list[str] = []
    for number, cell in enumerate(row):
        if not cell:
            continue
        value = cell.read(source)
        label = labels[number] if number < len(labels) else ""
        name = names[number] if number < len(names) else None
        if name is None and is_constraint(label):
            name, value = _CONSTRAINTS, read_constraint(label, value)
            if not to_plain(value.text):
                continue
        if name == _TYPE_PART:
            value = _without_constraints(value, values)
        if name is not None:
            before = values.get(name) if name == _CONSTRAINTS else None
            values[name] = joined(before, value) if before else value
            continue
        text = to_plain(value.text)
        extra.append(f"{label}: {text}" if label else text)
        if not label:
            item.problems.append(extra_cell(row, labels, value, source))
    if extra:
        _append_description(values, extra, row[0].line)
    return values


def _without_constraints(
    value: SourceText, values: dict[str, SourceText]
) -> SourceText:
    """Return the type in a cell, and put the constraints behind it into a row."""
    text = collapse_spaces(to_plain(value.text))
    type_, _, said = _cut_type(text)
    if not (type_ and are_constraints(said)):
        return value
    inline = list(value.nodes or run_nodes(value.text))
    parts = [
        read_nodes(part.inline, value.line, value.range, words)
        for part, words in zip(
            found_in(inline, [type_, said]), [type_, said], strict=True
        )
    ]
    before = values.get(_CONSTRAINTS)
    values[_CONSTRAINTS] = joined(parts[1], before) if before else parts[1]
    return parts[0]


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
            if (field := _FIELD.fullmatch(words_of(label))) and others == []:
                # The code has the type as well: ``id: UUID``.
                label, rest = [_code(field["name"])], [_code(field["type"])]
            elif field:
                label = [_code(field["name"])]
                rest = [_code(field["type"]), nodes.Text(" - "), *rest]
            elif typed := read_typed_field(collapse_spaces(words_of(label))):
                label = [_code(typed.name)]
                below += bullet.below
                item.rows.append(_typed_row(typed, bullet, label, rest))
                continue
        values = {"name": bullet.read(stripped(label)).without_nodes()}
        first, *others = split_at(rest, DASH, most=1)
        typed = words_of(first)
        if not others and is_description(typed):
            first, others, typed = [], [first], ""
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


def _typed_row(
    field: ListedField,
    bullet: Bullet,
    label: list[nodes.Node],
    rest: list[nodes.Node],
) -> dict[str, SourceText]:
    """Return the row of ``id UUID primary key``, whose type no colon separates."""
    values = {"name": bullet.read(label).without_nodes()}
    if field.type:
        values["type"] = bullet.read([nodes.Text(field.type)])
    if field.constraints:
        values["constraints"] = bullet.read([nodes.Text(field.constraints)])
    if field.description:
        joint = [nodes.Text(" - ")] if rest else []
        rest = [nodes.Text(field.description), *joint, *rest]
    if rest:
        values["description"] = bullet.read(stripped(rest)).without_nodes()
    return values


def _cut_type(text: str) -> tuple[str, bool, str]:
    """Cut ``dict[str, int], unique`` at the first comma outside of brackets.

    ``UUID primary key`` is cut where the constraint begins.
    """
    depth = 0
    for position, char in enumerate(text):
        depth += (char in "[(<{") - (char in "])>}")
        if char == "," and depth <= 0:
            return text[:position].strip(), True, text[position + 1 :].strip()
    type_, constraints = split_constraint(text)
    return type_, bool(constraints), constraints


def _code(text: str) -> nodes.Node:
    return nodes.literal("", text)


def read_block(
    block: CodeBlock, problems: list[Problem], file: SourceFile
) -> list[tuple[ClassSource, list[dict[str, SourceText]]]]:
    """Return the classes of *block* with their rows, none where it is not read."""
    maybe = block.language in _MAYBE_PYTHON
    language = language_named("python" if maybe else block.language)
    if language is None:
        if block.language not in _NO_CODE:
            problems.append(
                _not_read(
                    block,
                    Message("code in {language}, which is not read",
                        language=block.language),
                    Message("write the fields as a table or a list"),
                )
            )  # fmt: skip
        return []
    try:
        found = read_code(block.code, language)
    except MissingParserError:
        problems.append(
            _not_read(
                block,
                Message("code in {language}, which is not read without the extra "
                    "“{extra}”", language=language.name, extra=language.extra),
                Message("install {package}",
                    package=f"sphinxcontrib-techspec[{language.extra}]"),
            )
        )  # fmt: skip
        return []
    if found.fault is not None and not maybe:
        problems.append(
            Problem(
                Code.UNPARSABLE_BODY,
                invalid(language.name, found.fault.text),
                block.line + found.fault.line,
                block.language,
            )
        )
    problems += (
        Problem(
            Code.CODE_NOT_READ,
            Message("“{name}” is not read as a part of a schema", name=part.text),
            block.line + part.line,
            part.text,
            unread=(part.text,),
        )
        for part in found.unread
    )
    if not maybe:
        show_forced(block)
    elif not found.classes:
        found = read_field_lines(block.code)
    lines = block.code.split("\n")
    return [
        (source, [_row(part, block.line, lines, file) for part in source.fields])
        for source in found.classes
    ]


def name_of_class(kind: type[Kind], item: ParsedItem) -> str:
    """Return the name that the class of an item has: *Order* of *Order (new)*."""
    name = collapse_spaces(to_plain(item.name.text)) if item.name else ""
    return split_mark(kind, name).name


def fields_beside(
    kind: type[Kind], block: CodeBlock, item: ParsedItem, file: SourceFile
) -> Iterator[Problem]:
    """Yield the problem that the class of an item has fields that the item has not.

    Args:
        kind: the kind of the item.
        block: a block of code that describes the item again.
        item: the item with its rows.
        file: the file of the block.
    """
    own = name_words(name_of_class(kind, item))
    known = [to_plain(row["name"].text) for row in item.rows if "name" in row]
    for class_, rows in read_block(block, [], file):
        if class_.is_example or name_words(class_.name) != own:
            continue
        written = [to_plain(row["name"].text) for row in rows if "name" in row]
        if names := names_beside(written, known):
            yield Problem(
                Code.CODE_NOT_READ,
                Message(
                    "fields that the entity does not have: {names}",
                    names=", ".join(names),
                ),
                block.line + class_.line,
                names[0],
                Message("add them to the entity"),
            )


def class_items(
    kind: type[Kind], block: CodeBlock, problems: list[Problem], file: SourceFile
) -> list[tuple[ClassSource, ParsedItem]]:
    """Return the classes of a block of code that have names, each with its item.

    Args:
        kind: the kind of the items.
        block: the block.
        problems: gets what is wrong in the code.
        file: the file of the block.
    """
    found: list[tuple[ClassSource, ParsedItem]] = []
    classes = read_block(block, problems, file)
    if block.language in _TEXT and not any(class_.name for class_, _ in classes):
        classes = _listed(kind, block, problems, file)
    for class_, rows in classes:
        if not class_.name:
            # An object without a title.
            continue
        line = block.line + class_.line
        name = SourceText(class_.name, line, (), file.within(line, class_.name, "code"))
        item = ParsedItem(kind.kind, line, name, rows=rows, from_code=True)
        if class_.description and (described := kind.body_field()):
            item.values[described] = code_text(class_.description, line)
        found.append((class_, item))
    return found


def _listed(
    kind: type[Kind], block: CodeBlock, problems: list[Problem], file: SourceFile
) -> list[tuple[ClassSource, list[dict[str, SourceText]]]]:
    """Return the entities that a text lists, none where their types are no types."""
    found = read_entity_lines(block.code)
    if found.fault is not None:
        number = block.line + found.fault.line
        problems.append(unread_line(kind, number, found.fault.text))
    classes = found.classes
    names = {class_.name for class_ in classes}
    for class_ in classes:
        named = (f.type for f in class_.fields if not f.type.startswith("{"))
        types = [match[1] for type_ in named if (match := _TYPE.match(type_))]
        known = sum(is_common_type(type_) or type_ in names for type_ in types)
        if 2 * known < len(types) or (not types and any(f.type for f in class_.fields)):
            return []
    lines = block.code.split("\n")
    return [
        (source, [_row(part, block.line, lines, file) for part in source.fields])
        for source in classes
    ]


def _not_read(block: CodeBlock, problem: Message, advice: Message) -> Problem:
    return Problem(Code.CODE_NOT_READ, problem, block.line, block.language, advice)


def _row(
    part: ClassField, first: int, lines: list[str], file: SourceFile
) -> dict[str, SourceText]:
    """Return a field as the row of an item.

    Args:
        part: the field.
        first: the line of the block.
        lines: the lines of the block.
        file: the file of the block.
    """
    texts = {
        "name": part.name, "type": part.type, "constraints": part.constraints,
        "description": part.description,
    }  # fmt: skip
    line = first + part.line
    # The range is that of the line: parts of a field have none of their own.
    text = lines[part.line] if part.line < len(lines) else ""
    range_ = file.at_end(line, text, "code")
    return {
        key: SourceText(
            value, line, (), range_, source=value if key == "description" else ""
        )
        for key, value in texts.items()
        if value
    }


def show_forced(block: CodeBlock) -> None:
    """Let Sphinx show code without complaints about what Pygments does not know.

    It was read here, where comments and ``...`` are no mistakes.
    """
    language = language_named(block.language)
    for node in block.node.findall(nodes.literal_block):
        node["force"] = True
        if language is not None and language.lexer:
            node["language"] = language.lexer


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
    fault = check_syntax(block.code, block.language)
    if fault is None and language_named(block.language) == _JSON:
        show_forced(block)
    if fault is not None:
        item.problems.append(
            Problem(
                Code.UNPARSABLE_BODY, fault.message, block.line + fault.line, kind.code
            )
        )
