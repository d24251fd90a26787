"""What each view shows, as data first: it is hashed between builds, then drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ...kinds import BY_NAME, DecisionRefs, ItemStatus
from ...model.item import Item
from ...model.project import Project
from ...model.spec import Spec
from ...text import normalize, to_plain
from ..i18n import gettext, kind_title
from ..view_query import View, column_of, parse_condition, split
from .adr_list import adrs_table
from .diagrams import diagram_nodes, make_diagram
from .links import invalid_node
from .model import Diagram, Table
from .report import report_nodes
from .tables import columns_without_rows, item_table, table_nodes

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from ...findings.report import SpecReport
    from ..domain import TechspecDomain


def specs_of(view: View, domain: TechspecDomain, docname: str) -> list[Spec]:
    """Return the specs that a view is about: its own, the one named, or all."""
    name = view.options.get("spec", "")
    project = domain.project
    if name.lower() == "all":
        return list(project.specs)
    if name:
        return [
            spec for spec in project.specs if normalize(spec.name) == normalize(name)
        ]
    own = project.spec_at(docname, view.spec_index)
    return [own] if own in project.specs else list(project.specs)


def table_of(view: View, domain: TechspecDomain, docname: str) -> Table | None:
    """Return the table that a view shows, `None` where its kind is none."""
    kind = BY_NAME.get(view.argument)
    if kind is None:
        return None
    project = domain.project
    specs = specs_of(view, domain, docname)
    items = _asked(
        view, project, [r for spec in specs for r in spec.of_kind(kind.kind)]
    )
    asked = [
        column_of(kind.kind, name) for name in split(view.options.get("columns", ""))
    ]
    columns = [name for name in asked if name is not None]
    if not columns:
        columns = columns_without_rows(kind)
        decision = kind.field_of_type(DecisionRefs)
        if decision and not any(item.has(decision) for item in items):
            columns = [name for name in columns if name != decision]
        if len(specs) > 1:
            columns = ["spec", *columns]
    table = item_table(project, kind, items, columns, link_names=True)
    table.caption = view.options.get("caption", "")
    return table


def _asked(view: View, project: Project, items: list[Item]) -> list[Item]:
    """Return those of *items* that a view's ``where`` lets in, as it sorts them."""
    for condition in split(view.options.get("where", "")):
        name, equal, value = parse_condition(condition)
        column = column_of(view.argument, name) if name else None
        if column is not None:
            items = [
                item
                for item in items
                if (_said(project, item, column).lower() == value.lower()) is equal
            ]
    for key in reversed(split(view.options.get("sort", ""))):
        column = column_of(view.argument, key.lstrip("-"))
        if column is not None:
            items.sort(
                key=lambda item, name=column: _said(project, item, name).lower(),
                reverse=key.startswith("-"),
            )
    return items


def _said(project: Project, item: Item, name: str) -> str:
    """Return what a view's column says of a item, as text."""
    if name == "spec":
        return project.spec_of(item).name
    value_type = item.kind.value_type(name)
    if value_type == ItemStatus:
        return project.spec_of(item).item_status(item)
    if value_type is DecisionRefs:
        decisions = project.decisions(item)
        return ", ".join(r.record.label if r.record else r.written for r in decisions)
    return to_plain(item.text(name))


def reports_of(view: View, domain: TechspecDomain, docname: str) -> list[SpecReport]:
    """Return the reports that a view shows."""
    specs = specs_of(view, domain, docname)
    return [
        report
        for spec, report in zip(domain.project.specs, domain.report.specs, strict=True)
        if spec in specs
    ]


def adrs_of(view: View, domain: TechspecDomain) -> Table:
    """Return the table of decision records that a view shows."""
    options = view.options
    return adrs_table(
        domain.project, options.get("status", ""), options.get("sort", "")
    )


def diagram_of(view: View, domain: TechspecDomain, docname: str) -> Diagram:
    """Return the diagram that a view shows."""
    specs = specs_of(view, domain, docname)
    diagram = make_diagram(view.argument, domain.project, specs)
    diagram.caption = diagram.table.caption = view.options.get("caption", "")
    diagram.table.anchor = f"techspec-table-{view_number(view, domain, docname)}"
    return diagram


def shown(view: View, domain: TechspecDomain, docname: str) -> object:
    """Return what a view shows, for comparison with what it showed before."""
    if view.name == "report":
        return reports_of(view, domain, docname)
    if view.name == "diagram":
        return diagram_of(view, domain, docname)
    if view.name == "adrs":
        table = adrs_of(view, domain)
    else:
        table = table_of(view, domain, docname)
    # A table without rows is a sentence, whatever its columns would be.
    return table if table is None or table.rows else ()


def view_number(view: View, domain: TechspecDomain, docname: str) -> int:
    """Return the view's number on its page, from 1."""
    return [v is view for v in domain.page(docname).views].index(True) + 1


def view_nodes(
    view: View, domain: TechspecDomain, builder: Builder, docname: str, level: int
) -> list[nodes.Node]:
    """Return the nodes of a view; *level* is that of headings in it."""
    if view.name == "report":
        return report_nodes(reports_of(view, domain, docname), builder, docname, level)
    if view.name == "diagram":
        return diagram_nodes(diagram_of(view, domain, docname), builder, docname)
    if view.name == "adrs":
        table, nothing = adrs_of(view, domain), gettext(
            "There is no decision record to show."
        )
    else:
        table = table_of(view, domain, docname)
        if table is None:
            text = f"techspec:{view.name} {view.argument}"
            return [
                nodes.paragraph(
                    "", "", invalid_node(text, builder, gettext("no such kind"))
                )
            ]
        table.anchor = f"techspec-table-{view_number(view, domain, docname)}"
        kind = kind_title(BY_NAME[view.argument])
        nothing = gettext("There is no {kind} to show.").format(kind=kind)
    if not table.rows:
        return [nodes.paragraph("", nothing, classes=["techspec-empty"])]
    return table_nodes(table, builder, docname)
