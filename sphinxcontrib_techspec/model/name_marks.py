"""Marks in brackets behind the name of an item: ``Order (new)``, ``Cache (ADR-1)``."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..kinds import DecisionRefs, Kind
from ..patterns import regex
from ..text import collapse_spaces, to_plain
from .item import ParsedItem, SourceText

_RECORD = regex(r"(?:[A-Z]{1,10}-)?ADR[- ]?\d{1,6}")
_STATES = frozenset(
    "changed enhanced existing extended modified new revised unchanged updated".split()
)
"""Words for what becomes of a part of a system, which tell it from no other.

*Plan (legacy)* and *Plan (optional)* may be other things than *Plan*.
"""


@dataclass(frozen=True, slots=True)
class MarkedName:
    """A name without the mark behind it.

    Attributes:
        name: the name.
        state: the word for the state of what it names, or the records of a kind without
            decisions; empty for none.
        records: the decision records.
    """

    name: str
    state: str = ""
    records: tuple[str, ...] = ()


def split_mark(kind: type[Kind], name: str) -> MarkedName:
    """Return a name and the mark that follows it in brackets, if there is one.

    Args:
        kind: the kind of what has the name.
        name: the name, without markup.
    """
    before, bracket, mark = name.removesuffix(")").rpartition(" (")
    if not (bracket and before.strip() and name.endswith(")")):
        return MarkedName(name)
    if kind.marked and mark.lower() in _STATES:
        return MarkedName(before.rstrip(), mark)
    records = tuple(part.strip() for part in mark.split(","))
    if all(map(_RECORD.fullmatch, records)):
        if kind.field_of_type(DecisionRefs):
            return MarkedName(before.rstrip(), "", records)
        if kind.marked:
            return MarkedName(before.rstrip(), mark)
    return MarkedName(name)


def take_mark(kind: type[Kind], raw: ParsedItem) -> None:
    """Let the mark behind an item's name be its note or its decision.

    Args:
        kind: the kind of the item.
        raw: the item, which is changed.
    """
    if raw.name is None or raw.name.nodes or not isinstance(raw.name.text, str):
        return
    marked = split_mark(kind, collapse_spaces(to_plain(raw.name.text)))
    field = kind.field_of_type(DecisionRefs) if marked.records else "note"
    if not (marked.state or marked.records) or field in raw.values:
        return
    text = ", ".join(marked.records) or marked.state
    raw.name = replace(raw.name, text=marked.name)
    raw.values[field] = SourceText(text, raw.name.line, marked.records, source=text)
