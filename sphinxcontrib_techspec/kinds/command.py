"""Section 5: the commands of the command line."""

from __future__ import annotations

from typing import Annotated, ClassVar

from .base import Kind
from .field import Ask
from .template import Section


class Command(Kind):
    """A command of the command line, with an example to copy."""

    kind: ClassVar = "command"
    title: ClassVar = "command"
    section: ClassVar = Section.CLI
    label: ClassVar = "Command"
    columns: ClassVar = ("", "purpose", "example")
    bullet: ClassVar = ("", "purpose", "example")
    code: ClassVar = "example"

    purpose: Annotated[
        str,
        Ask("Purpose", "What it does for its user.", aliases=("Description",),
            required=True, prose=True, body=True),
    ] = ""  # fmt: skip
    example: Annotated[
        str,
        Ask("Example", "A call that works.", aliases=("Usage",), required=True,
            reported_by="TS308"),
    ] = ""  # fmt: skip
