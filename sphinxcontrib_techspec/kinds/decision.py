"""Section 2: architectural decisions, each with its record."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Annotated, ClassVar

from ..codes import Code
from ..patterns import regex
from .base import Kind
from .field import DECISION, NO_DECISIONS, DecisionRefs, FieldSpec, Heads
from .template import Section, Topic

_PATTERN_SENTENCE = regex(
    r"\b(?:architecture (?:follows|uses|adopts|is based on)"
    r"|(?:is|are|follows?|uses?|adopts?|implements?) an? (?:[\w-]{1,30} ){0,2}"
    r"(?:monolith|micro-?services?|(?:[\w-]{1,30} )?architecture(?: pattern| style)?)"
    r")\b(?:(?! where| which| that)[^.,;:(\n]){0,60}",
    re.IGNORECASE,
)
"""*The architecture follows a client-server model*, *X is a modular monolith*."""

_DASH = regex(r"(?<!\s)\s++[-–—]\s+")

_SENTENCE_END = regex(
    r"(?:(?<=[^\s.]\w\w)|(?<=[.\w]\d)|(?<=[)\]”\"]))"
    r"(?<!\betc)(?<!\bincl)(?<!\bapprox)(?<!\bmax)(?<!\bmin)(?<!\besp)"
    r"\.\s+(?=[^\W\d])"
)
"""The end of a sentence before another one; no abbreviation and no version."""

_RECORD = regex(
    r"(?:M?ADR|DR|Decision(?: Record)?)[-_ #]{0,2}\d{1,6}(?=\s*[:.)–—-]|\s*$)",
    re.IGNORECASE,
)
"""The id of a record, which a decision that is written as one has in its name."""

_PREFERRED = regex(r"\w (?:over|instead of|rather than) \w", re.IGNORECASE)

_QUESTION = regex(r"why\s[^?]+\?", re.IGNORECASE)
"""A question that is answered by a choice and its reasons: *Why Rust?*."""


class Decision(Kind):
    """An architectural choice: what was chosen, on which topic, by which record.

    The architecture pattern and the error-handling strategy are both decisions, told
    apart by their topic.
    """

    kind: ClassVar = "decision"
    title: ClassVar = "decision"
    section: ClassVar = Section.ARCHITECTURE
    takes_sentences: ClassVar = True
    headings: ClassVar = (
        "decision",
        "key decision",
        "design decision",
        "decision summary",
        "architecture decision",
        "technical decision",
    )
    label: ClassVar = "Choice"
    label_aliases: ClassVar = ("Chosen", "Option", "Name")
    heads: ClassVar = (
        Heads(("",), ("Decision",)),
        Heads(("topic",), ("Decision",)),
        Heads(("",), ("Approach", "Solution")),
    )
    columns: ClassVar = ("topic", "", "adr")
    bullet: ClassVar = ("topic", "", "details")
    paragraphs: ClassVar = True
    record_statuses: ClassVar = frozenset(
        {"accepted", "adopted", "agreed", "approved", "decided", "proposed"}
    )
    topic_field: ClassVar = "topic"
    topics: ClassVar = (
        Topic("architecture pattern", Section.ARCHITECTURE,
              ("pattern", "architecture", "architecture style", "style"),
              headings=("architectural pattern", "architecture style"),
              sentence=_PATTERN_SENTENCE),
        Topic("error handling", Section.ERRORS,
              ("error strategy", "error handling strategy", "errors"),
              headings=("strategy", "approach")),
    )  # fmt: skip

    topic: Annotated[
        str,
        FieldSpec(
            "Topic",
            "What was decided on: architecture pattern, error handling, …",
            aliases=("Concern", "Area", "Question", "Category", "Aspect"),
            required=True,
        ),
    ] = ""
    details: Annotated[
        str,
        FieldSpec("Details", "What follows from it.",
                  aliases=("Description", "Rationale", "Reason"),
            inline_markup=True, from_body=True),
    ] = ""  # fmt: skip
    adr: Annotated[
        DecisionRefs,
        replace(DECISION, required=True, missing_code=Code.DECISION_WITHOUT_ADR),
    ] = NO_DECISIONS

    @classmethod
    def parse_bullet(cls, label: str, rest: str) -> dict[str, str] | None:
        """Read ``Storage: S3 in one bucket. It is cheap - and fast.``.

        The choice ends where a sentence ends before the first dash. A label that says
        what was preferred is the choice: ``Redis over files - It is fast``.
        """
        if _PREFERRED.search(label):
            return {"": label, "details": rest}
        first = _DASH.split(rest, maxsplit=1)[0]
        end = _SENTENCE_END.search(first)
        if end is None:
            return None
        return {"topic": label, "": rest[: end.start()], "details": rest[end.end() :]}

    @classmethod
    def parse_sentence(cls, text: str) -> dict[str, str] | None:
        """Read ``Fail fast with clear errors. Each part has its own.``."""
        first = _DASH.split(text, maxsplit=1)[0]
        end = _SENTENCE_END.search(first)
        if end is None:
            return None
        return {"": text[: end.start()], "details": text[end.end() :]}

    @classmethod
    def field_in_name(cls, name: str) -> str:
        """Return that a title of a record, or a question, says the topic by itself."""
        return "topic" if cls.names_record(name) or _QUESTION.fullmatch(name) else ""

    @classmethod
    def names_record(cls, name: str) -> bool:
        """Return whether the name begins with the id of a record."""
        return _RECORD.match(name) is not None

    def is_evident(self, name: str) -> bool:
        """Return whether the decision names its topic and a record."""
        return bool(self.topic and self.adr)
