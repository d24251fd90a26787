"""Whether a measured value meets a target, or why that cannot be said."""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass
from typing import Literal

from ..messages import Message
from ..values.statistic import (
    COMBINED,
    METRICS,
    is_peak,
    metrics_in,
    statistics_in,
)
from ..values.target import Comparison, Target
from ..values.units import convert

Verdict = Literal["met", "missed", "not checked"]


@dataclass(frozen=True, slots=True)
class Measured:
    """A measured value.

    Attributes:
        text: the value as it is shown.
        number: the number, in the unit.
        unit: the symbol of the unit; `None` where the file does not state one.
        statistic: such as ``p95``, or ``lines`` of a coverage; empty where the file
            does not state one.
        format: the name of the file's format.
        date: the day of the measurement, where the file states it.
    """

    text: str
    number: float
    unit: str | None
    statistic: str = ""
    format: str = ""
    date: dt.date | None = None


def compare(
    target: Target,
    measured: Measured,
    default: Comparison | None = None,
    name: str = "",
) -> tuple[Verdict, str]:
    """Return whether a measured value meets a target, or why it cannot be compared.

    Args:
        target: the target, with a number.
        measured: the value, with its unit and statistic.
        default: which side is good where the target does not say.
        name: the name of the item, which may name a statistic.
    """
    wanted = target.number
    if wanted is None or not target.is_single:
        return "not checked", Message(
            "no single number in target “{target}”", target=target.text
        )
    comparison = target.comparison or default
    if comparison is None:
        return (
            "not checked",
            Message(
                "no comparison such as < or ≥ in target “{target}”", target=target.text
            ),
        )
    if measured.unit is None:
        return "not checked", Message(
            "no unit in the file; write the value with its unit, such as “120 ms”"
        )
    number = convert(measured.number, measured.unit, target.unit)
    if number is None:
        return "not checked", Message(
            "incompatible units: {measured} (measured) and {target} (target)",
            measured=measured.unit,
            target=target.unit or Message("no unit"),
        )
    if reason := _other_statistic(target, measured, name):
        return "not checked", reason
    same = math.isclose(number, wanted, rel_tol=1e-12)
    met = {
        "<": number < wanted and not same,
        "<=": number < wanted or same,
        "=": same,
        ">=": number > wanted or same,
        ">": number > wanted and not same,
    }[comparison]
    best = {"<": "min", "<=": "min", ">=": "max", ">": "max"}.get(comparison)
    if met and best and measured.statistic == best:
        return "not checked", Message(
            "{statistic} is the best of all values", statistic=best
        )
    return ("met" if met else "missed"), ""


def _other_statistic(target: Target, measured: Measured, name: str) -> str:
    """Return why the value is another statistic than the target's, if it is."""
    found = measured.statistic
    if measured.unit == "%":
        metrics = metrics_in(f"{name}; {target.text}")
        if found in METRICS or found == COMBINED or (metrics and not found):
            return _other_metric(metrics, found)
    words = statistics_in(target.text, is_share=target.unit == "%")
    words |= statistics_in(name)
    if len(words) > 1:
        return Message(
            "several statistics in the target: {statistics}",
            statistics=", ".join(sorted(words)),
        )
    if words and found not in words:
        return _different(found, words.pop())
    if not words and found in _SPREADS:
        return Message("{statistic} is a spread, not a value", statistic=found)
    is_part = found in _NO_PEAKS or re.fullmatch(r"p[\d.]+", found)
    if not words and is_part and is_peak(f"{name}; {target.text}"):
        return _different(found, "max")
    return ""


def _different(measured: str, target: str) -> str:
    return Message(
        "different statistics: {measured} (measured) and {target} (target)",
        measured=measured or Message("unknown"),
        target=target,
    )


_SPREADS = frozenset(("stddev", "iqr"))
_NO_PEAKS = frozenset(("min", "mean", "median"))


def _other_metric(words: set[str], found: str) -> str:
    """Return why a coverage is of something else than the target's, if it is."""
    if found == COMBINED:
        others = words - {"branches"}
        if "branches" in words and others and others <= {"lines", "statements"}:
            return ""
        return Message(
            "lines and branches are one value in the file; state both in the target, "
            "or refer to one"
        )
    if words and words != {found}:
        return _different(found, ", ".join(sorted(words)))
    return ""
