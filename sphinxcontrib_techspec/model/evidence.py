"""Evidence: values that a project measured, and whether they meet its targets.

An item's ``evidence`` of the form ``name#/json/pointer`` (RFC 6901) is a claim: the
configuration says which file ``name`` is, and a number stands where the pointer leads.
Any other text is what the author says, and is left alone. No other file is read.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal, cast

from ..files import read_regular
from ..kinds import EvidenceRef
from ..messages import Message, join_messages, suggestion
from ..values.target import Comparison, Target
from ..values.units import UNITS
from .item import Item

NAME = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
"""What a file of evidence may be called."""

Verdict = Literal["met", "missed", "not checked"]

_REFERENCE = re.compile(rf"(?P<name>{NAME.pattern})#(?P<pointer>/.*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Measured:
    """A measured value: its text, what is read of it, and where it was found."""

    text: str
    number: float
    unit: str | None
    percentile: str | None = None


@dataclass(frozen=True, slots=True)
class MissingValue:
    """Why there is no measured value, and what to do about it."""

    problem: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceCheck:
    """What the evidence says of an item's target.

    Attributes:
        reference: the reference as written.
        found: the measured value, or why there is none.
        verdict: whether the value meets the target.
        reason: why it could not be compared, where it was not.
    """

    reference: str
    found: Measured | MissingValue
    verdict: Verdict
    reason: str = ""


def reference_of(item: Item) -> str:
    """Return the reference in the item's ``evidence``; nothing where it has none."""
    name = item.kind.field_of_type(EvidenceRef)
    text = str(getattr(item.model, name, "")).strip("` ") if name else ""
    return text if _REFERENCE.fullmatch(text) else ""


class Evidence:
    """The files of evidence of a project. Each is read once, when it is asked for."""

    def __init__(
        self, paths: Mapping[str, str] | None = None, folder: Path | None = None
    ) -> None:
        """Take the configured *paths* by name; relative ones count from *folder*."""
        self._paths = dict(paths or {})
        self._folder = folder or Path()
        self._read: dict[str, object] = {}

    def check(self, item: Item) -> EvidenceCheck | None:
        """Return what the evidence says of an item, `None` where it refers to none."""
        reference = reference_of(item)
        if not reference:
            return None
        found = self.find(reference)
        name = item.kind.field_of_type(Target)
        target: object = getattr(item.model, name, None) if name else None
        if isinstance(found, MissingValue):
            return EvidenceCheck(
                reference, found, "not checked", Message("no measured value")
            )
        if not isinstance(target, Target) or target.number is None:
            reason = Message("no target with a number")
            return EvidenceCheck(
                reference, _with_unit(found, None), "not checked", reason
            )
        found = _with_unit(found, target)
        # A share of code is covered at least; of nothing there can only be more.
        default: Comparison | None = item.kind.comparison
        if default is None and not target.number:
            default = "<="
        verdict, reason = compare(target, found, default)
        return EvidenceCheck(reference, found, verdict, reason)

    def find(self, reference: str) -> Measured | MissingValue:
        """Return the value that a reference leads to, or why it leads to none."""
        match = _REFERENCE.fullmatch(reference)
        if match is None:
            return MissingValue(
                Message("invalid reference “{reference}”", reference=reference),
                Message(
                    "write a name from techspec_evidence and a JSON pointer, such as "
                    "bench#/p95"
                ),
            )
        name, pointer = match["name"], match["pointer"]
        if name not in self._paths:
            return self._unknown(name)
        path = self._paths[name]
        data = self._load(name)
        if isinstance(data, MissingValue):
            return data
        value, why = _follow(data, pointer)
        if why:
            return MissingValue(
                Message(
                    "no value at “{pointer}” in {path}: {reason}",
                    pointer=pointer,
                    path=path,
                    reason=why,
                )
            )
        measured = _measured(value)
        if measured is None:
            return MissingValue(
                Message(
                    "“{pointer}” in {path} is {value}, not a number",
                    pointer=pointer,
                    path=path,
                    value=_described(value),
                )
            )
        return measured

    def _unknown(self, name: str) -> MissingValue:
        add = Message(
            "add it in conf.py: techspec_evidence = {entry}",
            entry=f'{{"{name}": "{name}.json"}}',
        )
        return MissingValue(
            Message("unknown evidence file “{name}”", name=name),
            suggestion(name, self._paths) or add,
        )

    def _load(self, name: str) -> object:
        if name not in self._read:
            self._read[name] = _load(self._folder, self._paths[name])
        return self._read[name]


def _load(folder: Path, path: str) -> object:
    """Return what a file of JSON holds, or why it cannot be read."""
    try:
        return json.loads(read_regular(folder / path))
    except FileNotFoundError:
        return MissingValue(
            Message("missing evidence file {path}", path=path),
            Message(
                "run the tool that writes it, such as “coverage json”, before the build"
            ),
        )
    except OSError as error:
        return MissingValue(
            Message(
                "unreadable evidence file {path} ({error})",
                path=path,
                error=error.strerror,
            )
        )
    except (ValueError, RecursionError) as error:
        return MissingValue(
            Message(
                "invalid JSON in evidence file {path} ({error})", path=path, error=error
            ),
            Message("create the file again"),
        )


def _follow(data: object, pointer: str) -> tuple[object, str]:
    """Return the value at a JSON pointer, or else why there is none."""
    for part in pointer.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        if isinstance(data, dict):
            members = cast("dict[str, object]", data)
            if key not in members:
                problem = Message("no key “{key}”", key=key)
                return None, join_messages(problem, suggestion(key, members))
            data = members[key]
        elif isinstance(data, list):
            entries = cast("list[object]", data)
            # RFC 6901: an index has no leading zero.
            if not re.fullmatch(r"0|[1-9]\d{0,8}", key, re.ASCII):
                return None, Message("invalid list index “{key}”", key=key)
            if int(key) >= len(entries):
                return None, Message(
                    "no index {index} in a list of length {length}",
                    index=key,
                    length=len(entries),
                )
            data = entries[int(key)]
        else:
            return None, Message(
                "no key “{key}” in {value}", key=key, value=_described(data)
            )
    return data, ""


def _described(value: object) -> str:
    """Return what a value of JSON is, in words."""
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    return f"the text “{value[:40]}”" if isinstance(value, str) else "a number"


def _measured(value: object) -> Measured | None:
    """Return a value of JSON as a measured one; a text may have its own unit."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        try:
            number = float(value)
        except OverflowError:
            return None
        return Measured("", number, None) if math.isfinite(number) else None
    if not isinstance(value, str):
        return None
    target = Target.model_validate(value)
    if target.number is None:
        return None
    sign = -1 if target.text.startswith(("-", "−")) else 1
    return Measured(target.text, sign * target.number, target.unit, target.percentile)


def _with_unit(found: Measured, target: Target | None) -> Measured:
    """Return a bare number with the target's unit, in a text that is short.

    It has four digits, and more where fewer would make a missed target look met.
    """
    if found.text:
        return found
    limit = target.number if target else None
    unit = target.unit if target else None
    text = ""
    for digits in range(max(4, len(str(int(abs(found.number))))), 18):
        text = f"{Decimal(f'{found.number:.{digits}g}'):f}"
        if limit is None or float(text) == found.number or float(text) != limit:
            break
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    joint = "" if unit is None or unit.startswith("/") else " "
    return Measured(f"{text}{joint}{unit or ''}", found.number, unit)


# Comparing

_FACTORS = {
    "ns": 1e-9, "µs": 1e-6, "ms": 1e-3, "s": 1.0, "min": 60.0, "h": 3600.0,
    "d": 86400.0, "B": 1.0, "kB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12,
    "KiB": 2.0**10, "MiB": 2.0**20, "GiB": 2.0**30, "TiB": 2.0**40,
}  # fmt: skip
_DIMENSIONS = dict(UNITS.values())


def compare(
    target: Target, measured: Measured, default: Comparison | None = None
) -> tuple[Verdict, str]:
    """Return whether a measured value meets a target, or why it cannot be compared.

    Args:
        target: the target, with a number.
        measured: the value; where it has no unit, the target's is meant.
        default: which side is good where the target does not say.
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
    if (
        measured.percentile
        and target.percentile
        and measured.percentile != target.percentile
    ):
        return "not checked", Message(
            "different percentiles: {measured} (measured) and {target} (target)",
            measured=measured.percentile,
            target=target.percentile,
        )
    number = measured.number
    if measured.unit is not None and measured.unit != target.unit:
        theirs, own = _factor(measured.unit), _factor(target.unit)
        if theirs is None or own is None or theirs[1] != own[1]:
            return "not checked", Message(
                "incompatible units: {measured} (measured) and {target} (target)",
                measured=measured.unit,
                target=target.unit or Message("no unit"),
            )
        number, wanted = number * theirs[0], wanted * own[0]
    same = math.isclose(number, wanted, rel_tol=1e-12)
    met = {
        "<": number < wanted and not same,
        "<=": number < wanted or same,
        "=": same,
        ">=": number > wanted or same,
        ">": number > wanted and not same,
    }[comparison]
    return ("met" if met else "missed"), ""


def _factor(unit: str | None) -> tuple[float, str] | None:
    """Return what a unit is in its base, and what it measures, where that is known."""
    if unit in _FACTORS:
        return _FACTORS[unit], _DIMENSIONS[unit]
    what, slash, time = (unit or "").partition("/")
    if not slash or _DIMENSIONS.get(time) != "time":
        return None
    # A rate: bytes, or anything counted, over a time.
    size = _FACTORS.get(what) if _DIMENSIONS.get(what) == "size" else None
    counted = "size" if size else what
    return (size or 1.0) / _FACTORS[time], f"{counted}/time"
