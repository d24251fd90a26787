"""One item: a directive with an argument, its options, and a body of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from docutils import nodes

from ...code.languages import Language, language_named
from ...codes import Code
from ...kinds import CodeLanguage, DecisionRefs, Kind, Link
from ...messages import Message
from ...model.document import DocumentBlock
from ...model.item import ParsedItem, Problem, SourceText
from ...patterns import regex
from ...rules.placeholders import placeholder
from ...text import (
    Run,
    collapse_runs,
    collapse_spaces,
    normalize,
    to_plain,
    without_end,
)
from ...values.version import Version
from .blocks import (
    Block,
    Bullet,
    CodeBlock,
    ListBlock,
    ProseBlock,
    body_lines,
    code_block,
    document_block,
    has_json,
    has_label,
    locate_code,
    paragraph_bullet,
    read_blocks,
)
from .body_fields import (
    LISTS,
    ONCE,
    BodyLists,
    choice_words,
    in_file,
    is_labelled,
    shown_blocks,
    take_fields,
    words_of_field,
)
from .body_list import add_records, fill_from_lists
from .bullets import read_bullet, split_decision
from .cells import read_literal, read_nodes, record_links
from .code_lines import TEXT_LANGUAGES
from .descriptions import description_paragraph
from .entity_relations import EntityRelation, RelationReader
from .options import (
    is_option,
    read_options,
    report_damaged,
    report_misplaced,
    report_missing_spaces,
    take_options_below,
)
from .row_sections import read_row_sections
from .rows import (
    code_text,
    fields_beside,
    name_of_class,
    read_block,
    read_example,
    read_rows_list,
    read_rows_table,
)
from .several import split_value
from .source import DirectiveSource, ParsedDirective
from .table_blocks import TableBlock
from .version_words import split_version
from .words import run_nodes, visible_words

_OPTION = regex(r":(?P<name>[\w][\w -]*):(?:\s|$)")
_QUOTED = regex(r"(?<!`)(?P<quotes>`+)(?P<code>[^`]+)(?P=quotes)(?!`)")


_ROWS_LABEL = regex(r"(?:\w+\s+){0,2}\w+:")


@dataclass(slots=True)
class LabelledRows:
    """The label or caption of rows of an item that were one table, list or class.

    Attributes:
        first: the number of the first of the rows, from 0.
        count: the number of the rows.
        node: the author's node, which is not in the body of the item.
        targets: the labels before it.
    """

    first: int
    count: int
    node: nodes.Element
    targets: list[nodes.Node] = field(default_factory=list[nodes.Node])


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
        lists: the lists of the body.
        tables: the labels and captions of its rows.
        blocks: the tables, lists and blocks of code that its rows replace.
        relations: the relations of an entity, which its body shows.
    """

    item: ParsedItem
    body: list[nodes.Node] = field(default_factory=list[nodes.Node])
    summary: tuple[str, ...] = ()
    summary_source: str = ""
    shown: tuple[str, ...] = ()
    marks: list[nodes.Node] = field(default_factory=list[nodes.Node])
    lists: BodyLists = field(default_factory=BodyLists)
    tables: list[LabelledRows] = field(default_factory=list[LabelledRows])
    blocks: list[DocumentBlock] = field(default_factory=list[DocumentBlock])
    relations: list[EntityRelation] = field(default_factory=list[EntityRelation])


def read_item(
    kind: type[Kind], opening: ParsedDirective, source: DirectiveSource
) -> SingleItem:
    """Return the item that a directive with an argument is.

    Args:
        kind: the kind of the item.
        opening: the directive in its parts; its options are those of the kind.
        source: the directive.
    """
    item = ParsedItem(kind.kind, source.line, _name(kind, opening.argument, source))
    if opening.label:
        item.add_head("", opening.label)
    take_options_below(kind, opening, source)
    read_options(kind, opening.options, item, source)
    _split_argument(kind, item)
    report_missing_spaces(kind, opening, source, item.problems)
    report_misplaced(kind, opening, item.problems)
    report_damaged(kind, opening, item.problems)
    found = SingleItem(item)
    if item.name is not None:
        found.marks = [node for node in item.name.nodes if not visible_words(node)]
        item.name = item.name.without_nodes()
    if kind.rows:
        found.body = _read_all_rows(kind, read_blocks(opening, source), source, found)
    else:
        found.body = source.parse_blocks(opening.body, opening.offset)
    _report_placeholders(found.body, item, opening, source)
    found.shown = _read_example(kind, found.body, item, opening, source)
    if not kind.rows:
        found.lists = take_fields(kind, found.body, item, source)
    refers = kind.field_of_type(DecisionRefs) in item.values
    if kind.rows:
        paragraph = description_paragraph(kind, found.body, item, source)
    else:
        paragraph = _first_paragraph(found.body)
    if paragraph is not None and not _is_misplaced(kind, paragraph):
        here = source.at(paragraph)
        with in_file(item, here, source):
            found.summary = _read_summary(
                kind, paragraph, item, here, introduces=_introduces_list(found.body)
            )
        found.summary_source = paragraph.rawsource
    found.lists.summary = found.summary
    fill_from_lists(kind, found.body, item, found.lists, source)
    if not refers:
        add_records(kind, found.body, item, source)
    _drop_introduction(found)
    item.links = (*item.links, *record_links(found.body))
    item.has_json = has_json(found.body)
    finish_item(kind, item)
    return found


def finish_item(kind: type[Kind], item: ParsedItem) -> None:
    """Keep a name and a link that other values of the item replace."""
    _keep_name(kind, item)
    _keep_link(kind, item)
    split_version(kind, item)


def _name(
    kind: type[Kind], argument: SourceText | None, source: DirectiveSource
) -> SourceText | None:
    """Return the name that an argument is, set as code where it is in backquotes.

    Where the name is made of fields, each of them may be in backquotes.
    """
    if argument is not None:
        argument = read_literal(argument, source)
        name = to_plain(argument.text).strip()
        if _QUOTED.fullmatch(name) or (kind.name_fields and _QUOTED.search(name)):
            argument.text = collapse_runs(_quoted_runs(name))
    return argument


def _split_argument(kind: type[Kind], item: ParsedItem) -> None:
    """Let an argument that names one item with more of its fields fill these.

    ``PostgreSQL 16.4`` is a name and a version; an option comes before it.
    """
    name = item.name
    if name is None or name.nodes:
        return

    def read(part: Sequence[nodes.Node]) -> SourceText:
        return read_nodes(part, name.line, name.range)

    split = split_value(kind, run_nodes(name.text), read)
    if split is None or len(split.items) != 1 or len(split.items[0]) < 2:
        return
    values = split.items[0]
    if (
        not item.values.keys().isdisjoint(values)
        or kind.field_of_type(Version) not in values
    ):
        return
    for field_name, value in values.items():
        item.put(field_name, value)


def _quoted_runs(text: str) -> Iterator[Run]:
    """Yield a text with what is in backquotes in it as code, without the quotes."""
    end = 0
    for match in _QUOTED.finditer(text):
        yield "", text[end : match.start()]
        yield "code", match["code"].strip()
        end = match.end()
    yield "", text[end:]


def _keep_label(found: SingleItem, block: Block, first: int) -> None:
    """Keep the label and the caption of a block whose rows an item took.

    Args:
        found: the item.
        block: the block.
        first: the number of its first row in the item.
    """
    targets: list[nodes.Node] = []
    while found.body and _is_label(found.body[-1]):
        targets.insert(0, found.body.pop())
    if targets or has_label(block.node):
        node = block.node if isinstance(block.node, nodes.Element) else nodes.table()
        count = len(found.item.rows) - first
        found.tables.append(LabelledRows(first, count, node, targets))


def _is_label(node: nodes.Node) -> bool:
    return isinstance(node, nodes.target) and not node.hasattr("refuri")


def _read_all_rows(
    kind: type[Kind],
    blocks: Sequence[Block],
    source: DirectiveSource,
    found: SingleItem,
) -> list[nodes.Node]:
    """Put the rows of a body into the item; return the nodes of what has none."""
    item, body = found.item, found.body
    alone = sum(not isinstance(block, ProseBlock) for block in blocks) == 1
    read: Language | None = None
    left: list[Problem] = []
    reader = RelationReader(kind, item, source)
    for written_block in blocks:
        block, own, language = written_block, list[Bullet](), None
        if reader.takes(block, block.source or source):
            body.append(_as_written(block, block.source or source))
            continue
        if isinstance(block, CodeBlock):
            language = language_named(block.language)
            left += _unread_classes(kind, block, item, block.source or source)
            if item.rows and (read is None or language != read):
                # The same again in another language.
                left += fields_beside(kind, block, item, (block.source or source).text)
                body.append(block.node)
                continue
        here = block.source or source
        first = len(item.rows)
        if isinstance(block, ListBlock):
            block, own = reader.take_bullets(block, here)
        with in_file(item, here, source):
            shown = _read_rows(kind, block, here, item, alone=alone)
        if own:
            shown = [*shown, plain_list(ListBlock(block.line, own), here.path)]
        if not shown and len(item.rows) > first:
            _keep_label(found, block, first)
        written = document_block(block, "" if here is source else here.file)
        if not shown and written is not None:
            found.blocks.append(written)
        body += shown
        if item.rows and language is not None:
            read = language
    if item.rows:
        item.problems = [
            p for p in item.problems if p.code != Code.CODE_NOT_READ or p.unread
        ]
        item.problems += left
    item.problems += reader.problems
    found.relations = reader.found
    return [*body, *item.below]


def _as_written(block: Block, source: DirectiveSource) -> nodes.Node:
    """Return a block as the author wrote it."""
    if isinstance(block, TableBlock):
        block.node = plain_table(block, source)
        return block.node
    if isinstance(block, ListBlock):
        return block.node or plain_list(block, source.path)
    return block.node


def _unread_classes(
    kind: type[Kind], block: CodeBlock, item: ParsedItem, source: DirectiveSource
) -> Iterator[Problem]:
    """Yield the problem that a block has more classes than the item.

    Args:
        kind: the kind of the item.
        block: the block.
        item: the item, which takes the class of its name.
        source: the directive, or the file that the block is from.
    """
    name = name_of_class(kind, item)
    classes = [c for c, _ in read_block(block, [], source.text) if not c.is_example]
    names = [c.name for c in classes if c.name and normalize(c.name) != normalize(name)]
    if len(classes) > 1 and names:
        yield Problem(
            Code.CODE_NOT_READ,
            Message("classes that are not read: {names}", names=", ".join(names)),
            block.line,
            names[0],
            Message("write the block in a directive without an argument"),
            unread=tuple(names),
        )


def _read_rows(
    kind: type[Kind],
    block: Block,
    source: DirectiveSource,
    item: ParsedItem,
    *,
    alone: bool,
) -> list[nodes.Node]:
    """Put a block's rows into the item, or return its nodes."""
    if isinstance(block, TableBlock):
        if read_rows_table(kind, block, source, item):
            return []
        return [plain_table(block, source)]
    if isinstance(block, ListBlock) and not item.rows:
        left = read_row_sections(kind, block, item, source)
        if left is None:
            read_rows_list(block, item)
        return [plain_list(ListBlock(block.line, left), source.path)] if left else []
    if isinstance(block, ListBlock):
        return [plain_list(block, source.path)]
    if not isinstance(block, CodeBlock):
        return [block.node]
    classes = read_block(block, item.problems, source.text)
    if not classes or (classes[0][0].is_example and not alone):
        return [block.node]
    name = name_of_class(kind, item)
    exact = {class_.name for class_, _ in classes}
    for class_, rows in classes:
        is_own = class_.name == name or (
            name not in exact and normalize(class_.name) == normalize(name)
        )
        if len(classes) == 1 or is_own:
            item.rows += rows
            item.from_code = True
            if class_.name and normalize(class_.name) != normalize(name):
                written = code_text(class_.name, block.line + class_.line)
                item.extras.append((class_.label, written))
            described = kind.body_field() if class_.description else ""
            if described and described not in item.values:
                item.values[described] = code_text(
                    class_.description, block.line + class_.line
                )
    whole = len(classes) == 1 and classes[0][0].whole and bool(classes[0][1])
    return [] if whole and not has_label(block.node) else [block.node]


def _first_paragraph(parsed: Sequence[nodes.Node]) -> nodes.paragraph | None:
    """Return the paragraph that a body begins with, if it begins with one."""
    first = next(iter(shown_blocks(parsed)), None)
    return first if isinstance(first, nodes.paragraph) else None


def _introduces_list(parsed: Sequence[nodes.Node]) -> bool:
    """Return whether a body begins with a paragraph that ends with a colon, and a list.

    They are one text.
    """
    first, second, *_ = [*shown_blocks(parsed)[:2], None, None]
    is_head = first is not None and first.astext().rstrip().endswith(":")
    return is_head and isinstance(second, LISTS)


def _is_misplaced(kind: type[Kind], paragraph: nodes.paragraph) -> bool:
    """Return whether a paragraph begins with an option, which is no prose."""
    option = _OPTION.match(paragraph.rawsource)
    return option is not None and is_option(kind, option["name"])


def _read_summary(
    kind: type[Kind],
    paragraph: nodes.paragraph,
    item: ParsedItem,
    source: DirectiveSource,
    *,
    introduces: bool,
) -> tuple[str, ...]:
    """Let the body's first paragraph fill the fields that take it.

    Returns the fields' names; the paragraph stays in the body, without the decision
    that it may end with.
    """
    # The paragraph stays where it is: its nodes are read from a copy.
    line = paragraph.line or item.line
    bullet = paragraph_bullet(paragraph.deepcopy(), line, source)
    if source.parser.has_typography and not ONCE.search(paragraph.rawsource):
        bullet.inline = source.parse_inline(paragraph.rawsource, line)
    if kind.summary_fields and kind.summary_fields[0] not in item.values:
        if introduces:
            return _take_paragraph(kind.summary_fields[0], bullet, item)
        first = kind.summary_fields[0]
        if is_labelled(bullet) and (
            words := choice_words(kind, bullet)
            or words_of_field(kind, first, bullet, source)
        ):
            bullet = replace(bullet, inline=words)
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
    if not name or name in item.values:
        return ()
    if kind.rows and _ROWS_LABEL.fullmatch(paragraph.astext().strip()):
        # It is the label of the rows.
        return ()
    if is_labelled(bullet) and (words := words_of_field(kind, name, bullet, source)):
        bullet = replace(bullet, inline=words)
    return _take_paragraph(name, bullet, item)


def _take_paragraph(name: str, bullet: Bullet, item: ParsedItem) -> tuple[str, ...]:
    """Let a paragraph, which stays in the body, fill a field as a whole."""
    value = replace(bullet.read(bullet.inline), nodes=(), source="")
    value.range = bullet.source.whole()
    item.values[name] = value
    return (name,)


_INTRODUCTION = regex(r"(?<=[.!?])\s+(?:[^\s.!?]+\s){0,2}[^\s.!?]+$")
"""A last sentence of few words, which introduces what follows: *Architecture:*."""


def _drop_introduction(found: SingleItem) -> None:
    """Leave the end of a paragraph that introduces what follows out of a field.

    That is its colon, with a last sentence of few words. The body shows both.
    """
    for name in found.summary:
        value = found.item.values[name]
        text = to_plain(value.text).rstrip()
        if text.endswith(":"):
            value.text = without_end(value.text, ":")
            if match := _INTRODUCTION.search(text.removesuffix(":")):
                value.text = without_end(value.text, match[0])


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
            with in_file(item, here, source):
                read_example(kind, block, item, here.text)
            field = kind.field_of_type(CodeLanguage)
            language = item.values.get(field)
            if language and to_plain(language.text) != block.language:
                return (name,)  # The block does not show it.
            return (name, field)
    return ()


def _is_data(block: nodes.literal_block) -> bool:
    """Return whether a block is text or data, and not in a programming language."""
    language = str(block.get("language", ""))
    read = language_named(language)
    is_read_data = read is not None and read.name in {"JSON", "YAML"}
    return is_read_data or language in TEXT_LANGUAGES


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
            code = isinstance(parent, nodes.literal_block) and not _is_data(parent)
            if found := placeholder(str(text), whole=whole, code=code):
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
    if block.node is None:
        table = nodes.table("", group)
        table.source, table.line = source.path, block.line
        return table
    # The host's own table keeps its label and its caption.
    old = next(block.node.findall(nodes.tgroup))
    old.replace_self(group)
    return cast("nodes.table", block.node)


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
    found = nodes.bullet_list(
        "",
        *(
            nodes.list_item("", _paragraph(bullet, path), *bullet.below)
            for bullet in block.bullets
        ),
    )
    found.source, found.line = path, block.line
    return found
