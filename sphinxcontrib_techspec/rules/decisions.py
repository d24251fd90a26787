"""TS2xx: what rests on a decision record, and what state the record is in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..adr import Conflict, DecisionRecord, Quote, Resolution
from ..codes import Gate
from ..kinds import DecisionRefs, Section
from ..messages import Fix, Message, Replace, SetField, template
from ..model.adr_owners import owners_in, records_of
from ..model.item import Item
from ..model.spec import Spec
from ..text import join_or, normalize, to_plain
from ._decision_text import (
    described,
    join_and,
    name_for,
    path_to,
    quote_location,
    shorten,
    superseded_by_text,
)
from ._snippets import blank
from .base import PASSED, Context, Failed, Outcome, fail


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to a decision record: what it means, and where it stands."""

    resolution: Resolution
    docname: str
    line: int
    item: Item | None = None

    @property
    def section(self) -> Section:
        """The section that the reference counts for."""
        return self.item.section if self.item else Section.SPEC

    def fail(
        self,
        problem: str,
        *,
        advice: str = "",
        fix: Fix | None = None,
        gate: Gate | None = None,
    ) -> Failed:
        """Return that the reference fails a check; information does not count."""
        return Failed(
            self.section, problem, self.item, self.resolution.text, advice, fix,
            self.docname, self.line, gate, counts=gate != "info",
        )  # fmt: skip

    def replace_with(self, *names: str, safe: bool = False) -> Fix | None:
        """Return the fix that names other records in place of this one."""
        if not names:
            return None
        applicability = "safe" if safe else "unsafe"
        return Replace(self.resolution.text, ", ".join(names), applicability)


def references(spec: Spec, context: Context) -> Iterator[Reference]:
    """Give every reference to a decision record: of items, then of roles."""
    project = context.project
    for item in spec.items:
        for resolution in project.decisions(item):
            line = item.line_of(item.kind.field_of_type(DecisionRefs))
            yield Reference(resolution, item.docname, line, item)
    for document, mention in spec.mentions:
        if mention.role == "adr":
            resolution = project.adrs.resolve(mention.target, document.docname)
            yield Reference(resolution, document.docname, mention.line)


# What items say


def needs_decision(item: Item) -> bool:
    """Tell whether the template asks for a decision behind *item*.

    It does for the choices that are hard to change: the database, and every
    `techspec:decision`.
    """
    kind = item.kind
    name = kind.field_of_type(DecisionRefs)
    if not name:
        return False
    if kind.field_specs()[name].required:
        return True
    if not kind.needs_decision:
        return False
    topic = normalize(to_plain(item.text(kind.topic_field)))
    return not set(kind.needs_decision).isdisjoint(topic.split("-"))


def decision_without_adr(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A database or an architectural decision without a decision record.

    What it does
    ------------
    Checks that every `techspec:decision`, and every technology whose role is the
    database, refers to a decision record in `adr`. An accepted record that has the
    choice in its name is suggested.

    Why
    ---
    These choices are hard to change. The record keeps the alternatives and the reasons.

    Example
    -------
    ````md
    ```{techspec:stack} PostgreSQL
    :role: Database
    :version: 16.4
    ```
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
    """
    adrs = context.project.adrs
    for item in spec.items:
        if not needs_decision(item):
            continue
        name = item.kind.field_of_type(DecisionRefs)
        if item.has(name):
            yield PASSED[item.section]
            continue
        found = adrs.resolve(item.name, item.docname).record if item.name else None
        if found is not None and adrs.shown_status(found) == "accepted":
            advice = Message(
                "refer to a record, such as {record}",
                record=described(found, context),
            )
            fix = SetField(name, name_for(found, item.docname, context))
        else:
            advice, fix = Message("refer to one in {field}", field=name), blank(name)
        yield fail(
            item, Message("missing decision record"), subject=name, advice=advice,
            fix=fix,
        )  # fmt: skip


# What references mean


def adr_unknown(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A reference that matches no decision record, or a path to one that has moved.

    What it does
    ------------
    Looks up every `adr` field and every `techspec:adr` role among the decision records
    of the project: by id, number, file name, document name, relative path or link. A
    path to a record that has moved is reported with the new path. A part of a file name
    is accepted if it matches only one record, and is reported as information.

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
        else:
            yield PASSED[reference.section]
            if found.guessed:
                yield reference.fail(
                    Message(
                        "“{name}” is only a part of the file name of {record}",
                        name=found.text,
                        record=described(found.record, context),
                    ),
                    advice=Message("use the id of the record"),
                    fix=reference.replace_with(
                        name_for(found.record, reference.docname, context), safe=True
                    ),
                    gate="info",
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
    names = [name_for(r, reference.docname, context) for r in found.candidates]
    fix = reference.replace_with(*names) if len(names) == 1 else None
    return reference.fail(problem, advice=advice, fix=fix)


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


# What state the records are in


def adr_superseded(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A reference to a superseded decision record.

    What it does
    ------------
    Reports each reference to a superseded decision record, and lists its current
    successors: the records at the end of the chain. If an item has to refer to the old
    record, waive the rule for the item.

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
        if record is None or not adrs.is_superseded(record):
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
    missing = [
        resolved.relation.target
        for resolved in adrs.relations(record)
        if resolved.relation.type == "superseded by" and resolved.record is None
    ]
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
        subject=f"{record.docname} {second.record.docname}",
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
        if project.referencing_items(record) or elsewhere or record.docname in doubtful:
            yield PASSED[Section.ARCHITECTURE]
        else:
            yield Failed(
                Section.ARCHITECTURE,
                Message(
                    "accepted {record} is not referenced by any item",
                    record=f"{record.label} ({record.title})",
                ),
                subject=record.docname,
                advice=Message("refer to it in an adr field, or deprecate it"),
                docname=record.docname,
                line=record.line,
            )
