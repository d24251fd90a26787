"""Many items: the rows, bullets, classes or paragraphs of a directive's body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from docutils import nodes

from ...code.assignments import LANGUAGES as ASSIGNMENTS
from ...code.assignments import read_assignments
from ...codes import Code
from ...kinds import BY_NAME, CodeLanguage, Endpoint, Error, Kind, Relation
from ...messages import Message
from ...model.build import build_item
from ...model.document import DocumentBlock, Exemption
from ...model.item import ParsedItem, Problem, SourceText
from ...text import collapse_spaces, normalize, shorten, to_plain
from .api_documents import API_KINDS, read_api_document
from .blocks import (
    Block,
    Bullet,
    CodeBlock,
    ListBlock,
    ProseBlock,
    document_block,
    has_label,
    join_lists,
    paragraph_bullet,
    read_blocks,
)
from .bullets import AbsentEntry, is_entry, read_bullet
from .code_lines import read_lines
from .dependencies import read_packages
from .documents import name_above, named_documents
from .er_diagrams import DIAGRAM_KINDS, read_er_diagram
from .error_classes import read_error_classes
from .item import finish_item, plain_list, plain_table
from .joined_names import read_joined_names
from .lists import read_list
from .name_in_body import unread_name
from .options import (
    is_option,
    read_options,
    report_damaged,
    report_misplaced,
    report_missing_spaces,
)
from .rows import class_items, code_text, read_example
from .source import DirectiveSource, ParsedDirective
from .table_blocks import SourceCell, TableBlock
from .tables import read_columns, read_table
from .unread_lines import (
    bullet_label,
    label_without_colon,
    unread_bullet,
    unread_lines,
)
from .words import words_of
from .words_above import FieldsAbove

_MOST_WORDS = 3
"""The most words of a name; more are a sentence about what they begin with."""

_NO_ITEMS = (Code.CODE_NOT_READ, Code.NO_NAME_COLUMN)
"""Problems that say why a directive has no items."""


@dataclass(slots=True)
class ItemGroup:
    """The items of one block, and the nodes of what has none.

    Attributes:
        items: the items.
        nodes: what is shown as written, below the items.
        is_code: whether each item is a block of code, which is its node.
        node: the node that lists the items, whose label and caption are the table's.
        absent: what the block says that there is none of.
        block: the table, list or block of code, if it is one.
        kind: the kind of the items, where it is not that of the directive.
        drawn: further items, which the nodes show: the entities of a diagram.
    """

    items: list[ParsedItem]
    nodes: list[nodes.Node] = field(default_factory=list[nodes.Node])
    is_code: bool = False
    node: nodes.Node | None = None
    absent: list[AbsentEntry] = field(default_factory=list[AbsentEntry])
    block: DocumentBlock | None = None
    kind: type[Kind] | None = None
    drawn: list[ParsedItem] = field(default_factory=list[ParsedItem])

    @property
    def all_items(self) -> list[ParsedItem]:
        """The items of the block, whether a table or the nodes show them."""
        return [*self.drawn, *self.items]

    @property
    def unread(self) -> list[AbsentEntry]:
        """The bullets or rows of the block that name nothing at all."""
        return [entry for entry in self.absent if not entry.topic]


@dataclass(slots=True)
class ItemList:
    """The items of a directive without an argument.

    Attributes:
        groups: a group for each block of the body.
        defaults: the directive's options, values of all the items.
        problems: problems that are not an item's.
        exemptions: topics that the items say do not apply.
    """

    groups: list[ItemGroup]
    defaults: ParsedItem
    problems: list[Problem]
    exemptions: list[Exemption] = field(default_factory=list[Exemption])

    def __bool__(self) -> bool:
        """Return whether there are items."""
        return any(group.all_items for group in self.groups)


def read_item_list(
    kind: type[Kind],
    opening: ParsedDirective,
    source: DirectiveSource,
    derived: Sequence[ParsedItem] = (),
) -> ItemList:
    """Return the items that the body of a directive lists.

    Args:
        kind: the kind of the items.
        opening: the directive in its parts; its options are those of the kind.
        source: the directive.
        derived: items of a file, which come before those of the body.
    """
    found = _begin(kind, opening, source)
    defaults, problems = found.defaults, found.problems
    blocks = join_lists(read_blocks(opening, source))
    # A paragraph is an item only where nothing else is one.
    alone = not any(isinstance(block, (TableBlock, ListBlock)) for block in blocks)
    added = _added_fields(kind, defaults, source)
    if derived:
        found.groups.append(ItemGroup(list(derived)))
        _finish_items(found.groups[0], replace(defaults, extras=added), source)
    unread: list[Problem] = []
    above = FieldsAbove(kind)
    for number, block in enumerate(blocks):
        here = block.source or source
        known = len(problems), len(unread)
        written = document_block(block, "" if here is source else here.file)
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        unread += unread_lines(
            block, following, is_markdown=source.is_markdown, kind=kind
        )
        if alone and isinstance(block, ProseBlock):
            group = _read_paragraph(kind, block, defaults, here)
        else:
            if isinstance(block, CodeBlock) and kind.code and not block.caption:
                block.caption = name_above(blocks[:number])
            group = _below_names(kind, blocks, number, here) or _read_block(
                kind, block, here, problems, defaults.values
            )
        if not group.all_items:
            unread += _unread_block(kind, block, here, alone=alone)
        unread += _without_names(kind, group)
        if here is not source:
            new = (*problems[known[0] :], *unread[known[1] :], *group.all_items)
            for part in new:
                part.file = here.file
        again = group.items and found and not group.is_code
        if again and any(value.nodes for value in defaults.values.values()):
            # Each table has nodes of its own.
            more = ParsedItem(kind.kind, source.line)
            read_options(kind, opening.options, more, source)
            defaults.values = more.values
        group.block = written
        above.fill(group.items)
        above.note(block)
        own = replace(defaults, extras=added)
        _finish_items(group, own, source)
        found.groups.append(group)
        file = "" if here is source else here.file
        found.exemptions += (
            Exemption(entry.topic, entry.reason, entry.line, file=file, kind=kind.kind)
            for entry in group.absent
            if _is_topic(kind, entry.topic)
        )
    if found or any(group.absent for group in found.groups):
        # Without any item, that is the one problem.
        problems += unread
    else:
        if all(problem.code not in _NO_ITEMS for problem in problems):
            problems.append(_no_items(kind, opening, source))
        problems += defaults.problems
        defaults.extras += defaults.values.items()
    return found


def _begin(
    kind: type[Kind], opening: ParsedDirective, source: DirectiveSource
) -> ItemList:
    """Return a list without items, with the options of the directive."""
    defaults = ParsedItem(kind.kind, source.line)
    read_options(kind, opening.options, defaults, source)
    problems: list[Problem] = []
    report_missing_spaces(kind, opening, source, problems)
    report_misplaced(kind, opening, problems)
    report_damaged(kind, opening, problems)
    return ItemList([], defaults, problems)


def _below_names(
    kind: type[Kind], blocks: Sequence[Block], number: int, source: DirectiveSource
) -> ItemGroup | None:
    """Return the items that the paragraph above a list names; `None` for none.

    Args:
        kind: the kind of the items.
        blocks: the blocks of the body.
        number: the number of the list among them, from 0.
        source: the directive.
    """
    block = blocks[number]
    if not isinstance(block, ListBlock) or not number:
        return None
    named = read_joined_names(kind, blocks[number - 1], block)
    # The list says more of them, and stays.
    return ItemGroup(named, [plain_list(block, source.path)]) if named else None


def _is_topic(kind: type[Kind], name: str) -> bool:
    """Return whether a role is a topic, which may be declared not applicable."""
    word = normalize(name)
    return any(
        word in {normalize(topic_word), normalize(f"{topic_word}s")}
        for topic in kind.topics
        for topic_word in topic.words
    )


def _added_fields(
    kind: type[Kind], defaults: ParsedItem, source: DirectiveSource
) -> list[tuple[str, SourceText]]:
    """Take the fields that the project adds from the options of a directive."""
    names = source.own_names
    added = [e for e in defaults.extras if names.added_field(kind, e[0]) == e[0]]
    defaults.extras = [e for e in defaults.extras if e not in added]
    return added


def _is_example(kind: type[Kind]) -> bool:
    """Return whether each item of a kind is a block of code."""
    return bool(kind.field_of_type(CodeLanguage))


def _unnamed(block: CodeBlock) -> Problem:
    return Problem(
        Code.UNPARSABLE_BODY,
        Message("block of code without a name"),
        block.line,
        advice=Message("add the option :caption: to the block"),
    )


def _in_file(defaults: ParsedItem, file: str) -> ParsedItem:
    """Return defaults for an item that is in another file than they are."""
    return replace(
        defaults,
        values={n: replace(v, file=file) for n, v in defaults.values.items()},
        waivers=[replace(waiver, file=file) for waiver in defaults.waivers],
        problems=[replace(problem, file=file) for problem in defaults.problems],
    )


def _finish_items(
    group: ItemGroup, defaults: ParsedItem, source: DirectiveSource
) -> None:
    """Give the items of a group what the directive says of all its items."""
    for item in group.all_items:
        own = _of_kind(defaults, item.kind_name)
        own = _in_file(own, source.file) if item.file else own
        _add_defaults(item, own, with_problems=not group.is_code)
        finish_item(BY_NAME[item.kind_name], item)


def _of_kind(defaults: ParsedItem, name: str) -> ParsedItem:
    """Return those of the defaults that an item of another kind may have."""
    if name == defaults.kind_name:
        return defaults
    known = BY_NAME[name].field_specs()
    values = {n: value for n, value in defaults.values.items() if n in known}
    return replace(defaults, values=values, extras=[], problems=[])


def _add_defaults(
    item: ParsedItem, defaults: ParsedItem, *, with_problems: bool
) -> None:
    """Set the values of the directive's options that an item does not have."""
    item.shared = frozenset(defaults.values.keys() - item.values.keys())
    for name, value in defaults.values.items():
        item.values.setdefault(name, value)
    given = {label for label, _ in item.extras}
    item.extras += [(label, v) for label, v in defaults.extras if label not in given]
    item.waivers = [*item.waivers, *defaults.waivers]
    if with_problems:
        item.problems = [*defaults.problems, *item.problems]


def _read_block(
    kind: type[Kind],
    block: Block,
    source: DirectiveSource,
    problems: list[Problem],
    given: Mapping[str, SourceText],
) -> ItemGroup:
    """Return the items of a block, or its nodes.

    Args:
        kind: the kind of the items.
        block: the block.
        source: the directive.
        problems: gets the problems that are not an item's.
        given: the values of the fields that options of the directive fill.
    """
    if isinstance(block, TableBlock):
        return _read_rows(kind, block, source, problems)
    if isinstance(block, ListBlock):
        labels = [words_of(bullet.label or ()) for bullet in block.bullets]
        if all(label and is_option(kind, label) for label in labels):
            # Options that are not above the body; they are reported.
            return ItemGroup([], [plain_list(block, source.path)])
        return _read_bullets(kind, block, source, _first_of_name(kind, given))
    if isinstance(block, CodeBlock):
        return _read_code(kind, block, source, problems, given)
    return ItemGroup([], [block.node])


def _read_code(
    kind: type[Kind],
    block: CodeBlock,
    source: DirectiveSource,
    problems: list[Problem],
    given: Mapping[str, SourceText],
) -> ItemGroup:
    """Return the items of a block of code, or its nodes; see `_read_block`."""
    if kind in DIAGRAM_KINDS:
        diagram = read_er_diagram(kind, block, source, problems)
        if diagram is not None:
            entities, relations = diagram
            return ItemGroup(relations, [block.node], kind=Relation, drawn=entities)
    if kind in API_KINDS:
        api = read_api_document(kind, block, source, problems)
        if api is not None:
            endpoints, entities = api
            return ItemGroup(endpoints, [block.node], kind=Endpoint, drawn=entities)
    if kind.rows:
        return _read_classes(kind, block, source, problems)
    if kind.code:
        return _read_examples(kind, block, source)
    if kind.assigned:
        return _read_assigned(kind, block, source)
    if kind.package_field:
        packages = read_packages(kind, block, source, given)
        return ItemGroup(packages, [block.node])
    if kind is Error and (errors := read_error_classes(block, source, problems)):
        return ItemGroup(errors, [block.node])
    items, whole = read_lines(kind, block, source, problems)
    shown = whole and not has_label(block.node)
    return ItemGroup(items, [] if items and shown else [block.node])


def _unread_block(
    kind: type[Kind], block: Block, source: DirectiveSource, *, alone: bool
) -> Iterator[Problem]:
    """Yield the problem of a block of code or a paragraph that has no items."""
    if isinstance(block, ProseBlock) and isinstance(block.node, nodes.paragraph):
        if not alone:
            yield from _lost_bullet(kind, block, block.node, source)
        if kind.paragraphs:
            yield from unread_name(kind, block.node.rawsource, block.line)
    elif not isinstance(block, CodeBlock):
        return
    elif _is_example(kind):
        yield _unnamed(block)
    elif kind.package_field:
        yield _without_packages(block)


def _lost_bullet(
    kind: type[Kind],
    block: ProseBlock,
    paragraph: nodes.paragraph,
    source: DirectiveSource,
) -> Iterator[Problem]:
    """Yield the problem of a paragraph beside lists and tables that is an item.

    It begins with a label as a bullet does, and the kind is sure of what follows it.
    """
    if label := bullet_label(paragraph.rawsource):
        bullet = paragraph_bullet(paragraph.deepcopy(), block.line, source)
        item = build_item(read_bullet(kind, bullet), "")
        is_name = len(item.name.split()) <= _MOST_WORDS
        if is_name and item.model.is_evident(item.name):
            yield unread_bullet(label, block.line)


def _without_names(kind: type[Kind], group: ItemGroup) -> Iterator[Problem]:
    """Yield the problem of each bullet or row of a block that names no item."""
    texts = {entry.line: shorten(entry.text) for entry in group.unread}
    for line, text in sorted(texts.items()):
        yield Problem(
            Code.CODE_NOT_READ,
            Message("text that names no {kind}, shown as written", kind=kind.title),
            line,
            text or kind.title,
        )


def _without_packages(block: CodeBlock) -> Problem:
    """Return the problem of a block of code that lists no dependencies."""
    return Problem(
        Code.CODE_NOT_READ,
        Message("block of code without dependencies, which is not read"),
        block.line,
        block.language,
        Message("write the technologies as a table or a list"),
    )


def _read_rows(
    kind: type[Kind],
    block: TableBlock,
    source: DirectiveSource,
    problems: list[Problem],
) -> ItemGroup:
    """Return the items of a table; rows that have none stay a table."""
    items: list[ParsedItem] = []
    absent: list[tuple[list[SourceCell], AbsentEntry]] = []
    columns = read_columns(kind, block, source, problems)
    if not columns:
        return ItemGroup([], [plain_table(block, source)])
    for row, read in read_table(kind, block, columns, source):
        if isinstance(read, AbsentEntry):
            absent.append((row, read))
        else:
            items += read
    if absent and not items:
        found = ItemGroup([], [plain_table(block, source)])
    else:
        found = _listed(items, block.node)
        if absent:
            rest = TableBlock(block.line, block.head, [row for row, _ in absent])
            found.nodes.append(plain_table(rest, source))
    found.absent = [entry for _, entry in absent]
    return found


def _first_of_name(kind: type[Kind], given: Mapping[str, SourceText]) -> str:
    """Return the first part of the items' names, empty where no option gives it."""
    value = given.get(kind.name_fields[0]) if kind.name_fields else None
    return collapse_spaces(to_plain(value.text)) if value else ""


def _read_bullets(
    kind: type[Kind], block: ListBlock, source: DirectiveSource, given: str
) -> ItemGroup:
    """Return the items of a list; bullets that have none stay a list."""
    items: list[ParsedItem] = []
    absent: list[tuple[Bullet, AbsentEntry]] = []
    for bullet, read in read_list(kind, block, source, given):
        if isinstance(read, AbsentEntry):
            absent.append((bullet, read))
        else:
            items += read
    found = _listed(items, block.node)
    if absent:
        rest = ListBlock(block.line, [bullet for bullet, _ in absent])
        found.nodes.append(plain_list(rest, source.path))
        found.absent = [entry for _, entry in absent]
    return found


def _listed(items: list[ParsedItem], node: nodes.Element | None) -> ItemGroup:
    """Return items that a node lists, or the node if it has a label and no items."""
    if not items and node is not None and has_label(node):
        return ItemGroup([], [node])
    return ItemGroup(items, node=node)


def _read_classes(
    kind: type[Kind], block: CodeBlock, source: DirectiveSource, problems: list[Problem]
) -> ItemGroup:
    """Return an item for each class of a block of code."""
    classes = class_items(kind, block, problems, source.text)
    if not classes:
        return ItemGroup([], [block.node])
    shown = all(class_.whole for class_, _ in classes) and not has_label(block.node)
    items = [item for class_, item in classes if not class_.is_part]
    parts = [item for class_, item in classes if class_.is_part]
    for item in parts:
        # What describes the whole of it comes first.
        item.is_drawn = True
    return ItemGroup(items, [] if shown else [block.node], drawn=parts)


def _read_examples(
    kind: type[Kind], block: CodeBlock, source: DirectiveSource
) -> ItemGroup:
    """Return the item of a block with a caption, or those of its named documents."""
    if block.caption:
        name = SourceText(block.caption, block.line)
        item = ParsedItem(kind.kind, block.line, name)
        read_example(kind, block, item, source.text)
        return ItemGroup([item], [block.node], is_code=True)
    found = ItemGroup([], is_code=True)
    for line, part in named_documents(block):
        range_ = source.text.within(line, part.caption, "code")
        name = SourceText(part.caption, line, (), range_)
        item = ParsedItem(kind.kind, line, name)
        read_example(kind, part, item, source.text)
        found.items.append(item)
        found.nodes.append(part.node)
    return found if found.items else ItemGroup([], [block.node])


def _read_assigned(
    kind: type[Kind], block: CodeBlock, source: DirectiveSource
) -> ItemGroup:
    """Return an item for each assignment in a block of code, and the block."""
    found = ItemGroup([], [block.node])
    language = block.language.lower().removeprefix("default")
    if language and language not in ASSIGNMENTS:
        return found
    for part in read_assignments(block.code, language):
        line = block.line + part.line
        range_ = source.text.within(line, part.name, "code")
        name = SourceText((("code", part.name),), line, (), range_)
        item = ParsedItem(kind.kind, line, name)
        if part.value:
            value = code_text(part.value, line)
            value.text = (("code", part.value),)
            item.values[kind.assigned] = value
        if part.comment and (described := kind.body_field()):
            item.values[described] = code_text(part.comment, line)
        found.items.append(item)
    return found


def _read_paragraph(
    kind: type[Kind], block: ProseBlock, defaults: ParsedItem, source: DirectiveSource
) -> ItemGroup:
    """Return the item that a paragraph is: ``Modular monolith - See ADR-5``."""
    if not isinstance(block.node, nodes.paragraph):
        return ItemGroup([], [block.node])
    bullet = paragraph_bullet(block.node.deepcopy(), block.line, source)
    if not kind.paragraphs and not is_entry(kind, bullet):
        return ItemGroup([], [block.node])
    given = kind.bullet[0] in defaults.values
    item = read_bullet(kind, bullet, "named" if given else "")
    item.problems += _label_without_colon(kind, bullet)
    return ItemGroup([item], node=block.node)


def _label_without_colon(kind: type[Kind], bullet: Bullet) -> Iterator[Problem]:
    """Yield the problem of a field in bold type that has lost the colon behind it."""
    first, *others = bullet.inline or [nodes.Text("")]
    label = first.astext().strip()
    rest = others[0].astext() if others else ""
    is_field = normalize(label) == normalize(kind.title) or (
        kind.field_for_label(label) is not None
    )
    if isinstance(first, nodes.strong) and is_field and rest[:1].isspace():
        if label.endswith(":") or rest.lstrip()[:1] in {":", "-", "–", "—"}:
            return
        yield label_without_colon(label, bullet.line)


def _no_items(
    kind: type[Kind], opening: ParsedDirective, source: DirectiveSource
) -> Problem:
    """Return the problem of a directive without items."""
    name = f"techspec:{kind.kind}"
    if not any(line.lstrip().startswith("|") for line in opening.body):
        advice = Message(
            "write the {label} after “{name}”, or add a table or a list",
            label=kind.label.lower(),
            name=name,
        )
    elif source.is_markdown:
        advice = Message("add the line |---|---| below the column heads")
    else:
        advice = Message("write the Markdown table as a list-table")
    return Problem(
        Code.UNPARSABLE_BODY,
        Message("no items in {name}", name=name),
        source.line,
        name,
        advice,
    )
