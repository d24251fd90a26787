"""TS003: names that several items have."""

from __future__ import annotations

from collections.abc import Iterator

from ..messages import Message
from ..model.item import Item
from ..model.spec import Spec
from ..text import composed, normalize, to_plain
from ..values.version import Version
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
    first: dict[tuple[str, str, str], Item] = {}
    versions: dict[tuple[str, str], Item] = {}
    location = context.project.location_of
    for item in spec.items:
        if not item.name or item.no_index:
            continue
        if item.from_code and item.kind.package_field:
            # Several parts of a project may depend on one package.
            continue
        apart = item.kind.distinguished_by or item.kind.topic_field
        told_apart = normalize(to_plain(item.text(apart))) if apart else ""
        name = composed(item.name)
        other = first.setdefault((item.kind_name, name, told_apart), item)
        version = item.kind.field_of_type(Version)
        if other is item and version and item.has(version):
            same = versions.setdefault((item.kind_name, name), item)
            other = item if same.text(version) == item.text(version) else same
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
