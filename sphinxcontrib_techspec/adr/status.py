"""Parse the text of a status.

The status is *accepted* only if the text begins with a word for it; emoji and emphasis
are ignored. A template that was not filled in, an unknown word and an empty text are
*unknown*.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from ..patterns import regex
from .dates import mask_dates
from .outline import Link
from .phrases import RECORD_NAME, visible_text
from .relations import AdrRelation, StatedRelation, in_favour_of, stated_relations
from .targets import find_targets
from .vocabulary import (
    INACTIVE,
    LINK,
    VOCABULARY,
    Status,
    Vocabulary,
    strip_decoration,
    without_shortcodes,
)
from .words import links_between, mask_history, mask_links

_PARTLY = regex(
    r"(?:(?:partly|partially)\s+(?:super[sc]ee?ded|replaced)"
    r"|(?:super[sc]ee?ded|replaced)\s+(?:partly|partially|in\s+part))\b"
)
_STRIKETHROUGH = regex(r"~~[^~]++~~")
_EMPHASIS = regex(r"[*`]++|(?<!\w)_++|(?<!_)_++(?!\w)")
_CHECKBOX = regex(
    r"(?<!\w)\[(?P<mark>[ xX]?)\](?!\()|(?P<empty>[☐⬜◻▢])|(?P<full>[☑☒🗹])"
)
_CLAUSE_SEPARATOR = regex(
    r"[.;,!](?=\s|$)|[()|\u3002\uff1b\uff0c]|\s[&+]\s|\s[–—→>-]++\s|\n(?=[^\w\n]*+[A-Z])|\b(?:but|and|then)\b"
)
_BRACKETS = regex(r"\((?P<inner>[^()]*+)\)")
_BRACKETED = regex(r"\s*+\[(?P<words>[^\[\]]++)\]\s*+")
_PREPOSITION = regex(r"\s++[^\W\d_]{1,6}+(?=\s)")
"""A short word between a status and a record, such as *par* or *durch*."""

_EMOJI_PARTS = frozenset({"Cf", "Mn", "Sk"})
"""The categories of what changes or joins emoji, such as the tone of a skin."""

_LETTER = regex(r"[^\W\d_]")
_ALTERNATIVES = regex(r"[|/]|(?<!\s)\s++or\s")
_LIST_SEPARATOR = regex(r",|\n\s*+[-*]?")
_PLACEHOLDER = regex(r"[{}]|^\W*<|[|/,]\s*(?:\.\.\.|…)")
_REMARK = regex(r"\.\s.*", re.DOTALL)
"""What follows the first sentence of a status; it may show code: ``with { }``."""

_NEGATIVE_VALUE = regex(
    r"^:\s*(?:no|false|not|never|none|pending|tbd|todo|n/?a|\?|-|–|$)"
)
_CONTINUATION = regex(
    rf"^\s*(?:$|[.,;:!()\[\]–—-](?!\w)|[:\u3002\uff1b\uff0c\uff1a\uff08\u3001]|\d|\[|#|{LINK}|[&+]"
    r"|/\s?(?:merged|done|complete|completed|implemented|live|released)\b"
    r"|(?:on|by|in|at|since|as|with|for|via|after|during|from|per|unanimously|due"
    r"|because|see|until|adr|nep|super[sc]ee?d(?:e?s|ing)|replac(?:es|ing)"
    r"|overrid(?:es|ing)|amend(?:s|ed|ing)|(?:not|partially|partly|fully)\s(?:yet\s)?"
    r"implemented)\b)"
)
_SUBJECT = regex(
    r"^(?:(?:this|the)\s)?(?:decision\srecord|adr|decision|record)[\s:]+"
    r"(?:(?:is|has\sbeen)\s)?(?:now\s)?"
)
"""What may stand before the word: ``Decision proposed``, ``This ADR is accepted``."""

_FILLER_WORDS = frozenset(
    "this it the adr record decision document was is has been have had now later since"
    " however meanwhile currently today finally subsequently also already recently"
    " officially".split()
)


@dataclass(frozen=True, slots=True)
class ParsedStatus:
    """The result of parsing the text of a status.

    Attributes:
        status: the normalized status.
        relations: the relations to other records that the text states.
    """

    status: Status
    relations: tuple[AdrRelation, ...] = ()


def read_status(
    text: str,
    links: Sequence[Link] = (),
    line: int = 0,
    vocabulary: Vocabulary = VOCABULARY,
) -> ParsedStatus:
    """Parse the text of a status, such as ``Superseded by ADR-0005``.

    Args:
        text: the text without markup.
        links: the links in the text; their targets become the targets of relations.
        line: the line number of the text, for the relations.
        vocabulary: the words for a status.

    Returns:
        The status and relations. The status is ``unknown`` if the text has no known
        word, or offers several to choose from.
    """
    links = sorted(links, key=lambda link: link.start)
    quote = " ".join(text.split())
    text = visible_text(text, links, vocabulary)
    text = _ticked_option(_EMPHASIS.sub(_mask, _STRIKETHROUGH.sub(_mask, text)))
    text = _emoji_as_separators(text)
    text = _without_brackets(mask_history(text), vocabulary)
    if _PLACEHOLDER.search(_REMARK.sub("", text)) or _is_choice(text, vocabulary):
        return ParsedStatus("unknown")
    stated = list(stated_relations(text, links))
    status = _main_status(text, stated, vocabulary)
    relations = [
        relation for found in stated for relation in found.relations(line, quote)
    ]
    if status in INACTIVE and not any(r.type == "superseded by" for r in relations):
        relations += in_favour_of(text, links, line)
        if status == "superseded" and not relations:
            relations += _after_own_word(text, links, line, vocabulary)
    return ParsedStatus(status, tuple(relations))


def _after_own_word(
    text: str, links: Sequence[Link], line: int, vocabulary: Vocabulary
) -> list[AdrRelation]:
    """Return the successors after a project's own word: ``Remplacé par ADR-5``.

    They are those in the same clause.
    """
    visible = mask_links(text, links)
    lower = visible.lower()
    ends = [
        lower.index(word) + len(word)
        for word, status in vocabulary.items()
        if status == "superseded" and word not in VOCABULARY and word in lower
    ]
    if not ends or len(lower) != len(visible):
        return []
    before = _PREPOSITION.match(visible, ends[0])
    start = before.end() if before else ends[0]
    clause = _CLAUSE_SEPARATOR.search(visible, start)
    end = clause.start() if clause else len(visible)
    named = find_targets(visible[start:end], links_between(links, start, end))
    quote = " ".join(text.split())
    return [AdrRelation("superseded by", n, line, text=quote) for n in named.names]


def exact_status(text: str, vocabulary: Vocabulary = VOCABULARY) -> Status | None:
    """Return the status if *text* is a single known word or phrase; else `None`.

    A date next to it is ignored: ``Accepted (2020-01-01)``.
    """
    return vocabulary.get(_plain(strip_decoration(mask_dates(text))))


def is_status_word(label: str, vocabulary: Vocabulary = VOCABULARY) -> bool:
    """Return whether a label is a status, as in ``Accepted: 2020-01-01``."""
    return _plain(label) in vocabulary


def _plain(text: str) -> str:
    """Return *text* in lower case without decoration."""
    return strip_decoration(text).lower()


def _mask(match: re.Match[str]) -> str:
    """Return spaces of the same length, so that the positions of links stay valid."""
    return " " * len(match[0])


def _without_brackets(text: str, vocabulary: Vocabulary) -> str:
    """Return *text* without the brackets around a single status: ``[accepted]``.

    What a template leaves in brackets are several. Positions do not change.
    """
    match = _BRACKETED.fullmatch(text)
    if match is None or exact_status(match["words"], vocabulary) is None:
        return text
    return f"{' ' * match.start('words')}{match['words']}".ljust(len(text))


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


def _emoji_as_separators(text: str) -> str:
    """Return *text* with emoji as the ends of clauses: ``Accepted ✅ Implemented``.

    An emoji before the first word is no end. Positions do not change.
    """
    first = _LETTER.search(text)
    start = first.start() if first else len(text)
    kept = list(text[:start])
    is_after_emoji = False
    for char in text[start:]:
        kind = unicodedata.category(char)
        is_emoji = kind == "So" and char != LINK
        is_part = is_after_emoji and (is_emoji or kind in _EMOJI_PARTS)
        kept.append(" " if is_part else ";" if is_emoji else char)
        is_after_emoji = is_part or is_emoji
    return "".join(kept)


def _is_choice(text: str, vocabulary: Vocabulary) -> bool:
    """Return whether *text* offers statuses to choose from: ``proposed | accepted``.

    Two statuses separated by a comma or line break may be the history of the record,
    three or more are a choice.
    """
    return (
        len(_known_statuses(_ALTERNATIVES, text, vocabulary)) > 1
        or len(_known_statuses(_LIST_SEPARATOR, text, vocabulary)) > 2
    )


def _known_statuses(
    separator: re.Pattern[str], text: str, vocabulary: Vocabulary
) -> set[Status]:
    words = [_plain(piece).strip("[] ") for piece in separator.split(text)]
    return {vocabulary[word] for word in words if word in vocabulary}


def _main_status(
    text: str, stated: Sequence[StatedRelation], vocabulary: Vocabulary
) -> Status:
    """Return the status of the first clause, unless a later clause ends it.

    ``Accepted. Superseded by 5`` is superseded.
    """
    status: Status = _leading_status(_first_clause(text), vocabulary) or "unknown"
    ends = [found for found in stated if found.match.ends]
    if status == "superseded" and ends and all(found.partly for found in ends):
        return "accepted"
    if status in INACTIVE:
        return status
    if not all(found.partly for found in ends):
        return "superseded"
    ended: list[Status] = [
        end
        for clause in _statements(text)
        if (end := _ending_status(clause, vocabulary))
    ]
    return ended[0] if ended else status


def _statements(text: str) -> list[str]:
    """Return the clauses of *text*, and those in its brackets after them.

    Brackets that name a record are about that one: ``(see ADR-6, rejected)``.
    """
    inner = [match["inner"] for match in _BRACKETS.finditer(text)]
    own = [words for words in inner if not RECORD_NAME.search(words)]
    return [
        clause
        for part in (_BRACKETS.sub(" ", text), *own)
        for clause in _CLAUSE_SEPARATOR.split(part)
    ]


def _first_clause(text: str) -> str:
    """Return the clause that contains the first word."""
    word = _LETTER.search(without_shortcodes(mask_dates(text)))
    position = word.start() if word else 0
    start, end = 0, len(text)
    for match in _CLAUSE_SEPARATOR.finditer(text):
        if match.end() <= position:
            start = match.end()
        elif match.start() > position:
            end = match.start()
            break
    return text[start:end]


def _leading_status(clause: str, vocabulary: Vocabulary) -> Status | None:
    """Return the status that a clause begins with; `None` if there is none."""
    words = _SUBJECT.sub("", _plain(mask_dates(clause)), count=1)
    if _PARTLY.match(words):
        return "accepted"
    for known, status in vocabulary.items():
        rest = words.removeprefix(known)
        if rest == words or rest[:1].isalnum() or _NEGATIVE_VALUE.match(rest):
            continue
        # What follows a team's own word may be in any language.
        own = known not in VOCABULARY and not rest.startswith("?")
        if status == "proposed" or own or _CONTINUATION.match(rest):
            return status
    return None


def _ending_status(clause: str, vocabulary: Vocabulary) -> Status | None:
    """Return ``deprecated`` or ``rejected`` if a clause states it: ``now deprecated``.

    *Superseded* is not looked for here: `find_relations` finds it, with its target.
    """
    words = _plain(mask_dates(clause)).split()
    while words and words[0] in _FILLER_WORDS:
        del words[0]
    if words[:2] == ["no", "longer"]:
        pending = vocabulary.get(" ".join(words[2:])) in {"proposed", *INACTIVE}
        return None if pending else "deprecated"
    status = _leading_status(" ".join(words), vocabulary)
    return status if status in {"deprecated", "rejected"} else None
