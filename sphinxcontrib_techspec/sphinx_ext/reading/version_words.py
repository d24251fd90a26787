"""Words behind the version of a technology: ``15.x with App Router``."""

from __future__ import annotations

import re
from dataclasses import replace

from ...kinds import Kind
from ...model.item import ParsedItem, SourceRange, SourceText
from ...patterns import regex
from ...values.version import Version
from .several import joined

_WITH_WORDS = regex(
    r"(?P<version>v?\d[\w.+-]{0,20})\s+(?P<words>(?:with|in|using)\s[^\d]{1,200})"
)
"""A version with words about how the product is used: ``15.x with App Router``."""


def split_version(kind: type[Kind], item: ParsedItem) -> None:
    """Let words behind a version be the note, before what the note says already.

    Args:
        kind: the kind of the item.
        item: the item, which is changed.
    """
    field_name = kind.field_of_type(Version)
    value = item.values.get(field_name) if field_name else None
    if value is None or value.nodes or value.links:
        return
    if not isinstance(value.text, str):
        return
    if match := _WITH_WORDS.fullmatch(value.text):
        item.put(field_name, _part_of(value, match, "version"))
        words, note = _part_of(value, match, "words"), item.values.get("note")
        both = replace(joined(words, note), source="") if note else words
        item.put("note", both)


def _part_of(value: SourceText, match: re.Match[str], group: str) -> SourceText:
    """Return a part of a value that is on one line, with its range."""
    range_ = value.range
    if range_ is not None:
        start, end = match.span(group)
        is_exact = range_.end_column - range_.column == len(match[0])
        range_ = (
            range_._replace(
                column=range_.column + start, end_column=range_.column + end
            )
            if is_exact and range_.column and range_.end_line == range_.line
            else SourceRange(range_.line, container=range_.container)
        )
    return replace(value, text=match[group], range=range_, source="")
