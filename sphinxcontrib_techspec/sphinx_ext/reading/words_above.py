"""Fields that a label or a sentence in a directive fills for the items below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docutils import nodes

from ...kinds import Kind
from ...model.item import ParsedItem, SourceRange, SourceText
from ...text import collapse_spaces
from .blocks import Block, ProseBlock


def fill_from_above(
    kind: type[Kind], above: Sequence[Block], items: Sequence[ParsedItem]
) -> None:
    """Give items what the paragraphs above them say of all of them.

    The nearest paragraph counts. Items that say it themselves, and those of a table
    with a column for it, take nothing.

    Args:
        kind: the kind of the items.
        above: the blocks above them.
        items: the items, which are changed.
    """
    values, line = _values_above(kind, above)
    for item in items:
        columns = item.table.fields if item.table else ()
        for name, value in values.items():
            if name not in columns and item.kind_name == kind.kind:
                new = SourceText(value, line, range=SourceRange(line))
                item.values.setdefault(name, new)


def _values_above(
    kind: type[Kind], above: Sequence[Block]
) -> tuple[Mapping[str, str], int]:
    """Return the fields that the nearest paragraph fills, and its line."""
    for number, block in enumerate(reversed(above)):
        node = block.node if isinstance(block, ProseBlock) else None
        if not isinstance(node, nodes.paragraph):
            continue
        is_next = not number and "\n" not in node.astext()
        for is_label in (True, False) if is_next else (False,):
            text = collapse_spaces(node.astext())
            values = kind.values_of_all(text, is_label=is_label)
            if values is not None:
                return values, block.line
    return {}, 0
