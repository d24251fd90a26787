"""The JSON Schema of ``techspec.json``, generated from the types in `data`."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from ..kinds import BY_NAME
from .data import ItemData, ProjectData
from .read import FORMAT_VERSION

FILE_NAME = "techspec.schema.json"
"""The file name of the schema in the package."""


def json_schema() -> dict[str, Any]:
    """Return the schema (JSON Schema 2020-12) of a ``techspec.json``.

    The fields of an item are those of the model of its kind.
    """
    schema = TypeAdapter(ProjectData).json_schema()
    definitions: dict[str, Any] = schema["$defs"]
    choices: list[dict[str, Any]] = []
    for name, kind in BY_NAME.items():
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
    item["properties"]["kind"] = {"enum": list(BY_NAME)}
    item["allOf"] = choices
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = f"techspec.json, version {FORMAT_VERSION}"
    return schema


def schema_text() -> str:
    """Return the schema as the text of the file in the package."""
    return (
        json.dumps(json_schema(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    )
