"""Section 2: the components and what each is for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar

from ..patterns import regex
from .base import Kind
from .field import FieldSpec, Heads, References
from .template import Section

_PART = r"[\w.*@-]{1,60}"
_PATH = (
    rf"(?:{_PART}(?:/{_PART}){{1,20}}/?|/?{_PART}/"
    r"|\w[\w-]{0,60}\.[a-z]\w{0,5}|\.\w[\w.]{0,60})"
)
_PLACE = regex(
    rf"(?P<open>\()?(?P<place>{_PATH}(?:,\s{_PATH}){{0,5}})(?(open)\))"
    r"\s+[-–—]\s+(?P<rest>\S.*)"
)
"""Where the component is in the code, before what it is for."""

_CALL = regex(r"[a-z_][\w.]{0,60}\([^()]{0,200}\)(?:\s|:|$)")
_DASH = regex(r"\s[-–—]\s+")


class Component(Kind):
    """A part of the system with one purpose."""

    kind: ClassVar = "component"
    title: ClassVar = "component"
    section: ClassVar = Section.ARCHITECTURE
    marked: ClassVar = True
    headings: ClassVar = (
        "component",
        "component responsibility",
        "module",
        "service",
    )
    label: ClassVar = "Component"
    heads: ClassVar = (
        Heads(("",), ("Package", "Crate", "Class", "Container", "Subsystem", "Part",
                      "Building block", "Layer")),
        Heads(("purpose",), ("Role", "Job", "What it does", "Task"), in_tables=True),
        Heads(("functions",), ("Interface", "Interfaces", "Methods", "Key methods"),
              in_tables=True),
        # Where the component is, which is not what it is for.
        Heads(("note",), ("File", "Files", "Path", "Location", "Package", "Directory",
                          "Source", "Source file")),
    )  # fmt: skip
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
            aliases=("Functions", "Features", "Key features", "Capabilities",
                     "Key capabilities", "Key interfaces"), inline_markup=True),
    ] = ""  # fmt: skip
    uses: Annotated[
        References,
        FieldSpec("Uses", "The components that it calls, and other items that it uses.",
            aliases=("Depends on", "Dependencies", "Calls"), refers_to=("component",),
            may_refer_to=("stack", "entity", "payload", "endpoint", "command")),
    ] = ()  # fmt: skip

    @classmethod
    def texts_among(cls, bullets: Sequence[tuple[str, str]]) -> Sequence[bool]:
        """Find the bullets of a list that says more of one component.

        That is a list with labels such as *Purpose*, or of calls: ``send(text)``.
        """
        if cls.describes_one(label for label, _ in bullets):
            return [True] * len(bullets)
        return super().texts_among(bullets)

    @classmethod
    def is_text(cls, label: str, rest: str) -> bool:
        """Return whether a bullet is the call of a function."""
        return bool(_CALL.match(label or rest))

    @classmethod
    def parse_bullet(cls, label: str, rest: str) -> dict[str, str] | None:
        """Read ``Loom: `src/loom.py` - weaves``, where the path is no purpose."""
        match = _PLACE.fullmatch(rest)
        if match is None:
            return None
        purpose, *functions = _DASH.split(match["rest"], maxsplit=1)
        found = {"": label, "note": match["place"], "purpose": purpose}
        return found | ({"functions": functions[0]} if functions else {})
