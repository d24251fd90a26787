"""From what an author writes to one record, or to a plain word why not.

The tiers are tried in order and never mixed: an external address, a path from the
referring document, a document's name, an explicit id, a file's stem or slug, a number,
a unique part of a slug. The first that finds anything ends the search.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeVar
from urllib.parse import unquote

from ..text import normalize
from .decision_record import DecisionRecord
from .external import ExternalRecord
from .names import (
    folded_stem,
    folder_of_index_page,
    number_in,
    plain_dashes,
    prefix_fits,
    stem_of,
)
from .suggestions import Suggester

_EXTERNAL = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//|^mailto:", re.IGNORECASE)
_SUFFIX = re.compile(r"\.(?:md|markdown|rst|txt|html?)$", re.IGNORECASE)
_WRAPPERS = " \t\n*`\"'“”‘’"
_ANCHOR = re.compile(r"(?<=\S)#.*$|(?<=\.html)\?.*$", re.IGNORECASE)
_COMMON_FOLDERS = frozenset(
    {"adr", "adrs", "architecture", "decision", "decisions", "decision-records", "doc",
     "docs", "records", "source", "src"}
)  # fmt: skip
_LEAST_PART = 3
"""The length from which a part of a slug says anything."""

Key = TypeVar("Key", bound=Hashable)

Outcome = Literal["found", "external", "ambiguous", "unknown"]

Index = dict[Key, list[DecisionRecord]]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a reference was found to mean.

    Attributes:
        written: the reference as written.
        outcome: whether one record, an external address, several or none was meant.
        record: the record, where one was found.
        candidates: the records that it may mean, best first, where none was chosen.
        moved: whether the path written is dead and the record was found elsewhere.
        guessed: whether a part of a slug was all that was given.
        external: the record of another project, where one was found.
    """

    written: str
    outcome: Outcome
    record: DecisionRecord | None = None
    candidates: tuple[DecisionRecord, ...] = ()
    moved: bool = False
    guessed: bool = False
    external: ExternalRecord | None = None


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A reference taken apart.

    Attributes:
        written: as written.
        name: without wrappers, anchor and suffix.
        path: whether it was written as one.
        file: whether it was written with a suffix.
        folder: the folder of the document that it stands in.
        but: the document of a record that cannot be meant.
    """

    written: str
    name: str
    path: bool
    file: bool
    folder: str
    but: str = ""


class Resolver:
    """The records of a project by everything that they may be called."""

    def __init__(self, records: Collection[DecisionRecord]) -> None:
        """Index *records*, which are in the order of their documents' names."""
        self._every = list(records)
        self._records = {record.docname: record for record in records}
        self._folders = {
            folder_of_index_page(r.docname): r
            for r in records
            if folder_of_index_page(r.docname)
        }
        self._ids = _by(records, _names_of)
        self._folded_ids = _by(records, lambda r: [i.lower() for i in _names_of(r)])
        self._stems = _by(
            records, lambda r: [folded_stem(s) for s in (r.stem, *r.slugs)]
        )
        self._slugs = _by(
            records,
            lambda r: {folded_stem(s) for s in (r.stem, r.slug, *r.slugs)} - {""},
        )
        self._numbers = _by(records, lambda r: [] if r.number is None else [r.number])
        self._cache: dict[tuple[str, str], Resolution] = {}

    def resolve(self, written: str, docname: str) -> Resolution:
        """Return what *written* means in the document *docname*."""
        folder = posixpath.dirname(docname)
        key = (written, folder)
        if key not in self._cache:
            self._cache[key] = self._resolve(_take_apart(written, folder))
        return self._cache[key]

    def resolve_other(self, written: str, record: DecisionRecord) -> Resolution:
        """Return what *written* means in *record*, which does not mean itself."""
        folder = posixpath.dirname(record.docname)
        return self._resolve(_take_apart(written, folder, record.docname))

    def _resolve(self, wanted: _Wanted) -> Resolution:
        if _EXTERNAL.match(wanted.name):
            return Resolution(wanted.written, "external")
        if record := self._at_path(wanted):
            return self._choose(wanted, [record])
        if not wanted.file and (found := self._by_id(wanted)):
            return self._choose(wanted, found)
        return self._moved(wanted) if wanted.path else self._by_name(wanted)

    def _by_name(self, wanted: _Wanted) -> Resolution:
        """Return what a stem, a slug, a number or a part of a slug means."""
        found = _others(self._slugs.get(folded_stem(wanted.name)), wanted)
        if found := found or self._numbered(wanted):
            return self._choose(wanted, found)
        anchor = wanted.name.startswith("#")
        part = _others(self._parts.get(normalize(wanted.name)), wanted)
        if len(part) == 1 and not anchor:
            return Resolution(wanted.written, "found", part[0], guessed=True)
        return self._unknown(wanted)

    # The tiers

    def _at_path(self, wanted: _Wanted) -> DecisionRecord | None:
        """Return the record at a path: from the folder, from the root, as a docname."""
        path = wanted.name
        if not path or path.startswith("#"):
            return None
        places = [path.lstrip("/")]
        if not path.startswith("/"):
            places.insert(0, posixpath.join(wanted.folder, path))
        for place in places:
            docname = posixpath.normpath(place)
            own = self._records.get(docname) or self._folders.get(docname)
            if (
                own is None
                and wanted.path
                and (folder := folder_of_index_page(docname))
            ):
                # A page of its own folder, or a README under another of its names.
                own = self._folders.get(folder) or self._records.get(folder)
            if own is not None and own.docname != wanted.but:
                return own
        return None

    def _by_id(self, wanted: _Wanted) -> list[DecisionRecord]:
        name = wanted.name.removeprefix("#")
        return _others(self._ids.get(name), wanted) or _others(
            self._folded_ids.get(plain_dashes(name).lower()), wanted
        )

    def _moved(self, wanted: _Wanted) -> Resolution:
        """Return the only record of the stem that a dead path ends in."""
        stem = folded_stem(stem_of(wanted.name.strip("/")))
        found = _others(self._stems.get(stem), wanted)
        if len(found) == 1:
            return Resolution(wanted.written, "found", found[0], moved=True)
        if found:
            return Resolution(wanted.written, "ambiguous", candidates=tuple(found))
        return self._unknown(wanted)

    def _numbered(self, wanted: _Wanted) -> list[DecisionRecord]:
        number = number_in(wanted.name)
        if number is None:
            return []
        return [
            record
            for record in _others(self._numbers.get(number.value), wanted)
            if prefix_fits(number.prefix, record.prefix)
        ]

    @cached_property
    def _parts(self) -> Index[str]:
        """The records by every run of words of their slugs."""
        return _by(self._every, lambda record: set(_runs(record.slug)))

    def _choose(self, wanted: _Wanted, found: list[DecisionRecord]) -> Resolution:
        """Return the one record nearest to the reader, or that several may be meant."""
        rank, nearest = _nearest(found, wanted.folder)
        rivals = [] if wanted.path else self._numbered(wanted)
        closer, others = _nearest(rivals, wanted.folder) if rivals else (rank, [])
        if closer > rank:
            # ``ADR-1`` is the id, the stem or the page of one record far away, and the
            # number of another in the reader's own folder.
            nearest = others + nearest
        if len(nearest) == 1:
            return Resolution(wanted.written, "found", nearest[0])
        return Resolution(wanted.written, "ambiguous", candidates=tuple(nearest))

    def _unknown(self, wanted: _Wanted) -> Resolution:
        """Return that there is no such record, with up to three that are like it."""
        name = stem_of(wanted.name.strip("/#")) if wanted.path else wanted.name
        near = self._suggester.suggest(name, wanted.but)
        return Resolution(wanted.written, "unknown", candidates=near)

    @cached_property
    def _suggester(self) -> Suggester:
        return Suggester(self._every)


def _take_apart(written: str, folder: str, but: str = "") -> _Wanted:
    name = unquote(written).replace("\\", "/").strip(_WRAPPERS)
    if name[:1] + name[-1:] in {"[]", "()"}:
        name = name[1:-1].strip(_WRAPPERS)
    if _EXTERNAL.match(name):
        return _Wanted(written, name, path=True, file=True, folder=folder, but=but)
    if number_in(name) is None:
        name = _ANCHOR.sub("", name).strip()
    bare = _SUFFIX.sub("", name)
    file = bare != name
    path = file or "/" in bare
    if bare.endswith("/"):
        bare = bare.rstrip("/") or "/"
    return _Wanted(written, bare, path=path, file=file, folder=folder, but=but)


def _names_of(record: DecisionRecord) -> list[str]:
    """Return the explicit ids of *record*: its own, and its package with its stem.

    In a repository of many packages a record is known as ``package/slug``, wherever in
    the package's folder it is kept.
    """
    folders = [f for f in record.docname.split("/")[:-1] if f != record.stem]
    while folders and folders[-1].lower() in _COMMON_FOLDERS:
        folders.pop()
    package = [f"{folders[-1]}/{record.stem}"] if folders else []
    return list(dict.fromkeys([*record.ids, *package]))


def _runs(slug: str) -> Iterator[str]:
    """Give every run of whole words of *slug* that is long enough to say anything."""
    words = slug.split("-")
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            run = "-".join(words[start:end])
            if len(run) >= _LEAST_PART and not run.isdigit():
                yield run


def _others(
    records: list[DecisionRecord] | None, wanted: _Wanted
) -> list[DecisionRecord]:
    """Return *records* without the one that cannot be meant."""
    return [record for record in records or () if record.docname != wanted.but]


def _nearest(
    records: list[DecisionRecord], folder: str
) -> tuple[tuple[bool, int], list[DecisionRecord]]:
    """Return the rank of those of *records* that are nearest to *folder*, and them."""
    ranked = [(_nearness(record, folder), record) for record in records]
    best = max(rank for rank, _ in ranked)
    return best, [record for rank, record in ranked if rank == best]


def _nearness(record: DecisionRecord, folder: str) -> tuple[bool, int]:
    """Rank a record by how near its folder is to *folder*: same, then common."""
    own = posixpath.dirname(folder_of_index_page(record.docname) or record.docname)
    common = 0
    for mine, theirs in zip(own.split("/"), folder.split("/"), strict=False):
        if mine != theirs or not mine:
            break
        common += 1
    return (own == folder, common)


def _by(
    records: Iterable[DecisionRecord], keys: Callable[[DecisionRecord], Iterable[Key]]
) -> Index[Key]:
    found: dict[Key, list[DecisionRecord]] = defaultdict(list)
    for record in records:
        for key in dict.fromkeys(keys(record)):
            found[key].append(record)
    return dict(found)
