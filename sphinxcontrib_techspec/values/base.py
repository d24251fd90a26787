"""The base class of values that keep their text and are parsed by a grammar.

A value that does not match the grammar is not an error here: it keeps its text without
the parsed fields, and a rule reports it.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator

from ..text import collapse_spaces

MAX_LENGTH = 200
"""Maximum number of characters that are parsed; no version or target is longer."""


class Value(BaseModel):
    """A value given as text, with the fields that its subclass parses from it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    text: str

    @classmethod
    def parse_text(cls, text: str) -> dict[str, Any]:
        """Return the values of all fields, including ``text``, parsed from *text*."""
        return {"text": text}

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: object) -> object:
        return (
            cls.parse_text(collapse_spaces(value)) if isinstance(value, str) else value
        )

    def __str__(self) -> str:
        return self.text
