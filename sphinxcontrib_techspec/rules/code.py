"""TS011: what is shown as written and not read."""

from __future__ import annotations

from collections.abc import Iterator

from ..codes import Code
from ..kinds import Section
from ..model.spec import Spec
from .base import (
    PASSED,
    Context,
    Outcome,
    failed_in_document,
    failed_reading,
    unassigned_documents,
)


def code_not_read(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A code block of an entity, or text in a list, that is not read.

    What it does
    ------------
    Reports a code block in an entity if its language is not read, or if the extra that
    reads it is not installed: `sql` for SQL, `code` for TypeScript, Go, Rust and Java.
    The block is shown as written. There is no finding if the entity has fields from a
    table, a list or another code block. It also reports the other classes in a block
    of one entity, which are no items, and once in a list the bullets that name no item.

    Why
    ---
    Fields that are not read are missing from views, references and `techspec.json`.

    Example
    -------
    ````md
    ```{techspec:entity} Call
    ~~~protobuf
    message Call {
      string language = 1;
    }
    ~~~
    ```
    ````

    Instead
    -------
    ````md
    ```{techspec:entity} Call
    - **language**: string
    ```
    ````
    """
    for item in spec.items:
        for problem in item.problems:
            if problem.code == Code.CODE_NOT_READ:
                yield failed_reading(problem, item)
    for document in [*spec.documents, *unassigned_documents(spec, context)]:
        found = [p for p in document.problems if p.code == Code.CODE_NOT_READ]
        for problem in found:
            yield failed_in_document(problem, document)
        if not found:
            yield PASSED[Section.DATA]
