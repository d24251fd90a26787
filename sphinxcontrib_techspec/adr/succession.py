"""Join the relations of all records: which supersedes which, and contradictions."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .decision_record import DecisionRecord, Statement
from .names import is_written_as_record
from .relations import AdrRelation
from .resolve import Resolver
from .vocabulary import INACTIVE, Status

_INEFFECTIVE: frozenset[Status] = frozenset({"proposed", "rejected"})
"""The statuses in which a record does not supersede another, although it says so."""


@dataclass(frozen=True, slots=True)
class ResolvedRelation:
    """A relation with the record that its target resolves to.

    Attributes:
        source: the record that states the relation.
        relation: the relation as stated.
        record: the other record; `None` if the target does not resolve to one record.
        candidates: the records that the target may mean, where they are several.
        is_unknown: whether the target is no record at all, and no URL.
    """

    source: DecisionRecord
    relation: AdrRelation
    record: DecisionRecord | None
    candidates: tuple[DecisionRecord, ...] = ()
    is_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation from a record.

    Attributes:
        record: the record.
        text: the quoted text.
        line: the line number, from 1; 0 if unknown.
    """

    record: DecisionRecord
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two statements that contradict each other.

    Attributes:
        first: the statement of the record itself.
        second: the statement that contradicts it, of the same or another record.
        successor: the record that supersedes it according to one of the statements;
            `None` if the conflict is not about a successor.
    """

    first: Quote
    second: Quote
    successor: DecisionRecord | None = None


class Succession:
    """The successors, status and conflicts of every record of a project."""

    def __init__(
        self, records: Mapping[str, DecisionRecord], resolver: Resolver
    ) -> None:
        """Resolve and join the relations of all *records*."""
        self._records = records
        self._relations: dict[str, list[ResolvedRelation]] = {}
        self._incoming: dict[str, list[ResolvedRelation]] = defaultdict(list)
        self._unread: dict[str, list[AdrRelation]] = {}
        for record in records.values():
            found = [_resolve(resolver, item, record) for item in record.relations]
            own = _consistent([item for item in found if _is_relation(item)])
            self._relations[record.key] = own
            self._unread[record.key] = [
                resolved.relation
                for resolved in found
                if resolved.is_unknown
                and (resolved.relation.labelled or _is_relation(resolved))
            ]
            for resolved in own:
                if (
                    resolved.record is not None
                    and resolved.relation.type == "supersedes"
                ):
                    self._incoming[resolved.record.key].append(resolved)
        self._partial_successors = {
            record.key: self._find_partial_successors(record)
            for record in records.values()
        }
        self._successors = {
            record.key: self._find_successors(record) for record in records.values()
        }
        self._status: dict[str, Status] = {
            record.key: self._joined_status(record) for record in records.values()
        }

    def relations(self, record: DecisionRecord) -> list[ResolvedRelation]:
        """Return the relations that *record* states, with the records they refer to."""
        return self._relations[record.key]

    def unread(self, record: DecisionRecord) -> list[AdrRelation]:
        """Return the relations that *record* states to what is no record."""
        return self._unread[record.key]

    def successors(self, record: DecisionRecord) -> tuple[DecisionRecord, ...]:
        """Return the records that directly supersede *record*, sorted by document."""
        return self._successors.get(record.key, ())

    def partial_successors(self, record: DecisionRecord) -> tuple[DecisionRecord, ...]:
        """Return the records that supersede a part of *record*, sorted by document."""
        return tuple(self._partial_successors.get(record.key, {}).values())

    def status(self, record: DecisionRecord) -> Status:
        """Return the status, ``superseded`` also if only another record states it."""
        return self._status.get(record.key, record.status)

    def _joined_status(self, record: DecisionRecord) -> Status:
        if record.status in INACTIVE:
            return record.status
        unresolved = any(
            resolved.record is None and not resolved.relation.partly
            for resolved in self.relations(record)
            if resolved.relation.type == "superseded by"
        )
        return "superseded" if unresolved or self.successors(record) else record.status

    def _find_partial_successors(
        self, record: DecisionRecord
    ) -> dict[str, DecisionRecord]:
        """Return the partial successors by key, stated by either record."""
        own = {
            resolved.record.key: resolved.record
            for resolved in self.relations(record)
            if resolved.relation.type == "superseded by"
            and resolved.relation.partly
            and resolved.record
        }
        theirs = {
            resolved.source.key: resolved.source
            for resolved in self._incoming[record.key]
            if resolved.relation.partly and resolved.source.status not in _INEFFECTIVE
        }
        return dict(sorted((own | theirs).items()))

    def _find_successors(self, record: DecisionRecord) -> tuple[DecisionRecord, ...]:
        found: dict[str, DecisionRecord] = {}
        for resolved in self.relations(record):
            if resolved.relation.type != "superseded by" or resolved.record is None:
                continue
            # A proposed successor counts only if this record is already inactive.
            if record.status in INACTIVE or resolved.record.status not in _INEFFECTIVE:
                found[resolved.record.key] = resolved.record
        for resolved in self._incoming[record.key]:
            if resolved.source.status not in _INEFFECTIVE:
                found[resolved.source.key] = resolved.source
        partial = self._partial_successors[record.key]
        return tuple(found[name] for name in sorted(found) if name not in partial)

    # Chains of successors

    def chain_ends(self, record: DecisionRecord) -> tuple[DecisionRecord, ...]:
        """Return the records in the chain of successors that have no successor."""
        return tuple(r for r in self._all_successors(record) if not self.successors(r))

    def current_successors(self, record: DecisionRecord) -> tuple[DecisionRecord, ...]:
        """Return the accepted records in the chain of successors."""
        return tuple(
            r for r in self._all_successors(record) if self.status(r) == "accepted"
        )

    def _all_successors(self, record: DecisionRecord) -> list[DecisionRecord]:
        """Return the direct and indirect successors of *record*, sorted by document."""
        seen = {record.key: record}
        waiting = list(self.successors(record))
        while waiting:
            other = waiting.pop()
            if other.key not in seen:
                seen[other.key] = other
                waiting.extend(self.successors(other))
        del seen[record.key]
        return [seen[name] for name in sorted(seen)]

    # Conflicts

    def conflicts(self, record: DecisionRecord) -> tuple[Conflict, ...]:
        """Return the contradictions within *record* and with its successors."""
        found = (
            *self._conflicting_statuses(record),
            *self._conflicts_of_status_and_successor(record),
            *self._conflicting_successors(record),
            *self._conflicts_with_other_records(record),
            *self._cycles(record),
        )
        unique: dict[tuple[str, int, str, int], Conflict] = {}
        for conflict in found:
            first, second = conflict.first, conflict.second
            key = (first.text, first.line, second.text, second.line)
            unique.setdefault(key, conflict)
        return tuple(unique.values())

    def _conflicting_statuses(self, record: DecisionRecord) -> Iterator[Conflict]:
        """Yield different statuses in two locations, unless both are inactive."""
        known = [s for s in record.statements if s.status != "unknown"]
        for other in known[1:]:
            same = other.status == known[0].status
            if not same and not {other.status, known[0].status} <= INACTIVE:
                yield Conflict(
                    _quote_statement(record, known[0]), _quote_statement(record, other)
                )

    def _conflicts_of_status_and_successor(
        self, record: DecisionRecord
    ) -> Iterator[Conflict]:
        """Yield successors that a record names although it is accepted or proposed."""
        if record.status in INACTIVE or record.status == "unknown":
            return
        for resolved in self.relations(record):
            relation = resolved.relation
            if relation.type == "superseded by" and not relation.partly:
                yield Conflict(
                    _quote_statement(record, record.statements[0]),
                    Quote(record, relation.text, relation.line),
                    resolved.record,
                )

    def _conflicting_successors(self, record: DecisionRecord) -> Iterator[Conflict]:
        """Yield locations in the record that name different successors.

        A location that names some of the successors of another one is no conflict.
        """
        by_location: dict[str, list[ResolvedRelation]] = defaultdict(list)
        for resolved in self.relations(record):
            if (
                resolved.relation.type == "superseded by"
                and not resolved.relation.partly
            ):
                by_location[resolved.relation.location].append(resolved)
        first, *others = by_location.values() or [[]]
        named = {_target_key(resolved) for resolved in first}
        for group in others:
            theirs = {_target_key(resolved) for resolved in group}
            if not (named <= theirs or theirs <= named):
                yield Conflict(_quote_relation(first[0]), _quote_relation(group[0]))

    def _conflicts_with_other_records(
        self, record: DecisionRecord
    ) -> Iterator[Conflict]:
        """Yield statements of another record that contradict those of *record*.

        The other record supersedes this one, which is accepted or proposed; or this
        one names a successor that is only proposed or was rejected.
        """
        partial = self._partial_successors[record.key]
        active = record.status in {"accepted", "proposed"}
        for resolved in self._incoming[record.key]:
            other = resolved.source
            if not active or other.status in _INEFFECTIVE or other.key in partial:
                continue
            # Records that supersede each other are reported once, as a cycle.
            if not _contains(self.successors(other), record):
                yield Conflict(
                    _quote_statement(record, record.statements[0]),
                    _quote_relation(resolved),
                    other,
                )
        if record.status != "superseded":
            return
        for resolved in self.relations(record):
            other = resolved.record
            if (
                resolved.relation.type == "superseded by"
                and other is not None
                and other.status in _INEFFECTIVE
            ):
                yield Conflict(
                    _quote_relation(resolved),
                    _quote_statement(other, other.statements[0]),
                )

    def _cycles(self, record: DecisionRecord) -> Iterator[Conflict]:
        """Yield a cycle of successors, for the first of its records by key only."""
        back = [
            r
            for r in self._all_successors(record)
            if _contains(self.successors(r), record)
        ]
        if not back:
            return
        cycle = [
            r
            for r in self._all_successors(record)
            if _contains(self._all_successors(r), record)
        ]
        if record.key < min(r.key for r in cycle):
            first = next(r for r in self.successors(record) if _contains(cycle, r))
            yield Conflict(
                self._quote_succession(record, first),
                self._quote_succession(back[0], record),
            )

    def _quote_succession(
        self, record: DecisionRecord, successor: DecisionRecord
    ) -> Quote:
        """Return the text stating that *successor* supersedes *record*."""
        for resolved in self.relations(record):
            if (
                resolved.relation.type == "superseded by"
                and resolved.record is successor
            ):
                return _quote_relation(resolved)
        incoming = self._incoming[record.key]
        return _quote_relation(
            next(resolved for resolved in incoming if resolved.source is successor)
        )


def _resolve(
    resolver: Resolver, relation: AdrRelation, record: DecisionRecord
) -> ResolvedRelation:
    """Return a relation with the record that it refers to; without one for a guess."""
    resolution = resolver.resolve_to_other(relation.target, record)
    if resolution.guessed or resolution.outcome == "unknown":
        return ResolvedRelation(record, relation, None, is_unknown=True)
    if resolution.outcome != "ambiguous":
        return ResolvedRelation(record, relation, resolution.record)
    folder = posixpath.dirname(record.docname)
    same_folder = [
        other
        for other in resolution.candidates
        if posixpath.dirname(other.docname) == folder
    ]
    if len(same_folder) == 1:
        # The name is the id of a record elsewhere, and a number in the same folder.
        return ResolvedRelation(record, relation, same_folder[0])
    return ResolvedRelation(record, relation, None, resolution.candidates)


def _consistent(found: list[ResolvedRelation]) -> list[ResolvedRelation]:
    """Return relations without what prose says of a part of a record.

    This holds where the status, a field or the prose says it of the whole record, too:
    an explanation of the change names its parts.
    """
    wholes = {
        (item.relation.type, _target_key(item))
        for item in found
        if not item.relation.partly
    }
    return [
        item
        for item in found
        if not (item.relation.partly and item.relation.needs_record)
        or (item.relation.type, _target_key(item)) not in wholes
    ]


def _is_relation(resolved: ResolvedRelation) -> bool:
    """Return whether a relation is one to a record, known or not."""
    return bool(
        resolved.record
        or resolved.candidates
        or not resolved.relation.needs_record
        or is_written_as_record(resolved.relation.target, resolved.source.prefix)
    )


def _target_key(resolved: ResolvedRelation) -> str:
    """Return a key that is equal for relations to the same target."""
    return resolved.record.key if resolved.record else f"“{resolved.relation.target}”"


def _quote_statement(record: DecisionRecord, statement: Statement) -> Quote:
    return Quote(record, statement.text, statement.line)


def _quote_relation(resolved: ResolvedRelation) -> Quote:
    return Quote(resolved.source, resolved.relation.text, resolved.relation.line)


def _contains(records: Iterable[DecisionRecord], record: DecisionRecord) -> bool:
    """Return whether *record* is one of *records*, by identity."""
    return any(other is record for other in records)
