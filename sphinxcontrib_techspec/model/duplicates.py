"""Which items have the name of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..text import composed, normalize, to_plain
from ..values.cardinality import Cardinality
from ..values.names import name_words
from ..values.version import Version
from .item import Item


@dataclass(slots=True)
class ItemNames:
    """The items of a spec by what tells them apart: kind, name, and topic or the like.

    Items without a name and those that nothing refers to are none of them. Several
    parts of a project may depend on one package, as blocks of code list them.
    """

    by_name: dict[tuple[str, str, str], Item] = field(
        default_factory=dict[tuple[str, str, str], Item]
    )
    versions: dict[tuple[str, str], Item] = field(
        default_factory=dict[tuple[str, str], Item]
    )

    def copy(self) -> ItemNames:
        """Return the same names, to which others may be added."""
        return ItemNames(dict(self.by_name), dict(self.versions))

    def add(self, item: Item) -> Item:
        """Return the first item with the name of *item*, which may be itself."""
        kind = item.kind
        if not has_own_name(item):
            return item
        apart = kind.distinguished_by or kind.topic_field
        told_apart = normalize(to_plain(item.text(apart))) if apart else ""
        name = composed(item.name)
        other = self.by_name.setdefault((item.kind_name, name, told_apart), item)
        version = kind.field_of_type(Version)
        if other is item and version and item.has(version):
            # One technology in two roles is used in one version.
            same = self.versions.setdefault((item.kind_name, name), item)
            return item if same.text(version) == item.text(version) else same
        return other


def repeated_in_diagrams(items: Sequence[Item]) -> set[int]:
    """Return the ids of the items of diagrams that are among other items.

    A diagram draws again what a table, a list or code says: the drawn entity is that
    one, whatever the case and the number of its name. So is a drawn relation with the
    ends, the cardinality and the description of another.

    Args:
        items: the items of a spec, in their order.
    """
    known = {_drawn_key(item) for item in items if not item.is_drawn}
    found: set[int] = set()
    for item in items:
        if item.is_drawn:
            key = _drawn_key(item)
            if key in known:
                found.add(id(item))
            known.add(key)
    return found


def _drawn_key(item: Item) -> tuple[object, ...]:
    """Return what a drawn item has in common with another that says the same."""
    kind = item.kind
    if not kind.name_fields:
        return kind.kind, name_words(item.name)
    ends = (name_words(to_plain(item.text(name))) for name in kind.name_fields)
    told_apart = normalize(to_plain(item.text(kind.distinguished_by)))
    sides = getattr(item.model, "cardinality", None)
    number = (sides.left, sides.right) if isinstance(sides, Cardinality) else None
    return kind.kind, *ends, told_apart, number


def has_own_name(item: Item) -> bool:
    """Return whether the name of an item may be the name of no other."""
    if not item.name or item.no_index:
        return False
    return not (item.from_code and item.kind.package_field)
