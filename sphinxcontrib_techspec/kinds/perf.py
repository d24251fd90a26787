"""Section 8: performance requirements."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ..codes import Code
from ..patterns import regex
from ..values.target import Target, begins_with_number, split_sentence
from .base import Kind
from .field import EVIDENCE, NO_EVIDENCE, EmptyIsNone, EvidenceRef, FieldSpec, Heads
from .template import Section

_DASH = regex(r"\s[-–—]\s")


class Perf(Kind):
    """A performance requirement: a metric, its target, and how it is measured."""

    kind: ClassVar = "perf"
    title: ClassVar = "performance requirement"
    section: ClassVar = Section.PERFORMANCE
    headings: ClassVar = (
        "performance metric",
        "metric",
    )
    label: ClassVar = "Metric"
    label_aliases: ClassVar = ("Name", "Requirement", "Operation", "Indicator")
    heads: ClassVar = (
        Heads(("",), ("Scenario", "Feature", "Action", "Component", "Page", "Query",
                      "Aspect", "Area", "Category", "Quality attribute", "KPI")),
        Heads(("target",), ("Requirement", "Threshold", "Limit", "SLA", "SLO",
                            "Expected", "Maximum", "Target value"), in_tables=True),
        Heads(("measurement",), ("Condition", "Conditions", "Load", "Verification",
                                 "Verified by", "Test", "Test method", "Monitoring"),
              in_tables=True),
    )  # fmt: skip
    columns: ClassVar = ("", "target", "measurement")
    bullet: ClassVar = ("", "target", "measurement")

    target: Annotated[
        Target | None,
        EmptyIsNone,
        FieldSpec(
            "Target",
            "A number with its unit: `< 200 ms at p95`, `≥ 1,000 req/s`.",
            aliases=("Goal", "Objective", "Budget"),
            required=True,
            missing_code=Code.TARGET_WITHOUT_NUMBER,
            example="< 200 ms at p95",
        ),
    ] = None
    evidence: Annotated[EvidenceRef, EVIDENCE] = NO_EVIDENCE
    measurement: Annotated[
        str,
        FieldSpec(
            "Measurement",
            "How, and under which load, the number is taken.",
            aliases=(
                "Measured by",
                "Measured with",
                "How measured",
                "How to measure",
                "Method",
                "Tool",
            ),
            required=True,
            missing_code=Code.UNMEASURED_TARGET,
            inline_markup=True,
            from_body=True,
        ),
    ] = ""

    @classmethod
    def parse_bullet(cls, label: str, rest: str) -> dict[str, str] | None:
        """Read a bullet without a number: words are a note, and no target."""
        if rest and Target.model_validate(rest).number is None:
            return {"": label, "note": rest}
        return None

    @classmethod
    def parse_sentence(cls, text: str) -> dict[str, str] | None:
        """Read ``Page load under 2 seconds - measured with k6``."""
        first, *others = _DASH.split(text, maxsplit=1)
        rest = others[0].strip() if others else ""
        found = split_sentence(first)
        has_number = bool(rest) and Target.model_validate(rest).number is not None
        # *k6, 500 users* behind a target has the number of a measurement.
        if has_number and (found is None or begins_with_number(rest)):
            return None
        if found is None or found[0].count("(") != found[0].count(")"):
            # A number in brackets that say more is none of the whole.
            return {"": first.strip(), **({"note": rest} if rest else {})}
        values = {"": found[0], "target": found[1]}
        return {**values, "measurement": rest} if rest else values

    def is_evident(self, name: str) -> bool:
        """Return whether the target has a number and a unit."""
        return self.target is not None and bool(self.target.number and self.target.unit)
