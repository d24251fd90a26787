"""Section 2: the components and what each is for."""

from __future__ import annotations

from typing import Annotated, ClassVar

from .base import Kind
from .field import FieldSpec, References
from .template import Section


class Component(Kind):
    """A part of the system with one purpose."""

    kind: ClassVar = "component"
    title: ClassVar = "component"
    section: ClassVar = Section.ARCHITECTURE
    headings: ClassVar = (
        "component",
        "component responsibility",
        "module",
        "service",
    )
    label: ClassVar = "Component"
    label_aliases: ClassVar = ("Module", "Service", "Name")
    columns: ClassVar = ("", "purpose", "functions")
    bullet: ClassVar = ("", "purpose", "functions")
    listed: ClassVar = "functions"

    purpose: Annotated[
        str,
        FieldSpec("Purpose", "What it is there for.",
            aliases=("Description", "Responsibility", "Responsibilities"),
            required=True, inline_markup=True, from_body=True),
    ] = ""  # fmt: skip
    functions: Annotated[
        str,
        FieldSpec("Key functions", "What it does, in a few words.",
            aliases=("Functions",), inline_markup=True),
    ] = ""  # fmt: skip
    uses: Annotated[
        References,
        FieldSpec("Uses", "The components that it calls, and other items that it uses.",
            aliases=("Depends on", "Dependencies", "Calls"), refers_to=("component",),
            may_refer_to=("stack", "entity", "payload", "endpoint", "command")),
    ] = ()  # fmt: skip
