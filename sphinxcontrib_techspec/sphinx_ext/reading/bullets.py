"""Items from bullets: ``- **Label**: one - two - See [ADR-1](…)``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from docutils import nodes
from sphinx import addnodes

from ...kinds import DecisionRefs, Kind, Link
from ...model.item import ParsedItem, SourceRange, SourceText
from ...model.references import ReferenceList, looks_like_record, read_decisions
from ...text import collapse_spaces, to_plain
from .blocks import Bullet, ListBlock
from .cells import (
    DASH,
    as_references,
    links_in,
    read_nodes,
    record_links,
    split_at,
    stripped,
)
from .words import visible_words

_COLON = re.compile(r":(?:\s+|$)")
_SEE = re.compile(r"[\s(,;–—-]*\b[Ss]ee:?\s*$")
_SEE_TEXT = re.compile(r"[\s(,;–—-]*\b[Ss]ee:?\s+((?:[A-Za-z]+-)*\d+\S*)\)?\s*$")

_Character = tuple[str, int, int]
"""A character, the number of its node, and its column in the node's words."""

Form = Literal["", "summary", "named"]
"""How a bullet is read: by its label; as the kind's ``summary_fields`` in their order;
or as a name, links left out."""


def read_list(kind: type[Kind], block: ListBlock) -> Iterator[ParsedItem]:
    """Yield an item for each bullet."""
    for bullet in block.bullets:
        yield read_bullet(kind, bullet)


def read_bullet(kind: type[Kind], bullet: Bullet, form: Form = "") -> ParsedItem:
    """Return the item that *bullet* is, with the nodes below it.

    Args:
        kind: its kind.
        bullet: the bullet, or a paragraph written like one.
        form: how it is read.
    """
    links = tuple(record_links([*bullet.inline, *bullet.below]))
    item = ParsedItem(kind.kind, bullet.line, below=bullet.below, links=links)
    link = kind.field_of_type(Link)
    if link and _is_link(bullet.inline):
        return _read_link(kind, item, bullet)
    label, rest = label_and_rest(bullet)
    if form == "named":
        label, rest = None, bullet.inline
    if decision_field := kind.field_of_type(DecisionRefs):
        rest, decision = split_decision(rest, bullet)
        if decision is not None:
            item.put(decision_field, decision)
    first, *others = kind.summary_fields if form == "summary" else kind.bullet
    if label is None:
        # Without a label the first part is the name.
        order = ["", *(name for name in kind.bullet if name)]
        if form:
            order = [first, *others] if form == "summary" else ["", kind.body_field()]
        _put_parts(item, order, rest, bullet)
        return item
    name = bullet.read(label)
    if not form and _read_by_kind(kind, item, name, rest, bullet):
        return item
    item.put(first, name)
    _put_parts(item, others, rest, bullet)
    return item


def _read_by_kind(
    kind: type[Kind],
    item: ParsedItem,
    label: SourceText,
    rest: list[nodes.Node],
    bullet: Bullet,
) -> bool:
    """Let the kind read a bullet in its own way; return whether it did."""
    whole = read_nodes(rest, bullet.line)
    name = collapse_spaces(to_plain(label.text))
    values = kind.parse_bullet(name, collapse_spaces(to_plain(whole.text)))
    if values is None:
        return False
    named = [field for field, text in values.items() if text == name]
    others = {field: text for field, text in values.items() if text != name}
    parts = dict(zip(others, _found_in(rest, others.values()), strict=True))
    for field in values:
        item.put(field, label if field in named else bullet.read(parts[field].inline))
    return True


def _put_parts(
    item: ParsedItem, order: Sequence[str], inline: list[nodes.Node], bullet: Bullet
) -> None:
    """Fill the fields of *order* with a bullet's parts; the last takes the rest."""
    most = len(order) - 1
    parts = split_at(inline, DASH, most) if most else [inline]
    for name, part in zip(order, parts, strict=False):
        _put_part(item, name, part, bullet)


def _is_link(inline: list[nodes.Node]) -> bool:
    return bool(inline) and isinstance(
        inline[0], (nodes.reference, addnodes.pending_xref, addnodes.download_reference)
    )


def _read_link(kind: type[Kind], item: ParsedItem, bullet: Bullet) -> ParsedItem:
    """Read ``- [Title](path), what is found there``."""
    name = bullet.read(bullet.inline[:1])
    item.put("", name)
    if name.targets:
        link = SourceText(name.targets[0], bullet.line, (), name.range)
        item.put(kind.field_of_type(Link), link)
    rest = stripped(bullet.inline[1:])
    first = next((n for n, node in enumerate(rest) if visible_words(node)), None)
    if first is not None and isinstance(text := rest[first], nodes.Text):
        rest[first] = nodes.Text(str(text).lstrip(" ,;:–—-"))
    if described := kind.body_field():
        _put_part(item, described, rest, bullet)
    return item


def _put_part(
    item: ParsedItem, name: str, part: list[nodes.Node], bullet: Bullet
) -> None:
    value = bullet.read(stripped(part))
    if to_plain(value.text):
        item.put(name, value)


@dataclass(slots=True)
class _Part:
    """The inline nodes of a value in a bullet, numbered by the bullet's nodes."""

    inline: list[nodes.Node]
    first: int
    last: int


def _found_in(inline: list[nodes.Node], texts: Iterable[str]) -> list[_Part]:
    """Return the nodes of each of *texts* with the markup that it has in *inline*.

    Marks such as that of a footnote, which are no words, stay with the text before
    them, or with the first one.
    """
    chars = list(_characters(inline))
    whole = "".join(char for char, _, _ in chars)
    found = [_part_of(inline, chars, whole.find(text), text) for text in texts]
    placed = [part for part in found if part.first >= 0]
    for number, node in enumerate(inline):
        if visible_words(node) or any(p.first <= number <= p.last for p in placed):
            continue
        before = [part for part in placed if part.last < number]
        if before:
            nearest = max(reversed(before), key=lambda part: part.last)
            nearest.inline.append(node)
        elif placed:
            nearest = min(placed, key=lambda part: part.first)
            position = len(nearest.inline) - (nearest.last - nearest.first + 1)
            nearest.inline.insert(max(position, 0), node)
    return found


def _part_of(
    inline: list[nodes.Node], chars: list[_Character], start: int, text: str
) -> _Part:
    """Return the nodes of a text that starts at a character, plain where it is cut."""
    plain = _Part([nodes.Text(text)], -1, -1)
    if start < 0 or not text:
        return plain
    inside = chars[start : start + len(text)]
    found = _Part([], inside[0][1], inside[-1][1])
    for number in range(found.first, found.last + 1):
        node = inline[number]
        columns = [column for _, n, column in inside if n == number]
        if not columns:
            # A mark, or spaces that were collapsed.
            found.inline.append(node)
        elif isinstance(node, nodes.Text):
            found.inline.append(nodes.Text(str(node)[columns[0] : columns[-1] + 1]))
        elif len(columns) == sum(n == number for _, n, _ in chars):
            found.inline.append(node)
        else:
            return plain
    return found


def _characters(inline: list[nodes.Node]) -> Iterator[_Character]:
    """Yield each character of the words, with its node's number and its column.

    Spaces are collapsed.
    """
    spaced = True
    for number, node in enumerate(inline):
        for column, char in enumerate(visible_words(node)):
            space = char.isspace()
            if not (space and spaced):
                yield (" " if space else char), number, column
            spaced = space


def label_and_rest(
    bullet: Bullet,
) -> tuple[list[nodes.Node] | None, list[nodes.Node]]:
    """Return the nodes before a bullet's colon, and those after it."""
    if bullet.label is not None:
        return bullet.label, bullet.inline
    inline = bullet.inline
    parts = split_at(inline, _COLON, most=1)
    first = inline[0] if inline else None
    if isinstance(first, (nodes.strong, nodes.literal)):
        unmarked = isinstance(first, nodes.strong)
        label: list[nodes.Node] = list(first.children) if unmarked else [first]
        last = label[-1] if unmarked and label else None
        if isinstance(last, nodes.Text) and last.endswith(":"):
            return [*label[:-1], nodes.Text(str(last)[:-1])], stripped(inline[1:])
        if len(parts) > 1 and not any(map(visible_words, parts[0][1:])):
            return [*label, *parts[0][1:]], stripped(parts[1])
        if unmarked:
            rest = inline[1:]
            if rest and isinstance(rest[0], nodes.Text):
                rest = [nodes.Text(DASH.sub("", str(rest[0]), count=1)), *rest[1:]]
            return label, stripped(rest)
    if len(parts) > 1:
        return stripped(parts[0]), stripped(parts[1])
    return None, inline


def split_decision(
    inline: list[nodes.Node], bullet: Bullet
) -> tuple[list[nodes.Node], SourceText | None]:
    """Cut ``- See [ADR-001](…)`` off the end, and return it as references.

    Words that are more than references stay, with their links.
    """
    for number, node in enumerate(inline):
        if not isinstance(node, nodes.Text):
            continue
        if number + 1 < len(inline) and (match := _SEE.search(str(node))):
            after = inline[number + 1 :]
            found = read_decisions(as_references(after))
            if not found.links or not all(looks_like_record(*k) for k in found.links):
                continue
            range_ = bullet.source.range_of(after[:1])
            value = _references(found, bullet, range_)
            if found.rest or not _is_end(after):
                # A sentence that says more than the reference is not cut.
                return inline, value
        elif number + 1 == len(inline) and (match := _SEE_TEXT.search(str(node))):
            text = match[1].rstrip(").,")
            range_ = bullet.source.range_of([nodes.Text(text)])
            value = _references(read_decisions(text), bullet, range_)
        else:
            continue
        before = [*inline[:number], nodes.Text(str(node)[: match.start()])]
        return stripped(before), value
    return inline, None


def _references(
    found: ReferenceList, bullet: Bullet, range_: SourceRange
) -> SourceText:
    return SourceText(
        ", ".join(found.targets), bullet.line, found.targets, range_, links=found.links
    )


def _is_end(inline: list[nodes.Node]) -> bool:
    """Return whether no words follow the last link."""
    last = max(number for number, node in enumerate(inline) if links_in(node))
    rest = "".join(map(visible_words, inline[last + 1 :]))
    return not rest.strip(" \n).,;")
