"""From what an author writes to one record, or to a plain word why not.

The tiers are tried in order and never mixed: an external address, a path from the
referring document, a document name, an explicit id, a file's stem or slug, a number,
a unique part of a slug. The first that finds anything ends the search.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Literal, TypeVar

from ..text import folded
from .record import AdrRecord

_EXTERNAL = re.compile(r"^[a-z][a-z0-9+.-]*://|^mailto:", re.IGNORECASE)
_SUFFIX = re.compile(r"\.(?:md|markdown|rst|txt|html?)$", re.IGNORECASE)
_NUMBER = re.compile(
    r"^(?P<prefix>[A-Za-z][A-Za-z-]*?)?[-_ #]*(?P<number>\d{1,6})$"
)

Key = TypeVar("Key", str, int)

Outcome = Literal["found", "external", "ambiguous", "unknown"]


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
    """

    written: str
    outcome: Outcome
    record: AdrRecord | None = None
    candidates: tuple[AdrRecord, ...] = ()
    moved: bool = False
    guessed: bool = False


@dataclass
class AdrIndex:
    """Every decision record of a project, and how they bear on one another."""

    records: dict[str, AdrRecord]
    _ids: dict[str, list[AdrRecord]] = field(init=False, repr=False)
    _folded_ids: dict[str, list[AdrRecord]] = field(init=False, repr=False)
    _stems: dict[str, list[AdrRecord]] = field(init=False, repr=False)
    _numbers: dict[int, list[AdrRecord]] = field(init=False, repr=False)
    _successors: dict[str, tuple[AdrRecord, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index the records by everything they may be called."""
        self.records = dict(sorted(self.records.items()))
        every = self.records.values()
        self._ids = _by(every, lambda record: record.ids)
        self._folded_ids = _by(every, lambda r: [name.lower() for name in r.ids])
        self._stems = _by(every, lambda r: {_stem(r.stem), r.slug} - {""})
        self._numbers = _by(every, lambda r: [] if r.number is None else [r.number])
        self._cache: dict[tuple[str, str], Resolution] = {}
        self._successors = self._join()

    def __bool__(self) -> bool:
        """Tell whether the project has any decision record."""
        return bool(self.records)

    def resolve(self, written: str, docname: str) -> Resolution:
        """Return what *written* means in the document *docname*."""
        folder = posixpath.dirname(docname)
        key = (written, folder)
        if key not in self._cache:
            self._cache[key] = self._resolve(written.strip(), folder)
        return self._cache[key]

    def _resolve(self, written: str, folder: str) -> Resolution:
        if _EXTERNAL.match(written):
            return Resolution(written, "external")
        path = _SUFFIX.sub("", written.split("#")[0].strip()).removesuffix("/")
        if record := self._at_path(path, folder):
            return Resolution(written, "found", record)
        is_path = "/" in path or path != written.split("#")[0].strip()
        if not is_path:
            for found in (
                self._ids.get(written), self._folded_ids.get(written.lower())
            ):  # fmt: skip
                if found:
                    return self._choose(written, found, folder)
        stem = path.rsplit("/", 1)[-1] if is_path else path
        if found := self._stems.get(_stem(stem)):
            return self._choose(written, found, folder, moved=is_path)
        if is_path:
            return self._unknown(written, stem)
        if found := self._numbered(written):
            return self._choose(written, found, folder)
        if found := self._part_of_slug(stem):
            return self._choose(written, found, folder, guessed=True)
        return self._unknown(written, stem)

    def _at_path(self, path: str, folder: str) -> AdrRecord | None:
        """Return the record at *path*: from *folder*, from the root, as a docname."""
        if not path:
            return None
        if path.startswith("/"):
            here = path.lstrip("/")
        else:
            here = posixpath.normpath(posixpath.join(folder, path))
        for docname in (here, path):
            for name in (docname, f"{docname}/README", f"{docname}/index"):
                if name in self.records:
                    return self.records[name]
        return None

    def _numbered(self, written: str) -> list[AdrRecord]:
        match = _NUMBER.match(written)
        if not match:
            return []
        prefix = (match["prefix"] or "").strip("-_ #").upper()
        found = self._numbers.get(int(match["number"]), [])
        if not prefix:
            return found
        exact = [record for record in found if record.prefix == prefix]
        if exact or prefix != "ADR":
            return exact
        return [record for record in found if not record.prefix]

    def _part_of_slug(self, written: str) -> list[AdrRecord]:
        part = folded(written)
        if len(part) < 3 or part.isdigit():  # noqa: PLR2004 - a shorter part says nothing
            return []
        edge = re.compile(rf"(?:^|-){re.escape(part)}(?:-|$)")
        found = [r for r in self.records.values() if edge.search(r.slug)]
        return found if len(found) == 1 else []

    def _choose(
        self,
        written: str,
        found: list[AdrRecord],
        folder: str,
        *,
        moved: bool = False,
        guessed: bool = False,
    ) -> Resolution:
        """Return the one record nearest to *folder*, or that there is none such."""
        nearest = found
        if len(found) > 1:
            ranked = [(_nearness(record.docname, folder), record) for record in found]
            best = max(rank for rank, _ in ranked)
            nearest = [record for rank, record in ranked if rank == best]
        if len(nearest) == 1:
            return Resolution(
                written, "found", nearest[0], moved=moved, guessed=guessed
            )
        return Resolution(written, "ambiguous", candidates=tuple(nearest))

    def _unknown(self, written: str, stem: str) -> Resolution:
        """Return that there is no such record, with up to three that are like it."""
        wanted = folded(stem)
        match = _NUMBER.match(stem)
        number = int(match["number"]) if match else None

        def likeness(record: AdrRecord) -> float:
            best = max(
                SequenceMatcher(None, wanted, folded(name)).ratio()
                for name in (record.stem, record.slug or record.stem, record.title)
            )
            if number is not None and record.number is not None:
                near = SequenceMatcher(None, str(number), str(record.number)).ratio()
                best = max(best, 0.9 if abs(number - record.number) == 1 else near)
            return best

        ranked = sorted(
            ((likeness(r), r.docname) for r in self.records.values()),
            key=lambda pair: (-pair[0], pair[1]),
        )
        near = tuple(self.records[name] for score, name in ranked if score >= 0.6)  # noqa: PLR2004 - difflib's own cutoff
        return Resolution(written, "unknown", candidates=near[:3])

    # How records bear on one another

    def _join(self) -> dict[str, tuple[AdrRecord, ...]]:
        """Return the direct successors of each record, from both ends of each edge.

        A record that is only proposed supersedes nothing yet.
        """
        found: dict[str, dict[str, AdrRecord]] = defaultdict(dict)
        for record in self.records.values():
            for edge in record.edges:
                if edge.partly:
                    continue
                other = self._resolve(
                    edge.target, posixpath.dirname(record.docname)
                ).record
                if other is None or other is record:
                    continue
                if edge.relation == "superseded by":
                    found[record.docname][other.docname] = other
                elif edge.relation == "supersedes" and record.status in {
                    "accepted", "superseded", "deprecated"
                }:  # fmt: skip
                    found[other.docname][record.docname] = record
        return {
            docname: tuple(others[name] for name in sorted(others))
            for docname, others in found.items()
        }

    def successors(self, record: AdrRecord) -> tuple[AdrRecord, ...]:
        """Return the records that directly took the place of *record*."""
        return self._successors.get(record.docname, ())

    def is_dead(self, record: AdrRecord) -> bool:
        """Tell whether *record* was superseded, by its own word or by another's."""
        return record.status == "superseded" or (
            record.status == "accepted"
            and any(r.status != "proposed" for r in self.successors(record))
        )

    def living_ends(self, record: AdrRecord) -> tuple[AdrRecord, ...]:
        """Return every record at the end of the chain of successors that lives."""
        seen = {record.docname}
        ends: dict[str, AdrRecord] = {}
        waiting = list(self.successors(record))
        while waiting:
            other = waiting.pop(0)
            if other.docname in seen:
                continue
            seen.add(other.docname)
            further = self.successors(other)
            if not self.is_dead(other) and other.status == "accepted":
                ends[other.docname] = other
            waiting.extend(further)
        return tuple(ends[name] for name in sorted(ends))

    def shown_status(self, record: AdrRecord) -> str:
        """Return the status a page shows: *superseded* where another record says so."""
        return "superseded" if self.is_dead(record) else record.status


def _stem(text: str) -> str:
    return text.lower().replace("_", "-")


def _nearness(docname: str, folder: str) -> tuple[int, int]:
    """Rank a document by how near its folder is to *folder*: same, then common."""
    own = posixpath.dirname(docname)
    own_parts, parts = own.split("/"), folder.split("/")
    common = 0
    for mine, theirs in zip(own_parts, parts, strict=False):
        if mine != theirs or not mine:
            break
        common += 1
    return (int(own == folder), common)


def _by(
    records: Iterable[AdrRecord], keys: Callable[[AdrRecord], Iterable[Key]]
) -> dict[Key, list[AdrRecord]]:
    found: dict[Key, list[AdrRecord]] = defaultdict(list)
    for record in records:
        for key in keys(record):
            found[key].append(record)
    return dict(found)
