"""What a view asks for, and how its options are parsed."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..kinds import BY_NAME


@dataclass(slots=True)
class View:
    """What a view was asked for; what it shows is found when its page is written."""

    name: str
    argument: str = ""
    options: dict[str, str] = field(default_factory=dict[str, str])
    spec_index: int = 0


SORTS = ("number", "title", "status", "date", "items")
"""What the list of decision records can be sorted by."""


def column_of(kind: str, name: str) -> str | None:
    """Return the field that a view's column names, ``""`` for the item's name."""
    if name.lower() in {"name", "item"}:
        return ""
    if name.lower() == "spec":
        return "spec"
    found = BY_NAME[kind].field_for_column_head(name)
    return (
        found
        if found is not None
        else (name if name in BY_NAME[kind].field_specs() else None)
    )


def split(text: str) -> list[str]:
    """Return the parts of a list written with commas."""
    return [part.strip() for part in text.split(",") if part.strip()]


def parse_condition(text: str) -> tuple[str, bool, str]:
    """Return the field, whether it is to be equal, and the value of a condition.

    ``layer=data`` gives ``("layer", True, "data")``; what is no condition gives an
    empty field.
    """
    for sign, equal in (("!=", False), ("==", True), ("=", True)):
        name, found, value = text.partition(sign)
        if found:
            return name.strip(), equal, value.strip()
    return "", True, ""
