"""A project's specs: which item belongs to which, and what a name means.

What a document says is a `Document`, kept by the environment. A `Project` is made from
all documents after every reading, and thrown away: nothing in it can go stale.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, cast

from .adr import AdrIndex, AdrRecord, Inventories, Resolution
from .evidence import Evidence
from .kinds import BY_NAME, KINDS, Section, SpecHead
from .kinds.base import References
from .record import Problem, Record, Waiver, row_models
from .text import folded, plain, slug
from .values import type_names

_ADDRESS = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(slots=True)
class Mention:
    """A role in running text that names an item or a decision record."""

    role: str
    target: str
    line: int
    spec: int = 0


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


Outcome = Literal["found", "ambiguous", "unknown"]


class Project:
    """All specs of a project, with what its names and references mean."""

    def __init__(  # noqa: PLR0913, PLR0917 - all that a project is made of
        self,
        name: str,
        documents: Iterable[Document],
        toctree: Mapping[str, Sequence[str]],
        known: Iterable[str] = (),
        inventories: Inventories | None = None,
        evidence: Evidence | None = None,
    ) -> None:
        """Sort every document's items into specs.

        Args:
            name: the project's name, also that of the implicit spec.
            documents: what each document says.
            toctree: for each document, those directly below it.
            known: every document of the project, for links.
            inventories: the decision records of other projects.
            evidence: the files of measured values.
        """
        self.name = name
        self.evidence = evidence or Evidence()
        self.documents = {d.docname: d for d in sorted(documents, key=_docname)}
        self.adrs = AdrIndex(
            {d.docname: d.adr for d in self.documents.values() if d.adr is not None},
            inventories or {},
        )
        self.known = frozenset(self.documents) | frozenset(known)
        self._used: defaultdict[int, list[Record]] | None = None
        self._resting_on: defaultdict[str, list[Record]] | None = None
        self._mentions: defaultdict[str, list[str]] | None = None
        self._anchors: defaultdict[str, list[Record]] | None = None
        self._decisions: dict[int, list[Resolution]] = {}
        self._spec_of: dict[int, Spec] = {}
        self._owner = _owners(self.documents, toctree)
        self._heads: dict[tuple[str, int], Spec] = {}
        self.specs = self._make_specs()

    def _make_specs(self) -> list[Spec]:
        specs: list[Spec] = []
        for document in self.documents.values():
            heads = (r for r in document.records if r.kind == SpecHead.kind)
            for number, head in enumerate(heads):
                spec = Spec(head.name or self.name, head, document.docname)
                self._heads[document.docname, number] = spec
                self._spec_of[id(head)] = spec
                specs.append(spec)
        self._implicit = Spec(self.name, None, "")
        for document in self.documents.values():
            for record, number in zip(document.records, document.specs, strict=True):
                if record.kind != SpecHead.kind:
                    spec = self.spec_at(document.docname, number)
                    spec.take(record)
                    self._spec_of[id(record)] = spec
            for exemption in document.exemptions:
                spec = self.spec_at(document.docname, exemption.spec)
                spec.exemptions.append((document, exemption))
            for waiver in document.waivers:
                spec = self.spec_at(document.docname, waiver.spec)
                spec.waivers.append((document, waiver))
            for mention in document.mentions:
                spec = self.spec_at(document.docname, mention.spec)
                spec.mentions.append((document, mention))
            self.spec_at(document.docname).documents.append(document)
        specs.sort(key=lambda spec: (folded(spec.name), spec.docname))
        left = self._implicit
        if left.items or left.exemptions or left.waivers or not specs:
            left.docname = next((r.docname for r in left.items), "")
            specs.append(left)
        return specs

    def spec_at(self, docname: str, heads: int = 0) -> Spec:
        """Return the spec that holds what stands in *docname* after *heads* heads."""
        document = self.documents.get(docname)
        if document and document.heads:
            return self._heads[docname, max(heads, 1) - 1]
        owner = self._owner.get(docname)
        return self._heads[owner, 0] if owner else self._implicit

    def spec_of(self, record: Record) -> Spec:
        """Return the spec that *record* belongs to, or that it is the head of."""
        return self._spec_of[id(record)]

    def spec_named(self, name: str) -> Spec | None:
        """Return the spec of that name, if there is just one."""
        found = [spec for spec in self.specs if folded(spec.name) == folded(name)]
        return found[0] if len(found) == 1 else None

    def items(self) -> Iterator[Record]:
        """Give every item of every spec."""
        for spec in self.specs:
            yield from spec.items

    def place_of(self, record: Record) -> str:
        """Return the file and the line of an item."""
        return f"{record.file or self.file_of(record.docname)}:{record.line}"

    def file_of(self, docname: str) -> str:
        """Return the file of a document, from the source folder."""
        document = self.documents.get(docname)
        return document.file if document else docname

    def anchored(self, anchor: str) -> Sequence[Record]:
        """Return the items and heads whose HTML id is *anchor*, in any document."""
        if self._anchors is None:
            self._anchors = defaultdict(list)
            for document in self.documents.values():
                for record in document.records:
                    self._anchors[record.anchor].append(record)
        return self._anchors.get(anchor, ())

    # What a name means

    def look_up(self, target: str, role: str, spec: Spec) -> Lookup:
        """Return what *target* means to a role in *spec*.

        The own spec comes first, then the whole project where the name is unique.

        Args:
            target: the name as written; ``spec:name`` and ``Entity.field`` too.
            role: a kind, ``spec``, or ``item`` for any kind.
            spec: the spec in which it is written.
        """
        if role == SpecHead.kind:
            found = [
                s.head for s in self.specs
                if s.head is not None and folded(s.name) == folded(target)
            ]  # fmt: skip
            return _lookup([Place(record) for record in found], self)
        kinds = tuple(BY_NAME) if role == "item" else (role,)
        return self.look_up_kinds(target, kinds, spec)

    def look_up_kinds(self, target: str, kinds: Sequence[str], spec: Spec) -> Lookup:
        """Return what *target* means where an item of one of *kinds* is asked for."""
        if places := _in_spec(spec, target, kinds):
            return _lookup(places, self)
        head, colon, rest = target.partition(":")
        if colon and (other := self.spec_named(head)):
            return _lookup(_in_spec(other, rest.strip(), kinds), self)
        places = [
            place for other in self.specs if other is not spec
            for place in _in_spec(other, target, kinds)
        ]  # fmt: skip
        return _lookup(places, self)

    def names(self, kinds: Sequence[str], spec: Spec) -> list[str]:
        """Return the names that a reference to one of *kinds* may use, for hints."""
        own = [r.name for kind in kinds for r in spec.of_kind(kind)]
        others = [
            r.name for s in self.specs if s is not spec
            for kind in kinds for r in s.of_kind(kind)
        ]  # fmt: skip
        return list(dict.fromkeys(own + others))

    def qualified(self, record: Record) -> str:
        """Return the record's name with its spec's: ``payments:PostgreSQL``."""
        return f"{self.spec_of(record).name}:{record.name}"

    # What the fields of an item refer to

    def decisions(self, record: Record) -> list[Resolution]:
        """Return what each reference of the item's ``adr`` field means."""
        found = self._decisions.get(id(record))
        if found is None:
            written: References = getattr(record.model, "adr", ())
            found = [self.adrs.resolve(text, record.docname) for text in written]
            self._decisions[id(record)] = found
        return found

    def linked_document(self, record: Record) -> str | None:
        """Return what the item's ``link`` leads to in the project.

        It is a document's name; an empty text for an address, a folder or a file that
        is none; `None` where a path to a document leads nowhere.
        """
        link = plain(record.text("link"))
        if not link or _ADDRESS.match(link) or link.startswith("#"):
            return ""
        path = link.split("#", maxsplit=1)[0]
        here = posixpath.dirname(record.docname)
        root = path.startswith("/")
        whole = posixpath.normpath(
            path.lstrip("/") if root else posixpath.join(here, path)
        )
        bare, suffix = posixpath.splitext(whole)
        if suffix in {".md", ".rst", ".txt", ".html"}:
            whole = bare
        elif suffix:
            return ""
        for name in (whole, f"{whole}/index"):
            if name in self.known:
                return name
        folder = path.endswith("/") or any(
            n.startswith(f"{whole}/") for n in self.known
        )
        return "" if folder else None

    def names_in(self, record: Record, name: str) -> list[tuple[str, Lookup]]:
        """Return the names in the field *name* that refer to items, with their meaning.

        A field that is prose (it has words side by side) names nothing.
        """
        ask = record.type.declared()[name].ask
        kinds = ask.names
        value: object = getattr(record.model, name)
        if not isinstance(value, str):
            words = list(_texts(value))
        else:
            words = [value] if ask.whole and value else type_names(value)
        spec = self.spec_of(record)
        return [(word, self.look_up_kinds(word, kinds, spec)) for word in words]

    # What refers to an item or a record

    def used_by(self, record: Record) -> Sequence[Record]:
        """Return the items whose fields name *record*, or a part of it."""
        return self._users().get(id(record), ())

    def rest_on(self, adr: AdrRecord) -> Sequence[Record]:
        """Return the items that rest on a decision record, by spec and place."""
        return self._resting().get(adr.docname, ())

    def mentioned_in(self, adr: AdrRecord) -> Sequence[str]:
        """Return the documents whose text refers to a decision record."""
        return self._mentioned().get(adr.docname, ())

    def _users(self) -> dict[int, list[Record]]:
        if self._used is None:
            self._used = defaultdict(list)
            for item in self.items():
                for other in self._named_by(item):
                    users = self._used[id(other)]
                    if other is not item and item not in users[-1:]:
                        users.append(item)
        return self._used

    def _named_by(self, item: Record) -> Iterator[Record]:
        """Give the items that *item* names in its fields and in its rows' types."""
        for name in item.type.referring():
            if item.has(name):
                for _, lookup in self.names_in(item, name):
                    if lookup.place is not None:
                        yield lookup.place.record
        spec = self.spec_of(item)
        for row in row_models(item):
            for word in type_names(str(getattr(row, "type", ""))):
                lookup = self.look_up_kinds(word, ("entity",), spec)
                if lookup.place is not None:
                    yield lookup.place.record

    def _resting(self) -> dict[str, list[Record]]:
        if self._resting_on is None:
            self._resting_on = defaultdict(list)
            for item in self.items():
                for resolution in self.decisions(item):
                    if resolution.record is not None:
                        resting = self._resting_on[resolution.record.docname]
                        if item not in resting[-1:]:
                            resting.append(item)
        return self._resting_on

    def _mentioned(self) -> dict[str, list[str]]:
        if self._mentions is None:
            self._mentions = defaultdict(list)
            for document in self.documents.values():
                for mention in document.mentions:
                    if mention.role != "adr":
                        continue
                    found = self.adrs.resolve(mention.target, document.docname).record
                    if (
                        found is not None
                        and document.docname not in self._mentions[found.docname]
                    ):
                        self._mentions[found.docname].append(document.docname)
        return self._mentions


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, tuple):
        yield from (str(part) for part in cast("tuple[object, ...]", value))


def _docname(document: Document) -> str:
    return document.docname


def _lookup(places: list[Place], project: Project) -> Lookup:
    many = len(places) > 1
    return Lookup(
        tuple(places),
        (
            tuple(
                f"{project.qualified(p.record)} ({project.place_of(p.record)})"
                for p in places
            )
            if many
            else ()
        ),
    )


def _in_spec(spec: Spec, target: str, kinds: Sequence[str]) -> list[Place]:
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


def _owners(
    documents: Mapping[str, Document], toctree: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """Return for each document the document of the nearest spec above it.

    The search goes down from all specs at once, a level at a time, so that the
    nearest wins; among equally near ones the first by name.
    """
    level = sorted(d.docname for d in documents.values() if d.heads)
    owner = {docname: docname for docname in level}
    while level:
        below: list[str] = []
        for docname in level:
            for child in toctree.get(docname, ()):
                if child not in owner:
                    owner[child] = owner[docname]
                    below.append(child)
        level = below
    return owner
