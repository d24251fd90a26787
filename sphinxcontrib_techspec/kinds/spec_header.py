"""The header of a spec: status, version, date and TL;DR."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import field_validator

from ..codes import Code
from ..text import collapse_spaces
from ..values.dates import parse_date
from .base import Kind
from .field import EmptyIsNone, FieldSpec, Lower
from .template import Section

SpecStatus = Literal["draft", "approved", "implemented", "deprecated", "superseded"]
"""How far a spec is, which is its gate: in a draft, gated findings are information."""


_STATUSES: Mapping[str, SpecStatus] = {
    **dict.fromkeys(
        ("wip", "work in progress", "in progress", "proposed", "proposal", "in review",
         "under review", "in discussion", "review", "rfc", "pending"),
        "draft",
    ),
    "accepted": "approved",
}  # fmt: skip
"""Other words for a status, as decision records and reviews have them."""


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
    # No field: the page around the directive is where a spec says more.
    note: ClassVar[str] = ""  # pyright: ignore[reportIncompatibleVariableOverride]
    version: Annotated[
        str, FieldSpec("Version", "The spec's own version.", required=True,
                 missing_code=Code.HEADER_INCOMPLETE, verbatim=True)
    ] = ""  # fmt: skip
    updated: Annotated[
        dt.date | None,
        EmptyIsNone,
        FieldSpec("Updated",
            "The day it was last changed, as `2026-11-01` or `1 November 2026`.",
            aliases=("Date", "Last updated", "Last modified", "Last changed"),
            required=True, missing_code=Code.HEADER_INCOMPLETE),
    ] = None  # fmt: skip
    root: Annotated[
        str,
        FieldSpec("Root",
            "The folder of the repository that the spec is of, such as `services/api`; "
            "its versions are compared with the lock files in it.", verbatim=True)
    ] = ""  # fmt: skip
    tldr: Annotated[
        str,
        FieldSpec("TL;DR", "Two or three sentences: stack, pattern, key constraints.",
            required=True, missing_code=Code.HEADER_INCOMPLETE, inline_markup=True),
    ] = ""  # fmt: skip

    @field_validator("status", mode="before")
    @classmethod
    def _known_status(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return _STATUSES.get(collapse_spaces(value).lower().rstrip("."), value)

    @field_validator("updated", mode="before")
    @classmethod
    def _read_date(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        return parse_date(value)
