"""Decision records whose status stands after “Verdict:”, as Acme once wrote them."""

from __future__ import annotations

from collections.abc import Iterator

from sphinxcontrib_techspec.api import Outline, StatusClaim, read_claim


def acme_status(outline: Outline) -> Iterator[StatusClaim]:
    """Yield what the first paragraphs say after “Verdict”."""
    for heading in outline.headings[:1]:
        for text in heading.texts:
            if text.label.lower() == "verdict":
                yield read_claim(text, "verdict")
