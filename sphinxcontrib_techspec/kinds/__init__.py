"""The kinds of item that a spec has: one file a kind, and the one list of them."""

from __future__ import annotations

from .argument import Argument
from .base import Kind
from .command import Command
from .component import Component
from .coverage import Coverage
from .decision import Decision
from .endpoint import Endpoint
from .entity import Entity, EntityField
from .error import Error
from .field import FieldSpec
from .logging import Logging
from .payload import Payload
from .perf import Perf
from .related import Related
from .relation import Relation
from .security import Security
from .spec_header import SpecHeader
from .stack import Stack
from .template import Section, Topic
from .test import Test

__all__ = [
    "BY_NAME",
    "KINDS",
    "Argument",
    "Command",
    "Component",
    "Coverage",
    "Decision",
    "Endpoint",
    "Entity",
    "EntityField",
    "Error",
    "FieldSpec",
    "Kind",
    "Logging",
    "Payload",
    "Perf",
    "Related",
    "Relation",
    "Section",
    "Security",
    "SpecHeader",
    "Stack",
    "Test",
    "Topic",
]

KINDS: tuple[type[Kind], ...] = (
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
)
"""Every kind of item, in the order of the template. A new kind is one line here."""

BY_NAME: dict[str, type[Kind]] = {kind.kind: kind for kind in (SpecHeader, *KINDS)}
"""Every kind by the name of its directive, the spec's own head with them."""
