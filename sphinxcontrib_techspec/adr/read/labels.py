"""The labels of fields and headings in decision records, in normalized spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..outline import Heading, LabelledText, Outline
from ..status import strip_decoration

STATUS = frozenset(
    {"status", "state", "adr status", "current status", "decision status",
     "record status"}
)  # fmt: skip
DATES = (
    "date", "decision date", "date of decision", "decided on", "date decided",
    "approved on", "last updated", "last modified", "updated", "created",
)  # fmt: skip
"""Labels of dates; the date of the decision takes precedence over later ones."""

DECIDERS = frozenset(
    {"author", "authors", "decider", "deciders", "decided by", "decision maker",
     "decision makers", "owner", "owners"}
)  # fmt: skip
IDS = frozenset({"id", "adr", "number"})
SLUGS = frozenset({"slug"})
TAGS = frozenset({"tags", "labels", "tag", "label"})
METADATA = frozenset(
    {"metadata", "meta", "meta data", "document information", "information", "info"}
)
LINKS = frozenset(
    {"links", "related", "related adrs", "related decisions", "related records",
     "related decision records", "related documents", "references",
     "more information", "see also"}
)  # fmt: skip


def normalize_label(label: str) -> str:
    """Return *label* in the spelling of the sets above.

    ``Decision-Maker(s):`` becomes ``decision makers``.
    """
    spaced = re.sub(
        r"(?<=[a-z])(?=[A-Z])", " ", strip_decoration(label.replace("(s)", "s"))
    )
    return " ".join(re.sub(r"[-_]", " ", spaced).lower().split())


def normalize_heading(heading: Heading) -> str:
    """Return the title of *heading* as in the sets above, without a leading number."""
    return normalize_label(re.sub(r"^[\W\d]+(?=[A-Za-z])", "", heading.title))


def preamble(outline: Outline) -> Iterator[LabelledText]:
    """Yield the texts before the first heading, and below headings for metadata."""
    for heading in outline.headings:
        if not heading.title or normalize_heading(heading) in METADATA:
            yield from heading.texts


def labelled_texts(outline: Outline) -> Iterator[LabelledText]:
    """Yield the labelled values of front matter, preamble and status section."""
    yield from outline.front_matter
    for heading in outline.headings:
        if not heading.title or normalize_heading(heading) in METADATA | STATUS:
            yield from (item for item in heading.texts if item.label)
