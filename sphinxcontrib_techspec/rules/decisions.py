"""TS201: choices without a decision record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from ..kinds import DecisionRefs
from ..messages import Message, Replace, SetField
from ..model.item import Item, topic_text
from ..model.spec import Spec
from ..patterns import regex
from ..text import normalize, to_plain
from ._decision_text import (
    described,
    name_for,
)
from ._snippets import blank
from .base import Context, Failed, Outcome, fail, passed

_PARENTHESES = regex(r"\([^()]*\)")
_AND = regex(r"[/&,+]|\band\b")
_TEST = frozenset({"test", "tests", "testing"})
"""Words before *database* that make it one of tests, and no choice of architecture."""


def _requires_record(item: Item) -> bool:
    """Tell whether the item's kind requires a decision record of every item."""
    name = item.kind.field_of_type(DecisionRefs)
    return bool(name) and item.kind.field_specs()[name].required


def _decided_topic(item: Item) -> tuple[str, ...]:
    """Return the topic of an item, if it is one that needs a decision record.

    It does if it is the last word, or that of a part: *Primary database*, *Database
    (main)*, *Database & cache*. A *database driver* is another choice.

    Returns:
        The words of the part, the topic as the last one; empty for any other topic.
    """
    topics = item.kind.needs_decision
    if not topics or not item.kind.field_of_type(DecisionRefs):
        return ()
    text = _PARENTHESES.sub(" ", topic_text(item).lower())
    for part in _AND.split(text):
        words = tuple(normalize(part).split("-"))
        if words[-1] in topics and _TEST.isdisjoint(words):
            return words
    return ()


def decision_without_adr(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A database, an authentication or an architectural decision without a record.

    What it does
    ------------
    Checks that these refer to a decision record, in `adr`, by a link, or by its id:

    - every technology whose role is the database;
    - the authentication in `techspec:security`;
    - every `techspec:decision`, unless it is itself written as a record: its name
      begins with an id such as `ADR-001`, and it has details.

    If one database or authentication has a record, further ones with another role, such
    as *vector database*, are information, and so are an authentication that is `None`
    and a decision on error handling, for which the template asks for no record.
    An accepted record that has the choice in its name is suggested.

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
    decided: set[str] = set()
    undecided: list[tuple[Item, tuple[str, ...], bool]] = []
    for item, following in zip_longest(spec.items, spec.items[1:]):
        topic = _decided_topic(item)
        if not topic and not _requires_record(item):
            continue
        name = item.kind.field_of_type(DecisionRefs)
        is_record = is_written_as_record(item)
        if item.has(name) or is_record or _names_record(item, context):
            yield passed(item)
            decided.update(topic[-1:])
        else:
            undecided.append((item, topic, not _is_on_line(item, following)))
    for item, topic, is_last in undecided:
        is_further = len(topic) > 1 and topic[-1] in decided
        failed = _without_record(item, context)
        # The strategy for errors is a choice that no record is asked for.
        is_of_other_section = not topic and item.section is not item.kind.section
        if is_further or is_of_other_section or (topic and _says_none(item)):
            failed.gate, failed.counts = "info", False
        if not is_last and isinstance(failed.fix, Replace):
            # What is written behind another technology of the bullet is not its own.
            failed.fix = None
        yield failed


def _is_on_line(item: Item, other: Item | None) -> bool:
    """Tell whether an item is in the same bullet as another one."""
    if other is None:
        return False
    return (other.docname, other.file, other.line) == (
        item.docname, item.file, item.line,
    )  # fmt: skip


def is_written_as_record(item: Item) -> bool:
    """Tell whether an item is a decision that is itself the text of a record."""
    if not _requires_record(item) or not item.kind.names_record(item.name):
        return False
    return item.has(item.kind.body_field())


_RECORD_ID = regex(r"\b[A-Z]{2,8}[- ]?\d{1,6}\b")


def _names_record(item: Item, context: Context) -> bool:
    """Tell whether an item has a link to a record, or the id of one in its words."""
    project = context.project
    if project.decisions(item):
        return True
    texts = [to_plain(text) for _, text in [*item.given_fields(), *item.extras]]
    return any(
        project.adrs.resolve(match[0], item.docname).record is not None
        for text in texts
        for match in _RECORD_ID.finditer(text)
    )


_NONE = regex(r"(?:none|no|not|n/a|nothing)\b", re.IGNORECASE)


def _says_none(item: Item) -> bool:
    """Tell whether an item says that there is no such thing: *None for the MVP*."""
    texts = [item.text(name) for name in item.kind.summary_fields]
    said = next((to_plain(text) for text in texts if to_plain(text)), "")
    return _NONE.match(said.lstrip("*_ ")) is not None


def _without_record(item: Item, context: Context) -> Failed:
    """Return that an item has no decision record."""
    adrs = context.project.adrs
    name = item.kind.field_of_type(DecisionRefs)
    found = adrs.resolve(item.name, item.docname).record if item.name else None
    if found is not None and adrs.shown_status(found) == "accepted":
        advice = Message(
            "refer to a record, such as {record}",
            record=described(found, context),
        )
        fix = SetField(name, name_for(found, item.docname, context))
    else:
        advice, fix = Message("refer to one in {field}", field=name), blank(name)
    return fail(
        item, Message("missing decision record"), subject=name, advice=advice, fix=fix
    )
