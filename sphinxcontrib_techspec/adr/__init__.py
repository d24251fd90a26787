"""Architecture decision records: how they are found, read and referred to.

`names` says which documents are records, `read` makes one from the outline of its
document, `resolve` finds the one that a reference means, `succession` joins what all of
them say of one another, and `AdrIndex` holds all this for a project.
"""

from __future__ import annotations

from .decision_record import DecisionRecord, Statement
from .external import ExternalRecord, Inventories
from .front_matter import read_front_matter
from .index import AdrIndex
from .names import is_record_name
from .outline import Entry, Link, Outline, Part
from .read import read_record
from .relations import Edge, Relation
from .resolve import Resolution
from .status import Reading, Status, read_status
from .succession import Conflict, Quote, ResolvedEdge

__all__ = [
    "AdrIndex",
    "Conflict",
    "DecisionRecord",
    "Edge",
    "Entry",
    "ExternalRecord",
    "Inventories",
    "Link",
    "Outline",
    "Part",
    "Quote",
    "Reading",
    "Relation",
    "Resolution",
    "ResolvedEdge",
    "Statement",
    "Status",
    "is_record_name",
    "read_front_matter",
    "read_record",
    "read_status",
]
