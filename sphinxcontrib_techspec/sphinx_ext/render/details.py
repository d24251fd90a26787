"""What stands below an item's signature: its fields, and its rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from docutils import nodes

from ...record import Record, row_models
from ...spec import Project
from ...text import plain
from .links import anchored, line_nodes, permalink, permalinked, why_node
from .parts import Line, field_parts, text_parts, user_parts
from .tables import row_table, table_nodes

if TYPE_CHECKING:
    from sphinx.builders import Builder

Rich = Callable[[Record, str], list[nodes.Node]]


def detail_nodes(
    project: Project, record: Record, lede: str, rich: Rich, builder: Builder
) -> list[nodes.Node]:
    """Return the fields of one item.

    Args:
        project: the project it is of.
        record: the item.
        lede: the field that the first paragraph of the body already says.
        rich: gives the nodes of a value that text does not say all of.
        builder: the builder that writes the page.
    """
    found: list[nodes.Node] = []
    fields = nodes.field_list()
    in_name = set(record.type.split_name("A /"))
    for name, field in record.type.declared().items():
        if name in {lede, record.type.rows, *record.in_body} or (
            name in in_name and name not in record.invalid
        ):
            continue
        value = rich(record, name)
        if not value and not record.has(name) and name not in record.invalid:
            continue
        lines = field_parts(project, record, name)
        body = _body(value, lines, builder, record.docname)
        if field.ask.body:
            found += body
        else:
            fields += _field(field.ask.label, body)
    if users := user_parts(project, record):
        fields += _field("Used by", line_nodes([users], builder, record.docname))
    for number, (label, text) in enumerate(record.extras):
        value = rich(record, f"extras.{number}")
        body = _body(value, [text_parts(text)], builder, record.docname)
        fields += _field(label, body, "techspec-extra")
    if len(fields):
        fields["classes"].append("techspec-fields")
        found += _compact(fields, builder)
    if row_models(record):
        found += table_nodes(row_table(project, record, rich), builder, record.docname)
    return found


def _body(
    value: list[nodes.Node], lines: list[Line], builder: Builder, docname: str
) -> list[nodes.Node]:
    """Return a field's value: the author's own nodes, or *lines* drawn."""
    if value:
        return [nodes.paragraph("", "", *value)]
    return line_nodes(lines, builder, docname)


def _field(label: str, body: list[nodes.Node], *classes: str) -> nodes.field:
    name = nodes.field_name("", plain(label))
    if classes:
        name += why_node("unknown")
    return nodes.field("", name, nodes.field_body("", *body), classes=list(classes))


def _compact(fields: nodes.field_list, builder: Builder) -> list[nodes.Node]:
    """Return fields in what lets a label and its value stand on one line."""
    if builder.format != "latex":
        return [fields]
    # LaTeX sees the classes of a container, but not those of a list.
    return [nodes.container("", fields, classes=["techspec-fields"])]


def block_title(record: Record, builder: Builder) -> list[nodes.Node]:
    """Return the title of one of many items that have rows each."""
    title = nodes.rubric("", plain(record.name), classes=["techspec-block-title"])
    if permalinked(builder):
        title += permalink(record.anchor, "Link to this item")
    return anchored(title, record.anchor, builder)
