"""Section 2: architectural decisions, each with its record."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, ClassVar

from ..codes import Code
from .base import Kind
from .field import DECISION, NO_DECISIONS, DecisionRefs, FieldSpec
from .template import Section, Topic


class Decision(Kind):
    """An architectural choice: what was chosen, on which topic, by which record.

    The architecture pattern and the error-handling strategy are both decisions, told
    apart by their topic.
    """

    kind: ClassVar = "decision"
    title: ClassVar = "decision"
    section: ClassVar = Section.ARCHITECTURE
    label: ClassVar = "Choice"
    label_aliases: ClassVar = ("Chosen", "Option", "Name")
    columns: ClassVar = ("topic", "", "adr")
    bullet: ClassVar = ("topic", "", "details")
    paragraphs: ClassVar = True
    topic_field: ClassVar = "topic"
    topics: ClassVar = (
        Topic("architecture pattern", Section.ARCHITECTURE,
              ("pattern", "architecture", "architecture style", "style")),
        Topic("error handling", Section.ERRORS,
              ("error strategy", "error handling strategy", "errors")),
    )  # fmt: skip

    topic: Annotated[
        str,
        FieldSpec(
            "Topic",
            "What was decided on: architecture pattern, error handling, …",
            aliases=("Concern", "Area", "Question"),
            required=True,
        ),
    ] = ""
    details: Annotated[
        str,
        FieldSpec("Details", "What follows from it.",
                  aliases=("Description", "Rationale"),
            inline_markup=True, from_body=True),
    ] = ""  # fmt: skip
    adr: Annotated[
        DecisionRefs,
        replace(DECISION, required=True, missing_code=Code.DECISION_WITHOUT_ADR),
    ] = NO_DECISIONS
