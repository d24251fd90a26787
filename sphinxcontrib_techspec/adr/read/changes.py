"""Read the status from the entries of a section such as *Change Log*.

Such an entry counts in a record that states its status nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...patterns import regex
from ..dates import date_in
from ..outline import LabelledText, Outline
from ..status import exact_status
from . import labels
from .statements import StatusClaim, read_claim, with_label

_LOCATION = "change log"
_ISO = regex(r"\d{4}-\d{2}-\d{2}$")


def entries(outline: Outline) -> Iterator[LabelledText]:
    """Yield the entries of the lists of changes, in document order."""
    for heading in outline.headings:
        if labels.normalize_heading(heading) in labels.CHANGES:
            yield from heading.texts


def status_claims(outline: Outline) -> Iterator[StatusClaim]:
    """Yield the status in the latest entry, if it is only a status and a date.

    ``[approved](URL) (2022-04-01)`` is one; other entries tell what was changed. The
    latest entry is the last one, unless all have a date.
    """
    found = [with_label(item) for item in entries(outline)]
    dates = [date_in(item.text) for item in found]
    if not found:
        return
    latest = found[-1]
    if all(_ISO.match(date) for date in dates):
        latest = max(zip(dates, found, strict=True), key=lambda pair: pair[0])[1]
    if date_in(latest.text) and exact_status(latest.text, outline.vocabulary):
        yield read_claim(latest, _LOCATION, outline.vocabulary)
