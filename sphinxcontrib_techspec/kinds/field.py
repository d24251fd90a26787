"""How an author writes the fields of a kind, and what is required of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from types import NoneType, UnionType
from typing import Any, Literal, NewType, Union, get_args, get_origin

from pydantic import BeforeValidator

from ..codes import Code
from ..text import collapse_spaces, normalize
from ..values.target import Target

ItemStatus = Literal["planned", "implemented", "deprecated"]
"""How far an item is: to be built, built, or on its way out."""

References = tuple[str, ...]
"""Names of other items, as written."""

DecisionRefs = NewType("DecisionRefs", tuple[str, ...])
"""References to decision records, as written: an id, a number, a file's name or a path.

They are resolved, checked (TS202 to TS205) and shown with the record's status.
"""

Link = NewType("Link", str)
"""A path from the document, or an address; the item's name is shown as the link."""

EvidenceRef = NewType("EvidenceRef", str)
"""Where the measured value of the item's target is kept; it is read and compared."""

CodeLanguage = NewType("CodeLanguage", str)
"""The language of the block of code that the item's body holds."""


@dataclass(frozen=True)
class FieldSpec:
    """How an author writes one field of a kind, and what is required of it.

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
        may_refer_to: other kinds whose items it may name, where none of those kinds
            has the name.
        single_reference: whether all of the value is one name, words and all.
        display: how the value is shown where it names no item: as a badge, as code, or
            as it is written. A field with `choices` is always shown as a badge.
        verbatim: whether the value is the same in every language, such as the name of
            a package.
        example: a value that an author may copy; a fix offers it.
        name: the field's name in the model.
        annotation: the field's type in the model.
    """

    label: str
    doc: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    missing_code: str = Code.INVALID_FIELD
    inline_markup: bool = False
    from_body: bool = False
    refers_to: tuple[str, ...] = ()
    may_refer_to: tuple[str, ...] = ()
    single_reference: bool = False
    display: Literal["", "badge", "code"] = ""
    example: str = ""
    verbatim: bool = False
    name: str = ""
    annotation: Any = None

    @cached_property
    def choices(self) -> tuple[str, ...]:
        """The values the field is limited to; empty where any text is valid."""
        return tuple(str(value) for value in _literals(self.annotation))

    @cached_property
    def value_type(self) -> Any:
        """The type of a value that is given: `Target` for ``Target | None``."""
        if get_origin(self.annotation) not in {Union, UnionType}:
            return self.annotation
        given = [part for part in get_args(self.annotation) if part is not NoneType]
        return given[0] if len(given) == 1 else self.annotation

    @property
    def is_translated(self) -> bool:
        """Whether a page shows the value in the reader's language.

        Names, values of a limited set, versions, paths and code are the same in every
        language.
        """
        if self.verbatim or self.display or self.choices or self.refers_to:
            return False
        # A target and a place of evidence have words too; a part of a row has no type.
        return self.value_type in {str, Target, EvidenceRef, None}

    @property
    def is_words(self) -> bool:
        """Whether the value is any words of the author."""
        return self.value_type is str and not self.refers_to

    @property
    def is_list(self) -> bool:
        """Whether the value is a list of references."""
        return self.value_type in {References, DecisionRefs}


@dataclass(frozen=True)
class Heads:
    """Column heads that mean a field where no better column of the header does.

    Attributes:
        fields: the fields, ``""`` for the name; the first has to be free, and a column
            may fill several, such as an HTTP status that is the name of an error too.
        heads: the column heads.
        sure: whether a cell has to be a name for sure, where the first is the name.
        in_tables: whether they mean it in the header of a table alone, and not as the
            label of a text.
    """

    fields: tuple[str, ...]
    heads: tuple[str, ...]
    sure: bool = False
    in_tables: bool = False

    @cached_property
    def words(self) -> frozenset[str]:
        """The heads in the form in which heads are compared."""
        return frozenset(map(normalize, self.heads))


def _literals(annotation: Any) -> Sequence[object]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return [v for part in get_args(annotation) for v in _literals(part)]


def _lower(value: object) -> object:
    return collapse_spaces(value).lower() if isinstance(value, str) else value


def _or_none(value: object) -> object:
    return None if value == "" else value


def _dash_or_none(value: object) -> object:
    return None if value in _NOTHING else value


def _dash_or_empty(value: object) -> object:
    return "" if value in _NOTHING else value


_NOTHING = ("", "-", "–", "—")
"""What a cell has that says nothing."""


Lower = BeforeValidator(_lower)
"""Ignores case and extra spaces in a value of a limited set."""


def _yes_or_no(value: object) -> object:
    words = {"": True, "yes": True, "true": True, "required": True, "no": False,
             "false": False, "optional": False}  # fmt: skip
    word = _lower(value)
    if isinstance(word, str):
        if word not in words:
            message = f"“{value}” is not yes or no"
            raise ValueError(message)
        return words[word]
    return value


YesOrNo = BeforeValidator(_yes_or_no)
"""Reads ``yes`` and ``no``; an option without a value is ``yes``."""


EmptyIsNone = BeforeValidator(_or_none)
"""Reads an option without a value as `None`."""

DashIsNone = BeforeValidator(_dash_or_none)
"""Reads a dash in the place of a version or a number as `None`, as `EmptyIsNone`."""

DashIsEmpty = BeforeValidator(_dash_or_empty)
"""Reads a dash in the place of a default as no value."""


NO_DECISIONS = DecisionRefs(())
"""The default of a field of decision records."""


DECISION = FieldSpec(
    "Decision",
    "The decision record that the item references.",
    aliases=("ADR", "Record", "Decision record"),
)
"""The usual field for the decision records of an item, of type `DecisionRefs`."""


EVIDENCE = FieldSpec(
    "Evidence",
    "Where the measured value is kept: `name#entry.statistic`, such as "
    "`bench#test_write.median`, in a file of `techspec_sources`, which is read and "
    "compared with the target; or any words or a link, which are shown as written.",
    aliases=("Result",),
)
"""The usual field for the location of a measured value, of type `EvidenceRef`."""


NO_EVIDENCE = EvidenceRef("")
"""The default of a field of evidence."""
