"""Edges outside of any status: labels of their own, and sections of links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ...text import collapse_spaces
from ..outline import Entry, Outline
from ..relations import Edge, edges_in, is_nothing, relation_of, relations, targets
from ..status import bare, is_state
from . import labels
from .statements import whole


def labelled(outline: Outline) -> Iterator[Edge]:
    """Give edges that have a label, such as ``superseded-by: ADR-086``."""
    yield from _labelled(outline.front, "front matter's fields")
    # A bare "Superseded:" there is a dated line, which is a statement of status.
    head = (e for e in labels.preamble(outline) if not is_state(e.label))
    yield from _labelled(head, "head's fields")


def linked(outline: Outline) -> Iterator[Edge]:
    """Give edges in a section of links, and below a heading *Superseded by*."""
    for part in outline.parts:
        title = labels.heading(part)
        if title in labels.LINKS:
            yield from _labelled(part.entries, "links")
            for entry in part.entries:
                yield from _listed(entry)
        elif relation_of(title):
            entries = [replace(e, label=title) for e in map(whole, part.entries)]
            yield from _labelled(entries, "links")


def _labelled(entries: Iterable[Entry], place: str) -> Iterator[Edge]:
    for entry in entries:
        said = relation_of(labels.canonical(entry.label))
        if said is None or is_nothing(entry.text):
            continue
        relation, partly = said
        text = f"{entry.label}: {collapse_spaces(entry.text)}"
        for target in targets(entry.text, entry.links) or [collapse_spaces(entry.text)]:
            yield Edge(relation, target, entry.line, partly, text, place)


def _listed(entry: Entry) -> Iterator[Edge]:
    """Give the edges of ``Supersedes ADR-4``, none of prose about other records."""
    if entry.label:
        return
    found = relations(entry.text)
    if found and not bare(entry.text[: found[0].start]).strip("["):
        for edge in edges_in(entry.text, entry.links, entry.line):
            yield replace(edge, place="links")
