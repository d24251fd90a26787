"""Explain the status of a decision record: every statement, and which one counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..decision_record import DecisionRecord, Statement
from ..outline import Outline
from . import claims_by_location
from .statements import choose

Reason = Literal["counts", "unknown word", "same location", "other location"]
"""Why a statement counts or not: it is none of the known words, or another statement
in the same location, or in another one, takes precedence."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A statement of the status, and why it counts or not.

    Attributes:
        statement: the statement.
        reason: why it counts or not.
    """

    statement: Statement
    reason: Reason


def explain_status(outline: Outline, record: DecisionRecord) -> list[Explanation]:
    """Return every statement of the status of a record, in the order of precedence.

    Args:
        outline: the outline of the document.
        record: the record that was read from it.
    """
    found: list[Explanation] = []
    for claims in claims_by_location(outline):
        statements = [claim.statement for claim in claims]
        chosen = choose(statements, outline.vocabulary)
        for statement in dict.fromkeys(statements):
            reason: Reason = "other location"
            if record.statements and statement == record.statements[0]:
                reason = "counts"
            elif statement.status == "unknown":
                reason = "unknown word"
            elif statement != chosen:
                reason = "same location"
            found.append(Explanation(statement, reason))
    return found
