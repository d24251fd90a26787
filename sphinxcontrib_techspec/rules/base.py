"""What a rule is, and what it says of a spec."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..kinds import Section
from ..kinds.template import Topic
from ..model.document import Document
from ..model.item import Item
from ..model.project import Project
from ..model.spec import Spec
from ..text import normalize

Gate = Literal["always", "gated", "info"]
"""When a rule's findings are warnings: always, from an approved spec on, or never."""


@dataclass(frozen=True, slots=True)
class Passed:
    """A check that was made and held; only its count is kept."""

    section: Section


@dataclass(slots=True)
class Failed:
    """A check that did not hold.

    Attributes:
        section: the section it counts for.
        message: what is wrong, in words the author can act on.
        item: the item at fault, where it is one.
        docname: the document at fault.
        line: the line of the option, row or item at fault; 0 where there is none.
        fix: text to paste, where it can be said.
        gate: when it is a warning, where that differs from its rule.
        counts: whether it goes into the score.
    """

    section: Section
    message: str
    item: Item | None = None
    docname: str = ""
    line: int = 0
    fix: str = ""
    gate: Gate | None = None
    counts: bool = True


@dataclass(slots=True)
class NotChecked:
    """A check that could not be made, and why.

    Attributes:
        section: the section it counts beside.
        what: what was not checked.
        reason: why it was not.
        item: the item, where it is one.
        line: the line of the option or row.
    """

    section: Section
    what: str
    reason: str
    item: Item | None = None
    line: int = 0


@dataclass(slots=True)
class NotApplicable:
    """A check that the author declared not to apply, with the reason given."""

    section: Section
    what: str
    reason: str
    docname: str = ""
    line: int = 0


Outcome = Passed | Failed | NotChecked | NotApplicable


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
            none where all are.
        used: the waivers that let something off, by `id`; the engine fills it.
    """

    project: Project
    word_limit: int = 1500
    sections: tuple[str, ...] = ()
    used: set[int] = field(default_factory=set[int])

    def is_asked_for(self, section: Section, topic: Topic | None = None) -> bool:
        """Tell whether the configuration asks for a section, or for a topic of one.

        A section named with topics is asked for those only.
        """
        if not self.sections:
            return True
        asked = [entry.partition("/") for entry in self.sections]
        topics = [normalize(word) for key, _, word in asked if key == section.key]
        named = [word for word in topics if word]
        if topic is None or not named:
            return bool(topics)
        return not set(named).isdisjoint(topic.words)


Check = Callable[[Spec, Context], Iterator[Outcome]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its code, its name, its function, and when its findings warn.

    The function's docstring is the rule's page.
    """

    code: str
    slug: str
    check: Check
    gate: Gate = "gated"

    @property
    def summary(self) -> str:
        """The first line of the rule's page."""
        return (self.check.__doc__ or "").strip().splitlines()[0]


def fail(item: Item, message: str, field: str = "", fix: str = "") -> Failed:
    """Return that the field *field* of *item* fails a check."""
    return Failed(
        item.section,
        message,
        item,
        item.docname,
        item.line_of(field) if field else item.line,
        fix,
    )


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
