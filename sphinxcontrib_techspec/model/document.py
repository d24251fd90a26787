"""What one document says, as the environment keeps it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..adr import AdrRecord
from ..kinds import SpecHead
from .item import Problem, Record, Waiver


@dataclass(slots=True)
class Mention:
    """A role in running text that names an item or a decision record.

    ``shown`` is whether the page has a link there: the spec that a view is about has
    none.
    """

    role: str
    target: str
    line: int
    spec: int = 0
    shown: bool = True


@dataclass(slots=True)
class Exemption:
    """A section or a topic declared not applicable, with the reason given."""

    what: str
    reason: str
    line: int
    spec: int = field(default=0, compare=False)


@dataclass(slots=True)
class SpecWaiver(Waiver):
    """A rule that a whole spec asks to be let off."""

    spec: int = field(default=0, compare=False)


@dataclass(slots=True)
class Document:
    """What one document says, in the order in which it says it.

    Attributes:
        docname: the document's name.
        file: its file, from the source folder, with ``/``.
        records: its items and the heads of its specs.
        specs: for each record, how many heads of specs stand before it.
        mentions: roles in its text.
        exemptions: what it declares not applicable.
        waivers: rules it asks a whole spec to be let off.
        problems: what is wrong in it outside of any item.
        adr: the decision record it is, if it is one.
        words: how many words its text has, blocks of code and items left out.
        heads: how many specs begin in it.
    """

    docname: str
    file: str
    records: list[Record] = field(default_factory=list[Record])
    specs: list[int] = field(default_factory=list[int])
    mentions: list[Mention] = field(default_factory=list[Mention])
    exemptions: list[Exemption] = field(default_factory=list[Exemption])
    waivers: list[SpecWaiver] = field(default_factory=list[SpecWaiver])
    problems: list[Problem] = field(default_factory=list[Problem])
    adr: AdrRecord | None = None
    words: int = 0
    heads: int = 0

    def add(self, record: Record) -> int:
        """Keep *record* and return its number in the document."""
        self.specs.append(self.heads)
        self.records.append(record)
        self.heads += record.kind == SpecHead.kind
        return len(self.records) - 1
