"""TS303 to TS305: targets without a number, a unit or a measurement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from ..codes import Code
from ..messages import Message, SetField
from ..model.item import Item
from ..model.spec import Spec
from ..values.target import Target
from ._snippets import blank
from .base import PASSED, Context, Outcome, fail, items_with_code, items_with_type

_DASHES = frozenset("-–—")


def target_without_number(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A performance or coverage target that is missing or has no number.

    What it does
    ------------
    Checks that the target of every `techspec:perf` and `techspec:coverage` item has a
    number.

    Why
    ---
    A target such as *fast* cannot be tested.

    Example
    -------
    ````md
    ```{techspec:perf} Response time
    :target: fast
    :measurement: k6, 50 users
    ```
    ````

    Instead
    -------
    ````md
    ```{techspec:perf} Response time
    :target: < 200 ms at p95
    :measurement: k6, 50 users
    ```
    ````
    """
    for item, name, target in _targets(spec):
        example = item.kind.field_specs()[name].example or "…"
        if target is not None and target.number is not None:
            yield PASSED[item.kind.section]
        elif target is None or target.text in _DASHES:
            yield fail(
                item,
                Message("missing target"),
                subject=name,
                advice=Message("state a number with its unit"),
                fix=SetField(name, example, "placeholders"),
            )
        else:
            yield fail(
                item,
                Message("target “{target}” has no number", target=target.text),
                name,
                advice=Message("state a number with its unit"),
                fix=SetField(name, example, "placeholders"),
            )


def target_without_unit(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A target with a number and no unit.

    What it does
    ------------
    Checks that the number in a target has a unit. Zero needs none, and neither do
    scores, ratios and other dimensionless metrics.

    Why
    ---
    *200* may be milliseconds, requests or megabytes.

    Example
    -------
    ````md
    ```{techspec:perf} Response time
    :target: < 200
    :measurement: k6, 50 users
    ```
    ````

    Instead
    -------
    ````md
    ```{techspec:perf} Response time
    :target: < 200 ms at p95
    :measurement: k6, 50 users
    ```
    ````
    """
    for item, name, target in _targets(spec):
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
                name,
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
    """A performance target that does not say how it is measured.

    What it does
    ------------
    Checks that every `techspec:perf` item has a `measurement`.

    Why
    ---
    Different measurements give different numbers. If the tool, the load and
    the environment are known, the measurement can be repeated.

    Example
    -------
    ````md
    ```{techspec:perf} Response time
    :target: < 200 ms at p95
    ```
    ````

    Instead
    -------
    ````md
    ```{techspec:perf} Response time
    :target: < 200 ms at p95
    :measurement: k6, 50 users, on the staging system
    ```
    ````
    """
    for item, name in items_with_code(spec, Code.UNMEASURED_TARGET):
        if item.has(name):
            yield PASSED[item.kind.section]
        else:
            yield fail(
                item,
                Message("missing measurement"),
                subject=name,
                advice=Message("state the tool, the load and the environment"),
                fix=blank(name),
            )


def _targets(spec: Spec) -> Iterator[tuple[Item, str, Target | None]]:
    """Yield every item whose kind has a target: the field's name and the target."""
    for item, name in items_with_type(spec, Target):
        yield item, name, cast("Target | None", getattr(item.model, name))
