"""TS004 and TS005: references between items."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, replace
from functools import partial

from ..codes import Code
from ..kinds import BY_NAME, KINDS, Entity, Link, Section, SpecHeader
from ..kinds.field import FieldSpec
from ..messages import Message, suggestion
from ..model.document import Mention
from ..model.item import Item
from ..model.project import Project
from ..model.spec import LinkTarget, Lookup, Spec
from ..patterns import regex
from ..text import close_matches, join_or, normalize, to_plain
from ..values.hosted import is_feature
from ..values.names import name_words
from .base import (
    PASSED,
    Context,
    Failed,
    Outcome,
    fail,
    items_with_type,
    unassigned_documents,
)


@dataclass(frozen=True, slots=True)
class _Reference:
    """A reference to an item: what it was found to mean, and the failure otherwise.

    Nearly all references resolve, so that the failure is made only where it is needed.

    Attributes:
        lookup: what it was found to mean.
        section: the section that it counts for.
        unresolved: returns the failure of a reference that names nothing.
        ambiguous: returns the failure of one that names several items.
    """

    lookup: Lookup
    section: Section
    unresolved: Callable[[], Failed]
    ambiguous: Callable[[], Failed]


def _references(spec: Spec, context: Context) -> Iterator[_Reference]:
    """Yield every reference to an item, from text and from fields."""
    yield from _mentioned(spec, context)
    project = context.project
    for item, name in items_with_type(spec, Link):
        found = project.linked_document(item) is not None
        failure = partial(_broken_link, item, name, project)
        lookup = Lookup((LinkTarget(item),) if found else ())
        yield _Reference(lookup, item.section, failure, failure)
    unread = _unread(spec)
    for kind in KINDS:
        for name in kind.reference_fields():
            field = kind.field_specs()[name]
            names_class = Entity.kind in (*field.refers_to, *field.may_refer_to)
            known = unread if names_class else ()
            for item in spec.of_kind(kind.kind):
                if item.has(name):
                    yield from _in_field(item, name, spec, project, known)


def _unread(spec: Spec) -> frozenset[tuple[str, ...]]:
    """Return the words of the names of classes that are there and were not read.

    They are reported where they stand, not again where they are named.
    """
    problems = (p for item in spec.of_kind(Entity.kind) for p in item.problems)
    return frozenset(name_words(name) for p in problems for name in p.unread)


def _mentioned(spec: Spec, context: Context) -> Iterator[_Reference]:
    """Yield the roles in running text."""
    project = context.project
    mentions = [(document, mention, True) for document, mention in spec.mentions]
    for document in unassigned_documents(spec, context):
        mentions += [(document, mention, False) for mention in document.mentions]
    for document, mention, counts in mentions:
        if mention.role == "adr":
            continue
        own = project.spec_at(document.docname, mention.spec_index)
        lookup = project.look_up(mention.target, mention.role, own)
        if not lookup.targets and project.is_external(mention.role, mention.target):
            lookup = replace(lookup, external=True)
        failure = Failed(
            Section.SPEC,
            "",
            subject=mention.target,
            docname=document.docname,
            line=mention.line,
            file=mention.file,
            counts=counts,
        )
        yield _Reference(
            lookup,
            Section.SPEC,
            partial(_unresolved_mention, mention, failure, spec, project),
            partial(_ambiguous, failure, mention.target, lookup, project),
        )


def _unresolved_mention(
    mention: Mention, failure: Failed, spec: Spec, project: Project
) -> Failed:
    title, kinds = "item", tuple(BY_NAME)
    if mention.role != "item":
        title, kinds = BY_NAME[mention.role].title, (mention.role,)
    names = (
        [s.name for s in project.specs] if mention.role == SpecHeader.kind
        else project.names(kinds, spec)
    )  # fmt: skip
    return replace(
        failure,
        problem=Message("unknown {kind} “{name}”", kind=title, name=mention.target),
        advice=_hidden(mention.target, kinds, project)
        or suggestion(mention.target, names),
    )


def _hidden(name: str, kinds: Container[str], project: Project) -> Message | str:
    """Return where the item with a name is, if a condition hides it; else nothing."""
    word = normalize(name)
    for spec in project.specs:
        for item in spec.hidden:
            if item.kind_name in kinds and normalize(item.name) == word:
                return Message(
                    "show the {kind} in {place}, which a condition hides",
                    kind=item.kind.title,
                    place=project.location_of(item),
                )
    return ""


def _broken_link(item: Item, name: str, project: Project) -> Failed:
    link = to_plain(item.text(name))
    return fail(
        item,
        Message("no document at “{link}”", link=link),
        name,
        advice=suggestion(link, sorted(project.known)),
    )


def _in_field(
    item: Item,
    name: str,
    spec: Spec,
    project: Project,
    known: Container[tuple[str, ...]],
) -> Iterator[_Reference]:
    """Yield the references in a field of an item.

    Args:
        item: the item.
        name: the field.
        spec: the spec of the item.
        project: the project.
        known: the words of names that are known to be no mistake.
    """
    field = item.kind.field_specs()[name]
    for word, lookup in _each_name(item, name, spec, project):
        if field.single_reference and normalize(word) in _EVERY:
            continue
        if not lookup.targets and (
            _is_description(word, field, spec, project)
            or (field.single_reference and _is_all_unread(field, project))
            or name_words(word) in known
        ):
            continue
        failure = fail(item, "", name, subject=word)
        yield _Reference(
            lookup,
            item.section,
            partial(_unresolved_in_field, field, failure, word, spec, project),
            partial(_ambiguous, failure, word, lookup, project),
        )


def _each_name(
    item: Item, name: str, spec: Spec, project: Project
) -> Iterator[tuple[str, Lookup]]:
    """Yield the names in a field; those of ``User + Order``, where that is none."""
    field = item.kind.field_specs()[name]
    for word, lookup in project.names_in(item, name):
        parts = _JOINED.split(word)
        if lookup.targets or len(parts) == 1 or not field.single_reference:
            yield word, lookup
            continue
        for part in parts:
            yield part, project.look_up_in(item, name, part)


def _is_all_unread(field: FieldSpec, project: Project) -> bool:
    """Return whether the project has code that is not read, and no item of a field.

    The code may have what the field names; that it is not read was reported.
    """
    has_any = any(s.of_kind(kind) for s in project.specs for kind in field.refers_to)
    return not has_any and any(
        problem.code == Code.CODE_NOT_READ
        for document in project.documents.values()
        for problem in document.problems
    )


def _is_description(word: str, field: FieldSpec, spec: Spec, project: Project) -> bool:
    """Return whether a name is words in small letters that are near no name.

    They may stand beside names in fields that take items of several kinds: *atomic file
    operations* and *JSON parsing* among the things that a component uses.
    Abbreviations have no small letters.
    """
    kinds = (*field.refers_to, *field.may_refer_to)
    return (
        bool(field.may_refer_to)
        and " " in word.strip()
        and "".join(
            w for w in word.split() if not (_ABBREVIATION.fullmatch(w) or is_feature(w))
        ).islower()
        and not close_matches(word, project.names(kinds, spec), least=_CLOSE)
    )


def _unresolved_in_field(
    field: FieldSpec, failure: Failed, word: str, spec: Spec, project: Project
) -> Failed:
    kinds = (*field.refers_to, *field.may_refer_to)
    titles = join_or(BY_NAME[kind].title for kind in kinds)
    names = project.names(kinds, spec)
    hidden = _hidden(word, kinds, project)
    # What is near no name is not described yet, or is outside of the system.
    near = close_matches(word, names, least=_CLOSE)
    is_missing = not hidden and all(
        len(name.split()) != len(word.split()) for name in near
    )
    return replace(
        failure,
        problem=Message(
            "{field}: unknown {kind} “{name}”",
            field=field.label,
            kind=titles,
            name=word,
        ),
        advice=hidden or suggestion(word, names),
        gate="gated" if is_missing and spec.header is not None else None,
    )


def _ambiguous(failure: Failed, name: str, lookup: Lookup, project: Project) -> Failed:
    candidates = [
        f"{t.item.kind.title} {project.qualified(t.item)} "
        f"({project.location_of(t.item)})"
        for t in lookup.targets
    ]
    return replace(
        failure,
        problem=Message(
            "ambiguous reference “{name}”: {candidates}",
            name=name,
            candidates=", ".join(candidates),
        ),
        advice=Message(
            "add the spec as a prefix, as in spec:name, or use the role of the kind"
        ),
    )


_CLOSE = 0.8
"""The least similarity to a name of words that were meant as that name."""

_ABBREVIATION = regex(r"[A-Z][A-Z0-9/]+")

_JOINED = regex(r"\s\+\s|,\s")
"""What stands between names where there should be a single one."""

_EVERY = frozenset([*"all any every all-commands every-command global".split(), ""])
"""Words for all items, which name none, in a field that takes a single name."""


def unresolved_reference(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A reference to an item or a document that does not exist.

    What it does
    ------------
    Checks that the target of every role, of every field that refers to items, and of
    the link of every `techspec:related` exists. The spec with the reference is searched
    first, then the whole project. `payments:PostgreSQL` names an item of another spec,
    `User.email` a field of an entity. A name in a field that is similar to no other is
    information in a draft: it may be outside of the system, or still to come.

    Why
    ---
    The reference is not linked, and a misspelt name is easily missed in a review.

    Example
    -------
    ````md
    ```{techspec:endpoint} GET /users
    :purpose: List the users
    :auth: Bearer
    :response: User
    ```
    ````

    Instead
    -------
    ````md
    ```{techspec:endpoint} GET /users
    :purpose: List the users
    :auth: Bearer
    :response: User
    ```

    ```{techspec:entity} User
    - id: UUID
    - email: str
    ```
    ````
    """
    for reference in _references(spec, context):
        if reference.lookup.targets or reference.lookup.external:
            yield PASSED[reference.section]
        else:
            yield reference.unresolved()


def ambiguous_reference(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A reference that matches several items.

    What it does
    ------------
    Reports a role or a field that refers to a name of several items, and lists these
    items.

    Why
    ---
    No item is preferred, so the reference is not linked. Add the spec as a prefix
    (`payments:PostgreSQL`), or use the role of the kind.

    Example
    -------
    ````md
    ```{techspec:entity} Order
    - id: UUID
    ```

    ```{techspec:component} Order
    :purpose: Takes the orders
    ```

    See {techspec:item}`Order`.
    ````

    Instead
    -------
    ````md
    ```{techspec:entity} Order
    - id: UUID
    ```

    ```{techspec:component} Order
    :purpose: Takes the orders
    ```

    See {techspec:component}`Order`.
    ````
    """
    for reference in _references(spec, context):
        if len(reference.lookup.targets) > 1:
            yield reference.ambiguous()
        else:
            yield PASSED[reference.section]
