"""One spec: its header, its items, and what a name in it refers to."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass, field

from ..codes import DRAFT, GATED_STATUSES
from ..kinds import BY_NAME, KINDS, Entity, Section
from ..text import composed, normalize, slug
from ..values.names import name_words
from .document import (
    Document,
    DocumentBlock,
    Exemption,
    Mention,
    SpecWaiver,
    UnreadHeading,
)
from .item import Item, row_models

_RISING = (DRAFT, *GATED_STATUSES)
"""The statuses of a spec in use, each asked for more than the one before."""


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """Where a name leads: a record, and the part of it where a part is named."""

    item: Item
    row: int | None = None

    @property
    def anchor(self) -> str:
        """The HTML id to link to."""
        if self.row is None:
            return self.item.anchor
        return row_anchor(self.item, self.row)

    @property
    def name(self) -> str:
        """The name of the item, followed by that of the part."""
        if self.row is None:
            return self.item.name
        row = str(getattr(row_models(self.item)[self.row], "name", ""))
        return f"{self.item.name}.{row}" if row else self.item.name


def row_anchor(item: Item, part: int) -> str:
    """Return the HTML id of a row of *item*, such as a field of an entity.

    Two hyphens join it to the item's, which no item's own id has.
    """
    names = [slug(str(getattr(row, "name", ""))) for row in row_models(item)]
    name = names[part] or "row"
    before = names[:part].count(names[part])
    return f"{item.anchor}--{name}" + (f"--{before + 1}" if before else "")


@dataclass(frozen=True, slots=True)
class Lookup:
    """What a name was found to mean: one place, several, or none.

    Attributes:
        targets: the places.
        candidates: the names and the locations of several places.
        unqualified: the name without that of its spec, where it has both.
        external: whether another project has the name.
    """

    targets: tuple[LinkTarget, ...]
    candidates: tuple[str, ...] = ()
    unqualified: str = ""
    external: bool = False

    @property
    def target(self) -> LinkTarget | None:
        """The one place that is meant, if it is one."""
        return self.targets[0] if len(self.targets) == 1 else None


def find_targets(spec: Spec, target: str, kinds: Sequence[str]) -> list[LinkTarget]:
    """Return where *target* may lead in *spec*: items, or parts of them.

    A part comes before an item whose name is only like *target*.
    """
    named = _first_of_each(spec.named(target, kinds))
    items = [LinkTarget(item) for item in named]
    exact = composed(target)
    if "." not in target or any(composed(item.name) == exact for item in named):
        return items
    owner, _, part = exact.rpartition(".")
    parts = [
        LinkTarget(item, number)
        for item in _first_of_each(spec.named(owner, kinds))
        for number, row in enumerate(row_models(item))
        if composed(str(getattr(row, "name", ""))) == part
    ]
    return parts or items


def other_forms(spec: Spec, name: str, kinds: Sequence[str]) -> list[LinkTarget]:
    """Return the items of *spec* that a name means in the plural or in another case.

    ``Notes`` and ``order_lines`` are the entities ``Note`` and ``OrderLine``.

    Args:
        spec: the spec.
        name: the name, which no item has.
        kinds: the kinds that are asked for.
    """
    found = [
        item
        for item in spec.similar(name_words(name))
        if item.kind_name in kinds and not item.no_index
    ]
    return [LinkTarget(item) for item in _first_of_each(found)]


def short_forms(
    spec: Spec, name: str, others: Container[tuple[str, ...]]
) -> list[LinkTarget]:
    """Return the entity of *spec* whose last words a name is, if there is one only.

    ``Accords`` is ``FragranceAccord``, beside which there is no ``UserAccord``.

    Args:
        spec: the spec.
        name: the name, which no item has.
        others: the words of names that it does not mean.
    """
    words = name_words(name)
    found = {
        name_words(item.name): item
        for item in spec.ending_with(words[-1:])
        if not item.no_index and name_words(item.name)[-len(words) :] == words
    }
    if len(found) != 1 or next(iter(found)) in others:
        return []
    return [LinkTarget(item) for item in found.values()]


def _first_of_each(items: Iterable[Item]) -> list[Item]:
    """Return the items without those whose name another of the kind had before.

    A name that stands twice is reported where it stands, not where it is used.
    """
    first: dict[tuple[str, str], Item] = {}
    for item in items:
        first.setdefault((item.kind_name, composed(item.name)), item)
    return list(first.values())


@dataclass
class Spec:
    """One spec: its head and its items, in the order of documents and lines.

    Items that no page shows, since a condition is false, are in ``hidden`` only; those
    of diagrams that are other items of the spec are in ``repeated`` only. The least
    status is one that the spec is judged by if its own is lower; empty for none.
    """

    name: str
    header: Item | None
    docname: str
    items: list[Item] = field(default_factory=list[Item])
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
    blocks: list[tuple[Document, DocumentBlock]] = field(
        default_factory=list[tuple[Document, DocumentBlock]], compare=False
    )
    unread_headings: list[tuple[Document, UnreadHeading]] = field(
        default_factory=list[tuple[Document, UnreadHeading]], compare=False
    )
    hidden: list[Item] = field(default_factory=list[Item], compare=False)
    least_status: str = field(default="", compare=False)
    repeated: list[Item] = field(default_factory=list[Item], compare=False)

    def __post_init__(self) -> None:
        """Prepare the index of items by kind, filled by the project."""
        self._by_kind: dict[str, list[Item]] = defaultdict(list)
        self._by_name: dict[str, list[Item]] = defaultdict(list)
        self._by_words: dict[tuple[str, ...], list[Item]] | None = None
        self._by_last_word: dict[tuple[str, ...], list[Item]] | None = None

    @property
    def status(self) -> str:
        """The status that the spec is judged by.

        A spec without one counts as a draft. The least status raises that of a spec
        that is in use, and lowers none.
        """
        model = self.header.model if self.header else None
        own = getattr(model, "status", None) or DRAFT
        if not self.least_status or own not in _RISING:
            return own
        return max(own, self.least_status, key=_RISING.index)

    @property
    def updated(self) -> dt.date | None:
        """The day on which the spec was last changed, if its header states it."""
        day = getattr(self.header.model, "updated", None) if self.header else None
        return day if isinstance(day, dt.date) else None

    @property
    def root(self) -> str:
        """The folder of the repository that the spec is about; empty for all of it."""
        return str(getattr(self.header.model, "root", "")) if self.header else ""

    def take(self, item: Item) -> None:
        """Add an item to the spec."""
        self.items.append(item)
        self._by_kind[item.kind_name].append(item)
        if not item.no_index:
            self._by_name[normalize(item.name)].append(item)

    def of_kind(self, kind: str) -> Sequence[Item]:
        """Return the spec's items of one kind."""
        return self._by_kind.get(kind, ())

    def of_section(self, section: Section) -> list[Item]:
        """Return the spec's items that speak for one section of the template."""
        return [
            item
            for kind in KINDS
            if kind.section == section or section in {t.section for t in kind.topics}
            for item in self.of_kind(kind.kind)
            if item.section == section
        ]

    def named(self, name: str, kinds: Collection[str] = BY_NAME) -> list[Item]:
        """Return the items whose name is *name*, or like it but for case and marks.

        Args:
            name: the name as written.
            kinds: the kinds that are asked for, by default any.
        """
        like = self._by_name.get(normalize(name), ())
        found = [item for item in like if item.kind_name in kinds]
        whole = composed(name)
        exact = [item for item in found if composed(item.name) == whole]
        return exact or found

    def similar(self, words: tuple[str, ...]) -> Sequence[Item]:
        """Return the items whose names have the same words (see `name_words`).

        If there is none, words in brackets behind a name are left out: ``Order`` is
        ``Order (extended)``.
        """
        if self._by_words is None:
            self._by_words = defaultdict(list)
            marked: list[tuple[tuple[str, ...], Item]] = []
            for item in self.items:
                self._by_words[name_words(item.name)].append(item)
                name, bracket, _ = item.name.partition(" (")
                if bracket and item.name.endswith(")"):
                    marked.append((name_words(name), item))
            known = set(self._by_words)
            for key, item in marked:
                if key not in known:
                    self._by_words[key].append(item)
        return self._by_words.get(words, ()) if words else ()

    def ending_with(self, last: tuple[str, ...]) -> Sequence[Item]:
        """Return the entities whose names end with a word (see `name_words`)."""
        if self._by_last_word is None:
            self._by_last_word = defaultdict(list)
            for item in self.of_kind(Entity.kind):
                self._by_last_word[name_words(item.name)[-1:]].append(item)
        return self._by_last_word.get(last, ()) if last else ()

    def item_status(self, item: Item) -> str:
        """Return how far an item is, from itself or from the spec."""
        if item.model.status:
            return item.model.status
        return "implemented" if self.status == "implemented" else "planned"
