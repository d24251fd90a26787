"""TS404, TS405: endpoints that differ from what the repository has."""

from __future__ import annotations

from collections.abc import Iterator

from ..kinds import Endpoint, Section
from ..messages import Message, Related
from ..model.endpoint_claims import EndpointCheck, Location
from ..model.item import Item
from ..model.spec import Spec
from .base import PASSED, Claim, Context, Failed, NotChecked, Outcome, fail, information
from .completeness import is_exempt
from .drift import failed_file

_MOST_NAMES = 5
"""How many operations one message names."""


def endpoint_drift(spec: Spec, context: Context) -> Iterator[Outcome]:
    """An endpoint that differs from the API document or the code in the repository.

    What it does
    ------------
    Compares the `techspec:endpoint` items with the OpenAPI documents (3.0 to 3.2,
    Swagger 2; JSON or YAML) of the repository: whether they have the method and the
    path, and whether an endpoint that anyone may call asks for authentication there.
    The documents are found without configuration, by names such as `openapi.yaml`,
    also in `docs/` and `docs/api/`. Names of parameters make no difference, nor does
    the base of a server (`servers`, `basePath`). If the document leaves another base
    out, `prefix` of the endpoint names it. An endpoint is missing only if most
    endpoints of the spec are in the documents; otherwise they may be of another API,
    and the endpoint is listed as not checked, with the reason. So are paths such as
    `/health`, which API documents often leave out, and authentication that only the
    spec has: it may be in a middleware. Without a document, methods and paths are
    compared with the routes in Python code (FastAPI, Starlette, Flask, Quart). Planned
    endpoints that are not there yet are counted in one finding, which is information.

    Why
    ---
    Readers call what the spec says. The document is usually made from the code.

    Example
    -------
    ````md
    ```{techspec:endpoint} GET /orders
    :status: implemented
    :purpose: List the orders
    :auth: No
    ```
    ````

    `../pyproject.toml`:

    ```toml
    [project]
    name = "shop"
    ```

    `../openapi.yaml`:

    ```yaml
    openapi: 3.1.0
    info: {title: Shop, version: "1"}
    paths:
      /orders:
        get:
          security: [{bearer: []}]
          responses: {"200": {description: The orders}}
    components:
      securitySchemes:
        bearer: {type: http, scheme: bearer}
    ```

    Instead
    -------
    ````md
    ```{techspec:endpoint} GET /orders
    :status: implemented
    :purpose: List the orders
    :auth: Bearer
    ```
    ````

    `../pyproject.toml`:

    ```toml
    [project]
    name = "shop"
    ```

    `../openapi.yaml`:

    ```yaml
    openapi: 3.1.0
    info: {title: Shop, version: "1"}
    paths:
      /orders:
        get:
          security: [{bearer: []}]
          responses: {"200": {description: The orders}}
    components:
      securitySchemes:
        bearer: {type: http, scheme: bearer}
    ```

    Configuration
    -------------
    `techspec_sources_auto = False` switches the search off. `techspec_sources` names
    further files. `root` of `techspec:spec` limits the search to a folder.
    """
    planned: list[tuple[Item, EndpointCheck]] = []
    number = 0
    for item, found in _checked(spec, context):
        is_planned = spec.item_status(item) == "planned"
        number += is_planned
        if found.verdict == "agrees":
            yield PASSED[Section.API]
        elif found.verdict == "not checked":
            yield NotChecked(
                Section.API, _what(found), found.reason, item,
                found.field, item.line_of(found.field) or item.line,
                item.file_of(found.field),
            )  # fmt: skip
        elif is_planned and not found.field and not found.locations:
            planned.append((item, found))
        else:
            yield _failed(item, found, is_planned=is_planned)
    if planned:
        yield _not_yet(planned, number)
    specs = context.project.specs
    if spec is next((s for s in specs if any(_checked(s, context))), None):
        for damaged, file in context.project.repository.api.damaged():
            yield failed_file(damaged, file, Section.API, spec)


def _what(found: EndpointCheck) -> Message:
    return Message("auth") if found.field else Message("method and path")


def _failed(item: Item, found: EndpointCheck, *, is_planned: bool) -> Failed:
    names = ", ".join(dict.fromkeys(location.name for location in found.locations))
    if found.field:
        first = found.locations[0]
        problem = Message(
            "auth “{auth}”, but {path}:{line} asks for authentication",
            auth=item.text(found.field),
            path=first.path,
            line=first.line,
        )
        failed = fail(item, problem, found.field)
    elif found.is_on_path:
        failed = fail(item, _other_methods(found, names))
    else:
        advice = Message("did you mean “{name}”?", name=names) if names else ""
        failed = fail(item, _missing(found), advice=advice)
    failed.gate = "info" if is_planned else "always"
    failed.related = tuple(map(_related, found.locations))
    return failed


def _missing(found: EndpointCheck) -> Message:
    if not found.files:
        return Message("no such route in the code")
    return Message("not in {files}", files=", ".join(found.files))


def _other_methods(found: EndpointCheck, names: str) -> Message:
    if not found.files:
        return Message("no such route in the code, which has {names}", names=names)
    files = ", ".join(found.files)
    return Message("not in {files}, which has {names}", files=files, names=names)


def _not_yet(planned: list[tuple[Item, EndpointCheck]], number: int) -> Failed:
    """Return the one finding of the planned endpoints that are not there yet."""
    first, found = planned[0]
    count = len(planned)
    problem = (
        Message(
            "planned endpoints not yet in {files} ({count} of {number})",
            files=", ".join(found.files), count=count, number=number,
        )
        if found.files
        else Message(
            "planned endpoints not yet in the code ({count} of {number})",
            count=count, number=number,
        )
    )  # fmt: skip
    return information(first, problem, "planned")


def _related(location: Location) -> Related:
    return Related(location.file, location.line, location.name)


def endpoint_undocumented(spec: Spec, context: Context) -> Iterator[Outcome]:
    """An operation of the API document that no endpoint of the spec is of.

    What it does
    ------------
    Lists, once for each OpenAPI document that is of the same API as the spec, the
    operations in it that no `techspec:endpoint` of the project has. Deprecated
    operations and paths such as `/health` are left out, and so are documents of which
    the endpoints are less than a quarter: the spec is that of a part.

    Why
    ---
    The endpoint was added after the spec was written, or was forgotten in it.

    Example
    -------
    ````md
    ```{techspec:endpoint} GET /orders
    :purpose: List the orders
    :auth: No
    ```
    ````

    `../pyproject.toml`:

    ```toml
    [project]
    name = "shop"
    ```

    `../openapi.yaml`:

    ```yaml
    openapi: 3.1.0
    info: {title: Shop, version: "1"}
    paths:
      /orders:
        get:
          responses: {"200": {description: The orders}}
        post:
          responses: {"201": {description: The order}}
    ```

    Instead
    -------
    ````md
    ```{techspec:endpoint} GET /orders
    :purpose: List the orders
    :auth: No
    ```

    ```{techspec:endpoint} POST /orders
    :purpose: Place an order
    :auth: No
    :request: none
    ```
    ````

    `../pyproject.toml`:

    ```toml
    [project]
    name = "shop"
    ```

    `../openapi.yaml`:

    ```yaml
    openapi: 3.1.0
    info: {title: Shop, version: "1"}
    paths:
      /orders:
        get:
          responses: {"200": {description: The orders}}
        post:
          responses: {"201": {description: The order}}
    ```

    Configuration
    -------------
    `techspec_sources_auto = False` switches the search off. `techspec_sources` names
    further files. `root` of `techspec:spec` limits the search to a folder.
    """
    if is_exempt(spec, Section.API):
        return
    items = spec.of_kind(Endpoint.kind)
    known = [
        item for other in context.project.specs for item in other.of_kind(Endpoint.kind)
    ]
    missing = context.project.repository.api.undocumented(items, known, spec.root)
    for path, locations in missing.items():
        if not locations:
            yield PASSED[Section.API]
            continue
        names = ", ".join(location.name for location in locations[:_MOST_NAMES])
        if len(locations) > _MOST_NAMES:
            names += ", …"
        yield Failed(
            Section.API,
            Message(
                "no endpoint for {names} ({count} in {path})",
                names=names, count=len(locations), path=path,
            ),
            subject=path,
            docname=items[0].docname,
            line=items[0].line,
            file=items[0].file,
            counts=False,
            related=tuple(map(_related, locations)),
        )  # fmt: skip


def _checked(spec: Spec, context: Context) -> Iterator[tuple[Item, EndpointCheck]]:
    """Yield each endpoint that was looked for, and what the documents say of it."""
    if is_exempt(spec, Section.API):
        # The API is that of another system.
        return
    items = spec.of_kind(Endpoint.kind)
    found = context.project.repository.api.checks(items, spec.root)
    for item in items:
        if id(item) in found:
            yield item, found[id(item)]


def endpoint_claims(spec: Spec, context: Context) -> Iterator[Claim]:
    """Yield what each endpoint of a spec claims."""
    for item, found in _checked(spec, context):
        yield Claim(item.section, found.verdict, found.reason)
