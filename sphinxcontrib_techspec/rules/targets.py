"""TS303 to TS305: targets without a number, a unit or a measurement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from ..kinds import KINDS
from ..model.item import Item
from ..model.spec import Spec
from ..values.target import Target
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
            yield fail(item, "it has no target.", fix=example)
        else:
            yield fail(
                item,
                f"the target “{target.text}” has no number.",
                item.kind.field_of_type(Target),
                fix=example,
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
                f"the target “{target.text}” has no unit.",
                item.kind.field_of_type(Target),
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
    for kind in KINDS:
        for name in kind.fields_with_code("TS305"):
            for item in spec.of_kind(kind.kind):
                if item.has(name):
                    yield PASSED[kind.section]
                else:
                    yield fail(
                        item,
                        "it does not say how it is measured.",
                        fix=f":{name}: …",
                    )


def _targets(spec: Spec) -> Iterator[tuple[Item, Target | None, str]]:
    """Give every item that has a target, with the target and an example of one."""
    for kind in KINDS:
        if name := kind.field_of_type(Target):
            example = f":{name}: {kind.field_specs()[name].example or '…'}"
            for item in spec.of_kind(kind.kind):
                target = cast("Target | None", getattr(item.model, name))
                yield item, target, example
