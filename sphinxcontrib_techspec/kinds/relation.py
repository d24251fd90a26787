"""Section 3: how entities relate."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import product
from typing import Annotated, ClassVar

from ..patterns import regex
from ..values.base import MAX_LENGTH
from ..values.cardinality import Cardinality
from ..values.relation_lines import parse_relations, relation_parts
from ..values.relation_text import ARROW, CARDINALITY, NAME, parse_relation
from ..values.sentence import is_long
from .base import Kind
from .field import EmptyIsNone, FieldSpec
from .template import Section

_ARROW = regex(r"<?-{1,2}>|<?→|⟶|=>|↔")
_END = regex(NAME)
_JOINT = " + "
_MOST_ENDS = 5
"""How many entities are joined at one end of a relation."""

_DASH = regex(r"\s[-–—]\s")
_NOTED = regex(r"(?P<cardinality>[^(]*[^(\s])\s*\((?P<note>[^()]+)\)\.?")
_STATED = regex(
    rf"{ARROW}\s|\b(?:{CARDINALITY})\b|\b(?:ha(?:s|ve)|belongs?|contains?|owns?|includes?"
    r"|holds?|aggregates?|comprises?)\s",
    re.IGNORECASE,
)
"""An arrow, a cardinality or a verb that a relation is stated with."""

_PROSE = regex(r"(?=\S++(?:\s++\S++){2})(?:[^.]*[^.\s]\.|\S++(?:\s++\S++){3}.*)")
"""A sentence, or four words: no attempt at a cardinality, where they are none."""


class Relation(Kind):
    """A relation of two entities, written ``User -> Order`` or ``User → Order``."""

    kind: ClassVar = "relation"
    title: ClassVar = "relation"
    section: ClassVar = Section.DATA
    takes_sentences: ClassVar = True
    headings: ClassVar = (
        "relationship",
        "relation",
        "entity relationship",
    )
    label: ClassVar = "Relation"
    label_aliases: ClassVar = ("Relationship", "Name")
    name_fields: ClassVar = ("source", "target")
    columns: ClassVar = ("source", "target", "cardinality", "description")
    bullet: ClassVar = ("", "cardinality", "description")
    distinguished_by: ClassVar = "description"

    source: Annotated[
        str,
        FieldSpec("From", "The entity it begins at; the argument's left side.",
            refers_to=("entity",), single_reference=True),
    ] = ""  # fmt: skip
    target: Annotated[
        str,
        FieldSpec("To", "The entity it leads to; the argument's right side.",
            refers_to=("entity",), single_reference=True),
    ] = ""  # fmt: skip
    cardinality: Annotated[
        Cardinality | None,
        EmptyIsNone,
        FieldSpec("Cardinality", "`one-to-many`, `1:N`, `1..*` and their like.",
            aliases=("Type", "Relationship type", "Multiplicity"), required=True),
    ] = None  # fmt: skip
    description: Annotated[
        str,
        FieldSpec(
            "Description",
            "What the relation means.",
            inline_markup=True,
            from_body=True,
        ),
    ] = ""

    @classmethod
    def split_name(cls, argument: str) -> dict[str, str]:
        """Read ``User -> Order`` as the two entities."""
        parts = [part.strip() for part in _ARROW.split(argument)]
        if len(parts) != 2:
            # What does not say from where to where names no entity, nor does a chain.
            return {}
        return {"source": parts[0], "target": parts[1]}

    @classmethod
    def compose_name(cls, values: Mapping[str, str]) -> str:
        """Write the two entities as one name."""
        source, target = values.get("source", ""), values.get("target", "")
        return f"{source} → {target}" if source and target else source or target

    @classmethod
    def split_values(cls, values: Mapping[str, str]) -> Sequence[Mapping[str, str]]:
        """Return the relation of each of the entities in ``Child + Book → Visit``."""
        named = cls.split_name(values[""]) if "" in values else values
        ends = [_joined_ends(named.get(name, "")) for name in cls.name_fields]
        if not all(ends) or max(map(len, ends)) == 1:
            return ()
        found = [
            dict(zip(cls.name_fields, pair, strict=True)) for pair in product(*ends)
        ]
        return [{"": cls.compose_name(e)} for e in found] if "" in values else found

    @classmethod
    def parse_bullet(cls, label: str, rest: str) -> dict[str, str] | None:
        """Read words that are no cardinality, and those in brackets, as description."""
        if (noted := _NOTED.fullmatch(rest)) and _is_cardinality(noted["cardinality"]):
            return {
                "": label,
                "cardinality": noted["cardinality"],
                "description": noted["note"],
            }
        first = _DASH.split(rest, maxsplit=1)[0]
        if _is_cardinality(first) or not _PROSE.fullmatch(first):
            return None
        return {"": label, "description": rest}

    @classmethod
    def parse_entry(cls, text: str) -> dict[str, str] | None:
        """Read ``A user has many orders``, ``User 1:N Order`` and their like."""
        return parse_relation(text)

    @classmethod
    def parse_entries(cls, text: str, given: str = "") -> Sequence[dict[str, str]]:
        """Read ``User → Order, Invoice``, and ``Has many orders`` of a given entity."""
        if (arrow := _ARROW.search(text)) and _JOINT in text[: arrow.start()]:
            lines = [
                f"{source} {text[arrow.start() :]}"
                for source in _joined_ends(text[: arrow.start()].strip())
            ]
            read = [
                parse_relations(line, given) or [parse_relation(line) or {}]
                for line in lines
            ]
            found = [values for several in read for values in several]
            return found if all(found) else []
        return parse_relations(text, given)

    @classmethod
    def names_another(cls, text: str) -> bool:
        """Return whether one of several parts is a relation."""
        return any(part.get("cardinality") for part in relation_parts(text))

    @classmethod
    def is_text(cls, label: str, rest: str) -> bool:
        """Return whether a sentence says nothing that a relation is written with."""
        return not label and is_long(rest) and not _STATED.search(rest)

    def is_evident(self, name: str) -> bool:
        """Return whether the relation says from where to where, and how many."""
        return bool(self.source and self.target and self.cardinality)


def _joined_ends(text: str) -> list[str]:
    """Return the entities that are joined by a plus; none where one is no name."""
    ends = text.split(_JOINT)
    is_few = len(text) <= MAX_LENGTH and len(ends) <= _MOST_ENDS
    return ends if is_few and all(map(_END.fullmatch, ends)) else []


def _is_cardinality(text: str) -> bool:
    """Return whether a text says how many there are on both sides."""
    return Cardinality.parse_text(text).get("left") is not None
