"""What every family of formats gives: statements of status, with their edges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...text import collapse_spaces
from ..decision_record import Statement
from ..outline import Entry, Link
from ..relations import Edge, date_in
from ..status import INACTIVE, read_status, state_of


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of status, and the edges to other records in it."""

    statement: Statement
    edges: tuple[Edge, ...] = ()


def say(entry: Entry, place: str) -> Said:
    """Return what *entry* says, read as a statement of status."""
    reading = read_status(entry.text, entry.links, entry.line)
    statement = Statement(
        reading.status, collapse_spaces(entry.text), entry.line, place
    )
    return Said(statement, tuple(replace(edge, place=place) for edge in reading.edges))


def whole(entry: Entry) -> Entry:
    """Return *entry* with its label as a part of its text: ``Superseded: by 5``."""
    if not entry.label:
        return entry
    by = len(entry.label) + 2
    links = tuple(Link(k.target, k.start + by, k.end + by) for k in entry.links)
    return Entry(f"{entry.label}: {entry.text}", entry.line, links=links)


def settle(statements: Sequence[Statement]) -> Statement | None:
    """Return the statement that holds of those in one place; `None` of none.

    A dead state holds over any other, the latest of dated ones over earlier ones, and
    words over silence. Three states and more without a date are a choice that nobody
    made.
    """
    known = [s for s in statements if s.status != "unknown"]
    dead = [s for s in known if s.status in INACTIVE]
    bare_words = {state_of(s.text) for s in known if not date_in(s.text)} - {None}
    if len(bare_words) > 2:
        text = " | ".join(s.text for s in known)
        return replace(known[0], status="unknown", text=text)
    if dead:
        return dead[0]
    dates = [date_in(s.text) for s in known]
    if known and all(date[:4].isdigit() for date in dates):
        return max(zip(dates, known, strict=True), key=lambda pair: pair[0])[1]
    return (*known, *statements)[0] if statements else None
