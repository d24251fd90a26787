"""Read a decision record from the outline of its document.

A document is not assigned to one record format, because authors mix them. Instead
there is a reader for every location in which the formats keep the status, one module
for each location. `READERS` lists them by precedence: the status of the first reader
that finds a known one is used, unless it is active (accepted, proposed) and another
reader finds an inactive one. The relations of all readers are kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ...patterns import regex
from ...plugins import Plugin, Provided
from ...text import collapse_spaces
from ..dates import date_in
from ..decision_record import DecisionRecord, Statement
from ..names import (
    Number,
    is_named_as_record,
    leading_date,
    leading_number,
    stem_of,
    without_date,
)
from ..outline import Outline
from ..relations import AdrRelation
from ..vocabulary import INACTIVE, Status
from . import changes, front_matter, labels, preamble, relations, section
from .statements import StatusClaim, choose
from .title import Title, read_title, title_of

_NO_DATE = regex(r"[{}<>]|\bY{2,4}\b|^\D*$", re.IGNORECASE)
"""What a template leaves in the place of a date, such as words without a digit."""

_BRACKETED_DATE = regex(r"[\[{<]\s*+(?P<date>\d[\w.,/ -]{5,20}?)\s*+[\]}>]")
"""A date that was filled in between the brackets of a template: ``{ 2024-05-02 }``."""

_UNFILLED = regex(
    r"[^\w\[{<]*+(?:(?:ADR|DR)?[-_ #]*(?:X{2,}|N{2,}|\d{1,6})\W{0,4})?"
    r"[\[{<][^\]}>]*+[\]}>]\W*",
    re.IGNORECASE,
)
"""A title that a template leaves to be filled in: ``ADR-XXXX: [Title]``."""

_LATER = regex(
    r"\b(?:amended|revised|updated|changed|edited)(?:\s++on)?\s++[\d-]{8,10}"
    r"|\b(?:amended|clarified|narrowed|corrected|super[sc]ee?ded|replaced)"
    r"(?:\s++(?:partly|partially|in\s++part))?\s++by\b[^;]*+",
    re.IGNORECASE,
)
"""The date of a change of a record, or of the record that changes it."""

_ORIGINALLY = regex(
    r"\boriginal(?:ly|\s++status)\W{1,6}(?:was\s++)?"
    r"(?:accepted|approved|adopted|decided|proposed)\b[^.;]{0,30}",
    re.IGNORECASE,
)
"""The first status of a record, in the text of a later one."""


_STARTED: frozenset[Status] = frozenset({"accepted", "proposed", "rejected", "unknown"})

Reader = Callable[[Outline], Iterable[StatusClaim]]
"""Yields what one part of an outline says about the record's status."""


def _fault(reader: Any, _plugin: Plugin) -> str:
    """Return what is wrong with a plugin's reader, empty where it is right."""
    return "" if callable(reader) else f"{reader!r} is not a function"


READERS: Provided[Reader] = Provided(
    "ADR_READERS",
    own=(
        preamble.directive_claims,
        front_matter.status_claims,
        front_matter.tag_claims,
        preamble.status_claims,
        section.status_claims,
    ),
    key=id,
    check=_fault,
)
"""The readers of a status, in the order of precedence; those of plugins come last."""


def is_record(outline: Outline) -> bool:
    """Return whether a document that a pattern matches says that it is a record.

    Its name has a number or a date, it has a status, or a section such as *Decision*.
    Other documents in a folder of records are notes about them.
    """
    if is_unfilled(title_of(outline).text):
        stem = stem_of(outline.docname)
        number = leading_number(stem)
        if "template" in stem.lower() or (number is not None and number.value == 0):
            return False
    if is_named_as_record(outline.docname) or read_record(outline).number is not None:
        return True
    stated = (list(reader(outline)) for reader in READERS)
    return any(stated) or _has_parts(outline)


def is_unfilled(title: str) -> bool:
    """Return whether a title is one that a template leaves to be filled in."""
    return _UNFILLED.fullmatch(title) is not None


def read_record(outline: Outline) -> DecisionRecord:
    """Return the decision record that a document contains.

    Every outline gives a record: without a known status, the status is ``unknown``;
    without a title, the title is made from the file name.

    The formats are those of MADR 2 to 4, adr-tools, log4brains, NEPs and their
    variants in public repositories.

    Args:
        outline: the outline of the document.
    """
    stem = outline.stem or stem_of(outline.docname)
    named = title_of(outline)
    words, heading_id = labels.without_heading_id(named.text)
    title = read_title(words, named.line, outline.vocabulary)
    ids = [*front_matter.values(outline, labels.IDS), *outline.labels]
    ids += [heading_id] if heading_id else []
    slugs = front_matter.values(outline, labels.SLUGS)
    number = outline.number or _number([stem, *ids, *slugs], title)
    label = f"{number.prefix or 'ADR'}-{number.digits}" if number else stem
    prefix = number.prefix if number else ""
    statements, all_relations = _statements_and_relations(outline, title, prefix)
    status = statements[0] if statements else Statement("unknown", "")
    return DecisionRecord(
        docname=outline.docname,
        stem=stem,
        label=label,
        prefix=prefix,
        number=number.value if number else None,
        ids=tuple(dict.fromkeys(ids)),
        slugs=tuple(dict.fromkeys(slugs)),
        title=_title(title.text, number) or _title_from_stem(stem, label),
        line=named.line or 1,
        status=status.status,
        raw_status=status.text,
        status_line=status.line,
        date=_date(outline, statements, stem),
        deciders=_first(_labelled_values(outline, labels.DECIDERS)),
        relations=tuple(all_relations),
        statements=tuple(statements),
        anchor=outline.anchor,
        has_parts=_has_parts(outline),
    )


def _has_parts(outline: Outline) -> bool:
    """Return whether a document has a section that only decision records have."""
    headings = map(labels.normalize_heading, outline.headings)
    return not labels.PARTS.isdisjoint(headings)


def _statements_and_relations(
    outline: Outline, title: Title, prefix: str
) -> tuple[list[Statement], list[AdrRelation]]:
    """Return one statement for each location with a status, and all relations.

    The first statement is the one that takes precedence.
    """
    statements: list[Statement] = []
    found: list[AdrRelation] = []
    for claims in claims_by_location(outline, title):
        chosen = choose([c.statement for c in claims], outline.vocabulary)
        if chosen is not None:
            statements.append(chosen)
        found += [relation for claim in claims for relation in claim.relations]
    found += [*relations.labelled(outline, prefix), *relations.linked(outline, prefix)]
    # A word that is no status, such as a document's own ``published``, says nothing.
    statements.sort(key=lambda statement: statement.status == "unknown")
    if statements and statements[0].status not in INACTIVE:
        # An outdated status at the top must not make a superseded record accepted.
        statements.sort(key=lambda statement: statement.status not in INACTIVE)
    return statements, list(dict.fromkeys(found))


def claims_by_location(
    outline: Outline, title: Title | None = None
) -> list[list[StatusClaim]]:
    """Return what each location says about the status, in the order of precedence."""
    if title is None:
        named = title_of(outline)
        title = read_title(named.text, named.line, outline.vocabulary)
    found = [list(reader(outline)) for reader in READERS]
    found.append([title.claim] if title.claim else [])
    if not any(claim.statement.text for claims in found for claim in claims):
        found.append(list(changes.status_claims(outline)))
    return [[claim for claim in claims if claim.statement.text] for claims in found]


def _number(names: Iterable[str], title: Title) -> Number | None:
    """Return the number of the first of *names* that has one, else the title's."""
    found = (number for name in names if (number := leading_number(name)))
    return next(found, title.number)


def _title(text: str, number: Number | None) -> str:
    """Return a title without the record's own number: ``13 Domain names``."""
    words = collapse_spaces(text)
    if number is not None:
        prefix = rf"(?:{re.escape(number.prefix)}[-_ ]?)?" if number.prefix else ""
        own = re.compile(
            rf"{prefix}#?0*{number.value}(?!\d)(?:\s?[.:)–—-]\s?|\s)(?=\S)",
            re.IGNORECASE,
        )
        words = own.sub("", words, count=1) if own.match(words) else words
    return words


def _title_from_stem(stem: str, label: str) -> str:
    """Return a title made from the words of the file name."""
    number = leading_number(stem)
    rest = number.rest if number else without_date(stem)
    words = collapse_spaces(rest.replace("-", " ").replace("_", " ")).strip(" .")
    return (words[:1].upper() + words[1:]) or label


def _labelled_values(outline: Outline, names: Iterable[str]) -> Iterator[str]:
    """Yield the non-empty values whose label is one of *names*.

    They are in the order of *names* if this is a tuple, otherwise in document order.
    """
    found = [
        (labels.normalize_label(e.label), e.text)
        for e in labels.labelled_texts(outline)
    ]
    if isinstance(names, tuple):
        found.sort(key=lambda pair: names.index(pair[0]) if pair[0] in names else 0)
    yield from (
        collapse_spaces(text)
        for label, text in found
        if label in names and collapse_spaces(text)
    )


def _date(outline: Outline, statements: list[Statement], stem: str) -> str:
    """Return the date of a decision, from the first location that has one.

    They are a labelled date, the file name, the status, the first entry of a list of
    changes, and the labelled date of a change. The date of an inactive status is that
    of its end.
    """
    stated = (
        (
            _own_date(s.text)
            if s.status in _STARTED
            else date_in("".join(_ORIGINALLY.findall(s.text)))
        )
        for s in statements
    )
    return (
        _first(_labelled_dates(outline, labels.DATES))
        or leading_date(stem)
        or _first(filter(None, stated))
        or _first(_lone_dates(outline))
        or _first(_changes(outline))
        or _first(_labelled_dates(outline, labels.CHANGE_DATES))
    )


def _labelled_dates(outline: Outline, names: Iterable[str]) -> Iterator[str]:
    """Yield the dates whose label is one of *names*; others as written."""
    for written in _labelled_values(outline, names):
        bracketed = _BRACKETED_DATE.fullmatch(written)
        value = bracketed["date"] if bracketed else written
        first = _first_date(value)
        if (first and value.startswith(first)) or not _NO_DATE.search(value):
            yield first or value.rstrip(" .;,")


def _own_date(status: str) -> str:
    """Return the first date in a status that is not the one of a later change.

    ``Accepted (revised 2031-02-09; accepted 2031-02-10)`` has the second one.
    """
    return date_in(_LATER.sub(lambda match: " " * len(match[0]), status))


def _lone_dates(outline: Outline) -> Iterator[str]:
    """Yield the dates that are paragraphs of their own.

    They stand below a heading *Status*, or before the first heading.
    """
    texts = [
        item
        for heading in outline.headings
        if labels.normalize_heading(heading) in labels.STATUS
        for item in heading.texts
    ]
    for item in (*texts, *labels.preamble(outline)):
        date = date_in(item.text)
        if date and not item.label and item.text.strip(" .,()[]*_\n") == date:
            yield date


def _first_date(value: str) -> str:
    """Return the first date in *value*; ``""`` if it goes on as in ``2031-07-2x``."""
    date = date_in(value)
    after = value.partition(date)[2] if date else ""
    return "" if after[:1].isalnum() else date


def _changes(outline: Outline) -> Iterator[str]:
    """Yield the dates of the entries in a section such as *Changelog*."""
    for item in changes.entries(outline):
        if date := date_in(f"{item.label} {item.text}"):
            yield date


def _first(values: Iterable[str]) -> str:
    return next(iter(values), "")
