"""Find the records that a text names: links, ids, file names, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..patterns import regex
from .dates import mask_dates
from .names import (
    is_record_prefix,
    is_written_as_record,
    normalize_dashes,
    reference_number,
)
from .outline import Link
from .words import window_before

_TOKEN = regex(
    r"https?://[^\s<>()\[\]]++|(?:[A-Z]{2,10}-)++\d{1,6}(?=/(?:[A-Z]{2,10}-|\d{1,6}(?![\w.-])))"
    r"|(?<=\d)/\d{1,6}(?![\w.-])|[\w./-]++"
)
_SUFFIX = regex(r"[\w-]\.(?:md|rst|html?)$", re.IGNORECASE)
_STEM = regex(r"(?:[A-Za-z]++[-_])*+[A-Za-z]*\d{1,8}[-_]\w[\w-]*+")
_ID = regex(r"(?P<prefix>(?:[A-Za-z]++[-_])*+[A-Za-z]+)(?<=[A-Za-z]{2})[-_]?\d{1,6}")
_ID_WITH_HYPHEN = regex(
    r"(?P<prefix>[A-Za-z]++(?:[-_][A-Za-z]++)*+)(?<=[A-Za-z]{2})[-_]\d{1,6}"
)
_NUMBER = regex(r"\d{1,6}")
_PREFIX = regex(r"[A-Za-z]++(?:[-_][A-Za-z]++)*+")
_SLUG = regex(r"[a-z][a-z\d]*+(?:-[a-z\d]++)++")
_NOT_PATHS = frozenset({"and/or", "n/a", "i/o", "w/o", "/"})
_BEFORE_NAME = regex(
    r"(?:^|\b(?:by|and|or|with|of|adrs?|records?|decisions?|numbers?|nos?\.?|nr\.?)"
    r"|[,&+/:\[\"'(])[\s\"'*_`]*+$",
    re.IGNORECASE,
)
_COUNTED = regex(
    r"\s++(?!(?:and|or|on|in|by|as|at|since|with|which|that|was|is|from|per|plus|see|for"
    r"|because|until|after|before|due|but|now|when|where|while|to|if|then|later)\b)"
    r"[a-z]{2}"
)
_SENTENCE_END = regex(r"[.!?;][\"'”’)]?(?=\s|$)|[\u3002\uff1b\uff01\uff1f]")
_DIGRESSION = regex(
    r"\b(?:which|that|see|because|since|due|based|builds|following|per|until|after"
    r"|before|unlike|but|not|while|where|refers?|related|context|details|more|also"
    r"|instead|implements?|extends?|as\s++(?:in|with))\b",
    re.IGNORECASE,
)
_PREDICATE = regex(
    r"\band\s++(?:is|are|was|were|has|have)\b"
    r"|(?:,|\b(?:and|but)\b)\s*+(?:also\s++|then\s++)?"
    r"(?!(?:adrs|records|decisions|numbers|parts|sections|clauses|aspects|portions"
    r"|points|rules|plus|its|this|as|vs)\b)[a-z]{2,20}s(?=\s)",
    re.IGNORECASE,
)
"""What begins another statement: ``ADR-2 and is captured in``, ``ADR-2, refines``."""

_PURPOSE = regex(r"\w\s++for\s++(?:the\s++)?$", re.IGNORECASE)
_JOINT = regex(r"\s*+(?:,|and|or|&)?+\s*+(?:and\s++)?", re.IGNORECASE)
_LIST_SEPARATOR = regex(r"[,&+/\u3001\uff0c]|\b(?:and|or|by|plus)\b", re.IGNORECASE)
_PART_ONLY = regex(
    r"['’]s\s|\s*+,?\s*+\(?(?:§|(?:sections?|clauses?|paragraphs?|chapters?)\s++\d)"
    r"|\s++[\[(*_]{0,3}(?:decision\s++)?(?:items?|points?|parts?|rules?|steps?)\s++\d"
    r"|[^\w.;]{0,4}(?:(?:\(|,)?\s*+(?:in\s++part|partly|partially|partial(?=\)))\b"
    r"|(?:only\s++)?for\s++(?:the|this|these|its|our|all|new|existing)\s++"
    r"(?!(?:[\w-]++\s++){0,3}?(?:reasons?|sake|purposes?|benefit|following|being)\b)"
    r"|only\b|(?:with|in)\s++(?:respect|regard)s?\s++to\b|regarding\b|concerning\b"
    r"|as\s++regards\b|except\b)"
    r"|\s*+\((?:partial(?:ly)?|partly|in\s++part|only|just)\b[^()\n]{0,200}+\)"
    r"|\s*+\([^()\n]{0,100}?\b(?:sections?|clauses?|scope|portions?|aspects?|parts?"
    r"|bullets?)(?:\s++only\b[^()\n]{0,200}+)?\)",
    re.IGNORECASE,
)
_POSSESSIVE = regex(r"['’]s\s")
_GENERIC_PREFIXES = frozenset({"ADR", "DECISION", "DECISION-RECORD"})
_PROJECT = r"(?:repo|repository|project|service|codebase|team)"
_BEFORE_QUALIFIED = regex(
    rf"(?<![\w.'’/-])(?P<name>[A-Za-z](?:[\w.-]{{0,39}}\w)?)(?:['’]s)?"
    rf"(?:\s{_PROJECT}(?:['’]s)?)?(?:\s{{1,2}}|:)$"
)
"""The word before a name, as in ``infra ADR-6`` and ``payments-service's ADR-6``."""

_AFTER_QUALIFIED = regex(
    r"\s{1,2}(?:\(|(?:in|of|from)\s)(?:the\s)?"
    rf"(?P<name>[A-Za-z][\w.-]{{1,40}}?)(?:(?<=-repo)|(?<=-service)|\s{_PROJECT})\b"
)
"""The words after a name, as in ``ADR-6 in the infra repository``."""

_NO_PROJECT = frozenset(
    "a about above according active adr adrs after against also amends an and another"
    " are as at be because before below between both but by cf clarifies complements"
    " consolidates current decision decisions deprecates document draft each earlier"
    " eg entire etc existing extends final first following follows for former from full"
    " fully has have his i.e e.g ie if implements in instead into is it its just last"
    " later latest latter like merges more narrows new newer nor not now number numbers"
    " obsoletes of old older on only or original other our over overrides own part"
    " partially partly parts per plus preceding previous prior proposal recent record"
    " records refines replaces reverses revises rfc same second section sections see"
    " since so some specifically status such superseding supersedes than that the their"
    " them then these they this those through to under unlike until updates upon use"
    " using via was were when where which while whole with within without"
    " vgl siehe durch von und der die das voir ver véase".split()
)
"""Words beside a name that are no other project's: ``the earlier ADR-6``."""

_PARTICIPLE = regex(r"[a-z]{4,}ed")

_PART_BEFORE = regex(
    r"\b(?:the|its|their)\s(?:[^\s,;]++\s++){0,8}?(?P<noun>[\w-]++)\s++(?:of|in|from)"
    r"\s++$",
    re.IGNORECASE,
)
"""What of the next record is meant: ``ADR-2 and the deck half of ADR-3``."""

_WHOLE = frozenset({"decision", "decisions", "approach", "content", "whole"})
_SERIES = regex(r"(?<!\d)(?P<digits>\d{1,6})\s?[/,&+]\s?$")
_NEAR = 40
"""The most characters before a name that tell what it is."""


@dataclass(frozen=True, slots=True)
class Targets:
    """The records that a text names.

    Attributes:
        names: the records, as written: the targets of links, ids, file names, numbers.
        partly: whether the text says that only a part is meant, of each of them.
        start: the index of the first name in the text; 0 without names.
        parts: the names after which it says so.
    """

    names: tuple[str, ...]
    partly: bool = False
    start: int = 0
    parts: frozenset[str] = frozenset()


def find_targets(text: str, links: Sequence[Link] = ()) -> Targets:
    """Return the records listed in *text*.

    The list ends at the end of the sentence or where a subordinate clause begins:
    ``5, which builds on 3`` lists record 5 only.

    Args:
        text: the text, whose links may be masked.
        links: the links in it.
    """
    found: list[str] = []
    parts: set[str] = set()
    linked = {link.target for link in links}
    first = end = position = 0
    separated = aside = owned = trailing = False
    for start, stop, target in _record_names(text, links):
        gap = text[position:start]
        if _SENTENCE_END.search(gap) or _DIGRESSION.search(gap):
            break
        if (
            found
            and target not in linked
            and _is_word(target)
            and (found[0] in linked or is_written_as_record(found[0]))
        ):
            continue  # ``ADR-2's ferry, two-deck harbour and oar/sail``
        if found and _PREDICATE.search(gap):
            break  # ``Overrides ADR-2 and is captured in ADR-3``
        if not found and (
            _PURPOSE.search(gap[-_NEAR:]) or (aside and _JOINT.fullmatch(gap))
        ):
            # ``Supersedes the table for REQ-2 and REQ-3``
            position, aside = max(stop, position), True
            continue
        separated = separated or bool(_LIST_SEPARATOR.search(gap))
        position = max(stop, position)
        if found and not separated:
            continue
        first = first if found else start
        found.append(target)
        end, separated = position, False
        owned = owned or bool(_POSSESSIVE.match(text, end))
        part = _PART_BEFORE.search(gap) if len(found) > 1 else None
        trailing = bool(_PART_ONLY.match(text, end))
        if trailing or (part and part["noun"] not in _WHOLE):
            parts.add(target)
    names = tuple(dict.fromkeys(found))
    return Targets(names, owned or trailing, first, frozenset(parts))


def _is_word(target: str) -> bool:
    """Return whether a name may also be words of a sentence: ``two-deck``, ``i/o``."""
    is_path = "/" in target and "://" not in target and not _SUFFIX.search(target)
    return (is_path or bool(_SLUG.fullmatch(target))) and not (
        is_written_as_record(target)
    )


def _record_names(text: str, links: Sequence[Link]) -> Iterator[tuple[int, int, str]]:
    """Yield the start, end and text of every link and possible name of a record."""
    found = [(link.start, link.end, link.target) for link in links]
    masked = list(mask_dates(normalize_dashes(text)))
    for link in links:
        start = max(link.start, 0)
        masked[start : link.end] = " " * len(masked[start : link.end])
    visible = "".join(masked)
    written = [_qualified(visible, text, *span) for span in _written_names(visible)]
    # ``payments-service`` is no record of its own before ``ADR-6``.
    found += [
        name
        for name, (then, _, _) in pairwise([*written, (len(text), 0, "")])
        if then > name[0]
    ]
    yield from sorted(found)


def _qualified(visible: str, text: str, start: int, end: int) -> tuple[int, int, str]:
    """Return a name with the project that a text says it is of: ``infra ADR-6``.

    The word may also be the prefix of the number, or the folder of the record; the name
    as a whole tells.
    """
    name = text[start:end].strip()
    number = reference_number(name)
    if number is None or number.prefix not in _GENERIC_PREFIXES:
        return start, end, name
    before = _BEFORE_QUALIFIED.search(window_before(visible, start, _NEAR))
    if before and _names_project(before["name"]):
        joint = ":" if before[0].endswith(":") else " "
        return start - len(before[0]), end, f"{before['name']}{joint}{name}"
    after = _AFTER_QUALIFIED.match(visible, end)
    if after and _names_project(after["name"]):
        return start, after.end(), f"{after['name']} {name}"
    return start, end, name


def _names_project(word: str) -> bool:
    lower = word.lower()
    return lower not in _NO_PROJECT and not _PARTICIPLE.fullmatch(lower)


def _written_names(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of the names in a text without links and dates."""
    prefix_start = prefix_end = last = -1
    for match in _TOKEN.finditer(text):
        token = match[0].strip("/").rstrip("./-")
        start = match.start() + match[0].index(token)
        end = start + len(token)
        if _NUMBER.fullmatch(token):
            gap = text[prefix_end:start] if prefix_end >= 0 else "?"
            before = _SERIES.search(window_before(text, start, _NEAR))
            offset = max(start - _NEAR, 0)
            if len(gap) < 4 and not gap.strip(" #\n"):
                yield prefix_start, (last := end)
            elif before and last != before.end("digits") + offset:
                pass  # ``numbered 53 / 54``, where the first is none
            elif _is_number(text, start, end):
                yield start, (last := end)
        elif _is_name(text, token, start):
            yield start, (last := end)
        is_prefix = _PREFIX.fullmatch(token) and is_record_prefix(
            token.replace("_", "-")
        )
        prefix_start, prefix_end = (start, end) if is_prefix else (-1, -1)


def _is_number(text: str, start: int, end: int) -> bool:
    """Return whether digits are the number of a record: not ``3 services``."""
    after = text[end : end + _NEAR]
    return (
        not after.lstrip().startswith("%")
        and not _COUNTED.match(after)
        and _follows_a_lead(text, start)
    )


def _is_name(text: str, token: str, start: int) -> bool:
    if token.startswith("http"):
        return True
    if "/" in token or _SUFFIX.search(token):
        is_path = bool(_SUFFIX.search(token)) or is_written_as_record(token)
        named = token not in _NOT_PATHS and bool(re.search(r"\w", token))
        return named and (is_path or _follows_a_lead(text, start))
    if _STEM.fullmatch(token):
        return True
    if match := _ID.fullmatch(token) or _ID_WITH_HYPHEN.fullmatch(token):
        prefix = match["prefix"].replace("_", "-")
        return is_record_prefix(prefix) or (
            "-" in token.replace("_", "-") and prefix.isupper()
        )
    return (
        bool(_SLUG.fullmatch(token))
        # ``ADR-5 and frontend-only stack``
        and not _COUNTED.match(text, start + len(token))
        and _follows_a_lead(text, start)
    )


def _follows_a_lead(text: str, start: int) -> bool:
    """Return whether what comes before a name leads to one: ``by``, ``and``, ``:``."""
    before = window_before(text, start, _NEAR)
    return bool(_BEFORE_NAME.search(before if start <= _NEAR else f"?{before}"))
