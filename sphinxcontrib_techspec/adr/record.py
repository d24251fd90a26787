"""A decision record as data."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .status import Edge, Status

_NUMBERED = re.compile(
    r"^(?P<date>\d{4}-\d{2}-\d{2}[_-]|\d{8}[_-])?"
    r"(?P<prefix>[A-Za-z][A-Za-z-]*?)??[-_ ]?(?P<number>\d{1,6})(?=[-_. ]|$)"
)
_DATED = re.compile(r"^(?:\d{4}-\d{2}-\d{2}|\d{8})[_-]?")
_HOLDERS = frozenset({"readme", "index"})


@dataclass(slots=True)
class AdrRecord:
    """An architecture decision record, as its own document states it.

    Attributes:
        docname: the document it is.
        stem: the name of its file, or of its folder for a ``README`` or ``index``.
        label: what it is called on a page: ``ADR-0004``, or its stem.
        prefix: the letters before its number, in capitals; empty where it has none.
        number: its number, from the file's name before any other place.
        ids: what else it may be called: front matter's id, rst labels.
        title: its title, without number.
        status: the normalised status.
        raw_status: the status as written; empty where none is.
        status_line: the line of the status, from 1; 0 where not known.
        date: the date as written.
        deciders: who decided, as written.
        edges: what it says of other records.
    """

    docname: str
    stem: str
    label: str
    prefix: str = ""
    number: int | None = None
    ids: tuple[str, ...] = ()
    title: str = ""
    status: Status = "unknown"
    raw_status: str = ""
    status_line: int = 0
    date: str = ""
    deciders: str = ""
    edges: tuple[Edge, ...] = ()

    @property
    def slug(self) -> str:
        """The words of the stem, without date, prefix and number."""
        rest = _DATED.sub("", self.stem)
        if match := _NUMBERED.match(rest):
            rest = rest[match.end() :]
        return rest.replace("_", "-").strip("-").lower()


def stem_of(docname: str) -> str:
    """Return the last part of *docname* that names something."""
    *folders, name = docname.split("/")
    return folders[-1] if name.lower() in _HOLDERS and folders else name


def numbered(text: str) -> tuple[str, int, str] | None:
    """Return prefix, number and the digits as written that *text* begins with.

    A full date in front is not a number.
    """
    match = _NUMBERED.match(_DATED.sub("", text))
    if not match:
        return None
    return (match["prefix"] or "").strip("-").upper(), int(match["number"]), match["number"]


def is_record_name(docname: str) -> bool:
    """Tell whether a document that matches the patterns can be a record.

    Indexes, readme files and templates are none, but a ``README`` in a dated or
    numbered folder is.
    """
    *folders, name = docname.lower().split("/")
    if "template" in name:
        return False
    if name not in _HOLDERS:
        return True
    if not folders:
        return False
    folder = folders[-1]
    return bool(_DATED.match(folder) or numbered(folder))
