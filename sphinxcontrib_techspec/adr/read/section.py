"""Read the status from a section called *Status*: Nygard's template and adr-tools.

The section may hold several paragraphs, a bullet list or labelled lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ...patterns import regex
from ..outline import Heading, LabelledText, Link, Outline
from ..phrases import is_empty_value, parse_relation_label
from ..status import exact_status
from ..vocabulary import Vocabulary
from . import labels
from .statements import StatusClaim, read_claim, with_label

_LOCATION = "status section"
_REFERENCE = regex(r"\W*(?:please\s++)?see\b", re.IGNORECASE)


def status_claims(outline: Outline) -> Iterator[StatusClaim]:
    """Yield the statuses in sections called *Status* and headings ``Status: …``."""
    empty: Heading | None = None
    for heading in outline.headings:
        if (
            empty
            and heading.level > empty.level
            and exact_status(heading.title, outline.vocabulary)
        ):
            # The status may be written as a heading of its own below *Status*.
            item = LabelledText(heading.title, heading.line)
            yield read_claim(item, _LOCATION, outline.vocabulary)
        empty = None
        name, colon, value = heading.title.partition(":")
        if colon and value.strip() and labels.normalize_label(name) in labels.STATUS:
            yield read_claim(
                LabelledText(value.strip(), heading.line), _LOCATION, outline.vocabulary
            )
        elif labels.normalize_heading(heading) in labels.STATUS:
            empty = None if heading.texts else heading
            for item in _with_references(heading.texts, outline.vocabulary):
                yield from _claims(item, outline.vocabulary)


def _with_references(
    items: Iterable[LabelledText], vocabulary: Vocabulary
) -> list[LabelledText]:
    """Return *items*, a reference such as ``(See ADR-2)`` with the status before it."""
    found: list[LabelledText] = []
    for item in items:
        last = found[-1] if found else None
        if (
            last is None
            or item.label
            or not _REFERENCE.match(item.text)
            or exact_status(last.text, vocabulary) != "superseded"
        ):
            found.append(item)
            continue
        offset = len(last.text) + 1
        links = (Link(k.target, k.start + offset, k.end + offset) for k in item.links)
        text = f"{last.text}\n{item.text}"
        found[-1] = replace(last, text=text, links=(*last.links, *links))
    return found


def _claims(item: LabelledText, vocabulary: Vocabulary) -> Iterator[StatusClaim]:
    label = labels.normalize_label(item.label)
    if not label or label in labels.STATUS:
        if item.text.strip():
            yield read_claim(item, _LOCATION, vocabulary)
        return
    if label in labels.DATES or label in labels.DECIDERS:
        return
    if parse_relation_label(item.label) and is_empty_value(item.text, item.links):
        return
    claim = read_claim(with_label(item), _LOCATION, vocabulary)
    if claim.statement.status != "unknown" or claim.relations:
        yield claim
