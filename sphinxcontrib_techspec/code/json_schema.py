"""Read JSON Schema, in JSON or YAML: an object with its properties.

The keywords are those of JSON Schema 2020-12 and OpenAPI 3. An object that is no schema
is an example, whose members are the fields.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from ..patterns import regex
from .classes import (
    ClassField,
    ClassSource,
    CodeClasses,
    CodeFault,
    mark_incomplete,
    too_long,
)
from .comments import Comments
from .data_tree import Path, is_mapping, key_lines, read_yaml_tree
from .json_text import load_json, read_json_text

_GROUPS = (("$defs",), ("definitions",), ("components", "schemas"))
_CLASS_WORDS = frozenset(
    {"$id", "$schema", "description", "properties", "required", "title", "type", "enum"}
)
_SHOWN = frozenset(
    {"const", "exclusiveMaximum", "exclusiveMinimum", "format", "maxItems", "maxLength",
     "maxProperties", "maximum", "minItems", "minLength", "minProperties", "minimum",
     "multipleOf", "pattern", "uniqueItems"}
)  # fmt: skip
_FLAGS = {"readOnly": "readonly", "writeOnly": "writeonly", "nullable": "nullable",
          "deprecated": "deprecated"}  # fmt: skip
_TYPE_WORD = regex(
    r"(?:string|str|text|uuid|integer|int\d*|long|number|float\d*|double|decimal|bool"
    r"|boolean|object|array|list|map|null|any|date|time|datetime|date-time|timestamp)"
    r"(?:\[\]|\?|<[\w<>, ]*>|\([\w, ]*\))?(?:\s*\|\s*[\w\[\]]+)*",
    re.IGNORECASE,
)
_MOST_EXAMPLE = 60
_MOST_PARTS = 20
"""How many schemas one is made of; in a chain, each would have the fields of all."""

_MOST_INHERITED = 5_000
"""How many properties of other schemas the schemas of a document have."""


def read_classes(code: str) -> CodeClasses:
    """Return the schemas of JSON code, or its first object as an example."""
    if fault := too_long(code):
        return CodeClasses(fault=fault)
    text = read_json_text(code)
    found = CodeClasses()
    comments = Comments(text.comments)
    for document in text.documents:
        value, found.fault = load_json(document)
        reader = _Reader(value, key_lines(document), comments)
        found.classes += reader.read(value, document.line)
        found.unread += reader.unread
        if found.fault is not None:
            break
    return mark_incomplete(found, all_read=not comments.left)


def read_yaml(code: str) -> CodeClasses:
    """Return the schemas of YAML code, or its object as an example."""
    if fault := too_long(code):
        return CodeClasses(fault=fault)
    tree = read_yaml_tree(code)
    reader = _Reader(tree.value, tree.lines, Comments(()))
    found = CodeClasses(reader.read(tree.value, tree.line), tree.fault)
    found.unread = reader.unread
    return mark_incomplete(found, all_read="#" not in code)


class _Reader:
    """Reads the schemas of a document."""

    def __init__(
        self, root: Any, lines: Mapping[Path, int], comments: Comments
    ) -> None:
        self.unread: list[CodeFault] = []
        self._root = root
        self._lines = lines
        self._comments = comments
        self._left = _MOST_INHERITED

    def read(self, value: Any, line: int) -> list[ClassSource]:
        """Return the schemas that a value is or has, or the example that it is."""
        if not isinstance(value, dict):
            return []
        root = cast("dict[str, Any]", value)
        found: list[ClassSource] = []
        if is_schema(root):
            found.append(self._class(_name_of(root), root, (), line))
        for group in _GROUPS:
            inner: Any = root
            for key in group:
                inner = inner.get(key) if is_mapping(inner) else None
            found += self._group(inner, group)
        if found:
            for source in found:
                source.whole = source.whole and len(found) == 1
            return found
        if root and all(is_schema(part) for part in root.values()):
            return self._group(root, ())
        return [self._example(root, line)] if root else []

    def _group(self, schemas: Any, path: Path) -> list[ClassSource]:
        if not is_mapping(schemas):
            return []
        return [
            self._class(name, schema, (*path, name), self._line((*path, name)))
            for name, schema in schemas.items()
            if is_schema(schema)
        ]

    def _line(self, path: Path) -> int:
        return self._lines.get(path, 0)

    def _class(
        self, name: str, schema: dict[str, Any], path: Path, line: int
    ) -> ClassSource:
        described = _text(schema.get("description")) or self._comments.above(line)
        source = ClassSource(name, described, line, label="Schema")
        source.whole = not path and schema.keys() <= _CLASS_WORDS
        fields: dict[str, ClassField] = {}
        for part, where in self._parts(schema, path, {path}):
            required = set(map(str, _list(part.get("required"))))
            properties = part.get("properties")
            if not is_mapping(properties):
                continue
            for key, value in properties.items():
                here = self._line((*where, "properties", key))
                # What a schema adds to a field of another comes behind that.
                fields[key] = self._field(
                    key, value, here, source, is_required=key in required
                )
        source.fields = list(fields.values())
        if not source.fields:
            source.fields = [
                ClassField(_json(member).strip('"'), "", "", "", line)
                for member in _list(schema.get("enum"))
            ]
        return source

    def _parts(
        self, schema: dict[str, Any], path: Path, seen: set[Path]
    ) -> Iterator[tuple[dict[str, Any], Path]]:
        """Yield the schemas that a schema is made of, with ``allOf`` and ``$ref``.

        Args:
            schema: the schema.
            path: where it is.
            seen: the places of those that were met, which grows.
        """
        for member in _list(schema.get("allOf")):
            reference = member.get("$ref") if is_mapping(member) else None
            if not isinstance(reference, str):
                if is_mapping(member) and len(path) < _MOST_PARTS:
                    yield from self._parts(member, (*path, "allOf"), seen)
                continue
            target = _local_path(reference)
            if target and target in seen:
                continue
            seen.add(target)
            other: Any = self._root if target else None
            for key in target:
                other = other.get(key) if is_mapping(other) else None
            self._left -= _size(other)
            if is_schema(other) and self._left >= 0 and len(seen) <= _MOST_PARTS:
                yield from self._parts(other, target, seen)
            else:
                line = self._line(path)
                self.unread.append(CodeFault(f"$ref: {reference}", line))
        yield schema, path

    def _field(
        self,
        name: str,
        value: Any,
        line: int,
        source: ClassSource,
        *,
        is_required: bool,
    ) -> ClassField:
        words = ["required"] if is_required else []
        described = ""
        if is_mapping(value):
            words += _constraints(value, source)
            described = _text(value.get("description"))
        described = described or self._comments.take(line, line)
        return ClassField(name, _type(value), ", ".join(words), described, line)

    def _example(self, members: dict[str, Any], line: int) -> ClassSource:
        """Return an object that is no schema; a text may be the name of a type."""
        above = self._comments.above(line)
        source = ClassSource("", above, line, label="Example", is_example=True)
        for name, value in members.items():
            here = self._line((name,))
            described = self._comments.take(here, here)
            if isinstance(value, str) and _TYPE_WORD.fullmatch(value):
                source.fields.append(ClassField(name, value, "", described, here))
                continue
            text = _json(value)
            nested = isinstance(value, (dict, list))
            if nested or len(text) > _MOST_EXAMPLE:
                source.whole = False
            words = "" if nested or len(text) > _MOST_EXAMPLE else f"example {text}"
            source.fields.append(
                ClassField(name, _json_type(value), words, described, here)
            )
        return source


def is_schema(value: Any) -> bool:
    """Return whether a value is the schema of an object or of an enum."""
    if not isinstance(value, dict):
        return False
    schema = cast("dict[str, Any]", value)
    type_ = schema.get("type", "object")
    if isinstance(type_, str) and type_ not in _TYPES:
        return False  # Such as the type of a GeoJSON object, which has properties too.
    properties = schema.get("properties")
    if isinstance(properties, dict):
        parts = cast("dict[str, Any]", properties).values()
        return all(isinstance(part, (dict, bool)) for part in parts)
    return (
        "$schema" in schema
        or isinstance(schema.get("allOf"), list)
        or (type_ == "object" and bool(schema.keys() & _OBJECT_WORDS))
        or (isinstance(schema.get("enum"), list) and "type" in schema)
    )


def _local_path(reference: str) -> Path:
    """Return where ``#/components/schemas/Order`` leads to, empty for another file."""
    if not reference.startswith("#/"):
        return ()
    keys = reference.removeprefix("#/").split("/")
    return tuple(key.replace("~1", "/").replace("~0", "~") for key in keys)


def _size(schema: Any) -> int:
    """Return the number of properties of a schema."""
    properties = schema.get("properties") if is_mapping(schema) else None
    return 1 + (len(properties) if is_mapping(properties) else 0)


_TYPES = frozenset(
    {"array", "boolean", "integer", "null", "number", "object", "string"}
)
_OBJECT_WORDS = frozenset({"additionalProperties", "patternProperties", "required"})


def _name_of(schema: dict[str, Any]) -> str:
    if title := _text(schema.get("title")):
        return title
    last = _text(schema.get("$id")).rstrip("/").rpartition("/")[2]
    return re.sub(r"(?:\.schema)?\.json$", "", last)


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _list(value: Any) -> Sequence[Any]:
    return cast("list[Any]", value) if isinstance(value, list) else ()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _json_type(value: Any) -> str:
    for type_, name in (
        (bool, "boolean"), (str, "string"), (int, "integer"), (float, "number"),
        (list, "array"), (dict, "object"),
    ):  # fmt: skip
        if isinstance(value, type_):
            return name
    return ""


def _type(value: Any, depth: int = 3) -> str:
    """Return the type of a property in words: ``array of string``, ``Address``."""
    if not isinstance(value, dict) or not depth:
        return ""
    schema = cast("dict[str, Any]", value)
    if reference := _text(schema.get("$ref")):
        return reference.rpartition("/")[2]
    type_ = schema.get("type")
    if type_ == "array":
        inner = _type(schema.get("items"), depth - 1)
        return f"array of {inner}" if inner else "array"
    if isinstance(type_, list):
        return " | ".join(map(str, cast("list[Any]", type_)))
    if isinstance(type_, str):
        return type_
    for key, joint in (("oneOf", " | "), ("anyOf", " | "), ("allOf", " & ")):
        parts = [_type(part, depth - 1) for part in _list(schema.get(key))]
        if found := joint.join(filter(None, parts)):
            return found
    return "object" if "properties" in schema else ""


def _constraints(schema: dict[str, Any], source: ClassSource) -> list[str]:
    """Return the constraints of a property; note in the class what is left of it."""
    found: list[str] = []
    for key, value in schema.items():
        if key in _SHOWN:
            shown = value if isinstance(value, str) else _json(value)
            found.append(f"{key}={shown}")
        elif key == "default":
            found.append(f"default {_json(value)}")
        elif key == "enum":
            found.append(f"enum {' | '.join(map(_json, _list(value)))}")
        elif key in _FLAGS and isinstance(value, bool):
            found += [_FLAGS[key]] if value else []
        elif key not in {"$ref", "type", "description", "items"} or (
            key == "items"
            and (not is_mapping(value) or value.keys() - {"type", "$ref"})
        ):
            source.whole = False
    return found
