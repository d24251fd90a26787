"""Section 5: the arguments of the commands."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar

from ..patterns import regex
from .base import Kind
from .field import DashIsEmpty, EmptyIsNone, FieldSpec, Heads, YesOrNo
from .template import Section

_DEFAULT = regex(r"\((?:default|defaults to)[:\s]\s*+(?P<default>[^()]*)\)\s*$",
                      re.IGNORECASE)  # fmt: skip
_OPTION = regex(r"--?[A-Za-z][\w-]*(?:[=,\s]|$)")
_REQUIRED = regex(r"(?:(?<!\s)\s++)?\(required\)\s*", re.IGNORECASE)


class Argument(Kind):
    """An option or a positional argument of a command."""

    kind: ClassVar = "argument"
    title: ClassVar = "argument"
    section: ClassVar = Section.CLI
    headings: ClassVar = (
        "argument",
        "option",
        "flag",
        "global option",
    )
    label: ClassVar = "Argument"
    label_aliases: ClassVar = ("Option", "Flag", "Name")
    heads: ClassVar = (
        Heads(("",), ("Parameter", "Switch")),
        Heads(("description",), ("Effect", "What it does", "Details"), in_tables=True),
    )
    columns: ClassVar = ("", "description", "default")
    bullet: ClassVar = ("", "description")
    distinguished_by: ClassVar = "command"
    usage_fields: ClassVar = ("",)

    description: Annotated[
        str,
        FieldSpec("Description", "What it changes.", aliases=("Purpose", "Meaning"),
            required=True, inline_markup=True, from_body=True),
    ] = ""  # fmt: skip
    command: Annotated[
        str,
        FieldSpec(
            "Command",
            "The command that takes it.",
            refers_to=("command",),
            single_reference=True,
        ),
    ] = ""
    type: Annotated[str, FieldSpec("Type", "The type of its value.", verbatim=True)] = (
        ""
    )
    default: Annotated[
        str,
        DashIsEmpty,
        FieldSpec("Default", "Its value where it is left out.", verbatim=True),
    ] = ""
    required: Annotated[
        bool | None,
        YesOrNo,
        EmptyIsNone,
        FieldSpec("Required", "Whether it has to be given."),
    ] = None

    @classmethod
    def parse_bullet(cls, label: str, rest: str) -> dict[str, str] | None:
        """Read ``Description (default: false)``."""
        return read_described(label, rest)

    def is_evident(self, name: str) -> bool:
        """Return whether the name is that of an option, such as ``--dry-run``."""
        return bool(_OPTION.match(name))


def read_described(label: str, rest: str) -> dict[str, str]:
    """Return the fields in a bullet: ``Description (required) (default: false)``.

    Args:
        label: the name.
        rest: what follows the colon.
    """
    found = {"": label}
    if match := _DEFAULT.search(rest):
        found["default"] = match["default"].strip().strip("`")
        rest = rest[: match.start()]
    if _REQUIRED.search(rest):
        found["required"] = "yes"
        rest = _REQUIRED.sub(" ", rest)
    found["description"] = rest.strip()
    return found
