"""Two states of a project's specs, and how they differ, as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from ..exchange.read import ExchangeError, parse, read_report
from ..findings.report import Finding, SpecReport
from ..text import collapse_spaces

Change = Literal["added", "removed", "renamed", "changed"]


@dataclass(frozen=True, slots=True)
class ItemState:
    """An item, or the header of a spec, in one state.

    Attributes:
        kind: the name of its kind.
        name: its name.
        fields: the text of each field that has one; a row of an entity is the field
            ``fields.email``.
        file: its file, from the source folder.
        line: its line, from 1.
    """

    kind: str
    name: str
    fields: Mapping[str, str]
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class SpecState:
    """A spec in one state: its report, its header and its items."""

    report: SpecReport
    header: ItemState | None
    items: tuple[ItemState, ...]

    @property
    def name(self) -> str:
        """The name of the spec."""
        return self.report.name


@dataclass(frozen=True, slots=True)
class RecordState:
    """A decision record in one state."""

    docname: str
    label: str
    title: str
    status: str
    file: str = ""

    def __str__(self) -> str:
        """Return the label with the title."""
        parts = [self.label, self.title if self.title != self.label else ""]
        return ": ".join(filter(None, parts)) or self.docname


@dataclass(frozen=True, slots=True)
class State:
    """The specs and the decision records of a project at one time."""

    project: str
    specs: tuple[SpecState, ...]
    records: tuple[RecordState, ...]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field whose text differs; the text is empty where it has none."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item that differs.

    Attributes:
        change: in what way.
        item: the item, in the new state unless it is removed.
        old_name: the name in the old state, where that is another one.
        fields: the fields that differ.
    """

    change: Change
    item: ItemState
    old_name: str = ""
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A decision record that is new or gone, or has another status."""

    change: Change
    record: RecordState
    old_status: str = ""


@dataclass(frozen=True, slots=True)
class SpecDifference:
    """How a spec differs between two states.

    Attributes:
        change: whether it is new, gone or renamed; else *changed*.
        name: its name, in the new state unless it is removed.
        old_name: the name in the old state, where that is another one.
        header: the fields of its header that differ.
        items: the items that differ, in the order of the new state; those that are
            gone come last.
        new: the findings that are new.
        fixed: the findings that are gone.
    """

    change: Change
    name: str
    old_name: str = ""
    header: tuple[FieldChange, ...] = ()
    items: tuple[ItemChange, ...] = ()
    new: tuple[Finding, ...] = ()
    fixed: tuple[Finding, ...] = ()

    def __bool__(self) -> bool:
        """Return whether there is any difference."""
        parts = (self.header, self.items, self.new, self.fixed)
        return self.change != "changed" or any(parts)


@dataclass(frozen=True, slots=True)
class Difference:
    """How two states of a project differ."""

    specs: tuple[SpecDifference, ...] = ()
    records: tuple[RecordChange, ...] = field(default=())

    def __bool__(self) -> bool:
        """Return whether there is any difference."""
        return bool(self.specs or self.records)


def read_state(text: str) -> State:
    """Return the state in the text of a ``techspec.json``.

    Raises:
        ExchangeError: the text is not a project of the supported format and version.
    """
    data = parse(text)
    report = read_report(text)
    try:
        specs = tuple(
            SpecState(
                found,
                _item(spec["header"]) if spec["header"] else None,
                tuple(map(_item, spec["items"])),
            )
            for found, spec in zip(report.specs, data["specs"], strict=True)
        )
        records = tuple(map(_record, data["decision_records"]))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        message = f"missing or invalid key {error}"
        raise ExchangeError(message) from None
    return State(report.project, specs, records)


def _record(data: Mapping[str, Any]) -> RecordState:
    return RecordState(
        str(data["docname"]),
        str(data["label"]),
        str(data["title"]),
        str(data["status"]),
        str(data["file"]),
    )


def _item(data: Mapping[str, Any]) -> ItemState:
    fields: dict[str, str] = {}
    for name, value in data["fields"].items():
        fields.update(_texts(name, value))
    for name, value in data.get("invalid", {}).items():
        fields[name] = _plain(value)
    for label, value in data.get("extras", ()):
        fields[str(label)] = _plain(value)
    return ItemState(
        str(data["kind"]),
        str(data["name"]),
        {name: text for name, text in fields.items() if text},
        str(data["file"]),
        int(data["line"]),
    )


def _texts(name: str, value: object) -> Iterator[tuple[str, str]]:
    """Yield the texts of a field: one, or one for each row that it holds."""
    if not isinstance(value, list):
        yield name, _plain(value)
        return
    values = cast("list[object]", value)
    rows = [cast("dict[str, object]", row) for row in values if isinstance(row, dict)]
    if not rows or len(rows) < len(values):
        yield name, ", ".join(map(_plain, values))
        return
    seen: dict[str, int] = {}
    for row in rows:
        parts = {key: _plain(part) for key, part in row.items()}
        own = parts.pop("name", "")
        seen[own] = seen.get(own, 0) + 1
        key = f"{name}.{own}" + (f" ({seen[own]})" if seen[own] > 1 else "")
        yield key, "; ".join(filter(None, parts.values())) or "-"


def _plain(value: object) -> str:
    """Return a value as text: a number, runs of text, or an object with its text."""
    if value is None:
        return ""
    if isinstance(value, dict):
        parts = cast("dict[str, object]", value)
        shown = parts.get("text", parts.get("name"))
        return _plain(shown if shown is not None else sorted(map(str, parts.values())))
    if isinstance(value, list):
        runs = cast("list[object]", value)
        # A run is a pair of its style and its text.
        texts = [
            str(cast("list[object]", run)[1])
            for run in runs
            if isinstance(run, list) and len(cast("list[object]", run)) > 1
        ]
        whole = len(texts) == len(runs)
        return collapse_spaces(
            "".join(texts) if whole else ", ".join(map(_plain, runs))
        )
    return collapse_spaces(str(value))
