"""How decision records are named in findings."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from ..adr import DecisionRecord, Quote
from .base import Context


def superseded_by_text(
    successor: DecisionRecord, record: DecisionRecord, context: Context
) -> str:
    """Return the status to write in *record*, as its language writes links."""
    path = path_to(successor, record.docname, context)
    if context.project.file_of(record.docname).endswith(".rst"):
        return f"Superseded by `{successor.label} <{path}>`__"
    return f"superseded by [{successor.label}]({path})"


def described(record: DecisionRecord, context: Context) -> str:
    """Return a record with its title and the status that holds."""
    status = context.project.adrs.shown_status(record)
    return f"{record.label} ({record.title}, {status})"


def name_for(record: DecisionRecord, docname: str, context: Context) -> str:
    """Return the shortest reference that means *record* in the document *docname*."""
    for name in (record.label, record.stem):
        found = context.project.adrs.resolve(name, docname)
        if found.record is record and not (found.guessed or found.moved):
            return name
    return path_to(record, docname, context)


def path_to(record: DecisionRecord, docname: str, context: Context) -> str:
    """Return the path to a record from the document *docname*."""
    file = context.project.file_of(record.docname)
    path = posixpath.relpath(file, posixpath.dirname(docname) or ".")
    return f"{path}#{record.anchor}" if record.anchor else path


def quote_location(quote: Quote, context: Context) -> str:
    file = context.project.file_of(quote.record.docname)
    return f"{file}:{quote.line}" if quote.line else file


def shorten(text: str) -> str:
    return text if len(text) <= 80 else text[:79].rstrip() + "…"


def join_and(words: Iterable[str]) -> str:
    *head, last = list(words)
    return f"{', '.join(head)} and {last}" if head else last
