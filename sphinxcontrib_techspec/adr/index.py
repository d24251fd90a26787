"""All decision records of a project: references to them and relations between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from .decision_record import DecisionRecord
from .external import ExternalRecord, Inventories, find_external
from .relations import AdrRelation
from .resolve import Resolution, Resolver
from .succession import Conflict, ResolvedRelation, Succession
from .vocabulary import Status


@dataclass(eq=False)
class AdrIndex:
    """All decision records of a project.

    The index resolves references and joins the relations that records state about each
    other. It is built once and must not be changed: results are cached. Methods that
    take a record expect one of `records`.

    Attributes:
        records: the records by `DecisionRecord.key`, sorted by it.
        inventories: the records of other projects, for references such as
            ``payments:ADR-004``.
    """

    records: dict[str, DecisionRecord]
    inventories: Inventories = field(
        default_factory=dict[str, Mapping[str, ExternalRecord]]
    )

    def __post_init__(self) -> None:
        """Sort the records and index their names."""
        in_order = sorted(
            self.records.items(),
            key=lambda pair: (pair[1].docname, pair[1].anchor and pair[1].line),
        )
        self.records = dict(in_order)
        self._resolver = Resolver(self.records.values())
        self._current_successors: dict[str, tuple[DecisionRecord, ...]] = {}
        self._external: dict[str, ExternalRecord | None] = {}

    def __bool__(self) -> bool:
        """Return whether the project has any decision record."""
        return bool(self.records)

    @cached_property
    def _succession(self) -> Succession:
        return Succession(self.records, self._resolver)

    def resolve(self, reference: str, docname: str) -> Resolution:
        """Resolve a reference to a record.

        Args:
            reference: an id, number, file name, docname, path or URL, as written.
            docname: the document that contains the reference. Paths are relative to
                it, and among equal matches the record in the nearest folder wins.

        Returns:
            The resolution. A reference that matches no record is not an error: its
            outcome is ``unknown``.
        """
        found = self._resolver.resolve(reference, docname)
        if found.outcome != "unknown" or not self.inventories:
            return found
        if reference not in self._external:
            # ``payments ADR-004`` is written for ``payments:ADR-004``, too.
            self._external[reference] = find_external(
                reference, self.inventories
            ) or find_external(reference.replace(" ", ":", 1), self.inventories)
        external = self._external[reference]
        if external is None:
            return found
        return Resolution(reference, "external", external=external)

    def relations(self, record: DecisionRecord) -> list[ResolvedRelation]:
        """Return the relations that *record* states, with the records they refer to."""
        return self._succession.relations(record)

    def unread_relations(self, record: DecisionRecord) -> list[AdrRelation]:
        """Return the relations of *record* whose target is no record and no URL.

        Records of other projects in `inventories` are known.
        """
        return [
            relation
            for relation in self._succession.unread(record)
            if self.resolve(relation.target, record.docname).outcome != "external"
        ]

    def successors(self, record: DecisionRecord) -> tuple[DecisionRecord, ...]:
        """Return the records that directly supersede *record*, sorted by document.

        It is enough that one of the two records states it. A proposed record does not
        supersede an accepted one yet.
        """
        return self._succession.successors(record)

    def partly_superseded_by(
        self, record: DecisionRecord
    ) -> tuple[DecisionRecord, ...]:
        """Return the records that supersede a part of *record*, sorted by document."""
        return self._succession.partial_successors(record)

    def shown_status(self, record: DecisionRecord) -> Status:
        """Return the status of *record* with the statements of other records included.

        It is ``superseded`` if another record supersedes it, otherwise its own status.
        """
        return self._succession.status(record)

    def is_superseded(self, record: DecisionRecord) -> bool:
        """Return whether *record* or another record states that it is superseded."""
        return self.shown_status(record) == "superseded"

    def current_successors(self, record: DecisionRecord) -> tuple[DecisionRecord, ...]:
        """Return the accepted ones in the chain of successors, sorted by document."""
        if record.key not in self._current_successors:
            self._current_successors[record.key] = self._succession.current_successors(
                record
            )
        return self._current_successors[record.key]

    def chain_ends(self, record: DecisionRecord) -> tuple[DecisionRecord, ...]:
        """Return the last records of the chain of successors, whatever their status."""
        return self._succession.chain_ends(record)

    def conflicts(self, record: DecisionRecord) -> tuple[Conflict, ...]:
        """Return the contradictions within *record* and with its successors."""
        return self._succession.conflicts(record)
