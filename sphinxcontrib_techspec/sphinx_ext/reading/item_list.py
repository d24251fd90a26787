"""Many items: the rows, bullets, classes or paragraphs of a directive's body."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from docutils import nodes

from ...codes import Code
from ...kinds import Kind
from ...messages import Message
from ...model.item import ParsedItem, Problem, SourceText
from .blocks import (
    Block,
    CodeBlock,
    ListBlock,
    ProseBlock,
    TableBlock,
    paragraph_bullet,
    read_blocks,
)
from .bullets import read_bullet, read_list
from .item import finish_item, plain_list
from .options import is_option, read_options, report_misplaced
from .rows import code_text, read_code, read_example
from .source import DirectiveSource, ParsedDirective
from .tables import read_table
from .words import words_of


@dataclass(slots=True)
class ItemGroup:
    """The items of one block, and the nodes of what has none.

    Attributes:
        items: the items.
        nodes: what is shown as written, below the items.
        is_code: whether the one item is a block of code with a caption.
    """

    items: list[ParsedItem]
    nodes: list[nodes.Node] = field(default_factory=list[nodes.Node])
    is_code: bool = False


@dataclass(slots=True)
class ItemList:
    """The items of a directive without an argument.

    Attributes:
        groups: a group for each block of the body.
        defaults: the directive's options, values of all the items.
        problems: problems that are not an item's.
    """

    groups: list[ItemGroup]
    defaults: ParsedItem
    problems: list[Problem]

    def __bool__(self) -> bool:
        """Return whether there are items."""
        return any(group.items for group in self.groups)


def read_item_list(
    kind: type[Kind], opening: ParsedDirective, source: DirectiveSource
) -> ItemList:
    """Return the items that the body of a directive lists.

    Args:
        kind: the kind of the items.
        opening: the directive in its parts; its options are those of the kind.
        source: the directive.
    """
    defaults = ParsedItem(kind.kind, source.line)
    read_options(kind, opening.options, defaults, source)
    problems: list[Problem] = []
    report_misplaced(kind, opening, problems)
    blocks = read_blocks(opening, source)
    # A paragraph is an item only where nothing else is one.
    alone = kind.paragraphs and not any(
        isinstance(block, (TableBlock, ListBlock)) for block in blocks
    )
    found = ItemList([], defaults, problems)
    for block in blocks:
        here = block.source or source
        known = len(problems)
        if alone and isinstance(block, ProseBlock):
            group = _read_paragraph(kind, block, defaults, here)
        else:
            group = _read_block(kind, block, here, problems)
        if here is not source:
            for part in (*problems[known:], *group.items):
                part.file = here.file
        again = group.items and found and not group.is_code
        if again and any(value.nodes for value in defaults.values.values()):
            # Each table has nodes of its own.
            more = ParsedItem(kind.kind, source.line)
            read_options(kind, opening.options, more, source)
            defaults.values = more.values
        for item in group.items:
            own = _in_file(defaults, source.file) if item.file else defaults
            _add_defaults(item, own, with_problems=not group.is_code)
            finish_item(kind, item)
        found.groups.append(group)
    if not found:
        problems.append(_no_items(kind, opening, source))
        problems += defaults.problems
        defaults.extras += defaults.values.items()
    return found


def _in_file(defaults: ParsedItem, file: str) -> ParsedItem:
    """Return defaults for an item that is in another file than they are."""
    return replace(
        defaults,
        values={n: replace(v, file=file) for n, v in defaults.values.items()},
        waivers=[replace(waiver, file=file) for waiver in defaults.waivers],
        problems=[replace(problem, file=file) for problem in defaults.problems],
    )


def _add_defaults(
    item: ParsedItem, defaults: ParsedItem, *, with_problems: bool
) -> None:
    """Set the values of the directive's options that an item does not have."""
    item.shared = frozenset(defaults.values.keys() - item.values.keys())
    for name, value in defaults.values.items():
        item.values.setdefault(name, value)
    item.waivers = [*item.waivers, *defaults.waivers]
    if with_problems:
        item.problems = [*defaults.problems, *item.problems]


def _read_block(
    kind: type[Kind], block: Block, source: DirectiveSource, problems: list[Problem]
) -> ItemGroup:
    """Return the items of a block, or its nodes."""
    if isinstance(block, TableBlock):
        return ItemGroup(list(read_table(kind, block, source, problems)))
    if isinstance(block, ListBlock):
        labels = [words_of(bullet.label or ()) for bullet in block.bullets]
        if all(label and is_option(kind, label) for label in labels):
            # Options that are not above the body; they are reported.
            return ItemGroup([], [plain_list(block, source.path)])
        return ItemGroup(list(read_list(kind, block)))
    if isinstance(block, CodeBlock) and kind.rows:
        return _read_classes(kind, block, source, problems)
    if isinstance(block, CodeBlock) and kind.code and block.caption:
        item = ParsedItem(kind.kind, block.line, SourceText(block.caption, block.line))
        read_example(kind, block, item, source.text)
        return ItemGroup([item], [block.node], is_code=True)
    return ItemGroup([], [block.node])


def _read_classes(
    kind: type[Kind], block: CodeBlock, source: DirectiveSource, problems: list[Problem]
) -> ItemGroup:
    """Return an item for each class of a block of code."""
    classes = read_code(block, problems, source.text)
    if not classes:
        return ItemGroup([], [block.node])
    found: list[ParsedItem] = []
    for class_, rows in classes:
        line = block.line + class_.line
        range_ = source.text.within(line, class_.name, "code")
        name = SourceText(class_.name, line, (), range_)
        item = ParsedItem(kind.kind, line, name, rows=rows, from_code=True)
        if class_.description and (described := kind.body_field()):
            item.values[described] = code_text(class_.description, line)
        found.append(item)
    shown = all(class_.whole for class_, _ in classes)
    return ItemGroup(found, [] if shown else [block.node])


def _read_paragraph(
    kind: type[Kind], block: ProseBlock, defaults: ParsedItem, source: DirectiveSource
) -> ItemGroup:
    """Return the item that a paragraph is: ``Modular monolith - See ADR-5``."""
    if not isinstance(block.node, nodes.paragraph):
        return ItemGroup([], [block.node])
    bullet = paragraph_bullet(block.node, block.line, source)
    given = kind.bullet[0] in defaults.values
    return ItemGroup([read_bullet(kind, bullet, "named" if given else "")])


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
