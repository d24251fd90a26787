"""The kinds of item that a spec has: one file a kind, and the one list of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from pydantic import ConfigDict

from ..patterns import regex
from ..plugins import Plugin, Provided, cached
from ..values.target import Target
from ..values.version import Version
from .argument import Argument
from .base import Kind, NamePart
from .command import Command
from .component import Component
from .coverage import Coverage
from .decision import Decision
from .endpoint import Endpoint
from .entity import Entity, EntityField
from .error import Error
from .field import (
    CodeLanguage,
    DecisionRefs,
    EvidenceRef,
    FieldSpec,
    Heads,
    ItemStatus,
    Link,
    References,
)
from .logging import Logging
from .payload import Payload
from .perf import Perf
from .related import Related
from .relation import Relation
from .security import Security
from .setting import Setting
from .spec_header import SpecHeader
from .stack import Stack
from .template import TEMPLATE_SECTIONS, Section, Topic
from .test import Test

__all__ = [
    "BY_NAME",
    "KINDS",
    "SECTIONS",
    "Argument",
    "CodeLanguage",
    "Command",
    "Component",
    "Coverage",
    "Decision",
    "DecisionRefs",
    "Endpoint",
    "Entity",
    "EntityField",
    "Error",
    "EvidenceRef",
    "FieldSpec",
    "Heads",
    "ItemStatus",
    "Kind",
    "Link",
    "Logging",
    "NamePart",
    "Payload",
    "Perf",
    "References",
    "Related",
    "Relation",
    "Section",
    "Security",
    "Setting",
    "SpecHeader",
    "Stack",
    "Test",
    "Topic",
    "kind_named",
]

_NAME = regex(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", re.ASCII)

_RESERVED = frozenset(
    "adr adrs diagram item items not-applicable report spec table waive".split()
)
"""Names of directives and roles that are not a kind's."""

_ONE_OF_TYPE = (DecisionRefs, Link, EvidenceRef, CodeLanguage, Version, Target)
"""Types of which a kind may have one field, as their behaviour is the item's."""


def _fault(kind: Any, _plugin: Plugin) -> str:
    """Return what is wrong with a plugin's kind, empty where it is right."""
    if not (isinstance(kind, type) and issubclass(kind, Kind)):
        return f"{kind!r} is not a subclass of Kind"
    needed = ("kind", "title", "section", "label", "columns", "bullet")
    if missing := [name for name in needed if not hasattr(kind, name)]:
        return f"{kind.__name__} has no {missing[0]}"
    if not _NAME.fullmatch(kind.kind):
        return f"invalid name {kind.kind!r}; use lower-case words joined by hyphens"
    if kind.kind in _RESERVED:
        return f"the name {kind.kind!r} is reserved"
    fields = {"", *kind.field_specs()}
    used = (*kind.columns, *kind.bullet, *kind.name_fields, *kind.summary_fields,
            kind.rows, kind.code, kind.assigned, kind.package_field,
            kind.topic_field, kind.distinguished_by,
            *(name for entry in kind.heads for name in entry.fields))  # fmt: skip
    if unknown := [name for name in used if name not in fields]:
        return f"{kind.__name__} has no field {unknown[0]!r}"
    for value_type in _ONE_OF_TYPE:
        if len(names := kind.fields_of_type(value_type)) > 1:
            return f"{kind.__name__} has several fields of one type: {', '.join(names)}"
    return ""


def _name_of(kind: type[Kind]) -> str:
    return kind.kind


KINDS: Provided[type[Kind]] = Provided(
    "KINDS",
    own=(
        Stack,
        Decision,
        Component,
        Entity,
        Relation,
        Endpoint,
        Payload,
        Command,
        Argument,
        Security,
        Error,
        Logging,
        Perf,
        Coverage,
        Test,
        Related,
        Setting,
    ),
    key=_name_of,
    check=_fault,
)
"""Every kind of item, in the order of the template, then the kinds of plugins.

A new kind is one line here.
"""


class _Kinds(Mapping[str, type[Kind]]):
    """The kinds by name; found when first used, as plugins add some."""

    def __getitem__(self, name: str) -> type[Kind]:
        """Return the kind of a name."""
        return _by_name()[name]

    def __contains__(self, name: object) -> bool:
        """Return whether there is a kind of that name."""
        return name in _by_name()

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names."""
        return iter(_by_name())

    def __len__(self) -> int:
        """Return how many kinds there are."""
        return len(_by_name())


@cached
def _by_name() -> dict[str, type[Kind]]:
    return {kind.kind: kind for kind in (SpecHeader, *KINDS)}


BY_NAME: Mapping[str, type[Kind]] = _Kinds()
"""Every kind by the name of its directive, the spec's own header with them."""


class _Sections:
    """The sections of the template, then those that only kinds of plugins have."""

    def __iter__(self) -> Iterator[Section]:
        """Iterate over the sections."""
        return iter(_sections())


@cached
def _sections() -> tuple[Section, ...]:
    named = [
        section
        for kind in KINDS
        for section in (kind.section, *(topic.section for topic in kind.topics))
    ]
    return tuple(dict.fromkeys((*TEMPLATE_SECTIONS, *named)))


SECTIONS: Iterable[Section] = _Sections()
"""Every section: the template's in its order, then those that plugins add."""


@cached
def kind_named(name: str) -> type[Kind]:
    """Return the kind of a name.

    The kind of a plugin that is not installed, which a ``techspec.json`` may name, has
    the fields that the file has.
    """
    known = _by_name().get(name)
    return known or type(name, (UnknownKind,), {"kind": name, "title": name})


class UnknownKind(Kind):
    """A kind of a plugin that is not installed; it accepts any field."""

    model_config = ConfigDict(extra="allow")

    section: ClassVar = Section("other", "Other")
    label: ClassVar = "Name"
    columns: ClassVar = ("",)
    bullet: ClassVar = ("",)
