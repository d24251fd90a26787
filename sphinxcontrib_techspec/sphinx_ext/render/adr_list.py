"""Decision records on pages: the status of one, what rests on it, the list of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ...adr import DecisionRecord
from ...model.item import Item
from ...model.project import Project
from ..i18n import fill, gettext, kind_title
from .links import line_nodes, part_nodes
from .model import Cell, Line, Part, Row, Table
from .parts import adr_label, badge, joined, text_part
from .raw_html import can_write, list_node

if TYPE_CHECKING:
    from sphinx.builders import Builder


def status_line(project: Project, record: DecisionRecord) -> Line:
    """Return what stands below the title of a record: id, live status, successors."""
    adrs = project.adrs
    status = adrs.shown_status(record)
    line = [Part("strong", record.label), Part("gap", " ")]
    shown = badge(status, "adr-status")
    ends = adrs.current_successors(record) if status == "superseded" else ()
    if ends:
        # Translators: “superseded by ADR-5”; the status is a word in a box.
        line += fill(
            gettext("{status} by {successors}"),
            text_part,
            status=[shown],
            successors=joined(Part("adr", adr_label(e), e.docname) for e in ends),
        )
    else:
        line.append(shown)
    for number, other in enumerate(adrs.partly_superseded_by(record)):
        line.append(Part("text", ", " if number else " · partly superseded by "))
        line.append(Part("adr", adr_label(other), other.docname))
    if record.date:
        line.append(Part("text", f" · {record.date}"))
    return line


def users(project: Project, record: DecisionRecord) -> list[tuple[str, list[Line]]]:
    """Return the items that rest on a record, by spec.

    Where there is one spec only, its name goes without saying and is empty.
    """
    several = len(project.specs) > 1
    found: list[tuple[str, list[Line]]] = []
    for spec in project.specs:
        resting = [
            r for r in project.referencing_items(record) if project.spec_of(r) is spec
        ]
        if resting:
            name = spec.name if several else ""
            found.append((name, [item_line(item) for item in resting]))
    return found


def item_line(item: Item) -> Line:
    """Return an item by its kind and its name, linked."""
    return [
        Part("text", f"{kind_title(item.kind)} "),
        Part("item", item.name, item.docname, item.anchor),
    ]


def shown_on_page(project: Project, record: DecisionRecord) -> object:
    """Return what the record's own page shows of the rest of the project."""
    return status_line(project, record), users(project, record)


def status_nodes(
    project: Project, record: DecisionRecord, builder: Builder
) -> list[nodes.Node]:
    """Return the line below a record's title."""
    line = nodes.paragraph(classes=["techspec", "techspec-adr-line"])
    line += part_nodes(status_line(project, record), builder, record.docname)
    return [line]


def users_nodes(
    project: Project, record: DecisionRecord, builder: Builder
) -> list[nodes.Node]:
    """Return the list of what rests on a record; nothing where nothing does."""
    groups = users(project, record)
    if not groups:
        return []
    box = nodes.container()
    box["classes"] += ["techspec", "techspec-used-by"]
    box += nodes.rubric("", gettext("Used by"))
    for name, lines in groups:
        if name:
            box += nodes.paragraph("", "", nodes.strong("", name))
        if can_write(builder):
            box += list_node(lines, builder, record.docname)
            continue
        shown = line_nodes(lines, builder, record.docname)
        box += nodes.bullet_list("", *(nodes.list_item("", line) for line in shown))
    return [box]


def adrs_table(project: Project, status: str = "", sort: str = "") -> Table:
    """Return every record with status, date, what it replaces and what rests on it.

    Args:
        project: the project.
        status: the statuses to show, with commas; all where empty.
        sort: what to sort by: ``number``, ``title``, ``status``, ``date``, ``items``;
            with ``-`` before it, the other way round.
    """
    adrs = project.adrs
    wanted = {word.strip().lower() for word in status.split(",") if word.strip()}
    records = [
        record for record in adrs.records.values()
        if not wanted or adrs.shown_status(record) in wanted
    ]  # fmt: skip
    records.sort(key=_key(project, sort.lstrip("-")), reverse=sort.startswith("-"))
    replaced: dict[str, list[DecisionRecord]] = {}
    for record in adrs.records.values():
        for other in adrs.successors(record):
            replaced.setdefault(other.docname, []).append(record)
    rows = [
        Row(
            [
                Cell([_linked(record, project)]),
                Cell([[badge(adrs.shown_status(record), "adr-status")]]),
                Cell([[Part("text", record.date)]] if record.date else []),
                Cell([[Part("adr", r.label, r.docname)]
                      for r in replaced.get(record.docname, ())]),
                Cell([[Part("text", str(len(project.referencing_items(record))))]]),
            ]
        )
        for record in records
    ]  # fmt: skip
    heads = [
        gettext("Decision"), gettext("Status"), gettext("Date"), gettext("Supersedes"),
        gettext("Items"),
    ]  # fmt: skip
    return Table("adrs", heads, rows)


def _key(project: Project, sort: str):  # noqa: ANN202 - a key of several types
    def key(record: DecisionRecord) -> tuple[object, ...]:
        last = (record.number is None, record.number or 0, record.docname)
        if sort == "title":
            return (record.title.lower(), *last)
        if sort == "status":
            return (project.adrs.shown_status(record), *last)
        if sort == "date":
            return (record.date, *last)
        if sort == "items":
            return (len(project.referencing_items(record)), *last)
        return last

    return key


def _linked(record: DecisionRecord, project: Project) -> Line:
    struck = "struck" if project.adrs.is_superseded(record) else ""
    return [Part("adr", adr_label(record), record.docname, style=struck)]
