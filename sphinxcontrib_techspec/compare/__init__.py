"""Compare two states of the specs of a project.

A state is what a ``techspec.json`` holds. Nothing here imports models or Sphinx; a git
revision is built by `revisions`.
"""

from __future__ import annotations

from .difference import compare_states
from .state import (
    Difference,
    ItemChange,
    RecordChange,
    SpecDifference,
    State,
    read_state,
)

__all__ = [
    "Difference",
    "ItemChange",
    "RecordChange",
    "SpecDifference",
    "State",
    "compare_states",
    "read_state",
]
