"""TS308: entities, payloads and commands without an example."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import cast

from ..codes import Code
from ..kinds import Endpoint, Entity, Payload
from ..messages import Message
from ..model.item import Item, row_models
from ..model.spec import Spec
from ..patterns import regex
from ..text import normalize, to_plain
from ..values.names import name_words
from ..values.routes import is_same_path, path_segments, read_operation
from .base import Context, Outcome, fail, fail_absent, items_with_code, passed

_NO_BODY = regex(
    r"[-–—]|(?:none|no|empty|nothing|n/a)\b.*|[1-5]\d\d(?: [a-z -]*)?", re.IGNORECASE
)
"""What says that there is no body; a status alone, such as ``202 Accepted``, does."""


def example_missing(spec: Spec, context: Context) -> Iterator[Outcome]:
    """An entity without fields, or a payload, command or endpoint without an example.

    What it does
    ------------
    Checks that

    - every entity has fields (a table, a list, a class or a diagram);
    - every payload and every command has an example;
    - every endpoint with POST, PUT or PATCH names a payload or an entity in `request`;
      JSON in its own body counts, and so does a payload with the name of the endpoint
      (`POST /orders`), of its resource (`OrderRequest`) or of all (*Request format*);
    - `request` and `response` of an endpoint name a payload or an entity.

    For an endpoint without a body, write `none`. An endpoint whose path ends with an
    action such as `cancel` is not checked. If the path ends with a word in the singular
    behind a parameter, as in `POST /orders/{id}/check`, or if an entity has the name of
    the resource, the finding is information.

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
            yield passed(item)
        elif rows and _is_drawn(item, spec):
            yield passed(item)  # The fields are in a diagram.
        elif rows and any(p.code == Code.CODE_NOT_READ for p in item.problems):
            continue  # There may be fields in the code.
        elif rows:
            yield fail(
                item,
                Message("missing fields"),
                subject=name,
                advice=Message("write them as a table, a list or a class"),
            )
        else:
            yield fail_absent(item, Message("missing example"), name)
    yield from _bodies(spec, context)


def _is_drawn(item: Item, spec: Spec) -> bool:
    """Return whether a diagram of the spec has the fields of an entity."""
    words = name_words(item.name)
    return any(
        other.kind_name == item.kind_name
        and name_words(other.name) == words
        and row_models(other)
        for other in spec.repeated
    )


def _bodies(spec: Spec, context: Context) -> Iterator[Outcome]:
    """Check that the bodies of requests and responses are shown somewhere."""
    named = {
        tuple(normalize(item.name).split("-"))
        for kind in (Payload, Entity)
        for item in spec.of_kind(kind.kind)
    }
    for item in spec.of_kind(Endpoint.kind):
        for name in ("request", "response"):
            text = to_plain(item.text(name))
            if not text:
                continue
            if _is_shown(item, name, text, context) or _mentions(text, named):
                yield passed(item)
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
        endpoint = cast("Endpoint", item.model)
        if endpoint.method in _WITH_BODY and not item.has("request"):
            yield from _unnamed_body(item, spec)


def _is_shown(item: Item, name: str, text: str, context: Context) -> bool:
    """Tell whether a request or response is shown, or nothing can be shown of it."""
    if _says_none(text) or _BINARY.search(text) or text[0] in "{[":
        return True
    is_request = name == "request" and item.has_json
    return is_request or bool(context.project.names_in(item, name))


def _unnamed_body(item: Item, spec: Spec) -> Iterator[Outcome]:
    """Check an endpoint that takes a body by its method and names none.

    JSON in the endpoint counts, and a payload that is named after it, after its
    resource, or after requests in general, as in the template.
    """
    if item.has_json:
        yield passed(item)
        return
    endpoint = cast("Endpoint", item.model)
    segments = path_segments(endpoint.path)
    fixed = [segment for segment in segments if "{}" not in segment]
    resource = name_words(fixed[-1]) if fixed else ()
    payloads = (p.name for p in spec.of_kind(Payload.kind) if not p.is_empty)
    entities = [entity.name for entity in spec.of_kind(Entity.kind)]
    if any(_is_for(payload, endpoint, resource) for payload in payloads) or any(
        _is_body(entity, endpoint, resource) for entity in entities
    ):
        yield passed(item)
        return
    if resource and resource[0] in _ACTIONS:
        return  # Whether it takes a body is not known.
    failed = fail(
        item,
        Message("missing payload or entity for the request body"),
        subject="body",
        advice=Message(
            "name one in {field}, or write {none}", field="request", none="none"
        ),
    )
    if _is_action(endpoint, segments) or any(
        name_words(entity) == resource for entity in entities
    ):
        # It is likely to have none, or the entity is likely to be it.
        failed.gate, failed.counts = "info", False
    yield failed


def _is_action(endpoint: Endpoint, segments: Sequence[str]) -> bool:
    """Return whether a path ends with an action on one thing: ``/orders/{id}/check``.

    A noun in the plural is what it adds to: ``/orders/{id}/items``.
    """
    if endpoint.method != "POST" or len(segments) < _SEGMENTS_OF_ACTION:
        return False
    *_, before, last = segments
    return "{}" in before and "{}" not in last and not last.endswith("s")


_SEGMENTS_OF_ACTION = 3
"""The fewest segments of such a path."""


def _is_for(payload: str, endpoint: Endpoint, resource: tuple[str, ...]) -> bool:
    """Tell whether the name of a payload says that an endpoint takes it."""
    method, _, path = payload.strip().partition(" ")
    if path.lstrip().startswith("/"):
        path, *words = path.split()
        about = name_words(" ".join(words))
        if _RESPONSE in about and _REQUEST not in about:
            return False
        return method.upper() == endpoint.method and is_same_path(
            path_segments(path), path_segments(endpoint.path)
        )
    words = set(name_words(payload))
    if _RESPONSE in words and _REQUEST not in words:
        return False
    return (bool(resource) and words.issuperset(resource)) or words <= _GENERAL


def _is_body(entity: str, endpoint: Endpoint, resource: tuple[str, ...]) -> bool:
    """Tell whether the name of an entity says that it is the body of an endpoint.

    It names the endpoint, *Form fields (POST /orders)*, or its resource as something
    that is sent: *OrderRequest*, *SignUpDto*.
    """
    bracketed = _IN_BRACKETS.search(entity)
    operation = read_operation(bracketed[1] if bracketed else entity)
    if operation is not None:
        return operation.method == endpoint.method and is_same_path(
            operation.segments, path_segments(endpoint.path)
        )
    words = name_words(entity)
    sent = not _SENT.isdisjoint(words) and _RESPONSE not in words
    return sent and bool(resource) and "".join(resource) in "".join(words)


_IN_BRACKETS = regex(r"\(([^()]*)\)")

_SENT = frozenset(name_words("body command create dto form input new payload request"))
"""Words in the names of entities that are sent to an endpoint."""

_REQUEST, _RESPONSE = name_words("request response")

_GENERAL = frozenset(
    name_words(
        "request response format body and payload example api json schema common"
        " generic standard envelope"
    )
)
"""Words of payloads that are for all endpoints: *Request/Response Format*."""

_ACTIONS = frozenset(
    name_words(
        "accept activate approve archive cancel clear close complete deactivate"
        " disable disconnect enable favorite favourite follow join leave like lock log"
        " logout mark pause ping publish read rebuild refresh reindex reject reload"
        " reopen rerun reset restart restore resume retry revoke rotate run seed"
        " shutdown sign signout star start stop subscribe sync trigger unfavorite"
        " unfollow unlike unlock unpublish unsubscribe"
    )
)
"""First words of the last segments of paths that may take no body."""


_BINARY = regex(
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
