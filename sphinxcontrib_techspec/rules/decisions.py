"""TS201: choices without a decision record."""

from __future__ import annotations

from collections.abc import Iterator

from ..kinds import DecisionRefs
from ..messages import Message, SetField
from ..model.item import Item
from ..model.spec import Spec
from ..text import normalize, to_plain
from ._decision_text import (
    described,
    name_for,
)
from ._snippets import blank
from .base import PASSED, Context, Outcome, fail


def needs_decision(item: Item) -> bool:
    """Tell whether the template asks for a decision behind *item*.

    It does for the choices that are hard to change: the database, and every
    `techspec:decision`.
    """
    kind = item.kind
    name = kind.field_of_type(DecisionRefs)
    if not name:
        return False
    if kind.field_specs()[name].required:
        return True
    if not kind.needs_decision:
        return False
    topic = normalize(to_plain(item.text(kind.topic_field)))
    return not set(kind.needs_decision).isdisjoint(topic.split("-"))


def decision_without_adr(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A database or an architectural decision without a decision record.

    What it does
    ------------
    Checks that every `techspec:decision`, and every technology whose role is the
    database, refers to a decision record in `adr`. An accepted record that has the
    choice in its name is suggested.

    Why
    ---
    These choices are hard to change. The record keeps the alternatives and the reasons.

    Example
    -------
    ````md
    ```{techspec:stack} PostgreSQL
    :role: Database
    :version: 16.4
    ```
    ````

    Instead
    -------
    ````md
    ```{techspec:stack} PostgreSQL
    :role: Database
    :version: 16.4
    :adr: ADR-001
    ```
    ````
    """
    adrs = context.project.adrs
    for item in spec.items:
        if not needs_decision(item):
            continue
        name = item.kind.field_of_type(DecisionRefs)
        if item.has(name) or context.project.decisions(item):
            yield PASSED[item.section]
            continue
        found = adrs.resolve(item.name, item.docname).record if item.name else None
        if found is not None and adrs.shown_status(found) == "accepted":
            advice = Message(
                "refer to a record, such as {record}",
                record=described(found, context),
            )
            fix = SetField(name, name_for(found, item.docname, context))
        else:
            advice, fix = Message("refer to one in {field}", field=name), blank(name)
        yield fail(
            item, Message("missing decision record"), subject=name, advice=advice,
            fix=fix,
        )  # fmt: skip
