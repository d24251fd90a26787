"""What a kind's directives share: items, anchors, index entries."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from sphinx import addnodes

from ...codes import Code
from ...kinds import BY_NAME, Kind
from ...messages import Message
from ...model.build import build_item
from ...model.item import Item, ParsedItem, Problem, row_models, topic_text
from ...model.spec import row_anchor
from ...text import slug
from ..domain import get_domain
from ..nodes import ValueNodes
from ..objects import index_entries_of
from ..reading.source import NO_INDEX, DirectiveSource, ParsedDirective
from .base import TechspecDirective


class KindDirective(TechspecDirective):
    """A directive whose items are of one kind."""

    kind: ClassVar[type[Kind]]
    no_index = False
    """Whether the items of the directive have no entry in any index."""

    def pop_no_index(self, opening: ParsedDirective) -> None:
        """Take the option ``no-index`` of a directive."""
        given = [opening.pop_option(name) for name in NO_INDEX]
        self.no_index = any(given)

    def make_item(self, parsed: ParsedItem, host: DirectiveSource) -> Item:
        """Return the item of a parsed item, with a free anchor in the document."""
        if self.translator is not None:
            self.translator.item(BY_NAME[parsed.kind_name], parsed, host)
        item = build_item(parsed, host.docname)
        if self.translator is not None and parsed.extras:
            self.translator.extras(parsed, host)
            item.translations = parsed.translations
        item.file = parsed.file or host.file
        if not item.name:
            item.problems.append(
                Problem(
                    Code.INVALID_FIELD,
                    Message("missing name"),
                    item.line,
                    "name",
                    Message("write the {label}", label=item.kind.label.lower()),
                )
            )
        named = host.own_names.topic(topic_text(item))
        item.topic = "" if named == topic_text(item) else named
        item.no_index = self.no_index
        item.anchor = self._anchor(item)
        return item

    def drawn(self, parsed: ParsedItem, host: DirectiveSource) -> list[nodes.Node]:
        """Note an item that other nodes show, and return its targets above them."""
        item = self.make_item(parsed, host)
        get_domain(self.env).document(host.docname).add(item)
        rows = (row_anchor(item, number) for number in range(len(row_models(item))))
        ids = [item.anchor, *rows]
        target = nodes.target("", "", ids=ids, classes=["techspec-anchor"])
        self.state.document.note_explicit_target(target)
        return [index_entries([item]), target]

    def _anchor(self, item: Item) -> str:
        taken = self.state.document.ids
        base = "-".join(part for part in (item.kind_name, slug(item.name)) if part)
        anchor, number = base, 1
        while anchor in taken or anchor == item.kind_name:
            number += 1
            anchor = f"{base}-{number}"
        return anchor


def index_entries(items: list[Item]) -> addnodes.index:
    """Return the entries of *items* for the general index."""
    return addnodes.index(entries=[e for item in items for e in index_entries_of(item)])


def inline_nodes_of(
    kind: type[Kind], parsed: ParsedItem, number: int
) -> list[ValueNodes]:
    """Return the values of an item that have nodes, which the page shows in place."""
    return [
        ValueNodes("", "", *inline, item=number, field=name, support_smartquotes=False)
        for name, inline in parsed.inline_nodes(kind.rows).items()
    ]
