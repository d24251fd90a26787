"""A kind of item: a model whose fields describe how authors write them.

A kind is a subclass of `Kind`. Everything else follows from it: the directive, the
role, the tables, the JSON and the pages of documentation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Annotated, Any, ClassVar, NamedTuple

from pydantic import BaseModel, ConfigDict

from ..text import normalize
from ..values.target import Comparison
from .field import EmptyIsNone, FieldSpec, ItemStatus, Lower
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


class Kind(BaseModel):
    """The base class of kinds: the fields of all kinds, and a kind's description.

    Class attributes:
        kind: the name of the directive, the role and the object type.
        title: the name of one item in running text.
        section: the template's section the kind belongs to.
        label: the head of the column with the item's name.
        label_aliases: other heads of that column.
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
        topics: the topics that the template asks the kind's items to cover.
        topic_field: the field with the topic of an item; ``""`` is the name.
        code: the field that holds the body's block of code.
        paragraphs: whether a paragraph alone is an item where there are many.
        distinguished_by: the field that tells items of one name apart; ``""`` for the
            ``topic_field``.
        needs_decision: the topics whose items need a decision record, where the kind
            does not require one of every item.
        usage_fields: the fields that hold the usage of a command, where words in
            brackets are arguments; ``""`` is the name.
        comparison: how a measured value compares with a target that has no sign.
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
    name_fields: ClassVar[tuple[str, ...]] = ()
    columns: ClassVar[tuple[str, ...]]
    bullet: ClassVar[tuple[str, ...]]
    rows: ClassVar[str] = ""
    row_model: ClassVar[type[BaseModel] | None] = None
    summary_fields: ClassVar[tuple[str, ...]] = ()
    topics: ClassVar[tuple[Topic, ...]] = ()
    topic_field: ClassVar[str] = ""
    code: ClassVar[str] = ""
    paragraphs: ClassVar[bool] = False
    distinguished_by: ClassVar[str] = ""
    needs_decision: ClassVar[tuple[str, ...]] = ()
    usage_fields: ClassVar[tuple[str, ...]] = ()
    comparison: ClassVar[Comparison | None] = None

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

    def signature(self, name: str) -> tuple[NamePart, ...]:
        """Return the item's name as its heading shows it, in parts.

        Args:
            name: the item's name.
        """
        return (NamePart(name),)

    @classmethod
    def field_for_column_head(cls, head: str) -> str | None:
        """Return the field that a column head or label names, ``""`` for the name."""
        return _columns(cls).get(normalize(head))

    @classmethod
    def column_heads(cls) -> list[str]:
        """Return every column head an author may write, for hints."""
        return [cls.label, *(field.label for field in cls.field_specs().values())]


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
def _columns(kind: type[Kind]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, field in kind.field_specs().items():
        for word in (name, field.label, *field.aliases):
            found.setdefault(normalize(word), name)
    for word in (kind.label, *kind.label_aliases):
        found[normalize(word)] = ""
    return found
