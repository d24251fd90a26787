"""Read the status before the first heading, and below a heading such as *Metadata*.

This is the location in MADR 2, log4brains, documents with a reStructuredText field list
and documents that begin with a table or with lines such as ``Accepted: 2020-01-01``.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..dates import date_in
from ..names import is_written_as_record
from ..outline import LabelledText, Outline
from ..phrases import is_empty_value
from ..status import exact_status
from ..vocabulary import INACTIVE, Vocabulary
from ..words import is_only_links
from . import labels
from .statements import StatusClaim, read_claim, with_label

_LOCATION = "preamble"
_SHORT = 6
"""The most words of a text whose names need not be written as those of records."""


def directive_claims(outline: Outline) -> Iterator[StatusClaim]:
    """Yield the statuses in directives: admonitions titled *Status*, ``deprecated``."""
    for item in outline.admonitions:
        yield read_claim(item, "directive", outline.vocabulary)


def status_claims(outline: Outline) -> Iterator[StatusClaim]:
    """Yield the statuses in the preamble."""
    vocabulary = outline.vocabulary
    for item in labels.preamble(outline):
        label = labels.normalize_label(item.label)
        if label in labels.STATUS or (
            label in labels.OUTCOMES and exact_status(item.text, vocabulary)
        ):
            yield read_claim(item, _LOCATION, vocabulary)
        elif item.nested:
            continue
        elif label in vocabulary:
            if _has_taken_effect(item, label, vocabulary):
                yield read_claim(with_label(item), _LOCATION, vocabulary)
        elif not label and _is_status(item, vocabulary):
            yield read_claim(item, _LOCATION, vocabulary)


def _has_taken_effect(item: LabelledText, label: str, vocabulary: Vocabulary) -> bool:
    """Return whether a text labelled with a status has a value that confirms it.

    ``Superseded: 2019-12-19 by 14`` does, ``Superseded: no`` does not. ``Accepted:``
    needs a date, and so does ``Rejected:``, which may be about an alternative.
    """
    if vocabulary[label] in INACTIVE - {"rejected"}:
        return not is_empty_value(item.text, item.links)
    return bool(date_in(item.text))


def _is_status(item: LabelledText, vocabulary: Vocabulary) -> bool:
    """Return whether a text without a label is a status, and not prose.

    A link into the page itself, as in a list of its sections, is none.
    """
    if is_only_links(item.text, item.links):
        return False
    if exact_status(item.text, vocabulary) is not None:
        return True
    claim = read_claim(item, _LOCATION, vocabulary)
    if claim.statement.status != "superseded":
        return False
    is_short = len(item.text.split()) <= _SHORT
    linked = {link.target for link in item.links}
    return any(
        is_short or relation.target in linked or is_written_as_record(relation.target)
        for relation in claim.relations
    )
