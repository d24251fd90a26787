"""What the headings of a document say of it: a spec, one in parts, or another text."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..kinds import Section
from ..patterns import regex
from ..text import normalize
from .sections import (
    DocumentSection,
    exact_section,
    has_latin_words,
    is_step,
    kinds_of_heading,
    sections_of_title,
    without_number,
    without_signs,
)

Weight = Literal["spec", "evident", "other"]
"""How much the headings of a section count.

In a ``spec`` they name the kinds of item. Where they are ``evident``, most of the items
have to be evident by themselves. In any ``other`` text only tables are read.
"""

_LOG = regex(r"\b(?:change ?log|release notes)\b", re.IGNORECASE)
"""What the title of a list of changes has."""

_CHANGES = frozenset({"added", "changed", "deprecated", "fixed", "removed"})
"""Headings of a list of changes, which has several of them."""

_RECORD = (
    frozenset({"context", "context and problem statement", "problem statement",
               "context and problem"}),
    frozenset({"decision", "decision outcome", "consequences",
               "considered options"}),
)  # fmt: skip
"""Headings of a decision record, of which it has one of each."""

_OTHER_TEXTS = frozenset(
    "acknowledgements acknowledgments added authors breaking-changes changed changelog"
    " citation code-of-conduct community contributing contributors credits dev-notes"
    " drawbacks faq fixed getting-started guide-level-explanation how-to-use install"
    " installation installing license licence prerequisites prior-art quick-start"
    " quickstart"
    " reference-level-explanation removed screenshots support tasks troubleshooting"
    " unresolved-questions usage when-to-use".split()
)
"""Headings of a README, a change log, a guide, a proposal or a story."""

_FORM = frozenset({Section.SPEC, Section.RELATED, Section.CONFIGURATION})
"""Sections that texts of any type have."""

_MANY = 5
"""The number of headings of the template that only a spec has."""

_SEVERAL = 3
"""The number of the template's own sections that only a spec has."""

_FEW = 3
"""The number of sections from which their headings tell whether a text is a spec."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What the outermost headings of a document say.

    Attributes:
        headings: the headings, as written.
        named: how many of them are sections of the template.
        sections: the template's own sections among all headings, by their exact names.
        others: those of them that other texts have.
        is_record: whether they are those of a decision record.
        is_log: whether the title is that of a list of changes.
        is_foreign: whether most of them are in another script.
        of_title: the sections that the title names: *Testing strategy of the mill*.
    """

    headings: tuple[str, ...]
    named: int
    sections: frozenset[Section]
    others: tuple[str, ...]
    is_record: bool
    is_log: bool
    is_foreign: bool
    of_title: frozenset[Section] = frozenset()

    @property
    def is_spec(self) -> bool:
        """Whether the document is a spec.

        A third of the headings name items of the template, or many do. A document with
        few sections, or whose headings are in another script, is taken for a spec, as
        only the form of what is below them tells; a decision record and a list of
        changes are taken for none.
        """
        if self.is_record or self.is_log:
            return False
        count = len(self.headings)
        if self.is_foreign or count < _FEW:
            return True
        return self.named >= min(_MANY, count / 3)

    def weight(self, section: DocumentSection) -> Weight:
        """Return how much the headings of a section count.

        The exact name of a section of the template counts at any level, and among any
        number of other headings, unless they are those of another text.
        """
        if self.is_spec:
            return "spec"
        named = {exact_section(h) for h in headings_of_spec(section)}
        own = len(self.sections)
        is_other = self.is_record or self.is_log or 2 * len(self.others) >= own
        if is_other or self.sections.isdisjoint(named):
            return "other"
        return "spec" if own >= _SEVERAL else "evident"

    def has_forms(self, section: DocumentSection) -> bool:
        """Return whether items with a form of their own are read in a section.

        Those of a list of changes, a record or a plan may be of another release, or
        were not chosen.
        """
        is_whole = headings_of_spec(section) == section.headings
        return self.may_have_settings and is_whole

    @property
    def may_have_settings(self) -> bool:
        """Whether variables may be set in it: no record, and no list of changes."""
        return not (self.is_record or self.is_log)

    @property
    def reason(self) -> str:
        """Why the headings of the document do not count."""
        if self.is_record:
            return "the document is a decision record"
        if self.is_log:
            return "the document is a list of changes"
        least = min(_MANY, math.ceil(len(self.headings) / 3))
        verb = "is a section" if self.named == 1 else "are sections"
        count = len(self.headings)
        other = f", and “{self.others[0]}” is none of a spec" if self.others else ""
        return (
            f"only {self.named} of {count} headings {verb} of the template{other}; "
            f"{least} of them make a spec: use its names, such as “Technology "
            "stack”, or put directives around what is meant"
        )


def headings_of_spec(section: DocumentSection) -> Sequence[str]:
    """Return the headings of a section that may be those of a spec.

    What is below the heading of a step or of any other text is told by that.
    """
    ends = (
        n
        for n, title in enumerate(map(without_number, section.headings))
        if is_step(title) or _is_of_other_text(title)
    )
    return section.headings[: next(ends, None)]


def _is_record(titles: Sequence[str]) -> bool:
    """Return whether headings are those of a decision record."""
    words = {without_number(title).casefold() for title in titles}
    return all(words & names for names in _RECORD)


def _is_of_other_text(title: str) -> bool:
    """Return whether a heading is that of a text that is no spec: *Installation*."""
    words = normalize(without_number(without_signs(title)))
    return words.partition("-and-")[0].removesuffix("-options") in _OTHER_TEXTS


def read_outline(sections: Sequence[DocumentSection]) -> Outline:
    """Return what the outermost headings of a document say."""
    headings = [s for s in sections if s.heading and s.headings[-1]]
    top = min((s.heading.level for s in headings if s.heading), default=0)
    titles = [s.headings[-1] for s in headings]
    outer = [s.headings[-1] for s in headings if s.heading and s.heading.level == top]
    exact = {
        named
        for section in headings
        if headings_of_spec(section) == section.headings
        and (named := exact_section(section.headings[-1]))
    }
    first = next((s.heading.text for s in sections if s.heading), "")
    foreign = sum(
        not has_latin_words(title) and any(map(str.isalpha, title)) for title in outer
    )
    words = map(normalize, outer)
    named = sum(bool(kinds_of_heading(title)) for title in outer)
    return Outline(
        headings=tuple(outer),
        named=named,
        sections=frozenset(exact - _FORM),
        others=tuple(title for title in outer if _is_of_other_text(title)),
        is_record=_is_record(outer)
        # A spec may have records in it.
        or (3 * named < len(outer) and _is_record(titles)),
        is_log=bool(_LOG.search(first)) or len(_CHANGES.intersection(words)) > 1,
        is_foreign=2 * foreign > len(outer),
        of_title=sections_of_title(first),
    )
