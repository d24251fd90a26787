"""The JSON Schema of ``techspec.json``, generated from the types in `data`."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from ..kinds import KINDS, SpecHeader
from .data import ItemData, ProjectData
from .read import FORMAT_VERSION

FILE_NAME = "techspec.schema.json"
"""The file name of the schema in the package."""


def json_schema(*, plugins: bool = True) -> dict[str, Any]:
    """Return the schema (JSON Schema 2020-12) of a ``techspec.json``.

    The fields of an item are those of the model of its kind.

    Args:
        plugins: whether the kinds of installed plugins are in it.
    """
    kinds = (SpecHeader, *(KINDS if plugins else KINDS.own))
    schema = TypeAdapter(ProjectData).json_schema()
    definitions: dict[str, Any] = schema["$defs"]
    choices: list[dict[str, Any]] = []
    for kind in kinds:
        name = kind.kind
        model = kind.model_json_schema(mode="serialization")
        definitions.update(model.pop("$defs", {}))
        definitions[f"Kind_{name}"] = model
        choices.append(
            {
                "if": {"properties": {"kind": {"const": name}}},
                "then": {"properties": {"fields": {"$ref": f"#/$defs/Kind_{name}"}}},
            }
        )
    item = definitions[ItemData.__name__]
    item["properties"]["kind"] = {"enum": [kind.kind for kind in kinds]}
    item["allOf"] = choices
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = f"techspec.json, version {FORMAT_VERSION}"
    return schema


def schema_text(*, plugins: bool = False) -> str:
    """Return the schema as text, by default that of the file in the package.

    Args:
        plugins: whether the kinds of installed plugins are in it.
    """
    schema = json_schema(plugins=plugins)
    return json.dumps(schema, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
