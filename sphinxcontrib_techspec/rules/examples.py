"""TS308: entities, payloads and commands without an example."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from ..codes import Code
from ..kinds import Endpoint, Entity, Payload, Section
from ..messages import Message
from ..model.item import Item, row_models
from ..model.spec import Spec
from ..text import normalize, to_plain
from .base import PASSED, Context, Outcome, fail, items_with_code

_NO_BODY = re.compile(
    r"[-–—]|(?:none|no|empty|nothing|n/a)\b.*|[1-5]\d\d(?: [a-z -]*)?", re.IGNORECASE
)
"""What says that there is no body; a status alone, such as ``202 Accepted``, does."""


def example_missing(spec: Spec, context: Context) -> Iterator[Outcome]:
    """An entity without fields, or a payload, command or endpoint without an example.

    What it does
    ------------
    Checks that every entity has fields (a table, a list or a class), that every payload
    and command has an example, and that the `request` and `response` of an endpoint
    name a payload or an entity. For an endpoint without a body, leave the field out or
    write `none`.

    Why
    ---
    A schema or a working call is more exact than a description.

    Example
    -------
    ````md
    ```{techspec:command} pay refund
    :purpose: Refund a captured payment
    ```
    ````

    Instead
    -------
    ````md
    ```{techspec:command} pay refund
    :purpose: Refund a captured payment
    :example: pay refund 4711 --amount 12.50
    ```
    ````
    """
    for item, name in items_with_code(spec, Code.EXAMPLE_MISSING):
        rows = name == item.kind.rows
        if row_models(item) if rows else item.has(name):
            yield PASSED[item.kind.section]
        elif rows:
            yield fail(
                item,
                Message("missing fields"),
                subject=name,
                advice=Message("write them as a table, a list or a class"),
            )
        else:
            yield fail(item, Message("missing example"), subject=name)
    yield from _bodies(spec, context)


def _bodies(spec: Spec, context: Context) -> Iterator[Outcome]:
    """Check that the bodies of requests and responses are shown somewhere."""
    shown = bool(spec.of_kind(Payload.kind))
    named = {
        tuple(normalize(item.name).split("-"))
        for kind in (Payload, Entity)
        for item in spec.of_kind(kind.kind)
    }
    bodied: list[Item] = []
    for item in spec.of_kind(Endpoint.kind):
        method = cast("Endpoint", item.model).method
        if method in _WITH_BODY and not _says_none(to_plain(item.text("request"))):
            bodied.append(item)
        for name in ("request", "response"):
            text = to_plain(item.text(name))
            if not text:
                continue
            if _says_none(text) or _BINARY.search(text):
                yield PASSED[Section.API]
            elif context.project.names_in(item, name) or _mentions(text, named):
                shown = True
                yield PASSED[Section.API]
            else:
                yield fail(
                    item,
                    Message(
                        "{field} “{text}” names neither a payload nor an entity",
                        field=name,
                        text=text,
                    ),
                    name,
                )
    if bodied and not shown:
        yield fail(
            bodied[0],
            Message("missing payload or entity for request bodies"),
            subject="body",
            advice=Message("add a techspec:payload, or name an entity in request"),
        )


_BINARY = re.compile(
    r"\b(?:image|audio|video|font)/[\w.+*-]+|\bapplication/(?:octet-stream|pdf|zip|gzip)\b"
)
"""Media types whose bodies nobody can read in a spec."""


def _says_none(text: str) -> bool:
    return _NO_BODY.fullmatch(text) is not None


def _mentions(text: str, names: set[tuple[str, ...]]) -> bool:
    """Tell whether a text names one of the *names* among other words, or several."""
    words = normalize(text).split("-")
    longest = max(map(len, names), default=0)
    for start in range(len(words)):
        for end in range(start + 1, min(start + longest, len(words)) + 1):
            *before, last = words[start:end]
            if {(*before, last), (*before, last.removesuffix("s"))} & names:
                return bool(last)
    return False


_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})
