"""The view ``adrs``: decision records, with the number of items that cite each."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal, get_args

from docutils import nodes

from ...adr import DecisionRecord, Status
from ...codes import Code
from ...messages import Message, suggestion
from ...model.item import Problem
from ...model.project import Project
from ...text import join_or
from ..i18n import gettext
from ..view_query import ViewQuery
from .model import Cell, Line, Part, Row, Table
from .parts import adr_label, badge
from .tables import table_nodes
from .view import View, ViewContext, empty_nodes

if TYPE_CHECKING:
    from sphinx.builders import Builder

SORT_KEYS = ("number", "title", "status", "date", "items")
"""The columns by which the list can be sorted."""


class AdrList(View):
    """Every decision record, with the number of items that refer to it."""

    name: ClassVar[str] = "adrs"
    options: ClassVar[tuple[str, ...]] = ("status", "sort", "caption")
    numbered: ClassVar[Literal["", "table", "figure"]] = "table"

    def check(self, query: ViewQuery) -> list[Problem]:
        """Return the unknown statuses and sort keys."""
        known_values = {"status": get_args(Status), "sort": SORT_KEYS}
        return [
            Problem(
                Code.INVALID_FIELD,
                Message(
                    "unknown value “{value}” of :{option}:", value=word, option=option
                ),
                query.line_of(option),
                subject=word,
                advice=suggestion(word, known)
                or Message("use one of {names}", names=join_or(known)),
            )
            for option, known in known_values.items()
            for word in query.values(option)
            if word.lower().lstrip("-") not in known
        ]

    def data(self, query: ViewQuery, context: ViewContext) -> object:
        """Return the table; nothing where it has no rows."""
        table = self._table(query, context.project)
        return table if table.rows else ()

    def render(
        self, query: ViewQuery, context: ViewContext, builder: Builder, level: int
    ) -> list[nodes.Node]:
        """Return the table, or a sentence where it has no rows."""
        table = self._table(query, context.project)
        if not table.rows:
            return empty_nodes(gettext("There is no decision record to show."))
        return table_nodes(table, builder, context.docname)

    def _table(self, query: ViewQuery, project: Project) -> Table:
        """Return the records: status, date, what each supersedes, number of items."""
        adrs = project.adrs
        statuses = {word.lower() for word in query.values("status")}
        records = [
            record for record in adrs.records.values()
            if not statuses or adrs.shown_status(record) in statuses
        ]  # fmt: skip
        sort = query.option("sort")
        records.sort(key=_key(project, sort.lstrip("-")), reverse=sort.startswith("-"))
        superseded: dict[str, list[DecisionRecord]] = {}
        for record in adrs.records.values():
            for other in adrs.successors(record):
                superseded.setdefault(other.key, []).append(record)
        rows = [
            Row(
                [
                    Cell([_linked(record, project)]),
                    Cell([[badge(adrs.shown_status(record), "adr-status")]]),
                    Cell([[Part("text", record.date)]] if record.date else []),
                    Cell([[Part("adr", r.label, r.docname, r.anchor)]
                          for r in superseded.get(record.key, ())]),
                    Cell([[Part("text", str(len(project.referencing_items(record))))]]),
                ]
            )
            for record in records
        ]  # fmt: skip
        heads = [
            gettext("Decision"), gettext("Status"), gettext("Date"),
            gettext("Supersedes"), gettext("Items"),
        ]  # fmt: skip
        return Table("adrs", heads, rows, query.option("caption"))


def _key(project: Project, sort: str):  # noqa: ANN202 - a key of several types
    def key(record: DecisionRecord) -> tuple[object, ...]:
        last = (record.number is None, record.number or 0, record.key)
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
    return [Part("adr", adr_label(record), record.docname, record.anchor, style=struck)]
