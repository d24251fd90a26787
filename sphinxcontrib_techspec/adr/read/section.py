"""Read the status from a section called *Status*: Nygard's template and adr-tools.

The section may hold several paragraphs, a bullet list or labelled lines.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..outline import LabelledText, Outline
from ..relations import is_empty_value, parse_relation_label
from . import labels
from .statements import StatusClaim, read_claim, with_label

_LOCATION = "status section"


def status_claims(outline: Outline) -> Iterator[StatusClaim]:
    """Yield the statuses in sections called *Status* and headings ``Status: …``."""
    for heading in outline.headings:
        name, colon, value = heading.title.partition(":")
        if colon and value.strip() and labels.normalize_label(name) in labels.STATUS:
            yield read_claim(LabelledText(value.strip(), heading.line), _LOCATION)
        elif labels.normalize_heading(heading) in labels.STATUS:
            for item in heading.texts:
                yield from _claims(item)


def _claims(item: LabelledText) -> Iterator[StatusClaim]:
    label = labels.normalize_label(item.label)
    if not label or label in labels.STATUS:
        if item.text.strip():
            yield read_claim(item, _LOCATION)
        return
    if label in labels.DATES or label in labels.DECIDERS:
        return
    if parse_relation_label(item.label) and is_empty_value(item.text):
        return
    claim = read_claim(with_label(item), _LOCATION)
    if claim.statement.status != "unknown" or claim.relations:
        yield claim
