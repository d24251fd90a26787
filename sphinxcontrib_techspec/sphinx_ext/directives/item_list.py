"""Many items: a directive without an argument, whose body lists them."""

from __future__ import annotations

from docutils import nodes

from ...kinds import Kind
from ...model.item import Item, ParsedItem, Problem, SourceText
from ...text import to_plain
from ..domain import get_domain
from ..nodes import InlineNodes, PendingItemTable
from ..reading.blocks import (
    Block,
    Bullet,
    CodeBlock,
    ListBlock,
    ProseBlock,
    TableBlock,
    read_blocks,
)
from ..reading.item_list import read_bullet, read_list, read_table
from ..reading.options import Read, read_options
from ..reading.rows import read_code
from ..reading.source import DirectiveSource, ParsedDirective
from .kind import KindDirective, index_entries, inline_nodes_of


class ItemListDirective(KindDirective):
    """Items that are the rows of a table, the bullets of a list or classes in code."""

    def many(self, host: DirectiveSource, opening: ParsedDirective) -> list[nodes.Node]:
        """Keep the items that the body lists, and return their tables."""
        kind = self.kind
        document = get_domain(self.env).document(host.docname)
        defaults = Read(ParsedItem(kind.kind, host.line))
        explicit = opening.pop_option("name")
        opening.pop_option("class")
        read_options(kind, opening.options, defaults, host)
        problems: list[Problem] = []
        result: list[nodes.Node] = []
        count = 0
        blocks = read_blocks(opening, host)
        # A paragraph is an item only where nothing else is one.
        alone = kind.paragraphs and not any(
            isinstance(block, (TableBlock, ListBlock)) for block in blocks
        )
        for block in blocks:
            found, shown = self._items(block, host, problems)
            if alone and isinstance(block, ProseBlock):
                found, shown = self._paragraph(block, defaults)
            if found and kind.code and isinstance(block, CodeBlock):
                result += self._code(found[0], block, defaults, host)
                count += 1
                continue
            if found:
                if count and defaults.inline_nodes:
                    # Each table has nodes of its own.
                    defaults.inline_nodes = self._read_anew(opening, host)
                result.append(self._table(found, defaults, host))
                count += len(found)
            result += shown
        if not count:
            problems.append(Problem("TS008", _no_items(kind, opening, host), host.line))
            defaults.raw.extras += defaults.raw.values.items()
        if defaults.raw.extras:
            result.insert(0, _unknown_options(defaults.raw))
        if not count:
            problems += defaults.raw.problems
        document.problems += problems
        if explicit and count:
            self.register_label(explicit, document.items[-count].anchor)
        return result

    def _items(
        self, block: Block, host: DirectiveSource, problems: list[Problem]
    ) -> tuple[list[Read], list[nodes.Node]]:
        """Return the items of a block, and the nodes of what is none."""
        kind = self.kind
        if isinstance(block, TableBlock):
            return list(read_table(kind, block, host, problems)), []
        if isinstance(block, ListBlock):
            return list(read_list(kind, block)), []
        if isinstance(block, CodeBlock) and kind.rows:
            classes = read_code(block, problems)
            if not classes:
                return [], [block.node]
            found: list[Read] = []
            for source, rows in classes:
                line = block.line + source.line
                read = Read(
                    ParsedItem(
                        kind.kind, line, SourceText(source.name, line), rows=rows
                    ),
                    from_code=True,
                )
                if source.description and (described := kind.body_field()):
                    read.raw.values[described] = SourceText(source.description, line)
                found.append(read)
            shown = all(source.whole for source, _ in classes)
            return found, [] if shown else [block.node]
        if isinstance(block, CodeBlock) and kind.code and block.caption:
            name = SourceText(block.caption, block.line)
            return [Read(ParsedItem(kind.kind, block.line, name))], []
        return [], [block.node]

    def _paragraph(
        self, block: ProseBlock, defaults: Read
    ) -> tuple[list[Read], list[nodes.Node]]:
        """Return the item that a paragraph is: ``Modular monolith - See ADR-5``."""
        if not isinstance(block.node, nodes.paragraph):
            return [], [block.node]
        bullet = Bullet(block.line, list(block.node.children))
        given = self.kind.bullet[0] in defaults.raw.values
        return [read_bullet(self.kind, bullet, "named" if given else "")], []

    def _code(
        self, read: Read, block: CodeBlock, defaults: Read, host: DirectiveSource
    ) -> list[nodes.Node]:
        """Keep the item that a captioned block of code is, and return the block."""
        self.put_code(block, read)
        for name, written in defaults.raw.values.items():
            read.raw.values.setdefault(name, written)
        read.raw.waivers = [*read.raw.waivers, *defaults.raw.waivers]
        item = self.make_item(read, host)
        item.fields_in_body = (self.kind.code, "language")
        get_domain(self.env).document(host.docname).add(item)
        target = nodes.target("", "", ids=[item.anchor], classes=["techspec-anchor"])
        self.state.document.note_explicit_target(target)
        return [index_entries([item]), target, block.node]

    def _read_anew(
        self, opening: ParsedDirective, host: DirectiveSource
    ) -> dict[str, list[nodes.Node]]:
        """Return the nodes of the directive's options once more."""
        again = Read(ParsedItem(self.kind.kind, host.line))
        read_options(self.kind, opening.options, again, host)
        return again.inline_nodes

    def _table(
        self, found: list[Read], defaults: Read, host: DirectiveSource
    ) -> nodes.Element:
        """Keep the items of *found* and return the place of their table."""
        document = get_domain(self.env).document(host.docname)
        pending = PendingItemTable(
            docname=host.docname, kind=self.kind.kind, count=len(found)
        )
        self.set_source_info(pending)
        # Cells that hold markup are in the doctree and the others are not: curly
        # quotes in some of them would look like a mistake.
        pending["support_smartquotes"] = False
        first = len(document.items)
        pending["first"] = first
        items: list[Item] = []
        told: set[tuple[str, str, int]] = set()
        shared: dict[str, int] = {}
        for read in found:
            taken = defaults.raw.values.keys() - read.raw.values.keys()
            for name in defaults.raw.values:
                if name in taken:
                    read.raw.values[name] = defaults.raw.values[name]
            read.raw.waivers = [*read.raw.waivers, *defaults.raw.waivers]
            read.raw.problems = [*defaults.raw.problems, *read.raw.problems]
            item = self.make_item(read, host)
            item.in_row = not self.kind.rows
            # What is wrong with a default is said once, not for every row.
            item.problems = [
                problem for problem in item.problems
                if problem.line == item.line
                or ((key := (problem.code, problem.problem, problem.line)) not in told
                and not told.add(key))
            ]  # fmt: skip
            number = document.add(item)
            self.state.document.ids[item.anchor] = pending
            pending += inline_nodes_of(read, number)
            for name in sorted(taken & defaults.inline_nodes.keys()):
                # Nodes stand once in a tree, or docutils would resolve some of them
                # in one place and some in another.
                first_with = shared.setdefault(name, number)
                inline = defaults.inline_nodes[name] if first_with == number else ()
                pending += InlineNodes(
                    "", *inline, item=number, field=name, same=first_with
                )
            if read.below:
                pending += InlineNodes("", *read.below, item=number, field="below")
            items.append(item)
        pending.insert(0, index_entries(items))
        return pending


def _no_items(kind: type[Kind], opening: ParsedDirective, host: DirectiveSource) -> str:
    """Return what is said of a directive with no item, one wrong table apart."""
    name = f"techspec:{kind.kind}"
    said = (
        f"{name} has neither an argument nor items in its body. Write the "
        f"{kind.label.lower()} after “{name}”, or a table or a list into it."
    )
    if not any(line.lstrip().startswith("|") for line in opening.body):
        return said
    if host.is_markdown:
        return f"{said} A table needs the line |---|---| below its head."
    return f"{said} reStructuredText does not read Markdown’s tables: use list-table."


def _unknown_options(raw: ParsedItem) -> nodes.paragraph:
    """Return the options that no item takes, so that nothing written is lost."""
    paragraph = nodes.paragraph(classes=["techspec-invalid"])
    text = "; ".join(f"{label}: {to_plain(value.text)}" for label, value in raw.extras)
    paragraph += nodes.inline("", text)
    return paragraph
