"""Data of JSON, TOML and YAML that may be of any type."""

from __future__ import annotations

from typing import cast


def members(value: object) -> dict[str, object]:
    """Return the members of an object or a table; none for another value."""
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def items(value: object) -> list[object]:
    """Return the items of a list or an array; none for another value."""
    return cast("list[object]", value) if isinstance(value, list) else []
