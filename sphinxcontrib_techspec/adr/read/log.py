"""Find the decision records in a document, such as a log with a heading for each.

A log is a file such as ``decision-log.md`` or ``DECISIONS.md``. The headings of its
records have a number (``ADR-001: Use Kafka``, ``3. Use Kafka``) or a date
(``2024-05-01 Use Kafka``), or a status is labelled below them. A heading that only
lists a record which has a file of its own is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ...patterns import regex
from ..dates import date_in
from ..names import (
    Number,
    consists_of_template_words,
    heading_slug,
    is_log_name,
    is_named_as_record,
    is_record_prefix,
    is_template,
    leading_number,
    reference_number,
    stem_of,
)
from ..outline import Heading, LabelledText, Outline
from ..status import exact_status
from ..vocabulary import Vocabulary
from . import READERS, is_record, is_unfilled, labels
from .title import read_title

_TEAM_NUMBER = regex(
    r"^\[?(?P<prefix>[A-Z]{1,8}(?:-[A-Z]{1,8}){0,2})[-_ ]?#?(?P<digits>\d{1,6})\]?"
    r"(?=\s?[:.–—)-]\s|$)"
)
"""A number with a prefix that only this log has: ``D-12: Use Kafka``."""

_SEPARATORS = " \t:.,–—-|"
_STATUS_AT_END = (
    regex(r"[\[(](?P<status>[^\[\]()]{3,60})[\])]$"),
    regex(r"\s[–—|:-]{1,2}\s(?P<status>[^–—|:()\[\]]{3,60})$"),
)
_LETTER = regex(r"[^\W\d_]")
_SUFFIX = regex(r"\.(?:md|rst|markdown)(?:#[^#]*+)?$", re.IGNORECASE)
_DECISION = frozenset(
    {"decision", "the decision", "decision outcome", "decision made", "outcome"}
)
_NO_TITLES = labels.PARTS | labels.STATUS | labels.METADATA | labels.LINKS


@dataclass(slots=True)
class _Section:
    """A heading, and the sections below it."""

    heading: Heading
    below: list[_Section] = field(default_factory=list["_Section"])

    def headings(self) -> Iterator[Heading]:
        """Yield the headings below this one, in document order."""
        for section in self.below:
            yield section.heading
            yield from section.headings()


@dataclass(frozen=True, slots=True)
class _Entry:
    """A section that is a record, and whether a number or a date names it."""

    outline: Outline
    is_named: bool


def record_outlines(outline: Outline) -> list[Outline]:
    """Return an outline for each decision record in a document.

    Args:
        outline: the outline of the document.

    Returns:
        The document itself where it is one record; the outline of each section that is
        one, with its anchor, where it is a log; nothing where it is neither.
    """
    if is_named_as_record(outline.docname):
        return [outline] if is_record(outline) else []
    named_as_log = is_log_name(outline.docname)
    found = [
        entry
        for section in _tree(outline)
        for entry in _entries(section, outline, "", named_as_log=named_as_log)
    ]
    is_whole = len(found) == 1 and found[0].outline.anchor in outline.names
    if found and not is_whole and (named_as_log or len(found) > 1):
        return [entry.outline for entry in found]
    if named_as_log and not is_whole:
        return [outline] if _is_single(outline) else []
    return [outline] if is_record(outline) else []


def section_outline(outline: Outline, anchor: str) -> Outline:
    """Return the outline of the section with an id; *outline* itself without an id."""
    waiting = _tree(outline) if anchor else []
    while waiting:
        section = waiting.pop()
        if anchor in section.heading.names:
            return _outline_of(section, outline, "")
        waiting += section.below
    return outline


def _is_single(outline: Outline) -> bool:
    """Return whether a document named like a log is a single record."""
    if read_title(outline.title, 0, outline.vocabulary).number is not None:
        return True
    parts = map(labels.normalize_heading, outline.headings)
    return _has_known_status(outline) and not labels.PARTS.isdisjoint(parts)


def _tree(outline: Outline) -> list[_Section]:
    """Return the sections of a document: one where it has a title."""
    first, *others = outline.headings or [Heading("")]
    top = Heading(outline.title, outline.line, first.texts, 1, outline.names)
    open_: list[_Section] = [_Section(top)]
    roots = list(open_)
    for heading in others:
        while open_ and open_[-1].heading.level >= heading.level:
            open_.pop()
        section = _Section(heading)
        (open_[-1].below if open_ else roots).append(section)
        open_.append(section)
    return roots


def _entries(
    section: _Section, outline: Outline, status: str, *, named_as_log: bool
) -> list[_Entry]:
    """Return the records in a section: itself, or those below it.

    Args:
        section: the section.
        outline: the outline of the document.
        status: the status that a heading above states: ``Superseded``.
        named_as_log: whether the document is named like a log.
    """
    heading = section.heading
    stated = heading.title if exact_status(heading.title, outline.vocabulary) else ""
    below = [
        entry
        for child in section.below
        for entry in _entries(
            child, outline, stated or status, named_as_log=named_as_log
        )
    ]
    if any(entry.is_named for entry in below):
        return below
    own = _entry(section, outline, status, named_as_log=named_as_log)
    return below if own is None else [own]


def _entry(
    section: _Section, outline: Outline, status: str, *, named_as_log: bool
) -> _Entry | None:
    """Return a section as a record; `None` where it is none."""
    heading = section.heading
    if not heading.names or _is_listed(section):
        return None
    own = _outline_of(section, outline, status)
    words = own.title if own.number is None else read_title(own.title).text
    stem = heading_slug(heading.title)
    if (
        labels.normalize_label(words) in _NO_TITLES
        or exact_status(words, outline.vocabulary)
        or is_unfilled(words)
        or is_template(stem)
    ):
        return None
    stated = any(list(reader(own)) for reader in READERS)
    decided = any(
        labels.normalize_label(name) in _DECISION
        for part in own.headings
        for name in (part.title, *(item.label for item in part.texts))
    )
    is_dated = date_in(heading.title) != "" and bool(_LETTER.search(words))
    prefixed = own.number is not None and bool(own.number.prefix)
    if stated or decided:
        # ``FR-1: Cancel an order``, whose status is that of a requirement.
        foreign = (
            prefixed
            and own.number is not None
            and not is_record_prefix(own.number.prefix)
        )
        if foreign and not named_as_log and not decided:
            return None
        if prefixed or own.number is not None or is_dated:
            return _Entry(own, is_named=True)
    elif named_as_log and (prefixed or is_dated):
        return _Entry(own, is_named=True)
    bare = named_as_log and _has_status_label(own) and _has_known_status(own)
    if bare and not consists_of_template_words(stem):
        return _Entry(own, is_named=False)
    return None


def _has_known_status(outline: Outline) -> bool:
    return any(
        claim.statement.status != "unknown"
        for reader in READERS
        for claim in reader(outline)
    )


def _has_status_label(outline: Outline) -> bool:
    return any(
        labels.normalize_label(name) in labels.STATUS
        for part in outline.headings
        for name in (part.title, *(item.label for item in part.texts))
    )


def _is_listed(section: _Section) -> bool:
    """Return whether a section links the file of the record that it is about."""
    if any(_SUFFIX.search(link.target) for link in section.heading.links):
        return True
    number = _number(section.heading.title)
    if number is None:
        return False
    linked = (
        leading_number(stem_of(_SUFFIX.sub("", link.target).strip("/")))
        for text in section.heading.texts
        for link in text.links
        if not link.target.startswith("#")
    )
    return any(other is not None and other.value == number.value for other in linked)


def _outline_of(section: _Section, outline: Outline, status: str) -> Outline:
    """Return the outline of a section; *status* holds where it has none itself."""
    heading = section.heading
    title, date = _without_date(heading.title)
    title, word = _without_status(title, outline.vocabulary)
    texts = list(heading.texts)
    if date and not any(_has_label(item, labels.DATES) for item in texts):
        texts.append(LabelledText(date, heading.line, "date"))
    below = list(section.headings())
    stated = word or status
    if (
        stated
        and not any(_has_label(item, labels.STATUS) for item in texts)
        and not any(labels.normalize_heading(part) in labels.STATUS for part in below)
    ):
        texts.append(LabelledText(stated, heading.line, "status"))
    return replace(
        outline,
        title=title,
        line=heading.line,
        labels=list(heading.names[1:]),
        front_matter=[],
        admonitions=[],
        headings=[Heading("", heading.line, texts), *below],
        names=heading.names,
        anchor=heading.names[0] if heading.names else "",
        stem=heading_slug(heading.title),
        number=_number(title),
    )


def _has_label(item: LabelledText, names: Sequence[str] | frozenset[str]) -> bool:
    return labels.normalize_label(item.label) in names


def _number(title: str) -> Number | None:
    """Return the number at the beginning of a heading."""
    if (number := read_title(_without_date(title)[0]).number) is not None:
        return number
    match = _TEAM_NUMBER.match(title)
    return reference_number(f"{match['prefix']}-{match['digits']}") if match else None


def _without_date(title: str) -> tuple[str, str]:
    """Return a heading without the date at its beginning or end, and that date."""
    date = date_in(title)
    if not date:
        return title, ""
    before, _, after = title.partition(date)
    if before.endswith(("(", "[")) and after.startswith((")", "]")):
        before, after = before[:-1], after[1:]
    before, after = before.strip(_SEPARATORS), after.strip(_SEPARATORS)
    if not before or not after:
        return before or after, date
    if read_title(before).number is None:
        return title, ""  # ``Use the 2024-05-01 schema``
    return f"{before}: {after}", date


def _without_status(title: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """Return a heading without an active status at its end, and that status."""
    for pattern in _STATUS_AT_END:
        match = pattern.search(title)
        if match and exact_status(match["status"], vocabulary) is not None:
            return title[: match.start()].strip(), match["status"]
    return title, ""
