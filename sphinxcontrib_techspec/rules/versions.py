"""TS301 and TS302: versions that are missing or not pinned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from ..messages import Message, template
from ..model.item import Item
from ..model.spec import Spec
from ..text import to_plain
from ..values.hosted import has_version, is_feature, is_hosted, is_service
from ..values.products import product_name, products_in
from ..values.version import Pinning, Version
from ._snippets import blank
from .base import Context, Outcome, fail, fail_absent, items_with_type, passed


def version_missing(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A technology without a version.

    What it does
    ------------
    Checks that every `techspec:stack` item has a version, in its own field or in the
    words of a list entry or a cell. It is enough to write it once for a technology with
    several roles. There is none to pin for a hosted service (one of those that the page
    of the kind lists, or one with `:version: hosted`), for an extension of an editor or
    a browser, for what a role or a note calls *SaaS* or an *external service*, for a
    part of a platform such as *Web Speech API*, for words that name no product, such as
    *an LLM*, and for what is made for the project: *Custom middleware for Hono*. The
    version of *PostgreSQL* is that of *PostgreSQL full-text search*, and that of
    *chi/v5* is that of *chi*.

    Why
    ---
    Without versions, nobody can build the system as specified, or tell which defects
    and end-of-life dates apply to it.

    Example
    -------
    ````md
    ```{techspec:stack}
    - **Language**: Python
    ```
    ````

    Instead
    -------
    ````md
    ```{techspec:stack}
    - **Language**: Python 3.13.1
    ```
    ````
    """
    items = list(items_with_type(spec, Version))
    pinned: dict[str, set[str]] = {}
    for item, name in items:
        if item.has(name):
            pinned.setdefault(item.kind_name, set()).add(product_name(item.name))
    for item, name in items:
        if item.has(name):
            yield passed(item)
        elif not pinned.get(item.kind_name, set()).isdisjoint(products_in(item.name)):
            continue
        elif has_version(item.name) and not _is_service(item):
            yield fail_absent(
                item,
                Message("missing version"),
                name,
                advice=Message("use an exact release such as 16.4"),
                fix=blank(name),
            )


def _is_service(item: Item) -> bool:
    """Return whether an item's role or note says that its version is not chosen."""
    return is_service(to_plain(item.text("role")), to_plain(item.text("note")))


_NONE = frozenset(("n/a", "na", "none", "not applicable"))


def version_inexact(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A version that does not name one release.

    What it does
    ------------
    Reports a version that is not pinned: a range (`>=3`, `^3.12`), a wildcard (`3.x`),
    a bare major version such as `16`, or a floating tag such as `latest`.

    Why
    ---
    It matches several releases, and these releases change over time, so two builds of
    the same spec can differ.

    Example
    -------
    ````md
    ```{techspec:stack}
    - **Language**: Python 3.x
    ```
    ````

    Instead
    -------
    ````md
    ```{techspec:stack}
    - **Language**: Python 3.13.1
    ```
    ````
    """
    reasons: dict[Pinning, str] = {
        "range": template("version “{version}” is not pinned (a range)"),
        "floating": template("version “{version}” is not pinned (a floating tag)"),
        "partial": template(
            "version “{version}” is not pinned (matches several releases)"
        ),
        "unknown": template("invalid version “{version}”"),
    }
    for item, name in items_with_type(spec, Version):
        version = cast("Version | None", getattr(item.model, name))
        if version is None or version.pinning == "hosted":
            continue
        if version.text.lower() in _NONE and not has_version(item.name):
            # There is none, as the author says.
            continue
        if is_feature(version.text):
            # *CSS3* is a standard, and has no releases.
            continue
        if version.pinning == "floating" and is_hosted(item.name):
            continue
        if version.pinning == "exact":
            yield passed(item)
        else:
            yield fail(
                item,
                Message(reasons[version.pinning], version=version.text),
                name,
                advice=Message("use an exact release such as 16.4"),
            )
