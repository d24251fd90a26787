"""Items from bullets: ``- **Label**: one - two - See [ADR-1](…)``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from docutils import nodes
from sphinx import addnodes

from ...kinds import DecisionRefs, Kind, Link
from ...model.item import ParsedItem, SourceRange, SourceText
from ...model.references import ReferenceList, looks_like_record, read_decisions
from ...patterns import regex
from ...text import collapse_spaces, to_plain
from .blocks import Bullet, has_json
from .cells import (
    DASH,
    LABEL_DASH,
    as_references,
    links_in,
    read_nodes,
    record_links,
    split_at,
    stripped,
)
from .several import found_in, joined, split_fields, split_item, split_value
from .words import visible_words, words_of

_COLON = regex(r":(?:\s+|$)")
_ABBREVIATION = 4
"""The length of the longest abbreviation with its dot, such as ``etc.``"""

_ADDRESS = regex(r"[a-z][a-z+.-]{1,20}://[^\s<>]+", re.IGNORECASE)
_SEE = regex(r"(?<![\s(,;–—-])[\s(,;–—-]*+\b[Ss]ee:?\s*$")
_SEE_TEXT = regex(
    r"(?<![\s(,;–—-])[\s(,;–—-]*+\b[Ss]ee:?\s+((?:[A-Za-z]+-)*\d[^\s()]*)"
    r"(?:\)|(?P<note>\s+\([^()]+\)))?[\s.]*$"
)
_RECORD = r"(?:[Ss]ee:?\s)?[A-Z]*ADR[- ]?\d{1,6}"
_IN_BRACKETS = regex(
    rf"(?<!\s)\s*+\((?P<records>{_RECORD}(?:\s?(?:,|;|&|and)\s{_RECORD}){{0,9}})\)[\s.]*$"
)
"""Records by their ids in parentheses at the end: ``(ADR-1, ADR-2)``."""

_OPTION = regex(r"\n[ \t]{0,40}:adr:[ \t]+(?P<records>[^\n]+)$")
"""An option in the last line of a bullet, where it has no other place."""

Form = Literal["", "summary", "named"]
"""How a bullet is read: by its label; as the kind's ``summary_fields`` in their order;
or as a name, links left out."""


@dataclass(slots=True)
class AbsentEntry:
    """A bullet or a row that says that there is nothing: ``- **Cache**: None (why)``.

    Attributes:
        topic: what there is none of, as written; empty where it names no item.
        reason: why, empty where that is not said.
        line: its line.
        text: its words, where it names no item; they tell it from others.
    """

    topic: str
    reason: str
    line: int
    text: str = ""


def read_several(
    kind: type[Kind], bullet: Bullet, *, is_named: bool = False, given: str = ""
) -> list[ParsedItem] | AbsentEntry:
    """Return the items of a bullet, or what it says that there is none of.

    Args:
        kind: the kind of the items; most kinds have one a bullet.
        bullet: the bullet.
        is_named: whether its label is the name (see `Kind.names_in_labels`).
        given: the first part of the items' names, where the directive gives it.
    """
    if entries := kind.parse_entries(_entry_text(_whole(bullet)), given):
        return _read_entries(kind, bullet, entries)
    label, rest = label_and_rest(bullet)
    if is_named and label is not None:
        return _read_labelled(kind, bullet, label, rest)
    decision: SourceText | None = None
    if decision_field := kind.field_of_type(DecisionRefs):
        rest, decision = split_decision(rest, bullet)
    split = split_value(kind, rest, bullet.read)
    if split is None or (split.is_absent and label is None):
        return split_item(kind, read_bullet(kind, bullet))
    if split.is_none:
        return AbsentEntry("", "", bullet.line, words_of(_whole(bullet)))
    name = bullet.read(label) if label is not None else None
    if split.is_absent and name is not None:
        topic = collapse_spaces(to_plain(name.text))
        return AbsentEntry(topic, split.reason, bullet.line)
    links = tuple(record_links([*bullet.inline, *bullet.below]))
    found: list[ParsedItem] = []
    for number, values in enumerate(split.items):
        item = ParsedItem(kind.kind, bullet.line, links=links)
        shared = {kind.bullet[0]: name, decision_field: decision}
        for field, value in shared.items():
            if value is not None:
                # Nodes have one place in a tree.
                item.put(field, value.without_nodes() if number else value)
        for field, value in values.items():
            item.put(field, value)
        found.append(item)
    found[-1].below = bullet.below
    return found


def _whole(bullet: Bullet) -> list[nodes.Node]:
    """Return all that a bullet says, its label included."""
    if bullet.label is None:
        return bullet.inline
    return [*bullet.label, nodes.Text(": "), *bullet.inline]


def _read_entries(
    kind: type[Kind], bullet: Bullet, entries: Sequence[dict[str, str]]
) -> list[ParsedItem]:
    """Return the items of a bullet that the kind reads as a whole."""
    links = tuple(record_links([*bullet.inline, *bullet.below]))
    found: list[ParsedItem] = []
    for number, values in enumerate(entries):
        item = ParsedItem(kind.kind, bullet.line, links=links)
        inline = [node.deepcopy() for node in _whole(bullet)]
        _put_found(item, values, inline if number else _whole(bullet), bullet)
        found.append(item)
    found[-1].below = bullet.below
    return found


def _read_labelled(
    kind: type[Kind], bullet: Bullet, label: list[nodes.Node], rest: list[nodes.Node]
) -> list[ParsedItem] | AbsentEntry:
    """Return the items that the label of a bullet names, with what is said of them."""
    links = tuple(record_links([*bullet.inline, *bullet.below]))
    decision: SourceText | None = None
    decision_field = kind.field_of_type(DecisionRefs)
    if decision_field:
        rest, decision = split_decision(rest, bullet)
    split = split_value(kind, label, bullet.read)
    if split is None or not split.items:
        return AbsentEntry("", "", bullet.line, words_of(_whole(bullet)))
    said = split_fields(rest, kind.split_labelled, bullet.read)
    found: list[ParsedItem] = []
    for number, values in enumerate(split.items):
        item = ParsedItem(kind.kind, bullet.line, links=links)
        for field, value in values.items():
            item.put(field, value)
        for field, value in said.items():
            new = value.without_nodes() if number else value
            old = item.values.get(field) if field else None
            item.put(field, joined(old, new) if old else new)
        if decision is not None:
            item.put(decision_field, decision.without_nodes() if number else decision)
        found.append(item)
    found[-1].below = bullet.below
    return found


def read_bullet(kind: type[Kind], bullet: Bullet, form: Form = "") -> ParsedItem:
    """Return the item that *bullet* is, with the nodes below it.

    Args:
        kind: its kind.
        bullet: the bullet, or a paragraph written like one.
        form: how it is read.
    """
    links = tuple(record_links([*bullet.inline, *bullet.below]))
    item = ParsedItem(kind.kind, bullet.line, below=bullet.below, links=links)
    item.has_json = has_json(bullet.below)
    linked = _without_strong(bullet.inline)
    if kind.field_of_type(Link) and _is_link(linked):
        return _read_link(kind, item, replace(bullet, inline=linked))
    if not form and bullet.label is None and _read_entry(kind, item, bullet):
        return item
    label, rest = label_and_rest(bullet)
    if form == "named" and not (label is not None and _ends_with_colon(bullet)):
        label, rest = None, bullet.inline
    if decision_field := kind.field_of_type(DecisionRefs):
        rest, decision = split_decision(rest, bullet)
        if decision is not None:
            item.put(decision_field, decision)
    first, *others = kind.summary_fields if form == "summary" else kind.bullet
    if form == "named":
        first, others = "", [kind.body_field()]
    if label is None:
        if form != "summary" and _read_sentence(kind, item, rest, bullet):
            return item
        # Without a label the first part is the name.
        order = ["", *(name for name in kind.bullet if name)]
        if form:
            order = [first, *others] if form == "summary" else ["", kind.body_field()]
        _put_parts(item, order, rest, bullet)
        return item
    name = bullet.read(label)
    if not form and _read_by_label(kind, item, name, rest, bullet):
        return item
    if "" in others and not words_of(rest) and bullet.below:
        # There is no other name for what stands below the label.
        first = ""
    item.put(first, name)
    _put_parts(item, others, rest, bullet)
    return item


def _read_by_label(
    kind: type[Kind],
    item: ParsedItem,
    name: SourceText,
    rest: list[nodes.Node],
    bullet: Bullet,
) -> bool:
    """Read a bullet with a label in a way of the kind; return whether it was one."""
    if kind.field_of_type(Link) and _read_address(kind, item, name, rest, bullet):
        return True
    return _read_by_kind(kind, item, name, rest, bullet)


def _read_address(
    kind: type[Kind],
    item: ParsedItem,
    name: SourceText,
    rest: list[nodes.Node],
    bullet: Bullet,
) -> bool:
    """Read ``- Title: <address>, what is found there``; return whether it was one."""
    parts = [node for node in rest if visible_words(node).strip()]
    if not parts:
        return False
    words = visible_words(parts[0]).strip()
    if _is_link(parts):
        inline = rest[rest.index(parts[0]) :]
        _read_link(kind, item, replace(bullet, inline=inline))
        described = kind.body_field()
        if words not in bullet.read(inline[:1]).targets and described:
            # The link has words of its own.
            _put_part(item, described, rest, bullet)
    elif len(parts) == 1 and _ADDRESS.fullmatch(words):
        address = bullet.read([nodes.Text(words)])
        item.put(kind.field_of_type(Link), address)
    else:
        return False
    item.put("", name)
    return True


def is_entry(kind: type[Kind], bullet: Bullet) -> bool:
    """Return whether a line is an item in the kind's own way of writing one."""
    return kind.parse_entry(_entry_text(bullet.inline)) is not None


def _entry_text(inline: list[nodes.Node]) -> str:
    return collapse_spaces("".join(map(visible_words, inline)))


def _read_entry(kind: type[Kind], item: ParsedItem, bullet: Bullet) -> bool:
    """Read a line that the kind reads as a whole; return whether it is one."""
    rest = bullet.inline
    decision = None
    decision_field = kind.field_of_type(DecisionRefs)
    if decision_field:
        rest, decision = split_decision(rest, bullet)
    values = kind.parse_entry(_entry_text(rest))
    if values is None:
        return False
    if decision is not None:
        item.put(decision_field, decision)
    _put_found(item, values, rest, bullet)
    return True


def _put_found(
    item: ParsedItem, values: dict[str, str], inline: list[nodes.Node], bullet: Bullet
) -> None:
    """Fill fields with the nodes of their values in a bullet."""
    used: set[int] = set()
    for field, part in zip(values, found_in(inline, values.values()), strict=True):
        # Words may be in two values, and nodes have one place in a tree.
        own = [n.deepcopy() if id(n) in used else n for n in part.inline]
        used |= {id(node) for node in own}
        words = [node for node in own if visible_words(node)]
        if not field and len(words) == 1 and isinstance(words[0], nodes.strong):
            # A name is as bold as the place where it is shown.
            own = list(words[0].children)
        item.put(field, bullet.read(own))


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
    parts = dict(zip(others, found_in(rest, others.values()), strict=True))
    for field in values:
        item.put(field, label if field in named else bullet.read(parts[field].inline))
    return True


def _read_sentence(
    kind: type[Kind], item: ParsedItem, inline: list[nodes.Node], bullet: Bullet
) -> bool:
    """Let the kind read a bullet without a label; return whether it did."""
    whole = collapse_spaces(to_plain(read_nodes(inline, bullet.line).text))
    values = kind.parse_sentence(whole)
    if values is None:
        return False
    _put_found(item, values, inline, bullet)
    return True


def _put_parts(
    item: ParsedItem, order: Sequence[str], inline: list[nodes.Node], bullet: Bullet
) -> None:
    """Fill the fields of *order* with a bullet's parts; the last takes the rest."""
    most = len(order) - 1
    parts = split_at(inline, DASH, most) if most else [inline]
    for name, part in zip(order, parts, strict=False):
        _put_part(item, name, part, bullet)


def _without_strong(inline: list[nodes.Node]) -> list[nodes.Node]:
    """Return parsed text whose first part is a link, where that is emphasized."""
    if not inline or not isinstance(inline[0], (nodes.strong, nodes.emphasis)):
        return inline
    parts = list(inline[0].children)
    is_one = _is_link(parts) and not "".join(map(visible_words, parts[1:])).strip(" :")
    return [parts[0], *inline[1:]] if is_one else inline


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


def label_and_rest(
    bullet: Bullet,
) -> tuple[list[nodes.Node] | None, list[nodes.Node]]:
    """Return the nodes before a bullet's colon, and those after it."""
    if bullet.label is not None:
        return bullet.label, bullet.inline
    inline = bullet.inline
    parts = split_at(inline, _COLON, most=1)
    has_colon = len(parts) > 1
    before = "".join(map(visible_words, parts[0]))
    if before.count("(") > before.count(")"):
        # A colon in a bracket ends no label.
        parts = [inline]
    first = inline[0] if inline else None
    if isinstance(first, (nodes.strong, nodes.literal)):
        unmarked = isinstance(first, nodes.strong)
        label: list[nodes.Node] = list(first.children) if unmarked else [first]
        last = label[-1] if unmarked and label else None
        if isinstance(last, nodes.Text) and _has_mark(str(last), inline[1:]):
            return [*label[:-1], nodes.Text(str(last)[:-1])], stripped(inline[1:])
        if len(parts) > 1 and not any(map(visible_words, parts[0][1:])):
            return [*label, *parts[0][1:]], stripped(parts[1])
        if not unmarked and has_colon and _begins_with_dash(inline[1:]):
            # ``PORT`` - the port (default: 80)
            rest = [
                nodes.Text(LABEL_DASH.sub("", str(inline[1]), count=1)),
                *inline[2:],
            ]
            return label, stripped(rest)
        if unmarked:
            rest = inline[1:]
            if rest and isinstance(rest[0], nodes.Text):
                rest = [
                    nodes.Text(LABEL_DASH.sub("", str(rest[0]), count=1)),
                    *rest[1:],
                ]
            return label, stripped(rest)
    if len(parts) > 1:
        return stripped(parts[0]), stripped(parts[1])
    return None, inline


def _has_mark(label: str, rest: Sequence[nodes.Node]) -> bool:
    """Return whether a label ends with a mark that is no part of it.

    That is a colon, or the full stop of ``**Queue.** The claims``; the dot of an
    abbreviation is part of it.
    """
    *_, last = label.split() or [""]
    is_word = len(last) > _ABBREVIATION and last[:-1].isalpha()
    has_rest = bool("".join(map(visible_words, rest)).strip())
    return label.endswith(":") or (label.endswith(".") and is_word and has_rest)


def _ends_with_colon(bullet: Bullet) -> bool:
    """Return whether a bullet begins with words in bold type that end with a colon."""
    first = bullet.inline[0] if bullet.inline else None
    return isinstance(first, nodes.strong) and first.astext().endswith(":")


def _begins_with_dash(inline: Sequence[nodes.Node]) -> bool:
    """Return whether a text begins with a dash between spaces."""
    first = inline[0] if inline else None
    found = LABEL_DASH.search(str(first)) if isinstance(first, nodes.Text) else None
    return found is not None and found.start() == 0


def split_decision(
    inline: list[nodes.Node], bullet: Bullet
) -> tuple[list[nodes.Node], SourceText | None]:
    """Cut ``- See [ADR-001](…)`` or ``(ADR-001)`` off the end, and return references.

    So is ``:adr: ADR-001`` in a line of its own. Words that are more than references
    stay, with their links.
    """
    if option := _option_below(inline, bullet):
        return option
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
            if match["note"]:
                # What the record is for stays a note.
                kept = nodes.Text(str(node)[: match.start()] + match["note"])
                return stripped([*inline[:number], kept]), value
        elif number + 1 == len(inline) and (match := _IN_BRACKETS.search(str(node))):
            text = match["records"]
            range_ = bullet.source.range_of([nodes.Text(text)])
            listed = re.sub(r"\s?(?:;|&|and)\s", ", ", text)
            value = _references(read_decisions(listed), bullet, range_)
        else:
            continue
        before = [*inline[:number], nodes.Text(str(node)[: match.start()])]
        return stripped(before), value
    return inline, None


def _option_below(
    inline: list[nodes.Node], bullet: Bullet
) -> tuple[list[nodes.Node], SourceText] | None:
    """Cut ``:adr: ADR-001`` in the last line of a bullet off, and return references.

    As a list of fields, which some hosts read it as, it stays below the bullet.
    """
    start = len(inline)
    while start and isinstance(inline[start - 1], nodes.Text):
        start -= 1
    words = "".join(map(visible_words, inline[start:]))
    below = bullet.below[0] if bullet.below else None
    if isinstance(below, nodes.field_list) and len(below) == 1:
        name, value = below.children[0].children
        match = _OPTION.search(f"{words}\n:{name.astext()}: {value.astext()}")
    else:
        match = _OPTION.search(words)
    if match is None:
        return None
    found = read_decisions(match["records"].strip())
    if found.rest or not found.targets:
        return None
    range_ = bullet.source.range_of([nodes.Text(match["records"].strip())])
    rest = [*inline[:start], nodes.Text(words[: match.start()])]
    return stripped(rest), _references(found, bullet, range_)


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
