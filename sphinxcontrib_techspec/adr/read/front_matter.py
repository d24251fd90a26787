"""Front matter: MADR 3 and 4 and their like, and tags one of which is the status."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...text import collapse_spaces
from ..outline import Entry, Outline
from ..status import VOCABULARY
from . import labels
from .statements import Said, say


def status(outline: Outline) -> Iterator[Said]:
    """Give what the front matter says of the status."""
    for entry in outline.front:
        if labels.canonical(entry.label) in labels.STATUS:
            yield say(entry, "front matter")


def tags(outline: Outline) -> Iterator[Said]:
    """Give the tags or labels that are a status."""
    for entry in outline.front:
        if labels.canonical(entry.label) in labels.TAGS:
            for word in re.split(r"[\[\],\"']+", entry.text):
                if collapse_spaces(word).lower() in VOCABULARY:
                    yield say(Entry(collapse_spaces(word), entry.line), "tags")


def values(outline: Outline, names: frozenset[str]) -> list[str]:
    """Return the values of the fields called one of *names*."""
    found = [e.text for e in outline.front if labels.canonical(e.label) in names]
    return [collapse_spaces(text) for text in found if collapse_spaces(text)]
