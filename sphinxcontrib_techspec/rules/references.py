"""TS004 and TS005: references between items."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from ..kinds import BY_NAME, KINDS, Related, Section, SpecHead
from ..model.document import Mention
from ..model.item import Record
from ..model.project import Project
from ..model.spec import Lookup, Place, Spec
from ..text import did_you_mean, folded, one_of, plain
from .base import PASSED, Context, Failed, Outcome, fail, loose


@dataclass(frozen=True, slots=True)
class _Said:
    """What to say of a reference that leads nowhere, or to several items."""

    unknown: str
    ambiguous: str
    failure: Failed


def _references(
    spec: Spec, context: Context
) -> Iterator[tuple[Lookup, Section, Callable[[], _Said]]]:
    """Give every reference to an item, with what to say where it fails.

    Nearly all lead somewhere, so that the words are found only where they are needed.
    """
    yield from _mentioned(spec, context)
    for record in spec.of_kind(Related.kind):
        dead = context.project.linked_document(record) is None
        lookup = Lookup(()) if dead else Lookup((Place(record),))
        yield lookup, record.section, partial(_dead_link, record, context.project)
    for kind in KINDS:
        for name in kind.referring():
            for record in spec.of_kind(kind.kind):
                if record.has(name):
                    yield from _named(record, name, spec, context.project)


def _mentioned(
    spec: Spec, context: Context
) -> Iterator[tuple[Lookup, Section, Callable[[], _Said]]]:
    """Give what the roles in running text refer to."""
    project = context.project
    mentions = [(document, mention, True) for document, mention in spec.mentions]
    for document in loose(spec, context):
        mentions += [(document, mention, False) for mention in document.mentions]
    for document, mention, counts in mentions:
        if mention.role == "adr":
            continue
        here = project.spec_at(document.docname, mention.spec)
        failure = Failed(
            Section.SPEC, "", docname=document.docname, line=mention.line, counts=counts
        )
        yield (
            project.look_up(mention.target, mention.role, here),
            Section.SPEC,
            partial(_of_mention, mention, failure, spec, project),
        )


def _of_mention(
    mention: Mention, failure: Failed, spec: Spec, project: Project
) -> _Said:
    what, kinds = "item", tuple(BY_NAME)
    if mention.role != "item":
        what, kinds = BY_NAME[mention.role].title, (mention.role,)
    names = (
        [s.name for s in project.specs] if mention.role == SpecHead.kind
        else project.names(kinds, spec)
    )  # fmt: skip
    hint = did_you_mean(mention.target, names)
    return _Said(
        f"no {what} is called “{mention.target}”.{hint}",
        f"“{mention.target}” may be any of",
        failure,
    )


def _dead_link(record: Record, project: Project) -> _Said:
    written = plain(record.text("link"))
    hint = did_you_mean(written, sorted(project.known))
    message = f"Link: there is no document “{written}”.{hint}"
    return _Said(message, "", fail(record, "", "link"))


def _named(
    record: Record, name: str, spec: Spec, project: Project
) -> Iterator[tuple[Lookup, Section, Callable[[], _Said]]]:
    """Give what a field of an item refers to."""
    ask = record.type.declared()[name].ask
    for word, lookup in project.names_in(record, name):
        if not (ask.whole and folded(word) in _EVERY):
            said = partial(_of_field, record, name, word, spec, project)
            yield lookup, record.section, said


def _of_field(
    record: Record, name: str, word: str, spec: Spec, project: Project
) -> _Said:
    ask = record.type.declared()[name].ask
    titles = one_of(BY_NAME[kind].title for kind in ask.names)
    hint = did_you_mean(word, project.names(ask.names, spec))
    return _Said(
        f"{ask.label}: no {titles} is called “{word}”.{hint}",
        f"{ask.label}: “{word}” may be any of",
        fail(record, "", name),
    )


_EVERY = frozenset([*"all any every all-commands every-command global".split(), ""])
"""What names no item in a field of one name, as ``-`` and ``all`` do."""


def unresolved_reference(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A role or a field names an item that is not there.

    The own spec is searched first, then all specs of the project; ``spec:name`` names
    an item of another spec, ``User.email`` a field of an entity.
    """
    for lookup, section, said in _references(spec, context):
        if lookup.places:
            yield PASSED[section]
        else:
            of_it = said()
            yield replace(of_it.failure, message=of_it.unknown)


def ambiguous_reference(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A role or a field names several items, and none is chosen.

    Write the spec before the name (``payments:PostgreSQL``), or use the role of the
    kind in place of ``item``.
    """
    for lookup, section, said in _references(spec, context):
        if len(lookup.places) > 1:
            candidates = [
                f"{p.record.type.title} {context.project.qualified(p.record)} "
                f"({context.project.file_of(p.record.docname)}:{p.record.line})"
                for p in lookup.places
            ]
            of_it = said()
            message = f"{of_it.ambiguous}: {', '.join(candidates)}."
            yield replace(of_it.failure, message=message)
        else:
            yield PASSED[section]
