"""Section 2: the components and what each is for."""

from __future__ import annotations

from typing import Annotated, ClassVar

from .base import Kind
from .field import Ask, References
from .template import Section


class Component(Kind):
    """A part of the system with a purpose of its own."""

    kind: ClassVar = "component"
    title: ClassVar = "component"
    section: ClassVar = Section.ARCHITECTURE
    label: ClassVar = "Component"
    label_aliases: ClassVar = ("Module", "Service", "Name")
    columns: ClassVar = ("", "purpose", "functions")
    bullet: ClassVar = ("", "purpose", "functions")

    purpose: Annotated[
        str,
        Ask("Purpose", "What it is there for.",
            aliases=("Description", "Responsibility", "Responsibilities"),
            required=True, prose=True, body=True),
    ] = ""  # fmt: skip
    functions: Annotated[
        str,
        Ask("Key functions", "What it does, in a few words.",
            aliases=("Functions",), prose=True),
    ] = ""  # fmt: skip
    uses: Annotated[
        References,
        Ask("Uses", "The components that it calls.",
            aliases=("Depends on", "Dependencies", "Calls"), names=("component",)),
    ] = ()  # fmt: skip
