"""What the words of a status say.

The vocabulary is that of MADR, adr-tools, log4brains, Kubernetes' and Python's
enhancement proposals, as found in public repositories. A text is read as accepted only
where its first word says so, whatever decorates it: an unfilled template, an unknown
word or no word at all is *unknown*.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from .outline import Link
from .relations import Edge, edges_in, in_favour_of, relations, without_dates

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
"""What a status may say, and the one state that it is."""

INACTIVE: frozenset[Status] = frozenset({"superseded", "deprecated", "rejected"})

_PARTLY = re.compile(
    r"(?:(?:partly|partially)\s+(?:super[sc]eded|replaced)"
    r"|(?:super[sc]eded|replaced)\s+(?:partly|partially|in\s+part))\b"
)
_STRUCK = re.compile(r"~~.+?~~", re.DOTALL)
_EMPHASIS = re.compile(r"[*`]+|(?<!\w)_+|_+(?!\w)")
_BOX = re.compile(r"\[(?P<mark>[ xX]?)\](?!\()|(?P<empty>[☐⬜◻▢])|(?P<full>[☑☒🗹])")
_SHORTCODE = re.compile(r"(?<![\w:]):[a-z\d_+-]+:(?![\w:])")
_CLAUSE = re.compile(
    r"[.;,!](?=\s|$)|[()|]|\s[–—→>-]+\s|\n(?=\W*[A-Z])|\b(?:but|and|then)\b"
)
_LETTER = re.compile(r"[^\W\d_]")
_CHOICE = re.compile(r"[|/]|\s+or\s+")
_LIST = re.compile(r",|\n\s*[-*]?")
_UNFILLED = re.compile(r"[{}]|^\W*<|[|/,]\s*(?:\.\.\.|…)")
_NAY = re.compile(r"^:\s*(?:no|false|not|never|none|pending|tbd|todo|n/?a|\?|-|–|$)")
_FOLLOWS = re.compile(
    r"^\s*(?:$|[.,;:!()\[\]–—-](?!\w)|:|\d|\[|#"
    r"|(?:on|by|in|at|since|as|with|for|via|after|during|from|per|unanimously|due"
    r"|because|see|until|adr|nep|super[sc]ed(?:es|ing)|replac(?:es|ing)"
    r"|amend(?:s|ed|ing))\b)"
)
_FILLERS = frozenset(
    "this it the adr record decision document was is has been have had now later since"
    " however meanwhile currently today finally subsequently also already recently"
    " officially which".split()
)
_SILENT = frozenset({"So", "Sk", "Cf", "Cn", "Co", "Me", "Mn", "Sm"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What one statement of status says."""

    status: Status
    edges: tuple[Edge, ...] = ()


def bare(text: str) -> str:
    """Return *text* without emoji, emphasis, quotes and the like around it."""
    kept = "".join(
        (
            " "
            if unicodedata.category(char) in _SILENT or char in "*_`\"'“”‘’«»~#•·"
            else char
        )
        for char in _SHORTCODE.sub(" ", text)
    )
    return " ".join(kept.split()).strip(" .:!-–—()=+")


def read_status(text: str, links: tuple[Link, ...] = (), line: int = 0) -> Reading:
    """Return what a statement of status says: its state, and edges to other records.

    Args:
        text: the statement as shown, without markup.
        links: the links in it; their targets name the records that an edge goes to.
        line: the line it stands on, for the edges.
    """
    text = _chosen(_EMPHASIS.sub(_blanked, _STRUCK.sub(_blanked, text)))
    if _UNFILLED.search(text) or _is_menu(text):
        return Reading("unknown")
    status = _state(text)
    edges = edges_in(text, links, line)
    if status in INACTIVE and not any(e.relation == "superseded by" for e in edges):
        edges += in_favour_of(text, links, line)
    return Reading(status, tuple(edges))


def state_of(words: str) -> Status | None:
    """Return the state that *words* are, and nothing else; `None` where they are none.

    A date beside the word is let pass: ``Accepted (2020-01-01)``.
    """
    return VOCABULARY.get(bare(bare(without_dates(words)).lower()))


def is_state(label: str) -> bool:
    """Tell whether a label is a state: of a dated line such as ``Accepted: 2020``."""
    return bare(label).lower() in VOCABULARY


def _blanked(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _chosen(text: str) -> str:
    """Return *text*, and of a row of boxes to tick the one that is, all in place."""
    boxes = list(_BOX.finditer(text))
    if not boxes:
        return text
    ticked: list[tuple[int, int]] = []
    for place, box in enumerate(boxes):
        end = boxes[place + 1].start() if place + 1 < len(boxes) else len(text)
        if box["full"] or (box["mark"] or "").strip():
            ticked.append((box.end(), end))
    if len(ticked) != 1:
        return " " * len(text)
    start, end = ticked[0]
    return " " * start + text[start:end] + " " * (len(text) - end)


def _is_menu(text: str) -> bool:
    """Tell whether *text* offers states to choose from: ``proposed | accepted``.

    Two with a comma or on two lines may be a history; three are a choice.
    """
    return len(_states(_CHOICE, text)) > 1 or len(_states(_LIST, text)) > 2


def _states(separator: re.Pattern[str], text: str) -> set[Status]:
    words = [bare(part).lower() for part in separator.split(text)]
    return {VOCABULARY[word] for word in words if word in VOCABULARY}


def _state(text: str) -> Status:
    """Return the state of *text*: its first clause's, unless a later one ends it."""
    first, later = _clauses(text)
    state: Status = _first_word(first) or "unknown"
    if state in INACTIVE:
        return state
    if any(f.relation == "superseded by" and not f.partly for f in relations(text)):
        return "superseded"
    ended: list[Status] = [end for clause in later if (end := _end(clause))]
    return ended[0] if ended else state


def _clauses(text: str) -> tuple[str, list[str]]:
    """Return the clause of *text* that its first word stands in, and all of them."""
    word = _LETTER.search(_SHORTCODE.sub(_blanked, without_dates(text)))
    place = word.start() if word else 0
    start, end = 0, len(text)
    for match in _CLAUSE.finditer(text):
        if match.end() <= place:
            start = match.end()
        elif match.start() > place:
            end = match.start()
            break
    return text[start:end], _CLAUSE.split(text)


def _first_word(clause: str) -> Status | None:
    """Return what a clause that begins with a state says; `None` where none does."""
    words = bare(without_dates(clause)).lower()
    if _PARTLY.match(words):
        return "accepted"
    for known, status in VOCABULARY.items():
        rest = words.removeprefix(known)
        if rest == words or rest[:1].isalnum():
            continue
        if status == "proposed" or (_FOLLOWS.match(rest) and not _NAY.match(rest)):
            return status
    return None


def _end(clause: str) -> Status | None:
    """Return the dead state that a clause says of the record: ``now deprecated``."""
    words = bare(without_dates(clause)).lower().split()
    while words and words[0] in _FILLERS:
        del words[0]
    if words[:2] == ["no", "longer"]:
        return "deprecated"
    state = _first_word(" ".join(words))
    # "Superseded" is read with what it governs, as a relation.
    return state if state in {"deprecated", "rejected"} else None
