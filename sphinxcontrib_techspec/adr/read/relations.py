"""Read relations outside of a status: labelled fields and sections of links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ...text import collapse_spaces
from ..outline import LabelledText, Outline
from ..relations import (
    AdrRelation,
    find_relations,
    find_targets,
    is_empty_value,
    parse_relation_label,
    relations_in,
)
from ..status import is_status_word, strip_decoration
from . import labels
from .statements import with_label


def labelled(outline: Outline) -> Iterator[AdrRelation]:
    """Yield the relations in labelled fields, such as ``superseded-by: ADR-086``."""
    yield from _from_labels(outline.front_matter, "front matter fields")
    # A field called "Superseded" is a statement of the status, read by `preamble`.
    fields = (e for e in labels.preamble(outline) if not is_status_word(e.label))
    yield from _from_labels(fields, "preamble fields")


def linked(outline: Outline) -> Iterator[AdrRelation]:
    """Yield the relations in sections of links and below *Superseded by* headings."""
    for heading in outline.headings:
        title = labels.normalize_heading(heading)
        if title in labels.LINKS:
            yield from _from_labels(heading.texts, "links")
            for item in heading.texts:
                yield from _from_text(item)
        elif parse_relation_label(title):
            items = [replace(e, label=title) for e in map(with_label, heading.texts)]
            yield from _from_labels(items, "links")


def _from_labels(items: Iterable[LabelledText], location: str) -> Iterator[AdrRelation]:
    for item in items:
        parsed = parse_relation_label(labels.normalize_label(item.label))
        if parsed is None or is_empty_value(item.text):
            continue
        relation_type, partly = parsed
        quote = f"{item.label}: {collapse_spaces(item.text)}"
        for target in find_targets(item.text, item.links) or [
            collapse_spaces(item.text)
        ]:
            yield AdrRelation(relation_type, target, item.line, partly, quote, location)


def _from_text(item: LabelledText) -> Iterator[AdrRelation]:
    """Yield the relations of a text that begins with one: ``Supersedes ADR-4``.

    A text that begins otherwise is prose, and may be about other records.
    """
    if item.label:
        return
    found = find_relations(item.text)
    if found and not strip_decoration(item.text[: found[0].start]).strip("["):
        for relation in relations_in(item.text, item.links, item.line):
            yield replace(relation, location="links")
