"""The objects that Sphinx lists: for search, ``objects.inv`` and the general index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, MutableMapping

from ..kinds import SpecHeader
from ..model.item import Item
from ..model.project import Project
from ..text import composed
from .i18n import kind_title
from .render.parts import adr_label

Listed = tuple[str, str, str, str, str, int]
"""An object for Sphinx: name, display name, type, document, anchor, priority."""

IndexEntry = tuple[str, str, str, str, str | None]
"""An entry of Sphinx's index: type, text, anchor, whether it is a main one, and key."""


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
        name = record.label if labels[record.label] == 1 else record.key
        label = adr_label(record, as_written=True)
        yield name, label, "adr", record.docname, record.anchor, 1


def _key(item: Item) -> tuple[str, str]:
    """Return the kind and the name of an item, by which a reference finds it."""
    return item.kind_name, composed(item.name)


def index_entries_of(item: Item) -> list[IndexEntry]:
    """Return the entries of an item in the general index."""
    if not item.name or item.no_index:
        return []
    # A semicolon would make a subentry.
    text = f"{item.name.replace(';', ',')} ({kind_title(item.kind)})"
    return [("single", text, item.anchor, "", None)]


def update_index(
    project: Project, entries: MutableMapping[str, list[IndexEntry]]
) -> None:
    """Keep the items that no page shows out of the general index.

    Sphinx takes the entries of a document when it is read, whatever their conditions.

    Args:
        project: the project.
        entries: the entries of each document, which are changed.
    """
    for document in project.documents.values():
        found = [
            item for item in document.items
            if item.conditions and item.kind_name != SpecHeader.kind
        ]  # fmt: skip
        if not found:
            continue
        anchors = {item.anchor for item in found}
        others = [e for e in entries.get(document.docname, ()) if e[2] not in anchors]
        shown = filter(project.is_shown, found)
        entries[document.docname] = [
            *others,
            *(entry for item in shown for entry in index_entries_of(item)),
        ]
