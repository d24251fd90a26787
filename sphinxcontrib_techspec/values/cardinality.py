"""Cardinalities of relations between entities."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import model_validator

from ..messages import Message, join_messages
from ..patterns import regex
from .base import Value

Multiplicity = Literal["one", "zero or one", "many", "one or more"]


_MULTIPLICITIES: dict[str, Multiplicity] = {
    **dict.fromkeys(("1", "one", "1..1", "exactly one", "||"), "one"),
    **dict.fromkeys(("0..1", "?", "zero or one", "optional", "zero-or-one", "|o",
                     "o|"), "zero or one"),
    **dict.fromkeys(("n", "m", "*", "many", "0..*", "0..n", "0..m", "zero or more",
                     "o{", "}o"), "many"),
    **dict.fromkeys(("1..*", "1..n", "1..m", "+", "one or more", "|{", "}|"),
                    "one or more"),
}  # fmt: skip


_PHRASES: dict[str, tuple[Multiplicity, Multiplicity]] = {
    "has one": ("one", "one"),
    "has many": ("one", "many"),
    "belongs to": ("many", "one"),
    "has and belongs to many": ("many", "many"),
}


_SEPARATOR = regex(
    r":|(?<=[|o}])(?:--|\.\.)(?=[|o])|-?\bto\b-?|→|->|\s-\s|(?<=[\dnm*])-(?=[\dnm*])"
)


class Cardinality(Value):
    """The cardinality of a relation: ``one-to-many``, ``1:N``, ``1..*``.

    The notations are those of ER diagrams (``1:N``) and UML (``1..*``). A single UML
    multiplicity is that of the ``right`` side, and ``left`` is *one*. ``left`` and
    ``right`` are `None` if the text cannot be parsed.
    """

    left: Multiplicity | None = None
    right: Multiplicity | None = None

    @classmethod
    def parse_text(cls, text: str) -> dict[str, Any]:
        """Return the text, and both multiplicities if the text can be parsed."""
        found: dict[str, Any] = {"text": text}
        # The rest is a note: ``1:N, ordered``, ``one-to-many (by date)``.
        word = re.split(r"[(,;]", text.lower())[0].strip()
        if word in _PHRASES:
            left, right = _PHRASES[word]
            return found | {"left": left, "right": right}
        if word in _MULTIPLICITIES:
            return found | {"left": "one", "right": _MULTIPLICITIES[word]}
        parts = _SEPARATOR.split(word.replace("–", "-").replace("‑", "-"))
        sides = [part.strip() for part in parts]
        if len(sides) == 2 and all(side in _MULTIPLICITIES for side in sides):
            left, right = (_MULTIPLICITIES[side] for side in sides)
            found |= {"left": left, "right": right}
        return found

    @model_validator(mode="after")
    def _require_both_sides(self) -> Cardinality:
        if self.left is None:
            raise ValueError(
                join_messages(
                    Message("invalid cardinality “{text}”", text=self.text),
                    Message("write one-to-many, 1:N or 1..*"),
                )
            )
        return self
