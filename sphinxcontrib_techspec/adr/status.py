"""What the words of a status say.

The vocabulary is that of MADR, adr-tools, log4brains, Kubernetes' and Python's
enhancement proposals, as found in public repositories. A text is read as accepted only
where it says so in one of these words, whatever decorates it: an unfilled template, an
unknown word or no word at all is *unknown*.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from .outline import Link

Status = Literal[
    "accepted", "proposed", "superseded", "deprecated", "rejected", "unknown"
]

VOCABULARY: dict[str, Status] = {
    **dict.fromkeys(
        ("accepted", "approved", "decided", "final", "active", "implemented",
         "implementable"), "accepted",
    ),
    **dict.fromkeys(
        ("proposed", "draft", "pending", "in consideration", "under consideration",
         "under review", "in review", "rfc", "provisional"), "proposed",
    ),
    **dict.fromkeys(("superseded", "superceded", "replaced"), "superseded"),
    **dict.fromkeys(("deprecated", "reverted", "obsolete", "retired"), "deprecated"),
    **dict.fromkeys(("rejected", "declined", "withdrawn"), "rejected"),
}  # fmt: skip

Relation = Literal["supersedes", "superseded by", "amends", "amended by"]

_RELATION = re.compile(
    r"\b(?P<part>(?:partly|partially|in part)\s+)?"
    r"(?:(?P<by>super[sc]eded|replaced|obsoleted)(?:[\s-]+by)?"
    r"|(?P<does>super[sc]edes|replaces|obsoletes)"
    r"|(?P<amended>amended[\s-]+by|clarified by)|(?P<amends>amends|clarifies))\b",
    re.IGNORECASE,
)
_DEAD = frozenset({"superseded", "deprecated", "rejected"})
_PARTLY = re.compile(r"(?:partly|partially) (?:super[sc]eded|replaced)\b")
_CLAUSE = re.compile(r"[.;,\n]\s|\s[-–—]\s|[.;,]$")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_FOLLOWS = re.compile(
    r"^\s*(?:$|[.,;:!()\[\]–—-]|\d|(?:on|by|in|at|since|as|with|and|for|via)\b"
    r"|super|replace|amend|adr|nep|pep|#)",
)
_UNFILLED = re.compile(r"[{}<>|]|\[[^\]]*\|")
_ID = re.compile(r"\b(?:[A-Za-z][A-Za-z-]*[- ]?)?\d{1,6}\b(?![-/]\d)")


@dataclass(frozen=True, slots=True)
class Edge:
    """What a record says of another: the relation and the other, as written."""

    relation: Relation
    target: str
    line: int
    partly: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What one statement of status says."""

    status: Status
    edges: tuple[Edge, ...] = ()


def bare(text: str) -> str:
    """Return *text* without emoji, emphasis, quotes and the like around it."""
    kept = "".join(
        " " if unicodedata.category(char) in {"So", "Sk", "Cf", "Cn", "Co"}
        or char in "\ufe0f*_`\"'“”‘’«»~#" else char
        for char in text
    )  # fmt: skip
    return " ".join(kept.split()).strip(" .:!-–—()")


def read_status(text: str, links: tuple[Link, ...] = (), line: int = 0) -> Reading:
    """Return what a statement of status says: its state, and edges to other records.

    Args:
        text: the statement as shown, without markup.
        links: the links in it; their targets name the records that an edge goes to.
        line: the line it stands on, for the edges.
    """
    if _UNFILLED.search(text):
        return Reading("unknown")
    return Reading(_status(text), _edges(text, links, line))


def _status(text: str) -> Status:
    """Return the state of *text*: its first clause's, unless a later one ends it."""
    first, *later = (_word(clause) for clause in _CLAUSE.split(text))
    ended = [word for word in later if word in _DEAD]
    if first is None:
        return ended[0] if ended else "unknown"
    return ended[0] if ended and first not in _DEAD else first


def _word(clause: str) -> Status | None:
    """Return what one clause says, `None` where it begins with no known word."""
    words = bare(_DATE.sub(" ", clause)).lower()
    if _PARTLY.match(words):
        return "accepted"
    for known, status in VOCABULARY.items():
        rest = words.removeprefix(known)
        if rest != words and not rest[:1].isalnum() and _FOLLOWS.match(rest):
            return status
    return None


def _edges(text: str, links: tuple[Link, ...], line: int) -> tuple[Edge, ...]:
    relations = list(_RELATION.finditer(text))
    found: list[Edge] = []
    for place, match in enumerate(relations):
        end = relations[place + 1].start() if place + 1 < len(relations) else len(text)
        relation: Relation = (
            "superseded by" if match["by"]
            else "supersedes" if match["does"]
            else "amended by" if match["amended"]
            else "amends"
        )  # fmt: skip
        targets = [link.target for link in links if match.start() <= link.start < end]
        if not targets:
            targets = [found_id[0].strip() for found_id in
                       _ID.finditer(_DATE.sub("", text[match.end() : end]))]  # fmt: skip
        found.extend(
            Edge(relation, target, line, partly=bool(match["part"]))
            for target in targets
        )
    return tuple(found)
