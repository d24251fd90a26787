"""TS0xx: what is written wrong, whatever the spec's status."""

from __future__ import annotations

from collections.abc import Iterator

from ..kinds import KINDS, SECTIONS, Section
from ..model.item import Item
from ..model.spec import Spec
from ..text import did_you_mean, normalize, to_plain
from ..values.version import Version
from ._topics import Stems, covered_topics, item_on_topic, stems
from .base import (
    PASSED,
    Context,
    Failed,
    Outcome,
    fail,
    header_and_items,
    unassigned_documents,
)


def _reported(spec: Spec, code: str, context: Context) -> Iterator[Outcome]:
    """Give what the reader found wrong under *code*, a pass for what is free of it."""
    for item in header_and_items(spec):
        if not item.problems:
            yield PASSED[item.kind.section]
            continue
        found = [problem for problem in item.problems if problem.code == code]
        for problem in found:
            yield Failed(
                item.kind.section, problem.problem, item, item.docname,
                problem.line, problem.fix.text if problem.fix else "",
            )  # fmt: skip
        if not found:
            yield PASSED[item.kind.section]
    for document in [*spec.documents, *unassigned_documents(spec, context)]:
        for problem in document.problems:
            if problem.code == code:
                yield Failed(
                    Section.SPEC, problem.problem, docname=document.docname,
                    line=problem.line, fix=problem.fix.text if problem.fix else "",
                )  # fmt: skip


def invalid_field(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A value does not fit its field, or a field that is asked for is missing.

    A field with a limited set of values takes one of them, in any case of letters.
    What the template asks for in every item (set bold on the kind's page) has to be
    there, unless a rule of its own reports its absence.

    The value stays on the page as it was written, and marked.
    """
    yield from _reported(spec, "TS001", context)
    for kind in KINDS:
        required = [
            (name, field) for name, field in kind.field_specs().items()
            if field.required and field.missing_code == "TS001"
        ]  # fmt: skip
        passed = PASSED[kind.section]
        for item in spec.of_kind(kind.kind):
            for name, field in required:
                if item.has(name):
                    yield passed
                else:
                    message = f"{field.label} is missing. {field.doc}"
                    yield fail(item, message, name, f":{name}: …")


def unknown_field(spec: Spec, context: Context) -> Iterator[Outcome]:
    """An option, a column or a label is none that the kind has.

    Columns are matched with the fields' names, labels and aliases, without regard to
    case. What no field takes is kept and shown, but nothing can check it.
    """
    yield from _reported(spec, "TS002", context)


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
                f"{item.kind.title} “{item.name}” is already at "
                f"{files(other.docname)}:{other.line}. Rename one or merge them.",
            )
    if spec.header is not None:
        same = [
            other.header for other in context.project.specs
            if other.header is not None and other.name == spec.name
        ]  # fmt: skip
        if same and same[0] is not spec.header:
            yield fail(
                spec.header,
                f"spec “{spec.name}” is already at "
                f"{files(same[0].docname)}:{same[0].line}. Rename one.",
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
                failure = fail(item, _no_reason(f":waive: {waiver.code}"))
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
                Section.SPEC, _no_reason(f"techspec:not-applicable {exemption.name}"),
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
    for item in header_and_items(spec):
        for waiver in item.waivers:
            # That it gives no reason is what TS007 says of it.
            if id(waiver) in context.used or not is_reason(waiver.reason):
                yield PASSED[item.kind.section]
            else:
                failure = fail(item, f"{waiver.code} is waived, and does not fire.")
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
    names = _declarable()
    for document, exemption in spec.exemptions:
        if stems(exemption.name) not in names:
            message = (
                f"“{exemption.name}” is neither a section nor a topic."
                f"{did_you_mean(exemption.name, names.values())}"
            )
        else:
            message = _there_after_all(spec, exemption.name)
        if message:
            yield Failed(
                Section.SPEC, message, docname=document.docname, line=exemption.line
            )
        else:
            yield PASSED[Section.SPEC]


def _there_after_all(spec: Spec, field_specs: str) -> str:
    """Return what is wrong where what was *declared* not applicable is there."""
    what = stems(field_specs)
    for section in SECTIONS:
        if what in {stems(section.key), stems(section.title)}:
            count = len(spec.of_section(section))
            items = f"{count} item{'' if count == 1 else 's'}"
            return (
                f"{section.title} is declared not applicable, and has {items}."
                if count else ""
            )  # fmt: skip
    message = ""
    for kind in KINDS:
        said = covered_topics(spec, kind)
        for topic in kind.topics:
            if what not in map(stems, topic.words):
                continue
            found = item_on_topic(said, topic)
            if found is None:
                # One word may mean two topics, and here it means this one.
                return ""
            message = (
                f"“{field_specs}” is declared not applicable, and "
                f"{found.kind.title} “{found.name}” speaks of it."
            )
    return message


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
    yield from _reported(spec, "TS008", context)


def unknown_directive(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A directive or a role is misspelt, or is read as text.

    ``techspec:endpont`` is no directive, ``.. techspec:stack`` with one colon is a
    comment, ``:::{techspec:stack}`` is text where ``colon_fence`` is not among
    ``myst_enable_extensions``. What stands in it is shown as it was written, and is no
    item.
    """
    for document in [*spec.documents, *unassigned_documents(spec, context)]:
        found = [p for p in document.problems if p.code == "TS009"]
        for problem in found:
            yield Failed(
                Section.SPEC, problem.problem, docname=document.docname,
                line=problem.line, fix=problem.fix.text if problem.fix else "",
            )  # fmt: skip
        if not found:
            yield PASSED[Section.SPEC]
