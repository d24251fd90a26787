"""Which spec reports on which decision record."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from ..adr import DecisionRecord
from .project import Project
from .spec import Spec


@dataclass(frozen=True, slots=True)
class _Owners:
    """Which spec reports on which record, for a whole project.

    Attributes:
        owned: the records by the `id` of the spec that reports them.
        doubtful: the keys of records that an ambiguous reference may mean.
    """

    owned: dict[int, list[DecisionRecord]]
    doubtful: frozenset[str]


def records_of(spec: Spec, project: Project) -> list[DecisionRecord]:
    """Return the records that *spec* reports on: each belongs to just one."""
    return owners_in(project).owned.get(id(spec), [])


def owners_in(project: Project) -> _Owners:
    """Return which spec reports on which record of *project*."""
    return project.cached(_find_owners)


def _find_owners(project: Project) -> _Owners:
    owned: dict[int, list[DecisionRecord]] = {}
    for record in project.adrs.records.values():
        owned.setdefault(id(_owner(record, project)), []).append(record)
    return _Owners(owned, frozenset(_doubtful(project)))


def _owner(record: DecisionRecord, project: Project) -> Spec:
    """Return the spec of a record's document, or else the one in the nearest folder."""
    spec = project.spec_at(record.docname)
    if any(spec is other for other in project.specs):
        return spec
    folders = posixpath.dirname(record.docname).split("/")

    def common(other: Spec) -> int:
        pairs = zip(folders, posixpath.dirname(other.docname).split("/"), strict=False)
        return len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))

    return max(project.specs, key=common)


def _doubtful(project: Project) -> Iterator[str]:
    found = [r for item in project.items() for r in project.decisions(item)]
    found += [
        project.adrs.resolve(mention.target, document.docname)
        for document in project.documents.values()
        for mention in document.mentions
        if mention.role == "adr"
    ]
    for resolution in found:
        if resolution.outcome == "ambiguous":
            yield from (record.key for record in resolution.candidates)
