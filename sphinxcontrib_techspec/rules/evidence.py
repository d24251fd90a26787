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
from .base import PASSED, Context, NotChecked, Outcome, fail

_PLANNED = "the item is planned, and a team is not failed for what is not yet built."


def evidence_missing(spec: Spec, context: Context) -> Iterator[Outcome]:
    """The evidence that a target refers to is not there.

    ``evidence`` of the form ``bench#/p95`` says that the file called ``bench`` in
    ``techspec_evidence`` holds the measured value. The name is unknown, the file is
    missing or no JSON, or the pointer leads to no number. A planned item is not
    checked.
    """
    for item, checked in _checked(spec, context):
        found = checked.found
        if not isinstance(found, MissingValue):
            yield PASSED[item.kind.section]
            continue
        problem = Message(
            "{reference}: {problem}", reference=checked.reference, problem=found.problem
        )
        if spec.item_status(item) == "planned":
            yield _not_checked(item, problem, _PLANNED)
        else:
            yield fail(
                item,
                problem,
                item.kind.field_of_type(EvidenceRef),
                subject=checked.reference,
                advice=found.advice,
            )


def target_missed(spec: Spec, context: Context) -> Iterator[Outcome]:
    """The measured value does not meet the target.

    The value is the one that ``evidence`` leads to (see TS401). Where it has no unit,
    the target's is meant; other units of time and of size, and rates of them, are
    converted. A target of coverage is a least share; any other says with a sign or a
    word which side is good. What cannot be compared is not checked, and neither is a
    planned item.
    """
    for item, checked in _checked(spec, context):
        if isinstance(checked.found, MissingValue):
            # TS401 reports it.
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
            yield _not_checked(item, compared, checked.reason)
        elif spec.item_status(item) == "planned":
            yield _not_checked(item, compared, _PLANNED)
        else:
            problem = Message(
                "measured {measured} ({reference}) does not meet the target {target}",
                **values,
            )
            yield fail(item, problem, target_field)


def _not_checked(item: Item, what: str, reason: str) -> NotChecked:
    name = item.kind.field_of_type(EvidenceRef)
    line = item.line_of(name)
    return NotChecked(item.kind.section, what, reason, item, name, line)


def _checked(spec: Spec, context: Context) -> Iterator[tuple[Item, EvidenceCheck]]:
    """Yield each item whose evidence is a reference, with how it compares."""
    for kind in KINDS:
        if not kind.field_of_type(EvidenceRef):
            continue
        for item in spec.of_kind(kind.kind):
            checked = context.project.evidence.check(item)
            if checked is not None:
                yield item, checked
