"""The view ``table``: the items of a kind, from one spec or from several."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from docutils import nodes

from ...codes import Code
from ...kinds import BY_NAME, KINDS, DecisionRefs, ItemStatus
from ...messages import Message, suggestion
from ...model.item import Item, Problem
from ...model.project import Project
from ...text import join_or, normalize, to_plain
from ..i18n import gettext, kind_title
from ..view_query import ViewQuery
from .links import invalid_node
from .model import Table
from .tables import ADDED, added_text, filled_columns, item_table, table_nodes
from .view import View, ViewContext, empty_nodes

if TYPE_CHECKING:
    from sphinx.builders import Builder


class ItemTable(View):
    """The items of a kind, from one spec or from all."""

    name: ClassVar[str] = "table"
    options: ClassVar[tuple[str, ...]] = ("spec", "columns", "where", "sort", "caption")
    numbered: ClassVar[Literal["", "table", "figure"]] = "table"

    def check(self, query: ViewQuery) -> list[Problem]:
        """Return the unknown kind, invalid conditions and unknown fields."""
        kinds = [kind.kind for kind in KINDS]
        if query.argument not in kinds:
            return [_unknown_kind(query, kinds)]
        named = [
            *(("columns", name) for name in query.values("columns")),
            *(("sort", name.lstrip("-")) for name in query.values("sort")),
        ]
        problems: list[Problem] = []
        for condition in query.values("where"):
            name, _, _ = parse_condition(condition)
            if name:
                named.append(("where", name))
            else:
                problems.append(
                    Problem(
                        Code.INVALID_FIELD,
                        Message(
                            "invalid condition “{text}” in :where:", text=condition
                        ),
                        query.line_of("where"),
                        subject=condition,
                        advice=Message(
                            "write a condition such as layer=data or status!=deprecated"
                        ),
                    )
                )
        known = [*BY_NAME[query.argument].field_specs(), *query.added, "name"]
        problems += [
            Problem(
                Code.UNKNOWN_FIELD,
                Message(
                    "unknown field “{name}” of techspec:{kind} in :{option}:",
                    name=name, kind=query.argument, option=option,
                ),
                query.line_of(option),
                subject=name,
                advice=suggestion(name, known),
            )
            for option, name in named
            if column_of(query, name) is None
        ]  # fmt: skip
        return problems

    def data(self, query: ViewQuery, context: ViewContext) -> object:
        """Return the table; nothing where it has no rows, whatever its columns."""
        table = self._table(query, context)
        return table if table is None or table.rows else ()

    def render(
        self, query: ViewQuery, context: ViewContext, builder: Builder, level: int
    ) -> list[nodes.Node]:
        """Return the table, or a sentence where it has no rows."""
        table = self._table(query, context)
        if table is None:
            text = f"techspec:{self.name} {query.argument}"
            unknown = invalid_node(text, builder, gettext("no such kind"))
            return [nodes.paragraph("", "", unknown)]
        if not table.rows:
            kind = kind_title(BY_NAME[query.argument])
            return empty_nodes(gettext("There is no {kind} to show.").format(kind=kind))
        return table_nodes(table, builder, context.docname)

    def _table(self, query: ViewQuery, context: ViewContext) -> Table | None:
        """Return the table, `None` where its kind is unknown."""
        kind = BY_NAME.get(query.argument)
        if kind is None:
            return None
        project = context.project
        specs = context.specs(query)
        items = _selected(
            query, project, [r for spec in specs for r in spec.of_kind(kind.kind)]
        )
        named = [column_of(query, name) for name in query.values("columns")]
        columns = [name for name in named if name is not None]
        if not columns:
            columns = filled_columns(kind, items)
            if len(specs) > 1:
                columns = ["spec", *columns]
        table = item_table(project, kind, items, columns, link_names=True)
        table.caption = query.option("caption")
        return table


def _unknown_kind(query: ViewQuery, kinds: list[str]) -> Problem:
    if not query.argument:
        problem = Message("missing kind of techspec:table")
    else:
        problem = Message(
            "unknown kind “{name}” of techspec:table", name=query.argument
        )
    return Problem(
        Code.INVALID_FIELD,
        problem,
        query.line,
        subject=query.argument,
        advice=suggestion(query.argument, kinds)
        or Message("use one of {names}", names=join_or(kinds)),
    )


def column_of(query: ViewQuery, name: str) -> str | None:
    """Return the field that the name of a column means.

    Args:
        query: the query, whose argument is the name of a kind.
        name: the name of a field, or the head of its column.

    Returns:
        The name of the field; ``""`` for the name of the item, ``"spec"`` for that of
        its spec, `ADDED` and the name for a field that the project adds, and `None`
        where there is no such field.
    """
    kind = query.argument
    if name.lower() in {"name", "item"}:
        return ""
    if name.lower() == "spec":
        return "spec"
    found = BY_NAME[kind].field_for_column_head(name)
    if found is not None:
        return found
    added = (own for own in query.added if normalize(own) == normalize(name))
    if own := next(added, ""):
        return ADDED + own
    return name if name in BY_NAME[kind].field_specs() else None


def parse_condition(text: str) -> tuple[str, bool, str]:
    """Return the field of a condition, whether it has to be equal, and the value.

    ``layer=data`` is ``("layer", True, "data")``. The field is empty where *text* is
    not a condition.
    """
    for sign, equal in (("!=", False), ("==", True), ("=", True)):
        name, found, value = text.partition(sign)
        if found:
            return name.strip(), equal, value.strip()
    return "", True, ""


def _selected(query: ViewQuery, project: Project, items: list[Item]) -> list[Item]:
    """Return those of *items* that meet the conditions, in the order of ``sort``."""
    for condition in query.values("where"):
        name, equal, value = parse_condition(condition)
        column = column_of(query, name) if name else None
        if column is not None:
            items = [
                item
                for item in items
                if (_text(project, item, column).lower() == value.lower()) is equal
            ]
    for key in reversed(query.values("sort")):
        column = column_of(query, key.lstrip("-"))
        if column is not None:
            items.sort(
                key=lambda item, name=column: _text(project, item, name).lower(),
                reverse=key.startswith("-"),
            )
    return items


def _text(project: Project, item: Item, name: str) -> str:
    """Return the value of a column as text."""
    if name == "spec":
        return project.spec_of(item).name
    if name.startswith(ADDED):
        return to_plain(added_text(item, name))
    value_type = item.kind.value_type(name)
    if value_type == ItemStatus:
        return project.spec_of(item).item_status(item)
    if value_type is DecisionRefs:
        decisions = project.decisions(item)
        return ", ".join(r.record.label if r.record else r.text for r in decisions)
    return to_plain(item.text(name))
