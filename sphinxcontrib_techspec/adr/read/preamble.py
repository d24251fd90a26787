"""Before the first heading: MADR 2, log4brains, rst fields, tables, dated lines.

A section called *Metadata* is read likewise.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..outline import Entry, Outline
from ..relations import date_in, is_nothing
from ..status import INACTIVE, VOCABULARY, state_of
from . import labels
from .statements import Said, say, whole


def directives(outline: Outline) -> Iterator[Said]:
    """Give what directives state: an admonition *Status*, ``deprecated``."""
    for entry in outline.stated:
        yield say(entry, "directive")


def status(outline: Outline) -> Iterator[Said]:
    """Give what is said of the status before the first heading."""
    for entry in labels.preamble(outline):
        label = labels.canonical(entry.label)
        if label in labels.STATUS:
            yield say(entry, "head")
        elif label in VOCABULARY:
            if _happened(entry, label):
                yield say(whole(entry), "head")
        elif not label and _is_status(entry):
            yield say(entry, "head")


def _happened(entry: Entry, label: str) -> bool:
    """Tell whether ``Superseded: 2019-12-19 by 14`` says that it happened."""
    if VOCABULARY[label] in INACTIVE:
        return not is_nothing(entry.text)
    return bool(date_in(entry.text))


def _is_status(entry: Entry) -> bool:
    """Tell whether a paragraph without a label is a status and no prose."""
    if state_of(entry.text) is not None:
        return True
    said = say(entry, "head")
    return said.statement.status == "superseded" and bool(said.edges)
