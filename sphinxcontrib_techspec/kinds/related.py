"""Related documents."""

from __future__ import annotations

from typing import Annotated, ClassVar

from .base import Kind
from .field import Ask
from .template import Section


class Related(Kind):
    """A document to read beside the spec."""

    kind: ClassVar = "related"
    title: ClassVar = "related document"
    section: ClassVar = Section.RELATED
    label: ClassVar = "Document"
    label_aliases: ClassVar = ("Title", "Name")
    columns: ClassVar = ("", "description")
    bullet: ClassVar = ("", "description")

    link: Annotated[
        str,
        Ask("Link", "A path from this document, or an address.",
            aliases=("Path", "URL", "Address"), required=True),
    ] = ""  # fmt: skip
    description: Annotated[
        str,
        Ask("Description", "What is found there.", prose=True, body=True),
    ] = ""
