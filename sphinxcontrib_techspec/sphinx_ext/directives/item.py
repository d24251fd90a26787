"""One item: a directive with an argument, and a body of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from docutils import nodes
from sphinx import addnodes

from ...model.document import DocumentBlock
from ...model.item import Item, row_models
from ..compat import set_toc_entry
from ..domain import get_domain
from ..nodes import PendingItem
from ..reading.entity_relations import relations_by_node
from ..reading.item import SingleItem, read_item
from ..reading.source import DirectiveSource, ParsedDirective
from .from_file import FromFileDirective
from .kind import index_entries, inline_nodes_of
from .labels import rows_tables


class SingleItemDirective(FromFileDirective):
    """An item with a body of its own, as Sphinx describes an object."""

    def one(self, host: DirectiveSource, opening: ParsedDirective) -> list[nodes.Node]:
        """Note the item, and return it as Sphinx describes an object."""
        explicit = opening.pop_option("name")
        classes = opening.pop_option("class")
        self.pop_no_index(opening)
        derived = self.derived_item(opening, host)
        found = read_item(self.kind, opening, host)
        derived.fill(found.item)
        if self.translator is not None:
            self.translator.summary(
                self.kind, found.item, found.summary, found.summary_source, host
            )
            self.translator.lists(found.item, found.lists, host)
        item = self.make_item(found.item, host)
        item.has_body = bool(found.body)
        item.fields_in_body = (*found.summary, *found.shown, *found.lists.values)
        number = get_domain(self.env).document(host.docname).add(item)
        self._add_relations(found, host)
        inline = inline_nodes_of(self.kind, found.item, number)
        details = PendingItem(
            docname=host.docname,
            item=number,
            summary="".join(found.summary[:1]),
            inline_nodes=sorted(str(node["field"]) for node in inline),
        )
        details += inline
        details += rows_tables(self.state.document, found.tables)
        if derived.path:
            found.body.append(derived.shown())
        index, described = self._described(
            item, [details, *found.body], classes and classes.value
        )
        self._note_blocks(item, found.blocks, described, host)
        signature = cast("nodes.Element", described[0])
        signature += found.marks
        if explicit:
            label = nodes.fully_normalize_name(explicit.value)
            signature["names"].append(label)
            self.state.document.note_explicit_target(signature, signature)
            self.register_label(explicit, item.anchor, item.name)
        return [index, described]

    def _add_relations(self, found: SingleItem, host: DirectiveSource) -> None:
        """Note the relations of an entity, with targets above what shows them."""
        added = 0
        for number, items in list(relations_by_node(found.relations, found.body)):
            targets = [node for item in items for node in self.drawn(item, host)]
            found.body[number + added : number + added] = targets
            added += len(targets)

    def _note_blocks(
        self,
        item: Item,
        blocks: Sequence[DocumentBlock],
        described: nodes.Element,
        host: DirectiveSource,
    ) -> None:
        """Note the tables, lists and code of the item, which are its own if it has any.

        An item whose kind has rows, such as an entity, is read where it has some.
        """
        is_read = bool(item.name.strip()) and (
            bool(row_models(item)) if self.kind.rows else not item.is_empty
        )
        for block in blocks:
            block.is_read = is_read
            block.file = block.file or self.file_in_document(host)
        self.note_blocks([described], blocks, body=is_read)

    def _described(
        self, item: Item, content: list[nodes.Node], classes: str | None
    ) -> tuple[nodes.Element, nodes.Element]:
        """Return the item as Sphinx describes an object, so that themes know it."""
        kind = self.kind
        described = addnodes.desc(
            domain="techspec", objtype=kind.kind, desctype=kind.kind
        )
        described["classes"] += ["techspec", "techspec-item", f"techspec-{kind.kind}"]
        described["classes"] += (classes or "").split()
        described["no-index"] = described["noindex"] = item.no_index
        self.set_source_info(described)
        signature = addnodes.desc_signature(item.name, "", ids=[item.anchor])
        signature["class"] = ""
        signature["fullname"] = item.name
        set_toc_entry(signature, item.name)
        self.set_source_info(signature)
        signature += _signature(item)
        self.state.document.note_explicit_target(signature)
        body = addnodes.desc_content("", *content)
        described += [signature, body]
        return index_entries([item]), described


def _signature(item: Item) -> list[nodes.Node]:
    """Return the name of an item as its kind shows it: a method as a badge.

    A label that the author wrote before the name stays before it.
    """
    found: list[nodes.Node] = []
    if label := item.heads.get(""):
        found.append(addnodes.desc_annotation("", f"{label}:"))
    for text, group in item.model.signature(item.name):
        if found:
            found.append(addnodes.desc_sig_space())
        if group:
            classes = [f"techspec-{group}", f"techspec-{group}-{text.lower()}"]
            found.append(addnodes.desc_annotation("", text, classes=classes))
        else:
            found.append(addnodes.desc_name(text, text))
    return found
