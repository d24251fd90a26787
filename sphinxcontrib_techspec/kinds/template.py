"""What the template asks for: its sections, and the topics of each."""

from __future__ import annotations

import re
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
        headings: other headings that such a section has in specs, each a phrase that
            the heading begins or ends with.
    """

    key: str
    title: str
    is_asked_for: bool = True
    headings: tuple[str, ...] = ()

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
Section.STACK = Section(
    "stack",
    "Technology Stack",
    headings=("stack", "technology", "technology choice", "technical choice", "tooling",
              "tools", "dependencies", "tech", "infrastructure", "data layer",
              "tech stack", "tech choice", "libraries", "frameworks"),
)  # fmt: skip
Section.ARCHITECTURE = Section(
    "architecture",
    "Architecture",
    headings=("system design", "high level design", "technical design"),
)
Section.DATA = Section(
    "data-model",
    "Data Model",
    headings=("data", "database", "schema", "data structure", "domain model", "models",
              "types", "data design", "data schema"),
)  # fmt: skip
Section.API = Section(
    "api",
    "API Specification",
    headings=(
        "api",
        "apis",
        "api design",
        "api reference",
        "api contract",
        "http interface",
    ),
)
Section.CLI = Section(
    "cli",
    "CLI Specification",
    headings=("cli", "command line", "command line interface"),
)
Section.SECURITY = Section(
    "security",
    "Security",
    headings=("data protection", "privacy"),
)
Section.ERRORS = Section(
    "errors",
    "Error Handling",
    headings=(
        "error",
        "failure",
        "failure handling",
        "fault tolerance",
        "exception handling",
    ),
)
Section.PERFORMANCE = Section(
    "performance",
    "Performance Requirements",
    headings=("performance", "performance target", "performance goal",
              "performance budget", "scalability",
              "service level objective", "slo"),
)  # fmt: skip
Section.TESTING = Section(
    "testing",
    "Testing Strategy",
    headings=(
        "testing",
        "test",
        "test plan",
        "test strategy",
        "quality assurance",
        "test pyramid",
        "testing pyramid",
    ),
)
Section.RELATED = Section(
    "related",
    "Related Documents",
    headings=("related", "related documentation", "reference", "see also",
              "further reading", "links", "related doc"),
)  # fmt: skip
Section.CONFIGURATION = Section(
    "configuration",
    "Configuration",
    is_asked_for=False,
    headings=("settings", "environment", "environment variable", "config", "env var",
              "configuration option", "configuration value"),
)  # fmt: skip

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
        headings: other headings for it, in its section.
        told_by: words in the text of an item on another topic that tell of this one.
        sentence: a pattern of what sentences say that tell of it, which are no items.
    """

    name: str
    section: Section
    aliases: tuple[str, ...] = ()
    if_applicable: bool = False
    exact: bool = False
    headings: tuple[str, ...] = ()
    told_by: tuple[str, ...] = ()
    sentence: re.Pattern[str] | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """Every word for the topic, for comparison (see `normalize`)."""
        return tuple(normalize(word) for word in (self.name, *self.aliases))
