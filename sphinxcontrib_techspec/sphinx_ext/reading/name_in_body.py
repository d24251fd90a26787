"""The name of an item at the beginning of its body: ``**Decision**: Keep the wool``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...codes import Code
from ...kinds import DecisionRefs, Kind
from ...messages import Message
from ...model.columns import fits
from ...model.item import Problem
from ...patterns import regex
from ...text import normalize
from .cells import read_nodes
from .source import DirectiveSource, ParsedDirective

_LABELLED = regex(r"\*\*(?P<label>[^*:]{1,60}):?\*\*:?\s+(?=\S)")

_MEANT = regex(
    r"[^\w\s]{1,4}(?P<label>[^\W\d][\w -]{0,40})"
    r"(?P<after>[^\w\s]{1,4}[ \t]{1,3})(?=\S)"
)
"""A label with the marks around it, one of which may be missing or another."""


def with_argument(
    kind: type[Kind], opening: ParsedDirective, source: DirectiveSource
) -> ParsedDirective:
    """Return a directive whose body begins with the argument with that argument.

    That is a paragraph whose label in strong emphasis means the name. The rest of the
    body says more of that one item. A directive with several such paragraphs lists
    items, and stays as it is.

    Args:
        kind: the kind of the item.
        opening: the directive in its parts.
        source: the directive.
    """
    lines = list(opening.body)
    if opening.argument is not None or not kind.paragraphs or not lines:
        return opening
    label = _label(kind, lines[0])
    begins = [n for n, line in enumerate(lines) if n and _label(kind, line)]
    if not label or begins:
        return opening
    # The name ends with its paragraph, or where a line has a label of its own.
    end = next(
        (
            n
            for n, line in enumerate(lines)
            if not line.strip() or (n and _has_label(line))
        ),
        len(lines),
    )
    text = " ".join(line.strip() for line in lines[:end])[label.end() :]
    line = opening.first
    range_ = source.text.block(line, lines[:end], "body")
    record = kind.field_of_type(DecisionRefs)
    if record and fits(kind, record, [text]):
        # It is the record of the items.
        return opening
    name = read_nodes(source.parse_inline(text, line), line, range_, text)
    return replace(
        opening,
        argument=name.without_nodes(),
        body=opening.body[end:],
        offset=opening.offset + end,
        first=opening.first + end,
        label=label["label"].rstrip(": "),
    )


def unread_name(kind: type[Kind], text: str, line: int) -> Iterator[Problem]:
    """Yield the problem of a paragraph that was meant to begin with the name's label.

    Args:
        kind: the kind of the items.
        text: the paragraph as written.
        line: its line.
    """
    match = _MEANT.match(text)
    if match and "*" in match[0] and _names(kind, match["label"].strip()):
        after = match["after"].replace("*", "")
        if after.strip() or len(after) > 1:
            label = match["label"].strip()
            yield Problem(
                Code.UNPARSABLE_BODY,
                Message("paragraph “{text}” not read", text=label),
                line,
                label,
                Message("begin the body with “{text}”", text=f"**{label}**:"),
            )


def _label(kind: type[Kind], line: str) -> re.Match[str] | None:
    """Return the label that a line begins with, where it means the name."""
    match = _LABELLED.match(line)
    is_named = match is not None and _has_label(line) and _names(kind, match["label"])
    return match if is_named else None


def _has_label(line: str) -> bool:
    """Return whether a line begins with a label and its colon: ``**Date:** Monday``."""
    match = _LABELLED.match(line)
    return match is not None and ":" in match[0]


def _names(kind: type[Kind], label: str) -> bool:
    """Return whether a label means the name of an item."""
    word = normalize(label)
    heads: Sequence[tuple[str, ...]] = [
        entry.fields for entry in kind.heads if word in entry.words
    ]
    return kind.own_field_for_head(label) == "" or ("",) in heads
