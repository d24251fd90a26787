"""Read a decision record from the outline of its document.

Formats are told apart by where they say a thing, not by name, for teams mix them. Each
family below says what it finds in an outline; the first that finds a status is
believed, in the order front matter, labelled lines before the first heading, a section
called *Status*. Edges are taken from all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..text import tidy
from .outline import Entry, Link, Outline
from .record import AdrRecord, numbered, stem_of
from .status import VOCABULARY, Edge, Reading, Relation, read_status

_STATUS_LABELS = frozenset({"status", "state"})
_DATE_LABELS = frozenset({"date", "last updated", "created", "decided on"})
_DECIDER_LABELS = frozenset(
    {"deciders", "decision-makers", "decision makers", "decision maker(s)", "author",
     "authors", "author(s)", "decider"}
)  # fmt: skip
_ID_LABELS = frozenset({"id", "adr", "number", "slug"})
_RELATION_LABELS: dict[str, Relation] = {
    "superseded by": "superseded by",
    "replaced by": "superseded by",
    "superseded": "superseded by",
    "supersedes": "supersedes",
    "replaces": "supersedes",
    "amends": "amends",
    "amended by": "amended by",
}
_TITLE_NUMBER = re.compile(
    r"^(?:architecture decision record\s*[:#]?\s*)?"
    r"(?:(?:[A-Za-z]{2,}[- ]?)*?(?:ADR|NEP|PEP|KEP|RFC)[- ]?)?#?(?:\d{1,6})\s*[.:)\-–—]+\s*"
    r"|^(?:[A-Z]{2,}-)*(?:ADR|NEP|PEP|KEP|RFC)[- ]?\d{1,6}\s*[.:\-–—]?\s*"
    r"|^architecture decision record\s*[:\-–—]\s*",
    re.IGNORECASE,
)
_NOT_TARGETS = frozenset({"", "null", "none", "~", "[]", "-", "n/a"})


def read_record(outline: Outline) -> AdrRecord:
    """Return the record that the document of *outline* is."""
    stem = stem_of(outline.docname)
    front = {_label(entry): entry for entry in outline.front}
    ids = [front[key].text for key in _ID_LABELS if key in front]
    ids += outline.labels
    title = outline.title or (front["title"].text if "title" in front else "")
    found = _number(stem, ids, title)
    record = AdrRecord(
        docname=outline.docname,
        stem=stem,
        label=_shown_label(stem, found),
        prefix=found[0] if found else "",
        number=found[1] if found else None,
        ids=tuple(dict.fromkeys(tidy(name) for name in ids if tidy(name))),
        title=tidy(_TITLE_NUMBER.sub("", title, count=1)) or tidy(title) or stem,
    )
    edges: list[Edge] = []
    for entry, reading in _statements(outline):
        edges.extend(reading.edges)
        if not record.raw_status and tidy(entry.text):
            record.status = reading.status
            record.raw_status = tidy(entry.text)
            record.status_line = entry.line
        elif record.status == "accepted" and reading.status in {
            "superseded", "deprecated", "rejected"
        }:  # fmt: skip
            # Never read a dead record as a live one because its head is stale.
            record.status = reading.status
    edges.extend(_labelled_edges(outline))
    record.edges = tuple(dict.fromkeys(edges))
    labelled = list(_labelled(outline))
    record.date = next((e.text for e in labelled if _label(e) in _DATE_LABELS), "")
    record.deciders = next(
        (e.text for e in labelled if _label(e) in _DECIDER_LABELS), ""
    )
    return record


def _label(entry: Entry) -> str:
    return tidy(entry.label).strip(":").lower().replace("_", " ").replace(
        "superceded", "superseded"
    ).replace("superseded-by", "superseded by").replace("replaced-by", "replaced by")  # fmt: skip


def _labelled(outline: Outline) -> Iterator[Entry]:
    """Give labelled values: front matter, then those before the first heading."""
    yield from outline.front
    for part in outline.parts:
        if not part.title or tidy(part.title).lower() in {"metadata", "status"}:
            yield from (entry for entry in part.entries if entry.label)


def _statements(outline: Outline) -> Iterator[tuple[Entry, Reading]]:
    """Give the statements of status, the most trusted first."""
    families = (
        _front_status(outline),
        _tag_status(outline),
        _preamble_status(outline),
        _section_status(outline),
    )
    for family in families:
        for entry in family:
            yield entry, read_status(entry.text, entry.links, entry.line)


def _front_status(outline: Outline) -> Iterable[Entry]:
    """Front matter: MADR 3 and 4, and their like."""
    return [e for e in outline.front if _label(e) in _STATUS_LABELS]


def _tag_status(outline: Outline) -> Iterable[Entry]:
    """Tags or labels in front matter, one of which is a status."""
    for entry in outline.front:
        if _label(entry) in {"tags", "labels"}:
            for word in re.split(r"[\[\],\"']+", entry.text):
                if tidy(word).lower() in VOCABULARY:
                    yield Entry(tidy(word), entry.line)


def _preamble_status(outline: Outline) -> Iterable[Entry]:
    """Before the first heading: MADR 2, log4brains, rst fields, a table, dated lines."""
    for part in outline.parts:
        if part.title and tidy(part.title).lower() != "metadata":
            continue
        for entry in part.entries:
            label = _label(entry)
            if label in _STATUS_LABELS:
                yield entry
            elif label in VOCABULARY and label != "accepted":
                yield Entry(f"{entry.label}: {entry.text}", entry.line,
                            links=_moved(entry, len(entry.label) + 2))  # fmt: skip
            elif not label and re.match(r"superseded by\b", entry.text, re.IGNORECASE):
                yield entry


def _moved(entry: Entry, by: int) -> tuple[Link, ...]:
    return tuple(Link(link.target, link.start + by) for link in entry.links)


def _section_status(outline: Outline) -> Iterable[Entry]:
    """A section called Status: Nygard, adr-tools, emoji, bullets."""
    for part in outline.parts:
        if tidy(part.title).strip(":").lower() == "status":
            yield from (
                entry for entry in part.entries
                if _label(entry) not in _DATE_LABELS | _DECIDER_LABELS
            )  # fmt: skip


def _labelled_edges(outline: Outline) -> Iterator[Edge]:
    """Edges that have a label of their own, such as ``superseded-by: ADR-086``."""
    for entry in _labelled(outline):
        relation = _RELATION_LABELS.get(_label(entry))
        if relation is None:
            continue
        targets = [link.target for link in entry.links]
        if not targets:
            targets = [tidy(t) for t in re.split(r"[\[\],\"']+", entry.text)]
        for target in targets:
            if target.lower() not in _NOT_TARGETS:
                yield Edge(relation, target, entry.line)


def _number(stem: str, ids: list[str], title: str) -> tuple[str, int, str] | None:
    """Return prefix, number and digits; the file's number wins over the title's."""
    for place in (stem, *ids):
        if found := numbered(place.replace("_", "-")):
            return found
    match = re.match(r"^(?:([A-Za-z][A-Za-z-]*)[- ])?(\d{1,6})\s*[.:)\-–—]", title)
    if match:
        return (match[1] or "").upper(), int(match[2]), match[2]
    return None


def _shown_label(stem: str, found: tuple[str, int, str] | None) -> str:
    if found is None:
        return stem
    prefix, _, digits = found
    return f"{prefix or 'ADR'}-{digits}"
