"""Items: what an author wrote, and what was understood of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from pydantic import BaseModel

from ..kinds import Kind, Section, kind_named
from ..messages import Fix
from ..text import Run, Text, normalize, to_plain


@dataclass(slots=True)
class SourceText:
    """A value as written: its text, the line it stands on (from 1), its links."""

    text: Text
    line: int
    targets: tuple[str, ...] = ()


@dataclass(slots=True)
class Problem:
    """Something wrong that was found while reading; a rule reports it under its code.

    Attributes:
        code: the rule's code.
        problem: what is wrong, as a noun phrase without the name of the item.
        line: the line at fault, from 1; 0 where it is not known.
        subject: what it is about: the name of a field, an option, a column, a target.
        advice: what to do, in the imperative; empty where the problem says it.
        fix: what to write, where that is known.
    """

    code: str
    problem: str
    line: int
    subject: str = ""
    advice: str = ""
    fix: Fix | None = None


@dataclass(slots=True)
class Waiver:
    """A rule that an item or a spec asks to be let off, and the reason given."""

    code: str
    reason: str
    line: int


@dataclass(slots=True)
class ParsedItem:
    """An item as a reader of a host language found it.

    ``values`` are by field name, ``rows`` the rows of a kind that has them, ``extras``
    what no field takes (label and text), which is kept and shown.
    """

    kind_name: str
    line: int
    name: SourceText | None = None
    values: dict[str, SourceText] = field(default_factory=dict[str, SourceText])
    rows: list[dict[str, SourceText]] = field(
        default_factory=list[dict[str, SourceText]]
    )
    extras: list[tuple[str, SourceText]] = field(
        default_factory=list[tuple[str, SourceText]]
    )
    problems: list[Problem] = field(default_factory=list[Problem])
    waivers: list[Waiver] = field(default_factory=list[Waiver])


@dataclass(slots=True)
class Item:
    """An item: what was understood, and how and where it was written.

    Attributes:
        kind_name: the name of its kind.
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
        has_body: whether the item has a body of its own.
        fields_in_body: fields that the body shows, which are not shown again.
        coded: whether its rows were read from a block of code.
        in_row: whether its own page shows it as a row of a table, which is how it
            looks and no part of what it says: it is neither compared nor written.
    """

    kind_name: str
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
    problems: list[Problem] = field(default_factory=list[Problem], compare=False)
    waivers: list[Waiver] = field(default_factory=list[Waiver])
    has_body: bool = field(default=False, compare=False)
    fields_in_body: tuple[str, ...] = field(default=(), compare=False)
    from_code: bool = False
    in_row: bool = field(default=False, compare=False)
    file: str = ""

    @property
    def kind(self) -> type[Kind]:
        """The item's kind."""
        return kind_named(self.kind_name)

    @property
    def section(self) -> Section:
        """The section that the item speaks for: its topic's, or its kind's."""
        kind = self.kind
        if kind.topic_field and kind.topics:
            said = normalize(to_plain(self.text(kind.topic_field)))
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
            return bool(to_plain(self.text(name)))
        return getattr(self.model, name, None) not in _NO_VALUE

    def given_fields(self) -> Iterator[tuple[str, Text]]:
        """Give each field that says anything with its text, rows left out.

        It is what `text` says of every field, and takes a fraction of the time.
        """
        otherwise: dict[str, Text] = {**self.invalid, **self.markup}
        rows = self.kind.rows
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


def row_models(item: Item) -> tuple[BaseModel, ...]:
    """Return the rows of a item whose kind has them, such as an entity's fields."""
    if not item.kind.rows:
        return ()
    return cast("tuple[BaseModel, ...]", getattr(item.model, item.kind.rows))
