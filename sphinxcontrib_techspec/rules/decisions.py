"""TS2xx: what rests on a decision record, and what state the record is in."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from ..adr import AdrRecord, Resolution
from ..kinds import Section
from ..record import Record
from ..spec import Spec
from .base import PASSED, Context, Failed, Outcome, fail


def _references(spec: Spec, context: Context) -> Iterator[tuple[Resolution, Failed]]:
    """Give every reference to a decision record with the failure it may be."""
    for record in spec.items:
        for resolution in context.project.decisions(record):
            yield resolution, fail(record, "", "adr")
    for document, mention in spec.mentions:
        if mention.role == "adr":
            yield (
                context.project.adrs.resolve(mention.target, document.docname),
                Failed(Section.SPEC, "", docname=document.docname, line=mention.line),
            )


def needs_decision(record: Record) -> bool:
    """Tell whether the template asks for a decision behind *record*.

    It does for the choices that are hard to change: the database, and every
    `techspec:decision`.
    """
    field = record.type.declared().get("adr")
    if field is None:
        return False
    if field.ask.required:
        return True
    return record.kind == "stack" and str(record.text("role")).lower() == "database"


def decision_without_adr(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A choice that the template wants a record for names none.

    The template asks for one behind the database and behind every architectural
    decision. Name the record in ``adr``.
    """
    for record in spec.items:
        if not needs_decision(record):
            continue
        if record.has("adr"):
            yield PASSED[record.type.section]
        else:
            yield fail(
                record,
                f"{record.name} names no decision record.",
                fix=":adr: ADR-001",
            )


def adr_unknown(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A reference names a decision record that is not there.

    Records are looked for among the project's documents by ``techspec_adr_patterns``.
    A reference is an id, a number, a file's name, a document's name, a path from the
    document it stands in, or a link.
    """
    for resolution, failure in _references(spec, context):
        if resolution.outcome != "unknown":
            yield PASSED[failure.section]
            continue
        near = [
            f"{r.label} ({r.title}, {context.project.adrs.shown_status(r)})"
            for r in resolution.candidates
        ]
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        failure.message = f"no decision record “{resolution.written}”.{hint}"
        if resolution.candidates:
            failure.fix = f":adr: {resolution.candidates[0].label}"
        yield failure


def adr_ambiguous(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A reference may mean several decision records, and none is chosen.

    One number may stand in several folders, or twice in one. Name the record by its
    path.
    """
    for resolution, failure in _references(spec, context):
        if resolution.outcome != "ambiguous":
            yield PASSED[failure.section]
            continue
        paths = [_path(r, failure.docname, context) for r in resolution.candidates]
        failure.message = (
            f"“{resolution.written}” may be any of: {', '.join(paths)}. "
            "Name one by its path."
        )
        failure.fix = f":adr: {paths[0]}"
        yield failure


def adr_superseded(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A choice rests on a decision record that was superseded.

    The records that took its place and live are named. Where the old record is meant,
    waive the rule at the item with a reason.
    """
    adrs = context.project.adrs
    for resolution, failure in _references(spec, context):
        record = resolution.record
        if record is None or not adrs.is_dead(record):
            yield PASSED[failure.section]
            continue
        ends = adrs.living_ends(record)
        if ends:
            by = " and ".join(f"{end.label} ({end.title})" for end in ends)
            failure.message = f"{record.label} ({record.title}) was superseded by {by}."
            failure.fix = ":adr: " + ", ".join(end.label for end in ends)
        else:
            failure.message = (
                f"{record.label} ({record.title}) was superseded, and no accepted "
                "record took its place."
            )
        yield failure


def adr_not_accepted(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A choice rests on a decision record that is not accepted.

    A record without a status, or with one that is no known word, is not taken for
    accepted.
    """
    adrs = context.project.adrs
    for resolution, failure in _references(spec, context):
        record = resolution.record
        if record is None or adrs.is_dead(record) or record.status == "accepted":
            yield PASSED[failure.section]
            continue
        said = f"says “{record.raw_status}”" if record.raw_status else "has no status"
        state = "" if record.status == "unknown" else f" ({record.status})"
        failure.message = (
            f"{record.label} ({record.title}) is not accepted: it {said}{state}."
        )
        yield failure


def _path(record: AdrRecord, docname: str, context: Context) -> str:
    """Return the path to a record's file from the document *docname*."""
    file = context.project.file_of(record.docname)
    folder = posixpath.dirname(docname)
    return posixpath.relpath(file, folder) if folder else file
