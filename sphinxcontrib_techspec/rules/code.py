"""TS011: what is shown as written and not read."""

from __future__ import annotations

from collections.abc import Iterator

from ..codes import Code
from ..kinds import Entity, Section
from ..kinds.entity import EntityField
from ..messages import Message
from ..model.item import Item, row_models
from ..model.spec import Spec
from ..values.names import name_words, names_beside
from .base import (
    PASSED,
    Context,
    Outcome,
    fail,
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
    of one entity, which are no items, the fields that a schema in OpenAPI, a diagram,
    an `ALTER TABLE` or a further block of code has beside those of the entity of its
    name, and once in a list the bullets that name no item.

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
    yield from _other_fields(spec)
    for document in [*spec.documents, *unassigned_documents(spec, context)]:
        found = [p for p in document.problems if p.code == Code.CODE_NOT_READ]
        for problem in found:
            yield failed_in_document(problem, document)
        if not found:
            yield PASSED[Section.DATA]


def _other_fields(spec: Spec) -> Iterator[Outcome]:
    """Yield the fields of a schema or a diagram that the entity does not have.

    The spec describes the entity elsewhere, so that the schema is no item of its own.
    """
    # Of an entity without fields, a schema or a diagram may be the only description.
    known = {
        name_words(item.name): item for item in spec.of_kind(Entity.kind)
        if row_models(item)
    }  # fmt: skip
    for item in spec.repeated:
        other = known.get(name_words(item.name))
        if item.kind is not Entity or other is None:
            continue
        names = names_beside(_names(item), _names(other))
        if names:
            yield fail(
                item,
                Message(
                    "fields that the entity does not have: {names}",
                    names=", ".join(names),
                ),
                subject=names[0],
                advice=Message("add them to the entity"),
            )


def _names(item: Item) -> Iterator[str]:
    return (row.name for row in row_models(item) if isinstance(row, EntityField))
