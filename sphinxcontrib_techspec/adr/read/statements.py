"""The result of the status readers, and the choice between several statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...text import collapse_spaces
from ..dates import date_in
from ..decision_record import Statement
from ..outline import LabelledText, Link
from ..relations import AdrRelation
from ..status import exact_status, read_status
from ..vocabulary import INACTIVE, VOCABULARY, Vocabulary


@dataclass(frozen=True, slots=True)
class StatusClaim:
    """A statement of the status and the relations in its text.

    Attributes:
        statement: the statement.
        relations: the relations to other records that its text states.
    """

    statement: Statement
    relations: tuple[AdrRelation, ...] = ()


def read_claim(
    item: LabelledText, location: str, vocabulary: Vocabulary = VOCABULARY
) -> StatusClaim:
    """Return the status and relations in the text of *item*.

    Args:
        item: the text; its label is ignored.
        location: the kind of location of the text in the record.
        vocabulary: the words for a status; the project's are in the outline.
    """
    parsed = read_status(item.text, item.links, item.line, vocabulary)
    statement = Statement(
        parsed.status, collapse_spaces(item.text), item.line, location
    )
    return StatusClaim(
        statement,
        tuple(replace(relation, location=location) for relation in parsed.relations),
    )


def with_label(item: LabelledText) -> LabelledText:
    """Return *item* with its label moved into the text: ``Superseded: by 5``."""
    if not item.label:
        return item
    offset = len(item.label) + 2
    links = tuple(Link(k.target, k.start + offset, k.end + offset) for k in item.links)
    return LabelledText(f"{item.label}: {item.text}", item.line, links=links)


def choose(
    statements: Sequence[Statement], vocabulary: Vocabulary = VOCABULARY
) -> Statement | None:
    """Return the statement that takes precedence among those of one location.

    An inactive status takes precedence over others. If all statements are dated, the
    latest does. A known status takes precedence over an unknown one, and the first
    statement over later ones. Three or more different statuses without a date are a
    template that was not filled in: the status is ``unknown``.

    Returns:
        One of *statements*, or a new one for a template; `None` if there are none.
    """
    known = [s for s in statements if s.status != "unknown"]
    inactive = [s for s in known if s.status in INACTIVE]
    undated = {
        exact_status(s.text, vocabulary) for s in known if not date_in(s.text)
    } - {None}
    if len(undated) > 2:
        text = " | ".join(s.text for s in known)
        return replace(known[0], status="unknown", text=text)
    if inactive:
        return inactive[0]
    dates = [date_in(s.text) for s in known]
    if known and all(date[:4].isdigit() for date in dates):
        return max(zip(dates, known, strict=True), key=lambda pair: pair[0])[1]
    return (*known, *statements)[0] if statements else None
