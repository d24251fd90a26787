"""Read relations outside of a status: labelled fields, the preamble, link sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ...patterns import regex
from ...text import collapse_spaces
from ..dates import mask_dates
from ..names import is_written_as_record
from ..outline import Heading, LabelledText, Link, Outline
from ..phrases import is_empty_value, is_participle, names_part, parse_relation_label
from ..relations import AdrRelation, named_records, relations_in
from ..status import is_status_word
from ..words import (
    is_only_links,
    name_this_record,
    sentence_before,
    window_before,
)
from . import labels
from .statements import with_label

_SELF = regex(
    r"\bthis (?:adr|decision|record|decision record|document|rfc)\b[^.:]{0,60}"
    r"(?:\.\s(?:it|they)\b[^.:]{0,40})?"
    r"(?:super[sc]ee?d|replace|obsolete|overrid|amend|deprecat)",
    re.IGNORECASE,
)
_THIS = regex(
    r"(?:^|[.!?]\s)\s*+this\s(?:also\s|partly\s|partially\s)?"
    r"(?:super[sc]ee?de?s|replaces|obsoletes|overrides|amends|deprecates)\b",
    re.IGNORECASE,
)
_BY_OTHER = regex(
    r"\b(?P<verb>super[sc]ee?de?s|replaces|obsoletes|overrides|overrules)\s"
    r"(?=this\s(?:[a-z]{1,30}\s){0,2}?"
    r"(?:adr|decision|record|document|rfc|direction)\b)",
    re.IGNORECASE,
)
"""The words of another record about this one: ``ADR-35 supersedes this ADR``."""

_NOTE = regex(
    r"\W{0,4}(?:partly\s|partially\s)?"
    r"(?:super[sc]ee?ded|replaced|amended|clarified)\b",
    re.IGNORECASE,
)
"""The first words of a note on a part: ``Superseded in part by ADR-2``."""

_ITEM = regex(
    r"\W{0,4}(?:partly\s|partially\s)?(?:super[sc]ee?de?s|replaces|overrides|amends)\b"
    r"(?P<between>\W{1,4}(?:the\s)?)",
    re.IGNORECASE,
)
"""The first words of an item that has the record as its subject: ``Amends ADR-2``."""

_OPTIONS = regex(r"\b(?:options?|alternatives?|examples?|templates?)\b")
_WORD = regex(r"[^\W\d_]+")
_LEADING_WORDS = frozenset(
    "this it the is was has been by with and also now later see please use adr adrs"
    " record records decision decisions number no superseded superceded replaced"
    " obsoleted overridden supersedes replaces obsoletes overrides amends amended"
    " partly partially in part fully".split()
)
"""What stands before the record that a text below *Superseded by* names."""


def labelled(outline: Outline, prefix: str = "") -> Iterator[AdrRelation]:
    """Yield the relations in labelled fields, such as ``superseded-by: ADR-086``.

    Args:
        outline: the outline of the record.
        prefix: the prefix of its number, for sentences such as ``This OEP replaces``.
    """
    yield from _from_labels(outline.front_matter, "front matter fields")
    # A field called "Superseded" is a statement of the status, read by `preamble`.
    fields = [
        item
        for item in labels.preamble(outline)
        if not is_status_word(item.label, outline.vocabulary)
    ]
    yield from _from_labels(fields, "preamble fields")
    for item in fields:
        yield from _from_text(item, "preamble", prefix)
        yield from _by_other(item, "preamble", prefix)


def linked(outline: Outline, prefix: str = "") -> Iterator[AdrRelation]:
    """Yield the relations in the sections of a record.

    They are in sections of links, below *Superseded by* headings, and in sentences and
    labelled lines about the record itself.

    Args:
        outline: the outline of the record.
        prefix: the prefix of its number, for sentences such as ``This OEP replaces``.
    """
    for heading, is_option in _with_options(outline.headings):
        title = labels.normalize_heading(heading)
        if title in labels.LINKS:
            yield from _from_labels(heading.texts, "links")
            for item in heading.texts:
                yield from _from_text(item, "links", prefix)
        elif heading.title and title not in labels.STATUS | labels.METADATA:
            for item in heading.texts:
                yield from _about_itself(item, title, prefix)
                if not is_option:
                    yield from _about_decision(item, title, prefix)
                    yield from _about_section(item, title)
                    yield from _about_record(item, title)
        if parse_relation_label(title):
            yield from _below(title, heading.texts)


def _below(title: str, items: Iterable[LabelledText]) -> Iterator[AdrRelation]:
    """Yield the relations to the records that texts below a heading begin with.

    A record may also have a heading *Replaced* in an explanation of its terms, with
    prose below it.
    """
    for item in map(with_label, items):
        found = named_records(item.text, item.links)
        if found.names and _leads_to(item.text[: found.start]):
            yield from (
                replace(relation, needs_record=True)
                for relation in _from_labels([replace(item, label=title)], "links")
            )


def _leads_to(before: str) -> bool:
    """Return whether a text before a name only leads to it: ``See also ADR-2``."""
    words = _WORD.findall(mask_dates(before).lower())
    return _LEADING_WORDS.issuperset(words) or names_part(f"{before}ADR")


def _with_options(headings: Iterable[Heading]) -> Iterator[tuple[Heading, bool]]:
    """Yield each heading, and whether it is an option's: what is not decided."""
    inside: int | None = None
    for heading in headings:
        if inside is None or heading.level <= inside:
            is_option = _OPTIONS.search(labels.normalize_heading(heading))
            inside = heading.level if is_option else None
        yield heading, inside is not None


def _about_itself(item: LabelledText, title: str, prefix: str) -> Iterator[AdrRelation]:
    """Yield the relations of sentences such as ``This ADR supersedes ADR-4``.

    In a section of prose, only a sentence whose subject is the record counts.
    """
    if _SELF.search(name_this_record(item.text, prefix)):
        yield from _leading(item, title, prefix)


def _about_decision(
    item: LabelledText, title: str, prefix: str
) -> Iterator[AdrRelation]:
    """Yield the relations of a label, and of ``This supersedes ADR-4``.

    What *this* is may also be something else, and then it names no record.
    """
    if parse_relation_label(item.label):
        yield from _below(item.label, [replace(item, label="")])
    elif _THIS.search(item.text):
        for relation in _leading(item, title, prefix):
            yield replace(relation, needs_record=True)


def _about_section(item: LabelledText, title: str) -> Iterator[AdrRelation]:
    """Yield the relations of a note on a part of the record: ``Superseded by ADR-2``.

    It begins with the relation, in a section that decides nothing about the whole
    record; what it is about is the text of that section.
    """
    if item.label or not _NOTE.match(item.text):
        return
    for relation in relations_in(item.text, item.links, item.line, leading=True):
        if relation.type in {"superseded by", "amended by"}:
            yield replace(relation, location=title, partly=True, needs_record=True)


def _about_record(item: LabelledText, title: str) -> Iterator[AdrRelation]:
    """Yield the relations of an item that begins with one: ``- Supersedes ADR-4``.

    The record follows at once, or is part of a phrase such as ``the ADR-4 rule``.
    """
    text = with_label(item) if parse_relation_label(item.label) is None else item
    match = _ITEM.match(text.text)
    if match is None or text.label:
        return
    found = named_records(text.text[match.end() :], _after(text.links, match.end()))
    if not found.names or found.start:
        return
    for relation in relations_in(text.text, text.links, text.line, leading=True):
        if relation.type in {"supersedes", "amends"}:
            partly = relation.partly or match["between"].endswith("the ")
            yield replace(relation, location=title, partly=partly, needs_record=True)


def _after(links: Iterable[Link], start: int) -> list[Link]:
    """Return the links after a position, with their positions from there."""
    return [
        Link(link.target, link.start - start, link.end - start)
        for link in links
        if link.start >= start
    ]


def _from_labels(items: Iterable[LabelledText], location: str) -> Iterator[AdrRelation]:
    for item in items:
        parsed = parse_relation_label(labels.normalize_label(item.label))
        if parsed is None or is_empty_value(item.text, item.links):
            continue
        relation_type, partly = parsed
        quote = f"{item.label}: {collapse_spaces(item.text)}"
        found = named_records(item.text, item.links)
        first = found.start if relation_type == "supersedes" and found.names else None
        if is_participle(item.label) and any(map(_is_page, found.names)):
            continue
        for target in found.names or [collapse_spaces(item.text)]:
            yield AdrRelation(
                relation_type,
                target,
                item.line,
                partly=partly
                or found.partly
                or target in found.parts
                or names_part(item.text, item.links, first),
                text=quote,
                location=location,
                # ``Supersedes: the old queue`` names none; a record that is superseded
                # is so whatever took its place.
                needs_record=not found.names and relation_type != "superseded by",
                labelled=True,
            )


def _is_page(target: str) -> bool:
    """Return whether a target is a page that is not written as a record."""
    return "://" in target and not is_written_as_record(target)


def _from_text(item: LabelledText, location: str, prefix: str) -> Iterator[AdrRelation]:
    """Yield the relations of the sentences that begin with one: ``Supersedes ADR-4``.

    A sentence that begins otherwise is prose, and may be about other records.
    """
    if item.label and labels.normalize_label(item.label) not in labels.REMARKS:
        return
    if not is_only_links(item.text, item.links):
        yield from _leading(item, location, prefix)


def _by_other(item: LabelledText, location: str, prefix: str) -> Iterator[AdrRelation]:
    """Yield the successor in a sentence about this record: ``ADR-3 supersedes it``.

    It begins with a record, which is the only one before the verb.
    """
    named = name_this_record(item.text, prefix)
    for match in _BY_OTHER.finditer(named):
        start = len(item.text[: match.start()]) - len(
            sentence_before(window_before(named, match.start()))
        )
        inside = [k for k in item.links if start <= k.start and k.end <= match.start()]
        moved = [Link(k.target, k.start - start, k.end - start) for k in inside]
        before = item.text[start : match.start()]
        found = named_records(before, moved)
        if len(found.names) == 1 and not before[: found.start].strip(" *_[("):
            yield AdrRelation(
                "superseded by",
                found.names[0],
                item.line,
                text=collapse_spaces(item.text),
                location=location,
                needs_record=True,
            )


def _leading(item: LabelledText, location: str, prefix: str) -> Iterator[AdrRelation]:
    """Yield the relations that sentences of a prose begin with.

    What a link leads to is a record of this or another project. Other names may be
    those of other things, such as a requirement ``REQ-18-003``.
    """
    linked = {link.target for link in item.links}
    for relation in relations_in(
        item.text, item.links, item.line, leading=True, prefix=prefix
    ):
        named = relation.target not in linked
        yield replace(relation, location=location, needs_record=named)
