"""Section 8: performance requirements."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ..codes import Code
from ..values.target import Target
from .base import Kind
from .field import EVIDENCE, NO_EVIDENCE, EmptyIsNone, EvidenceRef, FieldSpec
from .template import Section


class Perf(Kind):
    """A performance requirement: a metric, its target, and how it is measured."""

    kind: ClassVar = "perf"
    title: ClassVar = "performance requirement"
    section: ClassVar = Section.PERFORMANCE
    label: ClassVar = "Metric"
    label_aliases: ClassVar = ("Name", "Requirement")
    columns: ClassVar = ("", "target", "measurement")
    bullet: ClassVar = ("", "target", "measurement")

    target: Annotated[
        Target | None,
        EmptyIsNone,
        FieldSpec(
            "Target",
            "A number with its unit: `< 200 ms at p95`, `≥ 1,000 req/s`.",
            aliases=("Goal", "Objective"),
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
            aliases=("Measured by", "How measured", "Method"),
            required=True,
            missing_code=Code.UNMEASURED_TARGET,
            inline_markup=True,
            from_body=True,
        ),
    ] = ""
