"""Resolve a reference, as an author writes it, to a decision record.

The tiers are tried in this order: URL, path relative to the document, docname, explicit
id, file stem or slug, number, unique part of a slug. The first tier with a match
decides; matches of different tiers are not mixed.
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

from ..patterns import regex
from ..text import normalize
from .decision_record import DecisionRecord
from .external import ExternalRecord
from .names import (
    folder_of_index_page,
    is_generic_prefix,
    leading_number,
    normalize_dashes,
    normalize_stem,
    prefix_matches,
    reference_number,
    stem_of,
)
from .suggestions import Suggester

_EXTERNAL = regex(r"^(?:[a-z][a-z0-9+.-]*:)?//|^mailto:", re.IGNORECASE)
_SUFFIX = regex(r"\.(?:md|markdown|rst|txt|html?)$", re.IGNORECASE)
_WRAPPING_CHARACTERS = " \t\n*`\"'“”‘’"
_ANCHOR = regex(r"(?<=\S)#.*|(?<=\.html)\?.*", re.IGNORECASE | re.DOTALL)
_GENERIC_FOLDERS = frozenset(
    {"adr", "adrs", "architecture", "decision", "decisions", "decision-records", "doc",
     "docs", "records", "source", "src"}
)  # fmt: skip
_MIN_PART_LENGTH = 3
"""Minimum length of a part of a slug that can be a reference."""

Key = TypeVar("Key", bound=Hashable)

Outcome = Literal["found", "external", "ambiguous", "unknown"]

Index = dict[Key, list[DecisionRecord]]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The result of resolving a reference to a decision record.

    Attributes:
        text: the reference as written.
        outcome: ``found`` for one record of the project; ``external`` for a URL or a
            record of another project; ``ambiguous`` for several records; ``unknown``
            for none.
        record: the record; `None` unless the outcome is ``found``.
        candidates: if ``ambiguous``, the records that match; if ``unknown``, up to
            three suggestions, best match first.
        moved: whether no file exists at the path, and the record was found by the file
            name in another folder.
        guessed: whether the record was found by a part of its slug only.
        external: the record of another project; `None` for a URL.
    """

    text: str
    outcome: Outcome
    record: DecisionRecord | None = None
    candidates: tuple[DecisionRecord, ...] = ()
    moved: bool = False
    guessed: bool = False
    external: ExternalRecord | None = None


@dataclass(frozen=True, slots=True)
class _ParsedReference:
    """A reference split into its components.

    Attributes:
        text: the reference as written.
        name: the reference without quotes, brackets, anchor and file suffix.
        anchor: the anchor after a path, without ``#``.
        docname: the document that contains the reference.
        is_path: whether it has a slash or a file suffix.
        has_suffix: whether it has a file suffix.
        folder: the folder of the document that contains the reference.
        exclude: the key of a record that the reference cannot resolve to.
    """

    text: str
    name: str
    is_path: bool
    has_suffix: bool
    folder: str
    exclude: str = ""
    anchor: str = ""
    docname: str = ""


class Resolver:
    """Resolves references to the records of a project."""

    def __init__(self, records: Collection[DecisionRecord]) -> None:
        """Index the names of *records*, which are sorted by docname."""
        self._all_records = list(records)
        self._by_docname = {r.docname: r for r in records if not r.anchor}
        self._logs = _index_by(records, lambda r: [r.docname] if r.anchor else [])
        self._by_folder = {
            folder_of_index_page(r.docname): r
            for r in records
            if folder_of_index_page(r.docname) and not r.anchor
        }
        self._by_id = _index_by(records, _explicit_ids)
        self._by_lowercase_id = _index_by(
            records, lambda r: [i.lower() for i in _explicit_ids(r)]
        )
        self._by_stem = _index_by(
            records, lambda r: [normalize_stem(s) for s in (r.stem, *r.slugs)]
        )
        self._by_slug = _index_by(
            records,
            lambda r: {normalize_stem(s) for s in (r.stem, r.slug, *r.slugs)} - {""},
        )
        self._by_number = _index_by(
            records, lambda r: [] if r.number is None else [r.number]
        )
        self._cache: dict[tuple[str, str], Resolution] = {}

    def resolve(self, text: str, docname: str) -> Resolution:
        """Resolve the reference *text* in the document *docname*."""
        # Only in a log does it matter which document of the folder it is.
        own = docname in self._logs
        key = (text, docname if own else posixpath.dirname(docname))
        if key not in self._cache:
            self._cache[key] = self._resolve(_parse_reference(text, docname))
        return self._cache[key]

    def resolve_to_other(self, text: str, record: DecisionRecord) -> Resolution:
        """Resolve a reference that *record* contains to a record other than itself."""
        return self._resolve(_parse_reference(text, record.docname, record.key))

    def _resolve(self, reference: _ParsedReference) -> Resolution:
        if _EXTERNAL.match(reference.name):
            return Resolution(reference.text, "external")
        if record := self._match_path(reference):
            return self._choose(reference, [record])
        if (found := self._match_section(reference)) is not None:
            return self._choose(reference, found) if found else self._unknown(reference)
        if not reference.has_suffix and (found := self._match_id(reference)):
            return self._choose(reference, found)
        if reference.is_path:
            return self._resolve_moved_file(reference)
        return self._resolve_name(reference)

    def _resolve_name(self, reference: _ParsedReference) -> Resolution:
        """Resolve a stem, a slug, a number or a part of a slug."""
        found = _without_excluded(
            self._by_slug.get(normalize_stem(reference.name)), reference
        )
        if found := found or self._match_number(reference):
            return self._choose(reference, found)
        anchor = reference.name.startswith("#")
        partial = _without_excluded(
            self._by_slug_part.get(normalize(reference.name)), reference
        )
        if len(partial) == 1 and not anchor:
            return Resolution(reference.text, "found", partial[0], guessed=True)
        return self._unknown(reference)

    # The tiers

    def _match_path(self, reference: _ParsedReference) -> DecisionRecord | None:
        """Return the record at a path.

        The path is tried relative to the folder of the reference, then relative to the
        source directory, which includes docnames.
        """
        path = reference.name
        if not path or path.startswith("#"):
            return None
        paths = [path.lstrip("/")]
        if not path.startswith("/"):
            paths.insert(0, posixpath.join(reference.folder, path))
        for candidate in paths:
            docname = posixpath.normpath(candidate)
            record = self._by_docname.get(docname) or self._by_folder.get(docname)
            if (
                record is None
                and reference.is_path
                and (folder := folder_of_index_page(docname))
            ):
                # The path ends in an index page, but the record is a document called
                # like the folder, or an index page with another name or case.
                record = self._by_folder.get(folder) or self._by_docname.get(folder)
            if record is not None and record.key != reference.exclude:
                return record
        return None

    def _match_section(
        self, reference: _ParsedReference
    ) -> list[DecisionRecord] | None:
        """Return the records of a log that a path to it, or an anchor in it, means.

        `None` where the reference leads to no log.
        """
        if reference.name.startswith("#"):
            anchor, paths = reference.name[1:], [reference.docname]
        elif reference.name:
            anchor, path = reference.anchor, reference.name.lstrip("/")
            paths = [path]
            if not reference.name.startswith("/"):
                paths.insert(0, posixpath.join(reference.folder, path))
        else:
            return None
        for path in paths:
            records = self._logs.get(posixpath.normpath(path))
            if records is None or not (anchor or reference.is_path):
                continue
            named = [record for record in records if _has_anchor(record, anchor)]
            if reference.name.startswith("#") and not named:
                return None
            return _without_excluded(named, reference)
        return None

    def _match_id(self, reference: _ParsedReference) -> list[DecisionRecord]:
        name = reference.name.removeprefix("#")
        return _without_excluded(self._by_id.get(name), reference) or _without_excluded(
            self._by_lowercase_id.get(normalize_dashes(name).lower()), reference
        )

    def _resolve_moved_file(self, reference: _ParsedReference) -> Resolution:
        """Resolve a broken path by its file name, if one record has that stem."""
        stem = normalize_stem(stem_of(reference.name.strip("/")))
        found = _without_excluded(self._by_stem.get(stem), reference)
        if len(found) == 1 and not _leads_elsewhere(reference, found[0]):
            return Resolution(reference.text, "found", found[0], moved=True)
        if len(found) > 1:
            return Resolution(reference.text, "ambiguous", candidates=tuple(found))
        if found := self._match_number_in_folder(reference):
            return self._choose(reference, found)
        return self._unknown(reference)

    def _match_number(self, reference: _ParsedReference) -> list[DecisionRecord]:
        number = reference_number(reference.name)
        if number is None:
            return []
        found = _without_excluded(self._by_number.get(number.value), reference)
        matching = [r for r in found if prefix_matches(number.prefix, r.prefix)]
        folder, _, generic = number.prefix.rpartition("-")
        if not matching and folder and is_generic_prefix(generic):
            # ``billing ADR-12`` for the record 12 below a folder ``billing``.
            return [record for record in found if _is_below(record.docname, folder)]
        if matching or not is_generic_prefix(number.prefix) or len(found) > 1:
            return matching
        # ``ADR-12`` for the only record with that number, ``DX-ADR-012``.
        return found

    def _match_number_in_folder(
        self, reference: _ParsedReference
    ) -> list[DecisionRecord]:
        """Return the records that ``package/0002`` names: a folder and a number."""
        folder, _, name = reference.name.strip("/").rpartition("/")
        number = reference_number(name)
        package = folder.rsplit("/", 1)[-1].lower()
        if number is None or reference.has_suffix or package in {"", *_GENERIC_FOLDERS}:
            return []
        return [
            record
            for record in _without_excluded(
                self._by_number.get(number.value), reference
            )
            if prefix_matches(number.prefix, record.prefix)
            and _is_below(record.docname, folder)
        ]

    @cached_property
    def _by_slug_part(self) -> Index[str]:
        """The records by every sequence of words in their slugs."""
        return _index_by(
            self._all_records, lambda record: set(_word_sequences(record.slug))
        )

    def _choose(
        self, reference: _ParsedReference, found: list[DecisionRecord]
    ) -> Resolution:
        """Return the nearest of several matches; ambiguous if several are nearest."""
        own = [r for r in found if r.anchor and r.docname == reference.docname]
        found = own or found
        proximity, nearest = _nearest(found, reference.folder)
        rivals = [] if reference.is_path else self._match_number(reference)
        closest, others = (
            _nearest(rivals, reference.folder) if rivals else (proximity, [])
        )
        if closest > proximity:
            # ``ADR-1`` is the id, stem or docname of a record in a distant folder and
            # the number of another one in a nearer folder.
            nearest = others + nearest
        decided = [record for record in nearest if record.statements] or nearest
        if len(nearest) == 1 or (len(decided) == 1 and not reference.is_path):
            # Another document with the number of a record may be about it.
            return Resolution(reference.text, "found", decided[0])
        return Resolution(reference.text, "ambiguous", candidates=tuple(nearest))

    def _unknown(self, reference: _ParsedReference) -> Resolution:
        """Return a resolution without a record, with up to three suggestions."""
        name = (
            stem_of(reference.name.strip("/#")) if reference.is_path else reference.name
        )
        suggestions = self._suggester.suggest(name, reference.exclude)
        return Resolution(reference.text, "unknown", candidates=suggestions)

    @cached_property
    def _suggester(self) -> Suggester:
        return Suggester(self._all_records)


def _parse_reference(text: str, docname: str, exclude: str = "") -> _ParsedReference:
    folder = posixpath.dirname(docname)
    name = unquote(text).replace("\\", "/").strip(_WRAPPING_CHARACTERS)
    if name[:1] + name[-1:] in {"[]", "()"}:
        name = name[1:-1].strip(_WRAPPING_CHARACTERS)
    if _EXTERNAL.match(name):
        return _ParsedReference(
            text, name, is_path=True, has_suffix=True, folder=folder, exclude=exclude
        )
    anchor = ""
    if reference_number(name) is None and (match := _ANCHOR.search(name)):
        anchor = match[0].rpartition("#")[2]
        name = name[: match.start()].strip()
    without_suffix = _SUFFIX.sub("", name)
    has_suffix = without_suffix != name
    is_path = has_suffix or "/" in without_suffix
    if without_suffix.endswith("/"):
        without_suffix = without_suffix.rstrip("/") or "/"
    return _ParsedReference(
        text,
        without_suffix,
        is_path=is_path,
        has_suffix=has_suffix,
        folder=folder,
        exclude=exclude,
        anchor=anchor,
        docname=docname,
    )


def _has_anchor(record: DecisionRecord, anchor: str) -> bool:
    """Return whether a link with *anchor* to the log of *record* leads to it.

    Without an anchor it leads to all records. The anchor is the id of the section, an
    explicit target, the words of the heading, or begins with the record's number.
    """
    name = normalize_stem(anchor)
    names = {record.anchor, record.stem, *record.ids}
    if not anchor or name in map(normalize_stem, names):
        return True
    number = leading_number(name)
    return (
        number is not None
        and number.value == record.number
        and prefix_matches(number.prefix, record.prefix)
        and (not number.rest or bool(number.prefix))
    )


def _explicit_ids(record: DecisionRecord) -> list[str]:
    """Return the ids of *record* and its stem with the name of its package.

    log4brains refers to a record in a monorepo as ``package/slug``, wherever in the
    package the folder of the records is.
    """
    folders = [f for f in record.docname.split("/")[:-1] if f != record.stem]
    while folders and folders[-1].lower() in _GENERIC_FOLDERS:
        folders.pop()
    package = [f"{folders[-1]}/{record.stem}"] if folders else []
    return list(dict.fromkeys([*record.ids, *package]))


def _leads_elsewhere(reference: _ParsedReference, record: DecisionRecord) -> bool:
    """Return whether a path leaves the project, for a folder that it has not.

    ``../../infra/adr/0006-x.md`` is a record of another project, although this one has
    a file with that name.
    """
    path = posixpath.normpath(posixpath.join(reference.folder, reference.name))
    *folders, _ = path.split("/")
    if folders[:1] != [".."] or reference.name.startswith("/"):
        return False
    own = {".", "..", *_GENERIC_FOLDERS, *record.docname.lower().split("/")}
    return not own.issuperset(folder.lower() for folder in folders)


def _is_below(docname: str, folder: str) -> bool:
    """Return whether the folders of a document have the words of *folder* in a row."""
    return f"/{folder.lower()}/" in f"/{posixpath.dirname(docname).lower()}/"


def _word_sequences(slug: str) -> Iterator[str]:
    """Yield every sequence of words in *slug* that is long enough for a reference."""
    words = slug.split("-")
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            sequence = "-".join(words[start:end])
            if len(sequence) >= _MIN_PART_LENGTH and not sequence.isdigit():
                yield sequence


def _without_excluded(
    records: list[DecisionRecord] | None, reference: _ParsedReference
) -> list[DecisionRecord]:
    return [record for record in records or () if record.key != reference.exclude]


def _nearest(
    records: list[DecisionRecord], folder: str
) -> tuple[tuple[bool, int], list[DecisionRecord]]:
    """Return the proximity of the records nearest to *folder*, and these records."""
    ranked = [(_proximity(record, folder), record) for record in records]
    best = max(rank for rank, _ in ranked)
    return best, [record for rank, record in ranked if rank == best]


def _proximity(record: DecisionRecord, folder: str) -> tuple[bool, int]:
    """Return whether *record* is in *folder*, and the number of common folders."""
    own = posixpath.dirname(folder_of_index_page(record.docname) or record.docname)
    common = 0
    for mine, theirs in zip(own.split("/"), folder.split("/"), strict=False):
        if mine != theirs or not mine:
            break
        common += 1
    return (own == folder, common)


def _index_by(
    records: Iterable[DecisionRecord], keys: Callable[[DecisionRecord], Iterable[Key]]
) -> Index[Key]:
    """Return for every key the records that have it, in the order of *records*."""
    found: dict[Key, list[DecisionRecord]] = defaultdict(list)
    for record in records:
        for key in dict.fromkeys(keys(record)):
            found[key].append(record)
    return dict(found)
