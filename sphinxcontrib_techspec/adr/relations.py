"""Relations between records that a text states, such as ``Superseded by ADR-0005``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..patterns import regex
from .outline import Link
from .phrases import (
    RelationMatch,
    RelationType,
    find_relations,
    is_about_part,
    leaves_rest,
    names_object,
    visible_text,
)
from .targets import Targets, find_targets
from .vocabulary import LINK
from .words import (
    links_between,
    mask_links,
    name_this_record,
    sentence_before,
    window_before,
)

_IN_FAVOUR_OF = regex(r"\bin\s++favou?r\s++of\b", re.IGNORECASE)
_WORD = regex(r"\w+")
_BRACKETS = regex(r"\s?\((?P<inner>[^()\n]{1,200}+)\)")
_PART_SEPARATOR = regex(r"[,;]\s")
_BY = regex(r"by\s++", re.IGNORECASE)
_BARE_NUMBER = regex(r"[1-9]\d*+")
"""A number that may be a year."""

_SUBJECTS = frozenset(
    "this it the adr record decision document proposal has have had was is been now"
    " since also and later then so but parts part some aspects of".split()
)
_LEAD = regex(
    r"(?:[\s:;,!(–—→>-]|\.(?![./]))*+(?:please\s++)?"
    r"(?:(?:see\s++also|see|use|with|in\s++favou?r\s++of)(?=[\s:]):?)?",
    re.IGNORECASE,
)


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
        needs_record: whether the relation counts only where the target is a record of
            the project, or is written as one: the place is prose, whose names may be
            those of other things.
        labelled: whether the place is the value of a field such as ``Supersedes:``.
    """

    type: RelationType
    target: str
    line: int
    partly: bool = False
    text: str = ""
    location: str = ""
    needs_record: bool = False
    labelled: bool = False


@dataclass(frozen=True, slots=True)
class StatedRelation:
    """A relation in a text, and the records that it names.

    Attributes:
        match: the words of the relation.
        targets: the records, as written; empty if the text names none.
        partly: whether the relation concerns a part of each record only.
        parts: the records of which it concerns a part only.
    """

    match: RelationMatch
    targets: tuple[str, ...]
    partly: bool
    parts: frozenset[str] = frozenset()

    def relations(self, line: int, quote: str) -> list[AdrRelation]:
        """Return a relation for each target, with the line and text of its place."""
        return [
            AdrRelation(
                self.match.type,
                name,
                line,
                partly=self.partly or name in self.parts,
                text=quote,
            )
            for name in self.targets
        ]


def stated_relations(visible: str, links: Sequence[Link]) -> Iterator[StatedRelation]:
    """Yield the relations that a text asserts.

    Args:
        visible: the text as `visible_text` returns it.
        links: its links, sorted by their beginning.
    """
    for match in find_relations(visible):
        start = _lead_end(visible, match.end, match.scope_end)
        number = bisect_right(links, match.start, key=lambda link: link.start)
        around = [k for k in links[number - 1 : number] if match.end <= k.end]
        inside = links_between(links, start, match.scope_end)
        end = match.scope_end
        if _closes_brackets(visible, match):
            end, inside = start, ()  # ``(the store that it replaces), ADR-7``
        found = find_targets(visible[start:end], inside)
        names = (around[0].target,) if around else found.names
        if not names and match.ends:
            names = _names_in_brackets(visible, match)
        partly = match.partly or found.partly
        if names and match.type == "supersedes" and not around:
            partly = partly or names_object(visible, match.end, start + found.start)
        partly = partly or (bool(names) and leaves_rest(visible[match.end : end]))
        yield StatedRelation(match, names, partly, found.parts)


def _closes_brackets(visible: str, match: RelationMatch) -> bool:
    """Return whether the words of a relation are the last in brackets.

    What they mean stands before them. ``(Superseded) ADR-5`` is a status.
    """
    return match.type == "supersedes" and visible[match.end : match.end + 1] == ")"


def _names_in_brackets(visible: str, match: RelationMatch) -> tuple[str, ...]:
    """Return the records in brackets beside other words: ``Superseded (main, ADR-5)``.

    The first part that has nothing but names counts.
    """
    brackets = _BRACKETS.match(visible, match.end, match.scope_end)
    parts = _PART_SEPARATOR.split(brackets["inner"]) if brackets else []
    for part in parts:
        words = _BY.sub("", part.strip(), count=1)
        found = find_targets(words)
        if found.names and found.start == 0 and not _BARE_NUMBER.fullmatch(words):
            return found.names
    return ()


def named_records(text: str, links: Sequence[Link]) -> Targets:
    """Return the records that the value of a relation names: ``see also ADR-2``.

    Args:
        text: the text without markup.
        links: the links in it.
    """
    links = sorted(links, key=lambda link: link.start)
    masked = mask_links(text, links)
    start = _lead_end(masked, 0, len(masked))
    found = find_targets(masked[start:], links_between(links, start, len(masked)))
    return replace(found, start=start + found.start)


def _lead_end(text: str, start: int, end: int) -> int:
    """Return the position after words that only lead to a record: ``: see``."""
    lead = _LEAD.match(text, start, end)
    return lead.end() if lead else start


def relations_in(
    text: str,
    links: Sequence[Link] = (),
    line: int = 0,
    *,
    leading: bool = False,
    prefix: str = "",
) -> list[AdrRelation]:
    """Return the relations that *text* asserts, one for each target.

    Args:
        text: the text without markup.
        links: the links in it.
        line: the line number of the text, for the relations.
        leading: whether a sentence has to begin with the relation, as in ``This record
            supersedes ADR-4``. Other sentences of a prose may be about other records.
        prefix: the prefix of the record's number, for ``This OEP supersedes OEP-4``.
    """
    links = sorted(links, key=lambda link: link.start)
    visible = name_this_record(visible_text(text, links), prefix)
    quote = " ".join(text.split())
    return [
        relation
        for stated in stated_relations(visible, links)
        if not leading or _leads(visible, stated.match.start)
        for relation in stated.relations(line, quote)
    ]


def _leads(visible: str, position: int) -> bool:
    """Return whether nothing but a subject is before *position* in its sentence.

    The subject is the record, or a part of it.
    """
    before = window_before(visible, position)
    if LINK not in before and is_about_part(before):
        return True
    sentence = sentence_before(before)
    words = _WORD.findall(sentence.lower())
    return LINK not in sentence and _SUBJECTS.issuperset(words)


def in_favour_of(
    text: str, links: Sequence[Link] = (), line: int = 0
) -> list[AdrRelation]:
    """Return the successors named in ``Deprecated in favour of …``.

    The words alone do not state a relation: call this only for a text whose status is
    inactive. The arguments are those of `relations_in`.
    """
    links = sorted(links, key=lambda link: link.start)
    visible = mask_links(text, links)
    match = _IN_FAVOUR_OF.search(visible)
    if match is None:
        return []
    inside = links_between(links, match.end(), len(text))
    quote = " ".join(text.split())
    return [
        AdrRelation("superseded by", name, line, text=quote)
        for name in find_targets(visible[match.end() :], inside).names
    ]
