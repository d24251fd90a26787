"""Tables: their columns, widths, anchors and cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from ...kinds import DecisionRefs, EvidenceRef, Kind, Link
from ...model.evidence import reference_of
from ...model.item import HEAD_JOINT, Item, row_models
from ...model.project import Project
from ...model.spec import Spec, row_anchor
from ...text import Text, normalize, to_plain
from ..compat import has_permalinks
from ..i18n import field_label, gettext, name_label, pgettext, separator
from ..reading.rows import row_fields
from .column_widths import cell_texts, column_widths
from .links import part_nodes, permalink
from .model import Cell, Line, Part, Row, Table
from .parts import field_parts, text_parts, type_parts
from .raw_html import UnsupportedPartError, can_write, rows_nodes

if TYPE_CHECKING:
    from sphinx.builders import Builder

LONG = 30
"""A table with more rows may break over pages."""

MANY = 10
"""A table with more rows can be filtered and sorted."""

MANY_CLASS = "techspec-many"
"""The class of a table that can be filtered and sorted."""


def columns_of(kind: type[Kind], items: Sequence[Item]) -> list[str]:
    """Return the columns of a table of *items*: those of the kind, then other fields.

    A field with the same value for all items has no column (see `constants_of`).
    """
    constant = {name for name, _ in constants_of(kind, items)}
    given = [
        name
        for name in kind.field_specs()
        if name not in kind.columns
        # The name of a document is its link.
        and name not in {kind.rows, kind.field_of_type(Link)}
        and name not in constant
        and any(_has_text(item, name) for item in items)
        and not _is_in_column_of_name(name, items)
    ]
    return filled_columns(kind, items) + given


ADDED = "+"
"""What the name of a column begins with where the project adds the field."""


def added_text(item: Item, column: str) -> Text:
    """Return the value of a field that the project adds, empty where there is none."""
    name = normalize(column.removeprefix(ADDED))
    for number, (label, _) in enumerate(item.extras):
        if normalize(label) == name:
            return extra_text(item, number)[1]
    return ""


def filled_columns(kind: type[Kind], items: Sequence[Item]) -> list[str]:
    """Return the columns of a kind that a table of items has.

    That of the rows is none, as they are no cell, but where it holds other words; nor
    is one that no item fills and that none has to, unless the authors of all items have
    written it.
    """
    specs = kind.field_specs()

    def is_filled(name: str) -> bool:
        if name and name == kind.rows:
            return any(name in item.invalid for item in items)
        is_needed = not name or name in kind.name_fields or specs[name].required
        return (
            is_needed
            or any(_has_text(item, name) for item in items)
            or all(item.table and name in item.table.fields for item in items)
        )

    return [name for name in kind.columns if is_filled(name)]


def _is_in_column_of_name(name: str, items: Sequence[Item]) -> bool:
    """Return whether one column of the author's table fills a field and the name."""
    return all(item.table and name in item.table.in_name for item in items)


def constants_of(kind: type[Kind], items: Sequence[Item]) -> list[tuple[str, str]]:
    """Return the fields outside the kind's columns that are the same in every row."""
    if len(items) < 2:
        return []
    found: list[tuple[str, str]] = []
    for name, field in kind.field_specs().items():
        if name in kind.columns or name == kind.rows or field.refers_to:
            continue
        if field.value_type is DecisionRefs and kind.rows:
            # Each item is a block of its own, which shows the field.
            continue
        if field.value_type is EvidenceRef and any(
            reference_of(item) for item in items
        ):
            # The same value may meet one target and miss another.
            continue
        texts = {to_plain(item.text(name)) for item in items}
        if len(texts) == 1 and (text := texts.pop()):
            found.append((name, text))
    return found


def _has_text(item: Item, name: str) -> bool:
    return name in item.invalid or item.has(name)


def label_of(kind: type[Kind], name: str) -> str:
    """Return the head of a column."""
    if not name:
        return name_label(kind)
    if name == "spec":
        return gettext("Spec")
    if name.startswith(ADDED):
        return name.removeprefix(ADDED)
    return field_label(kind, name)


def item_table(  # noqa: PLR0913 - the items, and how they are shown
    project: Project,
    kind: type[Kind],
    items: Sequence[Item],
    columns: Sequence[str],
    *,
    link_names: bool = False,
    inline_nodes: Callable[[Item, str], list[nodes.Node]] | None = None,
) -> Table:
    """Return the table of *items*.

    Args:
        project: the project of the items.
        kind: their kind.
        items: the items, in the order of the rows.
        columns: the fields to show; ``""`` is the name, ``spec`` that of the spec.
        link_names: whether a name links to its item, as it does in a view.
        inline_nodes: returns the nodes of a value with more than simple markup.
    """
    extras = list(dict.fromkeys(key for r in items for key in _extra_keys(r)))
    # The columns with the name of an item link to it.
    named = {""} if link_names else set[str]()
    if link_names:
        specs = kind.field_specs()
        named |= {name for name in kind.name_fields if specs[name].display != "badge"}
    rows: list[Row] = []
    for item in items:
        cells: list[Cell] = []
        whole = _column_of_whole_name(item)
        for column in columns:
            name = "" if column == whole else column
            nodes_ = inline_nodes(item, name) if inline_nodes else []
            if nodes_:
                cells.append(Cell(nodes=nodes_))
            elif name == "spec":
                cells.append(Cell([[Part("text", project.spec_of(item).name)]]))
            elif name.startswith(ADDED):
                text = added_text(item, name)
                cells.append(Cell([text_parts(text)] if text else []))
            else:
                lines = field_parts(project, item, name)
                if column in named:
                    lines = [_linked(item, line) for line in lines]
                cells.append(Cell(lines))
        given = {key: number for number, key in enumerate(_extra_keys(item))}
        for key in extras if not link_names else ():
            number = given.get(key)
            text = "" if number is None else extra_text(item, number)[1]
            nodes_ = (
                inline_nodes(item, f"extras.{number}")
                if inline_nodes and key in given
                else []
            )
            cells.append(Cell([text_parts(text)] if text else [], nodes_))
        rows.append(
            Row(
                cells,
                "" if link_names else item.anchor,
                [f"techspec-status-{project.spec_of(item).item_status(item)}"],
            )
        )
    heads = [
        label_of(kind, name) if link_names else head_of(kind, items, name)
        for name in columns
    ]
    more = [] if link_names else _extra_heads(items, extras)
    return Table(kind.kind, heads + more, rows)


def _column_of_whole_name(item: Item) -> str | None:
    """Return the column that shows a name of which no part was understood."""
    if any(_has_text(item, name) for name in item.kind.name_fields):
        return None
    return _column_of_parts(item.kind)


def _column_of_parts(kind: type[Kind]) -> str | None:
    """Return the first column with a part of a name that is shown as text."""
    specs = kind.field_specs()
    names = kind.name_fields
    return next((name for name in names if specs[name].display != "badge"), None)


def head_of(kind: type[Kind], items: Sequence[Item], name: str) -> str:
    """Return the head of a column of items: the author's, where it is other words.

    A page in another language has the heads of that language.
    """
    specs = kind.field_specs()
    own = specs[name].label if name in specs else kind.label
    keys = [name, ""] if name == _column_of_parts(kind) else [name]
    heads = (
        next((i.heads[key] for key in keys if key in i.heads), "")
        for i in items
        if i.has(name) or not i.heads.keys().isdisjoint(keys)
    )
    return _head(label_of(kind, name), own, items, heads)


def _head(label: str, own: str, items: Iterable[Item], written: Iterable[str]) -> str:
    """Return the heads of a column that are other words, beside ours if it is used.

    Args:
        label: our head, in the language of the page.
        own: our head.
        items: the items of the column.
        written: their heads; empty where an item has none.
    """
    if any(item.translations for item in items):
        return label
    heads = dict.fromkeys(head for each in written for head in each.split(HEAD_JOINT))
    others = [head for head in heads if normalize(head) not in {"", normalize(own)}]
    is_ours = len(others) < len(heads)
    return HEAD_JOINT.join([*([label] if is_ours else []), *others]) or label


def _extra_keys(item: Item) -> list[tuple[str, int]]:
    """Return the label of each extra, and its number among those of the same label."""
    labels = [label for label, _ in item.extras]
    return [(label, labels[:n].count(label)) for n, label in enumerate(labels)]


def _extra_heads(items: Sequence[Item], keys: Sequence[tuple[str, int]]) -> list[str]:
    """Return the column heads of extras in the language of the page."""
    shown: dict[tuple[str, int], str] = {}
    for item in items:
        if item.translations:
            for number, key in enumerate(_extra_keys(item)):
                shown.setdefault(key, extra_text(item, number)[0])
    return [shown.get(key, key[0]) for key in keys]


def extra_text(item: Item, number: int) -> tuple[str, Text]:
    """Return the label and the text of an extra as pages show them."""
    label, text = item.extras[number]
    key = f"extras.{number}"
    shown = item.translations
    return to_plain(shown.get(f"{key}.label", label)), shown.get(key, text)


def _linked(item: Item, line: Line) -> Line:
    style = line[0].type if line and line[0].type in {"code", "strong"} else ""
    text = "".join(part.text for part in line)
    return [Part("item", text, item.docname, item.anchor, style)] if text else line


def row_table(
    project: Project,
    item: Item,
    numbers: Iterable[int],
    inline_nodes: Callable[[Item, str], list[nodes.Node]] | None = None,
) -> Table:
    """Return a table of rows of an item, such as the fields of an entity.

    Args:
        project: the project of the item.
        item: the item.
        numbers: the numbers of the rows, from 0.
        inline_nodes: returns the nodes of a value with more than simple markup.
    """
    kind = item.kind
    spec = project.spec_of(item)
    model = kind.row_model
    assert model is not None  # noqa: S101 - a kind with rows has their model
    names = [
        name for number, name in enumerate(model.model_fields)
        if number < 2 or any(getattr(row, name) for row in row_models(item))
    ]  # fmt: skip
    rows: list[Row] = []
    models = row_models(item)
    for number in numbers:
        row = models[number]
        cells: list[Cell] = []
        for name in names:
            key = f"{kind.rows}.{number}.{name}"
            nodes_ = inline_nodes(item, key) if inline_nodes else []
            text = item.markup.get(key, str(getattr(row, name)))
            text = item.translations.get(key, text)
            cells.append(Cell(_row_cell(project, spec, name, text), nodes_))
        rows.append(Row(cells, row_anchor(item, number)))
    specs, context = row_fields(kind), f"{kind.kind}-{kind.rows}"
    heads = [
        _head(
            pgettext(context, specs[name].label),
            specs[name].label,
            [item],
            [item.heads.get(f"{kind.rows}.{name}", "")],
        )
        for name in names
    ]
    return Table(context, heads, rows)


def _row_cell(project: Project, spec: Spec, name: str, text: Text) -> list[Line]:
    if not text:
        return []
    if isinstance(text, str) and name == "name":
        return [[Part("code", text)]]
    if isinstance(text, str) and name == "type":
        return [type_parts(project, spec, text)]
    return [text_parts(text)]


def table_nodes(table: Table, builder: Builder, docname: str) -> list[nodes.Node]:
    """Return a table as standard nodes, in a box that scrolls if it is too wide."""
    width = len(table.heads)
    node = nodes.table()
    node["classes"] += ["techspec-table", f"techspec-table-{table.kind}"]
    # HTML lays columns out by their content; LaTeX and text need widths.
    if builder.format == "html":
        node["classes"] += ["colwidths-auto", f"techspec-columns-{width}"]
        widths = [1] * width
    else:
        node["classes"].append("colwidths-given")
        rows = [
            [cell_texts(cell, builder.format) for cell in row.cells]
            for row in table.rows
        ]
        widths = column_widths(table.heads, rows, builder.format)
    group = nodes.tgroup("", cols=width)
    group += [nodes.colspec("", colwidth=w) for w in widths]
    head = nodes.row(
        "", *(nodes.entry("", nodes.paragraph("", h)) for h in table.heads)
    )
    group += nodes.thead("", head)
    simple = all(len(row.cells) == width for row in table.rows)
    group += nodes.tbody("", *_body(table, width, builder, docname, simple=simple))
    node += group
    classes = ["techspec-scroll"]
    if len(table.rows) > MANY and table.kind != "report":
        node["classes"].append(MANY_CLASS)
    if len(table.rows) > LONG:
        node["classes"].append("longtable")
        classes.append("techspec-tall")
    if builder.format == "html":
        return _scrolling(node, table, classes)
    box = nodes.container("", node)
    box["classes"] += classes
    return [box]


def _body(
    table: Table, width: int, builder: Builder, docname: str, *, simple: bool
) -> list[nodes.Node]:
    """Return the rows of a table; as HTML where they are *simple*."""
    if simple and can_write(builder):
        try:
            return rows_nodes(table.rows, builder, docname)
        except UnsupportedPartError:
            pass
    linked = has_permalinks(builder)
    return [_row(row, width, builder, docname, linked=linked) for row in table.rows]


def _scrolling(
    node: nodes.table, table: Table, classes: Sequence[str]
) -> list[nodes.Node]:
    """Return a table in a box that a keyboard can scroll, with an accessible name."""
    heads = separator().join(filter(None, table.heads))
    name = table.caption or gettext("Table: {heads}").format(heads=heads)
    # A container node cannot hold these attributes.
    opened = (
        f'<div class="{" ".join(classes)} docutils container" tabindex="0" '
        f'role="group" aria-label="{escape(name)}">\n'
    )
    return [
        nodes.raw("", opened, format="html"),
        node,
        nodes.raw("", "</div>\n", format="html"),
    ]


def _row(
    row: Row, width: int, builder: Builder, docname: str, *, linked: bool
) -> nodes.row:
    node = nodes.row(classes=list(row.classes))
    for number, cell in enumerate(row.cells):
        entry = nodes.entry()
        if cell.nodes:
            blocks = _blocks(cell.nodes)
        else:
            blocks = [
                nodes.paragraph("", "", *part_nodes(line, builder, docname))
                for line in cell.lines
            ]
        if number == 0 and row.anchor:
            if not blocks or not isinstance(blocks[0], nodes.paragraph):
                blocks.insert(0, nodes.paragraph())
            first = blocks[0]
            assert isinstance(first, nodes.Element)  # noqa: S101 - for the type checker
            first.insert(
                0, nodes.target("", "", ids=[row.anchor], classes=["techspec-anchor"])
            )
            if linked:
                first += permalink(row.anchor, gettext("Link to this row"))
        entry += blocks
        node += entry
    for _ in range(width - len(row.cells)):
        node += nodes.entry()
    return node


def _blocks(mixed: Sequence[nodes.Node]) -> list[nodes.Node]:
    """Return the nodes with inline ones put into paragraphs."""
    found: list[nodes.Node] = []
    for node in mixed:
        if isinstance(node, (nodes.Text, nodes.Inline)):
            if not found or not isinstance(found[-1], nodes.paragraph):
                found.append(nodes.paragraph())
            last = found[-1]
            assert isinstance(last, nodes.Element)  # noqa: S101 - for the type checker
            last += node
        else:
            found.append(node)
    return found
