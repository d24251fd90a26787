"""The labels of fields and headings in decision records, in normalized spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...patterns import regex
from ..dates import date_in
from ..names import heading_slug, leading_number
from ..outline import Heading, LabelledText, Outline
from ..phrases import parse_relation_label
from ..vocabulary import strip_decoration

STATUS = frozenset(
    {"status", "state", "adr status", "current status", "decision status",
     "record status", "estado", "situação", "statut", "stato", "durum", "статус",
     "\u72b6\u6001", "\u72c0\u614b", "\u30b9\u30c6\u30fc\u30bf\u30b9", "\uc0c1\ud0dc"}
)  # fmt: skip
"""Also in other languages, for the words that a project adds in its own."""

DATES = (
    "date", "decision date", "date of decision", "decided on", "date decided",
    "date accepted", "accepted date", "accepted on", "date of acceptance",
    "date approved", "approved on", "adopted on", "date proposed", "proposed on",
    "date started", "introduced", "date introduced", "created", "created on",
    "date created", "created date", "creation date", "date documented",
    "last updated", "last update", "last modified", "updated", "date revised",
    "fecha", "data", "datum", "tarih", "дата", "\u65e5\u671f", "\u65e5\u4ed8",
    "\ub0a0\uc9dc", "\uc77c\uc790",
)  # fmt: skip
"""Labels of dates; the date of the decision takes precedence over later ones."""

DECIDERS = frozenset(
    {"author", "authors", "decider", "deciders", "decided by", "decision maker",
     "decision makers", "owner", "owners"}
)  # fmt: skip
IDS = frozenset({"id", "adr", "number", "adr id", "adr number", "record id"})
SLUGS = frozenset({"slug"})
TAGS = frozenset({"tags", "labels", "tag", "label"})
PARTS = frozenset(
    {"decision", "the decision", "decision outcome", "decision drivers",
     "decision made", "context and problem statement", "considered options",
     "options considered", "considered alternatives",
     "alternatives considered", "consequences"}
)  # fmt: skip
"""The headings of parts that decision records have, and other documents do not."""

METADATA = frozenset(
    {"metadata", "meta", "meta data", "document information", "information", "info"}
)
TITLES = frozenset({"title", "name"})
CHANGES = frozenset(
    {"changelog", "change log", "changes", "history", "revision history",
     "version history"}
)  # fmt: skip
_HEADING_ID = regex(r"\s\{#(?P<id>[^\s{}]{1,100})\}$")

REMARKS = frozenset(
    {
        "note",
        "notes",
        "update",
        "important",
        "warning",
        "attention",
        "caution",
        "info",
        "edit",
        "remark",
        "nb",
        "n.b",
    }
)
"""What stands before a remark, whose text is prose."""

LINKS = frozenset(
    {"links", "related", "related adrs", "related decisions", "related records",
     "related decision records", "related documents", "references",
     "more information", "additional information", "see also", "notes"}
)  # fmt: skip


def normalize_label(label: str) -> str:
    """Return *label* in the spelling of the sets above.

    ``Decision-Maker(s):`` becomes ``decision makers``.
    """
    spaced = re.sub(
        r"(?<=[a-z])(?=[A-Z])", " ", strip_decoration(label.replace("(s)", "s"))
    )
    return " ".join(re.sub(r"[-_]", " ", spaced).lower().split())


def is_known_label(label: str) -> bool:
    """Return whether *label* is one of the sets above, or a relation."""
    name = normalize_label(label)
    known = STATUS | DECIDERS | TITLES | frozenset(DATES)
    return name in known or parse_relation_label(name) is not None


def normalize_heading(heading: Heading) -> str:
    """Return the title of *heading* as in the sets above, without a leading number."""
    title, _ = without_heading_id(heading.title)
    return normalize_label(re.sub(r"^[\W\d]+(?=[A-Za-z])", "", title))


def without_heading_id(title: str) -> tuple[str, str]:
    """Return a heading without ``{#an-id}`` at its end, and that id.

    It is an id in Pandoc, kramdown and Doxygen; MyST shows it as text.
    """
    match = _HEADING_ID.search(title)
    return (title[: match.start()], match["id"]) if match else (title, "")


def preamble(outline: Outline) -> Iterator[LabelledText]:
    """Yield the texts before the first heading, and below headings for metadata.

    Where nothing stands before the first heading, it may be a subtitle, with the status
    below it.
    """
    first = next((h for h in outline.headings if h.title or h.texts), None)
    for heading in outline.headings:
        if (
            not heading.title
            or normalize_heading(heading) in METADATA
            or (heading is first and not outline.anchor and _is_subtitle(heading))
        ):
            yield from heading.texts


def _is_subtitle(heading: Heading) -> bool:
    """Return whether a heading is not a record's, and a labelled status follows it."""
    first = heading.texts[0] if heading.texts else None
    return (
        first is not None
        and normalize_label(first.label) in STATUS
        and leading_number(heading_slug(heading.title)) is None
    )


def labelled_texts(outline: Outline) -> Iterator[LabelledText]:
    """Yield the labelled values of front matter, preamble and status section.

    A date below a heading of its own, such as *Date*, is one of them.
    """
    yield from outline.front_matter
    yield from (item for item in preamble(outline) if item.label)
    for heading in outline.headings:
        name = normalize_heading(heading) if heading.title else ""
        if name in DATES:
            first = heading.texts[0] if heading.texts else None
            if first is not None and not first.label and date_in(first.text):
                yield LabelledText(first.text, first.line, heading.title)
        elif name in STATUS:
            yield from (item for item in heading.texts if item.label)
