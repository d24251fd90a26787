"""Section 7: error codes."""

from __future__ import annotations

from typing import Annotated, ClassVar

from .base import Kind
from .field import EmptyIsNone, FieldSpec
from .template import Section


class Error(Kind):
    """An error by its code: what it means, and what the user can do about it."""

    kind: ClassVar = "error"
    title: ClassVar = "error"
    section: ClassVar = Section.ERRORS
    label: ClassVar = "Code"
    label_aliases: ClassVar = ("Error", "Error code", "Name")
    columns: ClassVar = ("", "meaning", "action")
    bullet: ClassVar = ("", "meaning", "action")

    meaning: Annotated[
        str,
        FieldSpec("Meaning", "What has happened.", aliases=("Description", "Cause"),
            required=True, inline_markup=True, from_body=True),
    ] = ""  # fmt: skip
    action: Annotated[
        str,
        FieldSpec("User action", "What the user should do.",
            aliases=("Action", "Remedy", "What to do"), required=True,
            inline_markup=True),
    ] = ""  # fmt: skip
    http: Annotated[
        int | None,
        EmptyIsNone,
        FieldSpec("HTTP", "The HTTP status of the response.",
            aliases=("HTTP status", "Status code")),
    ] = None  # fmt: skip
