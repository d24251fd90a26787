"""TS0xx: what is written wrong, whatever the spec's status."""

from __future__ import annotations

from collections.abc import Iterator

from ..codes import Code
from ..kinds import KINDS, SECTIONS, Section
from ..messages import Message, suggestion
from ..model.item import Item, Waiver
from ..model.spec import Spec
from ..text import normalize, to_plain
from ..values.version import Version
from ._snippets import blank
from ._topics import Stems, covered_topics, item_on_topic, stems
from .base import (
    PASSED,
    Context,
    Failed,
    Outcome,
    fail,
    failed_in_document,
    failed_reading,
    header_and_items,
    unassigned_documents,
    waiver_key,
)


def _reported(spec: Spec, code: Code, context: Context) -> Iterator[Outcome]:
    """Yield what was found under *code* while reading, and a pass for what is free."""
    for item in header_and_items(spec):
        if not item.problems:
            yield PASSED[item.kind.section]
            continue
        found = [problem for problem in item.problems if problem.code == code]
        for problem in found:
            yield failed_reading(problem, item)
        if not found:
            yield PASSED[item.kind.section]
    for document in [*spec.documents, *unassigned_documents(spec, context)]:
        for problem in document.problems:
            if problem.code == code:
                yield failed_in_document(problem, document)


def invalid_field(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A value does not fit its field, or a field that is asked for is missing.

    A field with a limited set of values takes one of them, in any case of letters.
    What the template asks for in every item (set bold on the kind's page) has to be
    there, unless a rule of its own reports its absence.

    The value stays on the page as it was written, and marked.
    """
    yield from _reported(spec, Code.INVALID_FIELD, context)
    for kind in KINDS:
        required = [
            field for field in kind.field_specs().values()
            if field.required and field.missing_code == Code.INVALID_FIELD
        ]  # fmt: skip
        passed = PASSED[kind.section]
        for item in spec.of_kind(kind.kind):
            for field in required:
                if item.has(field.name):
                    yield passed
                else:
                    yield fail(
                        item,
                        Message("missing {field}", field=field.label.lower()),
                        field.name,
                        fix=blank(field.name),
                    )


def unknown_field(spec: Spec, context: Context) -> Iterator[Outcome]:
    """An option, a column or a label is none that the kind has.

    Columns are matched with the fields' names, labels and aliases, without regard to
    case. What no field takes is kept and shown, but nothing can check it.
    """
    yield from _reported(spec, Code.UNKNOWN_FIELD, context)


def duplicate_item(spec: Spec, context: Context) -> Iterator[Outcome]:
    """One name stands twice in a spec, so that a reference to it has two meanings.

    The first in the order of documents and lines keeps the name; both places are
    named. Two kinds may share a name, and so may two specs. A technology in two roles
    is no duplicate where its version is the same, nor is a choice on two topics, an
    argument of two commands, or a relation with another description.
    """
    first: dict[tuple[str, str, str], Item] = {}
    versions: dict[tuple[str, str], Item] = {}
    files = context.project.file_of
    for item in spec.items:
        if not item.name:
            continue
        apart = item.kind.distinguished_by or item.kind.topic_field
        told_apart = normalize(to_plain(item.text(apart))) if apart else ""
        other = first.setdefault((item.kind_name, item.name, told_apart), item)
        version = item.kind.field_of_type(Version)
        if other is item and version and item.has(version):
            same = versions.setdefault((item.kind_name, item.name), item)
            other = item if same.text(version) == item.text(version) else same
        if other is item:
            yield PASSED[item.kind.section]
        else:
            yield fail(
                item,
                Message(
                    "duplicate {kind}, first at {location}",
                    kind=item.kind.title,
                    location=f"{files(other.docname)}:{other.line}",
                ),
                advice=Message("rename one or merge them"),
            )
    if spec.header is not None:
        same = [
            other.header for other in context.project.specs
            if other.header is not None and other.name == spec.name
        ]  # fmt: skip
        if same and same[0] is not spec.header:
            yield fail(
                spec.header,
                Message(
                    "duplicate spec, first at {location}",
                    location=f"{files(same[0].docname)}:{same[0].line}",
                ),
                advice=Message("rename one of them"),
            )


def empty_reason(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A waiver or a declaration that something is not applicable has no reason.

    The reason is what a reviewer reads in the place of what is missing; ``-``,
    ``n/a`` and ``TBD`` are none.
    """
    for item in header_and_items(spec):
        for waiver in item.waivers:
            if is_reason(waiver.reason):
                yield PASSED[item.kind.section]
            else:
                yield fail(
                    item,
                    _no_reason(f":waive: {waiver.code}"),
                    subject=waiver.code,
                    advice=_SAY_WHY,
                    line=waiver.line,
                )
    for document, waiver in spec.waivers:
        if is_reason(waiver.reason):
            yield PASSED[Section.SPEC]
        else:
            yield Failed(
                Section.SPEC,
                _no_reason(f"techspec:waive {waiver.code}"),
                subject=waiver.code,
                advice=_SAY_WHY,
                docname=document.docname,
                line=waiver.line,
            )
    for document, exemption in spec.exemptions:
        if is_reason(exemption.reason):
            yield PASSED[Section.SPEC]
        else:
            yield Failed(
                Section.SPEC,
                _no_reason(f"techspec:not-applicable {exemption.name}"),
                subject=exemption.name,
                advice=_SAY_WHY,
                docname=document.docname,
                line=exemption.line,
            )


_SAY_WHY = Message("state the reason in a few words")


def _no_reason(declaration: str) -> Message:
    return Message("missing reason for “{declaration}”", declaration=declaration)


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
    used = context.used_waivers
    for item in header_and_items(spec):
        for waiver in item.waivers:
            # A missing reason is reported by TS007.
            key = waiver_key(item.docname, waiver)
            if key in used or not is_reason(waiver.reason):
                yield PASSED[item.kind.section]
            else:
                yield fail(
                    item,
                    _unused(waiver),
                    subject=waiver.code,
                    advice=_REMOVE,
                    line=waiver.line,
                )
    for document, waiver in spec.waivers:
        key = waiver_key(document.docname, waiver)
        if key in used or not is_reason(waiver.reason):
            yield PASSED[Section.SPEC]
        else:
            yield Failed(
                Section.SPEC,
                _unused(waiver),
                subject=waiver.code,
                advice=_REMOVE,
                docname=document.docname,
                line=waiver.line,
            )
    names = _declarable()
    for document, exemption in spec.exemptions:
        advice = ""
        if stems(exemption.name) not in names:
            problem = Message(
                "“{name}” is neither a section nor a topic", name=exemption.name
            )
            advice = suggestion(exemption.name, names.values())
        else:
            problem = _contradicted(spec, exemption.name)
        if problem:
            yield Failed(
                Section.SPEC,
                problem,
                subject=exemption.name,
                advice=advice,
                docname=document.docname,
                line=exemption.line,
            )
        else:
            yield PASSED[Section.SPEC]


_REMOVE = Message("remove it")


def _unused(waiver: Waiver) -> Message:
    return Message("unused waiver for {code}", code=waiver.code)


def _contradicted(spec: Spec, declared: str) -> str:
    """Return the problem where what is declared not applicable has items."""
    name = stems(declared)
    for section in SECTIONS:
        if name in {stems(section.key), stems(section.title)}:
            count = len(spec.of_section(section))
            if not count:
                return ""
            return Message(
                "“{section}” is marked not applicable but has items ({count})",
                section=section.title,
                count=count,
            )
    problem = ""
    for kind in KINDS:
        covered = covered_topics(spec, kind)
        for topic in kind.topics:
            if name not in map(stems, topic.words):
                continue
            found = item_on_topic(covered, topic)
            if found is None:
                # One word may mean two topics, and here it means this one.
                return ""
            problem = Message(
                "“{topic}” is marked not applicable but {kind} “{item}” is about it",
                topic=declared,
                kind=found.kind.title,
                item=found.name,
            )
    return problem


def _declarable() -> dict[Stems, str]:
    """Return all that may be declared not applicable, by the stems of its name."""
    words = [section.key for section in SECTIONS] + [
        section.title for section in SECTIONS
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
    yield from _reported(spec, Code.UNPARSABLE_BODY, context)


def unknown_directive(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A directive or a role is misspelt, or is read as text.

    ``techspec:endpont`` is no directive, ``.. techspec:stack`` with one colon is a
    comment, ``:::{techspec:stack}`` is text where ``colon_fence`` is not among
    ``myst_enable_extensions``. What stands in it is shown as it was written, and is no
    item.
    """
    for document in [*spec.documents, *unassigned_documents(spec, context)]:
        found = [p for p in document.problems if p.code == Code.UNKNOWN_DIRECTIVE]
        for problem in found:
            yield failed_in_document(problem, document)
        if not found:
            yield PASSED[Section.SPEC]
