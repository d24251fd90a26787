"""The fields in the body of one item: entries of lists, and paragraphs with a label.

An entry whose label is a field, such as ``- **Method**: RBAC``, is an option written in
another way: it fills the field and leaves the body. What is left stays in the body (see
`body_list`).
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from docutils import nodes

from ...codes import Code
from ...kinds import CodeLanguage, DecisionRefs, Kind
from ...messages import Message
from ...model.columns import fits
from ...model.item import ParsedItem, Problem, SourceText
from ...patterns import regex
from ...text import Text, join_texts, normalize, to_plain
from .blocks import Bullet, ListBlock, from_nodes, paragraph_bullet
from .bullets import label_and_rest
from .cells import as_references, read_nodes
from .several import joined
from .source import DirectiveSource
from .table_blocks import SourceCell
from .words import visible_words, words_of

ONCE = regex(r"\[\^|\{|!\[")
"""Markup that must not be parsed twice: it is numbered, or may be reported."""

LISTS = (nodes.bullet_list, nodes.enumerated_list)

DETAILS = "details"
"""The field of what is said beside the main one, in the kinds that have it."""

_IGNORED = (nodes.comment, nodes.system_message)


@dataclass(slots=True)
class Entry:
    """An entry of a list, or a paragraph, that stays in the body.

    Attributes:
        value: all of its words.
        source: its first paragraph as written.
        is_labelled: whether it begins with a label.
    """

    value: SourceText
    source: str
    is_labelled: bool = False


@dataclass(slots=True)
class BodyLists:
    """What is left of the lists of a body.

    Attributes:
        lists: the entries of each list, by its node.
        is_first: whether the body begins with a list.
        values: the fields that the lists show, and the entries that each is made of;
            none where it is a part of an entry.
        summary: the fields that the body's first paragraph has filled.
        keeps_details: whether entries labelled as details stay, beside others that are
            details too.
    """

    lists: list[tuple[nodes.Node, list[Entry]]] = field(
        default_factory=list[tuple[nodes.Node, list[Entry]]]
    )
    is_first: bool = False
    values: dict[str, list[Entry]] = field(default_factory=dict[str, list[Entry]])
    summary: tuple[str, ...] = ()
    keeps_details: bool = False


@contextmanager
def in_file(
    item: ParsedItem, here: DirectiveSource, source: DirectiveSource
) -> Generator[None]:
    """Note the file of what an item gets meanwhile, where it is not the directive's."""
    problems, rows, values = len(item.problems), len(item.rows), set(item.values)
    yield
    if here is source:
        return
    for problem in item.problems[problems:]:
        problem.file = here.file
    added = [item.values[name] for name in item.values.keys() - values]
    for value in (*added, *(v for row in item.rows[rows:] for v in row.values())):
        value.file = here.file


def shown_blocks(body: Sequence[nodes.Node]) -> list[nodes.Node]:
    """Return the blocks of a body without comments and messages."""
    return [node for node in body if not isinstance(node, _IGNORED)]


def take_fields(
    kind: type[Kind], body: list[nodes.Node], item: ParsedItem, source: DirectiveSource
) -> BodyLists:
    """Let the entries and paragraphs whose label is a field fill the field.

    Options come first. An entry is left where the field has another value, which is
    reported, or where there is more in it than one paragraph.

    Args:
        kind: the kind of the item.
        body: the blocks of its body, which are changed.
        item: the item, which is changed.
        source: the directive.
    """
    found = BodyLists(is_first=isinstance(next(iter(shown_blocks(body)), None), LISTS))
    found.keeps_details = _has_other_details(kind, body, item, source)
    for node in list(body):
        here = source.at(node)
        with in_file(item, here, source):
            if isinstance(node, LISTS):
                entries = _take_entries(kind, node, item, here, found)
                for entry in entries:
                    entry.value.file = "" if here is source else here.file
                if node.children:
                    found.lists.append((node, entries))
                else:
                    body.remove(node)
            elif isinstance(node, nodes.paragraph) and _has_markup(node):
                bullet = _copied_bullet(node, item.line, here)
                name = _field_of_paragraph(kind, bullet, here)
                stays = found.keeps_details and name == DETAILS
                if name and not stays and take_field(kind, bullet, item, here):
                    body.remove(node)
    return found


def _has_other_details(
    kind: type[Kind],
    body: Sequence[nodes.Node],
    item: ParsedItem,
    source: DirectiveSource,
) -> bool:
    """Return whether a body has details by their label, and others beside them.

    Such details are all of it, in its order, where something else is the item's main
    text.
    """
    if DETAILS not in kind.field_specs() or DETAILS in item.values:
        return False
    main = kind.summary_fields[0] if kind.summary_fields else DETAILS
    names: list[str] = []
    has_others = False
    for node in shown_blocks(body):
        here = source.at(node)
        if isinstance(node, nodes.paragraph):
            bullet = _copied_bullet(node, item.line, here)
            name = _field_of_paragraph(kind, bullet, here)
            has_others |= not name and is_labelled(bullet)
            if not names and not name:
                names.append(main)
            names.append(name)
        elif isinstance(node, LISTS):
            for bullet in _bullets(node, item.line, here):
                label, rest = label_and_rest(bullet)
                name = _field_of(kind, label, rest, here) if label else ""
                has_others |= not name
                names.append(name)
        else:
            has_others |= isinstance(node, nodes.table)
    is_given = main in (DETAILS, *item.values, *names)
    return has_others and is_given and DETAILS in names


def _bullets(
    node: nodes.Element, line: int, source: DirectiveSource
) -> Sequence[Bullet]:
    """Return the entries of a list, read from a copy of it."""
    (block,) = from_nodes([node.deepcopy()], node.line or line, source)
    return block.bullets if isinstance(block, ListBlock) else ()


def _has_markup(paragraph: nodes.paragraph) -> bool:
    """Return whether a paragraph is more than plain text, as one with a label is."""
    return not all(isinstance(node, nodes.Text) for node in paragraph.children)


def _copied_bullet(
    paragraph: nodes.paragraph, line: int, source: DirectiveSource
) -> Bullet:
    """Return a paragraph, which stays where it is, as an entry."""
    return paragraph_bullet(paragraph.deepcopy(), paragraph.line or line, source)


def _take_entries(
    kind: type[Kind],
    parent: nodes.Element,
    item: ParsedItem,
    source: DirectiveSource,
    found: BodyLists,
) -> list[Entry]:
    """Take the entries of a list that fill fields, and return the others."""
    left: list[Entry] = []
    bullets = _bullets(parent, item.line, source)
    for child, bullet in zip(list(parent.children), bullets, strict=True):
        label, rest = label_and_rest(bullet)
        name = _field_of(kind, label, rest, source) if label else ""
        stays = found.keeps_details and name == DETAILS
        if not stays and take_field(kind, bullet, item, source):
            parent.remove(child)
        elif entry := entry_of(bullet):
            if not name or stays:
                left.append(entry)
            elif bullet.below and name not in item.values and _is_text(kind, name):
                # It has more than a field shows, so that it stays.
                value = read_nodes(rest, bullet.line, entry.value.range)
                value.text = join_texts([value.text, *texts_of(bullet.below)])
                item.values[name] = value.without_nodes()
                found.values[name] = []
    return left


def _is_text(kind: type[Kind], name: str) -> bool:
    """Return whether a field takes any words."""
    spec = kind.field_specs()[name]
    return spec.value_type is str and not spec.refers_to


def is_labelled(bullet: Bullet) -> bool:
    """Return whether a paragraph has one label: strong emphasis and a colon before it.

    Other words in strong emphasis are none.
    """
    labels = [
        number
        for number, node in enumerate(bullet.inline)
        if isinstance(node, nodes.strong) and _is_label_at(bullet.inline, number)
    ]
    return labels == [0]


def _is_label_at(inline: Sequence[nodes.Node], number: int) -> bool:
    """Return whether a colon ends a node, or is right behind it."""
    after = visible_words(inline[number + 1]) if number + 1 < len(inline) else ""
    return inline[number].astext().endswith(":") or after.startswith(":")


def choice_words(kind: type[Kind], bullet: Bullet) -> list[nodes.Node]:
    """Return what follows the label *Decision*, where that is a choice in words."""
    record = kind.field_of_type(DecisionRefs)
    label, rest = label_and_rest(bullet)
    spec = kind.field_specs().get(record)
    if spec is None or not label or normalize(words_of(label)) != normalize(spec.label):
        return []
    return [] if fits(kind, record, [as_references(rest)]) else rest


def words_of_field(
    kind: type[Kind], name: str, bullet: Bullet, source: DirectiveSource
) -> list[nodes.Node]:
    """Return what follows the label of a paragraph, where that names a field."""
    label, rest = label_and_rest(bullet)
    return rest if label and _field_of(kind, label, rest, source) == name else []


def _field_of_paragraph(
    kind: type[Kind], bullet: Bullet, source: DirectiveSource
) -> str:
    """Return the field that a paragraph with its label in strong emphasis is."""
    if not is_labelled(bullet):
        return ""
    label, rest = label_and_rest(bullet)
    return _field_of(kind, label, rest, source) if label and rest else ""


def field_of_label(
    kind: type[Kind],
    paragraph: nodes.paragraph,
    line: int,
    source: DirectiveSource,
) -> str:
    """Return the text field that a paragraph is the label of, without any value."""
    if not paragraph.astext().rstrip().endswith(":") and not _is_strong(paragraph):
        return ""
    label, rest = label_and_rest(_copied_bullet(paragraph, line, source))
    name = _field_of(kind, label, rest, source) if label and not rest else ""
    return name if name and _is_text(kind, name) else ""


def _is_strong(paragraph: nodes.paragraph) -> bool:
    shown = [node for node in paragraph.children if visible_words(node)]
    return len(shown) == 1 and isinstance(shown[0], nodes.strong)


def _field_of(
    kind: type[Kind],
    label: Sequence[nodes.Node],
    rest: Sequence[nodes.Node],
    source: DirectiveSource,
) -> str:
    """Return the field that a label names, empty for none.

    A label that is a head of several meanings names a field that its value fits only.
    """
    words = words_of(label)
    own = source.own_names.field_for_head(kind, words)
    name = own or kind.field_for_label(words) or ""
    listed = any(normalize(words) in entry.words for entry in kind.heads)
    spec = kind.field_specs().get(name)
    if spec is not None and spec.value_type is DecisionRefs:
        # A decision is words, unless it names a record.
        listed |= normalize(words) == normalize(spec.label)
    if name and own is None and listed and not fits(kind, name, [as_references(rest)]):
        return ""
    # The body's block of code is that field.
    return "" if name == kind.code and kind.field_of_type(CodeLanguage) else name


_NOTE = "note"
_MAJOR = regex(r"v?(\d+)(?:\.x)?(?:$|[.\s+])")


def take_field(
    kind: type[Kind], bullet: Bullet, item: ParsedItem, source: DirectiveSource
) -> bool:
    """Let an entry fill the field that its label names; return whether it did.

    Args:
        kind: the kind of the item.
        bullet: the entry, or a paragraph or line with a label.
        item: the item, which is changed.
        source: the directive.
    """
    label, rest = label_and_rest(bullet)
    name = _field_of(kind, label, rest, source) if label else ""
    if not name or not rest or bullet.below:
        return False
    value, other = _value(kind, name, rest, bullet, source)
    before = item.values.get(name)
    if before is not None and _is_of_argument(item, before):
        if name == _NOTE:
            item.values[name] = joined(before, value)
            return True
        if _says_major(to_plain(before.text), to_plain(value.text)):
            before = None
    if before is not None:
        if normalize(to_plain(before.text)) != normalize(to_plain(value.text)):
            item.problems.append(_second(kind, name, value))
        return False
    item.values[name] = value
    item.add_head(name, words_of(label or ()))
    if other:
        text = SourceText(other, value.line, range=value.range, source=other)
        item.extras.append((kind.field_specs()[name].label, text))
    return True


def _value(
    kind: type[Kind],
    name: str,
    rest: list[nodes.Node],
    bullet: Bullet,
    source: DirectiveSource,
) -> tuple[SourceText, str]:
    """Return the value of a field, and words that are no part of it."""
    spec = kind.field_specs()[name]
    range_, raw = bullet.source.find(rest)
    cell = SourceCell(bullet.line, inline=rest, raw=raw)
    if spec.value_type is DecisionRefs:
        value, other = cell.read_decisions(source)
        value.range = range_
        return value, other
    if spec.is_list:
        value = cell.read_references(source)
        value.range = range_
        return value, ""
    if raw and source.parser.has_typography and not ONCE.search(raw):
        # Quotes and dashes are as written.
        return (
            read_nodes(source.parse_inline(raw, bullet.line), bullet.line, range_, raw),
            "",
        )
    return bullet.read(rest), ""


def _is_of_argument(item: ParsedItem, value: SourceText) -> bool:
    """Return whether a value is a part of the directive's argument."""
    name = item.name
    return name is not None and name.line == value.line and name.range == value.range


def _says_major(first: str, second: str) -> bool:
    """Return whether *first* is the major version of *second*: ``4.x`` of ``4.7.1``."""
    numbers = [_MAJOR.match(text) for text in (first, second)]
    return all(numbers) and len({match[1] for match in numbers if match}) == 1


def _second(kind: type[Kind], name: str, value: SourceText) -> Problem:
    label = kind.field_specs()[name].label
    return Problem(
        Code.INVALID_FIELD,
        Message("second value of {label}", label=label),
        value.line,
        name,
        Message("remove one of them; the first is used"),
    )


def entry_of(bullet: Bullet) -> Entry | None:
    """Return the words of an entry that stays, `None` where it has none."""
    first = bullet.inline[0] if bullet.inline else None
    marked = isinstance(first, nodes.strong) and label_and_rest(bullet)[0] is not None
    value = read_nodes(bullet.inline, bullet.line, bullet.source.whole())
    value.text = join_texts([value.text, *texts_of(bullet.below)])
    value.nodes = ()
    if not to_plain(value.text):
        return None
    return Entry(value, bullet.source.text, is_labelled=marked)


def texts_of(blocks: Sequence[nodes.Node]) -> Iterator[Text]:
    """Yield the words of paragraphs and lists."""
    for node in blocks:
        if isinstance(node, (nodes.paragraph, *LISTS)):
            for paragraph in node.findall(nodes.paragraph):
                yield words_of(paragraph.children)
