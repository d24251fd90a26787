"""Find relations between records in a text, such as ``Superseded by ADR-0005``.

Only assertions count. There is no relation in ``not superseded``, ``until superseded
by``, ``superseded by: none`` or ``superseded records``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .names import is_record_prefix, normalize_dashes
from .outline import Link

RelationType = Literal["supersedes", "superseded by", "amends", "amended by"]

_RELATION = re.compile(
    r"\b(?P<partly>(?:partly|partially|in\s+part)\s+)?"
    r"(?:(?P<by>super[sc]eded|replaced|obsoleted)"
    r"(?P<partly_after>\s+(?:partly|partially|in\s+part)\b)?(?P<agent>[\s-]+by\b)?"
    r"|(?P<does>super[sc]ed(?:es|ing)|replac(?:es|ing)|obsolet(?:es|ing))"
    r"|(?P<amended>(?:amended|clarified)[\s-]+by)"
    r"|(?P<amends>amend(?:s|ing)|clarif(?:ies|ying)))(?![\w-])",
    re.IGNORECASE,
)
_IN_FAVOUR_OF = re.compile(r"\bin\s+favou?r\s+of\b", re.IGNORECASE)
_CLAUSE_START = re.compile(r"[.;,:!()\n|]|\s[–—→>/-]+\s")
_SENTENCE_END = re.compile(r"[.!?;](?=\s|$)")
_NEGATIONS = frozenset(
    "no not never isn't wasn't neither nor will would may might can could should shall"
    " must until unless if when once before to being".split()
)  # fmt: skip
_SUBJECT_WORDS = frozenset(
    "this it which that adr record decision document has had".split()
)
_PASSIVE_WORDS = frozenset("is was been be are were got now since later".split())
_EMPTY_VALUE = re.compile(
    r"(?P<colon>\s*:)?[\s*_`\"'({\[]*"
    r"(?P<word>none|null|nil|nothing|nobody|no[ -]one|no|false|n/?a|tbd|todo|not yet"
    r"|[-–—~?…]+)?[\s*_`\"')}\]]*(?=$|[.;,\n)|])",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(r"[{}]|\b(?:X{2,}|N{2,})\b|\[\W*\]")
_CONTINUATION = re.compile(r"[\s*_\"'(]*(?:$|[.;,:!()\[\]\n|–—→>#-]|\d|"
                       r"(?:on|in|at|since|as|with|and|for|via|per|from|see|adr|nep)\b)",
                       re.IGNORECASE)  # fmt: skip
_DATE = re.compile(
    r"\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
    r"|(?:\d{1,2}(?:st|nd|rd|th)?\s+)?"
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
    r"(?:\s+\d{1,2}(?:st|nd|rd|th)?,?)?\s+\d{4}",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?P<path>[\w.-]*/[\w./-]*\w|[\w-]+\.(?:md|rst|html?)\b)"
    r"|(?P<stem>(?:[A-Za-z]+[-_])*[A-Za-z]*\d{1,8}[-_]\w[\w-]*)"
    r"|(?P<id>(?:[A-Za-z]+[-_])*[A-Za-z]{2,}[-_ ]?#?\d{1,6})(?![\w-])"
    r"|(?P<number>\b\d{1,6})(?![\w/%-])"
    r"|(?P<slug>\b[a-z][a-z\d]*(?:-[a-z\d]+)+)\b"
)
_BEFORE_NAME = re.compile(
    r"(?:^|\b(?:by|and|or|with|of|adrs?|records?|decisions?|numbers?|nos?\.?|nr\.?)"
    r"|[,&+/:\[\"'])[\s\"'*_`]*$",
    re.IGNORECASE,
)
_DIGRESSION = re.compile(
    r"\b(?:which|that|see|because|since|due|based|builds|following|per|until|after"
    r"|before|unlike|but|not|while|where|refers?|related|context|details|more|also"
    r"|instead|implements?|extends?)\b",
    re.IGNORECASE,
)
_LIST_SEPARATOR = re.compile(r"[,&+/]|\b(?:and|or|by|plus)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AdrRelation:
    """A relation that a record states to another record.

    Attributes:
        type: the type of the relation.
        target: the reference to the other record, as written.
        line: the line number of the text, from 1; 0 if unknown.
        partly: whether the relation concerns a part of the record only.
        text: the text that states the relation, for quotes.
        location: the kind of location in the record. Relations with the same location
            form one list.
    """

    type: RelationType
    target: str
    line: int
    partly: bool = False
    text: str = ""
    location: str = ""


@dataclass(frozen=True, slots=True)
class RelationMatch:
    """The words of a relation in a text, such as ``superseded by``.

    Attributes:
        type: the type of the relation.
        start: the index of the first character of the words.
        end: the index after the words.
        scope_end: the index up to which targets are looked for.
        partly: whether the relation concerns a part of the record only.
    """

    type: RelationType
    start: int
    end: int
    scope_end: int
    partly: bool = False


def find_relations(text: str) -> list[RelationMatch]:
    """Return the words in *text* that assert a relation, in order."""
    matches = [match for match in _RELATION.finditer(text) if _is_asserted(text, match)]
    found: list[RelationMatch] = []
    for number, match in enumerate(matches):
        last = number + 1 == len(matches)
        scope_end = len(text) if last else matches[number + 1].start()
        partly = bool(match["partly"] or match["partly_after"])
        relation_type = _type_in_context(text, match)
        found.append(
            RelationMatch(relation_type, match.start(), match.end(), scope_end, partly)
        )
    return found


def parse_relation_label(label: str) -> tuple[RelationType, bool] | None:
    """Parse a label such as ``superseded-by`` or ``Partly superseded by ADR``.

    Returns:
        The type of the relation and whether it is partial; `None` for other labels.
    """
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", label)
    words = re.sub(r"[-_\s]+", " ", spaced).strip(" :*")
    match = _RELATION.match(words)
    rest = words[match.end() :].strip().lower() if match else ""
    if not match or rest not in {"", "adr", "adrs", "record", "records", "decision"}:
        return None
    partly = bool(match["partly"] or match["partly_after"])
    return _type_of(match), partly


def find_targets(text: str, links: tuple[Link, ...] = ()) -> list[str]:
    """Return the records listed in *text*, as written: links, ids, stems, numbers.

    The list ends at the end of the sentence or where a subordinate clause begins:
    ``5, which builds on 3`` lists record 5 only.
    """
    found: list[str] = []
    position = 0
    for start, end, target in _record_names(text, links):
        gap = text[position:start]
        if _SENTENCE_END.search(gap) or _DIGRESSION.search(gap):
            break
        if found and not _LIST_SEPARATOR.search(gap):
            continue
        found.append(target)
        position = end
    return list(dict.fromkeys(found))


def relations_in(
    text: str, links: tuple[Link, ...] = (), line: int = 0
) -> list[AdrRelation]:
    """Return the relations that *text* asserts, one for each target.

    Args:
        text: the text without markup.
        links: the links in it.
        line: the line number of the text, for the relations.
    """
    found: list[AdrRelation] = []
    quote = " ".join(text.split())
    for match in find_relations(text):
        start = match.end + _lead_length(text[match.end : match.scope_end])
        scope = text[start : match.scope_end]
        inside = tuple(
            Link(link.target, link.start - start, link.end - start)
            for link in links
            if start <= link.start < match.scope_end
        )
        found.extend(
            AdrRelation(match.type, target, line, partly=match.partly, text=quote)
            for target in find_targets(scope, inside)
        )
    return found


def in_favour_of(
    text: str, links: tuple[Link, ...] = (), line: int = 0
) -> list[AdrRelation]:
    """Return the successors named in ``Deprecated in favour of …``.

    The words alone do not state a relation: call this only for a text whose status is
    inactive. The arguments are those of `relations_in`.
    """
    match = _IN_FAVOUR_OF.search(text)
    if match is None:
        return []
    start = match.end()
    inside = tuple(
        Link(link.target, link.start - start, link.end - start)
        for link in links
        if start <= link.start
    )
    quote = " ".join(text.split())
    return [
        AdrRelation("superseded by", target, line, text=quote)
        for target in find_targets(text[start:], inside)
    ]


def mask_dates(text: str) -> str:
    """Return *text* with spaces for dates; the positions of other characters stay."""
    return _DATE.sub(lambda match: " " * len(match[0]), text)


def date_in(text: str) -> str:
    """Return the first date in *text* as written; ``""`` if there is none."""
    match = _DATE.search(text)
    return match[0] if match else ""


def _type_of(match: re.Match[str]) -> RelationType:
    if match["by"]:
        return "superseded by"
    if match["does"]:
        return "supersedes"
    return "amended by" if match["amended"] else "amends"


def _type_in_context(text: str, match: re.Match[str]) -> RelationType:
    """Return the type of *match*; ``this superseded ADR-3`` is active voice."""
    if match["by"] and not match["agent"]:
        before = _words_before(text, match.start())
        if (
            before
            and before[-1] in _SUBJECT_WORDS
            and not _PASSIVE_WORDS.intersection(before)
        ):
            return "supersedes"
    return _type_of(match)


def _is_asserted(text: str, match: re.Match[str]) -> bool:
    before = _words_before(text, match.start())
    if _NEGATIONS.intersection(before[-4:]):
        return False
    rest = text[match.end() :]
    empty = _EMPTY_VALUE.match(rest)
    if empty and (empty["colon"] or empty["word"]):
        return False
    if not match["by"] or match["agent"]:
        return True
    # Without "by" it may be an adjective, or have another subject than the record.
    predicate = len(before) < 2 or before[-1] in _PASSIVE_WORDS | _SUBJECT_WORDS | {
        "but",
        "and",
        "then",
    }
    return predicate and bool(_CONTINUATION.match(rest))


def _words_before(text: str, position: int) -> list[str]:
    """Return the words before *position* in the same clause."""
    clause = _CLAUSE_START.split(text[:position])[-1]
    return re.findall(r"[\w'’]+", clause.lower().replace("’", "'"))


def _lead_length(text: str) -> int:
    """Return the length of what comes before the first target: ``: please see``."""
    lead = re.match(
        r"(?:[\s:;,!(–—→>-]|\.(?![./]))*(?:please\s+)?"
        r"(?:(?:see\s+also|see|use|with|in\s+favou?r\s+of)(?=[\s:]):?)?",
        text,
        re.IGNORECASE,
    )
    return lead.end() if lead else 0


def _record_names(text: str, links: tuple[Link, ...]) -> Iterator[tuple[int, int, str]]:
    """Yield the start, end and text of every link and possible name of a record."""
    masked = list(mask_dates(normalize_dashes(text)))
    for link in links:
        masked[link.start : link.end] = " " * len(masked[link.start : link.end])
    found = [(link.start, link.end, link.target) for link in links]
    rest = "".join(masked)
    for match in _NAME.finditer(rest):
        if _is_record_name(match, rest):
            name = text[match.start() : match.end()].strip()
            found.append((match.start(), match.end(), name))
    yield from sorted(found)


def _is_record_name(match: re.Match[str], text: str) -> bool:
    before = text[: match.start()]
    if match["number"]:
        return bool(_BEFORE_NAME.search(before))
    if match["id"]:
        prefix = re.sub(r"[-_ ]?#?\d+$", "", match["id"]).replace("_", "-")
        return is_record_prefix(prefix) or ("-" in match["id"] and prefix.isupper())
    if match["slug"]:
        return bool(_BEFORE_NAME.search(before))
    return True


def is_empty_value(text: str) -> bool:
    """Return whether the value of a field names no record: ``null``, ``none``, ``-``.

    This includes placeholders of templates.
    """
    match = _EMPTY_VALUE.match(text)
    return bool(match and match.end() == len(text)) or bool(_PLACEHOLDER.search(text))
