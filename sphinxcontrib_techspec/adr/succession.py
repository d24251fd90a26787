"""How records bear on one another: what took whose place, and where they disagree."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .decision_record import DecisionRecord, Statement
from .relations import Edge
from .resolve import Resolver
from .status import INACTIVE, Status

_NOT_YET: frozenset[Status] = frozenset({"proposed", "rejected"})
"""The states in which a record's claim to take another's place is not true."""


@dataclass(frozen=True, slots=True)
class ResolvedEdge:
    """An edge with what its target means.

    Attributes:
        source: the record that states it.
        edge: the edge as stated.
        record: the other record; `None` where the target is no one record.
    """

    source: DecisionRecord
    edge: Edge
    record: DecisionRecord | None


@dataclass(frozen=True, slots=True)
class Quote:
    """What a record says, word for word, and where."""

    record: DecisionRecord
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two statements of which only one can be true.

    Attributes:
        first: what the record itself says.
        second: what it, or another record, says against that.
        successor: the record that took its place by one of them, if one did.
    """

    first: Quote
    second: Quote
    successor: DecisionRecord | None = None


class Succession:
    """Which record took the place of which, from both ends of every edge."""

    def __init__(
        self, records: Mapping[str, DecisionRecord], resolver: Resolver
    ) -> None:
        """Join the edges of all *records*."""
        self._records = records
        self._edges: dict[str, list[ResolvedEdge]] = {}
        self._onto: dict[str, list[ResolvedEdge]] = defaultdict(list)
        for record in records.values():
            links = [
                ResolvedEdge(record, edge, _meant(resolver, edge, record))
                for edge in record.edges
            ]
            self._edges[record.docname] = links
            for link in links:
                if link.record is not None and link.edge.relation == "supersedes":
                    self._onto[link.record.docname].append(link)
        self._partly = {
            record.docname: self._parts_of(record) for record in records.values()
        }
        self._successors = {
            record.docname: self._direct(record) for record in records.values()
        }
        self._status: dict[str, Status] = {
            record.docname: self._holding(record) for record in records.values()
        }

    def edges(self, record: DecisionRecord) -> list[ResolvedEdge]:
        """Return what *record* says of others, with what it means."""
        return self._edges[record.docname]

    def successors(self, record: DecisionRecord) -> tuple[DecisionRecord, ...]:
        """Return the records that directly took the place of *record*."""
        return self._successors.get(record.docname, ())

    def partly(self, record: DecisionRecord) -> tuple[DecisionRecord, ...]:
        """Return the records that took the place of a part of *record*, which lives."""
        return tuple(self._partly.get(record.docname, {}).values())

    def status(self, record: DecisionRecord) -> Status:
        """Return the status that holds, whatever only one of both ends says."""
        return self._status.get(record.docname, record.status)

    def _holding(self, record: DecisionRecord) -> Status:
        if record.status in INACTIVE:
            return record.status
        lost = any(
            link.record is None and not link.edge.partly
            for link in self.edges(record)
            if link.edge.relation == "superseded by"
        )
        return "superseded" if lost or self.successors(record) else record.status

    def _parts_of(self, record: DecisionRecord) -> dict[str, DecisionRecord]:
        """Return those that took a part, by either end's word."""
        own = {
            link.record.docname: link.record
            for link in self.edges(record)
            if link.edge.relation == "superseded by"
            and link.edge.partly
            and link.record
        }
        theirs = {
            link.source.docname: link.source
            for link in self._onto[record.docname]
            if link.edge.partly and link.source.status not in _NOT_YET
        }
        return dict(sorted((own | theirs).items()))

    def _direct(self, record: DecisionRecord) -> tuple[DecisionRecord, ...]:
        found: dict[str, DecisionRecord] = {}
        for link in self.edges(record):
            if link.edge.relation != "superseded by" or link.record is None:
                continue
            # Beside a status that lives, a proposal has not taken its place yet.
            if record.status in INACTIVE or link.record.status not in _NOT_YET:
                found[link.record.docname] = link.record
        for link in self._onto[record.docname]:
            if link.source.status not in _NOT_YET:
                found[link.source.docname] = link.source
        partly = self._partly[record.docname]
        return tuple(found[name] for name in sorted(found) if name not in partly)

    # The ends of chains

    def ends(self, record: DecisionRecord) -> tuple[DecisionRecord, ...]:
        """Return every record at the end of the chain of successors of *record*."""
        return tuple(r for r in self._after(record) if not self.successors(r))

    def current_successors(self, record: DecisionRecord) -> tuple[DecisionRecord, ...]:
        """Return every record at the end of the chain of successors that lives."""
        return tuple(r for r in self._after(record) if self.status(r) == "accepted")

    def _after(self, record: DecisionRecord) -> list[DecisionRecord]:
        """Return all that follow *record*, once each, by the names of documents."""
        seen = {record.docname: record}
        waiting = list(self.successors(record))
        while waiting:
            other = waiting.pop()
            if other.docname not in seen:
                seen[other.docname] = other
                waiting.extend(self.successors(other))
        del seen[record.docname]
        return [seen[name] for name in sorted(seen)]

    # Where both ends disagree

    def conflicts(self, record: DecisionRecord) -> tuple[Conflict, ...]:
        """Return where *record* disagrees with itself, or with one that follows it."""
        found = (
            *self._in_statements(record),
            *self._in_own_edges(record),
            *self._in_successors(record),
            *self._in_claims(record),
            *self._in_cycle(record),
        )
        told: dict[tuple[str, int, str, int], Conflict] = {}
        for conflict in found:
            first, second = conflict.first, conflict.second
            key = (first.text, first.line, second.text, second.line)
            told.setdefault(key, conflict)
        return tuple(told.values())

    def _in_statements(self, record: DecisionRecord) -> Iterator[Conflict]:
        """Give statuses in two places, one of which says dead, the other living."""
        known = [s for s in record.statements if s.status != "unknown"]
        for other in known[1:]:
            same = other.status == known[0].status
            if not same and not {other.status, known[0].status} <= INACTIVE:
                yield Conflict(_status(record, known[0]), _status(record, other))

    def _in_own_edges(self, record: DecisionRecord) -> Iterator[Conflict]:
        """Give a living status beside a field that names a successor."""
        if record.status in INACTIVE or record.status == "unknown":
            return
        for link in self.edges(record):
            edge = link.edge
            if edge.relation == "superseded by" and not edge.partly:
                yield Conflict(
                    _status(record, record.statements[0]),
                    Quote(record, edge.text, edge.line),
                    link.record,
                )

    def _in_successors(self, record: DecisionRecord) -> Iterator[Conflict]:
        """Give two places in the record that name different successors."""
        places: dict[str, list[ResolvedEdge]] = defaultdict(list)
        for link in self.edges(record):
            if link.edge.relation == "superseded by" and not link.edge.partly:
                places[link.edge.place].append(link)
        first, *others = places.values() or [[]]
        named = {_identity(link) for link in first}
        for links in others:
            theirs = {_identity(link) for link in links}
            if not (named <= theirs or theirs <= named):
                yield Conflict(_edge(first[0]), _edge(links[0]))

    def _in_claims(self, record: DecisionRecord) -> Iterator[Conflict]:
        """Give what another record says that this one does not bear out."""
        partly = self._partly[record.docname]
        alive = record.status in {"accepted", "proposed"}
        for link in self._onto[record.docname]:
            other = link.source
            if not alive or other.status in _NOT_YET or other.docname in partly:
                continue
            # Two that supersede each other are told once, as a chain without an end.
            if not _holds(self.successors(other), record):
                yield Conflict(
                    _status(record, record.statements[0]), _edge(link), other
                )
        if record.status != "superseded":
            return
        for link in self.edges(record):
            other = link.record
            if (
                link.edge.relation == "superseded by"
                and other is not None
                and other.status in _NOT_YET
            ):
                yield Conflict(_edge(link), _status(other, other.statements[0]))

    def _in_cycle(self, record: DecisionRecord) -> Iterator[Conflict]:
        """Give a chain that leads back to its beginning, told of one of its records."""
        back = [r for r in self._after(record) if _holds(self.successors(r), record)]
        if not back:
            return
        loop = [r for r in self._after(record) if _holds(self._after(r), record)]
        if record.docname < min(r.docname for r in loop):
            first = next(r for r in self.successors(record) if _holds(loop, r))
            yield Conflict(self._said(record, first), self._said(back[0], record))

    def _said(self, record: DecisionRecord, successor: DecisionRecord) -> Quote:
        """Return the words by which *successor* took the place of *record*."""
        for link in self.edges(record):
            if link.edge.relation == "superseded by" and link.record is successor:
                return _edge(link)
        claims = self._onto[record.docname]
        return _edge(next(link for link in claims if link.source is successor))


def _meant(
    resolver: Resolver, edge: Edge, record: DecisionRecord
) -> DecisionRecord | None:
    """Return the record that an edge leads to; a guess is no fact about a record."""
    resolution = resolver.resolve_other(edge.target, record)
    if resolution.guessed:
        return None
    folder = posixpath.dirname(record.docname)
    beside = [
        other
        for other in resolution.candidates
        if posixpath.dirname(other.docname) == folder
    ]
    if resolution.outcome == "ambiguous" and len(beside) == 1:
        # A number that is an id elsewhere means its neighbour to a record.
        return beside[0]
    return resolution.record


def _identity(link: ResolvedEdge) -> str:
    return link.record.docname if link.record else f"“{link.edge.target}”"


def _status(record: DecisionRecord, statement: Statement) -> Quote:
    return Quote(record, statement.text, statement.line)


def _edge(link: ResolvedEdge) -> Quote:
    return Quote(link.source, link.edge.text, link.edge.line)


def _holds(records: Iterable[DecisionRecord], record: DecisionRecord) -> bool:
    return any(other is record for other in records)
