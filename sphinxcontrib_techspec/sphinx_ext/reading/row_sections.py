"""Lists that tell of an item in sections, one of which is the list of its rows.

``- **Purpose**: …``, ``- **Key Attributes**:`` with a bullet a field, and others.
"""

from __future__ import annotations

from docutils import nodes

from ...kinds import Kind
from ...model.item import ParsedItem
from ...text import normalize
from .blocks import Bullet, ListBlock, from_nodes
from .body_fields import shown_blocks, take_field
from .bullets import label_and_rest
from .rows import read_rows_list
from .source import DirectiveSource
from .words import words_of

_HEADS = frozenset(
    "attributes key-attributes fields key-fields columns properties".split()
)
"""Labels of the bullet whose bullets below it are the rows."""


def read_row_sections(
    kind: type[Kind], block: ListBlock, item: ParsedItem, source: DirectiveSource
) -> list[Bullet] | None:
    """Put the sections of a list into an item.

    Args:
        kind: the kind of the item.
        block: the list.
        item: the item, which is changed.
        source: the directive.

    Returns:
        The bullets that stay as they are written; `None` where the list is not told in
        sections.
    """
    heads = [(bullet, _rows_below(bullet, source)) for bullet in block.bullets]
    if sum(rows is not None for _, rows in heads) != 1:
        return None
    left: list[Bullet] = []
    for bullet, rows in heads:
        if rows is not None:
            label, _ = label_and_rest(bullet)
            item.add_head(kind.rows, words_of(label or ()))
            read_rows_list(rows, item)
        elif not take_field(kind, bullet, item, source):
            left.append(bullet)
    return left


def _rows_below(bullet: Bullet, source: DirectiveSource) -> ListBlock | None:
    """Return the list below a bullet that is the head of rows."""
    label, rest = label_and_rest(bullet)
    below = shown_blocks(bullet.below)
    if label is None or words_of(rest) or len(below) != 1:
        return None
    is_list = isinstance(below[0], (nodes.bullet_list, nodes.enumerated_list))
    if normalize(words_of(label)) not in _HEADS or not is_list:
        return None
    (block,) = from_nodes(below, below[0].line or bullet.line, source)
    return block if isinstance(block, ListBlock) else None
