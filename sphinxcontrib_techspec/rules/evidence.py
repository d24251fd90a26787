"""TS4xx: what is claimed, and what the evidence says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from ..kinds import Coverage, Perf
from ..model.evidence import Checked, Missing
from ..model.item import Record
from ..model.spec import Spec
from ..values.target import Target
from .base import PASSED, Context, Outcome, Unchecked, fail

_PLANNED = "the item is planned, and a team is not failed for what is not yet built."


def evidence_missing(spec: Spec, context: Context) -> Iterator[Outcome]:
    """The evidence that a target refers to is not there.

    ``evidence`` of the form ``bench#/p95`` says that the file called ``bench`` in
    ``techspec_evidence`` holds the measured value. The name is unknown, the file is
    missing or no JSON, or the pointer leads to no number. A planned item is not
    checked.
    """
    for record, checked in _checked(spec, context):
        if not isinstance(checked.found, Missing):
            yield PASSED[record.type.section]
        elif spec.item_status(record) == "planned":
            yield _aside(record, f"{checked.reference}: {checked.found.why}", _PLANNED)
        else:
            message = f"{checked.reference}: {checked.found.why}"
            yield fail(record, message, "evidence")


def target_missed(spec: Spec, context: Context) -> Iterator[Outcome]:
    """The measured value does not meet the target.

    The value is the one that ``evidence`` leads to (see TS401). Where it has no unit,
    the target's is meant; other units of time and of size, and rates of them, are
    converted. A target of coverage is a least share; any other says with a sign or a
    word which side is good. What cannot be compared is not checked, and neither is a
    planned item.
    """
    for record, checked in _checked(spec, context):
        if isinstance(checked.found, Missing):
            # The other rule says so.
            continue
        target = cast("Target | None", getattr(record.model, "target", None))
        if target is None or target.number is None:
            continue
        measured, reference = checked.found.text, checked.reference
        said = f"measured {measured} ({reference}), the target is {target.text}"
        if checked.verdict == "met":
            yield PASSED[record.type.section]
        elif checked.verdict == "not checked":
            yield _aside(record, f"{said}.", f"{checked.why}.")
        elif spec.item_status(record) == "planned":
            yield _aside(record, f"{said}.", _PLANNED)
        else:
            yield fail(record, f"{said}: it is missed.", "target")


def _aside(record: Record, what: str, reason: str) -> Unchecked:
    line = record.line_of("evidence")
    return Unchecked(record.type.section, what, reason, record, line)


def _checked(spec: Spec, context: Context) -> Iterator[tuple[Record, Checked]]:
    """Give each item whose evidence is a reference, with what it says."""
    for kind in (Perf, Coverage):
        for record in spec.of_kind(kind.kind):
            checked = context.project.evidence.check(record)
            if checked is not None:
                yield record, checked
