"""From what an author wrote to a typed record, with nothing lost on the way.

A reader of a host language fills a `Raw` item: texts with their lines. `make_record`
turns it into a `Record`: the kind's model, what did not fit it, and where each part
was written. Records are what the environment keeps, what the rules read and what
pages are made from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from pydantic import BaseModel, ValidationError

from .kinds import BY_NAME, Kind, Section
from .kinds.base import References
from .text import Run, Text, did_you_mean, folded, one_of, plain, tidy

_REFERENCE = re.compile(
    r"\{[\w:-]+\}`(?P<role>[^`]+)`|:[\w:-]+:`(?P<rst>[^`]+)`|`[^`<]*<(?P<link>[^>`]+)>`__?"
    r"|\[(?:[^\]]*)\]\(\s*(?:<(?P<spaced>[^>]*)>|(?P<md>(?:[^()\s]|\([^()\s]*\))*))[^)]*\)"
    r"|<(?P<auto>[^>\s]+)>|(?P<address>\bhttps?://[^\s<>]*[^\s<>.,;:)])|(?P<sep>[,;]|(?<![\w-])and(?![\w-]))"
)
_TITLE_TARGET = re.compile(r"^.*<([^>]+)>$")
_NOTHING = frozenset({"", "-", "–", "—", "n/a", "none", "na"})
_LEAD = re.compile(r"^(?:see|per|cf\.?)\s+", re.IGNORECASE)


@dataclass(slots=True)
class Written:
    """A value as written: its text, the line it stands on (from 1), its links."""

    text: Text
    line: int
    targets: tuple[str, ...] = ()


@dataclass(slots=True)
class Problem:
    """Something a reader found wrong; a rule reports it under its code."""

    code: str
    message: str
    line: int
    fix: str = ""


@dataclass(slots=True)
class Waiver:
    """A rule that an item or a spec asks to be let off, and the reason given."""

    code: str
    reason: str
    line: int


@dataclass(slots=True)
class Raw:
    """An item as a reader of a host language found it.

    ``values`` are by field name, ``rows`` the rows of a kind that has them, ``extras``
    what no field takes (label and text), which is kept and shown.
    """

    kind: str
    line: int
    name: Written | None = None
    values: dict[str, Written] = field(default_factory=dict[str, Written])
    rows: list[dict[str, Written]] = field(default_factory=list[dict[str, Written]])
    extras: list[tuple[str, Written]] = field(default_factory=list[tuple[str, Written]])
    problems: list[Problem] = field(default_factory=list[Problem])
    waivers: list[Waiver] = field(default_factory=list[Waiver])


@dataclass(slots=True)
class Record:
    """An item: what was understood, and how and where it was written.

    Attributes:
        kind: the name of its kind.
        name: its name, unique in its spec.
        model: the kind's model, with every field that fits.
        docname: the document it stands in.
        line: the line it begins on, from 1.
        file: the file that the line is of, from the source folder: the document's, or
            one that the document includes.
        anchor: its HTML id, unique in the document.
        lines: lines of fields that stand on another line than the item's.
        markup: fields whose text has inline markup; ``fields.0.type`` is a row's.
        invalid: fields whose text did not fit, as written.
        extras: labels and texts that no field takes.
        problems: what the reader and the model found wrong.
        waivers: rules that the item asks to be let off.
        prose: whether the item has a body of its own.
        in_body: fields that the body shows, which are not shown again.
        coded: whether its rows were read from a block of code.
        in_row: whether its own page shows it as a row of a table, which is how it
            looks and no part of what it says: it is neither compared nor written.
    """

    kind: str
    name: str
    model: Kind
    docname: str
    line: int
    anchor: str = ""
    lines: dict[str, int] = field(default_factory=dict[str, int])
    markup: dict[str, tuple[Run, ...]] = field(
        default_factory=dict[str, tuple[Run, ...]]
    )
    invalid: dict[str, str] = field(default_factory=dict[str, str])
    extras: list[tuple[str, Text]] = field(default_factory=list[tuple[str, Text]])
    problems: list[Problem] = field(default_factory=list[Problem])
    waivers: list[Waiver] = field(default_factory=list[Waiver])
    prose: bool = False
    in_body: tuple[str, ...] = ()
    coded: bool = False
    in_row: bool = field(default=False, compare=False)
    file: str = ""

    @property
    def type(self) -> type[Kind]:
        """The record's kind."""
        return BY_NAME[self.kind]

    @property
    def section(self) -> Section:
        """The section that the item speaks for: its topic's, or its kind's."""
        kind = self.type
        if kind.topic_field and kind.topics:
            said = folded(plain(self.text(kind.topic_field)))
            for topic in kind.topics:
                if said in topic.words:
                    return topic.section
        return kind.section

    def line_of(self, name: str) -> int:
        """Return the line that the field *name* stands on, else the item's."""
        return self.lines.get(name, self.line)

    def text(self, name: str) -> Text:
        """Return the field *name* as it is shown; ``""`` names the item itself."""
        if name in self.markup:
            return self.markup[name]
        if not name:
            return self.name
        if name in self.invalid:
            return self.invalid[name]
        return _shown(getattr(self.model, name, None))

    def has(self, name: str) -> bool:
        """Tell whether the author gave the field *name* anything, right or wrong."""
        if not name or name in self.markup or name in self.invalid:
            return bool(plain(self.text(name)))
        return getattr(self.model, name, None) not in _NO_VALUE

    def given(self) -> Iterator[tuple[str, Text]]:
        """Give each field that says anything with its text, rows left out.

        It is what `text` says of every field, and takes a fraction of the time.
        """
        otherwise: dict[str, Text] = {**self.invalid, **self.markup}
        rows = self.type.rows
        for name, value in self.model.__dict__.items():
            if name in otherwise:
                text = otherwise[name]
            else:
                text = value if isinstance(value, str) else _shown(value)
            if text and name != rows:
                yield name, text


_NO_VALUE: tuple[object, ...] = (None, "", ())
"""What a field that was not given holds."""


def _shown(value: object) -> str:
    """Return the value of a field as it is shown."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in cast("tuple[object, ...]", value))
    return str(value)


def split_references(text: str) -> References:
    """Return the references in *text*: bare, as links of either language, as roles.

    ``See [ADR-001](./adr/001.md), ADR-2`` gives ``("./adr/001.md", "ADR-2")``.
    """
    found: list[str] = []
    bare = ""
    place = 0

    def end_bare() -> None:
        nonlocal bare
        word = _LEAD.sub("", tidy(bare)).strip("` ").rstrip(".")
        # What is left of brackets around an address is no reference.
        if word.lower() not in _NOTHING and word.strip("()[]"):
            found.append(word)
        bare = ""

    for match in _REFERENCE.finditer(text):
        bare += text[place : match.start()]
        place = match.end()
        if match["sep"]:
            end_bare()
            continue
        bare = "" if _LEAD.fullmatch(tidy(bare) + " ") else bare
        end_bare()
        target = next(part for part in match.groups() if part is not None)
        if inner := _TITLE_TARGET.match(target):
            target = inner[1]
        found.append(target.strip())
    bare += text[place:]
    end_bare()
    return tuple(dict.fromkeys(found))


def make_record(raw: Raw, docname: str, anchor: str = "") -> Record:
    """Return the record of *raw*: each value typed, or kept as invalid and reported.

    Args:
        raw: the item as read.
        docname: the document it was read from.
        anchor: its HTML id.
    """
    kind = BY_NAME[raw.kind]
    fields = kind.declared()
    lines: dict[str, int] = {}
    markup: dict[str, tuple[Run, ...]] = {}
    values: dict[str, Any] = {}
    if raw.name is not None:
        name_text = raw.name.text
        if not isinstance(name_text, str):
            markup[""] = name_text
        argument = tidy(plain(name_text))
        for name, part in kind.split_name(argument).items():
            values[name] = part
            if raw.name.line != raw.line:
                lines[name] = raw.name.line
    else:
        argument = ""
    for name, written in raw.values.items():
        if written.line != raw.line:
            lines[name] = written.line
        text = written.text
        if fields[name].info.annotation == References:
            values[name] = written.targets or split_references(plain(text))
            continue
        if not isinstance(text, str):
            markup[name] = text
            text = plain(text)
        values[name] = text
    if raw.rows:
        values[kind.rows] = _rows(kind, raw, lines, markup)
    model, invalid = _fit(kind, values)
    problems = list(raw.problems)
    for name, (_, message) in invalid.items():
        problems.append(
            Problem(
                "TS001",
                f"{fields[name].ask.label}: {message}",
                lines.get(name, raw.line),
            )
        )
    return Record(
        kind=raw.kind,
        name=kind.compose_name({**values}) or argument,
        model=model,
        docname=docname,
        line=raw.line,
        anchor=anchor,
        lines=lines,
        markup=markup,
        invalid={name: text for name, (text, _) in invalid.items()},
        extras=[(label, written.text) for label, written in raw.extras],
        problems=problems,
        waivers=raw.waivers,
    )


def _rows(
    kind: type[Kind],
    raw: Raw,
    lines: dict[str, int],
    markup: dict[str, tuple[Run, ...]],
) -> tuple[dict[str, str], ...]:
    rows: list[dict[str, str]] = []
    for number, row in enumerate(raw.rows):
        values: dict[str, str] = {}
        for name, written in row.items():
            key = f"{kind.rows}.{number}"
            lines.setdefault(key, written.line)
            if not isinstance(written.text, str):
                markup[f"{key}.{name}"] = written.text
            values[name] = plain(written.text)
        rows.append({"name": "", **values})
    return tuple(rows)


def _fit(
    kind: type[Kind], values: dict[str, Any]
) -> tuple[Kind, dict[str, tuple[str, str]]]:
    """Return the model of *values*, and the text and the fault of each that fails."""
    invalid: dict[str, tuple[str, str]] = {}
    try:
        return kind.model_validate(values), invalid
    except ValidationError as failure:
        for error in failure.errors(include_url=False):
            name = str(error["loc"][0])
            text = str(values.get(name, ""))
            invalid.setdefault(name, (text, _message(kind, name, text, dict(error))))
    fitting = {name: text for name, text in values.items() if name not in invalid}
    return kind.model_validate(fitting), invalid


def _message(kind: type[Kind], name: str, text: str, error: dict[str, Any]) -> str:
    """Return a model's complaint as a sentence for the author."""
    choices = kind.declared()[name].choices if name in kind.declared() else ()
    if choices:
        hint = did_you_mean(text, choices)
        return f"“{text}” is not one of {one_of(choices)}.{hint}"
    message = str(error["msg"]).removeprefix("Value error, ")
    return message if message.endswith((".", "?")) else message + "."


def row_models(record: Record) -> tuple[BaseModel, ...]:
    """Return the rows of a record whose kind has them, such as an entity's fields."""
    if not record.type.rows:
        return ()
    return cast("tuple[BaseModel, ...]", getattr(record.model, record.type.rows))
