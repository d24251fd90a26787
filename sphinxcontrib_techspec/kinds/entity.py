"""Section 3: the entities of the data model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict

from ..codes import Code
from ..patterns import regex
from ..values.field_list import names_some_fields, read_field_list
from .base import Kind
from .field import DECISION, NO_DECISIONS, DecisionRefs, FieldSpec
from .template import Section

_REASONS = frozenset({"why", "rationale", "justification"})
"""Labels of what is said of a choice, and no fields."""

_TYPE_MARK = regex(r"[(\[{<|]")
_PATH = regex(r"\w/\w")
_TYPE_WORDS = 4
"""How many words a type may have, such as ``timestamp with time zone``."""


class EntityField(BaseModel):
    """One field of an entity, as its schema writes it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: Annotated[
        str,
        FieldSpec(
            "Field",
            "The field's name.",
            ("Name", "Column", "Column name", "Field name"),
            verbatim=True,
        ),
    ]
    type: Annotated[
        str,
        FieldSpec(
            "Type",
            "Its type, in the language of the schema.",
            ("Data type",),
            verbatim=True,
        ),
    ] = ""
    constraints: Annotated[
        str,
        FieldSpec("Constraints",
                  "Its constraints: `unique`, `required`, `max_length=255`.",
            ("Constraint",)),
    ] = ""  # fmt: skip
    description: Annotated[
        str, FieldSpec("Description", "What it means.", ("Purpose", "Notes", "Meaning"))
    ] = ""


class Entity(Kind):
    """A thing that the system stores, with its fields.

    The fields are written as a table, as a list, or as code: Python, SQL, TypeScript,
    Go, Rust, Java, Prisma or JSON Schema, or as a mermaid ``erDiagram``. Code is read
    as syntax and never run.
    """

    kind: ClassVar = "entity"
    title: ClassVar = "entity"
    section: ClassVar = Section.DATA
    marked: ClassVar = True
    headings: ClassVar = (
        "entity",
        "core entity",
        "table",
    )
    label: ClassVar = "Entity"
    label_aliases: ClassVar = ("Table", "Model", "Collection", "Class", "Name")
    columns: ClassVar = ("", "fields")
    bullet: ClassVar = ("", "description")
    rows: ClassVar = "fields"
    row_model: ClassVar = EntityField

    description: Annotated[
        str,
        FieldSpec(
            "Description",
            "What the entity represents.",
            aliases=("Purpose", "Meaning"),
            inline_markup=True,
            from_body=True,
        ),
    ] = ""
    fields: Annotated[
        tuple[EntityField, ...],
        FieldSpec(
            "Fields",
            "The entity's fields: name, type, constraints, description.",
            required=True,
            missing_code=Code.EXAMPLE_MISSING,
        ),
    ] = ()
    adr: Annotated[DecisionRefs, DECISION] = NO_DECISIONS

    @classmethod
    def texts_among(cls, bullets: Sequence[tuple[str, str]]) -> Sequence[bool]:
        """Find *Indexes* and its like beside entities with their fields, too."""
        texts = super().texts_among(bullets)
        if not any(read_field_list(label, rest) for label, rest in bullets if label):
            return texts
        others = (names_some_fields(label) for label, _ in bullets)
        return list(map(max, texts, others))

    def is_evident(self, name: str) -> bool:
        """Return whether half of the fields, or more, have a type."""
        typed = sum(is_type_text(field.type) for field in self.fields if field.type)
        said = any(field.name.lower() in _REASONS for field in self.fields)
        return bool(typed) and not said and 2 * typed >= len(self.fields)


def is_type_text(text: str) -> bool:
    """Return whether a text may be a type, and is no sentence."""
    before = _TYPE_MARK.split(text, maxsplit=1)[0]
    is_path = text[0] == "/" or _PATH.search(before)
    return not (text[0].isdigit() or is_path) and len(before.split()) <= _TYPE_WORDS
