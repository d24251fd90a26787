"""Render every pending node, before references are resolved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.i18n import Locale
from sphinx.transforms.post_transforms import ReferencesResolver, SphinxPostTransform
from sphinx.util import logging

from ..codes import Code
from ..kinds import BY_NAME
from ..model.item import Item, row_models
from ..model.project import Project
from .catalogues import is_extracted, translator_of
from .compat import builder_of
from .conditions import remove_hidden
from .domain import TechspecDomain, get_domain
from .i18n import gettext, separator
from .nodes import (
    PENDING_NODES,
    InlineNodes,
    MessageNodes,
    PendingCaption,
    PendingItemTable,
    PendingNode,
    PendingRecordStatus,
    PendingSpecHeader,
    PendingUsedBy,
    PendingView,
    RowsTable,
)
from .originals import keep_originals
from .reading.fences import source_of
from .render.adr_page import status_nodes, users_nodes
from .render.captions import caption_nodes, caption_of, with_ids
from .render.details import InlineLookup, block_title, detail_nodes
from .render.line_breaks import keep_together, let_break, let_wrap
from .render.links import part_nodes
from .render.markdown_output import adapt_to_markdown
from .render.model import Part
from .render.nested_tables import flatten_nested_tables
from .render.parts import field_parts
from .render.placement import depth, item_around, place_after_summary
from .render.spec_header import fact_line, header_nodes
from .render.tables import columns_of, constants_of, head_of, item_table, table_nodes
from .render.view import ViewContext
from .render.views import view_named
from .walk import elements, elements_of

if TYPE_CHECKING:
    from sphinx.builders import Builder

logger = logging.getLogger(__name__)


class ShowUnrenderedNodes(SphinxPostTransform):
    """Shows the source of what is left, which no builder could write.

    Pending nodes are only left where another extension moves or copies them after
    `RenderPendingNodes`.
    """

    default_priority = 900

    def run(self, **kwargs: Any) -> None:
        """Replace the pending nodes that are left, and warn of each."""
        if is_extracted(self.env):
            return
        for node in _pending_nodes(self.document):
            if isinstance(node, (InlineNodes, MessageNodes, PendingCaption)):
                node.replace_self(list(node.children))
                continue
            text = source_of(node.source or str(self.document["source"]), node.line)
            shown = nodes.literal_block(text, text, language="text")
            shown["classes"].append("techspec-invalid")
            node.replace_self(shown)
            logger.warning(
                "directive not rendered, because another extension moved or copied it; "
                "its source is shown",
                location=node,
                type="techspec",
                subtype=Code.NOT_RENDERED,
            )


class FlattenNestedTables(SphinxPostTransform):
    """Writes tables inside of tables as lists, where the builder has no such tables."""

    default_priority = 901
    formats = ("text", "man", "latex")

    def run(self, **kwargs: Any) -> None:
        """Replace the tables of the document that are inside of another."""
        # LaTeX has no table inside of one whose widths tabulary measures. Where none of
        # them is of the domain, an author's tables are left to Sphinx.
        all_tables = builder_of(self.env).format != "latex"
        flatten_nested_tables(self.document, all_tables=all_tables)


class AdaptToMarkdown(SphinxPostTransform):
    """Writes what Markdown cannot express in a form that it can."""

    default_priority = 901
    formats = ("markdown",)

    def run(self, **kwargs: Any) -> None:
        """Change the nodes of the document."""
        adapt_to_markdown(self.document)


def _pending_nodes(document: nodes.document) -> list[nodes.Element]:
    return [node for node in elements(document) if isinstance(node, PENDING_NODES)]


class KeepOriginals(SphinxTransform):
    """Keeps what is read from a document in the language of the source.

    It runs before Sphinx translates the document.
    """

    default_priority = cast("int", Locale.default_priority) - 1

    def apply(self, **kwargs: Any) -> None:
        """Keep the words of the document, and the texts of a decision record."""
        translator = translator_of(self.env)
        if translator is None or translator.find is None:
            return
        docname = self.env.current_document.docname
        is_adr = get_domain(self.env).is_adr(docname)
        keep_originals(self.env, self.document, texts=is_adr)


class RemoveHiddenItems(SphinxPostTransform):
    """Removes the items whose conditions are false, before references are resolved.

    Sphinx removes them later: a link between two hidden items would lead nowhere.
    """

    default_priority = cast("int", ReferencesResolver.default_priority) - 5

    def run(self, **kwargs: Any) -> None:
        """Remove the hidden items of the document."""
        if not is_extracted(self.env):
            remove_hidden(self.document, builder_of(self.env))


class RenderPendingNodes(SphinxPostTransform):
    """Replaces the pending nodes of items, decision records and views.

    It runs before references are resolved, so the roles in an author's cells are too.
    """

    default_priority = cast("int", ReferencesResolver.default_priority) - 1

    @property
    def builder(self) -> Builder:
        """The builder that writes the page."""
        return builder_of(self.env)

    def run(self, **kwargs: Any) -> None:
        """Replace the pending nodes of the document."""
        if is_extracted(self.env):
            # A catalogue has the author's nodes, which are as they were read.
            return
        domain = get_domain(self.env)
        self._remove_labels()
        # The innermost first: nodes inside a value are copied into its cell.
        for pending in reversed(elements_of(self.document, PendingNode)):
            place_after_summary(pending)
            if isinstance(pending, PendingCaption):
                rendered = caption_nodes(pending, self.builder)
            else:
                rendered = self._nodes(pending, domain)
                rendered = with_ids(pending["ids"], rendered, self.builder)
            item = item_around(pending)
            pending.replace_self(rendered)
            if self.builder.format == "latex":
                engine = str(self.env.config.latex_engine)
                let_break(rendered if item is None else [item], engine)
                if item is not None:
                    keep_together(item)

    def _remove_labels(self) -> None:
        """Remove the labels whose ids are those of pending nodes.

        These are rendered with their ids, and LaTeX would have them twice.
        """
        ids = {id_ for node in _pending_nodes(self.document) for id_ in node["ids"]}
        if not ids:
            return
        for target in elements_of(self.document, nodes.target):
            if target.get("refid") in ids and target.parent is not None:
                target.parent.remove(target)

    def _nodes(self, pending: PendingNode, domain: TechspecDomain) -> list[nodes.Node]:
        docname = str(pending["docname"])
        if isinstance(pending, PendingView):
            number = cast("int", pending["view"])
            query = domain.pages[docname].views[number]
            context = ViewContext(domain.project, domain.report, docname, number + 1)
            view = view_named(query.name)
            return view.render(query, context, self.builder, depth(pending) + 1)
        document = domain.documents[docname]
        if isinstance(pending, (PendingRecordStatus, PendingUsedBy)):
            number = cast("int", pending["record"])
            if number >= len(document.adrs):
                return []
            render = (
                status_nodes
                if isinstance(pending, PendingRecordStatus)
                else users_nodes
            )
            return render(domain.project, document.adrs[number], self.builder)
        inline_nodes = _inline_lookup(pending, document.items, self.builder)
        if isinstance(pending, PendingItemTable):
            first = cast("int", pending["first"])
            own = document.items[first : first + cast("int", pending["count"])]
            items = self._items(pending, own, domain.project, inline_nodes)
            # In LaTeX an index entry has to be at its target.
            entries = [n for n in pending.children if isinstance(n, addnodes.index)]
            return [*entries, *items] if self.builder.format == "latex" else items
        item = document.items[cast("int", pending["item"])]
        if isinstance(pending, PendingSpecHeader):
            return header_nodes(
                pending, item, domain.project, domain.report, self.builder
            )
        summary = str(pending["summary"])
        tables = [node for node in pending.children if isinstance(node, RowsTable)]
        return detail_nodes(
            domain.project, item, summary, inline_nodes, self.builder, tables
        )

    def _items(
        self,
        pending: PendingItemTable,
        own: list[Item],
        project: Project,
        inline_nodes: InlineLookup,
    ) -> list[nodes.Node]:
        """Return the items of one directive: a table, or a block for each.

        Items are blocks if any of them has rows; a caption is always that of a table.
        """
        kind = BY_NAME[pending["kind"]]
        caption = caption_of(pending)
        found: list[nodes.Node] = []
        shared = [
            self._shared(own, name, project, inline_nodes)
            for name, _ in constants_of(kind, own)
        ]
        if shared:
            line = fact_line(shared)
            line["classes"].append("techspec-shared")
            found.append(line)
        if any(map(row_models, own)) and not caption:
            for item in own:
                found += block_title(item, self.builder)
                found += detail_nodes(project, item, "", inline_nodes, self.builder)
        else:
            columns = columns_of(kind, own)
            table = item_table(project, kind, own, columns, inline_nodes=inline_nodes)
            table.caption = caption
            found += table_nodes(table, self.builder, own[0].docname)
        for item in own:
            found += inline_nodes(item, "below")
        return found

    def _shared(
        self,
        items: Sequence[Item],
        name: str,
        project: Project,
        inline_nodes: InlineLookup,
    ) -> list[nodes.Node]:
        """Return a field that is the same for all items of a directive."""
        item = items[0]
        label = gettext("{label}:").format(label=head_of(item.kind, items, name))
        parts = [Part("label", label), Part("gap", " ")]
        value = inline_nodes(item, name)
        for number, line in enumerate(
            () if value else field_parts(project, item, name)
        ):
            parts += [Part("text", separator()), *line] if number else line
        return [*part_nodes(parts, self.builder, item.docname), *value]


def _inline_lookup(
    pending: PendingNode, items: list[Item], builder: Builder
) -> InlineLookup:
    """Return a function that returns copies of the inline nodes of an item's field."""
    stored: dict[tuple[int, str], list[nodes.Node]] = {}
    for cell in pending.children:
        if isinstance(cell, InlineNodes):
            item, field = items[cast("int", cell["item"])], str(cell["field"])
            same = items[cast("int", cell.get("same", cell["item"]))]
            stored[id(item), field] = stored.get((id(same), field), list(cell.children))
    if not stored:
        return _no_nodes

    def look_up(item: Item, name: str) -> list[nodes.Node]:
        kept = stored.get((id(item), name))
        if not kept:
            return []
        copies = [node.deepcopy() for node in kept]
        return let_wrap(copies) if builder.format == "html" else copies

    return look_up


def _no_nodes(_item: Item, _name: str) -> list[nodes.Node]:
    return []
