"""Decision records whose status stands after “Verdict:”, as Acme once wrote them."""

from __future__ import annotations

from collections.abc import Iterator

from sphinxcontrib_techspec.api import Outline, StatusClaim, read_claim


def acme_status(outline: Outline) -> Iterator[StatusClaim]:
    """Yield what the first paragraphs say after “Verdict”."""
    for entry in outline.parts[0].entries if outline.parts else ():
        if entry.label.lower() == "verdict":
            yield read_claim(entry, "verdict")
