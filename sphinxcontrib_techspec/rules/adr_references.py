"""TS202 and TS203: references that match no decision record, or several."""

from __future__ import annotations

from collections.abc import Iterator

from ..adr import AdrRelation, DecisionRecord
from ..adr.names import leading_number, reference_number, stem_of
from ..kinds import Section
from ..messages import Message
from ..model.adr_owners import records_of
from ..model.references import looks_like_id
from ..model.spec import Spec
from ..text import join_or
from ._decision_references import Reference, references
from ._decision_text import (
    described,
    name_for,
    path_to,
    shorten,
)
from .base import PASSED, Context, Failed, Outcome


def adr_unknown(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A reference that matches no decision record, or a path to one that has moved.

    What it does
    ------------
    Looks up every `adr` field and every `techspec:adr` role among the decision records
    of the project: by id, number, file name, document name, relative path or link. A
    path to a record that has moved is reported with the new path. A part of a file name
    is accepted if it matches only one record, and is reported as information. A link
    whose text is the id of another record, such as `[ADR-9](adr/0001-jwt.md)`, is
    reported.

    A relation of a record to what is no record of the project, such as `Supersedes: the
    old queue` or `Superseded by: infra ADR-6`, is reported as information, too.

    Why
    ---
    Readers cannot find the reasons for the choice, and the status of the record cannot
    be checked.

    Example
    -------
    ````md
    ```{techspec:stack} PostgreSQL
    :role: Database
    :version: 16.4
    :adr: ADR-010
    ```
    ````

    `adr/0001-use-postgresql.md`:

    ````md
    # 1. Use PostgreSQL

    ## Status

    Accepted
    ````

    Instead
    -------
    ````md
    ```{techspec:stack} PostgreSQL
    :role: Database
    :version: 16.4
    :adr: ADR-001
    ```
    ````

    `adr/0001-use-postgresql.md`:

    ````md
    # 1. Use PostgreSQL

    ## Status

    Accepted
    ````

    Configuration
    -------------
    `techspec_adr_patterns` says which documents are decision records.
    """
    for reference in references(spec, context):
        found = reference.resolution
        if found.record is None:
            if found.outcome == "unknown":
                yield _unknown(reference, context)
            else:
                yield PASSED[reference.section]
        elif found.moved:
            path = path_to(found.record, reference.docname, context)
            yield reference.fail(
                Message(
                    "broken path “{path}”: {record} is now at {new}",
                    path=found.text,
                    record=described(found.record, context),
                    new=path,
                ),
                fix=reference.replace_with(path, safe=True),
            )
        elif other := _other_number(reference, context):
            yield reference.fail(
                Message(
                    "link “{text}” leads to {record}",
                    text=other,
                    record=described(found.record, context),
                ),
                advice=Message("use the id of the record in the link, or another path"),
            )
        else:
            yield PASSED[reference.section]
            if found.guessed:
                yield reference.fail(
                    Message(
                        "“{name}” matches {record} only by a part of its file name",
                        name=found.text,
                        record=described(found.record, context),
                    ),
                    advice=Message("use the id of the record"),
                    fix=reference.replace_with(
                        name_for(found.record, reference.docname, context), safe=True
                    ),
                    gate="info",
                )

    for record in records_of(spec, context.project):
        for relation in context.project.adrs.unread_relations(record):
            if relation.type != "superseded by" or not _is_referenced(record, context):
                yield _unread(record, relation)


def _is_referenced(record: DecisionRecord, context: Context) -> bool:
    """Return whether a reference leads to a record; TS204 names the lost successor."""
    project = context.project
    elsewhere = set(project.mentioned_in(record)) - {record.docname}
    return bool(project.referencing_items(record) or elsewhere)


def _unread(record: DecisionRecord, relation: AdrRelation) -> Failed:
    """Return that a relation of a record leads to none."""
    return Failed(
        Section.ARCHITECTURE,
        Message(
            "relation of {record} to no decision record: {type} “{name}”",
            record=f"{record.label} ({record.title})",
            type=relation.type,
            name=shorten(relation.target),
        ),
        subject=f"{record.key} {relation.type} {relation.target}",
        advice=Message("name a record of the project, or leave the relation out"),
        docname=record.docname,
        line=relation.line,
        gate="info",
        counts=False,
    )


def _unknown(reference: Reference, context: Context) -> Failed:
    """Return that a reference matches no record, with what it may have meant."""
    found = reference.resolution
    near = [described(record, context) for record in found.candidates]
    problem = Message("no decision record matches “{name}”", name=found.text)
    if near:
        advice = Message("did you mean {records}?", records=join_or(near))
    elif context.project.adrs:
        advice = Message("use the id, the file name or the path of a record")
    else:
        problem = Message(
            "no decision record matches “{name}” (the project has none)",
            name=found.text,
        )
        advice = Message("check techspec_adr_patterns")
    fix = None
    if len(found.candidates) == 1 and not _contradicts(found.text, found.candidates[0]):
        name = name_for(found.candidates[0], reference.docname, context)
        fix = reference.replace_with(name)
    return reference.fail(problem, advice=advice, fix=fix)


_GENERIC = "ADR"
"""The prefix of records without one of their own."""


def _other_number(reference: Reference, context: Context) -> str:
    """Return the text of a link that is the number of another record, or nothing."""
    item, record = reference.item, reference.resolution.record
    texts = dict(item.links) if item is not None else {}
    text = texts.get(reference.resolution.text, "")
    number = reference_number(text) if looks_like_id(text) else None
    if record is None or record.number is None or number is None:
        return ""
    # ``Phase 2``, ``RFC 9110`` and ``Use Python 3`` are no ids of this record's kind.
    if number.prefix.upper() not in {record.prefix or _GENERIC, _GENERIC}:
        return ""
    ids = filter(None, map(reference_number, record.ids))
    known = {record.number, *(other.value for other in ids)}
    named = context.project.adrs.resolve(text, reference.docname)
    is_same = named.record is record or record in named.candidates
    return "" if number.value in known or is_same else text


def _contradicts(reference: str, record: DecisionRecord) -> bool:
    """Return whether a reference has another number than a record with a similar name.

    It may be a record that is not written yet, so it must not be replaced.
    """
    name = stem_of(reference.strip("/"))
    number = reference_number(name) or leading_number(name)
    return number is not None and number.value != record.number


def adr_ambiguous(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A reference that matches several decision records.

    What it does
    ------------
    Reports a reference to a number or a file name of several decision records, and
    lists their paths. If one of the records is in a nearer folder than the others, it
    is used without a finding.

    Why
    ---
    It is not known which record is meant, so the reference is not linked and no status
    is checked.

    Example
    -------
    ````md
    ```{techspec:stack} PostgreSQL
    :role: Database
    :version: 16.4
    :adr: ADR-001
    ```
    ````

    `orders/adr/0001-use-postgresql.md`:

    ````md
    # 1. Use PostgreSQL

    ## Status

    Accepted
    ````

    `billing/adr/0001-use-mariadb.md`:

    ````md
    # 1. Use MariaDB

    ## Status

    Accepted
    ````

    Instead
    -------
    ````md
    ```{techspec:stack} PostgreSQL
    :role: Database
    :version: 16.4
    :adr: orders/adr/0001-use-postgresql.md
    ```
    ````

    `orders/adr/0001-use-postgresql.md`:

    ````md
    # 1. Use PostgreSQL

    ## Status

    Accepted
    ````

    `billing/adr/0001-use-mariadb.md`:

    ````md
    # 1. Use MariaDB

    ## Status

    Accepted
    ````
    """
    for reference in references(spec, context):
        found = reference.resolution
        if found.outcome != "ambiguous":
            yield PASSED[reference.section]
            continue
        paths = [
            f"{path_to(record, reference.docname, context)} "
            f"({record.title}, {context.project.adrs.shown_status(record)})"
            for record in found.candidates
        ]
        yield reference.fail(
            Message(
                "“{name}” matches several decision records: {records}",
                name=found.text,
                records=", ".join(paths),
            ),
            advice=Message("use the path of one of them"),
        )
