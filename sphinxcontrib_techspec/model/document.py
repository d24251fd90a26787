"""What one document says, as the environment keeps it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ..adr import DecisionRecord
from ..kinds import SpecHeader
from .item import Condition, Item, Problem, Waiver
from .plain_tables import PlainItems


@dataclass(slots=True)
class Mention:
    """A role in running text that names an item or a decision record.

    ``shown`` is whether the page has a link there: the spec that a view is about has
    none. The file is as in `Problem`, the conditions are as in `Item`.
    """

    role: str
    target: str
    line: int
    spec_index: int = 0
    shown: bool = True
    file: str = ""
    conditions: tuple[Condition, ...] = ()


@dataclass(slots=True)
class OperationMention:
    """Inline code in running text that names an endpoint, such as ``GET /users``.

    The file is as in `Problem`, the conditions are as in `Item`.
    """

    text: str
    line: int
    spec_index: int = 0
    file: str = ""
    conditions: tuple[Condition, ...] = ()


@dataclass(slots=True)
class Exemption:
    """A section or a topic declared not applicable, with the reason given.

    The kind is that of the list or table that says it: ``Cache: None`` is about a topic
    of that kind alone. It is empty for a directive. The file is as in `Problem`, the
    conditions are as in `Item`.
    """

    name: str
    reason: str
    line: int
    spec_index: int = field(default=0, compare=False)
    file: str = ""
    kind: str = ""
    conditions: tuple[Condition, ...] = field(default=(), compare=False)


@dataclass(slots=True)
class SpecWaiver(Waiver):
    """A rule that a whole spec asks to be let off; the conditions are as in `Item`."""

    spec_index: int = field(default=0, compare=False)
    conditions: tuple[Condition, ...] = field(default=(), compare=False)


@dataclass(slots=True)
class UnreadHeading:
    """A heading or a label that something follows, and below which no item is.

    Attributes:
        words: its words.
        line: its line.
        is_heading: whether it is a heading.
        headings: the headings around it, the outermost first.
        spec_index: how many heads of specs stand before it.
        file: as in `Problem`.
        conditions: as in `Item`.
    """

    words: str
    line: int
    is_heading: bool = False
    headings: tuple[str, ...] = ()
    spec_index: int = 0
    file: str = ""
    conditions: tuple[Condition, ...] = ()


BlockKind = Literal["table", "list", "code block"]
"""What a block of a document is that a directive may read items from."""


@dataclass(slots=True)
class DocumentBlock:
    """A table, a list or a block of code in a document.

    ``is_read`` is whether items were read from all of it, or whether it is a body that
    a directive keeps by design; ``plain`` is what a directive would read from a table
    or a list outside of any. The line of a list or table that is read in part is that
    of its first bullet or row that is not. The file is as in `Problem`, the conditions
    are as in `Item`.
    """

    kind: BlockKind
    line: int
    is_read: bool = False
    spec_index: int = 0
    file: str = ""
    conditions: tuple[Condition, ...] = ()
    plain: PlainItems | None = None


@dataclass(slots=True)
class Document:
    """What one document says, in the order in which it says it.

    Attributes:
        docname: the document's name.
        file: its file, from the source folder, with ``/``.
        items: its items and the heads of its specs.
        spec_indexes: for each record, how many heads of specs stand before it.
        mentions: roles in its text.
        operations: endpoints that its text names in code.
        exemptions: what it declares not applicable.
        waivers: rules it asks a whole spec to be let off.
        problems: what is wrong in it outside of any item.
        adrs: the decision record that it is, or those of its sections.
        word_count: how many words its text has, blocks of code and items left out.
        spec_count: how many specs begin in it.
        links: the documents that it links by path, where it has items.
        blocks: its tables, lists and blocks of code.
        unread_headings: its headings and labels without items.
    """

    docname: str
    file: str
    items: list[Item] = field(default_factory=list[Item])
    spec_indexes: list[int] = field(default_factory=list[int])
    mentions: list[Mention] = field(default_factory=list[Mention])
    operations: list[OperationMention] = field(default_factory=list[OperationMention])
    exemptions: list[Exemption] = field(default_factory=list[Exemption])
    waivers: list[SpecWaiver] = field(default_factory=list[SpecWaiver])
    problems: list[Problem] = field(default_factory=list[Problem])
    adrs: list[DecisionRecord] = field(default_factory=list[DecisionRecord])
    word_count: int = 0
    spec_count: int = 0
    links: list[str] = field(default_factory=list[str])
    blocks: list[DocumentBlock] = field(default_factory=list[DocumentBlock])
    unread_headings: list[UnreadHeading] = field(default_factory=list[UnreadHeading])

    def add(self, item: Item) -> int:
        """Keep *item* and return its number in the document."""
        self.spec_indexes.append(self.spec_count)
        self.items.append(item)
        self.spec_count += item.kind_name == SpecHeader.kind
        return len(self.items) - 1
