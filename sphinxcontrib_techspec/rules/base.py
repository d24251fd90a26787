"""What a rule is, and what it says of a spec."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from ..codes import Code, Gate, Scores
from ..kinds import KINDS, Section
from ..kinds.template import Topic
from ..messages import Fix, Related
from ..model.document import Document
from ..model.item import Item, Problem, Waiver
from ..model.project import Project
from ..model.spec import Spec
from ..text import normalize
from ._snippets import placed


@dataclass(frozen=True, slots=True)
class Passed:
    """A check that was made and held; only its count is kept.

    Attributes:
        section: the section it counts for.
        item: the item, where it is one; it counts once in the score.
    """

    section: Section
    item: Item | None = None


@dataclass(slots=True)
class Failed:
    """A check that did not hold.

    Attributes:
        section: the section it counts for.
        problem: what is wrong, as a noun phrase without the name of the item.
        item: the item at fault, where it is one.
        subject: what it is about: a field, a target, the id of a record. Together
            with the code and the item it identifies the finding, so that it does not
            depend on words.
        advice: what to do, in the imperative; empty where the problem says it.
        fix: what to write, where that is known.
        docname: the document at fault.
        line: the line of the option, row or item at fault; 0 where there is none.
        gate: when it is a warning, where that differs from its rule.
        counts: whether it goes into the score.
        file: the file of the line, from the source folder; empty where it is that of
            the item, else of the document.
        is_absent: whether the subject is a field of the item that has no value.
        others: further items at fault, where it is one finding of several rows.
        related: the places of other files that it is about.
    """

    section: Section
    problem: str
    item: Item | None = None
    subject: str = ""
    advice: str = ""
    fix: Fix | None = None
    docname: str = ""
    line: int = 0
    gate: Gate | None = None
    counts: bool = True
    file: str = ""
    is_absent: bool = False
    others: tuple[Item, ...] = ()
    related: tuple[Related, ...] = ()


@dataclass(slots=True)
class NotChecked:
    """A check that could not be made, and why.

    Attributes:
        section: the section that it is listed under.
        what: what was not checked.
        reason: why it was not.
        item: the item, where it is one.
        subject: what it is about, as in `Failed`.
        line: the line of the option or row.
        file: the file of the line, as in `Failed`.
    """

    section: Section
    what: str
    reason: str
    item: Item | None = None
    subject: str = ""
    line: int = 0
    file: str = ""


@dataclass(slots=True)
class NotApplicable:
    """A check that the author declared not to apply.

    Attributes:
        section: the section that it is listed under.
        what: the section or topic, as the author wrote it.
        reason: why it does not apply, in the author's words.
        docname: the document of the declaration.
        line: the line of the declaration.
        file: the file of the line, as in `Failed`.
    """

    section: Section
    what: str
    reason: str
    docname: str = ""
    line: int = 0
    file: str = ""


Reported = Failed | NotChecked | NotApplicable
"""What a rule says of one thing that did not pass."""

Outcome = Passed | Reported
"""What a rule says of one thing that it looked at."""


class _PassedBySection(dict[Section, Passed]):
    """One object a section; made when first asked for, as plugins add sections."""

    def __missing__(self, section: Section) -> Passed:
        """Make the passed check of a section."""
        return self.setdefault(section, Passed(section))


PASSED: Mapping[Section, Passed] = _PassedBySection()
"""The one passed check of each section: there are many, and all are alike."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may look at beside its spec.

    Attributes:
        project: the project that the spec is of.
        word_limit: how many words the spec may have.
        sections: the sections and topics asked for, as `stack` or `stack/database`;
            empty where all are.
        used_waivers: the waivers that a finding needed, filled in by the evaluation
            (see `waiver_key`).
    """

    project: Project
    word_limit: int = 1500
    sections: tuple[str, ...] = ()
    used_waivers: set[WaiverKey] = field(default_factory=set["WaiverKey"])

    def is_asked_for(self, section: Section, topic: Topic | None = None) -> bool:
        """Tell whether the configuration asks for a section, or for a topic of one.

        If the configuration lists nothing, what the template asks for is required. If
        it lists topics of a section, only these are required.
        """
        if not self.sections:
            return section.is_asked_for
        asked = [entry.partition("/") for entry in self.sections]
        topics = [normalize(word) for key, _, word in asked if key == section.key]
        named = [word for word in topics if word]
        if topic is None or not named:
            return bool(topics)
        return not set(named).isdisjoint(topic.words)


WaiverKey = tuple[str, str, int, str]
"""A waiver by its document, its file and line, and the code that it waives."""


def waiver_key(docname: str, waiver: Waiver, file: str = "") -> WaiverKey:
    """Return what identifies a waiver in a project.

    Args:
        docname: its document.
        waiver: the waiver.
        file: the file of its item, if it is one of an item.
    """
    return docname, waiver.file or file, waiver.line, waiver.code


class Claim(NamedTuple):
    """What an item claims of the repository, and whether that holds.

    Attributes:
        section: the section of the item.
        verdict: whether it agrees.
        reason: why it was not checked, where it was not.
    """

    section: Section
    verdict: Literal["agrees", "differs", "not checked"]
    reason: str = ""


Check = Callable[[Spec, Context], Iterator[Outcome]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, whose page in the documentation is the docstring of its function.

    Attributes:
        code: its code, such as ``TS302``.
        slug: its name, such as ``version-inexact``.
        check: the function that yields an outcome for each thing it looked at.
        gate: when its findings are warnings.
        runs_last: whether it depends on the findings of the other rules.
        url: the address of its page, for a rule of a plugin.
        scores: what of it goes into the score.
        aspect: what it checks of an item, where other rules check it too: an item
            counts once for all of them.
    """

    code: str
    slug: str
    check: Check
    gate: Gate = "gated"
    runs_last: bool = False
    url: str = ""
    scores: Scores = "both"
    aspect: str = ""

    @classmethod
    def of(cls, code: Code, check: Check, *, runs_last: bool = False) -> Rule:
        """Return the rule of one of the package's own codes."""
        return cls(
            str(code), code.slug, check, code.gate, runs_last,
            scores=code.scores, aspect=code.aspect,
        )  # fmt: skip

    @property
    def summary(self) -> str:
        """The first line of the rule's page."""
        return (self.check.__doc__ or "").strip().splitlines()[0]


def passed(item: Item) -> Passed:
    """Return that an item passes a check."""
    return Passed(item.section, item)


def fail(  # noqa: PLR0913 - the parts of a finding
    item: Item,
    problem: str,
    field: str = "",
    *,
    subject: str = "",
    advice: str = "",
    fix: Fix | None = None,
    line: int = 0,
    file: str = "",
) -> Failed:
    """Return that an item fails a check.

    Args:
        item: the item.
        problem: what is wrong, as a noun phrase without the name of the item.
        field: the field at fault; its line is reported.
        subject: what the finding is about, where it is not the field.
        advice: what to do, in the imperative.
        fix: what to write; that of a field is written where the item stands.
        line: the line at fault, where it is not the field's or the item's.
        file: the file of that line, where it is not the item's.
    """
    return Failed(
        item.section,
        problem,
        item,
        subject or field,
        advice,
        placed(fix, item),
        item.docname,
        line or (item.line_of(field) if field else item.line),
        file=file if line else item.file_of(field),
    )


def fail_absent(
    item: Item,
    problem: str,
    field: str,
    *,
    advice: str = "",
    fix: Fix | None = None,
) -> Failed:
    """Return that a field of an item has no value.

    Where the table of the item has no column for the field, the evaluation makes one
    finding of all its rows.

    Args:
        item: the item.
        problem: what is wrong, as a noun phrase without the name of the item.
        field: the field.
        advice: what to do, in the imperative.
        fix: what to write.
    """
    failed = fail(item, problem, subject=field, advice=advice, fix=fix)
    failed.is_absent = True
    return failed


def information(first: Item, problem: str, subject: str) -> Failed:
    """Return one finding of several items, which is information.

    Args:
        first: the first of the items, where it stands.
        problem: what is said of them.
        subject: what it is about.
    """
    failed = fail(first, problem, subject=subject)
    failed.item = None
    failed.gate = "info"
    return failed


def failed_reading(problem: Problem, item: Item) -> Failed:
    """Return what was found wrong with an item while it was read."""
    return Failed(
        item.kind.section,
        problem.problem,
        item,
        problem.subject,
        problem.advice,
        problem.fix,
        item.docname,
        problem.line,
        file=problem.file,
    )


def failed_in_document(problem: Problem, document: Document) -> Failed:
    """Return what was found wrong in a document outside of any item."""
    return Failed(
        Section.SPEC,
        problem.problem,
        subject=problem.subject,
        advice=problem.advice,
        fix=problem.fix,
        docname=document.docname,
        line=problem.line,
        file=problem.file,
    )


def reported_in_documents(
    spec: Spec, context: Context, code: Code
) -> Iterator[Outcome]:
    """Yield what was found in the documents of a spec while they were read.

    A document without a problem passes.
    """
    for document in [*spec.documents, *unassigned_documents(spec, context)]:
        found = [problem for problem in document.problems if problem.code == code]
        for problem in found:
            yield failed_in_document(problem, document)
        if not found:
            yield PASSED[Section.SPEC]


def items_with_type(spec: Spec, value_type: object) -> Iterator[tuple[Item, str]]:
    """Yield the items whose kind has a field of a type, with the field's name.

    Args:
        spec: the spec.
        value_type: the type, such as `Target`.
    """
    for kind in KINDS:
        if name := kind.field_of_type(value_type):
            for item in spec.of_kind(kind.kind):
                yield item, name


def items_with_code(spec: Spec, code: str) -> Iterator[tuple[Item, str]]:
    """Yield the items with a field whose absence a rule reports, and the field's name.

    Args:
        spec: the spec.
        code: the rule's code.
    """
    for kind in KINDS:
        for name in kind.fields_with_code(code):
            for item in spec.of_kind(kind.kind):
                yield item, name


def header_and_items(spec: Spec) -> list[Item]:
    """Return the spec's items with its head before them."""
    return [spec.header, *spec.items] if spec.header else spec.items


def unassigned_documents(spec: Spec, context: Context) -> list[Document]:
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
