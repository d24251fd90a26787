"""What a reader of a result file takes and gives."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from ..messages import Message
from ..untyped import members
from .xml import Element, XmlError, elements


class SourceError(Exception):
    """A file that no reader can read.

    Attributes:
        problem: what is wrong with it.
        advice: what to do about it.
    """

    def __init__(self, problem: str, advice: str = "") -> None:
        """Take what is wrong, and what to do."""
        super().__init__(problem)
        self.problem = problem
        self.advice = advice


Path = tuple[str, ...]
"""Where a value stands in a file of JSON: keys, and indices of lists as text."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a file.

    Attributes:
        number: the number, in the unit.
        unit: the symbol of the unit; `None` where neither file nor format states one.
        path: where it stands, in JSON.
        text: the value as the file has it, where it is a text.
    """

    number: float
    unit: str | None
    path: Path = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a file holds of one thing: a benchmark, a request, a covered file.

    Attributes:
        names: what it may be called, the longest name first.
        figures: its numbers by statistic; an empty statistic is unknown.
        default: the statistic that the name alone means; `None` for none.
        runs: the single values, from which percentiles are computed.
        unit: the unit of these.
    """

    names: tuple[str, ...]
    figures: Mapping[str, Figure]
    default: str | None = None
    runs: tuple[float, ...] = ()
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """What a file of results holds.

    Attributes:
        format: the name of its format.
        entries: what was measured.
        date: the day of the measurement, where the file states it.
        data: the content of a file of JSON, for pointers.
        is_json: whether the file is JSON.
        is_known: whether the format states units and statistics.
        by_path: the entries and statistics by the places of their numbers.
        by_name: the entries by name.
    """

    format: str
    entries: tuple[Entry, ...]
    date: dt.date | None = None
    data: object = None
    is_json: bool = True
    is_known: bool = True
    by_path: dict[Path, tuple[Entry, str]] = field(
        default_factory=dict[Path, "tuple[Entry, str]"], init=False
    )
    by_name: dict[str, list[Entry]] = field(
        default_factory=dict[str, "list[Entry]"], init=False
    )

    def __post_init__(self) -> None:
        """List the entries by name and by the places of their numbers."""
        for entry in self.entries:
            for name in entry.names:
                self.by_name.setdefault(name, []).append(entry)
            for statistic, figure in entry.figures.items():
                if figure.path:
                    self.by_path.setdefault(figure.path, (entry, statistic))


class Content:
    """The content of a file, parsed once for all readers."""

    def __init__(self, data: bytes) -> None:
        """Take the bytes of the file.

        Raises:
            SourceError: it begins like JSON or XML and is not.
        """
        self.data = data
        text = data[:1024].decode(json.detect_encoding(data), "ignore")
        start = text.lstrip("\ufeff \t\r\n")[:1]
        self.type: Literal["json", "xml", "text"] = (
            "xml" if start == "<" else "json" if start in _JSON else "text"
        )
        if not start or "\0" in text:
            self.type = "text"

    @cached_property
    def json(self) -> object:
        """The value of a file of JSON; `None` for another file."""
        if self.type != "json":
            return None
        try:
            return json.loads(self.data)
        except (ValueError, RecursionError) as error:
            raise SourceError(
                Message("invalid JSON ({error})", error=error),
                Message("create the file again"),
            ) from None

    @property
    def members(self) -> dict[str, object]:
        """The members of a file that is one object of JSON; else none."""
        return members(self.json)

    @cached_property
    def root(self) -> Element | None:
        """The root element of a file of XML; `None` for another file."""
        return next(self.elements(), None) if self.type == "xml" else None

    def elements(self) -> Iterator[Element]:
        """Yield the elements of a file of XML in their order.

        Raises:
            SourceError: it is not well-formed, or declares entities.
        """
        try:
            yield from elements(self.data)
        except XmlError as error:
            raise SourceError(
                Message("invalid XML ({error})", error=error),
                Message("create the file again"),
            ) from None

    @cached_property
    def text(self) -> str:
        """The text of a file that is neither; empty where it is not UTF-8."""
        try:
            return self.data.decode("utf-8-sig") if self.type == "text" else ""
        except UnicodeDecodeError:
            return ""


_JSON = frozenset('{["-0123456789tfnNI')

Reader = Callable[[Content], Results | None]
"""It returns what a file of its format holds, and `None` for any other file."""


def number(value: object) -> float | None:
    """Return a finite number of JSON or of a text; `None` for another value."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def share(covered: object, total: object) -> float | None:
    """Return a share in percent from two counts; `None` if there is nothing to cover.

    Args:
        covered: how many are covered.
        total: how many there are.
    """
    part, whole = number(covered), number(total)
    if part is None or not whole or not 0 <= part <= whole:
        return None
    return 100 * part / whole


def percents(
    shares: Mapping[str, tuple[float | None, Path]],
) -> dict[str, Figure]:
    """Return shares in percent as figures, without those that there are not."""
    return {
        name: Figure(found, "%", path)
        for name, (found, path) in shares.items()
        if found is not None
    }


def iso_date(value: object) -> dt.date | None:
    """Return the day of a time in ISO 8601, as the file states it."""
    try:
        return dt.date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def epoch_date(value: object) -> dt.date | None:
    """Return the day, in UTC, of a number of seconds or milliseconds since 1970."""
    seconds = number(value)
    if seconds is None or seconds <= 0:
        return None
    # In seconds, this is the year 5138.
    if seconds > 1e11:
        seconds /= 1000
    try:
        return dt.datetime.fromtimestamp(seconds, dt.UTC).date()
    except (ValueError, OverflowError, OSError):
        return None
