"""How an author writes the fields of a kind, and what is asked of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pydantic import BeforeValidator

from ..text import collapse_spaces

ItemStatus = Literal["planned", "implemented", "deprecated"]
"""How far an item is: to be built, built, or on its way out."""


@dataclass(frozen=True)
class FieldSpec:
    """How an author writes one field of a kind, and what is asked of it.

    It is written in the annotation of the field; ``name`` and ``annotation`` are filled
    in from there (see `Kind.field_specs`).

    Attributes:
        label: the field's column head and its name on the page.
        doc: one sentence for the documentation.
        aliases: other column heads and labels that mean this field.
        required: whether the template asks for it (set bold in the documentation).
        missing_code: the rule that reports its absence.
        inline_markup: whether an option may hold inline markup (a cell always may).
        from_body: whether the body's first paragraph fills it where it is not given.
        refers_to: the kinds whose items the field's value names.
        single_reference: whether all of the value is one name, words and all.
    """

    label: str
    doc: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    missing_code: str = "TS001"
    inline_markup: bool = False
    from_body: bool = False
    refers_to: tuple[str, ...] = ()
    single_reference: bool = False
    name: str = ""
    annotation: Any = None

    @property
    def choices(self) -> tuple[str, ...]:
        """The values the field is limited to; empty where any text is valid."""
        return tuple(str(value) for value in _literals(self.annotation))


def _literals(annotation: Any) -> Sequence[object]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return [v for part in get_args(annotation) for v in _literals(part)]


def _lower(value: object) -> object:
    return collapse_spaces(value).lower() if isinstance(value, str) else value


def _or_none(value: object) -> object:
    return None if value == "" else value


Lower = BeforeValidator(_lower)
"""Makes a limited set of values mind neither case nor spaces."""


def _yes_or_no(value: object) -> object:
    words = {"": True, "yes": True, "true": True, "required": True, "no": False,
             "false": False, "optional": False}  # fmt: skip
    word = _lower(value)
    if isinstance(word, str):
        if word not in words:
            message = f"“{value}” is neither yes nor no"
            raise ValueError(message)
        return words[word]
    return value


YesOrNo = BeforeValidator(_yes_or_no)
"""Reads ``yes`` and ``no``; an option without a value says yes."""


EmptyIsNone = BeforeValidator(_or_none)


References = tuple[str, ...]
"""References as written, to decision records or to other items."""


DECISION = FieldSpec(
    "Decision",
    "The decision record that it rests on.",
    aliases=("ADR", "Record", "Decision record"),
)
"""How an author names the decision record behind an item."""


EVIDENCE = FieldSpec(
    "Evidence",
    "Where the measured value is kept: `name#/json/pointer` into a file of "
    "`techspec_evidence`, which is read and compared with the target; or any words or "
    "a link, which are shown as written.",
    aliases=("Result",),
)
"""How an author says where a target's measured value is."""
