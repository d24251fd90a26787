"""The paragraph that says what an item with rows is, such as an entity."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docutils import nodes

from ...kinds import Kind
from ...model.item import ParsedItem
from ...patterns import regex
from ...text import normalize, to_plain
from .blocks import paragraph_bullet
from .body_fields import is_labelled, shown_blocks, words_of_field
from .entity_relations import is_relations_label
from .source import DirectiveSource

_KEYS = regex(
    r"(?:indexe?s?|indices|pk|fks?|(?:primary|foreign|unique) keys?|constraints?)\s?:",
    re.IGNORECASE,
)
"""What a paragraph about the keys of a table begins with."""

_DESCRIBES = frozenset({"about", "overview", "summary", "represents"})
"""Labels of what an item is, beside those of its field."""


def description_paragraph(
    kind: type[Kind],
    body: Sequence[nodes.Node],
    item: ParsedItem,
    source: DirectiveSource,
) -> nodes.paragraph | None:
    """Return the paragraph that says what an item with rows is.

    That is one with the label of the field, or else the first one; paragraphs with
    another label, such as *Indexes*, may stand before it.

    Args:
        kind: the kind of the item.
        body: its body, without the rows.
        item: the item.
        source: its directive.
    """
    name = kind.body_field()
    first: nodes.paragraph | None = None
    begins = True
    for node in shown_blocks(body):
        if not isinstance(node, nodes.paragraph):
            begins = False
            continue
        here = source.at(node)
        bullet = paragraph_bullet(node.deepcopy(), node.line or item.line, here)
        if is_labelled(bullet) and words_of_field(kind, name, bullet, here):
            return node
        if begins and first is None and not _has_other_label(node, item):
            first = node
    return first


def _has_other_label(paragraph: nodes.paragraph, item: ParsedItem) -> bool:
    """Return whether a paragraph begins with a label that is not of a description."""
    if is_relations_label(paragraph) or _KEYS.match(paragraph.astext()):
        return True
    parts = [node for node in paragraph.children if node.astext()]
    if not parts or not isinstance(parts[0], (nodes.strong, nodes.emphasis)):
        return False
    label = parts[0].astext().rstrip()
    after = parts[1].astext() if parts[1:] else ""
    if not label.endswith(":") and not after.startswith(":"):
        return False
    own = normalize(to_plain(item.name.text)) if item.name else ""
    return normalize(label.rstrip(":")) not in {own, *_DESCRIBES}
