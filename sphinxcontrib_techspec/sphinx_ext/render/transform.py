"""Replace every placeholder with what it stands for, before references resolve."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from docutils import nodes
from sphinx.transforms.post_transforms import ReferencesResolver, SphinxPostTransform

from ...kinds import BY_NAME
from ...record import Record
from ..domain import TechspecDomain, domain_of
from ..nodes import (
    AdrPlace,
    HeadPlace,
    ItemDetails,
    ItemTable,
    Placeholder,
    RichCell,
    UsedByPlace,
    ViewPlace,
)
from .adrs import status_nodes, users_nodes
from .around import depth, heading, item_around, put_after_lede
from .breaks import keep_together, let_break
from .details import block_title, detail_nodes
from .head import fact_line, head_nodes
from .links import part_nodes
from .parts import Part, field_parts
from .tables import columns_of, constants_of, item_table, label_of, table_nodes
from .views import view_nodes


class Replace(SphinxPostTransform):
    """Make the nodes of records and views.

    It runs before the references resolve, so that the roles in an author's cells do.
    """

    default_priority = ReferencesResolver.default_priority - 1

    def run(self, **kwargs: Any) -> None:  # noqa: ANN401, ARG002 - docutils' signature
        """Replace the placeholders of the document."""
        domain = domain_of(self.env)
        builder = self.env._app.builder  # noqa: SLF001 - `env.app` warns from Sphinx 9 on
        for place in list(self.document.findall(Placeholder)):
            put_after_lede(place)
            made = self._nodes(place, domain)
            item = item_around(place)
            place.replace_self(made)
            if builder.format == "latex":
                let_break(made if item is None else [item])
                if item is not None:
                    keep_together(item)

    def _nodes(self, place: Placeholder, domain: TechspecDomain) -> list[nodes.Node]:
        docname = str(place["docname"])
        builder = self.env._app.builder  # noqa: SLF001 - `env.app` warns from Sphinx 9 on
        if isinstance(place, ViewPlace):
            view = domain.pages[docname].views[place["view"]]
            return view_nodes(view, domain, builder, docname, depth(place) + 1)
        document = domain.documents[docname]
        if isinstance(place, (AdrPlace, UsedByPlace)):
            if document.adr is None:
                return []
            make = status_nodes if isinstance(place, AdrPlace) else users_nodes
            return make(domain.project, document.adr, builder)
        records = document.records
        rich = _rich(place, records)
        if isinstance(place, ItemDetails):
            record = records[place["record"]]
            return detail_nodes(
                domain.project, record, str(place["lede"]), rich, builder
            )
        if isinstance(place, HeadPlace):
            tldr = [n for n in place.children if not isinstance(n, RichCell)]
            return head_nodes(
                records[place["record"]], domain.project, domain.report, tldr, builder,
                heading(place),
            )  # fmt: skip
        return self._table(cast("ItemTable", place), records, domain, rich)

    def _table(
        self,
        place: ItemTable,
        records: list[Record],
        domain: TechspecDomain,
        rich: Callable[[Record, str], list[nodes.Node]],
    ) -> list[nodes.Node]:
        """Return the items of one directive: a table, or a block each with its rows."""
        project = domain.project
        builder = self.env._app.builder  # noqa: SLF001 - `env.app` warns from Sphinx 9 on
        docname = str(place["docname"])
        kind = BY_NAME[place["kind"]]
        own = records[place["first"] : place["first"] + place["count"]]
        found: list[nodes.Node] = []
        shared = constants_of(kind, own)
        if shared:
            line = fact_line([self._shared(own[0], name, rich) for name, _ in shared])
            line["classes"].append("techspec-shared")
            found.append(line)
        if kind.rows:
            for record in own:
                found += self._block(record, domain, rich)
        else:
            columns = columns_of(kind, own)
            table = item_table(project, kind, own, columns, rich=rich)
            found += table_nodes(table, builder, docname)
        for record in own:
            found += rich(record, "below")
        return found

    def _shared(
        self,
        record: Record,
        name: str,
        rich: Callable[[Record, str], list[nodes.Node]],
    ) -> list[nodes.Node]:
        """Return a field that says the same of all items of a directive."""
        project = domain_of(self.env).project
        builder = self.env._app.builder  # noqa: SLF001 - `env.app` warns from Sphinx 9 on
        parts = [Part("label", f"{label_of(record.type, name)}:"), Part("gap", " ")]
        value = rich(record, name)
        if not value:
            parts += field_parts(project, record, name)[0]
        return [*part_nodes(parts, builder, record.docname), *value]

    def _block(
        self,
        record: Record,
        domain: TechspecDomain,
        rich: Callable[[Record, str], list[nodes.Node]],
    ) -> list[nodes.Node]:
        """Return one of many items that have rows: its name, and the table of them."""
        builder = self.env._app.builder  # noqa: SLF001 - `env.app` warns from Sphinx 9 on
        return [
            *block_title(record, builder),
            *detail_nodes(domain.project, record, "", rich, builder),
        ]


def _rich(
    place: Placeholder, records: list[Record]
) -> Callable[[Record, str], list[nodes.Node]]:
    """Return a function that gives the nodes kept for a field of a record."""
    kept: dict[tuple[int, str], list[nodes.Node]] = {}
    for cell in place.children:
        if isinstance(cell, RichCell):
            key = (id(records[cell["record"]]), str(cell["field"]))
            kept[key] = list(cell.children)
    return lambda record, name: [
        node.deepcopy() for node in kept.get((id(record), name), ())
    ]
