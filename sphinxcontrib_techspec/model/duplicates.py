"""Which items have the name of another."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..text import composed, normalize, to_plain
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


def has_own_name(item: Item) -> bool:
    """Return whether the name of an item may be the name of no other."""
    if not item.name or item.no_index:
        return False
    return not (item.from_code and item.kind.package_field)
