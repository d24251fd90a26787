"""What one document says, as the environment keeps it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..adr import DecisionRecord
from ..kinds import SpecHeader
from .item import Item, Problem, Waiver


@dataclass(slots=True)
class Mention:
    """A role in running text that names an item or a decision record.

    ``shown`` is whether the page has a link there: the spec that a view is about has
    none. The file is as in `Problem`.
    """

    role: str
    target: str
    line: int
    spec_index: int = 0
    shown: bool = True
    file: str = ""


@dataclass(slots=True)
class Exemption:
    """A section or a topic declared not applicable, with the reason given.

    The file is as in `Problem`.
    """

    name: str
    reason: str
    line: int
    spec_index: int = field(default=0, compare=False)
    file: str = ""


@dataclass(slots=True)
class SpecWaiver(Waiver):
    """A rule that a whole spec asks to be let off."""

    spec_index: int = field(default=0, compare=False)


@dataclass(slots=True)
class Document:
    """What one document says, in the order in which it says it.

    Attributes:
        docname: the document's name.
        file: its file, from the source folder, with ``/``.
        items: its items and the heads of its specs.
        spec_indexes: for each record, how many heads of specs stand before it.
        mentions: roles in its text.
        exemptions: what it declares not applicable.
        waivers: rules it asks a whole spec to be let off.
        problems: what is wrong in it outside of any item.
        adr: the decision record it is, if it is one.
        word_count: how many words its text has, blocks of code and items left out.
        spec_count: how many specs begin in it.
        links: the documents that it links by path, where it has items.
    """

    docname: str
    file: str
    items: list[Item] = field(default_factory=list[Item])
    spec_indexes: list[int] = field(default_factory=list[int])
    mentions: list[Mention] = field(default_factory=list[Mention])
    exemptions: list[Exemption] = field(default_factory=list[Exemption])
    waivers: list[SpecWaiver] = field(default_factory=list[SpecWaiver])
    problems: list[Problem] = field(default_factory=list[Problem])
    adr: DecisionRecord | None = None
    word_count: int = 0
    spec_count: int = 0
    links: list[str] = field(default_factory=list[str])

    def add(self, item: Item) -> int:
        """Keep *item* and return its number in the document."""
        self.spec_indexes.append(self.spec_count)
        self.items.append(item)
        self.spec_count += item.kind_name == SpecHeader.kind
        return len(self.items) - 1
