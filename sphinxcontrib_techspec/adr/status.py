"""Parse the text of a status.

The vocabulary is that of MADR, adr-tools, log4brains and the enhancement proposals of
Kubernetes and Python, as found in public repositories. The status is *accepted* only if
the text begins with a word for it; emoji and emphasis are ignored. A template that was
not filled in, an unknown word and an empty text are *unknown*.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from .outline import Link
from .relations import (
    AdrRelation,
    find_relations,
    in_favour_of,
    mask_dates,
    relations_in,
)

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
"""The known words, in lower case, and the normalized status of each."""

INACTIVE: frozenset[Status] = frozenset({"superseded", "deprecated", "rejected"})
"""The statuses of records that are not in force, and will not be."""

_PARTLY = re.compile(
    r"(?:(?:partly|partially)\s+(?:super[sc]eded|replaced)"
    r"|(?:super[sc]eded|replaced)\s+(?:partly|partially|in\s+part))\b"
)
_STRIKETHROUGH = re.compile(r"~~.+?~~", re.DOTALL)
_EMPHASIS = re.compile(r"[*`]+|(?<!\w)_+|_+(?!\w)")
_CHECKBOX = re.compile(r"\[(?P<mark>[ xX]?)\](?!\()|(?P<empty>[☐⬜◻▢])|(?P<full>[☑☒🗹])")
_EMOJI_SHORTCODE = re.compile(r"(?<![\w:]):[a-z\d_+-]+:(?![\w:])")
_CLAUSE_SEPARATOR = re.compile(
    r"[.;,!](?=\s|$)|[()|]|\s[–—→>-]+\s|\n(?=\W*[A-Z])|\b(?:but|and|then)\b"
)
_LETTER = re.compile(r"[^\W\d_]")
_ALTERNATIVES = re.compile(r"[|/]|\s+or\s+")
_LIST_SEPARATOR = re.compile(r",|\n\s*[-*]?")
_PLACEHOLDER = re.compile(r"[{}]|^\W*<|[|/,]\s*(?:\.\.\.|…)")
_NEGATIVE_VALUE = re.compile(
    r"^:\s*(?:no|false|not|never|none|pending|tbd|todo|n/?a|\?|-|–|$)"
)
_CONTINUATION = re.compile(
    r"^\s*(?:$|[.,;:!()\[\]–—-](?!\w)|:|\d|\[|#"
    r"|(?:on|by|in|at|since|as|with|for|via|after|during|from|per|unanimously|due"
    r"|because|see|until|adr|nep|super[sc]ed(?:es|ing)|replac(?:es|ing)"
    r"|amend(?:s|ed|ing))\b)"
)
_FILLER_WORDS = frozenset(
    "this it the adr record decision document was is has been have had now later since"
    " however meanwhile currently today finally subsequently also already recently"
    " officially which".split()
)
_DECORATION_CATEGORIES = frozenset({"So", "Sk", "Cf", "Cn", "Co", "Me", "Mn", "Sm"})


@dataclass(frozen=True, slots=True)
class ParsedStatus:
    """The result of parsing the text of a status.

    Attributes:
        status: the normalized status.
        relations: the relations to other records that the text states.
    """

    status: Status
    relations: tuple[AdrRelation, ...] = ()


def strip_decoration(text: str) -> str:
    """Return *text* without emoji, emphasis, quotes and surrounding punctuation."""
    kept = "".join(
        (
            " "
            if unicodedata.category(char) in _DECORATION_CATEGORIES
            or char in "*_`\"'“”‘’«»~#•·"
            else char
        )
        for char in _EMOJI_SHORTCODE.sub(" ", text)
    )
    return " ".join(kept.split()).strip(" .:!-–—()=+")


def read_status(text: str, links: tuple[Link, ...] = (), line: int = 0) -> ParsedStatus:
    """Parse the text of a status, such as ``Superseded by ADR-0005``.

    Args:
        text: the text without markup.
        links: the links in the text; their targets become the targets of relations.
        line: the line number of the text, for the relations.

    Returns:
        The status and relations. The status is ``unknown`` if the text has no known
        word, or offers several to choose from.
    """
    text = _ticked_option(_EMPHASIS.sub(_mask, _STRIKETHROUGH.sub(_mask, text)))
    if _PLACEHOLDER.search(text) or _is_choice(text):
        return ParsedStatus("unknown")
    status = _main_status(text)
    relations = relations_in(text, links, line)
    if status in INACTIVE and not any(r.type == "superseded by" for r in relations):
        relations += in_favour_of(text, links, line)
    return ParsedStatus(status, tuple(relations))


def exact_status(text: str) -> Status | None:
    """Return the status if *text* is a single known word or phrase; else `None`.

    A date next to it is ignored: ``Accepted (2020-01-01)``.
    """
    return VOCABULARY.get(strip_decoration(strip_decoration(mask_dates(text)).lower()))


def is_status_word(label: str) -> bool:
    """Return whether a label is a status, as in ``Accepted: 2020-01-01``."""
    return strip_decoration(label).lower() in VOCABULARY


def _mask(match: re.Match[str]) -> str:
    """Return spaces of the same length, so that the positions of links stay valid."""
    return " " * len(match[0])


def _ticked_option(text: str) -> str:
    """Mask everything but the ticked option of a list of checkboxes.

    Positions do not change. Without checkboxes, *text* is returned; if no option or
    several are ticked, everything is masked.
    """
    boxes = list(_CHECKBOX.finditer(text))
    if not boxes:
        return text
    ticked: list[tuple[int, int]] = []
    for number, box in enumerate(boxes):
        end = boxes[number + 1].start() if number + 1 < len(boxes) else len(text)
        if box["full"] or (box["mark"] or "").strip():
            ticked.append((box.end(), end))
    if len(ticked) != 1:
        return " " * len(text)
    start, end = ticked[0]
    return " " * start + text[start:end] + " " * (len(text) - end)


def _is_choice(text: str) -> bool:
    """Return whether *text* offers statuses to choose from: ``proposed | accepted``.

    Two statuses separated by a comma or line break may be the history of the record,
    three or more are a choice.
    """
    return (
        len(_known_statuses(_ALTERNATIVES, text)) > 1
        or len(_known_statuses(_LIST_SEPARATOR, text)) > 2
    )


def _known_statuses(separator: re.Pattern[str], text: str) -> set[Status]:
    words = [strip_decoration(piece).lower() for piece in separator.split(text)]
    return {VOCABULARY[word] for word in words if word in VOCABULARY}


def _main_status(text: str) -> Status:
    """Return the status of the first clause, unless a later clause ends it.

    ``Accepted. Superseded by 5`` is superseded.
    """
    first, clauses = _clauses(text)
    status: Status = _leading_status(first) or "unknown"
    if status in INACTIVE:
        return status
    if any(r.type == "superseded by" and not r.partly for r in find_relations(text)):
        return "superseded"
    ended: list[Status] = [end for clause in clauses if (end := _ending_status(clause))]
    return ended[0] if ended else status


def _clauses(text: str) -> tuple[str, list[str]]:
    """Return the clause that contains the first word, and the list of all clauses."""
    word = _LETTER.search(_EMOJI_SHORTCODE.sub(_mask, mask_dates(text)))
    position = word.start() if word else 0
    start, end = 0, len(text)
    for match in _CLAUSE_SEPARATOR.finditer(text):
        if match.end() <= position:
            start = match.end()
        elif match.start() > position:
            end = match.start()
            break
    return text[start:end], _CLAUSE_SEPARATOR.split(text)


def _leading_status(clause: str) -> Status | None:
    """Return the status that a clause begins with; `None` if there is none."""
    words = strip_decoration(mask_dates(clause)).lower()
    if _PARTLY.match(words):
        return "accepted"
    for known, status in VOCABULARY.items():
        rest = words.removeprefix(known)
        if rest == words or rest[:1].isalnum():
            continue
        if status == "proposed" or (
            _CONTINUATION.match(rest) and not _NEGATIVE_VALUE.match(rest)
        ):
            return status
    return None


def _ending_status(clause: str) -> Status | None:
    """Return ``deprecated`` or ``rejected`` if a clause states it: ``now deprecated``.

    *Superseded* is not looked for here: `find_relations` finds it, with its target.
    """
    words = strip_decoration(mask_dates(clause)).lower().split()
    while words and words[0] in _FILLER_WORDS:
        del words[0]
    if words[:2] == ["no", "longer"]:
        return "deprecated"
    status = _leading_status(" ".join(words))
    return status if status in {"deprecated", "rejected"} else None
