"""The objects that Sphinx lists for search and for ``objects.inv``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..model.item import Item
from ..model.project import Project
from ..text import composed
from .render.parts import adr_label

Listed = tuple[str, str, str, str, str, int]
"""An object for Sphinx: name, display name, type, document, anchor, priority."""


def list_objects(project: Project) -> Iterator[Listed]:
    """Yield the objects of a project for `TechspecDomain.get_objects`.

    A name that occurs in one spec only is listed unqualified; where there are several
    specs, each item is also listed with the name of its spec.
    """
    seen = Counter(_key(item) for item in project.items() if not item.no_index)
    several = len(project.specs) > 1
    listed: set[tuple[str, str]] = set()

    def entry(item: Item, name: str, priority: int) -> Iterator[Listed]:
        name = composed(name)
        key = (item.kind_name, name)
        if name and key not in listed:
            listed.add(key)
            yield name, item.name, item.kind_name, item.docname, item.anchor, priority

    for spec in project.specs:
        if spec.header is not None:
            yield from entry(spec.header, spec.name, 1)
        items = [item for item in spec.items if not item.no_index]
        own = Counter(map(_key, items))
        for item in items:
            key = _key(item)
            unique = seen[key] == own[key]
            if unique:
                yield from entry(item, item.name, 1)
            if several:
                name = f"{spec.name}:{item.name}"
                yield from entry(item, name, -1 if unique else 1)
    labels = Counter(record.label for record in project.adrs.records.values())
    for record in project.adrs.records.values():
        # A label that several records share is ambiguous.
        name = record.label if labels[record.label] == 1 else record.docname
        label = adr_label(record, as_written=True)
        yield name, label, "adr", record.docname, "", 1


def _key(item: Item) -> tuple[str, str]:
    """Return the kind and the name of an item, by which a reference finds it."""
    return item.kind_name, composed(item.name)
