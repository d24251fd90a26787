"""What the template asks for: its sections, and the topics of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..text import normalize


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a spec: one of the template's, or one that a plugin brings.

    Attributes:
        key: its name in options and JSON.
        title: its heading.
        is_asked_for: whether the template asks for it.
    """

    key: str
    title: str
    is_asked_for: bool = True

    # The template's sections are attributes of the class: ``Section.STACK``.
    SPEC: ClassVar[Section]
    STACK: ClassVar[Section]
    ARCHITECTURE: ClassVar[Section]
    DATA: ClassVar[Section]
    API: ClassVar[Section]
    CLI: ClassVar[Section]
    SECURITY: ClassVar[Section]
    ERRORS: ClassVar[Section]
    PERFORMANCE: ClassVar[Section]
    TESTING: ClassVar[Section]
    RELATED: ClassVar[Section]
    CONFIGURATION: ClassVar[Section]


Section.SPEC = Section("spec", "Header")
Section.STACK = Section("stack", "Technology Stack")
Section.ARCHITECTURE = Section("architecture", "Architecture")
Section.DATA = Section("data-model", "Data Model")
Section.API = Section("api", "API Specification")
Section.CLI = Section("cli", "CLI Specification")
Section.SECURITY = Section("security", "Security")
Section.ERRORS = Section("errors", "Error Handling")
Section.PERFORMANCE = Section("performance", "Performance Requirements")
Section.TESTING = Section("testing", "Testing Strategy")
Section.RELATED = Section("related", "Related Documents")
Section.CONFIGURATION = Section("configuration", "Configuration", is_asked_for=False)

TEMPLATE_SECTIONS = (
    Section.SPEC,
    Section.STACK,
    Section.ARCHITECTURE,
    Section.DATA,
    Section.API,
    Section.CLI,
    Section.SECURITY,
    Section.ERRORS,
    Section.PERFORMANCE,
    Section.TESTING,
    Section.RELATED,
)
"""The sections of the template, in its order."""


@dataclass(frozen=True)
class Topic:
    """Something that the template asks a section to cover.

    Attributes:
        name: its name in the template.
        section: the section that it counts for.
        aliases: other words for it.
        if_applicable: whether the template asks for it only where it applies.
        exact: whether only the whole text counts: *load testing* is not *testing*.
    """

    name: str
    section: Section
    aliases: tuple[str, ...] = ()
    if_applicable: bool = False
    exact: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """Every word for the topic, for comparison (see `normalize`)."""
        return tuple(normalize(word) for word in (self.name, *self.aliases))
