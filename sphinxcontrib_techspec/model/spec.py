"""One spec: its header, its items, and what a name in it refers to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from ..kinds import BY_NAME, KINDS, Section
from ..text import folded, slug
from .document import Document, Exemption, Mention, SpecWaiver
from .item import Record, row_models


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name leads: a record, and the part of it where a part is named."""

    record: Record
    part: int | None = None

    @property
    def anchor(self) -> str:
        """The HTML id to link to."""
        if self.part is None:
            return self.record.anchor
        return part_anchor(self.record, self.part)


def part_anchor(record: Record, part: int) -> str:
    """Return the HTML id of a row of *record*, such as a field of an entity.

    Two hyphens join it to the item's, which no item's own id has.
    """
    names = [slug(str(getattr(row, "name", ""))) for row in row_models(record)]
    name = names[part] or "row"
    before = names[:part].count(names[part])
    return f"{record.anchor}--{name}" + (f"--{before + 1}" if before else "")


@dataclass(frozen=True, slots=True)
class Lookup:
    """What a name was found to mean: one place, several, or none."""

    places: tuple[Place, ...]
    candidates: tuple[str, ...] = ()

    @property
    def place(self) -> Place | None:
        """The one place that is meant, if it is one."""
        return self.places[0] if len(self.places) == 1 else None


def places_in(spec: Spec, target: str, kinds: Sequence[str]) -> list[Place]:
    """Return where *target* may lead in *spec*: items, or parts of them."""
    found = [Place(record) for record in _first_of_each(spec.named(target, kinds))]
    if found or "." not in target:
        return found
    owner, _, part = target.rpartition(".")
    return [
        Place(record, number)
        for record in _first_of_each(spec.named(owner, kinds))
        for number, row in enumerate(row_models(record))
        if getattr(row, "name", None) == part
    ]


def _first_of_each(records: Iterable[Record]) -> list[Record]:
    """Return the records without those whose name another of the kind had before.

    A name that stands twice is reported where it stands, not where it is used.
    """
    first: dict[tuple[str, str], Record] = {}
    for record in records:
        first.setdefault((record.kind, record.name), record)
    return list(first.values())


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
