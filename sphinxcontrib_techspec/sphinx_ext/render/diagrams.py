"""Diagrams of components and of entities, and the table that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docutils import nodes

from ...kinds import BY_NAME
from ...model.item import Item, row_models
from ...model.project import Project
from ...model.spec import Spec
from ..i18n import gettext
from .graphviz import drawn
from .model import Cell, Part, Row, Table
from .parts import adr_label, field_parts
from .tables import label_of, table_nodes

if TYPE_CHECKING:
    from sphinx.builders import Builder
from .model import Arrow, Box, Diagram


def make_diagram(what: str, project: Project, specs: Sequence[Spec]) -> Diagram:
    """Return the diagram of the components, entities or decisions of *specs*."""
    if what.lower() == "entities":
        return _entities(project, specs)
    if what.lower() == "decisions":
        return _decisions(project)
    return _components(project, specs)


def _components(project: Project, specs: Sequence[Spec]) -> Diagram:
    items = [r for spec in specs for r in spec.of_kind("component")]
    numbers = {id(item): number for number, item in enumerate(items)}
    arrows = [
        Arrow(number, numbers[id(lookup.target.item)])
        for number, item in enumerate(items)
        for _, lookup in project.names_in(item, "uses")
        if lookup.target and id(lookup.target.item) in numbers
    ]
    rows = [
        Row([Cell([[_link(item)]]), Cell(field_parts(project, item, "purpose")),
             Cell(field_parts(project, item, "uses"))])
        for item in items
    ]  # fmt: skip
    return Diagram(
        "components",
        [Box(r.name, r.docname, r.anchor) for r in items],
        arrows,
        Table("components", _heads("component", "", "purpose", "uses"), rows),
    )


_NONE = ("", "")


def _entities(project: Project, specs: Sequence[Spec]) -> Diagram:
    items = [r for spec in specs for r in spec.of_kind("entity")]
    numbers = {id(item): number for number, item in enumerate(items)}
    boxes = [
        Box(
            r.name, r.docname, r.anchor,
            [(str(getattr(row, "name", "")), str(getattr(row, "type", "")))
             for row in row_models(r)],
        )
        for r in items
    ]  # fmt: skip
    arrows: list[Arrow] = []
    rows: list[Row] = []
    for spec in specs:
        for relation in spec.of_kind("relation"):
            ends = [_end(project, relation, side) for side in ("source", "target")]
            cardinality = getattr(relation.model, "cardinality", None)
            if all(end is not None and id(end) in numbers for end in ends):
                first, second = (numbers[id(end)] for end in ends)
                sides = (cardinality.left, cardinality.right) if cardinality else _NONE
                arrows.append(
                    Arrow(
                        first, second, str(relation.text("description")),
                        sides,
                    )
                )  # fmt: skip
            rows.append(
                Row([Cell(field_parts(project, relation, name))
                     for name in ("source", "target", "cardinality", "description")])
            )  # fmt: skip
    heads = _heads("relation", "source", "target", "cardinality", "description")
    return Diagram("entities", boxes, arrows, Table("entities", heads, rows))


def _decisions(project: Project) -> Diagram:
    """Return the records that superseded others, or were superseded."""
    adrs = project.adrs
    pairs = [
        (record, other)
        for record in adrs.records.values()
        for other in adrs.successors(record)
    ]
    names = sorted({record.docname for pair in pairs for record in pair})
    numbers = {name: number for number, name in enumerate(names)}
    rows = [
        Row([Cell([[Part("adr", adr_label(record), record.docname, style="struck")]]),
             Cell([[Part("adr", adr_label(other), other.docname)]])])
        for record, other in pairs
    ]  # fmt: skip
    return Diagram(
        "decisions",
        [Box(adr_label(adrs.records[name]), name, "",
             dashed=adrs.is_superseded(adrs.records[name])) for name in names],
        [Arrow(numbers[a.docname], numbers[b.docname]) for a, b in pairs],
        Table("decisions", [gettext("Decision"), gettext("Superseded by")], rows),
    )  # fmt: skip


def _end(project: Project, relation: Item, side: str) -> Item | None:
    found = project.names_in(relation, side)
    link_target = found[0][1].target if found else None
    return link_target.item if link_target else None


def _heads(kind: str, *names: str) -> list[str]:
    return [label_of(BY_NAME[kind], name) for name in names]


def _link(item: Item) -> Part:
    return Part("item", item.name, item.docname, item.anchor)


def diagram_nodes(diagram: Diagram, builder: Builder, docname: str) -> list[nodes.Node]:
    """Return a diagram, or the table that says the same."""
    if not diagram.table.rows:
        return [nodes.paragraph("", diagram.nothing(), classes=["techspec-empty"])]
    picture = drawn(diagram, builder, docname)
    if picture:
        return [*picture, *caption_nodes(diagram.caption)]
    return table_nodes(diagram.table, builder, docname)


def caption_nodes(text: str | None) -> list[nodes.Node]:
    """Return the caption that stands below a picture, nothing where there is none."""
    if not text:
        return []
    # A figure would be numbered, and numbers are given before a page is written.
    box = nodes.container("", nodes.paragraph("", text))
    box["classes"] += ["techspec", "techspec-caption"]
    return [box]
