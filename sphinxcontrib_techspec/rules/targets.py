"""TS303 to TS305: targets without a number, a unit or a measurement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from ..codes import Code
from ..kinds.field import EvidenceRef
from ..messages import Message, SetField
from ..model.item import Item
from ..model.spec import Spec
from ..patterns import regex
from ..values.target import Target
from ._snippets import blank, container_of, says_only_name
from .base import (
    Context,
    Outcome,
    fail,
    fail_absent,
    items_with_code,
    items_with_type,
    passed,
)

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
            yield passed(item)
        elif target is None or target.text in _DASHES:
            yield fail_absent(
                item,
                Message("missing target"),
                name,
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
    counts such as `100+`, scores, ratios and other dimensionless metrics. The name of
    the metric may have the unit: *Latency (ms)*, *Requests per second*, *Concurrent
    users*.

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
        bare = (
            not target.number
            or target.is_count
            or _DIMENSIONLESS.search(f"{item.name}; {target.text};")
            or (_BARE.fullmatch(target.text) and _UNIT_IN_NAME.search(item.name))
        )
        if target.unit is not None or bare:
            yield passed(item)
        else:
            yield fail(
                item,
                Message("target “{target}” has no unit", target=target.text),
                name,
                advice=Message("add a unit such as ms, req/s or %"),
            )


_DIMENSIONLESS = regex(
    r"\b(?:scores?|ratio|factor|index|coefficient|probability|similarity|rank|grade)"
    r"(?=\s*(?:[;)<>≤≥=\d]|of\b))"
    r"|\b(?:accuracy|precision|recall|sensitivity|specificity|f1|f-measure|gini|kappa"
    r"|(?:roc[ -]?)?auc|auroc|ndcg(?:@\d+)?|mrr|iou|bleu|rouge(?:-\w+)?|r²|perplexity"
    r"|apdex|cls|layout shift|ssim|psi|speed-?up|amplification|(?-i:mAP|MOS))\b",
    re.IGNORECASE,
)
"""Metrics that are numbers without a unit."""


_BARE = regex(r"[^A-Za-z]*")

_UNIT_IN_NAME = regex(
    r"\((?:in )?(?:ns|µs|us|ms|msec|s|sec|seconds|milliseconds|min|minutes|h|hours|days"
    r"|%|[kmgt]i?b|bytes|fps|rps|qps|tps|req/s|requests?/s\w*)\)"
    r"|\bper (?:second|minute|hour|day|request|user)\b|\b(?:rps|qps|tps|fps|iops)\b"
    r"|\b(?:number of|count of|concurren(?:t|cy)|simultaneous|parallel"
    r"|max(?:imum|\.)?)\b[\w -]{0,40}s\b|\bcount$"
    r"|\b(?:connections|users|sessions|retries|attempts|workers|replicas|instances"
    r"|threads|jobs|tenants|records|rows|nodes|pods|partitions|shards)$",
    re.IGNORECASE,
)
"""Names of metrics that say what is counted, or in which unit."""


def unmeasured_target(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A performance target that does not say how it is measured.

    What it does
    ------------
    Checks that every `techspec:perf` item has a `measurement`, or `evidence`. It is not
    asked for where a bullet is words alone; the missing target (TS303) is the one
    finding.

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
        evidence = item.kind.field_of_type(EvidenceRef)
        if item.has(name) or (evidence and item.has(evidence)):
            yield passed(item)
        elif not says_only_name(item) and not _is_words(item):
            yield fail_absent(
                item,
                Message("missing measurement"),
                name,
                advice=Message("state the tool, the load and the environment"),
                fix=blank(name),
            )


def _is_words(item: Item) -> bool:
    """Return whether an item is a bullet of words, in which no target is read."""
    target = item.kind.field_of_type(Target)
    return container_of(item) == "bullet" and bool(target) and not item.has(target)


def _targets(spec: Spec) -> Iterator[tuple[Item, str, Target | None]]:
    """Yield every item whose kind has a target: the field's name and the target."""
    for item, name in items_with_type(spec, Target):
        yield item, name, cast("Target | None", getattr(item.model, name))
