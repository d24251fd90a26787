"""The models and enums of a Prisma schema, as what a database stores.

https://www.prisma.io/docs/orm/prisma-schema.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..code.prisma import read_classes
from ..patterns import regex
from .python_classes import ClassRow
from .schemas import Schema, SchemaField

PRISMA_FORMAT = "prisma models 1"
"""The name of the format; with a number after it, which changes with what is read."""

_MAP = regex(r"(?:^|, )map\(\"([^\"]*)\"\)")


def read_models(code: str) -> list[ClassRow]:
    """Return the models and enums of a schema, each with its fields after it.

    Args:
        code: the file.
    """
    found = read_classes(code)
    is_whole = found.fault is None
    rows: list[ClassRow] = []
    for model in found.classes:
        is_enum = model.label == "Enum"
        rows.append(
            ClassRow(
                "class", model.name, model.line + 1,
                form="enum" if is_enum else "table", is_whole=is_whole,
            )
        )  # fmt: skip
        for field in model.fields:
            mapped = _MAP.search(field.constraints)
            words = field.constraints.split(", ")
            rows.append(
                ClassRow(
                    "field", field.name, field.line + 1, field.type,
                    mapped[1] if mapped else "",
                    nullable="yes" if "optional" in words else "no",
                )
            )  # fmt: skip
    return rows


def models(path: str, rows: Iterable[ClassRow]) -> Iterator[Schema]:
    """Yield the models of a file.

    Args:
        path: the file, from the root of the repository.
        rows: what `read_models` returned for it.
    """
    found: list[tuple[ClassRow, list[SchemaField]]] = []
    for row in rows:
        if row.kind == "class":
            found.append((row, []))
        elif found:
            types = (row.text,) if row.text else ()
            names = (row.other,) if row.other else ()
            found[-1][1].append(
                SchemaField(
                    row.name, path, row.line, types, names,
                    None if not row.text else row.nullable == "yes",
                )
            )  # fmt: skip
    for row, fields in found:
        yield Schema(
            "model", row.name, path, row.line, tuple(fields),
            is_stored=row.form == "table", is_enum=row.form == "enum",
            is_whole=row.is_whole,
        )  # fmt: skip
