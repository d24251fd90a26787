"""TS206 and TS207: decision records that contradict themselves, or are unused."""

from __future__ import annotations

from collections.abc import Iterator

from ..adr import Conflict, DecisionRecord
from ..kinds import Section
from ..messages import Message, Replace, template
from ..model.adr_owners import owners_in, records_of
from ..model.spec import Spec
from ._decision_text import (
    quote_location,
    shorten,
    superseded_by_text,
)
from .base import PASSED, Context, Failed, Outcome


def adr_conflict(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A decision record that contradicts itself or its successor.

    What it does
    ------------
    Compares the statements about the status and the relations of a decision record: in
    its front matter, in its text, and in related records. It reports, for example, a
    front matter that differs from the text, an accepted record with a successor, or a
    record that is superseded only according to another record. The finding quotes both
    statements. If one of them says that the record is superseded, the record does not
    count as accepted.

    Why
    ---
    Readers who see only one of the two statements do not know the actual decision.

    Example
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

    Accepted
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
    for record in records_of(spec, context.project):
        conflicts = context.project.adrs.conflicts(record)
        if not conflicts:
            yield PASSED[Section.ARCHITECTURE]
        for conflict in conflicts:
            yield _conflict(record, conflict, context)


def _conflict(record: DecisionRecord, conflict: Conflict, context: Context) -> Failed:
    first, second = conflict.first, conflict.second
    status = context.project.adrs.shown_status(record)
    same = second.record is first.record
    text = (
        template(
            "contradiction in {first}: “{text}” ({location}) and “{other}” "
            "({other_location})"
        )
        if same
        else template(
            "contradiction between {first} and {second}: “{text}” ({location}) and "
            "“{other}” ({other_location})"
        )
    )
    fix = None
    if conflict.successor is not None and status == "superseded":
        fix = Replace(
            first.text if first.record is record else second.text,
            superseded_by_text(conflict.successor, record, context),
        )
    return Failed(
        Section.ARCHITECTURE,
        Message(
            text,
            first=f"{first.record.label} ({first.record.title})",
            text=shorten(first.text),
            location=quote_location(first, context),
            second=second.record.label,
            other=shorten(second.text),
            other_location=quote_location(second, context),
        ),
        subject=f"{record.key} {second.record.key}",
        advice=Message(
            "change one of them; until then {record} counts as {status}",
            record=record.label,
            status=status,
        ),
        fix=fix,
        docname=record.docname,
        line=first.line if first.record is record else second.line,
    )


def adr_unused(spec: Spec, context: Context) -> Iterator[Outcome]:
    """An accepted decision record that no item references.

    What it does
    ------------
    Reports an accepted decision record if no item refers to it in `adr`, and no
    document except the record itself refers to it with the role `techspec:adr`. The
    finding belongs to the spec that contains the record.

    Why
    ---
    Either the spec leaves out something that was decided, or the decision no longer
    matters and the record should be deprecated.

    Example
    -------
    ````md
    ```{techspec:stack} Redis
    :role: Cache
    :version: 7.2.7
    ```

    ```{toctree}
    adr/0001-share-a-cache
    ```
    ````

    `adr/0001-share-a-cache.md`:

    ````md
    # 1. Share a cache

    ## Status

    Accepted
    ````

    Instead
    -------
    ````md
    ```{techspec:stack} Redis
    :role: Cache
    :version: 7.2.7
    :adr: ADR-001
    ```

    ```{toctree}
    adr/0001-share-a-cache
    ```
    ````

    `adr/0001-share-a-cache.md`:

    ````md
    # 1. Share a cache

    ## Status

    Accepted
    ````
    """
    project = context.project
    doubtful = owners_in(project).doubtful
    for record in records_of(spec, context.project):
        if project.adrs.shown_status(record) != "accepted":
            continue
        elsewhere = set(project.mentioned_in(record)) - {record.docname}
        if project.referencing_items(record) or elsewhere or record.key in doubtful:
            yield PASSED[Section.ARCHITECTURE]
        else:
            yield Failed(
                Section.ARCHITECTURE,
                Message(
                    "accepted {record} is not referenced by any item",
                    record=f"{record.label} ({record.title})",
                ),
                subject=record.key,
                advice=Message("refer to it in an adr field, or deprecate it"),
                docname=record.docname,
                line=record.line,
            )
