"""Section 4: the API's endpoints."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import field_validator

from ..messages import Message, join_messages, suggestion
from ..values.names import HTTP_METHODS
from .base import Kind, NamePart
from .field import DECISION, NO_DECISIONS, DecisionRefs, FieldSpec, References
from .template import Section

_TEMPLATE = re.compile(r"\{[^{}/]*\}")


class Endpoint(Kind):
    """An operation of the API: an HTTP method on a path.

    The path is written as in OpenAPI, with ``{name}`` for what varies.
    """

    kind: ClassVar = "endpoint"
    title: ClassVar = "endpoint"
    section: ClassVar = Section.API
    label: ClassVar = "Endpoint"
    label_aliases: ClassVar = ("Operation", "Route")
    name_fields: ClassVar = ("method", "path")
    columns: ClassVar = ("method", "path", "purpose", "auth")
    bullet: ClassVar = ("", "purpose", "auth")

    method: Annotated[
        str,
        FieldSpec(
            "Method",
            "The HTTP method; the argument's first word.",
            aliases=("Verb",),
            display="badge",
        ),
    ] = ""
    path: Annotated[
        str,
        FieldSpec(
            "Path",
            "The path template; the rest of the argument.",
            aliases=("URL", "URI"),
            display="code",
        ),
    ] = ""
    purpose: Annotated[
        str,
        FieldSpec(
            "Purpose",
            "What the caller gets done.",
            aliases=("Description", "Summary"),
            required=True,
            inline_markup=True,
            from_body=True,
        ),
    ] = ""
    auth: Annotated[
        str,
        FieldSpec(
            "Auth",
            "Who may call: `Yes`, `No`, `Optional`, a scheme or a role.",
            aliases=("Authentication", "Authorization", "Security"),
            required=True,
            inline_markup=True,
        ),
    ] = ""
    request: Annotated[
        str,
        FieldSpec(
            "Request",
            "The payload or entity of the request body.",
            aliases=("Body", "Request body"),
            refers_to=("payload", "entity"),
        ),
    ] = ""
    response: Annotated[
        str,
        FieldSpec(
            "Response",
            "The payload or entity of the answer.",
            aliases=("Returns",),
            refers_to=("payload", "entity"),
        ),
    ] = ""
    errors: Annotated[
        References,
        FieldSpec(
            "Errors",
            "The codes of the errors it may answer with.",
            refers_to=("error",),
        ),
    ] = ()
    adr: Annotated[DecisionRefs, DECISION] = NO_DECISIONS

    @field_validator("method")
    @classmethod
    def _known_method(cls, value: str) -> str:
        method = value.upper()
        if value and method not in HTTP_METHODS:
            message = Message("“{method}” is not an HTTP method", method=value)
            raise ValueError(join_messages(message, suggestion(method, HTTP_METHODS)))
        return method

    @field_validator("path")
    @classmethod
    def _path_template(cls, value: str) -> str:
        if value and not value.startswith("/"):
            message = Message("path “{path}” does not start with “/”", path=value)
            raise ValueError(message)
        if any(brace in _TEMPLATE.sub("", value) for brace in "{}"):
            message = Message("unbalanced braces in path “{path}”", path=value)
            raise ValueError(message)
        return value

    @classmethod
    def split_name(cls, argument: str) -> dict[str, str]:
        """Read ``GET /users`` as a method and a path."""
        method, _, path = argument.strip().partition(" ")
        if not path and method.startswith("/"):
            return {"path": method}
        return {"method": method, "path": path.strip()}

    @classmethod
    def compose_name(cls, values: Mapping[str, str]) -> str:
        """Write the method and the path as one name."""
        method, path = values.get("method", ""), values.get("path", "")
        return f"{method.upper()} {path}".strip()

    def signature(self, name: str) -> tuple[NamePart, ...]:
        """Return the method as a badge, and the path."""
        if not self.method:
            return super().signature(name)
        path = name.removeprefix(self.method).strip()
        return (NamePart(self.method, "method"), NamePart(path))
