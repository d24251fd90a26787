"""TS309: types of fields that nothing defines."""

from __future__ import annotations

from collections.abc import Iterator

from ..kinds import Entity
from ..messages import Message, suggestion
from ..model.item import row_models
from ..model.spec import Spec
from ..values.names import is_known_type, type_names
from .base import PASSED, Context, Outcome, fail


def undefined_type(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A type of a field that is neither a known type nor an entity.

    What it does
    ------------
    Looks up each name in the types of the fields of entities: among the types of the
    common languages, databases and libraries, and among the entities and payloads of
    the project. A type in other words, such as *list of tags*, is not checked.

    Why
    ---
    The reader does not know what the field holds. Often, a table of values or a nested
    class was left out.

    Example
    -------
    ````md
    ```{techspec:entity} Order
    - id: UUID
    - state: OrderState
    ```
    ````

    Instead
    -------
    ````md
    ```{techspec:entity} Order
    - id: UUID
    - state: OrderState
    ```

    ```{techspec:entity} OrderState
    - open: str
    - paid: str
    ```
    ````
    """
    for item in spec.of_kind(Entity.kind):
        reported: set[str] = set()
        for number, row in enumerate(row_models(item)):
            text = str(getattr(row, "type", ""))
            unknown = [
                name
                for name in type_names(text)
                if _is_type(name, text)
                and not is_known_type(name)
                and not _is_defined(name, spec, context)
            ]
            for name in unknown:
                if name in reported:
                    continue
                reported.add(name)
                key = f"{item.kind.rows}.{number}"
                failed = fail(
                    item,
                    Message("undefined type “{type}”", type=name),
                    key,
                    subject=name,
                    advice=suggestion(name, context.project.names(_KINDS, spec)),
                )
                failed.counts = False
                yield failed
        if not reported:
            yield PASSED[item.section]


_KINDS = ("entity", "payload")


def _is_type(name: str, text: str) -> bool:
    """Tell whether a name is written as one of a type.

    Others are the values of a field (``open | paid``) or plain words.
    """
    if "|" in text:
        return name[0].isupper() and not name.isupper()
    return name[0].isupper() or "_" in name


def _is_defined(name: str, spec: Spec, context: Context) -> bool:
    """Tell whether an entity or a payload has the name of a type, or its last part."""
    last = name.rpartition(".")[2]
    return any(
        context.project.look_up_kinds(word, _KINDS, spec).targets
        for word in dict.fromkeys((name, last))
    )
