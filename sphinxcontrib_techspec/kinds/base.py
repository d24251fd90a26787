"""A kind of item: a model whose fields describe how authors write them.

A kind is a subclass of `Kind`. Everything else follows from it: the directive, the
role, the tables, the JSON and the pages of documentation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Annotated, Any, ClassVar, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from ..text import normalize
from ..values.sentence import is_sentence
from ..values.target import Comparison, Target
from ..values.technologies import Absent, Span
from .field import EmptyIsNone, FieldSpec, Heads, ItemStatus, Lower
from .template import Section, Topic


class NamePart(NamedTuple):
    """A part of an item's name as its heading shows it.

    Attributes:
        text: the part.
        badge: the group of badges that it is one of, such as ``method``; empty for
            plain text.
    """

    text: str
    badge: str = ""


_OF_ONE = frozenset("version why rationale justification reason".split())
"""Labels of what is said of one item, and names of none."""


class Kind(BaseModel):
    """The base class of kinds: the fields of all kinds, and a kind's description.

    Class attributes:
        kind: the name of the directive, the role and the object type.
        title: the name of one item in running text.
        section: the template's section the kind belongs to.
        label: the head of the column with the item's name.
        label_aliases: other heads of that column, the better ones first.
        heads: column heads that mean a field only where no other column does, in the
            order in which they are tried (see `model.columns`).
        name_fields: the fields that the item's name is made of, such as an HTTP method
            and a path (see `split_name`).
        columns: the fields that a table of the kind shows; ``""`` is the name.
        bullet: the fields that the parts of a bullet (``- **Label**: one - two``)
            fill, in their order; ``""`` is the name.
        rows: the field that holds a list of rows, such as an entity's fields.
        row_model: the model of one of those rows.
        summary_fields: the fields that a body's first paragraph fills
            (``one: two - See ADR-1``); empty where it fills the field with
            ``from_body``.
        listed: the field that a list fills which the body's first paragraph introduces
            (``Takes orders:``); empty where the list belongs to the paragraph's field.
        topics: the topics that the template asks the kind's items to cover.
        topic_field: the field with the topic of an item; ``""`` is the name.
        code: the field that holds the body's block of code.
        assigned: the field that the value fills where an item is an assignment
            (``NAME=value``) in a block of code; empty where none is.
        package_field: the field with the name of the package where an item is a
            dependency in a block of code; empty where none is.
        paragraphs: whether a paragraph alone is an item where there are many.
        grouped: whether a bullet that is a label alone is the head of the bullets below
            it, which are the items.
        distinguished_by: the field that tells items of one name apart; ``""`` for the
            ``topic_field``.
        needs_decision: the topics whose items need a decision record, each one word,
            where the kind does not require one of every item.
        usage_fields: the fields that hold the usage of a command, where words in
            brackets are arguments; ``""`` is the name.
        comparison: how a measured value compares with a target that has no sign.
        takes_sentences: whether a bullet of words alone is an item, in a section whose
            heading names the kind.
        record_statuses: first words of a status that is the one of a decision record,
            and not how far the item is; it is shown as written.
        marked: whether a name may end with a mark in brackets: ``Order (new)``.
        headings: headings of a section that has items of the kind before other kinds,
            each a phrase that the heading begins or ends with.
        named_sections: headings that name an item below a heading of its section.
    """

    # A project pays for the kinds it uses: models are built when first needed.
    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True
    )

    kind: ClassVar[str]
    title: ClassVar[str]
    section: ClassVar[Section]
    label: ClassVar[str]
    label_aliases: ClassVar[tuple[str, ...]] = ()
    heads: ClassVar[tuple[Heads, ...]] = ()
    name_fields: ClassVar[tuple[str, ...]] = ()
    columns: ClassVar[tuple[str, ...]]
    bullet: ClassVar[tuple[str, ...]]
    rows: ClassVar[str] = ""
    row_model: ClassVar[type[BaseModel] | None] = None
    summary_fields: ClassVar[tuple[str, ...]] = ()
    listed: ClassVar[str] = ""
    topics: ClassVar[tuple[Topic, ...]] = ()
    topic_field: ClassVar[str] = ""
    code: ClassVar[str] = ""
    assigned: ClassVar[str] = ""
    package_field: ClassVar[str] = ""
    paragraphs: ClassVar[bool] = False
    grouped: ClassVar[bool] = False
    distinguished_by: ClassVar[str] = ""
    needs_decision: ClassVar[tuple[str, ...]] = ()
    usage_fields: ClassVar[tuple[str, ...]] = ()
    comparison: ClassVar[Comparison | None] = None
    takes_sentences: ClassVar[bool] = False
    marked: ClassVar[bool] = False
    record_statuses: ClassVar[frozenset[str]] = frozenset()
    headings: ClassVar[tuple[str, ...]] = ()
    named_sections: ClassVar[tuple[str, ...]] = ()

    note: Annotated[
        str,
        FieldSpec(
            "Note",
            "What else there is to say, such as the reason.",
            aliases=(
                "Notes",
                "Rationale",
                "Justification",
                "Reason",
                "Why",
                "Comment",
                "Remarks",
            ),
            inline_markup=True,
        ),
    ] = ""
    status: Annotated[
        ItemStatus | None,
        Lower,
        EmptyIsNone,
        FieldSpec(
            "Status", "How far the item is; by default, the spec's status decides."
        ),
    ] = None

    @classmethod
    def field_specs(cls) -> Mapping[str, FieldSpec]:
        """Return the kind's fields by name, in the order of the model."""
        return _fields(cls)

    @classmethod
    def reference_fields(cls) -> tuple[str, ...]:
        """Return the names of the fields that refer to items; decision records not."""
        return _reference_fields(cls)

    @classmethod
    def value_type(cls, name: str) -> Any:
        """Return the type of the values of the field *name*, `None` for the name."""
        return _value_types(cls).get(name)

    @classmethod
    def field_of_type(cls, value_type: Any) -> str:
        """Return the name of the first field of a type, empty where there is none.

        Args:
            value_type: such as `Target`, `DecisionRefs`, `Link` or `EvidenceRef`.
        """
        return _fields_of_type(cls).get(value_type, ("",))[0]

    @classmethod
    def fields_of_type(cls, value_type: Any) -> tuple[str, ...]:
        """Return the names of all fields of a type."""
        return _fields_of_type(cls).get(value_type, ())

    @classmethod
    def fields_with_code(cls, code: str) -> tuple[str, ...]:
        """Return the names of the required fields whose absence a rule reports.

        Args:
            code: the rule's code.
        """
        return tuple(
            name
            for name, field in cls.field_specs().items()
            if field.required and field.missing_code == code
        )

    @classmethod
    def body_field(cls) -> str:
        """Return the field that the body's first paragraph fills, empty for none."""
        return _body_field(cls)

    @classmethod
    def split_name(cls, argument: str) -> dict[str, str]:
        """Return the ``name_fields`` in the item's name, such as an HTTP method.

        Args:
            argument: the name as written.
        """
        return {}

    @classmethod
    def compose_name(cls, values: Mapping[str, str]) -> str:
        """Return the item's name from the values of its ``name_fields``."""
        return ""

    @classmethod
    def parse_bullet(cls, label: str, rest: str) -> dict[str, str] | None:
        """Return the fields (``""``: the name) in the text of a bullet.

        Args:
            label: what stands before the colon.
            rest: what follows it.

        Returns:
            The fields, or `None` for the general rule: the label fills the first field
            of ``bullet``, and the rest is split at dashes into the others.
        """
        return None

    @classmethod
    def parse_entry(cls, text: str) -> dict[str, str] | None:
        """Return the fields (``""``: the name) in a line that is an item as a whole.

        Such lines are bullets, paragraphs and lines of a block of code that have no
        label: ``GET /users - List the users``, ``A user has many orders``.

        Args:
            text: the line, without markup.

        Returns:
            The fields, or `None` where the line is not written in the kind's own way.
        """
        return None

    @classmethod
    def values_of_all(cls, text: str, *, is_label: bool) -> Mapping[str, str] | None:
        """Return the fields that the words above items fill for all of them.

        Args:
            text: the words, without markup.
            is_label: whether they are a heading or a label, not a paragraph.

        Returns:
            The fields; nothing where the words speak of them and are not understood;
            `None` where they do not.
        """
        del text, is_label
        return None

    @classmethod
    def parse_entries(cls, text: str, given: str = "") -> Sequence[dict[str, str]]:
        """Return the fields of each item in a line that names several, or part of one.

        Args:
            text: the line, without markup.
            given: the first of ``name_fields``, where the directive gives it.

        Returns:
            The fields of each item, or nothing where the line is not such a line.
        """
        return ()

    @classmethod
    def is_identifier(cls, name: str) -> bool:
        """Return whether a name is one of code, which a list may give alone.

        Args:
            name: the name.
        """
        del name
        return False

    @classmethod
    def parse_sentence(cls, text: str) -> dict[str, str] | None:
        """Return the fields (``""``: the name) in a bullet without a label.

        Args:
            text: the words of the bullet.

        Returns:
            The fields, or `None` for the general rule: the words are split at dashes.
        """
        return None

    @classmethod
    def split_text(
        cls, text: str
    ) -> Sequence[Mapping[str, Sequence[Span]]] | Absent | None:
        """Return the items that a bullet or the cell of a name names.

        Args:
            text: what follows the label of a bullet, or the cell.

        Returns:
            For each item the parts of the text that make up its fields, ``""`` for the
            name, several of one field to be joined; nothing where the text names no
            item; or that there is none; `None` where the text is one item by the
            general rule.
        """
        return None

    @classmethod
    def split_values(cls, values: Mapping[str, str]) -> Sequence[Mapping[str, str]]:
        """Return what differs in the items that are written as one.

        Args:
            values: the item's name, as ``""``, and its ``name_fields``, where written.

        Returns:
            For each item the values that are its own; nothing where it is one item.
        """
        return ()

    @classmethod
    def names_in_labels(cls, bullets: Sequence[tuple[str, str]]) -> Sequence[bool]:
        """Return which bullets of a list have the item's name as their label.

        Args:
            bullets: for each bullet its label, empty for none, and what follows it.

        Returns:
            For each bullet whether its label is the name; else the label fills the
            first field of ``bullet``.
        """
        return [False] * len(bullets)

    @classmethod
    def split_labelled(cls, text: str) -> Mapping[str, Sequence[Span]]:
        """Return the fields in what follows a label that is the item's name.

        Args:
            text: the text.

        Returns:
            The parts of the text that make up each field.
        """
        return {cls.bullet[0]: ((0, len(text)),)}

    @classmethod
    def rows_without_item(cls, rows: Sequence[tuple[str, str]]) -> Sequence[bool]:
        """Return which rows of a table name no item of the kind.

        Args:
            rows: for each row the text of its name, and of the field of its main text.
        """
        return [False] * len(rows)

    @classmethod
    def texts_among(cls, bullets: Sequence[tuple[str, str]]) -> Sequence[bool]:
        """Return which bullets of a list are words about something and name no item.

        This is the one place that tells them from items. A bullet is such

        - if `is_text` says so, whose kind knows its words; a text is measured by
          `values.sentence.is_long` wherever its length matters;
        - or if it is a sentence without a label (`values.sentence.is_sentence`) beside
          more bullets of another form, unless the kind has sentences as items.

        A kind whose labels decide more overrides it.

        Args:
            bullets: for each bullet its label, empty for none, and what follows it.
        """
        texts = [cls.is_text(label, rest) for label, rest in bullets]
        if cls.takes_sentences or cls.field_of_type(Target):
            return texts
        sentences = [not label and is_sentence(rest) for label, rest in bullets]
        if 2 * sum(map(max, texts, sentences)) >= len(bullets):
            return texts
        return list(map(max, texts, sentences))

    @classmethod
    def names_another(cls, text: str) -> bool:
        """Return whether a part of a text that names no item would name one."""
        return False

    @classmethod
    def is_text(cls, label: str, rest: str) -> bool:
        """Return whether a bullet is words about something, and names no item.

        Args:
            label: its label, empty for none.
            rest: what follows the label.
        """
        return False

    @classmethod
    def is_sure_name(cls, text: str) -> bool:
        """Return whether a text is the name of an item whatever stands around it.

        Args:
            text: the words of a cell.
        """
        return bool(text)

    @classmethod
    def seems_name(cls, text: str) -> bool:
        """Return whether a text seems to be the name of an item, not words about one.

        Args:
            text: the words of a bullet or a cell.
        """
        return bool(text)

    @classmethod
    def one_name(cls, text: str) -> str:
        """Return the name of the one item that a paragraph names; empty for none.

        Args:
            text: a paragraph of few words above a list.
        """
        del text
        return ""

    @classmethod
    def joined_names(cls, text: str) -> Sequence[str]:
        """Return the names of several items in a text such as ``Jest + Vitest``.

        Args:
            text: the paragraph above a list.
        """
        return ()

    @classmethod
    def field_in_name(cls, name: str) -> str:
        """Return the required field that an item's name says by itself, or ``""``.

        Args:
            name: the name, such as *Disk is full* for the meaning of an error.
        """
        return ""

    @classmethod
    def names_record(cls, name: str) -> bool:
        """Return whether an item's name is the title of a decision record.

        Args:
            name: the name, such as *ADR-7: One store*.
        """
        del name
        return False

    @classmethod
    def names_topic(cls, text: str) -> bool:
        """Return whether a text is one of the kind's topics."""
        word = normalize(text)
        return any(word in topic.words for topic in cls.topics)

    @classmethod
    def describes_one(cls, labels: Iterable[str]) -> bool:
        """Return whether labels of a list are fields of one item: *Version*, *Why*.

        Args:
            labels: the labels.
        """
        return not _OF_ONE.isdisjoint(map(normalize, labels))

    def is_evident(self, name: str) -> bool:
        """Return whether an item is of the kind for sure, wherever it is written.

        A plain Markdown document is read with it: words about something are no item.

        Args:
            name: the item's name.
        """
        return False

    def signature(self, name: str) -> tuple[NamePart, ...]:
        """Return the item's name as its heading shows it, in parts.

        Args:
            name: the item's name.
        """
        return (NamePart(name),)

    @classmethod
    def field_for_column_head(cls, head: str) -> str | None:
        """Return the field that a column head names, ``""`` for the name.

        It is the field that the head means alone, without other columns beside it.
        """
        word = normalize(head)
        if (own := cls.own_field_for_head(head)) is not None:
            return own
        return next((e.fields[0] for e in cls.heads if word in e.words), None)

    @classmethod
    def field_for_label(cls, label: str) -> str | None:
        """Return the field that a label of an item names, ``""`` for the name.

        A column head that means the name is no label for it: the item has one.
        """
        if (own := cls.own_field_for_head(label)) is not None:
            return own
        word = normalize(label)
        entries = (e for e in cls.heads if e.fields[0] and not e.in_tables)
        return next((e.fields[0] for e in entries if word in e.words), None)

    @classmethod
    def own_field_for_head(cls, head: str) -> str | None:
        """Return the field with a name, label or alias, ``""`` for the name."""
        words = _columns(cls)
        if found := words.get(normalize(head)):
            return found[0]
        # Two words for one field are a word for it: *Setting Key*, *Library/Tool*.
        single = head.replace("/", " ").split()
        parts = [words.get(normalize(part), ("?", 0))[0] for part in single]
        same = len(parts) == 2 and parts[0] == parts[1] != "?"
        return parts[0] if same else None

    @classmethod
    def head_rank(cls, head: str) -> int:
        """Return how well a head means its field; less is better, 0 is its label."""
        found = _columns(cls).get(normalize(head))
        return found[1] if found else 0

    @classmethod
    def is_note(cls, head: str) -> bool:
        """Return whether a column with that head may be the note."""
        field = Kind.field_specs().get("note")
        words = (field.name, field.label, *field.aliases) if field else ()
        return "note" in cls.field_specs() and normalize(head) in map(normalize, words)

    @classmethod
    def accepts(cls, name: str, text: str) -> bool:
        """Return whether the field *name* takes the value *text*."""
        try:
            cls.model_validate({name: text})
        except ValidationError as failure:
            return all(error["loc"][:1] != (name,) for error in failure.errors())
        return True

    @classmethod
    def name_heads(cls) -> list[str]:
        """Return the column heads that mean the name, the best first."""
        parts = [cls.field_specs()[name].label for name in cls.name_fields[-1:]]
        also = [h for e in cls.heads if not e.fields[0] for h in e.heads]
        return list(dict.fromkeys([cls.label, *parts, *cls.label_aliases, *also]))

    @classmethod
    def column_heads(cls) -> list[str]:
        """Return the labels of the name and the fields, for hints."""
        return [cls.label, *(field.label for field in cls.field_specs().values())]

    @classmethod
    def other_heads(cls) -> list[str]:
        """Return the further column heads that are understood, for hints."""
        aliases = [a for field in cls.field_specs().values() for a in field.aliases]
        listed = [head for entry in cls.heads for head in entry.heads]
        return list(dict.fromkeys([*cls.label_aliases, *aliases, *listed]))


@cache
def _fields(kind: type[Kind]) -> dict[str, FieldSpec]:
    infos = kind.model_fields
    found: dict[str, FieldSpec] = {}
    # The fields that all kinds share come last, as they do in the documentation.
    for name in sorted(infos, key=lambda name: name in Kind.model_fields):
        for note in infos[name].metadata:
            if isinstance(note, FieldSpec):
                annotation = infos[name].annotation
                found[name] = replace(note, name=name, annotation=annotation)
    return found


@cache
def _reference_fields(kind: type[Kind]) -> tuple[str, ...]:
    return tuple(name for name, field in kind.field_specs().items() if field.refers_to)


@cache
def _value_types(kind: type[Kind]) -> dict[str, Any]:
    return {name: field.value_type for name, field in kind.field_specs().items()}


@cache
def _fields_of_type(kind: type[Kind]) -> dict[Any, tuple[str, ...]]:
    found: dict[Any, tuple[str, ...]] = {}
    for name, value_type in _value_types(kind).items():
        found[value_type] = (*found.get(value_type, ()), name)
    return found


@cache
def _body_field(kind: type[Kind]) -> str:
    fields = kind.field_specs().items()
    return next((name for name, field in fields if field.from_body), "")


@cache
def _columns(kind: type[Kind]) -> dict[str, tuple[str, int]]:
    """Return the field that each head means, and how well it means it."""
    found: dict[str, tuple[str, int]] = {}
    for name, field in kind.field_specs().items():
        for rank, word in enumerate((name, field.label, *field.aliases)):
            found.setdefault(normalize(word), (name, rank))
    for rank, word in enumerate((kind.label, *kind.label_aliases)):
        found[normalize(word)] = ("", rank)
    return found
