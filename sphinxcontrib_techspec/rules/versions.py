"""TS301 and TS302: versions that are missing or not pinned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from ..messages import Message, template
from ..model.spec import Spec
from ..values.version import Pinning, Version
from ._snippets import blank
from .base import PASSED, Context, Outcome, fail, items_with_type


def version_missing(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A technology without a version.

    What it does
    ------------
    Checks that every `techspec:stack` item has a version, in its own field or at the
    end of a list entry.

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
    for item, name in items_with_type(spec, Version):
        if item.has(name):
            yield PASSED[item.kind.section]
        else:
            yield fail(
                item,
                Message("missing version"),
                subject=name,
                advice=Message("use an exact release such as 16.4"),
                fix=blank(name),
            )


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
        if version is None:
            continue
        if version.pinning == "exact":
            yield PASSED[item.kind.section]
        else:
            yield fail(
                item,
                Message(reasons[version.pinning], version=version.text),
                name,
                advice=Message("use an exact release such as 16.4"),
            )
