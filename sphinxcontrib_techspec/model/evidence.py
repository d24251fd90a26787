"""Evidence: values that a project measured, and whether they meet its targets.

An item's ``evidence`` such as ``bench#test_write.median`` is a claim. The configuration
says which file ``bench`` is, and a reader (see `sources`) which value the name leads
to, in which unit and of which statistic. Neither is taken from the target. What follows
``#`` is a JSON pointer (RFC 6901) where it begins with a slash. Any other text is what
the author says, and is left alone. No other file is read.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from ..files import read_regular
from ..kinds import EvidenceRef
from ..messages import Message, suggestion
from ..patterns import regex
from ..sources import Results, SourceError, read
from ..sources.lookup import NotFound, by_name, by_pointer
from ..values.statistic import statistic_of
from ..values.target import Comparison, Target
from ..values.units import convert
from .item import Item
from .verdict import Measured, Verdict, compare

__all__ = [
    "NAME", "Evidence", "EvidenceCheck", "Measured", "MissingValue", "Verdict",
    "compare", "reference_of",
]  # fmt: skip

NAME = regex(r"[A-Za-z][\w-]*", re.ASCII)
"""What a file of evidence may be called."""

_REFERENCE = regex(rf"(?P<name>{NAME.pattern})#(?P<place>\S.*)", re.ASCII)
_NUMBER = regex(r"\d+", re.ASCII)


@dataclass(frozen=True, slots=True)
class MissingValue:
    """Why there is no measured value, and what to do about it.

    Attributes:
        problem: what is wrong.
        advice: what to do.
        by_position: whether there is a value, addressed by its place in a list.
        reference: what to write instead, where that is known.
    """

    problem: str
    advice: str = ""
    by_position: bool = False
    reference: str = ""


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
    """Return what may be a reference in the item's ``evidence``; else nothing."""
    name = item.kind.field_of_type(EvidenceRef)
    text = str(getattr(item.model, name, "")).strip("` ") if name else ""
    match = _REFERENCE.fullmatch(text)
    # “issue#4” is none.
    return text if match and not _NUMBER.fullmatch(match["place"]) else ""


class Evidence:
    """The files of evidence of a project. Each is read once, when it is asked for."""

    def __init__(
        self,
        paths: Mapping[str, str] | None = None,
        folder: Path | None = None,
        max_age: int | None = None,
    ) -> None:
        """Take the configuration.

        Args:
            paths: the files by name.
            folder: the folder that relative paths count from.
            max_age: how many days a result may be older than its spec; `None` for any
                number.
        """
        self.max_age = max_age
        self._paths = dict(paths or {})
        self._folder = folder or Path()
        self._read: dict[str, Results | MissingValue] = {}
        self._found: dict[str, Measured | MissingValue] = {}

    def check(self, item: Item) -> EvidenceCheck | None:
        """Return what the evidence says of an item, `None` where it refers to none."""
        reference = reference_of(item)
        if not reference or not self._is_meant(reference):
            return None
        found = self._found.get(reference) or self.find(reference)
        self._found[reference] = found
        name = item.kind.field_of_type(Target)
        target: object = getattr(item.model, name, None) if name else None
        if isinstance(found, MissingValue):
            reason = Message("no measured value")
            if found.by_position:
                reason = Message("the entry is addressed by its position")
            return EvidenceCheck(reference, found, "not checked", reason)
        if not isinstance(target, Target) or target.number is None:
            reason = Message("no target with a number")
            return EvidenceCheck(reference, _shown(found, None), "not checked", reason)
        found = _shown(found, target)
        # A share of code is covered at least; of nothing there can only be more.
        default: Comparison | None = item.kind.comparison
        if default is None and not target.number:
            default = "<="
        verdict, reason = compare(target, found, default, item.name)
        return EvidenceCheck(reference, found, verdict, reason)

    def _is_meant(self, reference: str) -> bool:
        """Return whether a text that looks like a reference is one.

        It is one with a pointer, with a known name, or one nearly known, or with a
        statistic: ``wiki#performance`` is a place that people look at.
        """
        name, _, place = reference.partition("#")
        return bool(
            place.startswith("/")
            or name in self._paths
            or statistic_of(place.rpartition(".")[2])
            or suggestion(name, self._paths)
        )

    def find(self, reference: str) -> Measured | MissingValue:
        """Return the value that a reference leads to, or why it leads to none."""
        match = _REFERENCE.fullmatch(reference)
        if match is None:
            return MissingValue(
                Message("invalid reference “{reference}”", reference=reference),
                Message(
                    "write a name from techspec_sources and the name of an entry, "
                    "such as bench#test_write.median"
                ),
            )
        name, place = match["name"], match["place"]
        if name not in self._paths:
            return self._unknown(name)
        results = self._load(name)
        if isinstance(results, MissingValue):
            return results
        found = (by_pointer if place.startswith("/") else by_name)(results, place)
        if isinstance(found, NotFound):
            write = f"{name}#{found.name}" if found.name else ""
            return MissingValue(
                Message(
                    "{problem} in {path}", problem=found.problem, path=self._paths[name]
                ),
                (
                    Message("write “{reference}”", reference=write)
                    if write
                    else found.advice
                ),
                found.by_position,
                write,
            )
        return Measured(
            found.figure.text,
            found.figure.number,
            found.figure.unit,
            found.statistic,
            results.format,
            results.date,
        )

    def days_older(self, found: Measured, updated: dt.date | None) -> int | None:
        """Return by how many days a result is too old; `None` if it is not.

        Args:
            found: the measured value.
            updated: the day on which the spec was updated, if it is known.
        """
        if self.max_age is None or found.date is None or updated is None:
            return None
        days = (updated - found.date).days
        return days if days > self.max_age else None

    def path_of(self, reference: str) -> str:
        """Return the configured path of the file that a reference names."""
        return self._paths.get(reference.partition("#")[0], "")

    def _unknown(self, name: str) -> MissingValue:
        add = Message(
            "add it in conf.py: techspec_sources = {entry}",
            entry=f'{{"{name}": "{name}.json"}}',
        )
        return MissingValue(
            Message("unknown evidence file “{name}”", name=name),
            suggestion(name, self._paths) or add,
        )

    def _load(self, name: str) -> Results | MissingValue:
        if name not in self._read:
            self._read[name] = _load(self._folder, self._paths[name])
        return self._read[name]


def _load(folder: Path, path: str) -> Results | MissingValue:
    """Return what a file of results holds, or why it cannot be read."""
    try:
        return read(read_regular(folder / path))
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
    except SourceError as error:
        return MissingValue(
            Message(
                "{problem} in evidence file {path}", problem=error.problem, path=path
            ),
            error.advice,
        )


def _shown(found: Measured, target: Target | None) -> Measured:
    """Return a value with a short text, in the unit of the target where that is known.

    It has four digits, and more where fewer would make a missed target look met.
    """
    if found.text:
        return found
    limit, number, unit = None, found.number, found.unit
    if target and unit is not None:
        converted = convert(number, unit, target.unit)
        if converted is not None:
            limit, number, unit = target.number, converted, target.unit
    text = ""
    for digits in range(max(4, len(str(int(abs(number))))), 18):
        text = f"{Decimal(f'{number:.{digits}g}'):f}"
        if limit is None or float(text) == number or float(text) != limit:
            break
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    joint = "" if unit is None or unit.startswith("/") else " "
    return replace(found, text=f"{text}{joint}{unit or ''}", number=number, unit=unit)
