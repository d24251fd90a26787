"""Architecture decision records: how they are read and how they are referred to."""

from __future__ import annotations

from .outline import Entry, Link, Outline, Part
from .read import read_record
from .record import AdrRecord, is_record_name
from .resolve import AdrIndex, Resolution
from .status import Status, read_status

__all__ = [
    "AdrIndex",
    "AdrRecord",
    "Entry",
    "Link",
    "Outline",
    "Part",
    "Resolution",
    "Status",
    "is_record_name",
    "read_record",
    "read_status",
]
