"""Items: what an author wrote, and what was understood of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple, cast

from pydantic import BaseModel

from ..kinds import Kind, Section, kind_named
from ..messages import Fix, Message, Replace, TextRange, suggestion
from ..text import Run, Text, close_matches, normalize, to_plain
from .references import WrittenLink

Container = Literal["argument", "option", "cell", "bullet", "body", "code"]
"""The part of a directive that a value is written in."""


class SourceRange(NamedTuple):
    """Where a value is written in its item's file.

    A named tuple, since a project has one for each value and stores them all.

    Attributes:
        line: the first line, from 1.
        column: the column of the first character, from 1; 0 where it is not known.
        end_line: the last line; 0 where the columns are not known.
        end_column: the column after the last character; 0 where it is not known.
        container: the part of the directive.
    """

    line: int
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    container: Container = "body"

    @property
    def text_range(self) -> TextRange | None:
        """The range without the container; `None` where the columns are not known."""
        return TextRange(*self[:4]) if self.column else None


@dataclass(slots=True)
class SourceText:
    """A value as written.

    Attributes:
        text: its text, with simple inline markup.
        line: the line it begins on, from 1.
        targets: what its links lead to.
        range: where it is written.
        nodes: its nodes in the host's terms, where the text does not hold all of its
            markup; they are opaque here.
        links: its links that may lead to decision records, with their texts.
        source: it as written, which is its message in a catalogue; empty where it has
            none of its own.
        shown: its translation, which pages show instead of the text.
        file: the file that it is written in, where that is not the item's.
    """

    text: Text
    line: int
    targets: tuple[str, ...] = ()
    range: SourceRange | None = None
    nodes: Sequence[Any] = field(default=(), compare=False)
    links: tuple[WrittenLink, ...] = ()
    source: str = field(default="", compare=False)
    shown: Text | None = field(default=None, compare=False)
    file: str = ""

    def without_nodes(self) -> SourceText:
        """Return the value for a second place, as nodes have one place only."""
        return replace(self, nodes=()) if self.nodes else self


class TableHeader(NamedTuple):
    """The header of the table that an item is a row of.

    Attributes:
        line: its line, from 1.
        fields: the fields that its columns fill, ``""`` for the name.
        in_name: the fields that the column with the name fills as well.
    """

    line: int
    fields: frozenset[str]
    in_name: frozenset[str] = frozenset()


class Condition(NamedTuple):
    """A condition on which a document shows a part of it.

    Attributes:
        directive: the directive, ``only`` or ``ifconfig``.
        expression: its argument, as written.
    """

    directive: str
    expression: str


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
        file: the file of the line, from the source folder; empty where it is that of
            the item or of the document.
        unread: the names of what is there and was not read.
    """

    code: str
    problem: str
    line: int
    subject: str = ""
    advice: str = ""
    fix: Fix | None = None
    file: str = ""
    unread: tuple[str, ...] = ()


def unknown_name(
    problem: Message, line: int, name: str, options: Iterable[str], *, code: str
) -> Problem:
    """Return the problem that a name is unknown, with the name that may be meant.

    Args:
        problem: what is wrong.
        line: the line of the name.
        name: the name as written.
        options: the names that are known there.
        code: the rule's code.
    """
    names = list(options)
    found = close_matches(name, names)
    fix = Replace(name, found[0]) if found else None
    return Problem(code, problem, line, name, suggestion(name, names), fix)


@dataclass(slots=True)
class Waiver:
    """A rule that an item or a spec asks to be let off, and the reason given.

    The file is as in `Problem`.
    """

    code: str
    reason: str
    line: int
    file: str = ""


HEAD_JOINT = " / "
"""What is between several heads of one field."""

_NO_TRANSLATIONS: Mapping[str, Text] = {}
_NO_FILES: Mapping[str, str] = {}
_NO_HEADS: Mapping[str, str] = {}


def _no_translations() -> Mapping[str, Text]:
    """Return what most items have: one object for all, as there are many items."""
    return _NO_TRANSLATIONS


def _no_files() -> Mapping[str, str]:
    """Return what most items have, as `_no_translations` does."""
    return _NO_FILES


def _no_heads() -> Mapping[str, str]:
    """Return what most items have, as `_no_translations` does."""
    return _NO_HEADS


@dataclass(slots=True)
class ParsedItem:
    """An item as a reader of a host language found it.

    Attributes:
        kind_name: the name of its kind.
        line: the line it begins on, from 1.
        name: its name.
        values: its values by field name.
        rows: the rows of a kind that has them.
        extras: values that no field takes, each with its label; they are shown.
        problems: what is wrong with it.
        waivers: rules that it asks to be let off.
        shared: the fields whose values are options of a directive with many items.
        below: nodes that follow the values, opaque here.
        from_code: whether it or its rows were read from a block of code.
        has_json: whether its body has a block of JSON.
        links: the links in its body, as `SourceText.links`.
        translations: what pages show of it in another language (see `Item`).
        file: its file, where that is not the directive's.
        table: the header of its table, where it is a row of one.
        is_drawn: as in `Item`.
        heads: the column heads or labels of fields as written, ``""`` for the name and
            ``fields.type`` for a part of its rows.
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
    shared: frozenset[str] = frozenset()
    below: Sequence[Any] = field(default=(), compare=False)
    from_code: bool = False
    has_json: bool = False
    links: tuple[WrittenLink, ...] = ()
    translations: Mapping[str, Text] = field(default_factory=_no_translations)
    file: str = ""
    table: TableHeader | None = None
    is_drawn: bool = False
    heads: Mapping[str, str] = field(default_factory=_no_heads)

    def add_head(self, name: str, label: str) -> None:
        """Note the column head or the label of the field *name*, beside others."""
        before = self.heads.get(name, "")
        words = before.split(HEAD_JOINT) if before else []
        if label not in words:
            self.heads = {**self.heads, name: HEAD_JOINT.join([*words, label])}

    def all_links(self) -> tuple[WrittenLink, ...]:
        """Return the links of the item and of its values, each once."""
        values = [
            *self.values.values(),
            *(value for row in self.rows for value in row.values()),
            *(value for _, value in self.extras),
        ]
        found = [link for value in values for link in value.links]
        own = self.name.links if self.name else ()
        return tuple(dict.fromkeys([*own, *found, *self.links]))

    def value_of(self, name: str) -> SourceText | None:
        """Return the value of the field *name*, ``""`` for the item's name."""
        return self.values.get(name) if name else self.name

    def put(self, name: str, value: SourceText) -> None:
        """Set the field *name*, ``""`` for the item's name."""
        if name:
            self.values[name] = value
        else:
            self.name = value

    def inline_nodes(self, rows: str) -> dict[str, Sequence[Any]]:
        """Return the nodes of the values of this item alone, as `Item.markup` has them.

        Args:
            rows: the name of the kind's field for rows.
        """
        found: dict[str, Sequence[Any]] = {}
        if self.name is not None and self.name.nodes:
            found[""] = self.name.nodes
        for name, value in self.values.items():
            if value.nodes and name not in self.shared:
                found[name] = value.nodes
        for number, row in enumerate(self.rows):
            for name, value in row.items():
                if value.nodes:
                    found[f"{rows}.{number}.{name}"] = value.nodes
        for number, (_, value) in enumerate(self.extras):
            if value.nodes:
                found[f"extras.{number}"] = value.nodes
        return found


@dataclass(slots=True)
class Item:
    """An item: what was understood, and how and where it was written.

    Attributes:
        kind_name: the name of its kind.
        name: its name, unique in its spec.
        model: the kind's model, with every field that fits.
        docname: the document that it is in.
        line: the line it begins on, from 1.
        file: the file that the line is of, from the source folder: the document's, or
            one that the document includes.
        anchor: its HTML id, unique in the document.
        lines: lines of fields on another line than the item's.
        files: files of fields in another file than the item's.
        links: its links that may lead to decision records, with their texts.
        ranges: where fields are written, ``""`` for the name, ``fields.0`` for a row;
            a field that is part of the name has the name's range.
        markup: fields whose text has inline markup; ``fields.0.type`` is a row's.
        invalid: fields whose text did not fit, as written.
        extras: labels and texts that no field takes.
        problems: what the reader and the model found wrong.
        waivers: rules that the item asks to be let off.
        has_body: whether the item has a body of its own.
        fields_in_body: fields that the body shows, which are not shown again.
        from_code: whether it or its rows were read from a block of code.
        has_json: whether its body has a block of JSON.
        in_row: whether its own page shows it as a row of a table, which is how it
            looks and no part of what it says: it is neither compared nor written.
        no_index: whether nothing refers to it by its name: references, the general
            index and objects.inv leave it out.
        translations: what pages show instead of fields, in another language than the
            source's; keys as in `markup`, and ``extras.0`` and ``extras.0.label``.
        conditions: the conditions on which its page shows it.
        topic: the topic of the template that the project's configuration names for
            the item's own word; empty where it names none.
        table: the header of its table, where it is a row of one; like ``in_row`` it is
            neither compared nor written.
        is_drawn: whether it is read from a diagram: an item of the spec only where no
            other says the same (see `repeated_in_diagrams`); it is not written.
        heads: the column heads or labels of fields as written, ``""`` for the name and
            ``fields.type`` for a part of its rows; like ``in_row`` they are neither
            compared nor written.
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
    has_json: bool = False
    in_row: bool = field(default=False, compare=False)
    no_index: bool = False
    file: str = ""
    ranges: dict[str, SourceRange] = field(
        default_factory=dict[str, SourceRange], compare=False
    )
    links: tuple[WrittenLink, ...] = field(default=(), compare=False)
    translations: Mapping[str, Text] = field(
        default_factory=_no_translations, compare=False
    )
    files: Mapping[str, str] = field(default_factory=_no_files)
    conditions: tuple[Condition, ...] = field(default=(), compare=False)
    topic: str = ""
    table: TableHeader | None = field(default=None, compare=False)
    is_drawn: bool = field(default=False, compare=False)
    heads: Mapping[str, str] = field(default_factory=_no_heads, compare=False)

    @property
    def kind(self) -> type[Kind]:
        """The item's kind."""
        return kind_named(self.kind_name)

    @property
    def section(self) -> Section:
        """The section that the item belongs to: its topic's, or its kind's."""
        kind = self.kind
        if kind.topic_field and kind.topics:
            named = normalize(topic_text(self))
            for topic in kind.topics:
                if named in topic.words:
                    return topic.section
        return kind.section

    @property
    def is_empty(self) -> bool:
        """Whether the item says nothing: it has no name, or no field and no body.

        The fields that the name is made of, and the status, say nothing of an item.
        """
        if not self.name.strip():
            return True
        if self.has_body or row_models(self):
            return False
        silent = {"status", *self.kind.name_fields}
        return all(name in silent for name, _ in self.given_fields())

    def line_of(self, name: str) -> int:
        """Return the line of the field *name*, else the item's."""
        return self.lines.get(name, self.line)

    def file_of(self, name: str) -> str:
        """Return the file of the field *name*, from the source folder."""
        return self.files.get(name, self.file)

    def range_of(self, name: str) -> SourceRange:
        """Return where the field *name* is written, as far as that is known."""
        return self.ranges.get(name) or SourceRange(self.line_of(name))

    def text(self, name: str) -> Text:
        """Return the field *name* as written; ``""`` names the item itself."""
        if name in self.markup:
            return self.markup[name]
        if not name:
            return self.name
        if name in self.invalid:
            return self.invalid[name]
        return _shown(getattr(self.model, name, None))

    def display(self, name: str) -> Text:
        """Return the field *name* as pages show it: its translation, else its text."""
        if name in self.translations:
            return self.translations[name]
        return self.text(name)

    def has(self, name: str) -> bool:
        """Return whether the author gave the field *name* a value, valid or not."""
        if not name or name in self.markup or name in self.invalid:
            return bool(to_plain(self.text(name)))
        return getattr(self.model, name, None) not in _NO_VALUE

    def given_fields(self) -> Iterator[tuple[str, Text]]:
        """Yield each field with a value and its text, without rows.

        It is equal to `text` for every field, and takes a fraction of the time.
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


def topic_text(item: Item) -> str:
    """Return the topic of an item: that of the configuration, else its own words."""
    return item.topic or to_plain(item.text(item.kind.topic_field))


def row_models(item: Item) -> tuple[BaseModel, ...]:
    """Return the rows of an item whose kind has them, such as an entity's fields."""
    if not item.kind.rows:
        return ()
    return cast("tuple[BaseModel, ...]", getattr(item.model, item.kind.rows))
