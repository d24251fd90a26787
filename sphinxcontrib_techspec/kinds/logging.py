"""Section 7: logging."""

from __future__ import annotations

from typing import Annotated, ClassVar

from .base import Kind
from .field import FieldSpec
from .template import Section, Topic


class Logging(Kind):
    """One topic of logging: its format, its levels, what is never logged."""

    kind: ClassVar = "logging"
    title: ClassVar = "logging topic"
    section: ClassVar = Section.ERRORS
    takes_sentences: ClassVar = True
    headings: ClassVar = ("logging",)
    label: ClassVar = "Topic"
    label_aliases: ClassVar = ("Name", "Concern")
    columns: ClassVar = ("", "value")
    bullet: ClassVar = ("", "value")
    topics: ClassVar = (
        Topic("format", Section.ERRORS, ("log format",)),
        Topic("levels", Section.ERRORS, ("log levels", "level"), told_by=("levels",)),
        Topic("sensitive", Section.ERRORS,
              ("sensitive data", "never logged", "redaction"),
              told_by=("never log", "never logged", "not logged", "redacted")),
    )  # fmt: skip

    value: Annotated[
        str,
        FieldSpec("Value", "The rule for the topic.", aliases=("Rule", "Description"),
            required=True, inline_markup=True, from_body=True),
    ] = ""  # fmt: skip

    def is_evident(self, name: str) -> bool:
        """Return whether the name is a topic."""
        return bool(self.value) and self.names_topic(name)
