"""All decision records of a project: found by what people write, joined, compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from .decision_record import DecisionRecord
from .external import ExternalRecord, Inventories, find_external
from .resolve import Resolution, Resolver
from .status import Status
from .succession import Conflict, ResolvedEdge, Succession


@dataclass(eq=False)
class AdrIndex:
    """Every decision record of a project, and how they bear on one another.

    Attributes:
        records: the records by the names of their documents, in that order.
        inventories: the records of other projects.
    """

    records: dict[str, DecisionRecord]
    inventories: Inventories = field(
        default_factory=dict[str, Mapping[str, ExternalRecord]]
    )

    def __post_init__(self) -> None:
        """Index the records by everything they may be called."""
        self.records = dict(sorted(self.records.items()))
        self._resolver = Resolver(self.records.values())
        self._ends: dict[str, tuple[DecisionRecord, ...]] = {}
        self._elsewhere: dict[str, ExternalRecord | None] = {}

    def __bool__(self) -> bool:
        """Tell whether the project has any decision record."""
        return bool(self.records)

    @cached_property
    def _succession(self) -> Succession:
        return Succession(self.records, self._resolver)

    def resolve(self, written: str, docname: str) -> Resolution:
        """Return what *written* means in the document *docname*."""
        found = self._resolver.resolve(written, docname)
        if found.outcome != "unknown" or not self.inventories:
            return found
        if written not in self._elsewhere:
            self._elsewhere[written] = find_external(written, self.inventories)
        external = self._elsewhere[written]
        if external is None:
            return found
        return Resolution(written, "external", external=external)

    def edges(self, record: DecisionRecord) -> list[ResolvedEdge]:
        """Return what *record* says of others, each with the record that it means."""
        return self._succession.edges(record)

    def successors(self, record: DecisionRecord) -> tuple[DecisionRecord, ...]:
        """Return the records that directly took the place of *record*.

        Either end may say so. A record that is only proposed takes no place yet.
        """
        return self._succession.successors(record)

    def partly_superseded_by(
        self, record: DecisionRecord
    ) -> tuple[DecisionRecord, ...]:
        """Return the records that took the place of a part of *record*."""
        return self._succession.partly(record)

    def shown_status(self, record: DecisionRecord) -> Status:
        """Return the status that holds: *superseded* where another record says so."""
        return self._succession.status(record)

    def is_superseded(self, record: DecisionRecord) -> bool:
        """Tell whether *record* was superseded, by its own word or by another's."""
        return self.shown_status(record) == "superseded"

    def current_successors(self, record: DecisionRecord) -> tuple[DecisionRecord, ...]:
        """Return every accepted record that the chain of successors leads to."""
        if record.docname not in self._ends:
            self._ends[record.docname] = self._succession.current_successors(record)
        return self._ends[record.docname]

    def chain_ends(self, record: DecisionRecord) -> tuple[DecisionRecord, ...]:
        """Return the last records of the chain of successors, living or not."""
        return self._succession.ends(record)

    def conflicts(self, record: DecisionRecord) -> tuple[Conflict, ...]:
        """Return where *record* contradicts itself or one that took its place."""
        return self._succession.conflicts(record)
