"""The labels that records give their facts, in the many ways people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..outline import Entry, Outline, Part
from ..status import bare

STATUS = frozenset(
    {"status", "state", "adr status", "current status", "decision status",
     "record status"}
)  # fmt: skip
DATES = (
    "date", "decision date", "date of decision", "decided on", "date decided",
    "approved on", "last updated", "last modified", "updated", "created",
)  # fmt: skip
"""What a date is called, the one that says most of the decision first."""

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


def canonical(label: str) -> str:
    """Return *label* as the sets above spell it: ``Decision-Maker(s):`` is one."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", bare(label.replace("(s)", "s")))
    return " ".join(re.sub(r"[-_]", " ", spaced).lower().split())


def heading(part: Part) -> str:
    """Return the title of *part* likewise, without a number in front."""
    return canonical(re.sub(r"^[\W\d]+(?=[A-Za-z])", "", part.title))


def preamble(outline: Outline) -> Iterator[Entry]:
    """Give what stands before the first heading, or below one for such data."""
    for part in outline.parts:
        if not part.title or heading(part) in METADATA:
            yield from part.entries


def labelled(outline: Outline) -> Iterator[Entry]:
    """Give the values that have a label and are about the record itself."""
    yield from outline.front
    for part in outline.parts:
        if not part.title or heading(part) in METADATA | STATUS:
            yield from (entry for entry in part.entries if entry.label)
