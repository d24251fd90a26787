"""Replace every placeholder with what it stands for, before references resolve."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import ReferencesResolver, SphinxPostTransform

from ..kinds import BY_NAME, Kind
from ..model.item import Record
from ..model.project import Project
from .domain import TechspecDomain, domain_of
from .i18n import gettext, separator
from .nodes import (
    AdrPlace,
    HeadPlace,
    ItemTable,
    Placeholder,
    RichCell,
    UsedByPlace,
    ViewPlace,
)
from .render.adr_list import status_nodes, users_nodes
from .render.details import Rich, block_title, detail_nodes
from .render.line_breaks import keep_together, let_break, let_wrap
from .render.links import part_nodes
from .render.model import Part
from .render.parts import field_parts
from .render.placement import depth, item_around, put_after_lede
from .render.spec_header import fact_line, head_nodes
from .render.tables import columns_of, constants_of, item_table, label_of, table_nodes
from .render.views import view_nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


class Replace(SphinxPostTransform):
    """Make the nodes of records and views.

    It runs before the references resolve, so that the roles in an author's cells do.
    """

    default_priority = cast("int", ReferencesResolver.default_priority) - 1

    @property
    def builder(self) -> Builder:
        """The builder that writes the page."""
        # Sphinx 8 has `app` only, and Sphinx 9 warns of it.
        name = "_app" if hasattr(self.env, "_app") else "app"
        return cast("Sphinx", getattr(self.env, name)).builder

    def run(self, **kwargs: Any) -> None:
        """Replace the placeholders of the document."""
        domain = domain_of(self.env)
        for place in list(self.document.findall(Placeholder)):
            put_after_lede(place)
            made = self._nodes(place, domain)
            item = item_around(place)
            place.replace_self(made)
            if self.builder.format == "latex":
                engine = str(self.env.config.latex_engine)
                let_break(made if item is None else [item], engine)
                if item is not None:
                    keep_together(item)

    def _nodes(self, place: Placeholder, domain: TechspecDomain) -> list[nodes.Node]:
        docname = str(place["docname"])
        if isinstance(place, ViewPlace):
            view = domain.pages[docname].views[cast("int", place["view"])]
            return view_nodes(view, domain, self.builder, docname, depth(place) + 1)
        document = domain.documents[docname]
        if isinstance(place, (AdrPlace, UsedByPlace)):
            if document.adr is None:
                return []
            make = status_nodes if isinstance(place, AdrPlace) else users_nodes
            return make(domain.project, document.adr, self.builder)
        records = document.records
        rich = _rich(place, records, self.builder)
        if isinstance(place, ItemTable):
            first = cast("int", place["first"])
            own = records[first : first + cast("int", place["count"])]
            items = self._items(BY_NAME[place["kind"]], own, domain.project, rich)
            # In LaTeX the entries of the index are where they point to.
            entries = [n for n in place.children if isinstance(n, addnodes.index)]
            return [*entries, *items] if self.builder.format == "latex" else items
        record = records[cast("int", place["record"])]
        if isinstance(place, HeadPlace):
            return head_nodes(
                place, record, domain.project, domain.report, self.builder
            )
        lede = str(place["lede"])
        return detail_nodes(domain.project, record, lede, rich, self.builder)

    def _items(
        self, kind: type[Kind], own: list[Record], project: Project, rich: Rich
    ) -> list[nodes.Node]:
        """Return the items of one directive: a table, or a block each with its rows."""
        found: list[nodes.Node] = []
        shared = [
            self._shared(own[0], name, project, rich)
            for name, _ in constants_of(kind, own)
        ]
        if shared:
            line = fact_line(shared)
            line["classes"].append("techspec-shared")
            found.append(line)
        if kind.rows:
            for record in own:
                found += block_title(record, self.builder)
                found += detail_nodes(project, record, "", rich, self.builder)
        else:
            columns = columns_of(kind, own)
            table = item_table(project, kind, own, columns, rich=rich)
            found += table_nodes(table, self.builder, own[0].docname)
        for record in own:
            found += rich(record, "below")
        return found

    def _shared(
        self, record: Record, name: str, project: Project, rich: Rich
    ) -> list[nodes.Node]:
        """Return a field that says the same of all items of a directive."""
        label = gettext("{label}:").format(label=label_of(record.type, name))
        parts = [Part("label", label), Part("gap", " ")]
        value = rich(record, name)
        for number, line in enumerate(
            () if value else field_parts(project, record, name)
        ):
            parts += [Part("text", separator()), *line] if number else line
        return [*part_nodes(parts, self.builder, record.docname), *value]


def _rich(place: Placeholder, records: list[Record], builder: Builder) -> Rich:
    """Return a function that gives the nodes kept for a field of a record."""
    kept: dict[tuple[int, str], list[nodes.Node]] = {}
    for cell in place.children:
        if isinstance(cell, RichCell):
            record, field = records[cast("int", cell["record"])], str(cell["field"])
            same = records[cast("int", cell.get("same", cell["record"]))]
            kept[id(record), field] = kept.get((id(same), field), list(cell.children))
    if not kept:
        return _no_nodes

    def copied(record: Record, name: str) -> list[nodes.Node]:
        copies = [node.deepcopy() for node in kept.get((id(record), name), ())]
        return let_wrap(copies) if builder.format == "html" else copies

    return copied


def _no_nodes(_record: Record, _name: str) -> list[nodes.Node]:
    return []
