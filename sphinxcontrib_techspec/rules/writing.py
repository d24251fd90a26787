"""TS0xx: what is written wrong, whatever the spec's status."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..kinds import BY_NAME, KINDS, Kind, Section, Stack, Topic
from ..record import Record
from ..spec import Document, Lookup, Place, Spec
from ..text import did_you_mean, folded, one_of, plain
from .base import PASSED, Context, Failed, Outcome, fail


def everything(spec: Spec) -> list[Record]:
    """Return the spec's items with its head before them."""
    return [spec.head, *spec.items] if spec.head else spec.items


def _reported(spec: Spec, code: str, context: Context) -> Iterator[Outcome]:
    """Give what the reader found wrong under *code*, a pass for what is free of it."""
    for record in everything(spec):
        found = [problem for problem in record.problems if problem.code == code]
        for problem in found:
            yield Failed(
                record.type.section, problem.message, record, record.docname,
                problem.line, problem.fix,
            )  # fmt: skip
        if not found:
            yield PASSED[record.type.section]
    for document in [*spec.documents, *_loose(spec, context)]:
        for problem in document.problems:
            if problem.code == code:
                yield Failed(
                    Section.SPEC, problem.message, docname=document.docname,
                    line=problem.line, fix=problem.fix,
                )  # fmt: skip


def _loose(spec: Spec, context: Context) -> list[Document]:
    """Return the documents of no spec; the project's first spec speaks for them."""
    project = context.project
    if spec is not project.specs[0]:
        return []
    owners = {id(owner) for owner in project.specs}
    return [
        document
        for document in project.documents.values()
        if id(project.spec_at(document.docname)) not in owners
    ]


def invalid_field(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A value does not fit its field, or a field that is asked for is missing.

    A field with a limited set of values takes one of them, in any case of letters.
    What the template asks for in every item (set bold on the kind's page) has to be
    there, unless a rule of its own reports its absence.

    The value stays on the page as it was written, and marked.
    """
    yield from _reported(spec, "TS001", context)
    for record in spec.items:
        for name, field in record.type.declared().items():
            if not field.ask.required or field.ask.reported_by != "TS001":
                continue
            if record.has(name):
                yield PASSED[record.type.section]
            else:
                yield fail(
                    record,
                    f"{field.ask.label} is missing. {field.ask.doc}",
                    name,
                    f":{name}: …",
                )


def unknown_field(spec: Spec, context: Context) -> Iterator[Outcome]:
    """An option, a column or a label is none that the kind has.

    Columns are matched with the fields' names, labels and aliases, without regard to
    case. What no field takes is kept and shown, but nothing can check it.
    """
    yield from _reported(spec, "TS002", context)


_TOLD_APART_BY = {"argument": "command", "relation": "description"}
"""The field that tells items of one name apart, where it is not the kind's topic."""


def duplicate_item(spec: Spec, context: Context) -> Iterator[Outcome]:
    """One name stands twice in a spec, so that a reference to it has two meanings.

    The first in the order of documents and lines keeps the name; both places are
    named. Two kinds may share a name, and so may two specs. A technology in two roles
    is no duplicate where its version is the same, nor is a choice on two topics, an
    argument of two commands, or a relation with another description.
    """
    first: dict[tuple[str, str, str], Record] = {}
    versions: dict[str, Record] = {}
    files = context.project.file_of
    for record in spec.items:
        if not record.name:
            continue
        apart = _TOLD_APART_BY.get(record.kind, record.type.topic_field)
        told_apart = folded(plain(record.text(apart))) if apart else ""
        other = first.setdefault((record.kind, record.name, told_apart), record)
        if other is record and record.kind == Stack.kind and record.has("version"):
            same = versions.setdefault(record.name, record)
            other = record if same.text("version") == record.text("version") else same
        if other is record:
            yield PASSED[record.type.section]
        else:
            yield fail(
                record,
                f"{record.type.title} “{record.name}” is already at "
                f"{files(other.docname)}:{other.line}. Rename one or merge them.",
            )
    if spec.head is not None:
        same = [
            other.head for other in context.project.specs
            if other.head is not None and other.name == spec.name
        ]  # fmt: skip
        if same and same[0] is not spec.head:
            yield fail(
                spec.head,
                f"spec “{spec.name}” is already at "
                f"{files(same[0].docname)}:{same[0].line}. Rename one.",
            )


def _references(
    spec: Spec, context: Context
) -> Iterator[tuple[Lookup, str, str, Failed]]:
    """Give every reference to an item, with its words and the failure it may be."""
    project = context.project
    mentions = [(document, mention, True) for document, mention in spec.mentions]
    for document in _loose(spec, context):
        mentions += [(document, mention, False) for mention in document.mentions]
    for document, mention, counts in mentions:
        if mention.role == "adr":
            continue
        here = project.spec_at(document.docname, mention.spec)
        lookup = project.look_up(mention.target, mention.role, here)
        what = "item" if mention.role == "item" else BY_NAME[mention.role].title
        kinds = tuple(BY_NAME) if mention.role == "item" else (mention.role,)
        hint = ""
        if not lookup.places:
            names = (
                [s.name for s in project.specs] if mention.role == "spec"
                else project.names(kinds, spec)
            )  # fmt: skip
            hint = did_you_mean(mention.target, names)
        yield (
            lookup,
            f"no {what} is called “{mention.target}”.{hint}",
            f"“{mention.target}” may be any of",
            Failed(
                Section.SPEC, "", docname=document.docname, line=mention.line,
                counts=counts,
            ),
        )  # fmt: skip
    for record in spec.of_kind("related"):
        dead = context.project.linked_document(record) is None
        yield (
            Lookup((Place(record),)) if not dead else Lookup(()),
            f"Link: there is no document “{record.text('link')}”."
            + did_you_mean(str(record.text("link")), sorted(context.project.known)),
            "",
            fail(record, "", "link"),
        )
    for record in spec.items:
        for name, field in record.type.declared().items():
            kinds = tuple(kind for kind in field.ask.names if kind in BY_NAME)
            if not kinds or not record.has(name):
                continue
            for word, lookup in project.names_in(record, name):
                if field.ask.whole and folded(word) in _EVERY:
                    continue
                titles = one_of(BY_NAME[k].title for k in kinds if k in BY_NAME)
                hint = did_you_mean(word, project.names(kinds, spec))
                yield (
                    lookup,
                    f"{field.ask.label}: no {titles} is called “{word}”.{hint}",
                    f"{field.ask.label}: “{word}” may be any of",
                    fail(record, "", name),
                )


_EVERY = frozenset([*"all any every all-commands every-command global".split(), ""])
"""What names no item in a field of one name, as ``-`` and ``all`` do."""


def unresolved_reference(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A role or a field names an item that is not there.

    The own spec is searched first, then all specs of the project; ``spec:name`` names
    an item of another spec, ``User.email`` a field of an entity.
    """
    for lookup, unknown, _, failure in _references(spec, context):
        if lookup.places:
            yield PASSED[failure.section]
        else:
            failure.message = unknown
            yield failure


def ambiguous_reference(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A role or a field names several items, and none is chosen.

    Write the spec before the name (``payments:PostgreSQL``), or use the role of the
    kind in place of ``item``.
    """
    for lookup, _, ambiguous, failure in _references(spec, context):
        if len(lookup.places) > 1:
            candidates = [
                f"{p.record.type.title} {context.project.qualified(p.record)} "
                f"({context.project.file_of(p.record.docname)}:{p.record.line})"
                for p in lookup.places
            ]
            failure.message = f"{ambiguous}: {', '.join(candidates)}."
            yield failure
        else:
            yield PASSED[failure.section]


def empty_reason(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A waiver or a declaration that something is not applicable has no reason.

    The reason is what a reviewer reads in the place of what is missing; ``-``,
    ``n/a`` and ``TBD`` are none.
    """
    for record in everything(spec):
        for waiver in record.waivers:
            if is_reason(waiver.reason):
                yield PASSED[record.type.section]
            else:
                failure = fail(record, _no_reason(f":waive: {waiver.code}"))
                failure.line = waiver.line
                yield failure
    for document, waiver in spec.waivers:
        if is_reason(waiver.reason):
            yield PASSED[Section.SPEC]
        else:
            yield Failed(
                Section.SPEC, _no_reason(f"techspec:waive {waiver.code}"),
                docname=document.docname, line=waiver.line,
            )  # fmt: skip
    for document, exemption in spec.exemptions:
        if is_reason(exemption.reason):
            yield PASSED[Section.SPEC]
        else:
            yield Failed(
                Section.SPEC, _no_reason(f"techspec:not-applicable {exemption.what}"),
                docname=document.docname, line=exemption.line,
            )  # fmt: skip


def _no_reason(what: str) -> str:
    return f"“{what}” gives no reason. Say why in a few words."


def is_reason(text: str) -> bool:
    """Tell whether *text* says why, and is no filler."""
    return text.strip().strip("`*_.[]()").lower() not in {
        "", "-", "–", "—", "n/a", "na", "tbd", "todo", "none", "xxx", "fixme", "?",
        "reason", "…",
    }  # fmt: skip


def unused_waiver(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A waiver lets nothing off, or what is declared not applicable is there.

    Take it out: what it was for has been mended, or it names another rule than the
    one that was meant.
    """
    for record in everything(spec):
        for waiver in record.waivers:
            # That it gives no reason is what TS007 says of it.
            if id(waiver) in context.used or not is_reason(waiver.reason):
                yield PASSED[record.type.section]
            else:
                failure = fail(record, f"{waiver.code} is waived, and does not fire.")
                failure.line = waiver.line
                yield failure
    for document, waiver in spec.waivers:
        if id(waiver) in context.used or not is_reason(waiver.reason):
            yield PASSED[Section.SPEC]
        else:
            yield Failed(
                Section.SPEC, f"{waiver.code} is waived, and does not fire.",
                docname=document.docname, line=waiver.line,
            )  # fmt: skip
    names = _exemptible()
    for document, exemption in spec.exemptions:
        if stems(exemption.what) not in names:
            message = (
                f"“{exemption.what}” is neither a section nor a topic."
                f"{did_you_mean(exemption.what, names.values())}"
            )
        else:
            message = _there_after_all(spec, exemption.what)
        if message:
            yield Failed(
                Section.SPEC, message, docname=document.docname, line=exemption.line
            )
        else:
            yield PASSED[Section.SPEC]


def _there_after_all(spec: Spec, declared: str) -> str:
    """Return what is wrong where what was *declared* not applicable is there."""
    what = stems(declared)
    for section in Section:
        if what in {stems(section.key), stems(section.title)}:
            count = len(spec.of_section(section))
            items = f"{count} item{'' if count == 1 else 's'}"
            return (
                f"{section.title} is declared not applicable, and has {items}."
                if count else ""
            )  # fmt: skip
    message = ""
    for kind in KINDS:
        said = spoken_of(spec, kind)
        for topic in kind.topics:
            if what not in map(stems, topic.words):
                continue
            found = speaks(said, topic)
            if found is None:
                # One word may mean two topics, and here it means this one.
                return ""
            message = (
                f"“{declared}” is declared not applicable, and "
                f"{found.type.title} “{found.name}” speaks of it."
            )
    return message


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the items of a kind speak of, as stems, each with the first item that does.

    ``whole`` is all of what an item says, ``parts`` are words of it side by side.
    """

    whole: dict[Stems, Record]
    parts: dict[Stems, Record]


_LONGEST = 4
"""How many words a topic has at most."""


def spoken_of(spec: Spec, kind: type[Kind]) -> Spoken:
    """Return what the items of *kind* speak of."""
    spoken = Spoken({}, {})
    if not kind.topics:
        return spoken
    seen: set[str] = set()
    for record in spec.of_kind(kind.kind):
        field = kind.topic_field
        text = plain(record.text(field)) if field else record.name
        if text in seen:
            continue
        seen.add(text)
        words = stems(text)
        spoken.whole.setdefault(words, record)
        for start in range(len(words)):
            for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
                spoken.parts.setdefault(words[start:end], record)
    return spoken


def speaks(spoken: Spoken, topic: Topic) -> Record | None:
    """Return an item that speaks of *topic*, if one does.

    Words are compared without their endings: *linters* speaks of *linting*. A topic
    may stand anywhere in what an item speaks of, unless it has to stand alone.
    """
    said = spoken.whole if topic.alone else spoken.parts
    found = (said.get(stems(word)) for word in topic.words)
    return next((record for record in found if record is not None), None)


Stems = tuple[str, ...]
"""Words without their endings."""

_ENDING = re.compile(
    r"(?:i[sz]?ations?|at(?:ions?|ing)|e?ments?|ings?|e[rd]s?|ors?|e?s|e)$"
)


def stems(text: str) -> Stems:
    """Return the words of *text* without their endings, double letters made one."""
    found: list[str] = []
    for word in folded(text).split("-"):
        stem = _ENDING.sub("", word)
        # What is left of a short word says too little.
        if len(stem) < 3:
            stem = word
        found.append(re.sub(r"(.)\1$", r"\1", stem))
    return tuple(found)


def _exemptible() -> dict[Stems, str]:
    """Return all that may be declared not applicable, by the stems of its name."""
    words = [section.key for section in Section] + [
        section.title for section in Section
    ]
    words += [
        word for kind in KINDS for topic in kind.topics
        for word in (topic.name, *topic.aliases)
    ]  # fmt: skip
    return {stems(word): word for word in words}


def unparsable_body(spec: Spec, context: Context) -> Iterator[Outcome]:
    """The body of a directive is not what its kind can read.

    A body that should give items holds no table and no list, a class does not parse,
    or a cell stands beyond the table's head. The body is shown as it was written.
    """
    yield from _reported(spec, "TS008", context)
