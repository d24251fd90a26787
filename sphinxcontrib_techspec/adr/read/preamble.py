"""Read the status before the first heading, and below a heading such as *Metadata*.

This is the location in MADR 2, log4brains, documents with a reStructuredText field list
and documents that begin with a table or with lines such as ``Accepted: 2020-01-01``.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..outline import LabelledText, Outline
from ..relations import date_in, is_empty_value
from ..status import INACTIVE, VOCABULARY, exact_status
from . import labels
from .statements import StatusClaim, read_claim, with_label

_LOCATION = "preamble"


def directive_claims(outline: Outline) -> Iterator[StatusClaim]:
    """Yield the statuses in directives: admonitions titled *Status*, ``deprecated``."""
    for item in outline.admonitions:
        yield read_claim(item, "directive")


def status_claims(outline: Outline) -> Iterator[StatusClaim]:
    """Yield the statuses in the preamble."""
    for item in labels.preamble(outline):
        label = labels.normalize_label(item.label)
        if label in labels.STATUS:
            yield read_claim(item, _LOCATION)
        elif label in VOCABULARY:
            if _has_taken_effect(item, label):
                yield read_claim(with_label(item), _LOCATION)
        elif not label and _is_status(item):
            yield read_claim(item, _LOCATION)


def _has_taken_effect(item: LabelledText, label: str) -> bool:
    """Return whether a text labelled with a status has a value that confirms it.

    ``Superseded: 2019-12-19 by 14`` does, ``Superseded: no`` does not. ``Accepted:``
    needs a date.
    """
    if VOCABULARY[label] in INACTIVE:
        return not is_empty_value(item.text)
    return bool(date_in(item.text))


def _is_status(item: LabelledText) -> bool:
    """Return whether a text without a label is a status, and not prose."""
    if exact_status(item.text) is not None:
        return True
    claim = read_claim(item, _LOCATION)
    return claim.statement.status == "superseded" and bool(claim.relations)
