"""The directive of every kind, in both ways of writing: one item, or many."""

from __future__ import annotations

from docutils import nodes

from ...codes import Code
from ...kinds import Kind
from ...messages import Message
from ...model.item import Problem, SourceText
from ...text import to_plain
from ..domain import get_domain
from ..reading.name_in_body import with_argument
from ..reading.source import DirectiveSource, ParsedDirective
from .item import SingleItemDirective
from .item_list import ItemListDirective

_ROW_STARTS = ("|", "- ", "* ", "+ ")
"""What a row of a table or an entry of a list begins with."""


class ItemDirective(SingleItemDirective, ItemListDirective):
    """One item with a body, or, without an argument, the items that the body lists."""

    def read(self, host: DirectiveSource, opening: ParsedDirective) -> list[nodes.Node]:
        """Return the nodes of one item or of many."""
        opening = with_argument(self.kind, opening, host)
        if opening.argument is not None:
            self._check_argument(host, opening.argument)
            return self.one(host, opening)
        return self.many(host, opening)

    def _check_argument(self, host: DirectiveSource, argument: SourceText) -> None:
        """Report an argument that is the first row or bullet of a list of items."""
        if not to_plain(argument.text).startswith(_ROW_STARTS):
            return
        name = f"techspec:{self.kind.kind}"
        get_domain(self.env).document(host.docname).problems.append(
            Problem(
                Code.UNKNOWN_DIRECTIVE,
                Message("row or bullet on the line of directive “{name}”", name=name),
                argument.line,
                name,
                Message("write it on the next line"),
            )
        )


def make_directive(kind_: type[Kind]) -> type[ItemDirective]:
    """Return the directive of a kind."""
    return type(
        f"{kind_.__name__}Directive",
        (ItemDirective,),
        {"kind": kind_, "__doc__": kind_.__doc__},
    )
