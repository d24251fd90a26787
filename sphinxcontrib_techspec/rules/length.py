"""TS306: the length of a spec."""

from __future__ import annotations

from collections.abc import Iterator

from ..kinds import (
    Section,
)
from ..model.item import Record, row_models
from ..model.spec import Spec
from ..text import count_words, plain
from .base import PASSED, Context, Failed, Outcome


def spec_too_long(spec: Spec, context: Context) -> Iterator[Outcome]:
    """The spec has more words than a reader will read.

    The template asks for fewer than 1,500 words (``techspec_word_limit``). Words are
    counted as a reader would count them on the pages: prose, tables and fields; blocks
    of code, views and decision records are left out.
    """
    count = words(spec)
    if count <= context.word_limit:
        yield PASSED[Section.SPEC]
        return
    yield Failed(
        Section.SPEC,
        f"the spec has {count:,} words, {count - context.word_limit:,} more than "
        f"{context.word_limit:,}. Move detail to documents beside it.",
        spec.head,
        spec.docname,
        spec.head.line if spec.head else 0,
    )


def words(spec: Spec) -> int:
    """Return how many words a reader of the spec's pages reads."""
    count = sum(d.words for d in spec.documents if d.adr is None)
    shared: set[tuple[str, int, str]] = set()
    for record in spec.items:
        for name, text in _seen(record):
            line = record.line_of(name) if name else record.line
            if line != record.line and not record.prose:
                # A default of many rows is read once.
                key = (record.docname, line, name)
                if key in shared:
                    continue
                shared.add(key)
            count += count_words(text)
    return count


def _seen(record: Record) -> Iterator[tuple[str, str]]:
    """Give what an item shows outside of its body: each field and its text."""
    yield "", record.name
    hidden = {*record.in_body, *record.type.split_name(record.name)}
    for name, text in record.given():
        if name not in hidden:
            yield name, plain(text)
    for _, text in record.extras:
        yield "", plain(text)
    if not record.coded:
        for row in row_models(record):
            yield "", " ".join(str(value) for _, value in row)
