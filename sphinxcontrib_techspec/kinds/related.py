"""Related documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar

from .base import Kind
from .field import FieldSpec, Heads, Link
from .template import Section


class Related(Kind):
    """A document related to the spec."""

    kind: ClassVar = "related"
    title: ClassVar = "related document"
    section: ClassVar = Section.RELATED
    label: ClassVar = "Document"
    label_aliases: ClassVar = ("Title", "Name")
    heads: ClassVar = (
        Heads(("",), ("File", "Doc", "Reference", "Resource")),
        Heads(
            ("description",),
            ("Purpose", "Content", "Contents", "What it covers"),
            in_tables=True,
        ),
    )
    columns: ClassVar = ("", "description")
    bullet: ClassVar = ("", "description")

    link: Annotated[
        Link,
        FieldSpec("Link", "A path from this document, or an address.",
            aliases=("Path", "URL", "Address"), required=True),
    ] = Link("")  # fmt: skip
    description: Annotated[
        str,
        FieldSpec(
            "Description",
            "What the document contains.",
            inline_markup=True,
            from_body=True,
        ),
    ] = ""

    @classmethod
    def texts_among(cls, bullets: Sequence[tuple[str, str]]) -> Sequence[bool]:
        """Find no sentences, as the title of a document may be one."""
        return [False] * len(bullets)

    def is_evident(self, name: str) -> bool:
        """Return whether the document has a link."""
        return bool(self.link)
