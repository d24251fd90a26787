"""TS4xx: what is claimed, and what the evidence says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from ..kinds import KINDS, EvidenceRef
from ..messages import Message
from ..model.evidence import EvidenceCheck, MissingValue
from ..model.item import Item
from ..model.spec import Spec
from ..values.target import Target
from .base import PASSED, Claim, Context, NotChecked, Outcome, fail

PLANNED = Message("the item is planned")


def evidence_missing(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A reference to evidence that cannot be read.

    What it does
    ------------
    Looks up references such as `bench#test_write.median` in the `evidence` of a target:
    `bench` is a file of `techspec_sources`, `test_write` an entry in it and `median`
    its statistic. After `#/` stands a JSON pointer. It reports an unknown name, a
    missing or invalid file, one of an unknown format, an entry that is missing or not
    unique, and a value that is not a number. Planned items are not checked. The exit
    code of `techspec check` is 3.

    Why
    ---
    The target cannot be compared with a measurement, although the spec says that it is.

    Example
    -------
    ````md
    ```{techspec:perf} Response time
    :status: implemented
    :target: < 200 ms at p95
    :measurement: k6, 50 users
    :evidence: bench#/p99
    ```
    ````

    `bench.json`:

    ```json
    {"p95": "182 ms"}
    ```

    `conf.py`:

    ```python
    techspec_sources = {"bench": "bench.json"}
    ```

    Instead
    -------
    ````md
    ```{techspec:perf} Response time
    :status: implemented
    :target: < 200 ms at p95
    :measurement: k6, 50 users
    :evidence: bench#/p95
    ```
    ````

    `bench.json`:

    ```json
    {"p95": "182 ms"}
    ```

    `conf.py`:

    ```python
    techspec_sources = {"bench": "bench.json"}
    ```

    Configuration
    -------------
    `techspec_sources` names the files of measured values.
    """
    for item, checked in checked_items(spec, context):
        found = checked.found
        if not isinstance(found, MissingValue):
            yield PASSED[item.kind.section]
            continue
        if found.by_position:
            # TS412 reports it.
            continue
        problem = Message(
            "{reference}: {problem}", reference=checked.reference, problem=found.problem
        )
        if spec.item_status(item) == "planned":
            yield not_checked(item, problem, PLANNED)
        else:
            yield fail(
                item,
                problem,
                item.kind.field_of_type(EvidenceRef),
                subject=checked.reference,
                advice=found.advice,
            )


def target_missed(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A measured value that does not meet its target.

    What it does
    ------------
    Compares the value that `evidence` refers to with the target. Unit and statistic are
    those of the file's format, or are part of the value, such as `"182 ms"`; units of
    time, of size and of rates are converted. A coverage target is a minimum; any other
    target needs a sign or a word, such as `<` or `at most`. Planned items, and values
    that cannot be compared, are listed as not checked with the reason: a number without
    a unit, a unit of another dimension, or another statistic than the target's.

    Why
    ---
    The spec promises something that the system does not do.

    Example
    -------
    ````md
    ```{techspec:perf} Response time
    :status: implemented
    :target: < 200 ms at p95
    :measurement: k6, 50 users
    :evidence: bench#/p95
    ```
    ````

    `bench.json`:

    ```json
    {"p95": "0.24 s"}
    ```

    `conf.py`:

    ```python
    techspec_sources = {"bench": "bench.json"}
    ```

    Instead
    -------
    ````md
    ```{techspec:perf} Response time
    :status: implemented
    :target: < 200 ms at p95
    :measurement: k6, 50 users
    :evidence: bench#/p95
    ```
    ````

    `bench.json`:

    ```json
    {"p95": "182 ms"}
    ```

    `conf.py`:

    ```python
    techspec_sources = {"bench": "bench.json"}
    ```

    Configuration
    -------------
    `techspec_sources` names the files of measured values.
    """
    for item, checked in checked_items(spec, context):
        if isinstance(checked.found, MissingValue):
            # TS401 or TS412 reports it.
            continue
        target_field = item.kind.field_of_type(Target)
        target = cast("Target | None", getattr(item.model, target_field, None))
        if target is None or target.number is None:
            continue
        values = {
            "measured": checked.found.text,
            "reference": checked.reference,
            "target": target.text,
        }
        compared = Message(
            "measured {measured} ({reference}), target {target}", **values
        )
        if checked.verdict == "met":
            yield PASSED[item.kind.section]
        elif checked.verdict == "not checked":
            yield not_checked(item, compared, checked.reason)
        elif spec.item_status(item) == "planned":
            yield not_checked(item, compared, PLANNED)
        else:
            problem = Message(
                "measured value {measured} ({reference}) does not meet the target "
                "{target}",
                **values,
            )
            yield fail(item, problem, target_field)


def target_claims(spec: Spec, context: Context) -> Iterator[Claim]:
    """Yield what each target with evidence claims."""
    for item, checked in checked_items(spec, context):
        is_open = isinstance(checked.found, MissingValue) or checked.verdict == "missed"
        if is_open and spec.item_status(item) == "planned":
            yield Claim(item.section, "not checked", PLANNED)
        elif checked.reason:
            yield Claim(item.section, "not checked", checked.reason)
        else:
            is_met = checked.verdict == "met"
            yield Claim(item.section, "agrees" if is_met else "differs")


def not_checked(item: Item, what: str, reason: str) -> NotChecked:
    """Return that the evidence of an item was not compared.

    Args:
        item: the item.
        what: what was not checked.
        reason: why it was not.
    """
    name = item.kind.field_of_type(EvidenceRef)
    line = item.line_of(name)
    file = item.file_of(name)
    return NotChecked(item.kind.section, what, reason, item, name, line, file)


def checked_items(spec: Spec, context: Context) -> Iterator[tuple[Item, EvidenceCheck]]:
    """Yield each item whose evidence is a reference, with how it compares."""
    for kind in KINDS:
        if not kind.field_of_type(EvidenceRef):
            continue
        for item in spec.of_kind(kind.kind):
            checked = context.project.evidence.check(item)
            if checked is not None:
                yield item, checked
