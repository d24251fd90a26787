"""Read the status from front matter: MADR 3 and 4, and tags such as ``Superseded``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...text import collapse_spaces
from ..outline import LabelledText, Outline
from . import labels
from .statements import StatusClaim, read_claim


def status_claims(outline: Outline) -> Iterator[StatusClaim]:
    """Yield the statuses in fields such as ``status``."""
    for item in outline.front_matter:
        if labels.normalize_label(item.label) in labels.STATUS:
            yield read_claim(item, "front matter", outline.vocabulary)


def tag_claims(outline: Outline) -> Iterator[StatusClaim]:
    """Yield the tags that are statuses."""
    for item in outline.front_matter:
        if labels.normalize_label(item.label) in labels.TAGS:
            for word in re.split(r"[\[\],\"']+", item.text):
                if collapse_spaces(word).lower() in outline.vocabulary:
                    tag = LabelledText(collapse_spaces(word), item.line)
                    yield read_claim(tag, "tags", outline.vocabulary)


def values(outline: Outline, names: frozenset[str]) -> list[str]:
    """Return the non-empty values of the fields whose name is one of *names*."""
    found = [
        item.text
        for item in outline.front_matter
        if labels.normalize_label(item.label) in names
    ]
    return [collapse_spaces(text) for text in found if collapse_spaces(text)]
