"""Section 4: the API's endpoints."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, ClassVar

from pydantic import ValidationInfo, field_validator

from ..messages import Message, join_messages, suggestion
from ..patterns import regex
from ..values.access import access_of_heading, access_of_paragraph, is_access
from ..values.names import HTTP_METHODS, PROTOCOLS
from .base import Kind, NamePart
from .field import DECISION, NO_DECISIONS, DecisionRefs, FieldSpec, Heads, References
from .template import Section

_METHOD = f"(?:{'|'.join((*HTTP_METHODS, *PROTOCOLS))})"
# What follows a space and a slash is a path: ``WS /ws``.
_BETWEEN = r"(?:\s?[|,;&+]\s?|/\s?|\s/\s|\sand\s|\sor\s)"
_SEVERAL = regex(
    rf"(?P<methods>{_METHOD}(?:{_BETWEEN}{_METHOD})++)(?:\s+(?P<path>\S.*))?",
    re.IGNORECASE,
)
"""Several methods, and the path of all: ``GET/POST /users``."""

_ENTRY = regex(
    rf"(?P<name>{_METHOD}(?:{_BETWEEN}{_METHOD})*+\s+(?P<path>/\S*?|wss?://\S+?"
    r"|\w+(?:\.\w+)*/\w+|(?:query|mutation|subscription)\s+\w+))"
    r"(?:\s+HTTP/[\d.]+)?(?=[,;:.]?(?:\s|$))\s*(?P<sign>->|=>|→|//|[-–—,;:.#])?\s*"
    r"(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
"""An endpoint in a line, such as ``GET /users - List the users``."""

_OPERATIONS = frozenset({"query", "mutation", "subscription"})
"""The first words of operations of GraphQL, which are no methods."""

_PARTS = regex(r"(?<!\s)\s++[-–—]\s++(?![^\[\]()]{0,200}[\])])")
"""A dash between the parts of a line, outside of brackets."""

_ANSWER = regex(
    r"[\[{].*|\d{3}\b.*|[A-Z]\w*(?:\[\])?|[A-Za-z]\w*[\[<]\w+[\]>]", re.DOTALL
)
"""What follows an arrow as a response: JSON, a status, or the name of an entity."""

_MARK = regex(r"(?<!\s)\s*+[(\[](?P<words>[^()\[\]]{1,60})[)\]]\.?$")
"""Words in brackets at the end of a line."""

_GUARDED = regex(
    r"\[(?P<words>[^\[\]]{1,60})\](?:\s?[-–—:,]\s|\s|$)\s*(?P<rest>.*)", re.DOTALL
)
"""Words in square brackets right behind a path."""

_GUARD = regex(r"\w{0,20}auth\w{0,20}|admins?|public|users?", re.IGNORECASE)
"""A middleware or a role that lets a caller in: *RequireAuth*, *Admin*."""

_TEMPLATE = regex(r"\{[^{}/]*\}")


def _is_guard(words: str) -> bool:
    """Return whether words in brackets say who may call: *RequireAuth, Admin*."""
    parts = (part.strip() for part in re.split("[,+&|/]", words))
    return is_access(words) or all(map(_GUARD.fullmatch, parts))


class Endpoint(Kind):
    """An operation of the API: an HTTP method on a path.

    The path is written as in OpenAPI, with ``{name}`` for what varies.
    """

    kind: ClassVar = "endpoint"
    title: ClassVar = "endpoint"
    section: ClassVar = Section.API
    headings: ClassVar = (
        "endpoint",
        "route",
        "operation",
    )
    label: ClassVar = "Endpoint"
    label_aliases: ClassVar = ("Operation", "Route")
    heads: ClassVar = (
        Heads(("",), ("Path", "URL", "URI")),
        Heads(
            ("purpose",),
            (
                "Action",
                "Function",
                "Functionality",
                "Use",
            ),
        ),
        Heads(
            ("purpose",),
            ("Used for", "What it does", "Details", "Usage"),
            in_tables=True,
        ),
        Heads(
            ("auth",),
            (
                "Role",
                "Roles",
                "Required role",
                "Permission",
                "Permissions",
                "Protected",
                "Authenticated",
                "Scope",
            ),
            in_tables=True,
        ),
    )
    name_fields: ClassVar = ("method", "path")
    columns: ClassVar = ("method", "path", "purpose", "auth")
    bullet: ClassVar = ("", "purpose", "auth")

    method: Annotated[
        str,
        FieldSpec(
            "Method",
            "The HTTP method, or the protocol `WS`, `SSE`, `GRPC` or `GRAPHQL`; the "
            "argument's first word.",
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
            aliases=(
                "Authentication",
                "Authorization",
                "Security",
                "Auth required",
                "Access",
            ),
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
    prefix: Annotated[
        str,
        FieldSpec(
            "Prefix",
            "The part at the beginning of its path that the API document leaves out, "
            "such as `/api/v1`.",
            display="code",
            verbatim=True,
        ),
    ] = ""

    @field_validator("method")
    @classmethod
    def _known_method(cls, value: str) -> str:
        method = value.upper()
        known = (*HTTP_METHODS, *PROTOCOLS)
        if _SEVERAL.fullmatch(value):
            raise ValueError(
                join_messages(
                    Message("several methods in one endpoint"),
                    Message("write an endpoint for each method"),
                )
            )
        if value and method not in known:
            message = Message("“{method}” is not an HTTP method", method=value)
            raise ValueError(join_messages(message, suggestion(method, known)))
        return method

    @field_validator("path")
    @classmethod
    def _path_template(cls, value: str, info: ValidationInfo) -> str:
        # ``Bids/Place`` (gRPC), ``query lots`` (GraphQL) and ``wss://…`` are no paths.
        is_path = info.data.get("method") not in PROTOCOLS
        if value and is_path and not value.startswith("/"):
            message = Message("path “{path}” does not start with “/”", path=value)
            raise ValueError(message)
        if any(brace in _TEMPLATE.sub("", value) for brace in "{}"):
            message = Message("unbalanced braces in path “{path}”", path=value)
            raise ValueError(message)
        return value

    @classmethod
    def split_name(cls, argument: str) -> dict[str, str]:
        """Read ``GET /users`` as a method and a path."""
        if several := _SEVERAL.fullmatch(argument.strip()):
            return {"method": several["methods"], "path": several["path"] or ""}
        method, _, path = argument.strip().partition(" ")
        if (not path and "/" in method) or method in _OPERATIONS:
            return {"path": argument.strip()}
        return {"method": method, "path": path.strip()}

    @classmethod
    def split_values(cls, values: Mapping[str, str]) -> Sequence[Mapping[str, str]]:
        """Return each of the methods in ``PUT / PATCH``, with the path of all."""
        field = "" if "" in values else "method"
        several = _SEVERAL.fullmatch(values.get(field, ""))
        # In a name the path follows.
        if several is None or bool(several["path"]) != (not field):
            return ()
        path = f" {several['path']}" if several["path"] else ""
        methods = dict.fromkeys(
            method.upper()
            for method in re.split(_BETWEEN, several["methods"], flags=re.IGNORECASE)
        )
        return [{field: f"{method}{path}"} for method in methods]

    @classmethod
    def compose_name(cls, values: Mapping[str, str]) -> str:
        """Write the method and the path as one name."""
        method, path = values.get("method", ""), values.get("path", "")
        return f"{method.upper()} {path}".strip()

    @classmethod
    def parse_entry(cls, text: str) -> dict[str, str] | None:
        """Read ``GET /users - List the users``, with any text after the path."""
        match = _ENTRY.fullmatch(text)
        if match is None:
            return None
        path, rest = match["path"], match["rest"].strip()
        if not path.startswith("/") and match["name"].split()[0].upper() not in (
            PROTOCOLS
        ):
            return None
        found = {"": match["name"]}
        guarded = _GUARDED.fullmatch(rest)
        if guarded and _is_guard(guarded["words"]):
            # ``GET /users [RequireAuth, Admin] - List the users``
            found |= {"purpose": guarded["rest"], "auth": guarded["words"]}
            return {name: text for name, text in found.items() if text}
        if match["sign"] in {"->", "=>", "→"} and _ANSWER.fullmatch(rest):
            return found | {"response": rest}
        marked = _MARK.search(rest)
        if marked and is_access(marked["words"]):
            # ``GET /users - List the users (public)``
            rest = rest[: marked.start()].rstrip()
            found |= {"purpose": rest, "auth": marked["words"]}
            return {name: text for name, text in found.items() if text}
        if rest.startswith("(") and rest.find(")") == len(rest) - 1:
            rest = rest[1:-1]
        fields = ("purpose", "auth") if match["sign"] else ("purpose",)
        # Without a limit, what is behind further dashes would be lost.
        parts = _PARTS.split(rest, maxsplit=1) if len(fields) > 1 else [rest]
        return found | {k: v for k, v in zip(fields, parts, strict=False) if v}

    @classmethod
    def values_of_all(cls, text: str, *, is_label: bool) -> Mapping[str, str] | None:
        """Return who may call all endpoints below a label or a sentence."""
        access = access_of_heading(text) if is_label else access_of_paragraph(text)
        if access is None:
            return None
        return {"auth": access} if access else {}

    def signature(self, name: str) -> tuple[NamePart, ...]:
        """Return the method as a badge, and the path."""
        if not self.method:
            return super().signature(name)
        path = name.removeprefix(self.method).strip()
        return (NamePart(self.method, "method"), NamePart(path))

    def is_evident(self, name: str) -> bool:
        """Return whether the endpoint has a method and a path."""
        return bool(self.method and self.path) and len(self.path.split()) == 1
