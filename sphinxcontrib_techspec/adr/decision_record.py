"""The data model of a decision record."""

from __future__ import annotations

from dataclasses import dataclass

from .names import slug_of
from .relations import AdrRelation
from .vocabulary import Status


@dataclass(frozen=True, slots=True)
class Statement:
    """A status that a record states in one location.

    Attributes:
        status: the normalized status.
        text: the status as written.
        line: the line number, from 1; 0 if unknown.
        location: the kind of location: ``directive``, ``front matter``, ``tags``,
            ``preamble``, ``status section``, ``title`` or ``change log``.
    """

    status: Status
    text: str
    line: int = 0
    location: str = ""


@dataclass(slots=True)
class DecisionRecord:
    """An architecture decision record, as its own document describes it.

    What other records say about it is not included: `AdrIndex` joins both sides.
    Fields that the document does not set are empty, `None` or 0.

    Attributes:
        docname: the name of the document.
        stem: the file name without suffix; for a ``README`` or ``index``, the name of
            the folder; in a log of several records, the words of the heading.
        anchor: the id of the section, in a log of several records; else empty.
        label: the name shown on pages: ``ADR-0004``, or the stem if the record has no
            number.
        prefix: the letters before the number, in upper case.
        number: the number. The number in the file name takes precedence over the ids,
            and these over the title.
        ids: other names of the record: ids in the front matter, labels of the document.
        slugs: other names of the file: ``slug`` in the front matter.
        title: the title without the number.
        line: the line number of the title, from 1.
        status: the normalized status.
        raw_status: the status as written.
        status_line: the line number of the status, from 1; 0 if unknown.
        date: the date as written, otherwise the date in the file name.
        deciders: the decision makers, as written.
        relations: the relations to other records.
        statements: all statements of the status, the one that takes precedence first.
        has_parts: whether it has a section such as *Decision*.
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
    relations: tuple[AdrRelation, ...] = ()
    statements: tuple[Statement, ...] = ()
    anchor: str = ""
    has_parts: bool = False

    @property
    def key(self) -> str:
        """The name of the record in the project: its document, and its section."""
        return f"{self.docname}#{self.anchor}" if self.anchor else self.docname

    @property
    def slug(self) -> str:
        """The stem without date, prefix and number."""
        return slug_of(self.stem)
