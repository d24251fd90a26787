"""TS003: names that several items have."""

from __future__ import annotations

from collections.abc import Iterator

from ..messages import Message
from ..model.duplicates import ItemNames, has_own_name
from ..model.spec import Spec
from ..text import composed
from .base import (
    PASSED,
    Context,
    Outcome,
    fail,
)


def duplicate_item(spec: Spec, context: Context) -> Iterator[Outcome]:
    """Two items of one kind, or two specs, with the same name.

    What it does
    ------------
    Reports each item that has the same kind and name as an earlier item of the spec,
    and the location of the earlier item. These are not duplicates: items of different
    kinds or specs, a technology with the same version in two roles, a choice for two
    topics, an argument of two commands, packages in blocks of code, relations between
    the same entities with different descriptions, an item with the option `no-index`.

    Why
    ---
    A reference to the name could mean either item. References go to the first one.

    Example
    -------
    ````md
    ```{techspec:stack}
    - **Database**: PostgreSQL 16.4
    - **Queue**: PostgreSQL 15.8
    ```
    ````

    Instead
    -------
    ````md
    ```{techspec:stack}
    - **Database**: PostgreSQL 16.4
    - **Queue**: PostgreSQL 16.4
    ```
    ````
    """
    names = ItemNames()
    location = context.project.location_of
    for item in filter(has_own_name, spec.items):
        other = names.add(item)
        if other is item:
            yield PASSED[item.kind.section]
        else:
            yield fail(
                item,
                Message(
                    "duplicate name, first used at {location}",
                    location=location(other),
                ),
                advice=Message("rename one of them, or merge them"),
            )
    if spec.header is not None:
        same = [
            other.header for other in context.project.specs
            if other.header is not None and composed(other.name) == composed(spec.name)
        ]  # fmt: skip
        if same and same[0] is not spec.header:
            yield fail(
                spec.header,
                Message(
                    "duplicate name, first used at {location}",
                    location=location(same[0]),
                ),
                advice=Message("rename one of them"),
            )
