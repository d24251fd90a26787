"""Values that are kept as written, and parsed where their grammar allows it.

Nothing here is guessed. A value that does not follow its grammar keeps its text, and a
rule reports it.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator

from ..text import collapse_spaces

MAX_LENGTH = 200
"""How many characters are looked at: no version and no target has more."""


class Value(BaseModel):
    """A value that is written as text and understood as data."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    text: str

    @classmethod
    def parse_text(cls, text: str) -> dict[str, Any]:
        """Return the fields that *text* says; *text* itself is one of them."""
        return {"text": text}

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: object) -> object:
        return (
            cls.parse_text(collapse_spaces(value)) if isinstance(value, str) else value
        )

    def __str__(self) -> str:
        return self.text
