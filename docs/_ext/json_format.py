"""The objects of a ``techspec.json``, from its schema."""

from __future__ import annotations

from typing import Any, cast

from sphinxcontrib_techspec.exchange.schema import json_schema

from .markup import markdown, table


def json_tables() -> str:
    """Return the objects of a ``techspec.json``, from its schema."""
    schema = json_schema()
    definitions: dict[str, Any] = schema["$defs"]
    objects = {"ProjectData": schema} | {
        name: value for name, value in definitions.items() if name.endswith("Data")
    }
    parts: list[str] = []
    for name, value in objects.items():
        doc = markdown(value.get("description", ""))
        rows = [
            [
                f"`{key}`",
                _json_type(part, set(objects)),
                "" if key in value.get("required", ()) else "omitted if empty",
            ]
            for key, part in value["properties"].items()
        ]
        title = name.removesuffix("Data").lower()
        parts += [f"## {title}\n\n{doc}\n\n", table(["Key", "Value", ""], rows), "\n"]
    return "".join(parts)


def _json_type(part: dict[str, Any], objects: set[str]) -> str:
    def link(name: str) -> str:
        title = name.removesuffix("Data").lower()
        return f"[{title}](#{title})" if name in objects else f"`{name}`"

    values = part.get("additionalProperties")
    match part:
        case {"$ref": reference}:
            text = link(reference.rsplit("/", 1)[-1])
        case {"anyOf": ways}:
            text = " or ".join(_json_type(way, objects) for way in ways)
        case {"enum": choices}:
            text = " or ".join(f"`{choice}`" for choice in choices)
        case {"const": value}:
            text = f"`{value}`"
        case {"type": "array", "items": items}:
            text = f"list of {_json_type(items, objects)}"
        case {"type": "object"} if isinstance(values, dict):
            value = cast("dict[str, Any]", values)
            text = f"by name: {_json_type(value, objects)}"
        case _:
            text = str(part.get("type", "anything"))
    return text
