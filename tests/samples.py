"""One good item of every kind, for tests that spoil it in one place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sphinxcontrib_techspec.kinds import Kind
from sphinxcontrib_techspec.kinds.field import FieldSpec
from sphinxcontrib_techspec.values.cardinality import Cardinality
from sphinxcontrib_techspec.values.target import Target
from sphinxcontrib_techspec.values.version import Version

NAMES = {
    "endpoint": "GET /things",
    "relation": "Thing -> Thing",
    "argument": "--dry-run",
    "error": "E1001",
}
"""Names where not any words will do."""

VALUES = {"link": "https://example.org", "example": '{"thing": 1}'}
"""Values by field where not any words will do."""

_BY_TYPE: dict[Any, str] = {
    Version: "16.4",
    Target: "< 200 ms at p95",
    Cardinality: "one-to-many",
    int: "404",
    bool: "yes",
}


@dataclass
class Sample:
    """An item: its name, and the fields that a rule on writing asks for."""

    name: str
    options: dict[str, str] = field(default_factory=dict)
    heads: list[str] = field(default_factory=list)

    @property
    def cells(self) -> list[str]:
        """The item as a row below ``heads``."""
        return [self.name, *self.options.values()]


def sample(kind: type[Kind], name: str = "") -> Sample:
    """Return a good item of *kind*, with the fields that are asked for."""
    made = Sample(name or NAMES.get(kind.kind, "Some thing"))
    made.heads.append(kind.label)
    in_name = kind.split_name(made.name)
    for asked in kind.field_specs().values():
        if not asked.required or asked.name in {*in_name, kind.rows}:
            continue
        if asked.is_list:
            continue
        made.options[asked.name] = value(asked)
        made.heads.append(asked.label)
    return made


def value(asked: FieldSpec) -> str:
    """Return a value that fits a field."""
    if asked.choices:
        return asked.choices[0]
    if asked.name in VALUES:
        return VALUES[asked.name]
    for type_, text in _BY_TYPE.items():
        if type_ in _types(asked):
            return text
    return f"Good words for {asked.name}"


def _types(asked: FieldSpec) -> tuple[object, ...]:
    annotation: Any = asked.annotation
    return (annotation, *getattr(annotation, "__args__", ()))


def is_text(asked: FieldSpec) -> bool:
    """Return whether any words fit a field."""
    return asked.annotation is str and not asked.display


def text_field(kind: type[Kind], *, prose: bool | None = None) -> FieldSpec | None:
    """Return the first field of *kind* that any words fit, and that names nothing."""
    return next(
        (
            asked for asked in kind.field_specs().values()
            if is_text(asked) and not asked.refers_to
            and prose in {None, asked.inline_markup}
        ),
        None,
    )  # fmt: skip
