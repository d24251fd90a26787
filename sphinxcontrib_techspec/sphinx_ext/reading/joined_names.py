"""Several technologies in the paragraph above a list that says more of them."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from ...kinds import BY_NAME, Kind
from ...model.item import ParsedItem, SourceText
from ...text import normalize
from ...values.technologies import read_version
from ...values.version import Version
from .blocks import Block, Bullet, ListBlock, ProseBlock
from .bullets import label_and_rest
from .several import joined
from .words import words_of

_NOTE = "note"


def read_joined_names(
    kind: type[Kind], above: Block, block: ListBlock
) -> list[ParsedItem]:
    """Return the items that a paragraph names: ``**Jest + Vitest**``.

    The bullets of the list below it have labels: one of the names with its version, a
    reason, or anything else that is said of all of them.

    Args:
        kind: the kind of the items.
        above: the block above the list.
        block: the list.

    Returns:
        The items; none if the paragraph is no label, or the list names others.
    """
    names = _names(kind, above)
    if not names:
        return []
    version = kind.field_of_type(Version)
    versions: dict[str, SourceText] = {}
    note: SourceText | None = None
    for bullet in block.bullets:
        label, rest = label_and_rest(bullet)
        words = words_of(label or ())
        own = next((name for name in names if _is_named(words, name)), "")
        value = _copied(bullet, rest)
        field = kind.own_field_for_head(words)
        is_other = not own and kind.is_sure_name(words)
        if is_other and normalize(words) in BY_NAME:
            # *Coverage* is the name of a tool, and what the template asks for.
            is_other = False
        if not words or field == version or is_other:
            return []
        if own and read_version(value.source or words_of(rest)):
            versions[own] = value
        elif own:
            return []
        elif field == _NOTE:
            note = joined(note, value) if note else value
    found: list[ParsedItem] = []
    for name in names:
        item = ParsedItem(kind.kind, above.line)
        item.name = SourceText(name, above.line, source=name)
        if name in versions:
            item.values[version] = versions[name]
        if note:
            item.values[_NOTE] = note.without_nodes()
        found.append(item)
    return found


def _names(kind: type[Kind], above: Block) -> Sequence[str]:
    """Return the names that a paragraph in bold type joins, none for another one."""
    node = above.node if isinstance(above, ProseBlock) else None
    if not isinstance(node, nodes.paragraph):
        return ()
    parts = [part for part in node.children if part.astext().strip(" :")]
    is_label = len(parts) == 1 and isinstance(parts[0], nodes.strong)
    return kind.joined_names(parts[0].astext()) if is_label else ()


def _is_named(words: str, name: str) -> bool:
    """Return whether words are a name, or the first letters of its words: *RTL*."""
    parts = name.split()
    letters = "".join(part[0] for part in parts) if len(parts) > 1 else name
    return normalize(words) == normalize(name) or words == letters


def _copied(bullet: Bullet, rest: Sequence[nodes.Node]) -> SourceText:
    """Return the words behind a label, which stay in the list."""
    return bullet.read([node.deepcopy() for node in rest]).without_nodes()
