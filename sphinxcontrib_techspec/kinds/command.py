"""Section 5: the commands of the command line."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ..codes import Code
from .base import Kind
from .field import FieldSpec, Heads
from .template import Section


class Command(Kind):
    """A command of the command line, with an example to copy."""

    kind: ClassVar = "command"
    title: ClassVar = "command"
    section: ClassVar = Section.CLI
    headings: ClassVar = ("command",)
    label: ClassVar = "Command"
    heads: ClassVar = (
        Heads(("",), ("Subcommand", "Script", "Make target")),
        Heads(
            ("purpose",),
            ("Action", "What it does", "Effect", "Function"),
            in_tables=True,
        ),
    )
    columns: ClassVar = ("", "purpose", "example")
    bullet: ClassVar = ("", "purpose", "example")
    code: ClassVar = "example"
    usage_fields: ClassVar = ("", "example")

    purpose: Annotated[
        str,
        FieldSpec("Purpose", "What it does for its user.", aliases=("Description",),
            required=True, inline_markup=True, from_body=True),
    ] = ""  # fmt: skip
    example: Annotated[
        str,
        FieldSpec("Example", "A call that works.", aliases=("Usage",), required=True,
            missing_code=Code.EXAMPLE_MISSING),
    ] = ""  # fmt: skip

    def is_evident(self, name: str) -> bool:
        """Return whether the example is a call of the command."""
        return bool(name) and self.example.split()[:1] == name.split()[:1]
