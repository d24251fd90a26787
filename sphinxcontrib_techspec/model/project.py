"""A project's specs: which item belongs to which, and what a name means.

A `Project` is made from all documents after every reading, and thrown away: nothing in
it can go stale.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar, cast

from ..adr import AdrIndex, DecisionRecord, Inventories, Resolution
from ..kinds import BY_NAME, DecisionRefs, Link, SpecHeader
from ..kinds.field import FieldSpec, References
from ..patterns import regex
from ..text import composed, normalize, to_plain, without_controls
from ..values.names import name_words, type_names
from ..values.products import names_before_words
from .document import (
    Document,
    DocumentBlock,
    Exemption,
    Mention,
    OperationMention,
    SpecWaiver,
    UnreadHeading,
)
from .duplicates import repeated_in_diagrams
from .evidence import Evidence
from .item import Condition, Item, row_models
from .repository_claims import RepositoryClaims
from .spec import LinkTarget, Lookup, Spec, find_targets, other_forms, short_forms

_ADDRESS = regex(r"^[a-z][a-z0-9+.-]*:\S*$", re.IGNORECASE)

_T = TypeVar("_T")

_ENTITY = "entity"
"""The kind whose items may be named in the singular and in the plural."""


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
        is_external: Callable[[str, str], bool] | None = None,
        is_true: Callable[[Condition], bool] | None = None,
        repository: RepositoryClaims | None = None,
        least_status: str = "",
    ) -> None:
        """Sort every document's items into specs.

        Args:
            name: the project's name, also that of the implicit spec.
            documents: what each document says.
            toctree: for each document, those directly below it.
            known: every document of the project, for links.
            inventories: the decision records of other projects.
            evidence: the files of measured values.
            is_external: returns whether another project has the target of a role.
            is_true: returns whether a condition holds; by default each does.
            repository: what the repository says of items.
            least_status: see `Spec`.
        """
        self.name = without_controls(name)
        self.evidence = evidence or Evidence()
        self.repository = repository or RepositoryClaims()
        self.is_external = is_external or _never
        self.documents = {d.docname: d for d in sorted(documents, key=_docname)}
        self.adrs = AdrIndex(
            {r.key: r for d in self.documents.values() for r in d.adrs},
            inventories or {},
        )
        self.known = frozenset(self.documents) | frozenset(known)
        self._used: defaultdict[int, list[Item]] | None = None
        self._resting_on: defaultdict[str, list[Item]] | None = None
        self._mentions: defaultdict[str, list[str]] | None = None
        self._anchors: defaultdict[str, list[Item]] | None = None
        self._decisions: dict[int, list[Resolution]] = {}
        self._cache: dict[Callable[[Project], object], object] = {}
        self._spec_of: dict[int, Spec] = {}
        self.is_true = is_true or _always
        self._least_status = least_status
        self._heads: dict[tuple[str, int], Spec] = {}
        specs = self._make_heads()
        self._owner = _owners({docname for docname, _ in self._heads}, toctree)
        self.specs = self._make_specs(specs)

    def is_shown(
        self,
        entry: (
            Item
            | Exemption
            | SpecWaiver
            | Mention
            | OperationMention
            | DocumentBlock
            | UnreadHeading
        ),
    ) -> bool:
        """Return whether pages show what a document says: all its conditions hold."""
        conditions = entry.conditions
        return not conditions or all(map(self.is_true, conditions))

    def _make_heads(self) -> list[Spec]:
        """Return the specs whose heads are shown.

        The number of a hidden head leads to the spec before it in its document, or to
        the first one.
        """
        specs: list[Spec] = []
        for document in self.documents.values():
            if not document.spec_count:
                continue
            heads = [r for r in document.items if r.kind_name == SpecHeader.kind]
            found = [
                (
                    self._new_spec(head.name or self.name, head, document.docname)
                    if self.is_shown(head)
                    else None
                )
                for head in heads
            ]
            shown = [spec for spec in found if spec is not None]
            specs += shown
            last = shown[0] if shown else None
            for number, (head, spec) in enumerate(zip(heads, found, strict=True)):
                last = spec or last
                if last is not None:
                    self._heads[document.docname, number] = last
                    self._spec_of[id(head)] = last
        return specs

    def _new_spec(self, name: str, header: Item | None, docname: str) -> Spec:
        return Spec(name, header, docname, least_status=self._least_status)

    def _make_specs(self, specs: list[Spec]) -> list[Spec]:
        """Sort what documents say into specs, and return the specs with any of it."""
        self._implicit = self._new_spec(self.name, None, "")
        repeated = self._repeated_in_diagrams()
        for document in self.documents.values():
            for item, number in zip(document.items, document.spec_indexes, strict=True):
                spec = self._spec_of.get(id(item))
                if spec is None:
                    spec = self.spec_at(document.docname, number)
                    self._spec_of[id(item)] = spec
                self._put(item, spec, is_repeated=id(item) in repeated)
            for exemption in filter(self.is_shown, document.exemptions):
                spec = self.spec_at(document.docname, exemption.spec_index)
                spec.exemptions.append((document, exemption))
            for waiver in filter(self.is_shown, document.waivers):
                spec = self.spec_at(document.docname, waiver.spec_index)
                spec.waivers.append((document, waiver))
            for mention in filter(self.is_shown, document.mentions):
                spec = self.spec_at(document.docname, mention.spec_index)
                spec.mentions.append((document, mention))
            if not document.adrs:
                self._sort_blocks(document)
            self.spec_at(document.docname).documents.append(document)
        specs.sort(key=lambda spec: (normalize(spec.name), spec.docname))
        left = self._implicit
        if left.items or left.exemptions or left.waivers or not specs:
            left.docname = next((r.docname for r in left.items), "")
            specs.append(left)
        else:
            # They belong to no spec; the first one speaks for them.
            specs[0].hidden += left.hidden
        return specs

    def _sort_blocks(self, document: Document) -> None:
        """Put the blocks of a document and its unread places into their specs."""
        for block in filter(self.is_shown, document.blocks):
            spec = self.spec_at(document.docname, block.spec_index)
            spec.blocks.append((document, block))
        for heading in filter(self.is_shown, document.unread_headings):
            spec = self.spec_at(document.docname, heading.spec_index)
            spec.unread_headings.append((document, heading))

    def _put(self, item: Item, spec: Spec, *, is_repeated: bool) -> None:
        """Put an item into its spec: among the items, or apart from them."""
        if not self.is_shown(item):
            spec.hidden.append(item)
        elif is_repeated:
            spec.repeated.append(item)
        elif item.kind_name != SpecHeader.kind:
            spec.take(item)

    def _repeated_in_diagrams(self) -> set[int]:
        """Return the ids of the items that a diagram draws and the spec has already."""
        items: defaultdict[int, list[Item]] = defaultdict(list)
        if any(i.is_drawn for d in self.documents.values() for i in d.items):
            for document in self.documents.values():
                numbered = zip(document.items, document.spec_indexes, strict=True)
                for item, number in numbered:
                    if self.is_shown(item):
                        spec = self.spec_at(document.docname, number)
                        items[id(spec)].append(item)
        return {i for own in items.values() for i in repeated_in_diagrams(own)}

    def cached(self, compute: Callable[[Project], _T]) -> _T:
        """Return what a function returns for the project; it is called once.

        Args:
            compute: a function of a module, which identifies the result.
        """
        if compute not in self._cache:
            self._cache[compute] = compute(self)
        return cast("_T", self._cache[compute])

    def spec_at(self, docname: str, spec_index: int = 0) -> Spec:
        """Return the spec of *docname* after as many spec headers as *spec_index*."""
        document = self.documents.get(docname)
        if document and document.spec_count:
            head = self._heads.get((docname, max(spec_index, 1) - 1))
            if head is not None:
                return head
        owner = self._owner.get(docname)
        return self._heads[owner, 0] if owner else self._implicit

    def spec_of(self, item: Item) -> Spec:
        """Return the spec that *item* belongs to, or that it is the head of."""
        return self._spec_of[id(item)]

    def spec_named(self, name: str) -> Spec | None:
        """Return the spec of that name, if there is just one."""
        found = [spec for spec in self.specs if normalize(spec.name) == normalize(name)]
        return found[0] if len(found) == 1 else None

    def items(self) -> Iterator[Item]:
        """Give every item of every spec."""
        for spec in self.specs:
            yield from spec.items

    def location_of(self, item: Item) -> str:
        """Return the file and the line of an item."""
        return f"{item.file or self.file_of(item.docname)}:{item.line}"

    def file_of(self, docname: str) -> str:
        """Return the file of a document, from the source folder."""
        document = self.documents.get(docname)
        return document.file if document else docname

    def anchored(self, anchor: str) -> Sequence[Item]:
        """Return the items and heads with the HTML id *anchor*, in any document.

        Items without an index entry are no targets.
        """
        if self._anchors is None:
            self._anchors = defaultdict(list)
            for document in self.documents.values():
                for item in document.items:
                    if not item.no_index and self.is_shown(item):
                        self._anchors[item.anchor].append(item)
        return self._anchors.get(composed(anchor), ())

    # What a name means

    def look_up(self, target: str, role: str, spec: Spec) -> Lookup:
        """Return what *target* means to a role in *spec*.

        The own spec comes first, then the whole project where the name is unique.

        Args:
            target: the name as written; ``spec:name`` and ``Entity.field`` too.
            role: a kind, ``spec``, or ``item`` for any kind.
            spec: the spec in which it is written.
        """
        if role == SpecHeader.kind:
            found = [
                s.header for s in self.specs
                if s.header is not None and normalize(s.name) == normalize(target)
            ]  # fmt: skip
            return _lookup([LinkTarget(item) for item in found], self)
        kinds = tuple(BY_NAME) if role == "item" else (role,)
        return self.look_up_kinds(target, kinds, spec)

    def look_up_kinds(self, target: str, kinds: Sequence[str], spec: Spec) -> Lookup:
        """Return what *target* means where an item of one of *kinds* is asked for."""
        if link_targets := find_targets(spec, target, kinds):
            return _lookup(link_targets, self)
        for colon in re.finditer(":", target):
            rest = target[colon.end() :].strip()
            if rest and (other := self.spec_named(target[: colon.start()])):
                found = _lookup(find_targets(other, rest, kinds), self)
                return replace(found, unqualified=rest)
        link_targets = [
            link_target for other in self.specs if other is not spec
            for link_target in find_targets(other, target, kinds)
        ]  # fmt: skip
        return _lookup(link_targets, self)

    def names(self, kinds: Sequence[str], spec: Spec) -> list[str]:
        """Return the names that a reference to one of *kinds* may use, for hints."""
        specs = [spec, *(other for other in self.specs if other is not spec)]
        found = [
            item.name for s in specs for kind in kinds for item in s.of_kind(kind)
            if not item.no_index
        ]  # fmt: skip
        return list(dict.fromkeys(found))

    def qualified(self, item: Item) -> str:
        """Return the item's name with its spec's: ``payments:PostgreSQL``."""
        return f"{self.spec_of(item).name}:{item.name}"

    # What the fields of an item refer to

    def decisions(self, item: Item) -> list[Resolution]:
        """Return what each of the item's references to decision records means.

        Links in its text count where they lead to a record.
        """
        found = self._decisions.get(id(item))
        if found is None:
            name = item.kind.field_of_type(DecisionRefs)
            written: References = getattr(item.model, name) if name else ()
            found = [self.adrs.resolve(text, item.docname) for text in written]
            known = {r.record.key for r in found if r.record is not None}
            for target, _ in item.links:
                linked = self.adrs.resolve(target, item.docname)
                record = linked.record
                if record is None or linked.guessed or linked.moved:
                    continue
                if record.key not in known:
                    known.add(record.key)
                    found.append(linked)
            self._decisions[id(item)] = found
        return found

    def linked_document(self, item: Item) -> str | None:
        """Return what the item's field of type `Link` leads to in the project.

        It is a document's name; an empty text for an address, a folder or a file that
        is none; `None` where a path to a document leads nowhere.
        """
        name = item.kind.field_of_type(Link)
        link = to_plain(item.text(name)) if name else ""
        if not link or _ADDRESS.match(link) or link.startswith("#"):
            return ""
        path = link.split("#", maxsplit=1)[0]
        here = posixpath.dirname(item.docname)
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

    def names_in(self, item: Item, name: str) -> list[tuple[str, Lookup]]:
        """Return the names in the field *name* that refer to items, with their meaning.

        A field that is prose (it has words side by side) names nothing.
        """
        field = item.kind.field_specs()[name]
        value: object = getattr(item.model, name)
        if not isinstance(value, str):
            words = list(_texts(value))
        else:
            words = [value] if field.single_reference and value else type_names(value)
        return [(word, self.look_up_in(item, name, word)) for word in words]

    def look_up_in(self, item: Item, name: str, word: str) -> Lookup:
        """Return what a word in the field *name* of an item means.

        An end of a relation may be the last words of the name of one entity.
        """
        field = item.kind.field_specs()[name]
        spec = self.spec_of(item)
        found = self.look_up_name(word, field, spec)
        if (
            found.targets
            or _ENTITY not in field.refers_to
            or not field.single_reference
        ):
            return found
        others = (n for n in item.kind.name_fields if n != name)
        ends = {name_words(str(getattr(item.model, other))) for other in others}
        return _lookup(short_forms(spec, word, ends), self)

    def look_up_name(self, word: str, field: FieldSpec, spec: Spec) -> Lookup:
        """Return what a name in a field means.

        The kinds that the field is for come before the others that it may name, in the
        own spec and then in the project.

        Args:
            word: the name.
            field: the field.
            spec: the spec of the item.
        """
        found = self.look_up_kinds(word, field.refers_to, spec)
        if not found.targets and _ENTITY in field.refers_to:
            found = _lookup(other_forms(spec, word, field.refers_to), self)
        if not field.may_refer_to or self._is_in(found, spec):
            return found
        other = self.look_up_kinds(word, field.may_refer_to, spec)
        if not (found.targets or other.targets):
            return self._look_up_with_words(word, field, spec)
        return found if found.targets and not self._is_in(other, spec) else other

    def _look_up_with_words(self, word: str, field: FieldSpec, spec: Spec) -> Lookup:
        """Return what *Cobra framework* means, where no item has it all as its name."""
        kinds = (*field.refers_to, *field.may_refer_to)
        for name in names_before_words(word):
            found = self.look_up_kinds(name, kinds, spec)
            if self._is_in(found, spec):
                return found
        return Lookup(())

    def _is_in(self, lookup: Lookup, spec: Spec) -> bool:
        """Return whether a name was found in a spec."""
        return any(self.spec_of(target.item) is spec for target in lookup.targets)

    # What refers to an item or a record

    def used_by(self, item: Item) -> Sequence[Item]:
        """Return the items whose fields name *item*, or a part of it."""
        return self._users().get(id(item), ())

    def referencing_items(self, adr: DecisionRecord) -> Sequence[Item]:
        """Return the items that rest on a decision record, by spec and place."""
        return self._resting().get(adr.key, ())

    def mentioned_in(self, adr: DecisionRecord) -> Sequence[str]:
        """Return the documents whose text refers to a decision record."""
        return self._mentioned().get(adr.key, ())

    def _users(self) -> dict[int, list[Item]]:
        if self._used is None:
            self._used = defaultdict(list)
            for item in self.items():
                for other in self._named_by(item):
                    users = self._used[id(other)]
                    if other is not item and item not in users[-1:]:
                        users.append(item)
        return self._used

    def _named_by(self, item: Item) -> Iterator[Item]:
        """Give the items that *item* names in its fields and in its rows' types."""
        for name in item.kind.reference_fields():
            if item.has(name):
                for _, lookup in self.names_in(item, name):
                    if lookup.target is not None:
                        yield lookup.target.item
        spec = self.spec_of(item)
        for row in row_models(item):
            for word in type_names(str(getattr(row, "type", ""))):
                lookup = self.look_up_kinds(word, ("entity",), spec)
                if lookup.target is not None:
                    yield lookup.target.item

    def _resting(self) -> dict[str, list[Item]]:
        if self._resting_on is None:
            self._resting_on = defaultdict(list)
            for item in self.items():
                for resolution in self.decisions(item):
                    if resolution.record is not None:
                        resting = self._resting_on[resolution.record.key]
                        if item not in resting[-1:]:
                            resting.append(item)
        return self._resting_on

    def _mentioned(self) -> dict[str, list[str]]:
        if self._mentions is None:
            self._mentions = defaultdict(list)
            for document in self.documents.values():
                for linked in document.links:
                    other = self.documents.get(linked)
                    for record in other.adrs if other is not None else ():
                        self._mentions[record.key].append(document.docname)
                for mention in document.mentions:
                    if mention.role != "adr" or not self.is_shown(mention):
                        continue
                    found = self.adrs.resolve(mention.target, document.docname).record
                    if (
                        found is not None
                        and document.docname not in self._mentions[found.key]
                    ):
                        self._mentions[found.key].append(document.docname)
        return self._mentions


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, tuple):
        yield from (str(part) for part in cast("tuple[object, ...]", value))


def _always(_condition: Condition) -> bool:
    return True


def _never(_role: str, _target: str) -> bool:
    return False


def _docname(document: Document) -> str:
    return document.docname


def _lookup(link_targets: list[LinkTarget], project: Project) -> Lookup:
    many = len(link_targets) > 1
    return Lookup(
        tuple(link_targets),
        (
            tuple(
                f"{project.qualified(p.item)} ({project.location_of(p.item)})"
                for p in link_targets
            )
            if many
            else ()
        ),
    )


def _owners(
    documents: Iterable[str], toctree: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """Return for each document the document of the nearest spec above it.

    The search goes down from all specs at once, a level at a time, so that the
    nearest wins; among equally near ones the first by name.

    Args:
        documents: the documents with specs.
        toctree: for each document, those directly below it.
    """
    level = sorted(documents)
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
