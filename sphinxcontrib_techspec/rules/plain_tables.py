"""TS015: tables and lists outside of directives that list items."""

from __future__ import annotations

from collections.abc import Iterator

from ..kinds import BY_NAME, Section
from ..messages import Message
from ..model.plain_tables import PlainItems
from ..model.spec import Spec
from ..text import composed
from .base import PASSED, Context, Failed, Outcome

_SHOWN = 3
"""How many names an advice lists."""


def table_not_read(spec: Spec, _context: Context) -> Iterator[Outcome]:
    """A table or a list outside of any directive that has the form of one of items.

    What it does
    ------------
    Looks at the tables outside of directives, in documents with items or a spec header.
    It reports a table whose columns are those of one kind, two of them fields that not
    every kind has, if most of its rows are items of that kind for sure, such as a
    method and a path, or if the column with the names has the kind's own head, such as
    *Component*. Of the lists, it reports those that `techspec adopt` would put into a
    directive: they stand below a heading that names their items, such as *Technology
    stack* or *Security*. A table or a list that names items of the spec again is not
    reported.

    Why
    ---
    Items in a table or a list without a directive are missing from views, checks and
    `techspec.json`, though the page looks right.

    Example
    -------
    ````md
    ```{techspec:error} E7
    :meaning: Valve does not close
    :action: Call the team
    ```

    | Code | HTTP status | Meaning          | User action       |
    |------|-------------|------------------|-------------------|
    | E8   | 503         | Pump not running | Restart the pump  |
    ````

    Instead
    -------
    ````md
    ```{techspec:error} E7
    :meaning: Valve does not close
    :action: Call the team
    ```

    ```{techspec:error}
    | Code | HTTP status | Meaning          | User action       |
    |------|-------------|------------------|-------------------|
    | E8   | 503         | Pump not running | Restart the pump  |
    ```
    ````
    """
    for document, block in spec.blocks:
        if not document.items:
            continue
        table = block.plain
        if table is None or _is_known(table, spec):
            yield PASSED[Section.SPEC]
            continue
        kind = BY_NAME[table.kind]
        yield Failed(
            kind.section,
            _problem(block.kind),
            subject=" ".join((table.kind, *table.names[:1])),
            advice=_advice(table, spec),
            docname=document.docname,
            line=block.line,
            file=block.file,
        )


def _problem(kind: str) -> Message:
    if kind == "list":
        return Message("list of items outside of a directive")
    return Message("table of items outside of a directive")


def _is_known(table: PlainItems, spec: Spec) -> bool:
    """Return whether a spec has all items that a table names."""
    return len(_known_names(table, spec)) == len(table.names)


def _known_names(table: PlainItems, spec: Spec) -> list[str]:
    """Return the names in a table of items that a spec has already."""
    known = {composed(item.name) for item in spec.of_kind(table.kind)}
    return [name for name in table.names if composed(name) in known]


def _advice(table: PlainItems, spec: Spec) -> Message:
    """Return what to write, which names no item again."""
    if again := _known_names(table, spec):
        return Message(
            "write it as the body of techspec:{kind}, without what has an item already "
            "({names})",
            kind=table.kind,
            names=", ".join(again[:_SHOWN]) + ("…" if len(again) > _SHOWN else ""),
        )
    return Message("write it as the body of techspec:{kind}", kind=table.kind)
