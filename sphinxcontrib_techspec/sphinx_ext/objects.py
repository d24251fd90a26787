"""The objects that Sphinx lists for search and for ``objects.inv``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..model.item import Item
from ..model.project import Project
from .render.parts import adr_label

Listed = tuple[str, str, str, str, str, int]
"""An object as Sphinx lists it: name, shown name, type, document, anchor, priority."""


def list_objects(project: Project) -> Iterator[Listed]:
    """Give what `TechspecDomain.get_objects` does."""
    seen = Counter((item.kind_name, item.name) for item in project.items())
    several = len(project.specs) > 1
    given: set[tuple[str, str]] = set()

    def give(record: Item, name: str, priority: int) -> Iterator[Listed]:
        key = (record.kind_name, name)
        if name and key not in given:
            given.add(key)
            yield (
                name, record.name, record.kind_name, record.docname, record.anchor,
                priority,
            )  # fmt: skip

    for spec in project.specs:
        if spec.header is not None:
            yield from give(spec.header, spec.name, 1)
        own = Counter((item.kind_name, item.name) for item in spec.items)
        for item in spec.items:
            key = (item.kind_name, item.name)
            bare = seen[key] == own[key]
            if bare:
                yield from give(item, item.name, 1)
            if several:
                name = f"{spec.name}:{item.name}"
                yield from give(item, name, -1 if bare else 1)
    labels = Counter(record.label for record in project.adrs.records.values())
    for record in project.adrs.records.values():
        # A label that several records have names none of them.
        name = record.label if labels[record.label] == 1 else record.docname
        yield name, adr_label(record), "adr", record.docname, "", 1
