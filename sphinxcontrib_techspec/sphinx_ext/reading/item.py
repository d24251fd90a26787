"""One item: a directive with an argument, its options, and a body of its own."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from docutils import nodes

from ...codes import Code
from ...kinds import CodeLanguage, DecisionRefs, Kind, Link
from ...messages import Message
from ...model.item import ParsedItem, Problem, SourceText
from ...rules.placeholders import placeholder
from ...text import collapse_spaces, normalize, to_plain
from .blocks import (
    Block,
    Bullet,
    CodeBlock,
    ListBlock,
    TableBlock,
    body_lines,
    code_block,
    locate_code,
    paragraph_bullet,
    read_blocks,
)
from .bullets import read_bullet, split_decision
from .cells import read_literal, record_links
from .options import is_option, read_options, report_misplaced, report_missing_spaces
from .rows import code_text, read_code, read_example, read_rows_list, read_rows_table
from .source import DirectiveSource, ParsedDirective
from .words import run_nodes, visible_words

_OPTION = re.compile(r":(?P<name>[\w][\w -]*):(?:\s|$)")
_ONCE = re.compile(r"\[\^|\{|!\[")
"""Markup that must not be parsed twice: it is numbered, or may be reported."""


@dataclass(slots=True)
class SingleItem:
    """An item with the nodes of its body.

    Attributes:
        item: the item.
        body: the nodes of its body, without its rows.
        summary: the fields that the body's first paragraph fills.
        summary_source: that paragraph as written.
        shown: the fields that a block of code in the body fills.
        marks: marks of the name, such as that of a footnote.
    """

    item: ParsedItem
    body: list[nodes.Node] = field(default_factory=list[nodes.Node])
    summary: tuple[str, ...] = ()
    summary_source: str = ""
    shown: tuple[str, ...] = ()
    marks: list[nodes.Node] = field(default_factory=list[nodes.Node])


def read_item(
    kind: type[Kind], opening: ParsedDirective, source: DirectiveSource
) -> SingleItem:
    """Return the item that a directive with an argument is.

    Args:
        kind: the kind of the item.
        opening: the directive in its parts; its options are those of the kind.
        source: the directive.
    """
    item = ParsedItem(kind.kind, source.line, _name(opening.argument, source))
    read_options(kind, opening.options, item, source)
    report_missing_spaces(kind, opening.body, opening.first, item)
    report_misplaced(kind, opening, item.problems)
    found = SingleItem(item)
    if item.name is not None:
        found.marks = [node for node in item.name.nodes if not visible_words(node)]
        item.name = item.name.without_nodes()
    if kind.rows:
        for block in read_blocks(opening, source):
            here = block.source or source
            with _in_file(item, here, source):
                found.body += _read_rows(kind, block, here, item)
        found.body += item.below
    else:
        found.body = source.parse_blocks(opening.body, opening.offset)
    _report_placeholders(found.body, item, opening, source)
    found.shown = _read_example(kind, found.body, item, opening, source)
    paragraph = _first_paragraph(found.body)
    if paragraph is not None and not _is_misplaced(kind, paragraph):
        here = source.at(paragraph)
        with _in_file(item, here, source):
            found.summary = _read_summary(kind, paragraph, item, here)
        found.summary_source = paragraph.rawsource
    item.links = (*item.links, *record_links(found.body))
    finish_item(kind, item)
    return found


@contextmanager
def _in_file(
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


def finish_item(kind: type[Kind], item: ParsedItem) -> None:
    """Keep a name and a link that other values of the item replace."""
    _keep_name(kind, item)
    _keep_link(kind, item)


def _name(argument: SourceText | None, source: DirectiveSource) -> SourceText | None:
    """Return the name that an argument is, set as code where it is in backquotes."""
    if argument is not None:
        argument = read_literal(argument, source)
        name = to_plain(argument.text).strip()
        bare = name.strip("`")
        if name != bare and name.startswith("`") and "`" not in bare:
            argument.text = (("code", bare),)
    return argument


def _read_rows(
    kind: type[Kind], block: Block, source: DirectiveSource, item: ParsedItem
) -> list[nodes.Node]:
    """Put a block's rows into the item, or return its nodes."""
    if isinstance(block, TableBlock):
        if read_rows_table(kind, block, source, item):
            return []
        return [plain_table(block, source)]
    if isinstance(block, ListBlock) and not item.rows:
        read_rows_list(block, item)
        return []
    if isinstance(block, ListBlock):
        return [plain_list(block, source.path)]
    if not isinstance(block, CodeBlock):
        return [block.node]
    classes = read_code(block, item.problems, source.text)
    if not classes:
        return [block.node]
    name = to_plain(item.name.text if item.name else "")
    for class_, rows in classes:
        if len(classes) == 1 or class_.name == name:
            item.rows += rows
            item.from_code = True
            if normalize(class_.name) != normalize(name):
                written = code_text(class_.name, block.line + class_.line)
                item.extras.append(("Class", written))
            described = kind.body_field() if class_.description else ""
            if described and described not in item.values:
                item.values[described] = code_text(
                    class_.description, block.line + class_.line
                )
    whole = len(classes) == 1 and classes[0][0].whole and bool(classes[0][1])
    return [] if whole else [block.node]


def _first_paragraph(parsed: Sequence[nodes.Node]) -> nodes.paragraph | None:
    """Return the paragraph that a body begins with, if it begins with one."""
    ignored = (nodes.comment, nodes.system_message)
    first = next((node for node in parsed if not isinstance(node, ignored)), None)
    return first if isinstance(first, nodes.paragraph) else None


def _is_misplaced(kind: type[Kind], paragraph: nodes.paragraph) -> bool:
    """Return whether a paragraph begins with an option, which is no prose."""
    option = _OPTION.match(paragraph.rawsource)
    return option is not None and is_option(kind, option["name"])


def _read_summary(
    kind: type[Kind],
    paragraph: nodes.paragraph,
    item: ParsedItem,
    source: DirectiveSource,
) -> tuple[str, ...]:
    """Let the body's first paragraph fill the fields that take it.

    Returns the fields' names; the paragraph stays in the body, without the decision
    that it may end with.
    """
    # The paragraph stays where it is: its nodes are read from a copy.
    line = paragraph.line or item.line
    bullet = paragraph_bullet(paragraph.deepcopy(), line, source)
    if source.parser.has_typography and not _ONCE.search(paragraph.rawsource):
        bullet.inline = source.parse_inline(paragraph.rawsource, line)
    if kind.summary_fields and kind.summary_fields[0] not in item.values:
        values = read_bullet(kind, bullet, "summary").values
        taken = [name for name in values if name not in item.values]
        # The paragraph is in the catalogue as a whole.
        item.values |= {
            name: replace(values[name], nodes=(), source="") for name in taken
        }
        decision = kind.field_of_type(DecisionRefs)
        if decision in taken:
            kept, _ = split_decision(list(paragraph.children), bullet)
            _, written = bullet.source.find(kept)
            if written:
                # What a catalogue has is what the page shows.
                paragraph.rawsource = written
            paragraph.clear()
            paragraph += kept
        return tuple(name for name in taken if name != decision)
    name = kind.body_field()
    if name and name not in item.values:
        value = replace(bullet.read(bullet.inline), nodes=(), source="")
        value.range = bullet.source.whole()
        item.values[name] = value
        return (name,)
    return ()


def _read_example(
    kind: type[Kind],
    body: list[nodes.Node],
    item: ParsedItem,
    opening: ParsedDirective,
    source: DirectiveSource,
) -> tuple[str, ...]:
    """Let the body's first block of code fill the field that takes it.

    Returns the fields that the block shows.
    """
    name = kind.code
    if not name or name in item.values:
        return ()
    for node in body:
        if block := code_block(node, node.line or item.line):
            here = source.at(node)
            if here is not source:
                block.source, block.line = here, 1
            locate_code(block, *body_lines(block, opening))
            with _in_file(item, here, source):
                read_example(kind, block, item, here.text)
            field = kind.field_of_type(CodeLanguage)
            language = item.values.get(field)
            if language and to_plain(language.text) != block.language:
                return (name,)  # The block does not show it.
            return (name, field)
    return ()


def _report_placeholders(
    body: list[nodes.Node],
    item: ParsedItem,
    opening: ParsedDirective,
    source: DirectiveSource,
) -> None:
    """Report placeholders of the template in the prose of an item."""
    for node in body:
        for text in node.findall(nodes.Text):
            parent = text.parent
            if isinstance(parent, nodes.literal):
                continue
            whole = parent is not None and len(parent.children) == 1
            if found := placeholder(str(text), whole=whole):
                line = parent.line if parent is not None else None
                here = source if parent is None else source.at(parent)
                item.problems.append(
                    Problem(
                        Code.PLACEHOLDER_LEFT,
                        Message("placeholder “{text}”", text=found),
                        line or opening.first,
                        found,
                        Message("replace it with the actual text"),
                        file="" if here is source else here.file,
                    )
                )


def _keep_name(kind: type[Kind], item: ParsedItem) -> None:
    """Keep a name that fields with other values replace, and report it."""
    if item.name is None:
        return
    written = collapse_spaces(to_plain(item.name.text))
    for name, part in kind.split_name(written).items():
        value = item.values.get(name)
        if value is not None and collapse_spaces(to_plain(value.text)) != part:
            label = kind.field_specs()[name].label
            item.extras.append((kind.label, item.name.without_nodes()))
            item.problems.append(
                Problem(
                    Code.INVALID_FIELD,
                    Message(
                        "value of {label} that differs from the name “{name}”",
                        label=label,
                        name=written,
                    ),
                    value.line,
                    name,
                    Message("remove one of them; {label} is used", label=label),
                )
            )
            return


def _keep_link(kind: type[Kind], item: ParsedItem) -> None:
    """Keep a link that the name cannot be, since it has markup of its own."""
    field = kind.field_of_type(Link)
    name, link = item.name, item.values.get(field)
    if name is None or link is None or not name.nodes:
        return
    if to_plain(link.text) not in name.targets:
        label = kind.field_specs()[field].label
        item.extras.append((label, link.without_nodes()))


def plain_table(block: TableBlock, source: DirectiveSource) -> nodes.table:
    """Return a table that has no items, as the author wrote it."""
    width = max(len(block.head), *(len(row) for row in block.rows), 1)
    group = nodes.tgroup("", cols=width)
    group += [nodes.colspec("", colwidth=100 // width) for _ in range(width)]
    head, body = nodes.thead(), nodes.tbody()
    for part, rows in ((head, [block.head]), (body, block.rows)):
        for cells in rows:
            row = nodes.row()
            for cell in cells:
                value = cell.read(source)
                inline = value.nodes or run_nodes(value.text)
                # With its source, Sphinx translates it.
                text = nodes.paragraph(value.source, "", *inline)
                text.source, text.line = source.path, cell.line
                row += nodes.entry("", text)
            row += [nodes.entry() for _ in range(width - len(cells))]
            part.append(row)
    group += [head, body]
    return nodes.table("", group)


def _paragraph(bullet: Bullet, path: str) -> nodes.paragraph:
    """Return the paragraph of an entry; the label of a field begins it."""
    if bullet.label is not None:
        return nodes.paragraph("", "", *bullet.label, nodes.Text(": "), *bullet.inline)
    found = nodes.paragraph(bullet.source.text, "", *bullet.inline)
    found.source, found.line = path, bullet.line
    return found


def plain_list(block: ListBlock, path: str) -> nodes.bullet_list:
    """Return a list that has no items, as the author wrote it.

    Args:
        block: the list.
        path: the file that it is from.
    """
    return nodes.bullet_list(
        "",
        *(
            nodes.list_item("", _paragraph(bullet, path), *bullet.below)
            for bullet in block.bullets
        ),
    )
