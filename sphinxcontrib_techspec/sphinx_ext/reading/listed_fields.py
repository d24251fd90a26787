"""The fields of an entity in a bullet: ``- **User**: id, email, created_at``."""

from __future__ import annotations

from docutils import nodes

from ...kinds import Kind
from ...model.item import ParsedItem, SourceText
from ...text import collapse_spaces, to_plain
from ...values.field_list import read_field_list
from .blocks import Bullet


def put_listed_fields(kind: type[Kind], item: ParsedItem, bullet: Bullet) -> None:
    """Make rows of the fields that the description of an item lists.

    A description of which any part is no field stays as it is.

    Args:
        kind: the kind of the item, which has rows.
        item: the item, as its bullet is read.
        bullet: the bullet.
    """
    described = kind.body_field()
    value = item.values.get(described)
    if value is None or item.rows or item.name is None:
        return
    # An identifier in code is read as one in words.
    text = collapse_spaces(to_plain(value.text))
    found = read_field_list(collapse_spaces(to_plain(item.name.text)), text)
    if found is None or value.targets:
        return
    for field in found.fields:
        parts = {part: text for part, text in field._asdict().items() if text}
        item.rows.append({part: _read(bullet, text) for part, text in parts.items()})
    del item.values[described]
    if found.rest:
        item.values[described] = _read(bullet, found.rest)


def _read(bullet: Bullet, text: str) -> SourceText:
    return bullet.read([nodes.Text(text)]).without_nodes()
