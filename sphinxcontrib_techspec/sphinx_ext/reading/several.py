"""The parts of a text with inline markup: those of one item, or those of several."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from docutils import nodes

from ...kinds import Kind
from ...model.item import ParsedItem, SourceText
from ...text import collapse_spaces, join_texts, to_plain
from ...values.technologies import Absent, Span
from .words import run_nodes, visible_words

_Character = tuple[str, int, int]
"""A character, the number of its node, and its column in the node's words."""


@dataclass(slots=True)
class SplitValue:
    """The items that a value names.

    Attributes:
        items: the values of each, by field.
        is_absent: whether the value says that there is none.
        reason: why there is none, empty where that is not said.
        is_whole: whether all of the value is the name of one item.
    """

    items: list[dict[str, SourceText]] = field(
        default_factory=list[dict[str, SourceText]]
    )
    is_absent: bool = False
    reason: str = ""
    is_whole: bool = False

    @property
    def is_none(self) -> bool:
        """Whether the value names no item, and says nothing of that."""
        return not self.items and not self.is_absent


def split_value(
    kind: type[Kind],
    inline: list[nodes.Node],
    read: Callable[[Sequence[nodes.Node]], SourceText],
) -> SplitValue | None:
    """Return the items that a value names, `None` where its kind does not split it.

    Args:
        kind: the kind of the items.
        inline: the nodes of the value.
        read: returns the value that some nodes are.
    """
    text = collapse_spaces("".join(map(visible_words, inline)))
    split = kind.split_text(text) if text else None
    if split is None:
        return None
    if isinstance(split, Absent):
        reason = text[slice(*split.reason)] if split.reason else ""
        return SplitValue(is_absent=True, reason=reason.strip())
    chars = list(_characters(inline))
    places = [
        (number, name, span)
        for number, fields in enumerate(split)
        for name, spans in fields.items()
        for span in spans
    ]
    is_whole = [span for _, _, span in places] == [(0, len(text))]
    found = SplitValue([{} for _ in split], is_whole=is_whole)
    parts = _parts_at(inline, chars, [span for _, _, span in places])
    for (number, name, _), part in zip(places, parts, strict=True):
        values, value = found.items[number], read(part.inline)
        values[name] = joined(values[name], value) if name in values else value
    return found


def split_fields(
    inline: list[nodes.Node],
    split: Callable[[str], Mapping[str, Sequence[Span]]],
    read: Callable[[Sequence[nodes.Node]], SourceText],
) -> dict[str, SourceText]:
    """Return the fields that a text has.

    Args:
        inline: the nodes of the text.
        split: returns the parts of the text that make up each field.
        read: returns the value that some nodes are.
    """
    chars = list(_characters(inline))
    text = "".join(char for char, _, _ in chars).rstrip()
    if not text:
        return {}
    places = [(name, span) for name, spans in split(text).items() for span in spans]
    found: dict[str, SourceText] = {}
    parts = _parts_at(inline, chars, [span for _, span in places])
    for (name, _), part in zip(places, parts, strict=True):
        value = read(part.inline)
        found[name] = joined(found[name], value) if name in found else value
    return found


def joined(first: SourceText, second: SourceText) -> SourceText:
    """Return two values of one field as one: ``first; second``."""
    inline: list[nodes.Node] = []
    if first.nodes or second.nodes:
        inline = [
            *(first.nodes or run_nodes(first.text)),
            nodes.Text("; "),
            *(second.nodes or run_nodes(second.text)),
        ]
    return replace(
        first,
        text=join_texts([first.text, second.text]),
        targets=(*first.targets, *second.targets),
        nodes=inline,
        links=(*first.links, *second.links),
        source="; ".join(filter(None, [first.source, second.source])),
    )


def split_item(kind: type[Kind], item: ParsedItem) -> list[ParsedItem]:
    """Return the items that a row, a bullet or a line of code names as one.

    See `Kind.split_values`. What follows the item is below the last one.
    """
    names = ("", *kind.name_fields)
    written = {name: value for name in names if (value := item.value_of(name))}
    texts = {name: to_plain(value.text) for name, value in written.items()}
    found = [item]
    for number, values in enumerate(kind.split_values(texts)):
        new = copied(item) if number else item
        for name, text in values.items():
            new.put(name, replace(written[name], text=text, nodes=(), source=text))
        if number:
            new.below, found[-1].below = found[-1].below, ()
            found.append(new)
    return found


def copied(item: ParsedItem) -> ParsedItem:
    """Return another item with the values of an item, without their nodes.

    Nodes have one place in a tree.
    """
    return ParsedItem(
        item.kind_name,
        item.line,
        name=item.name.without_nodes() if item.name else None,
        values={name: value.without_nodes() for name, value in item.values.items()},
        extras=[(label, value.without_nodes()) for label, value in item.extras],
        waivers=list(item.waivers),
        has_json=item.has_json,
        links=item.links,
        table=item.table,
        heads=item.heads,
    )


@dataclass(slots=True)
class Part:
    """The inline nodes of a value in a bullet, numbered by the bullet's nodes."""

    inline: list[nodes.Node]
    first: int
    last: int


def found_in(inline: list[nodes.Node], texts: Iterable[str]) -> list[Part]:
    """Return the nodes of each of *texts* with the markup that it has in *inline*."""
    chars = list(_characters(inline))
    whole = "".join(char for char, _, _ in chars)
    spans: list[Span | str] = []
    end = 0
    for text in texts:
        # The parts stand in their order where they can; a word may be in two of them.
        start = whole.find(text, end)
        start = start if start >= 0 else whole.find(text)
        spans.append((start, start + len(text)) if start >= 0 else text)
        end = max(end, start + len(text))
    return _parts_at(inline, chars, spans)


def _parts_at(
    inline: list[nodes.Node], chars: list[_Character], spans: Sequence[Span | str]
) -> list[Part]:
    """Return the nodes at spans of the words; a text without a span has plain ones.

    Marks such as that of a footnote, which are no words, stay with the text before
    them, or with the first one.
    """
    counts = Counter(number for _, number, _ in chars)
    found: list[Part] = []
    for span in spans:
        if isinstance(span, str):
            found.append(_part_of(inline, [], counts, span))
            continue
        inside = chars[slice(*span)]
        text = "".join(char for char, _, _ in inside)
        found.append(_part_of(inline, inside, counts, text))
    seen: set[int] = set()
    for part in found:
        # A node has one place in a tree, and spans may overlap.
        part.inline = [n.deepcopy() if id(n) in seen else n for n in part.inline]
        seen.update(map(id, part.inline))
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
    inline: list[nodes.Node],
    inside: list[_Character],
    counts: Mapping[int, int],
    text: str,
) -> Part:
    """Return the nodes of a text, plain where it is cut.

    Args:
        inline: the nodes.
        inside: the characters of the text in them; none where it is not found.
        counts: how many characters each node has, by its number.
        text: the text.
    """
    plain = Part([nodes.Text(text)], -1, -1)
    if not inside:
        return plain
    columns: dict[int, list[int]] = defaultdict(list)
    for _, number, column in inside:
        columns[number].append(column)
    found = Part([], inside[0][1], inside[-1][1])
    for number in range(found.first, found.last + 1):
        node, own = inline[number], columns.get(number)
        if not own:
            # A mark, or spaces that were collapsed.
            found.inline.append(node)
        elif isinstance(node, nodes.Text):
            found.inline.append(nodes.Text(str(node)[own[0] : own[-1] + 1]))
        elif len(own) == counts[number]:
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
