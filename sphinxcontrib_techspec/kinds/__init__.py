"""The kinds of item that a spec has: one file a kind, and the one list of them."""

from __future__ import annotations

from .base import Ask, Field, Kind, Section
from .endpoint import Endpoint
from .entity import Entity, EntityField
from .perf import Perf
from .spec_head import SpecHead
from .stack import Stack

__all__ = [
    "BY_NAME",
    "KINDS",
    "Ask",
    "Endpoint",
    "Entity",
    "EntityField",
    "Field",
    "Kind",
    "Perf",
    "Section",
    "SpecHead",
    "Stack",
]

KINDS: tuple[type[Kind], ...] = (
    Stack,
    Entity,
    Endpoint,
    Perf,
)
"""Every kind of item, in the order of the template. A new kind is one line here."""

BY_NAME: dict[str, type[Kind]] = {kind.kind: kind for kind in (SpecHead, *KINDS)}
"""Every kind by the name of its directive, the spec's own head with them."""
