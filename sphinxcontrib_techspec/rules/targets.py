"""TS303 to TS305: targets without a number, a unit or a measurement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from ..kinds import (
    Coverage,
    Perf,
    Section,
)
from ..messages import Message, SetField
from ..model.item import Item
from ..model.spec import Spec
from ..values.target import Target
from ._snippets import blank
from .base import PASSED, Context, Outcome, fail

_DASHES = frozenset("-–—")


def target_without_number(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A target of performance or of coverage is missing or has no number.

    *Fast* can be neither tested nor missed.
    """
    for item, target, example in _targets(spec):
        if target is not None and target.number is not None:
            yield PASSED[item.kind.section]
        elif target is None or target.text in _DASHES:
            yield fail(
                item,
                Message("missing target"),
                subject="target",
                advice=Message("state a number with its unit"),
                fix=SetField("target", example, "placeholders"),
            )
        else:
            yield fail(
                item,
                Message("target “{target}” has no number", target=target.text),
                "target",
                advice=Message("state a number with its unit"),
                fix=SetField("target", example, "placeholders"),
            )


def target_without_unit(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A target has a number without a unit.

    *200* may be milliseconds, requests or megabytes. Nothing is nothing in any unit,
    and a score, a ratio and their like have none.
    """
    for item, target, _ in _targets(spec):
        if target is None or target.number is None:
            continue
        bare = not target.number or _DIMENSIONLESS.search(
            f"{item.name}; {target.text};"
        )
        if target.unit is not None or bare:
            yield PASSED[item.kind.section]
        else:
            yield fail(
                item,
                Message("target “{target}” has no unit", target=target.text),
                "target",
                advice=Message("add a unit such as ms, req/s or %"),
            )


_DIMENSIONLESS = re.compile(
    r"\b(?:scores?|ratio|factor|index|coefficient|probability|similarity|rank|grade)"
    r"(?=\s*(?:[;)<>≤≥=\d]|of\b))"
    r"|\b(?:accuracy|precision|recall|sensitivity|specificity|f1|f-measure|gini|kappa"
    r"|(?:roc[ -]?)?auc|auroc|ndcg(?:@\d+)?|mrr|iou|bleu|rouge(?:-\w+)?|r²|perplexity"
    r"|apdex|cls|layout shift|ssim|psi|speed-?up|amplification|(?-i:mAP|MOS))\b",
    re.IGNORECASE,
)
"""Metrics that are numbers without a unit."""


def unmeasured_target(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A performance target does not say how it is measured.

    Two ways to measure give two numbers. Say the tool, the load, and where it runs.
    """
    for item in spec.of_kind(Perf.kind):
        if item.has("measurement"):
            yield PASSED[Section.PERFORMANCE]
        else:
            yield fail(
                item,
                Message("missing measurement"),
                subject="measurement",
                advice=Message("name the tool, the load and the place"),
                fix=blank("measurement"),
            )


def _targets(spec: Spec) -> Iterator[tuple[Item, Target | None, str]]:
    """Give every item that has a target, with the target and an example of one."""
    for item in spec.of_kind(Perf.kind):
        yield item, cast("Perf", item.model).target, "< 200 ms at p95"
    for item in spec.of_kind(Coverage.kind):
        yield item, cast("Coverage", item.model).target, "90 %"
