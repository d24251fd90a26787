"""TS012: options that are read as text."""

from __future__ import annotations

from collections.abc import Iterator

from ..codes import Code
from ..model.spec import Spec
from .base import (
    Context,
    Outcome,
    failed_reading,
    header_and_items,
    reported_in_documents,
)


def misplaced_option(spec: Spec, context: Context) -> Iterator[Outcome]:
    """An option that is part of the body of its directive.

    What it does
    ------------
    Reports a line of a body that is written like an option, and whose name is an option
    of the directive. Options end at the first line that is not one: an empty line, a
    heading, a continued value in Markdown. A block between lines of `---` that is not
    closed has no options.

    Why
    ---
    The line is shown as text, and the item lacks the value.

    Example
    -------
    ````md
    ```{techspec:perf} Refund latency
    :target: < 300 ms at p95

    :measurement: k6, 20 refunds/s for 10 minutes
    ```
    ````

    Instead
    -------
    ````md
    ```{techspec:perf} Refund latency
    :target: < 300 ms at p95
    :measurement: k6, 20 refunds/s for 10 minutes
    ```
    ````
    """
    for item in header_and_items(spec):
        for problem in item.problems:
            if problem.code == Code.MISPLACED_OPTION:
                yield failed_reading(problem, item)
    yield from reported_in_documents(spec, context, Code.MISPLACED_OPTION)
