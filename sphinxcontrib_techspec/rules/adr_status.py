"""TS204 and TS205: references to records that are superseded or not accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..adr import DecisionRecord, Quote
from ..messages import Message
from ..model.spec import Spec
from ..patterns import regex
from ..text import to_plain
from ._decision_references import Reference, references
from ._decision_text import (
    join_and,
    name_for,
    path_to,
    quote_location,
    shorten,
)
from .base import PASSED, Context, Outcome

_SUPERSEDED = regex(r"\bsupersed(?:e[sd]?|ing)\b", re.IGNORECASE)


def _says_so(reference: Reference) -> bool:
    """Tell whether an item that refers to a record says that one is superseded."""
    item = reference.item
    if item is None:
        return False
    texts = [item.text(""), *(text for _, text in [*item.given_fields(), *item.extras])]
    return any(_SUPERSEDED.search(to_plain(text)) for text in texts)


def adr_superseded(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A reference to a superseded decision record.

    What it does
    ------------
    Reports each reference to a superseded decision record, and lists its current
    successors: the records at the end of the chain. It is no mistake where the item
    itself says that a record is superseded, as in *ADR-005, which supersedes ADR-002*.
    If an item has to refer to the old record, waive the rule for the item.

    Why
    ---
    The spec is built on a decision that the team has replaced.

    Example
    -------
    ````md
    ```{techspec:stack} Redis
    :role: Cache
    :version: 7.2.7
    :adr: ADR-001
    ```
    ````

    `adr/0001-cache-in-process.md`:

    ````md
    # 1. Cache in process

    ## Status

    Superseded by [2. Share a cache](0002-share-a-cache.md)
    ````

    `adr/0002-share-a-cache.md`:

    ````md
    # 2. Share a cache

    ## Status

    Accepted

    Supersedes [1. Cache in process](0001-cache-in-process.md)
    ````

    Instead
    -------
    ````md
    ```{techspec:stack} Redis
    :role: Cache
    :version: 7.2.7
    :adr: ADR-002
    ```
    ````

    `adr/0001-cache-in-process.md`:

    ````md
    # 1. Cache in process

    ## Status

    Superseded by [2. Share a cache](0002-share-a-cache.md)
    ````

    `adr/0002-share-a-cache.md`:

    ````md
    # 2. Share a cache

    ## Status

    Accepted

    Supersedes [1. Cache in process](0001-cache-in-process.md)
    ````
    """
    adrs = context.project.adrs
    for reference in references(spec, context):
        record = reference.resolution.record
        if record is None or not adrs.is_superseded(record) or _says_so(reference):
            yield PASSED[reference.section]
            continue
        successors = adrs.current_successors(record)
        name = f"{record.label} ({record.title})"
        if not successors:
            yield reference.fail(_no_successor(name, record, context))
            continue
        yield reference.fail(
            Message(
                "{record} is superseded by {successors}",
                record=name,
                successors=join_and(f"{r.label} ({r.title})" for r in successors),
            ),
            fix=reference.replace_with(
                *(name_for(r, reference.docname, context) for r in successors)
            ),
        )


def _no_successor(name: str, record: DecisionRecord, context: Context) -> Message:
    """Return why no current record can be named in the place of *record*."""
    adrs = context.project.adrs
    if ends := adrs.chain_ends(record):
        successors = join_and(
            f"{end.label} ({end.title}), which {_state(end, context)}" for end in ends
        )
        return Message(
            "{record} is superseded by {successors}", record=name, successors=successors
        )
    if adrs.successors(record):
        return Message(
            "{record} and its successors supersede each other in a cycle", record=name
        )
    unresolved = [
        resolved
        for resolved in adrs.relations(record)
        if resolved.relation.type == "superseded by" and resolved.record is None
    ]
    several = next((r for r in unresolved if r.candidates), None)
    if several is not None:
        return Message(
            "{record} is superseded by “{name}”, which matches several decision "
            "records: {records}",
            record=name,
            name=several.relation.target,
            records=", ".join(
                f"{path_to(other, record.docname, context)} "
                f"({other.title}, {adrs.shown_status(other)})"
                for other in several.candidates
            ),
        )
    missing = [resolved.relation.target for resolved in unresolved]
    if missing:
        return Message(
            "{record} is superseded by {successors}, but no such record exists",
            record=name,
            successors=join_and(f"“{target}”" for target in dict.fromkeys(missing)),
        )
    return Message("{record} is superseded, but no successor is named", record=name)


def adr_not_accepted(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A reference to a decision record that is not accepted.

    What it does
    ------------
    Reports each reference to a decision record that is proposed, rejected or
    deprecated, or whose status is missing or unknown. Superseded records are reported
    by TS204.

    Why
    ---
    The spec presents something as decided that is still open or was rejected.

    Example
    -------
    ````md
    ```{techspec:stack} Redis
    :role: Cache
    :version: 7.2.7
    :adr: ADR-001
    ```
    ````

    `adr/0001-share-a-cache.md`:

    ````md
    # 1. Share a cache

    ## Status

    Proposed
    ````

    Instead
    -------
    ````md
    ```{techspec:stack} Redis
    :role: Cache
    :version: 7.2.7
    :adr: ADR-001
    ```
    ````

    `adr/0001-share-a-cache.md`:

    ````md
    # 1. Share a cache

    ## Status

    Accepted
    ````
    """
    adrs = context.project.adrs
    for reference in references(spec, context):
        record = reference.resolution.record
        if record is None or adrs.shown_status(record) in {"accepted", "superseded"}:
            yield PASSED[reference.section]
            continue
        successors = adrs.current_successors(record)
        advice = ""
        if successors:
            advice = Message(
                "use {successors}, which replaced it",
                successors=join_and(f"{r.label} ({r.title})" for r in successors),
            )
        yield reference.fail(
            Message(
                "{record} is not accepted: it {state}",
                record=f"{record.label} ({record.title})",
                state=_state(record, context),
            ),
            advice=advice,
            fix=reference.replace_with(
                *(name_for(r, reference.docname, context) for r in successors)
            ),
        )


def _state(record: DecisionRecord, context: Context) -> str:
    """Return the status of a record that is not accepted, as a predicate."""
    status = context.project.adrs.shown_status(record)
    quote = Quote(record, record.raw_status, record.status_line)
    location = quote_location(quote, context)
    if not quote.text:
        return f"has no status ({location})"
    known = "has no known status" if status == "unknown" else f"is {status}"
    return f"{known} ({location} says “{shorten(quote.text)}”)"
