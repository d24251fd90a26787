"""A decision record as data."""

from __future__ import annotations

from dataclasses import dataclass

from .names import slug_of
from .relations import Edge
from .status import Status


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a record says of its own status.

    Attributes:
        status: the normalised status.
        text: the words, as written.
        line: the line they stand on, from 1; 0 where not known.
        place: the kind of place they stand in, such as ``front matter``.
    """

    status: Status
    text: str
    line: int = 0
    place: str = ""


@dataclass(slots=True)
class DecisionRecord:
    """An architecture decision record, as its own document states it.

    Attributes:
        docname: the document it is.
        stem: the name of its file, or of its folder for a ``README`` or ``index``.
        label: what it is called on a page: ``ADR-0004``, or its stem.
        prefix: the letters before its number, in capitals; empty where it has none.
        number: its number, from the file's name before any other place.
        ids: what else it may be called: front matter's ids, labels of the document.
        slugs: what its file may be called as well: front matter's slug.
        title: its title, without number.
        line: the line of its title, from 1.
        status: the normalised status.
        raw_status: the status as written; empty where none is.
        status_line: the line of the status, from 1; 0 where not known.
        date: the date as written, else the one in the file's name.
        deciders: who decided, as written.
        edges: what it says of other records.
        statements: everything it says of its own status, the most trusted first.
    """

    docname: str
    stem: str
    label: str
    prefix: str = ""
    number: int | None = None
    ids: tuple[str, ...] = ()
    slugs: tuple[str, ...] = ()
    title: str = ""
    line: int = 1
    status: Status = "unknown"
    raw_status: str = ""
    status_line: int = 0
    date: str = ""
    deciders: str = ""
    edges: tuple[Edge, ...] = ()
    statements: tuple[Statement, ...] = ()

    @property
    def slug(self) -> str:
        """The words of the stem, without date, prefix and number."""
        return slug_of(self.stem)
