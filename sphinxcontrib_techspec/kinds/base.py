"""What a kind of item is: a model whose fields say how authors write them.

A kind is a subclass of `Kind`. Everything else follows from it: the directive, the
role, the tables, the JSON and the pages of documentation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict

from ..text import normalize
from .field import EmptyIsNone, FieldSpec, ItemStatus, Lower
from .template import Section, Topic


class Kind(BaseModel):
    """The fields that every kind takes, and how a kind describes itself.

    Class attributes:
        kind: the name of the directive, the role and the object type.
        title: what one item is called in running text.
        section: the template's section the kind belongs to.
        label: the head of the column that holds the item's name.
        label_aliases: other heads of that column.
        columns: the fields that a table of the kind shows; ``""`` is the name.
        bullet: the fields that the parts of a bullet (``- **Label**: one - two``)
            fill, in their order; ``""`` is the name.
        rows: the field that holds a list of rows, such as an entity's fields.
        row_model: the model of one of those rows.
        summary_fields: the fields that a body's first paragraph fills
            (``one: two - See ADR-1``); empty where it fills the field with
            ``from_body``.
        topics: what the template asks the kind's items to speak of.
        topic_field: the field that says what an item speaks of; ``""`` is the name.
        code: the field that holds the body's block of code.
        paragraphs: whether a paragraph alone is an item where there are many.
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
    columns: ClassVar[tuple[str, ...]]
    bullet: ClassVar[tuple[str, ...]]
    rows: ClassVar[str] = ""
    row_model: ClassVar[type[BaseModel] | None] = None
    summary_fields: ClassVar[tuple[str, ...]] = ()
    topics: ClassVar[tuple[Topic, ...]] = ()
    topic_field: ClassVar[str] = ""
    code: ClassVar[str] = ""
    paragraphs: ClassVar[bool] = False

    status: Annotated[
        ItemStatus | None,
        Lower,
        EmptyIsNone,
        FieldSpec(
            "Status", "How far the item is; the spec's status says where it is left."
        ),
    ] = None

    @classmethod
    def field_specs(cls) -> Mapping[str, FieldSpec]:
        """Return the kind's fields by name, in the order of the model."""
        return _fields(cls)

    @classmethod
    def reference_fields(cls) -> tuple[str, ...]:
        """Return the kind's fields that name items, decision records left out."""
        return _reference_fields(cls)

    @classmethod
    def split_name(cls, argument: str) -> dict[str, str]:
        """Return the fields that the item's name holds, such as an HTTP method."""
        return {}

    @classmethod
    def compose_name(cls, values: Mapping[str, str]) -> str:
        """Return the item's name from the fields that `split_name` gives."""
        return ""

    @classmethod
    def parse_bullet(cls, label: str, rest: str) -> dict[str, str] | None:
        """Return the fields (``""``: the name) that a bullet's text says.

        *label* is what stands before the colon, *rest* what follows. `None` leaves
        the bullet to the general rule: the label fills the first field of
        ``bullet``, the rest is cut at dashes into the others.
        """
        return None

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
def _columns(kind: type[Kind]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, field in kind.field_specs().items():
        for word in (name, field.label, *field.aliases):
            found.setdefault(normalize(word), name)
    for word in (kind.label, *kind.label_aliases):
        found[normalize(word)] = ""
    return found
