"""The fields of an entity in a bullet: ``- **User**: id, email, created_at``."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes

from ...kinds import BY_NAME, Kind
from ...model.item import ParsedItem, SourceText
from ...text import collapse_spaces, to_plain
from ...values.field_list import names_all_fields, read_field_list
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


def put_fields_of_cell(item: ParsedItem, value: SourceText, label: str) -> None:
    """Make rows of the fields that a cell of an overview lists: ``id, name``.

    What stands behind them is kept with the item.

    Args:
        item: the item of the row of the table.
        value: the cell.
        label: the head of its column.
    """
    found = read_field_list("", collapse_spaces(to_plain(value.text)), is_told=True)
    if found is None:
        item.extras.append((label, value))
        return
    item.add_head(BY_NAME[item.kind_name].rows, label)
    for field in found.fields:
        parts = {part: text for part, text in field._asdict().items() if text}
        item.rows.append(
            {
                part: SourceText(text, value.line, range=value.range, source=text)
                for part, text in parts.items()
            }
        )
    if found.rest:
        rest = SourceText(found.rest, value.line, source=found.rest)
        item.extras.append((label, rest))


def are_fields(label: str, cells: Iterable[str]) -> bool:
    """Return whether each cell of a column lists fields, and its head says so.

    Args:
        label: the head of the column.
        cells: the words of its cells.
    """
    if not names_all_fields(label):
        return False
    texts = [collapse_spaces(text) for text in cells]
    found = (read_field_list("", text, is_told=True) for text in texts if text)
    return any(texts) and all(fields is not None for fields in found)


def _read(bullet: Bullet, text: str) -> SourceText:
    return bullet.read([nodes.Text(text)]).without_nodes()
