"""The header of a spec: status, version, date and TL;DR."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, ClassVar, Literal

from pydantic import field_validator

from ..codes import Code
from .base import Kind
from .field import EmptyIsNone, FieldSpec, Lower
from .template import Section

SpecStatus = Literal["draft", "approved", "implemented", "deprecated", "superseded"]
"""How far a spec is, which is its gate: in a draft, gated findings are information."""


class SpecHeader(Kind):
    """A technical implementation spec: its name, header and TL;DR.

    Everything in the document, and in the documents below it in its toctree, belongs
    to the spec; the nearest one above wins.
    """

    kind: ClassVar = "spec"
    title: ClassVar = "spec"
    section: ClassVar = Section.SPEC
    label: ClassVar = "Spec"
    columns: ClassVar = ("", "status", "version", "updated")
    bullet: ClassVar = ("",)

    # A spec has statuses of its own.
    status: Annotated[  # pyright: ignore[reportIncompatibleVariableOverride]
        SpecStatus | None,
        Lower,
        EmptyIsNone,
        FieldSpec("Status", "How far the spec is; its gate.", required=True,
            missing_code=Code.HEADER_INCOMPLETE),
    ] = None  # fmt: skip
    version: Annotated[
        str, FieldSpec("Version", "The spec's own version.", required=True,
                 missing_code=Code.HEADER_INCOMPLETE, verbatim=True)
    ] = ""  # fmt: skip
    updated: Annotated[
        dt.date | None,
        EmptyIsNone,
        FieldSpec("Updated", "The day it was last changed, as `2026-11-01`.",
            aliases=("Date",), required=True, missing_code=Code.HEADER_INCOMPLETE),
    ] = None  # fmt: skip
    tldr: Annotated[
        str,
        FieldSpec("TL;DR", "Two or three sentences: stack, pattern, key constraints.",
            required=True, missing_code=Code.HEADER_INCOMPLETE, inline_markup=True),
    ] = ""  # fmt: skip

    @field_validator("updated", mode="before")
    @classmethod
    def _iso_date(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            message = f"invalid date “{value}”; write it as 2026-11-01 (ISO 8601)"
            raise ValueError(message) from None
