"""TS4xx: what is claimed, and what the evidence says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from ..kinds import KINDS, EvidenceRef
from ..model.evidence import Checked, Missing
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
        if not isinstance(checked.found, Missing):
            yield PASSED[item.kind.section]
        elif spec.item_status(item) == "planned":
            yield _aside(item, f"{checked.reference}: {checked.found.why}", _PLANNED)
        else:
            message = f"{checked.reference}: {checked.found.why}"
            yield fail(item, message, item.kind.field_of_type(EvidenceRef))


def target_missed(spec: Spec, context: Context) -> Iterator[Outcome]:
    """The measured value does not meet the target.

    The value is the one that ``evidence`` leads to (see TS401). Where it has no unit,
    the target's is meant; other units of time and of size, and rates of them, are
    converted. A target of coverage is a least share; any other says with a sign or a
    word which side is good. What cannot be compared is not checked, and neither is a
    planned item.
    """
    for item, checked in _checked(spec, context):
        if isinstance(checked.found, Missing):
            # The other rule says so.
            continue
        target_field = item.kind.field_of_type(Target)
        target = cast("Target | None", getattr(item.model, target_field, None))
        if target is None or target.number is None:
            continue
        measured, reference = checked.found.text, checked.reference
        said = f"measured {measured} ({reference}), the target is {target.text}"
        if checked.verdict == "met":
            yield PASSED[item.kind.section]
        elif checked.verdict == "not checked":
            yield _aside(item, f"{said}.", f"{checked.why}.")
        elif spec.item_status(item) == "planned":
            yield _aside(item, f"{said}.", _PLANNED)
        else:
            yield fail(item, f"{said}: it is missed.", target_field)


def _aside(item: Item, what: str, reason: str) -> NotChecked:
    line = item.line_of(item.kind.field_of_type(EvidenceRef))
    return NotChecked(item.kind.section, what, reason, item, line)


def _checked(spec: Spec, context: Context) -> Iterator[tuple[Item, Checked]]:
    """Give each item whose evidence is a reference, with what it says."""
    for kind in KINDS:
        if not kind.field_of_type(EvidenceRef):
            continue
        for item in spec.of_kind(kind.kind):
            checked = context.project.evidence.check(item)
            if checked is not None:
                yield item, checked
