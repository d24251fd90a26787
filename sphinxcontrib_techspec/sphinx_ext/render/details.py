"""The details below the signature of an item: its fields and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, cast

from docutils import nodes

from ...model.item import Item, row_models
from ...model.project import Project
from ...text import to_plain
from ..compat import has_permalinks
from ..i18n import gettext
from .captions import add_caption, first_table, with_ids
from .links import anchored, line_nodes, permalink, reason_node
from .model import Line, Table
from .parts import field_parts, text_parts, user_parts
from .raw_html import UnsupportedPartError, can_write, field_list_node
from .tables import extra_text, head_of, row_table, table_nodes

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from ..nodes import RowsTable

InlineLookup = Callable[[Item, str], list[nodes.Node]]


def detail_nodes(  # noqa: PLR0913, PLR0917 - the item, and how it is shown
    project: Project,
    item: Item,
    summary: str,
    inline_nodes: InlineLookup,
    builder: Builder,
    tables: Sequence[RowsTable] = (),
) -> list[nodes.Node]:
    """Return the fields of one item.

    Args:
        project: the project of the item.
        item: the item.
        summary: the field that the first paragraph of the body shows.
        inline_nodes: returns the nodes of a value with more than simple markup.
        builder: the builder that writes the page.
        tables: the labels and captions of tables of rows; other rows have none.
    """
    found: list[nodes.Node] = []
    fields: list[_Field] = []
    specs = item.kind.field_specs()
    # The name says them; it has no links.
    in_name = {n for n in item.kind.name_fields if not specs[n].refers_to}
    for name, field in specs.items():
        if name in {summary, *item.fields_in_body} or (
            name in {*in_name, item.kind.rows} and name not in item.invalid
        ):
            continue
        value = inline_nodes(item, name)
        if not value and not item.has(name) and name not in item.invalid:
            continue
        entry = _Field(
            head_of(item.kind, [item], name), field_parts(project, item, name), value
        )
        if field.from_body and name not in item.heads:
            found += _body(entry, builder, item.docname)
        else:
            fields.append(entry)
    if users := user_parts(project, item):
        fields.append(_Field(gettext("Used by"), [users]))
    for number in range(len(item.extras)):
        label, text = extra_text(item, number)
        value = inline_nodes(item, f"extras.{number}")
        fields.append(_Field(label, [text_parts(text)], value, "techspec-extra"))
    if fields:
        found += _field_list(fields, builder, item.docname)
    rows_field = item.kind.rows
    if rows_field and (label := item.heads.get(rows_field)):
        found.append(nodes.paragraph("", "", nodes.strong("", f"{label}:")))
    for numbers, labelled in _row_groups(item, tables):
        rows = row_table(project, item, numbers, inline_nodes)
        found += _rows_nodes(rows, labelled, builder, item.docname)
    return found


def _row_groups(
    item: Item, tables: Sequence[RowsTable]
) -> Iterator[tuple[range, RowsTable | None]]:
    """Yield the numbers of the rows of each table, and its label if it has one."""
    first = 0
    for table in tables:
        start = cast("int", table["first"])
        if first < start:
            yield range(first, start), None
        first = start + cast("int", table["count"])
        yield range(start, first), table
    if first < len(row_models(item)):
        yield range(first, len(row_models(item))), None


def _rows_nodes(
    rows: Table, labelled: RowsTable | None, builder: Builder, docname: str
) -> list[nodes.Node]:
    """Return a table of rows of an item, with its label and its caption."""
    title = None
    if labelled is not None and labelled.children:
        title = cast("nodes.Element", labelled[0])
        rows.caption = title.astext()
    found = table_nodes(rows, builder, docname)
    if labelled is not None:
        if title is None:
            return with_ids(labelled["ids"], found, builder)
        table = first_table(found)
        assert table is not None  # noqa: S101 - for the type checker
        add_caption(table, labelled, title)
    return found


class _Field(NamedTuple):
    """A field: its label, its value as lines or as nodes, and a class."""

    label: str
    lines: list[Line]
    value: Sequence[nodes.Node] = ()
    class_: str = ""


def _field_list(
    fields: Sequence[_Field], builder: Builder, docname: str
) -> list[nodes.Node]:
    """Return fields as a list of labels and values."""
    plain_lines = all(
        len(field.lines) == 1 and not field.value and not field.class_
        for field in fields
    )
    if plain_lines and can_write(builder):
        lines = [(field.label, field.lines[0]) for field in fields]
        with suppress(UnsupportedPartError):
            return [field_list_node(lines, "techspec-fields", builder, docname)]
    result = nodes.field_list("", classes=["techspec-fields"])
    for field in fields:
        name = nodes.field_name("", to_plain(field.label))
        if field.class_:
            name += reason_node(gettext("unknown"))
        body = nodes.field_body("", *_body(field, builder, docname))
        classes = [field.class_] if field.class_ else []
        result += nodes.field("", name, body, classes=classes)
    return _compact(result, builder)


def _body(field: _Field, builder: Builder, docname: str) -> list[nodes.Node]:
    """Return the value of a field: the author's own nodes, or its lines."""
    if field.value:
        return [nodes.paragraph("", "", *field.value)]
    return line_nodes(field.lines, builder, docname)


def _compact(fields: nodes.field_list, builder: Builder) -> list[nodes.Node]:
    """Return fields in a container that puts a label and its value on one line."""
    if builder.format != "latex":
        return [fields]
    # The LaTeX writer uses the classes of a container, but not those of a list.
    return [nodes.container("", fields, classes=["techspec-fields"])]


def block_title(item: Item, builder: Builder) -> list[nodes.Node]:
    """Return the title of an item with rows in a directive of several items."""
    title = nodes.rubric("", to_plain(item.name), classes=["techspec-block-title"])
    if has_permalinks(builder):
        title += permalink(item.anchor, gettext("Link to this item"))
    return anchored(title, item.anchor, builder)
