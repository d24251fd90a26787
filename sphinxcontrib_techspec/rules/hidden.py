"""TS013: items that no page shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..messages import Message
from ..model.spec import Spec
from .base import PASSED, Context, Outcome, fail, header_and_items


def hidden_item(spec: Spec, context: Context) -> Iterator[Outcome]:
    """An item that is hidden by `only` or `ifconfig`.

    What it does
    ------------
    Reports each item and each header in an `only` or `ifconfig` directive whose
    condition is false. Builders without pages, such as `techspec check`, judge `only`
    and `ifconfig` as an HTML build does. An expression of `ifconfig` that does more
    than compare values counts as true.

    Why
    ---
    No page shows the item. It is left out of views, of the index, of the search and of
    `techspec.json`, no rule checks it, and a role cannot refer to it.

    Example
    -------
    ````md
    :::{only} internal
    ```{techspec:error} E9
    :meaning: Ledger out of balance
    :action: Call the team
    ```
    :::
    ````

    Instead
    -------
    ````md
    ```{techspec:error} E9
    :meaning: Ledger out of balance
    :action: Call the team
    ```
    ````
    """
    for item in header_and_items(spec):
        if item.conditions:
            yield PASSED[item.section]
    for item in spec.hidden:
        false = [c for c in item.conditions if not context.project.is_true(c)]
        condition = " ".join(false[0])
        failed = fail(
            item,
            Message("hidden by the condition “{condition}”", condition=condition),
            subject=condition,
        )
        yield replace(failed, counts=False)
