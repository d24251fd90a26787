"""What the template asks for: its sections, and the topics of each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ..text import normalize


class Section(Enum):
    """The sections of the template, in its order; the value is ``(key, title)``."""

    SPEC = ("spec", "Header")
    STACK = ("stack", "Technology Stack")
    ARCHITECTURE = ("architecture", "Architecture")
    DATA = ("data-model", "Data Model")
    API = ("api", "API Specification")
    CLI = ("cli", "CLI Specification")
    SECURITY = ("security", "Security")
    ERRORS = ("errors", "Error Handling")
    PERFORMANCE = ("performance", "Performance Requirements")
    TESTING = ("testing", "Testing Strategy")
    RELATED = ("related", "Related Documents")

    def __init__(self, key: str, title: str) -> None:
        """Give a section its name in options and JSON, and its heading."""
        self.key = key
        self.title = title


@dataclass(frozen=True)
class Topic:
    """Something the template asks a section to speak of.

    Attributes:
        name: its name in the template.
        section: the section that it counts for.
        aliases: other words for it.
        if_applicable: whether the template asks for it only where it applies.
        exact: whether it has to stand alone: *load testing* is no *testing*.
    """

    name: str
    section: Section
    aliases: tuple[str, ...] = ()
    if_applicable: bool = False
    exact: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """Every word for the topic, for comparison (see `folded`)."""
        return tuple(normalize(word) for word in (self.name, *self.aliases))
