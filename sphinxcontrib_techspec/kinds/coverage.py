"""Section 9: coverage targets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, ClassVar

from ..codes import Code
from ..patterns import regex
from ..text import normalize
from ..values.target import Target
from .base import Kind
from .field import EVIDENCE, NO_EVIDENCE, EmptyIsNone, EvidenceRef, FieldSpec, Heads
from .template import Section, Topic

_SENTENCE = regex(r"(?P<name>[^\W\d][^\d<>≥≤~=–—-]*)(?P<target>(?:[<>≥≤~]=?\s*)?\d.*)")
"""A scope with its target."""


_COUNT = regex(r"\d{1,9}\+? [A-Za-z][^%]*$")
"""A number of things, which is no share."""


_APPROACH = frozenset(
    "approach test-pyramid test-strategy testing-strategy philosophy test-organization"
    " framework tools".split()
)
"""Labels that say how tests are made, and no share of anything."""


class Coverage(Kind):
    """How much of a scope the tests have to cover."""

    kind: ClassVar = "coverage"
    title: ClassVar = "coverage target"
    section: ClassVar = Section.TESTING
    headings: ClassVar = (
        "coverage",
        "coverage target",
        "test coverage",
    )
    label: ClassVar = "Scope"
    label_aliases: ClassVar = ("Name",)
    heads: ClassVar = (
        Heads(
            ("",),
            ("Module", "Component", "Area", "Layer", "Package", "Category",
             "Test type"),
            in_tables=True,
        ),
        Heads(
            ("target",),
            ("Coverage", "Minimum coverage", "Target coverage", "Coverage target",
             "Minimum"),
            in_tables=True,
        ),
        Heads(("",), ("Coverage",)),
    )  # fmt: skip
    columns: ClassVar = ("", "target")
    bullet: ClassVar = ("", "target")
    comparison: ClassVar = ">="
    topics: ClassVar = (
        Topic(
            "minimum",
            Section.TESTING,
            (
                "minimum coverage",
                "overall",
                "total",
                "global",
                "lines",
                "code",
                "target",
            ),
            headings=("coverage", "coverage goal", "coverage target", "test coverage"),
        ),
    )

    target: Annotated[
        Target | None,
        EmptyIsNone,
        FieldSpec("Target", "The share to be covered: `90 %`.", aliases=("Goal",),
            required=True, missing_code=Code.TARGET_WITHOUT_NUMBER, example="90 %"),
    ] = None  # fmt: skip
    evidence: Annotated[EvidenceRef, EVIDENCE] = NO_EVIDENCE

    @classmethod
    def parse_sentence(cls, text: str) -> dict[str, str] | None:
        """Read ``Minimum 80% line``."""
        match = _SENTENCE.fullmatch(text)
        if match is None or not match["name"][-1].isspace():
            return None
        name = match["name"].rstrip().removesuffix(" of").rstrip()
        return {"": name, "target": match["target"]}

    @classmethod
    def is_text(cls, label: str, rest: str) -> bool:
        """Return whether a bullet says how tests are made, and gives no share."""
        return normalize(label) in _APPROACH and not re.search(r"\d", rest)

    @classmethod
    def texts_among(cls, bullets: Sequence[tuple[str, str]]) -> Sequence[bool]:
        """Find counts of other things beside shares, too: *180 test cases*.

        Those of a topic, such as the minimum, are targets that lack their unit.
        """
        texts = super().texts_among(bullets)
        has_share = any("%" in rest for _, rest in bullets)
        counts = (
            has_share
            and bool(label)
            and not cls.names_topic(label)
            and _COUNT.match(rest) is not None
            for label, rest in bullets
        )
        return list(map(max, texts, counts))

    def is_evident(self, name: str) -> bool:
        """Return whether the target is a share."""
        return self.target is not None and self.target.unit == "%"
