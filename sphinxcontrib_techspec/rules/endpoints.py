"""TS310: endpoints that the prose names and no item describes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, cast

from ..kinds import Endpoint, Section
from ..messages import Message
from ..model.item import Item
from ..model.spec import Spec
from ..text import close_matches, runs
from ..values.routes import Operation, is_same_path, path_segments, read_operation
from .base import PASSED, Context, Failed, Outcome
from .completeness import is_exempt


class _Mention(NamedTuple):
    """An endpoint in prose, and where it stands."""

    operation: Operation
    text: str
    docname: str
    line: int
    file: str
    item: Item | None = None


def endpoint_mentioned(spec: Spec, context: Context) -> Iterator[Outcome]:
    """An endpoint that is named in the text, and that no item describes.

    What it does
    ------------
    Looks for inline code with a method and a path in the text of the spec and in the
    fields of its items, and compares it with all endpoints of the project. Names of
    parameters, query strings and the base of an API (`/api/v1`) make no difference:
    `GET /users/42`, `GET /users/:id?full=1` and `GET /api/v1/users/{id}` are the same.
    Decision records are left out, and so is a spec whose API is declared not
    applicable. Each endpoint is reported once.

    Why
    ---
    The endpoint is missing from the API specification, or has another name there.

    Example
    -------
    ````md
    ```{techspec:endpoint} GET /orders
    :purpose: List the orders
    :auth: Bearer
    ```

    The job calls `POST /orders/{id}/refund` every night.
    ````

    Instead
    -------
    ````md
    ```{techspec:endpoint} GET /orders
    :purpose: List the orders
    :auth: Bearer
    ```

    ```{techspec:endpoint} POST /orders/{id}/refund
    :purpose: Refund an order
    :auth: Bearer
    :request: none
    ```

    The job calls `POST /orders/{id}/refund` every night.
    ````
    """
    mentions = [*_in_text(spec, context), *_in_items(spec)]
    if not mentions:
        return
    if is_exempt(spec, Section.API):
        # The API is that of another system.
        yield PASSED[Section.API]
        return
    known = {
        Operation(endpoint.method, path_segments(endpoint.path)): _prefix(item)
        for other in context.project.specs
        for item in other.of_kind(Endpoint.kind)
        for endpoint in [cast("Endpoint", item.model)]
    }
    names = {
        cast("Endpoint", item.model).path: item.name
        for item in spec.of_kind(Endpoint.kind)
    }
    reported: set[Operation] = set()
    for mention in mentions:
        method, segments = mention.operation
        is_known = any(
            method == other.method and is_same_path(segments, other.segments, prefix)
            for other, prefix in known.items()
        )
        if not is_known and mention.operation not in reported:
            reported.add(mention.operation)
            yield Failed(
                Section.API,
                Message("no endpoint “{name}”", name=mention.text),
                mention.item,
                subject=mention.text,
                advice=_similar(mention.text, names),
                docname=mention.docname,
                line=mention.line,
                file=mention.file,
                counts=False,
            )
    if not reported:
        yield PASSED[Section.API]


def _similar(text: str, names: dict[str, str]) -> str:
    """Return the advice that names an endpoint with a similar path.

    Args:
        text: the endpoint as written.
        names: the names of endpoints by their paths.
    """
    found = close_matches(text.partition(" ")[2], names)
    return Message("did you mean “{name}”?", name=names[found[0]]) if found else ""


def _prefix(item: Item) -> tuple[str, ...]:
    """Return the base that the paths of an endpoint may be written without."""
    return path_segments(cast("Endpoint", item.model).prefix)


def _in_text(spec: Spec, context: Context) -> Iterator[_Mention]:
    """Yield the endpoints that the documents of a spec name in their text."""
    project = context.project
    for document in project.documents.values():
        if document.adrs:
            continue
        for mention in document.operations:
            own = project.spec_at(document.docname, mention.spec_index)
            operation = read_operation(mention.text)
            if own is spec and operation and project.is_shown(mention):
                yield _Mention(
                    operation, mention.text, document.docname, mention.line,
                    mention.file,
                )  # fmt: skip


def _in_items(spec: Spec) -> Iterator[_Mention]:
    """Yield the endpoints that the fields of items name in code; names are left out."""
    for item in spec.items:
        for name in item.markup:
            if not name:
                continue
            for run in runs(item.markup[name]):
                operation = read_operation(run[1]) if run[0] == "code" else None
                if operation:
                    yield _Mention(
                        operation, run[1], item.docname, item.line_of(name),
                        item.file_of(name), item,
                    )  # fmt: skip
