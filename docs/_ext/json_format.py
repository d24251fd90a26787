"""The objects of a ``techspec.json`` and of a comparison, from their schemas."""

from __future__ import annotations

from typing import Any, cast

from sphinxcontrib_techspec.compare import data as comparison
from sphinxcontrib_techspec.exchange.schema import json_schema

from .markup import markdown, table


def json_tables() -> str:
    """Return the objects of a ``techspec.json``, from its schema."""
    objects = _objects(json_schema(), "ProjectData")
    links = {name: f"#{_title(name)}" for name in objects}
    return _tables(objects, links)


def comparison_tables() -> str:
    """Return the objects of a comparison, from its schema.

    Those that a ``techspec.json`` has, too, are described on its page.
    """
    described = _objects(json_schema(), "ProjectData")
    links = {name: f"json.md#{_title(name)}" for name in described}
    objects = _objects(comparison.json_schema(), "ComparisonData")
    own = {name: value for name, value in objects.items() if name not in described}
    return _tables(own, links | {name: f"#{_title(name)}" for name in own})


def _objects(schema: dict[str, Any], root: str) -> dict[str, Any]:
    """Return the objects of a schema by the names of their types, the root first."""
    definitions: dict[str, Any] = schema["$defs"]
    return {root: schema} | {
        name: value for name, value in definitions.items() if name.endswith("Data")
    }


def _title(name: str) -> str:
    return name.removesuffix("Data").lower()


def _tables(objects: dict[str, Any], links: dict[str, str]) -> str:
    parts: list[str] = []
    for name, value in objects.items():
        doc = markdown(value.get("description", ""))
        rows = [
            [
                f"`{key}`",
                _json_type(part, links),
                "" if key in value.get("required", ()) else "omitted if empty",
            ]
            for key, part in value["properties"].items()
        ]
        parts += [f"## {_title(name)}\n\n{doc}\n\n"]
        parts += [table(["Key", "Value", ""], rows), "\n"]
    return "".join(parts)


def _json_type(part: dict[str, Any], links: dict[str, str]) -> str:
    def link(name: str) -> str:
        title = _title(name)
        return f"[{title}]({links[name]})" if name in links else f"`{name}`"

    values = part.get("additionalProperties")
    match part:
        case {"$ref": reference}:
            text = link(reference.rsplit("/", 1)[-1])
        case {"anyOf": ways}:
            text = " or ".join(_json_type(way, links) for way in ways)
        case {"enum": choices}:
            text = " or ".join(f"`{choice}`" for choice in choices)
        case {"const": value}:
            text = f"`{value}`"
        case {"type": "array", "items": items}:
            text = f"list of {_json_type(items, links)}"
        case {"type": "object"} if isinstance(values, dict):
            value = cast("dict[str, Any]", values)
            text = f"by name: {_json_type(value, links)}"
        case _:
            text = str(part.get("type", "anything"))
    return text
