"""TS004 and TS005: references between items."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from ..kinds import BY_NAME, KINDS, Link, Section, SpecHeader
from ..model.document import Mention
from ..model.item import Item
from ..model.project import Project
from ..model.spec import LinkTarget, Lookup, Spec
from ..text import did_you_mean, join_or, normalize, to_plain
from .base import PASSED, Context, Failed, Outcome, fail, unassigned_documents


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
    for kind in KINDS:
        if name := kind.field_of_type(Link):
            for item in spec.of_kind(kind.kind):
                dead = context.project.linked_document(item) is None
                lookup = Lookup(()) if dead else Lookup((LinkTarget(item),))
                said = partial(_dead_link, item, name, context.project)
                yield lookup, item.section, said
        for name in kind.reference_fields():
            for item in spec.of_kind(kind.kind):
                if item.has(name):
                    yield from _named(item, name, spec, context.project)


def _mentioned(
    spec: Spec, context: Context
) -> Iterator[tuple[Lookup, Section, Callable[[], _Said]]]:
    """Give what the roles in running text refer to."""
    project = context.project
    mentions = [(document, mention, True) for document, mention in spec.mentions]
    for document in unassigned_documents(spec, context):
        mentions += [(document, mention, False) for mention in document.mentions]
    for document, mention, counts in mentions:
        if mention.role == "adr":
            continue
        here = project.spec_at(document.docname, mention.spec_index)
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
        [s.name for s in project.specs] if mention.role == SpecHeader.kind
        else project.names(kinds, spec)
    )  # fmt: skip
    hint = did_you_mean(mention.target, names)
    return _Said(
        f"no {what} is called “{mention.target}”.{hint}",
        f"“{mention.target}” may be any of",
        failure,
    )


def _dead_link(item: Item, name: str, project: Project) -> _Said:
    written = to_plain(item.text(name))
    hint = did_you_mean(written, sorted(project.known))
    message = f"Link: there is no document “{written}”.{hint}"
    return _Said(message, "", fail(item, "", name))


def _named(
    item: Item, name: str, spec: Spec, project: Project
) -> Iterator[tuple[Lookup, Section, Callable[[], _Said]]]:
    """Give what a field of an item refers to."""
    field = item.kind.field_specs()[name]
    for word, lookup in project.names_in(item, name):
        if not (field.single_reference and normalize(word) in _EVERY):
            said = partial(_of_field, item, name, word, spec, project)
            yield lookup, item.section, said


def _of_field(item: Item, name: str, word: str, spec: Spec, project: Project) -> _Said:
    field = item.kind.field_specs()[name]
    titles = join_or(BY_NAME[kind].title for kind in field.refers_to)
    hint = did_you_mean(word, project.names(field.refers_to, spec))
    return _Said(
        f"{field.label}: no {titles} is called “{word}”.{hint}",
        f"{field.label}: “{word}” may be any of",
        fail(item, "", name),
    )


_EVERY = frozenset([*"all any every all-commands every-command global".split(), ""])
"""What names no item in a field of one name, as ``-`` and ``all`` do."""


def unresolved_reference(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A role or a field names an item that is not there.

    The own spec is searched first, then all specs of the project; ``spec:name`` names
    an item of another spec, ``User.email`` a field of an entity.
    """
    for lookup, section, said in _references(spec, context):
        if lookup.targets:
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
        if len(lookup.targets) > 1:
            candidates = [
                f"{p.item.kind.title} {context.project.qualified(p.item)} "
                f"({context.project.file_of(p.item.docname)}:{p.item.line})"
                for p in lookup.targets
            ]
            of_it = said()
            message = f"{of_it.ambiguous}: {', '.join(candidates)}."
            yield replace(of_it.failure, message=message)
        else:
            yield PASSED[section]
