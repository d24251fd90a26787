"""What a part of a document may be read as, and what its headings say of that."""

from __future__ import annotations

from dataclasses import dataclass, field

from .blocks import MarkdownBlock
from .reading import Candidate, Reading
from .sections import (
    DocumentSection,
)


@dataclass(slots=True)
class Option:
    """A candidate, and what a document's headings say of it.

    Attributes:
        candidate: the candidate.
        by_heading: whether a heading names the kind or its section.
        is_named: whether the nearest heading that names any kind names this one.
        is_own: whether the heading of the section itself does.
        is_within: whether a heading names any kind.
        is_of_spec: whether the section is one of a spec.
        to_fill: the parts of patterns above it: ``{prefix}:{id}``.
        has_packages: whether a heading says that they are libraries or packages, in a
            document on technologies.
        is_measured: whether a heading says what its targets are of: *Performance*;
            below *Success metrics* only their units do.
        reading: what the candidate says.
    """

    candidate: Candidate
    by_heading: bool
    is_named: bool = False
    is_own: bool = False
    is_within: bool = False
    is_of_spec: bool = True
    to_fill: frozenset[str] = frozenset()
    has_packages: bool = False
    is_measured: bool = True
    reading: Reading = field(default_factory=Reading)


@dataclass(slots=True)
class SectionOptions:
    """A section with the options of all of it and of each of its blocks.

    Attributes:
        section: the section.
        whole: the options of all of it.
        parts: its blocks with their options.
        runs: those of several blocks.
        reason: why other blocks than tables have none; empty where they may.
        left_out: the first lines of lists below a heading or a label of what is no part
            of the spec.
        about_one: the first lines of lists that say more of one thing, by the heading
            or the label.
    """

    section: DocumentSection
    whole: list[Option]
    parts: list[tuple[MarkdownBlock, list[Option]]]
    runs: list[Option]
    reason: str = ""
    left_out: set[int] = field(default_factory=set[int])
    about_one: set[int] = field(default_factory=set[int])
