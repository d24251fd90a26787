"""A section called *Status*: Nygard, adr-tools, emoji, bullets, several paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from ..outline import Entry, Outline
from ..relations import is_nothing, relation_of
from . import labels
from .statements import Said, say, whole

_PLACE = "Status section"


def status(outline: Outline) -> Iterator[Said]:
    """Give what the sections called *Status* say."""
    for part in outline.parts:
        name, colon, said = part.title.partition(":")
        if colon and said.strip() and labels.canonical(name) in labels.STATUS:
            yield say(Entry(said.strip(), part.line), _PLACE)
        elif labels.heading(part) in labels.STATUS:
            for entry in part.entries:
                yield from _statement(entry)


def _statement(entry: Entry) -> Iterator[Said]:
    label = labels.canonical(entry.label)
    if not label or label in labels.STATUS:
        if entry.text.strip():
            yield say(entry, _PLACE)
        return
    if label in labels.DATES or label in labels.DECIDERS:
        return
    if relation_of(entry.label) and is_nothing(entry.text):
        return
    said = say(whole(entry), _PLACE)
    if said.statement.status != "unknown" or said.edges:
        yield said
