"""Decision records with the status after “Verdict:”."""

from __future__ import annotations

from collections.abc import Iterator

from sphinxcontrib_techspec.api import Outline, StatusClaim, read_claim


def acme_status(outline: Outline) -> Iterator[StatusClaim]:
    """Yield what the first paragraphs say after “Verdict”."""
    for heading in outline.headings[:1]:
        for text in heading.texts:
            if text.label.lower() == "verdict":
                yield read_claim(text, "verdict")
