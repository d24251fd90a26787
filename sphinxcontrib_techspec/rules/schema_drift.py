"""TS406: entities that differ from what the repository declares."""

from __future__ import annotations

from collections.abc import Iterator

from ..kinds.entity import Entity
from ..messages import Message, Related, suggestion
from ..model.item import Item
from ..model.schema_claims import EntityCheck, FieldCheck, Location
from ..model.spec import Spec
from .base import PASSED, Claim, Context, Failed, NotChecked, Outcome, fail, information
from .completeness import is_exempt


def schema_drift(spec: Spec, context: Context) -> Iterator[Outcome]:
    """An entity that differs from its class or its table in the repository.

    What it does
    ------------
    Compares the fields of the `techspec:entity` items with the classes and tables of
    the repository that have their names, in the singular or the plural: whether each
    field is there, in any spelling such as `createdAt` and `created_at`, whether its
    type may hold the same values, and whether it may be null where both say so. Classes
    are those of Python (dataclasses, attrs, pydantic, SQLAlchemy, SQLModel, Django,
    `TypedDict`, `NamedTuple`, enums), with the fields of their bases; models are those
    of Prisma; tables are those that SQL migrations leave, in the order of their
    numbers, or that a file of SQL makes. SQL is read with the extra `sql`. Nothing is
    run. The files are found without configuration, at any depth, outside of documents,
    tests, examples and installed packages.

    A field is missing only if all fields of the class or table are known and most
    fields of the entity are in it; otherwise it is listed as not checked, with the
    reason. So is a field if several classes or tables have the name of its entity and
    differ, and an entity without any. Planned entities that are not there yet are
    counted in one finding, which is information. Fields that only the repository has
    are not reported.

    Why
    ---
    Queries, forms and other services are written by the fields in the spec. The class
    or the migration changes and the spec does not.

    Example
    -------
    ````md
    ```{techspec:entity} Order
    :status: implemented

    | Field | Type | Constraints |
    |-------|------|-------------|
    | id | UUID | primary key |
    | total | integer | not null |
    | placed_at | datetime | not null |
    ```
    ````

    `../pyproject.toml`:

    ```toml
    [project]
    name = "shop"
    ```

    `../shop/models.py`:

    ```python
    from dataclasses import dataclass


    @dataclass
    class Order:
        id: UUID
        total: Decimal
        placed_at: datetime
    ```

    Instead
    -------
    ````md
    ```{techspec:entity} Order
    :status: implemented

    | Field | Type | Constraints |
    |-------|------|-------------|
    | id | UUID | primary key |
    | total | decimal | not null |
    | placed_at | datetime | not null |
    ```
    ````

    `../pyproject.toml`:

    ```toml
    [project]
    name = "shop"
    ```

    `../shop/models.py`:

    ```python
    from dataclasses import dataclass


    @dataclass
    class Order:
        id: UUID
        total: Decimal
        placed_at: datetime
    ```

    Configuration
    -------------
    Set `techspec_sources_auto` to `False` to switch the search off. `root` of
    `techspec:spec` limits the search to a folder.
    """
    absent: list[Item] = []
    number = 0
    for item, found in _checked(spec, context):
        is_planned = spec.item_status(item) == "planned"
        number += is_planned
        if found.is_absent and is_planned:
            absent.append(item)
        elif found.reason:
            yield NotChecked(
                item.section, Message("fields"), found.reason, item,
                "fields", item.line, item.file,
            )  # fmt: skip
        for field in found.fields:
            yield _outcome(item, field, is_planned=is_planned)
    if absent:
        yield _not_yet(absent, number)


def _outcome(item: Item, found: FieldCheck, *, is_planned: bool) -> Outcome:
    key = f"{item.kind.rows}.{found.number}"
    if found.verdict == "agrees":
        return PASSED[item.section]
    if found.verdict == "not checked":
        return NotChecked(
            item.section, Message("field {name}", name=found.name), found.reason,
            item, found.name, item.line_of(key) or item.line, item.file_of(key),
        )  # fmt: skip
    advice = suggestion(found.name, found.known) if found.known else ""
    failed = fail(item, _problem(item, found), key, subject=found.name, advice=advice)
    failed.gate = "info" if is_planned else "always"
    failed.related = tuple(map(_related, found.locations))
    return failed


def _problem(item: Item, found: FieldCheck) -> Message:
    place = found.locations[0]
    if found.problem == "missing":
        return Message(
            "field {name} is not in {other} ({path}:{line})",
            name=found.name, other=place.name, path=place.path, line=place.line,
        )  # fmt: skip
    if found.problem == "type":
        return Message(
            "field {name} of type “{type}”, but {path}:{line} has {found}",
            name=found.name,
            type=getattr(item.model, item.kind.rows)[found.number].type,
            path=place.path,
            line=place.line,
            found=place.type,
        )
    return (
        Message(
            "field {name} nullable, but {path}:{line} is not",
            name=found.name, path=place.path, line=place.line,
        )
        if found.problem == "nullable"
        else Message(
            "field {name} not null, but {path}:{line} may be",
            name=found.name, path=place.path, line=place.line,
        )
    )  # fmt: skip


def _not_yet(absent: list[Item], number: int) -> Failed:
    """Return the one finding of the planned entities that are not there yet."""
    problem = Message(
        "planned entities without a class or table yet ({count} of {number})",
        count=len(absent),
        number=number,
    )
    return information(absent[0], problem, "planned")


def _related(location: Location) -> Related:
    return Related(location.file, location.line, location.name)


def _checked(spec: Spec, context: Context) -> Iterator[tuple[Item, EntityCheck]]:
    """Yield each entity that was looked for, and what the repository says of it."""
    items = spec.of_kind(Entity.kind)
    if items and not is_exempt(spec, items[0].section):
        yield from context.project.repository.schemas.checks(items, spec.root)


def schema_claims(spec: Spec, context: Context) -> Iterator[Claim]:
    """Yield what each field of the entities of a spec claims."""
    for item, found in _checked(spec, context):
        if found.reason:
            for _ in range(len(getattr(item.model, item.kind.rows))):
                yield Claim(item.section, "not checked", found.reason)
        for field in found.fields:
            yield Claim(item.section, field.verdict, field.reason)
