"""What of a ``techspec.json`` is compared: a snapshot of the specs at one time.

It imports no models, no rules and no Sphinx, so two files are compared fast.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from ..exchange.read import ExchangeError, parse, report_of
from ..findings.report import Report, UnreadBlock

SPEC, NOT_APPLICABLE, WAIVE = "spec", "not-applicable", "waive"
"""The kinds of what a spec has beside its items, named like their directives."""

_EMPTY = " \n-–—"
"""The characters of texts that say nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class ItemSnapshot:
    """An item, the header of a spec, an exemption or a waiver.

    Attributes:
        spec: the name of its spec.
        kind: its kind.
        name: its name.
        values: the texts of its fields by name, without empty ones. A row has a key of
            its own, such as ``fields.email``.
        file: its file, from the source folder.
        line: its line, from 1; 0 where it is not known.
    """

    spec: str
    kind: str
    name: str
    values: Mapping[str, str]
    file: str
    line: int

    @property
    def content(self) -> tuple[str, ...]:
        """The name and the values, which are all that is compared."""
        pairs = (part for pair in sorted(self.values.items()) for part in pair)
        return (self.name, *pairs)

    @property
    def order(self) -> tuple[str, int, str, str, tuple[str, ...]]:
        """The order in which items are listed."""
        return (self.file, self.line, self.spec, self.kind, self.content)


@dataclass(frozen=True, slots=True, eq=False)
class SpecSnapshot:
    """A spec.

    Attributes:
        name: its name.
        status: its status.
        score: its score in percent; `None` where nothing was checked.
        docname: the document of its header.
        items: its header and items.
        is_implicit: whether it has no header, and the name of the project.
    """

    name: str
    status: str
    score: float | None
    docname: str
    items: tuple[ItemSnapshot, ...]
    is_implicit: bool


@dataclass(frozen=True, slots=True, eq=False)
class RecordSnapshot:
    """A decision record.

    Attributes:
        key: the name by which others refer to it: its document, and its anchor.
        label: its id.
        title: its title.
        status: its status.
        file: its file, from the source folder.
        line: the line of its status, from 1; 0 where it is not known.
        successors: the labels of the records that supersede it.
        is_referenced: whether an item refers to it.
    """

    key: str
    label: str
    title: str
    status: str
    file: str
    line: int
    successors: tuple[str, ...]
    is_referenced: bool


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """The specs of a project at one time.

    Attributes:
        specs: the specs.
        records: the decision records.
        report: the findings.
        is_file: whether it is one file of a project; of the decision records, only
            those count that its items refer to.
        texts: the lines of its documents by file, where they are known.
    """

    specs: tuple[SpecSnapshot, ...]
    records: tuple[RecordSnapshot, ...]
    report: Report
    is_file: bool = False
    texts: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])

    @property
    def files(self) -> set[str]:
        """The files that items stand in, and what no item was read from."""
        items = {item.file for spec in self.specs for item in spec.items}
        return (items | {block.file for block in self.unread}) - {""}

    @property
    def unread(self) -> list[UnreadBlock]:
        """The tables, lists and blocks of code that no item was read from."""
        return [block for spec in self.report.specs for block in spec.reading.unread]


def read_snapshot(text: str) -> Snapshot:
    """Return the snapshot in the text of a ``techspec.json``.

    Raises:
        ExchangeError: the text is not a project of the supported format and version.
    """
    data = parse(text)
    report = report_of(data)
    try:
        specs = tuple(_spec(spec) for spec in data["specs"])
        records = tuple(_records(data["decision_records"]))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        message = f"missing or invalid key {error}"
        raise ExchangeError(message) from None
    return Snapshot(specs, records, report)


def _spec(data: dict[str, Any]) -> SpecSnapshot:
    name = _text(data["name"])
    header: dict[str, Any] | None = data["header"]
    score = cast("object", data["score"])
    if score is not None and not isinstance(score, (int, float)):
        message = "'score'"
        raise TypeError(message)
    return SpecSnapshot(
        name=name,
        status=_text(data["status"]),
        score=score,
        docname=_text(data["docname"]),
        is_implicit=header is None,
        items=(
            *([_item(name, header)] if header else []),
            *(_item(name, item) for item in data["items"]),
            *(_aside(name, NOT_APPLICABLE, e, "name") for e in data["not_applicable"]),
            *(_aside(name, WAIVE, waiver, "code") for waiver in data["waivers"]),
        ),
    )


def _aside(spec: str, kind: str, data: dict[str, Any], key: str) -> ItemSnapshot:
    """Return an exemption or a waiver as an item, whose name is under a key."""
    reason = _text(data["reason"])
    return ItemSnapshot(
        spec, kind, _text(data[key]), {"reason": reason} if reason else {},
        _text(data.get("file", "")), _line(data["line"]),
    )  # fmt: skip


def _item(spec: str, data: dict[str, Any]) -> ItemSnapshot:
    return ItemSnapshot(
        spec, _text(data["kind"]), _text(data["name"]), _values(data),
        _text(data["file"]), _line(data["line"]),
    )  # fmt: skip


def _values(data: dict[str, Any]) -> dict[str, str]:
    """Return the fields of an item, and what else its author wrote."""
    fields: dict[str, object] = data["fields"]
    texts: dict[str, str] = {}
    for name, value in fields.items():
        for key, text in _field(name, value):
            _add(texts, key, text)
    # What does not fit its field is what the author wrote.
    for name, value in data.get("invalid", {}).items():
        texts[name] = _text(value)
    for label, value in data.get("extras", []):
        _add(texts, _text(label), _runs(value))
    for waiver in data.get("waivers", []):
        _add(texts, f"waive {_text(waiver['code'])}", _text(waiver["reason"]))
    addresses = {
        _text(run[2])
        for runs in data.get("markup", {}).values()
        for run in runs
        if len(run) == 3
    }
    _add(texts, "links", ", ".join(sorted(addresses.difference(texts.values()))))
    # A dash in a cell is an empty one.
    return {name: text for name, text in texts.items() if text.strip(_EMPTY)}


def _add(texts: dict[str, str], name: str, text: str) -> None:
    """Add a text under its name, or under one that no other has."""
    key, number = name, 1
    while key in texts:
        number += 1
        key = f"{name} ({number})"
    texts[key] = text


def _field(name: str, value: object) -> Iterator[tuple[str, str]]:
    """Yield the text of a field; of rows that have names, one for each."""
    rows = _named_rows(value)
    if not rows:
        yield name, value_text(value)
    for row in rows:
        # JSON has the keys in the order of their letters.
        parts = sorted(row.items(), key=lambda pair: pair[0] != "type")
        cells = [value_text(cell) for part, cell in parts if part != "name"]
        # A row that is a name alone is there, too.
        text = ", ".join(filter(None, cells)) or "present"
        yield f"{name}.{value_text(row['name'])}", text


def _named_rows(value: object) -> Sequence[dict[str, object]]:
    parts = cast("Sequence[object]", value) if isinstance(value, list) else ()
    rows = [cast("dict[str, object]", p) for p in parts if isinstance(p, dict)]
    are_named = len(rows) == len(parts) and all("name" in row for row in rows)
    return rows if are_named else ()


def value_text(value: object) -> str:
    """Return the text of a value in JSON as its author wrote it.

    Lists are sorted, since their order means nothing.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        parts = map(value_text, cast("list[object]", value))
        return ", ".join(sorted(part for part in parts if part))
    if isinstance(value, dict):
        pairs = cast("dict[str, object]", value)
        if "text" in pairs:
            return value_text(pairs["text"])
        given = ((key, value_text(part)) for key, part in pairs.items())
        return ", ".join(f"{key}: {text}" for key, text in given if text)
    return str(value)


def _runs(value: object) -> str:
    if isinstance(value, str):
        return value
    return "".join(_text(run[1]) for run in cast("list[list[object]]", value))


def _records(data: list[dict[str, Any]]) -> Iterator[RecordSnapshot]:
    keys = [_key(record) for record in data]
    labels = {
        key: _text(record["label"]) for key, record in zip(keys, data, strict=True)
    }
    for key, record in zip(keys, data, strict=True):
        yield RecordSnapshot(
            key=key,
            label=labels[key],
            title=_text(record["title"]),
            status=_text(record["status"]),
            file=_text(record["file"]),
            line=_line(record["status_line"]),
            successors=tuple(labels.get(k, _text(k)) for k in record["successors"]),
            is_referenced=bool(record["referenced_by"]),
        )


def _key(record: dict[str, Any]) -> str:
    docname, anchor = _text(record["docname"]), _text(record.get("anchor", ""))
    return f"{docname}#{anchor}" if anchor else docname


def _text(value: object) -> str:
    if not isinstance(value, str):
        message = f"{value!r} is not text"
        raise TypeError(message)
    return value


def _line(value: object) -> int:
    if not isinstance(value, int) or value < 0:
        message = f"{value!r} is not a line"
        raise TypeError(message)
    return value
