"""Fields that a label or a sentence in a directive fills for the items below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docutils import nodes

from ...kinds import Kind
from ...model.item import ParsedItem, SourceRange, SourceText
from ...text import collapse_spaces
from .blocks import Block, ProseBlock


class FieldsAbove:
    """What the paragraphs of a body say of all items below them.

    The nearest paragraph that says anything counts. Items that say it themselves, and
    those of a table with a column for it, take nothing.
    """

    def __init__(self, kind: type[Kind]) -> None:
        """Begin at the start of a body.

        Args:
            kind: the kind of the items.
        """
        self._kind = kind
        self._values: Mapping[str, str] = {}
        self._line = 0
        self._label: Mapping[str, str] | None = None
        self._label_line = 0

    def note(self, block: Block) -> None:
        """Note a block of the body, in their order."""
        self._label = None
        node = block.node if isinstance(block, ProseBlock) else None
        if not isinstance(node, nodes.paragraph):
            return
        words = node.astext()
        text = collapse_spaces(words)
        if "\n" not in words:
            # A line right above items may be their label.
            self._label = self._kind.values_of_all(text, is_label=True)
            self._label_line = block.line
        values = self._kind.values_of_all(text, is_label=False)
        if values is not None:
            self._values, self._line = values, block.line

    def fill(self, items: Sequence[ParsedItem]) -> None:
        """Give the items of the next block what is said of all of them.

        Args:
            items: the items, which are changed.
        """
        values, line = self._values, self._line
        if self._label is not None:
            values, line = self._label, self._label_line
        for item in items if values else ():
            columns = item.table.fields if item.table else ()
            for name, value in values.items():
                if name not in columns and item.kind_name == self._kind.kind:
                    new = SourceText(value, line, range=SourceRange(line))
                    item.values.setdefault(name, new)
