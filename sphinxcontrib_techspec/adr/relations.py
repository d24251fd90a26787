"""What a text says of other records: that they take its place, or it takes theirs.

A relation counts where it is said as a fact. ``not superseded``, ``until superseded
by``, ``superseded by: none`` and ``superseded records`` say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .names import is_kind, plain_dashes
from .outline import Link

Relation = Literal["supersedes", "superseded by", "amends", "amended by"]

_RELATION = re.compile(
    r"\b(?P<part>(?:partly|partially|in\s+part)\s+)?"
    r"(?:(?P<by>super[sc]eded|replaced|obsoleted)"
    r"(?P<part_too>\s+(?:partly|partially|in\s+part)\b)?(?P<agent>[\s-]+by\b)?"
    r"|(?P<does>super[sc]ed(?:es|ing)|replac(?:es|ing)|obsolet(?:es|ing))"
    r"|(?P<amended>(?:amended|clarified)[\s-]+by)"
    r"|(?P<amends>amend(?:s|ing)|clarif(?:ies|ying)))(?![\w-])",
    re.IGNORECASE,
)
_FAVOUR = re.compile(r"\bin\s+favou?r\s+of\b", re.IGNORECASE)
_CLAUSE_START = re.compile(r"[.;,:!()\n|]|\s[–—→>/-]+\s")
_SENTENCE_END = re.compile(r"[.!?;](?=\s|$)")
_NEGATIONS = frozenset(
    "no not never isn't wasn't neither nor will would may might can could should shall"
    " must until unless if when once before to being".split()
)  # fmt: skip
_SUBJECTS = frozenset("this it which that adr record decision document has had".split())
_PASSIVE = frozenset("is was been be are were got now since later".split())
_NOTHING = re.compile(
    r"(?P<colon>\s*:)?[\s*_`\"'({\[]*"
    r"(?P<word>none|null|nil|nothing|nobody|no[ -]one|no|false|n/?a|tbd|todo|not yet"
    r"|[-–—~?…]+)?[\s*_`\"')}\]]*(?=$|[.;,\n)|])",
    re.IGNORECASE,
)
_UNFILLED = re.compile(r"[{}]|\b(?:X{2,}|N{2,})\b|\[\W*\]")
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
    r"|(?P<bare>\b\d{1,6})(?![\w/%-])"
    r"|(?P<slug>\b[a-z][a-z\d]*(?:-[a-z\d]+)+)\b"
)
_BEFORE_BARE = re.compile(
    r"(?:^|\b(?:by|and|or|with|of|adrs?|records?|decisions?|numbers?|nos?\.?|nr\.?)"
    r"|[,&+/:\[\"'])[\s\"'*_`]*$",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(?:which|that|see|because|since|due|based|builds|following|per|until|after"
    r"|before|unlike|but|not|while|where|refers?|related|context|details|more|also"
    r"|instead|implements?|extends?)\b",
    re.IGNORECASE,
)
_JOINS = re.compile(r"[,&+/]|\b(?:and|or|by|plus)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Edge:
    """What a record says of another.

    Attributes:
        relation: the relation.
        target: the other record, as written.
        line: the line it is said on; 0 where not known.
        partly: whether it holds for a part only.
        text: the words it is said in, to be quoted.
        place: where it is said: the kind of place, the same for statements that
            belong together.
    """

    relation: Relation
    target: str
    line: int
    partly: bool = False
    text: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A relation in a text, where its words stand, and where what it governs ends."""

    relation: Relation
    start: int
    end: int
    until: int
    partly: bool = False


def relations(text: str) -> list[Found]:
    """Return the relations that *text* states as facts, in their order."""
    matches = [match for match in _RELATION.finditer(text) if _is_fact(text, match)]
    found: list[Found] = []
    for place, match in enumerate(matches):
        last = place + 1 == len(matches)
        until = len(text) if last else matches[place + 1].start()
        partly = bool(match["part"] or match["part_too"])
        relation = _relation(text, match)
        found.append(Found(relation, match.start(), match.end(), until, partly))
    return found


def relation_of(label: str) -> tuple[Relation, bool] | None:
    """Return what a label such as ``superseded-by`` says, and whether partly only."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", label)
    words = re.sub(r"[-_\s]+", " ", spaced).strip(" :*")
    match = _RELATION.match(words)
    rest = words[match.end() :].strip().lower() if match else ""
    if not match or rest not in {"", "adr", "adrs", "record", "records", "decision"}:
        return None
    partly = bool(match["part"] or match["part_too"])
    return _kind(match), partly


def targets(text: str, links: tuple[Link, ...] = ()) -> list[str]:
    """Return the records that *text* lists, as written: links, ids, stems, numbers.

    The list ends where a sentence ends or an aside begins: ``5, which builds on 3``.
    """
    found: list[str] = []
    place = 0
    for start, end, target in _names(text, links):
        gap = text[place:start]
        if _SENTENCE_END.search(gap) or _ASIDE.search(gap):
            break
        if found and not _JOINS.search(gap):
            continue
        found.append(target)
        place = end
    return list(dict.fromkeys(found))


def edges_in(text: str, links: tuple[Link, ...] = (), line: int = 0) -> list[Edge]:
    """Return the edges that *text* states."""
    found: list[Edge] = []
    said = " ".join(text.split())
    for relation in relations(text):
        start = relation.end + _lead(text[relation.end : relation.until])
        part = text[start : relation.until]
        inside = tuple(
            Link(link.target, link.start - start, link.end - start)
            for link in links
            if start <= link.start < relation.until
        )
        found.extend(
            Edge(relation.relation, target, line, partly=relation.partly, text=said)
            for target in targets(part, inside)
        )
    return found


def in_favour_of(text: str, links: tuple[Link, ...] = (), line: int = 0) -> list[Edge]:
    """Return the successors that a dead record names with *in favour of*."""
    match = _FAVOUR.search(text)
    if match is None:
        return []
    start = match.end()
    inside = tuple(
        Link(link.target, link.start - start, link.end - start)
        for link in links
        if start <= link.start
    )
    said = " ".join(text.split())
    return [
        Edge("superseded by", target, line, text=said)
        for target in targets(text[start:], inside)
    ]


def without_dates(text: str) -> str:
    """Return *text* with dates blanked out, every other character in its place."""
    return _DATE.sub(lambda match: " " * len(match[0]), text)


def date_in(text: str) -> str:
    """Return the first date in *text* as written, or nothing."""
    match = _DATE.search(text)
    return match[0] if match else ""


def _kind(match: re.Match[str]) -> Relation:
    if match["by"]:
        return "superseded by"
    if match["does"]:
        return "supersedes"
    return "amended by" if match["amended"] else "amends"


def _relation(text: str, match: re.Match[str]) -> Relation:
    """Return what *match* says; ``this superseded ADR-3`` is said of the other."""
    if match["by"] and not match["agent"]:
        before = _words_before(text, match.start())
        if before and before[-1] in _SUBJECTS and not _PASSIVE.intersection(before):
            return "supersedes"
    return _kind(match)


def _is_fact(text: str, match: re.Match[str]) -> bool:
    before = _words_before(text, match.start())
    if _NEGATIONS.intersection(before[-4:]):
        return False
    rest = text[match.end() :]
    nothing = _NOTHING.match(rest)
    if nothing and (nothing["colon"] or nothing["word"]):
        return False
    if not match["by"] or match["agent"]:
        return True
    # Without "by" it may be an adjective, or what another thing suffered.
    led = len(before) < 2 or before[-1] in _PASSIVE | _SUBJECTS | {"but", "and", "then"}
    return led and bool(_CONTINUATION.match(rest))


def _words_before(text: str, place: int) -> list[str]:
    """Return the words of the clause that *place* stands in, up to it."""
    clause = _CLAUSE_START.split(text[:place])[-1]
    return re.findall(r"[\w'’]+", clause.lower().replace("’", "'"))


def _lead(text: str) -> int:
    """Return how much of *text* stands between a relation and the first record."""
    lead = re.match(
        r"(?:[\s:;,!(–—→>-]|\.(?![./]))*(?:please\s+)?"
        r"(?:(?:see\s+also|see|use|with|in\s+favou?r\s+of)(?=[\s:]):?)?",
        text,
        re.IGNORECASE,
    )
    return lead.end() if lead else 0


def _names(text: str, links: tuple[Link, ...]) -> Iterator[tuple[int, int, str]]:
    """Give links and what else may name a record, with where they stand."""
    blank = list(without_dates(plain_dashes(text)))
    for link in links:
        blank[link.start : link.end] = " " * len(blank[link.start : link.end])
    found = [(link.start, link.end, link.target) for link in links]
    rest = "".join(blank)
    for match in _NAME.finditer(rest):
        if _may_name(match, rest):
            name = text[match.start() : match.end()].strip()
            found.append((match.start(), match.end(), name))
    yield from sorted(found)


def _may_name(match: re.Match[str], text: str) -> bool:
    before = text[: match.start()]
    if match["bare"]:
        return bool(_BEFORE_BARE.search(before))
    if match["id"]:
        prefix = re.sub(r"[-_ ]?#?\d+$", "", match["id"]).replace("_", "-")
        return is_kind(prefix) or ("-" in match["id"] and prefix.isupper())
    if match["slug"]:
        return bool(_BEFORE_BARE.search(before))
    return True


def is_nothing(text: str) -> bool:
    """Tell whether *text*, in the place of a record, names none: ``null``, ``-``."""
    match = _NOTHING.match(text)
    return bool(match and match.end() == len(text)) or bool(_UNFILLED.search(text))
