"""Something that is different between two states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Change(Generic[T]):
    """Something before and after; one of them may be missing, never both.

    Attributes:
        old: what was there; `None` where it was added.
        new: what is there; `None` where it was removed.
    """

    old: T | None
    new: T | None

    @property
    def latest(self) -> T:
        """What is there, or was where it was removed."""
        found = self.old if self.new is None else self.new
        if found is None:
            message = "a change without a state"
            raise ValueError(message)
        return found
