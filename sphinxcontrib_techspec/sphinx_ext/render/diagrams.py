"""The view ``diagram``: components, entities or decisions, and an equivalent table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

from docutils import nodes

from ...codes import Code
from ...kinds import BY_NAME
from ...messages import Message, suggestion
from ...model.item import Item, Problem, row_models
from ...model.project import Project
from ...model.spec import Spec
from ...text import join_or, to_plain
from ..i18n import gettext, kind_title
from ..view_query import ViewQuery
from .graphviz import drawing_nodes
from .model import Arrow, Box, Cell, Diagram, Part, Row, Table
from .parts import adr_label, field_parts
from .tables import label_of, table_nodes
from .view import View, ViewContext, empty_nodes

if TYPE_CHECKING:
    from sphinx.builders import Builder


class DiagramView(View):
    """A diagram of components, entities or decisions; a body replaces it."""

    name: ClassVar[str] = "diagram"
    options: ClassVar[tuple[str, ...]] = ("spec", "caption")
    numbered: ClassVar[Literal["", "table", "figure"]] = "figure"
    accepts_body: ClassVar[bool] = True

    def check(self, query: ViewQuery) -> list[Problem]:
        """Return the unknown name of a diagram."""
        if query.argument.lower() in DIAGRAMS:
            return []
        if not query.argument:
            problem = Message("missing argument of techspec:diagram")
        else:
            problem = Message("unknown diagram “{name}”", name=query.argument)
        return [
            Problem(
                Code.INVALID_FIELD,
                problem,
                query.line,
                subject=query.argument,
                advice=suggestion(query.argument, DIAGRAMS)
                or Message("use one of {names}", names=join_or(DIAGRAMS)),
            )
        ]

    def data(self, query: ViewQuery, context: ViewContext) -> object:
        """Return the diagram with its table."""
        return self._diagram(query, context)

    def render(
        self, query: ViewQuery, context: ViewContext, builder: Builder, level: int
    ) -> list[nodes.Node]:
        """Return the drawing, or the table where it cannot be drawn."""
        diagram = self._diagram(query, context)
        if not diagram.table.rows:
            return empty_nodes(diagram.empty)
        drawing = drawing_nodes(diagram, builder, context)
        return drawing or table_nodes(diagram.table, builder, context.docname)

    def _diagram(self, query: ViewQuery, context: ViewContext) -> Diagram:
        make = DIAGRAMS.get(query.argument.lower(), _components)
        diagram = make(context.project, context.specs(query))
        diagram.table.caption = query.option("caption")
        return diagram


def _components(project: Project, specs: Sequence[Spec]) -> Diagram:
    items = [r for spec in specs for r in spec.of_kind("component")]
    boxes = [Box(r.name, r.docname, r.anchor) for r in items]
    numbers = {id(item): number for number, item in enumerate(items)}
    arrows: list[Arrow] = []
    for number, item in enumerate(items):
        for _, lookup in project.names_in(item, "uses"):
            used = lookup.target.item if lookup.target else None
            if used is None or project.spec_of(used) not in specs:
                continue
            if id(used) not in numbers:
                # What is no component says what it is.
                numbers[id(used)] = len(boxes)
                lines = [(kind_title(used.kind), "")]
                boxes.append(Box(used.name, used.docname, used.anchor, lines))
            arrows.append(Arrow(number, numbers[id(used)]))
    rows = [
        Row([Cell([[_link(item)]]), Cell(field_parts(project, item, "purpose")),
             Cell(field_parts(project, item, "uses"))])
        for item in items
    ]  # fmt: skip
    return Diagram(
        gettext("Components and what they use"),
        gettext("{source} uses {target}"),
        gettext("There are no components to draw."),
        boxes,
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
                        first, second, to_plain(relation.display("description")),
                        sides,
                    )
                )  # fmt: skip
            rows.append(
                Row([Cell(field_parts(project, relation, name))
                     for name in ("source", "target", "cardinality", "description")])
            )  # fmt: skip
    heads = _heads("relation", "source", "target", "cardinality", "description")
    return Diagram(
        gettext("Entities and their relations"),
        gettext("{source} to {target}"),
        gettext("There are no entities to draw."),
        boxes,
        arrows,
        Table("entities", heads, rows),
    )


def _decisions(project: Project, _specs: Sequence[Spec]) -> Diagram:
    """Return the records that superseded others, or were superseded."""
    adrs = project.adrs
    pairs = [
        (record, other)
        for record in adrs.records.values()
        for other in adrs.successors(record)
    ]
    names = sorted({record.key for pair in pairs for record in pair})
    shown = [adrs.records[name] for name in names]
    numbers = {name: number for number, name in enumerate(names)}
    rows = [
        Row([Cell([[Part("adr", adr_label(record), record.docname, record.anchor,
                         "struck")]]),
             Cell([[Part("adr", adr_label(other), other.docname, other.anchor)]])])
        for record, other in pairs
    ]  # fmt: skip
    return Diagram(
        gettext("Decision records and their successors"),
        gettext("{source} superseded by {target}"),
        gettext("There are no decision records to draw."),
        [Box(adr_label(record), record.docname, record.anchor,
             dashed=adrs.is_superseded(record)) for record in shown],
        [Arrow(numbers[a.key], numbers[b.key]) for a, b in pairs],
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


DIAGRAMS: dict[str, Callable[[Project, Sequence[Spec]], Diagram]] = {
    "components": _components,
    "entities": _entities,
    "decisions": _decisions,
}
"""The diagrams by the argument that selects them."""
