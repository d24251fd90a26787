"""One spec: its head, its items, and what of a document is said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from .document import Document, Exemption, Mention, SpecWaiver
from .kinds import BY_NAME, KINDS, Section
from .record import Record
from .text import folded


@dataclass
class Spec:
    """One spec: its head and its items, in the order of documents and lines."""

    name: str
    head: Record | None
    docname: str
    items: list[Record] = field(default_factory=list[Record])
    exemptions: list[tuple[Document, Exemption]] = field(
        default_factory=list[tuple[Document, Exemption]]
    )
    waivers: list[tuple[Document, SpecWaiver]] = field(
        default_factory=list[tuple[Document, SpecWaiver]]
    )
    mentions: list[tuple[Document, Mention]] = field(
        default_factory=list[tuple[Document, Mention]], compare=False
    )
    documents: list[Document] = field(default_factory=list[Document], compare=False)

    def __post_init__(self) -> None:
        """Prepare the index of items by kind, filled by the project."""
        self._by_kind: dict[str, list[Record]] = defaultdict(list)
        self._by_name: dict[str, list[Record]] = defaultdict(list)

    @property
    def status(self) -> str:
        """The spec's status; a spec without one counts as a draft."""
        return (
            getattr(self.head.model, "status", None) or "draft"
            if self.head
            else "draft"
        )

    def take(self, record: Record) -> None:
        """Add an item to the spec."""
        self.items.append(record)
        self._by_kind[record.kind].append(record)
        self._by_name[folded(record.name)].append(record)

    def of_kind(self, kind: str) -> Sequence[Record]:
        """Return the spec's items of one kind."""
        return self._by_kind.get(kind, ())

    def of_section(self, section: Section) -> list[Record]:
        """Return the spec's items that speak for one section of the template."""
        return [
            record
            for kind in KINDS
            if kind.section is section or section in {t.section for t in kind.topics}
            for record in self.of_kind(kind.kind)
            if record.section is section
        ]

    def named(self, name: str, kinds: Collection[str] = BY_NAME) -> list[Record]:
        """Return the items whose name is *name*, or like it but for case and marks.

        Args:
            name: the name as written.
            kinds: the kinds that are asked for, by default any.
        """
        like = self._by_name.get(folded(name), ())
        found = [record for record in like if record.kind in kinds]
        exact = [record for record in found if record.name == name]
        return exact or found

    def item_status(self, record: Record) -> str:
        """Return how far an item is, from itself or from the spec."""
        if record.model.status:
            return record.model.status
        return "implemented" if self.status == "implemented" else "planned"
