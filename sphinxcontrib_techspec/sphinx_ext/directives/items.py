"""The directive of every kind, in both ways of writing: one item, or many."""

from __future__ import annotations

from docutils import nodes

from ...kinds import Kind
from ..reading.source import DirectiveSource, ParsedDirective
from .item import SingleItemDirective
from .item_list import ItemListDirective


class ItemDirective(SingleItemDirective, ItemListDirective):
    """One item with a body, or, without an argument, the items that the body lists."""

    def read(self, host: DirectiveSource, opening: ParsedDirective) -> list[nodes.Node]:
        """Return the nodes of one item or of many."""
        if opening.argument is not None:
            return self.one(host, opening)
        return self.many(host, opening)


def make_directive(kind_: type[Kind]) -> type[ItemDirective]:
    """Return the directive of a kind."""
    return type(
        f"{kind_.__name__}Directive",
        (ItemDirective,),
        {"kind": kind_, "__doc__": kind_.__doc__},
    )
