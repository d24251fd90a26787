"""The page of a decision record: its current status, and the items that cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ...adr import DecisionRecord
from ...model.item import Item
from ...model.project import Project
from ..i18n import fill, gettext, kind_title
from .links import line_nodes, part_nodes
from .model import Line, Part
from .parts import adr_label, badge, joined, text_part
from .raw_html import can_write, list_node

if TYPE_CHECKING:
    from sphinx.builders import Builder


def status_line(project: Project, record: DecisionRecord) -> Line:
    """Return the line below the title: id, current status, successors."""
    adrs = project.adrs
    status = adrs.shown_status(record)
    line = [Part("strong", record.label), Part("gap", " ")]
    word = badge(status, "adr-status")
    ends = adrs.current_successors(record) if status == "superseded" else ()
    if ends:
        # Translators: “superseded by ADR-5”; the status is a word in a box.
        line += fill(
            gettext("{status} by {successors}"),
            text_part,
            status=[word],
            successors=joined(
                Part("adr", adr_label(e), e.docname, e.anchor) for e in ends
            ),
        )
    else:
        line.append(word)
    if partly := adrs.partly_superseded_by(record):
        line.append(Part("text", " · "))
        line += fill(
            gettext("partly superseded by {successors}"),
            text_part,
            successors=joined(
                Part("adr", adr_label(o), o.docname, o.anchor) for o in partly
            ),
        )
    if record.date:
        line.append(Part("text", f" · {record.date}"))
    return line


def users(project: Project, record: DecisionRecord) -> list[tuple[str, list[Line]]]:
    """Return the items that refer to a record, by the name of their spec.

    The name is empty where the project has one spec only.
    """
    several = len(project.specs) > 1
    found: list[tuple[str, list[Line]]] = []
    for spec in project.specs:
        referring = [
            r for r in project.referencing_items(record) if project.spec_of(r) is spec
        ]
        if referring:
            name = spec.name if several else ""
            found.append((name, [item_line(item) for item in referring]))
    return found


def item_line(item: Item) -> Line:
    """Return the kind and the name of an item, linked."""
    return [
        Part("text", f"{kind_title(item.kind)} "),
        Part("item", item.name, item.docname, item.anchor),
    ]


def page_data(project: Project, record: DecisionRecord) -> object:
    """Return what the page of a record shows of the rest of the project."""
    return status_line(project, record), users(project, record)


def status_nodes(
    project: Project, record: DecisionRecord, builder: Builder
) -> list[nodes.Node]:
    """Return the line below the title of a record."""
    line = nodes.paragraph(classes=["techspec", "techspec-adr-line"])
    line += part_nodes(status_line(project, record), builder, record.docname)
    return [line]


def users_nodes(
    project: Project, record: DecisionRecord, builder: Builder
) -> list[nodes.Node]:
    """Return the list of the items that refer to a record, if any."""
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
        paragraphs = line_nodes(lines, builder, record.docname)
        box += nodes.bullet_list(
            "", *(nodes.list_item("", paragraph) for paragraph in paragraphs)
        )
    return [box]
