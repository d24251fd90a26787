"""Section 5: the commands of the command line."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ..codes import Code
from ..patterns import regex
from .base import Kind
from .field import FieldSpec, Heads
from .template import Section

_WORDS = regex(r"(?:\./)?[a-z][\w.:/-]*(?: [a-z][\w.:-]*){0,4}+")
"""The words that a command begins with, before its arguments."""

_PARTS = regex(r" (?:<[^<>]+>|\[[^\[\]]+\]|\{[^{}]+\}|--?[a-z])")
"""An argument or an option in the usage of a command."""


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
        """Return whether the example is a call of the command, or the name is one.

        ``pay refund <id>`` names the parts of a call. In the example, the program may
        stand before the name: ``pay refund 7`` is a call of ``refund``.
        """
        words = _WORDS.match(name)
        if words is None:
            return False
        own = words[0].split()
        if _PARTS.match(name, words.end()):
            return True
        lines = (line.strip() for line in self.example.splitlines())
        calls = (line for line in lines if line and not line.startswith("#"))
        call = next(calls, "").removeprefix("$ ").split()
        first = own[:1] == call[:1]
        return first or call[1 : len(own) + 1] == own
