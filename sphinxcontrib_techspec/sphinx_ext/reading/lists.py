"""The items of a list: a bullet is an item, several, or the head of those below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from docutils import nodes

from ...codes import Code
from ...kinds import Kind
from ...messages import Message
from ...model.item import ParsedItem, Problem
from ...patterns import regex
from ...text import join_texts, to_plain
from .blocks import Bullet, ListBlock, from_nodes, join_lists
from .body_fields import LISTS, shown_blocks, texts_of
from .bullets import AbsentEntry, label_and_rest, read_several
from .listed_fields import put_listed_fields
from .several import joined
from .source import DirectiveSource
from .words import run_nodes, words_of

_NOTE = "note"


def read_list(
    kind: type[Kind], block: ListBlock, source: DirectiveSource, given: str = ""
) -> Iterator[tuple[Bullet, list[ParsedItem] | AbsentEntry]]:
    """Yield each bullet with its items, or what it says that there is none of.

    Args:
        kind: the kind of the items.
        block: the list.
        source: the directive.
        given: the first part of the items' names, where the directive gives it.
    """
    written = [_label_texts(bullet) for bullet in block.bullets]
    named = kind.names_in_labels(written)
    texts = kind.texts_among(written)
    groups = [_group_below(kind, bullet, source) for bullet in block.bullets]
    has_groups = any(groups)
    for number, bullet in enumerate(block.bullets):
        group, is_named = groups[number], named[number]
        if group and is_named and not any(_names_item(kind, b) for b in group.bullets):
            # The label is the item, and they say more of it.
            group = None
        if group and kind.bullet[0] and _are_texts(kind, group):
            # They say what is done, and name nothing.
            yield bullet, AbsentEntry("", "", bullet.line, _words(bullet))
            continue
        if texts[number] and not given:
            yield bullet, AbsentEntry("", "", bullet.line, _words(bullet))
            continue
        if group:
            yield from _read_group(kind, bullet, group, source)
        else:
            whole = with_texts_below(kind, bullet)
            read = read_several(kind, whole, is_named=is_named, given=given)
            if has_groups and isinstance(read, list) and read:
                read[0].problems += _bullets_below(bullet)
            for item in read if kind.rows and isinstance(read, list) else ():
                put_listed_fields(kind, item, whole)
            yield bullet, read


def _bullets_below(bullet: Bullet) -> Iterator[Problem]:
    """Yield the problem of a list whose head is no label, unlike others beside it."""
    below = shown_blocks(bullet.below)
    if label_and_rest(bullet)[0] is None and any(isinstance(b, LISTS) for b in below):
        yield Problem(
            Code.UNPARSABLE_BODY,
            Message("bullets below “{text}” not read", text=words_of(bullet.inline)),
            bullet.line,
            words_of(bullet.inline),
            Message("write it in bold type, as the other labels"),
        )


def _label_texts(bullet: Bullet) -> tuple[str, str]:
    label, rest = label_and_rest(bullet)
    return words_of(label or ()), words_of(rest)


def _words(bullet: Bullet) -> str:
    return words_of([*(bullet.label or ()), *bullet.inline])


def with_texts_below(kind: type[Kind], bullet: Bullet) -> Bullet:
    """Return a bullet with the words of the bullets below it as its own.

    That is a label alone that begins with the name, in a kind whose bullets may be the
    heads of others; the bullets below it are words without labels.
    """
    label, rest = label_and_rest(bullet)
    below = _lists_below(bullet)
    # The label of a topic is the topic; the words below it are what is said of it.
    takes_words = kind.grouped or (kind.topics and not kind.topic_field)
    if kind.bullet[0] or not takes_words or not label or words_of(rest) or not below:
        return bullet
    items = [item for block in below for item in block.children]
    texts = [
        text
        for item in items
        if isinstance(item, nodes.list_item)
        for text in texts_of(item.children)
    ]
    inline = run_nodes(join_texts(texts))
    return replace(bullet, inline=inline, below=[], label=label) if inline else bullet


def _lists_below(bullet: Bullet) -> Sequence[nodes.Element]:
    """Return the lists below a bullet, or nothing where there is anything else."""
    below = shown_blocks(bullet.below)
    lists = [node for node in below if isinstance(node, LISTS)]
    return lists if len(lists) == len(below) else []


_IN_BRACKETS = regex(r"\([^()]*\)")


def _are_texts(kind: type[Kind], block: ListBlock) -> bool:
    """Return whether the bullets below a label are words, and none seems an item."""
    return all(
        _is_text(bullet) and not _names_item(kind, bullet) for bullet in block.bullets
    )


def _is_text(bullet: Bullet) -> bool:
    """Return whether a bullet has no label and several words, some in small letters."""
    label, rest = _label_texts(bullet)
    words = _IN_BRACKETS.sub(" ", rest).split()
    return not label and len(words) > 1 and any(word.islower() for word in words)


def _names_item(kind: type[Kind], bullet: Bullet) -> bool:
    """Return whether a bullet below a label seems to be an item."""
    label, rest = _label_texts(bullet)
    return any(kind.seems_name(text) for text in (label, rest) if text)


def _group_below(
    kind: type[Kind], bullet: Bullet, source: DirectiveSource
) -> ListBlock | None:
    """Return the list whose head a bullet is: a label alone, and bullets below it."""
    label, rest = label_and_rest(bullet)
    below = _lists_below(bullet)
    if not kind.grouped or label is None or words_of(rest) or not below:
        return None
    blocks = join_lists(from_nodes(below, below[0].line or bullet.line, source))
    block = blocks[0]
    if len(blocks) > 1 or not isinstance(block, ListBlock):
        return None
    # Where a bullet begins with the name, words without one are a text.
    texts = kind.bullet[0] == "" and not any(_label_texts(b)[0] for b in block.bullets)
    return None if texts else block


def _read_group(
    kind: type[Kind], head: Bullet, block: ListBlock, source: DirectiveSource
) -> Iterator[tuple[Bullet, list[ParsedItem] | AbsentEntry]]:
    """Yield the bullets below a bullet that is their head, each with its items.

    The head is the topic of an item without one; else it is a field of limited choice
    that takes it, or the note.
    """
    label, _ = label_and_rest(head)
    name = head.read(label or ()).without_nodes()
    word = words_of(label or ())
    specs = kind.field_specs()
    choice = next((f for f, s in specs.items() if word.lower() in s.choices), _NOTE)
    for bullet, items in read_list(kind, block, source):
        own, _ = _label_texts(bullet)
        for item in items if isinstance(items, list) else ():
            topic = item.values.get(kind.topic_field)
            if (
                topic is not None
                and item.name is not None
                and own.startswith(to_plain(item.name.text))
            ):
                # What follows a technology says more of it than its topic.
                noted = item.values.get(_NOTE)
                item.put(_NOTE, joined(topic, noted) if noted else topic)
                item.put(kind.topic_field, name)
                continue
            fields = (kind.topic_field, choice)
            free = next((f for f in fields if f and f not in item.values), "")
            if free:
                item.put(free, name)
            else:
                item.put(_NOTE, joined(name, item.values[_NOTE]))
        yield bullet, items
