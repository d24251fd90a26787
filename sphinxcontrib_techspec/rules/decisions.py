"""TS2xx: what rests on a decision record, and what state the record is in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..adr import Conflict, DecisionRecord, Quote, Resolution
from ..kinds import DecisionRefs, Section
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
from .base import PASSED, Context, Failed, Gate, Outcome, fail


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

    def fail(self, message: str, fix: str = "", gate: Gate | None = None) -> Failed:
        """Return that the reference fails a check; a note does not count."""
        return Failed(
            self.section, message, self.item, self.docname, self.line, fix,
            gate=gate, counts=gate != "info",
        )  # fmt: skip


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
    """A choice that the template wants a record for names none.

    The template asks for one behind the database and behind every architectural
    decision. Name the record in ``adr``. Where one record has the choice in its own
    name, it is suggested.
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
            hint = f" It may rest on {described(found, context)}."
            fix = f":{name}: {name_for(found, item.docname, context)}"
        else:
            hint, fix = "", f":{name}: …"
        yield fail(item, f"{item.name} names no decision record.{hint}", fix=fix)


# What references mean


def adr_unknown(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A reference names a decision record that is not there.

    Records are looked for among the project's documents by ``techspec_adr_patterns``.
    A reference is an id, a number, a file's name, a document's name, a path from the
    document it stands in, or a link.

    A path to a file that was moved is reported as well, with the new path. A part of
    a file's name is enough where just one record has it; that is told as information.
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
                f"“{found.written}” leads nowhere. {described(found.record, context)} "
                f"is at {path}.",
                path,
            )
        else:
            yield PASSED[reference.section]
            if found.guessed:
                yield reference.fail(
                    f"“{found.written}” is taken for "
                    f"{described(found.record, context)}, the only record with it in "
                    "its name.",
                    name_for(found.record, reference.docname, context),
                    gate="info",
                )


def _unknown(reference: Reference, context: Context) -> Failed:
    """Return that a reference means nothing, with what it may have meant."""
    found = reference.resolution
    near = [described(record, context) for record in found.candidates]
    if near:
        hint = f"Did you mean {join_or(near)}?"
    elif context.project.adrs:
        hint = "Name a record by its id, its file or its path."
    else:
        hint = (
            "The project has none: write one, or say in techspec_adr_patterns where "
            "they are."
        )
    fix = ""
    if len(near) == 1:
        fix = name_for(found.candidates[0], reference.docname, context)
    return reference.fail(f"“{found.written}” is no decision record. {hint}", fix)


def adr_ambiguous(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A reference may mean several decision records, and none is chosen.

    One number may stand in several folders, or twice in one. The nearest folder wins;
    where none is nearest, name the record by its path.
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
            f"“{found.written}” may be any of: {', '.join(paths)}. "
            "Name one by its path."
        )


# What state the records are in


def adr_superseded(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A choice rests on a decision record that was superseded.

    Every living record that took its place is named, at the end of the chain. Where
    the old record is meant, waive the rule at the item with a reason.
    """
    adrs = context.project.adrs
    for reference in references(spec, context):
        record = reference.resolution.record
        if record is None or not adrs.is_superseded(record):
            yield PASSED[reference.section]
            continue
        message = f"{record.label} ({record.title}) was superseded"
        ends = adrs.current_successors(record)
        if not ends:
            yield reference.fail(message + _no_successor(record, context))
            continue
        by = join_and(f"{end.label} ({end.title})" for end in ends)
        names = [name_for(end, reference.docname, context) for end in ends]
        yield reference.fail(f"{message} by {by}.", ", ".join(names))


def _no_successor(record: DecisionRecord, context: Context) -> str:
    """Return why no living record can be named in the place of *record*."""
    adrs = context.project.adrs
    if ends := adrs.chain_ends(record):
        by = join_and(
            f"{end.label} ({end.title}), which {_state(end, context)}" for end in ends
        )
        return f" by {by}."
    if adrs.successors(record):
        return ", and the records that took its place lead back to it."
    lost = [
        resolved.edge.target
        for resolved in adrs.edges(record)
        if resolved.edge.relation == "superseded by" and resolved.record is None
    ]
    if lost:
        by = join_and(f"“{target}”" for target in dict.fromkeys(lost))
        return f" by {by}, which is no record of this project."
    return ", and no record says that it took its place."


def adr_not_accepted(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A choice rests on a decision record that is not accepted.

    It is only proposed, or was rejected or deprecated. A record without a status, or
    with one that is no known word, is not taken for accepted.
    """
    adrs = context.project.adrs
    for reference in references(spec, context):
        record = reference.resolution.record
        if record is None or adrs.shown_status(record) in {"accepted", "superseded"}:
            yield PASSED[reference.section]
            continue
        message = (
            f"{record.label} ({record.title}) is not accepted: it "
            f"{_state(record, context)}."
        )
        names: list[str] = []
        if ends := adrs.current_successors(record):
            message += (
                f" {join_and(f'{e.label} ({e.title})' for e in ends)} took its place."
            )
            names = [name_for(end, reference.docname, context) for end in ends]
        yield reference.fail(message, ", ".join(names))


def _state(record: DecisionRecord, context: Context) -> str:
    """Return what a record that is not accepted says of itself, as a predicate."""
    status = context.project.adrs.shown_status(record)
    quote = Quote(record, record.raw_status, record.status_line)
    place = quote_location(quote, context)
    if not quote.text:
        return f"has no status ({place})"
    known = "has no known status" if status == "unknown" else f"is {status}"
    return f"{known} ({place} says “{shorten(quote.text)}”)"


def adr_conflict(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A decision record contradicts itself, or the record that took its place.

    Its front matter says one thing and its text another; it says *accepted* and names
    a successor; or a record says that it supersedes another, which does not say so.
    Both places are quoted. A record that either of them calls dead is not taken for
    accepted.
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
    other = "and also" if same else f"but {second.record.label} says"
    message = (
        f"{first.record.label} ({first.record.title}) says “{shorten(first.text)}” "
        f"({quote_location(first, context)}), {other} “{shorten(second.text)}” "
        f"({quote_location(second, context)}). {record.label} is taken for {status}."
    )
    fix = ""
    if conflict.successor is not None and status == "superseded":
        fix = superseded_by_text(conflict.successor, record, context)
    line = first.line if first.record is record else second.line
    return Failed(
        Section.ARCHITECTURE, message, docname=record.docname, line=line, fix=fix
    )


def adr_unused(spec: Spec, context: Context) -> Iterator[Outcome]:
    """An accepted decision record is one that nothing rests on.

    No item names it in ``adr``, and no text refers to it with the role
    ``techspec:adr``. Either the spec leaves out what was decided, or the record no
    longer decides anything. It is reported in the spec that its document belongs to.
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
                f"{record.label} ({record.title}) is accepted, but nothing rests on "
                "it. Name it in the adr field of what it decides, or let its status "
                "say that it is over.",
                docname=record.docname,
                line=record.line,
            )
