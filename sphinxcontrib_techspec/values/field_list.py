"""The fields of an entity in one line: ``id (UUID), name, created_at``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..patterns import regex
from .names import is_common_type
from .type_text import are_constraints, split_constraint

_LONGEST = 2000
"""How many characters a line of fields has; a longer text is none."""

_FEWEST = 2
"""The number of fields of the shortest line."""

_FIELD = regex(
    r"(?P<name>[^\W\d][\w.]*(?:\[\])?\??)(?:\s?:\s?(?P<type>\S.*)|\s?\((?P<note>.+)\)"
    r"|\s(?P<words>\S.*))?"
)
"""A field with its type behind a colon or a space, or a remark in brackets."""

_SURE = regex(r"_?id|uuid|pk|\w+_(?:id|at)|\w+(?:Id|ID|At)")
"""Names that fields have, and few values: ``id``, ``user_id``, ``createdAt``."""

_PARTS_OF_ENTITIES = regex(
    r"(?:.*\s)?(?:attributes?|columns?|constraints?|fields?|index|indexes|indices|keys?"
    r"|pks?|fks?|propert(?:y|ies)|relations?|relationships?|timestamps?|uniqueness"
    r"|unique|required|optional|mandatory|nullable|immutable|sort(?:ing|ed by)"
    r"|partition(?:ing|ed by)|search(?:able)?|encrypted|hidden|sensitive)",
    re.IGNORECASE,
)
"""Labels of some fields of entities: *Indexes*, *Foreign keys*, *Unique*."""

_FIELDS_OF_ENTITY = regex(
    r"(?:(?:all|core|data|important|key|main|table|the) )?"
    r"(?:attributes?|columns?|fields?|propert(?:y|ies)|schema|structure)"
    r"(?: (?:definitions?|descriptions?|details|list|overview|structure|summary))?",
    re.IGNORECASE,
)
"""Labels of the fields of the entity that a heading names: *Columns*, *Schema*."""

_MORE = regex(r"\.\.\.|…|etc\.?")
"""What stands for further fields."""

_DASH = regex(r"(?<!\s)\s++[-–—]\s+")


class ListedField(NamedTuple):
    """A field in a line of them.

    Attributes:
        name: its name.
        type: its type, empty for none.
        constraints: its constraints, empty for none.
        description: what else is said of it.
    """

    name: str
    type: str = ""
    constraints: str = ""
    description: str = ""


class FieldList(NamedTuple):
    """A line of fields.

    Attributes:
        fields: the fields.
        rest: what follows them, which describes the entity.
    """

    fields: tuple[ListedField, ...]
    rest: str = ""


def read_field_list(
    label: str, text: str, *, is_told: bool = False
) -> FieldList | None:
    """Return the fields that a text lists; `None` where any part of it is no field.

    Two fields or more are such a list where one has a name as few values have, such as
    ``id``, or a common type: ``draft, active`` may be values.

    Args:
        label: what the fields are said of.
        text: the text, without markup.
        is_told: whether something else says that they are fields; then any names are,
            and a single one.
    """
    if len(text) > _LONGEST or names_some_fields(label):
        return None
    line, *rest = _DASH.split(_without_brackets(text.strip()), maxsplit=1)
    parts = list(_parts(line.strip().removesuffix(".")))
    if parts and _MORE.fullmatch(parts[-1]):
        rest = [parts.pop(), *rest]
    fields = [_read_field(part) for part in parts]
    known = [field for field in fields if field is not None]
    least = 1 if is_told else _FEWEST
    if len(known) < max(len(fields), least):
        return None
    if not (is_told or any(map(_is_sure, known))):
        return None
    if len({field.name for field in known}) < len(known):
        return None
    return FieldList(tuple(known), " - ".join(rest))


def read_typed_field(text: str) -> ListedField | None:
    """Return a field with a common type or constraints behind it, without a colon.

    ``id UUID primary key`` and ``email (string, unique)`` are such fields; `None` is
    returned for other words.

    Args:
        text: the text, without markup.
    """
    field = _read_field(text) if len(text) <= _LONGEST else None
    return field if field and (field.type or field.constraints) else None


def names_all_fields(label: str) -> bool:
    """Return whether a label is *Columns* or *Field details*, and names no entity."""
    return _FIELDS_OF_ENTITY.fullmatch(label.strip()) is not None


def names_some_fields(label: str) -> bool:
    """Return whether a label names some fields of entities, and no entity."""
    return _PARTS_OF_ENTITIES.fullmatch(label.strip()) is not None


def _is_sure(field: ListedField) -> bool:
    return _SURE.fullmatch(field.name) is not None or bool(field.type)


def _read_field(text: str) -> ListedField | None:
    """Return the field that a part of a line is; `None` for other words."""
    match = _FIELD.fullmatch(text)
    if match is None:
        return None
    name, typed = match["name"], match["type"] or match["words"]
    if not typed:
        return _noted(name, match["note"] or "")
    field = _typed(name, typed)
    return field if field.type else None


def _noted(name: str, note: str) -> ListedField:
    """Return a field with a remark in brackets: a type, constraints or words."""
    field = _typed(name, note)
    if field.type or field.constraints:
        return field
    return ListedField(name, description=note)


def _typed(name: str, text: str) -> ListedField:
    """Return a field with a common type and constraints, or without what is none."""
    if text and are_constraints(text):
        return ListedField(name, constraints=text)
    comma = next((n for n, char in _outside(text) if char == ","), 0)
    type_, constraints = text[:comma], text[comma + 1 :].strip()
    if not comma:
        type_, constraints = split_constraint(text)
    if _is_type(type_):
        return ListedField(name, type_.strip(), constraints)
    noted = _NOTED_TYPE.fullmatch(text)
    if noted is not None and _is_type(noted["type"]):
        return ListedField(name, noted["type"], "", noted["note"])
    return ListedField(name)


def _is_type(text: str) -> bool:
    """Return whether a text is a common type of one word."""
    match = _TYPE.match(text)
    return match is not None and is_common_type(match["name"])


_NOTED_TYPE = regex(r"(?P<type>\S+) \((?P<note>[^()]+)\)")
"""A type with words in brackets: ``TEXT (hashed)``."""


_TYPE = regex(
    r"(?P<name>[^\W\d][\w.]*)(?:[\[(<][^()]*[\])>])?(?:\[\])?\??"
    r"(?: ?\| ?(?:null|undefined|None))?$"
)
"""A type of one word, with its arguments."""


def _without_brackets(text: str) -> str:
    """Return what brackets around all of a text enclose."""
    inside = text[1:-1]
    is_one = text[:1] == "(" and text[-1:] == ")" and not {"(", ")"} & set(inside)
    return inside if is_one else text


def _parts(text: str) -> Iterator[str]:
    """Yield the parts of a line between semicolons, or commas, outside of brackets."""
    marks = [(n, char) for n, char in _outside(text) if char in ",;"]
    mark = ";" if any(char == ";" for _, char in marks) else ","
    start = 0
    for position, char in marks:
        if char == mark:
            yield text[start:position].strip()
            start = position + 1
    yield text[start:].strip()


def _outside(text: str) -> Iterator[tuple[int, str]]:
    """Yield the characters outside of brackets with their positions."""
    depth = 0
    for position, char in enumerate(text):
        depth += (char in "[(<{") - (char in "])>}")
        if depth <= 0:
            yield position, char
