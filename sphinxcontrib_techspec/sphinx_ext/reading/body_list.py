"""The lists and tables in the body of one item that are its text, and its details.

A list in which no entry is a field (see `body_fields`) is the item's text, such as the
focus of a test. In a kind with details, they are all the entries, tables and paragraphs
with a label or a decision record that are no other field. The body shows them as they
are written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from docutils import nodes

from ...kinds import DecisionRefs, Kind
from ...model.item import ParsedItem, SourceRange, SourceText
from ...text import join_texts, to_plain
from .blocks import Bullet, paragraph_bullet
from .body_fields import (
    DETAILS,
    LISTS,
    BodyLists,
    Entry,
    entry_of,
    field_of_label,
    is_labelled,
    shown_blocks,
)
from .bullets import split_decision
from .source import DirectiveSource
from .words import words_of_blocks


def fill_from_lists(
    kind: type[Kind],
    body: Sequence[nodes.Node],
    item: ParsedItem,
    found: BodyLists,
    source: DirectiveSource,
) -> None:
    """Let what is left of the lists fill the item's text, and its details.

    Args:
        kind: the kind of the item.
        body: the blocks of its body.
        item: the item, which is changed.
        found: the lists, which get the values.
        source: the directive.
    """
    main = kind.summary_fields[0] if kind.summary_fields else kind.body_field()
    used: list[Entry] = []
    if main in found.summary and main != DETAILS:
        used = _fill_introduced(kind, body, item, found, main)
    elif found.is_first and main and main not in item.values:
        entries = [entry for _, list_ in found.lists for entry in list_]
        plain = [entry for entry in entries if not entry.is_labelled]
        has_details = main != DETAILS and DETAILS in kind.field_specs()
        used = (
            plain if has_details and DETAILS not in item.values and plain else entries
        )
        _put(item, main, used, found)
    used = [*used, *_fill_labelled(kind, body, item, found, source)]
    if DETAILS in kind.field_specs():
        _fill_details(body, item, found, used, source)


def _fill_introduced(
    kind: type[Kind],
    body: Sequence[nodes.Node],
    item: ParsedItem,
    found: BodyLists,
    main: str,
) -> list[Entry]:
    """Fill fields from the list that a first paragraph ending with a colon introduces.

    Returns the entries of the list.
    """
    paragraph, following = _introduction(body, found)
    if not following:
        return []
    if kind.listed and kind.listed not in item.values:
        _put(item, kind.listed, following, found)
    else:
        before = [Entry(item.values[main], paragraph)]
        label = to_plain(item.values[main].text).strip().removesuffix(":")
        if kind.own_field_for_head(label) == main:
            # It is the field's own label: *Scenarios*.
            before = []
        _put(item, main, [*before, *following], found)
    return following


def _fill_labelled(
    kind: type[Kind],
    body: Sequence[nodes.Node],
    item: ParsedItem,
    found: BodyLists,
    source: DirectiveSource,
) -> list[Entry]:
    """Fill fields from lists below paragraphs that are their labels and no more.

    Returns the entries of the lists.
    """
    used: list[Entry] = []
    blocks = shown_blocks(body)
    for label, node in pairwise(blocks):
        if not isinstance(label, nodes.paragraph) or not isinstance(node, LISTS):
            continue
        name = field_of_label(kind, label, item.line, source.at(label))
        entries = [e for other, own in found.lists if other is node for e in own]
        if name and name != DETAILS and name not in item.values:
            _put(item, name, entries, found)
            used += entries
    return used


def _fill_details(
    body: Sequence[nodes.Node],
    item: ParsedItem,
    found: BodyLists,
    used: Sequence[Entry],
    source: DirectiveSource,
) -> None:
    """Let all that is no other field be the details, in its order.

    Details that are given elsewhere stay as they are.
    """
    blocks = shown_blocks(body)
    parts = [
        entry
        for number, node in enumerate(blocks)
        if number or not found.summary or not isinstance(node, nodes.paragraph)
        for entry in _parts(node, blocks[number + 1 :], found, source.at(node))
        if not any(entry is other for other in used)
    ]
    if DETAILS in found.summary and parts:
        parts.insert(0, Entry(item.values[DETAILS], ""))
    elif DETAILS in item.values:
        return
    _put(item, DETAILS, parts, found)


def _parts(
    node: nodes.Node,
    following: Sequence[nodes.Node],
    found: BodyLists,
    source: DirectiveSource,
) -> Iterator[Entry]:
    """Yield the parts of the details that a block is."""
    if isinstance(node, nodes.paragraph):
        bullet = paragraph_bullet(node.deepcopy(), node.line or source.line, source)
        is_head = node.astext().rstrip().endswith(":")
        introduces = bool(following) and isinstance(following[0], (*LISTS, nodes.table))
        # The label of code is shown above it, and says nothing without it.
        is_part = introduces if is_head else is_labelled(bullet) or _has_record(bullet)
        entry = entry_of(bullet) if is_part else None
        if entry is not None:
            yield entry
    elif isinstance(node, nodes.table):
        yield from _table_rows(node, source)
    for other, entries in found.lists:
        if other is node:
            yield from entries


def _has_record(bullet: Bullet) -> bool:
    """Return whether a paragraph ends with a decision record: *See ADR-1.*."""
    return split_decision(bullet.inline, bullet)[1] is not None


def add_records(
    kind: type[Kind],
    body: Sequence[nodes.Node],
    item: ParsedItem,
    source: DirectiveSource,
) -> None:
    """Add the decision records that paragraphs below the first one end with.

    Args:
        kind: the kind of the item.
        body: the blocks of its body.
        item: the item, which is changed; no option of it refers to records.
        source: the directive.
    """
    name = kind.field_of_type(DecisionRefs)
    for node in shown_blocks(body)[1:] if name else ():
        if not isinstance(node, nodes.paragraph):
            continue
        here = source.at(node)
        bullet = paragraph_bullet(node.deepcopy(), node.line or here.line, here)
        _, value = split_decision(bullet.inline, bullet)
        if value is None:
            continue
        value.file = "" if here is source else here.file
        old = item.values.get(name)
        if old is not None:
            new = [t for t in value.targets if t not in old.targets]
            value = replace(
                old,
                text=", ".join([to_plain(old.text), *new]),
                targets=(*old.targets, *new),
                links=tuple(dict.fromkeys([*old.links, *value.links])),
            )
        item.values[name] = value


def _table_rows(table: nodes.table, source: DirectiveSource) -> Iterator[Entry]:
    """Yield the rows of a table, and of its head: ``admin: read, write``."""
    for row in table.findall(nodes.row):
        first, *others = [words_of_blocks([entry]) for entry in row.children] or [""]
        text = ": ".join(filter(None, (first, ", ".join(filter(None, others)))))
        line = row.line or table.line or source.line
        if text:
            yield Entry(SourceText(text, line, range=SourceRange(line)), "")


def _introduction(
    body: Sequence[nodes.Node], found: BodyLists
) -> tuple[str, list[Entry]]:
    """Return a first paragraph that ends with a colon, and the list below it."""
    blocks = shown_blocks(body)
    first = blocks[0] if blocks else None
    if isinstance(first, nodes.paragraph) and first.astext().rstrip().endswith(":"):
        for node, entries in found.lists:
            if node is blocks[1]:
                return first.rawsource, entries
    return "", []


def _put(
    item: ParsedItem,
    name: str,
    entries: list[Entry],
    found: BodyLists,
) -> None:
    """Set a field to the words of entries, which the body shows."""
    if not entries:
        return
    values = [entry.value for entry in entries]
    first, last = values[0], values[-1]
    item.values[name] = SourceText(
        join_texts([value.text for value in values]),
        first.line,
        range=_across(first, last),
        links=tuple(dict.fromkeys(link for value in values for link in value.links)),
        file=first.file,
    )
    found.values[name] = entries


def _across(first: SourceText, last: SourceText) -> SourceRange:
    """Return the range from one value to another."""
    left, right = first.range, last.range
    if left is None or right is None or not (left.column and right.end_column):
        return SourceRange(first.line, container="bullet")
    return left._replace(
        end_line=right.end_line, end_column=right.end_column, container="bullet"
    )
