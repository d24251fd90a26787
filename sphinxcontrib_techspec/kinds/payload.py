"""Section 4: what requests and responses look like."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ..codes import Code
from .base import Kind
from .field import CodeLanguage, FieldSpec
from .template import Section


class Payload(Kind):
    """An example of a request or response body, as a block of code.

    JSON and YAML are checked; the code is shown as it was written. JSON may have
    comments, `...` for more, and a comma too many. Without an argument, a block may
    have several documents, each named by a comment above it: `// POST /loans`.
    """

    kind: ClassVar = "payload"
    title: ClassVar = "payload"
    section: ClassVar = Section.API
    headings: ClassVar = (
        "request format",
        "response format",
        "request/response format",
        "payload",
        "request body",
        "response body",
        "message format",
        "example",
    )
    label: ClassVar = "Name"
    label_aliases: ClassVar = ("Payload",)
    columns: ClassVar = ("", "example")
    bullet: ClassVar = ("", "description")
    code: ClassVar = "example"

    description: Annotated[
        str,
        FieldSpec(
            "Description", "What the body is for.", inline_markup=True, from_body=True
        ),
    ] = ""
    example: Annotated[
        str,
        FieldSpec("Example", "A block of code in the directive's body.", required=True,
            missing_code=Code.EXAMPLE_MISSING),
    ] = ""  # fmt: skip
    language: Annotated[
        CodeLanguage,
        FieldSpec("Language", "The language of the block: `json`, `yaml`, …"),
    ] = CodeLanguage("")
