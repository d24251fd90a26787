"""One item: a directive with an argument, and a body of its own."""

from __future__ import annotations

from typing import cast

from docutils import nodes
from sphinx import addnodes

from ...kinds import CodeLanguage, DecisionRefs
from ...model.item import Item, ParsedItem, Problem, SourceText
from ...rules.placeholders import placeholder
from ...text import to_plain
from ..domain import get_domain
from ..nodes import PendingItem
from ..reading.blocks import (
    Block,
    Bullet,
    CodeBlock,
    ListBlock,
    TableBlock,
    from_nodes,
    locate_code,
    read_blocks,
)
from ..reading.cells import read_nodes
from ..reading.item_list import read_bullet, split_decision
from ..reading.options import Read, read_options, report_missing_spaces
from ..reading.rows import first_paragraph, read_code, read_rows_list, read_rows_table
from ..reading.source import DirectiveSource, ParsedDirective
from .kind import KindDirective, index_entries, inline_nodes_of


class SingleItemDirective(KindDirective):
    """An item that stands alone, as Sphinx describes an object."""

    def one(self, host: DirectiveSource, opening: ParsedDirective) -> list[nodes.Node]:
        """Keep the item, and return it as Sphinx describes an object."""
        kind = self.kind
        raw = ParsedItem(kind.kind, host.line, opening.argument)
        read = Read(raw)
        explicit = opening.pop_option("name")
        classes = opening.pop_option("class")
        argument = opening.argument
        if argument and (bare := _uncoded(to_plain(argument.text))) is not None:
            raw.name = SourceText((("code", bare),), argument.line)
        read_options(kind, opening.options, read, host)
        report_missing_spaces(kind, opening.body, opening.first, raw)
        body = self._body(host, opening, read)
        self._note_placeholders(body, raw, opening)
        shown = self._take_code(body, read, opening)
        summary = self._read_summary(body, read)
        item = self.make_item(read, host)
        item.has_body = bool(body)
        item.fields_in_body = (*summary, *shown)
        number = get_domain(self.env).document(host.docname).add(item)
        details = PendingItem(
            docname=host.docname,
            item=number,
            summary="".join(summary[:1]),
            inline_nodes=sorted(read.inline_nodes),
        )
        details += inline_nodes_of(read, number)
        index, described = self._described(
            item, [details, *body], classes and classes.value
        )
        if explicit:
            name = nodes.fully_normalize_name(explicit.value)
            signature = cast("nodes.Element", described[0])
            signature["names"].append(name)
            self.state.document.note_explicit_target(signature, signature)
            self.register_label(explicit, item.anchor, item.name)
        return [index, described]

    def _body(
        self, host: DirectiveSource, opening: ParsedDirective, read: Read
    ) -> list[nodes.Node]:
        """Return the body's nodes; rows are taken out of it where the kind has them."""
        if not self.kind.rows:
            return host.parse_blocks(opening.body, opening.offset)
        kept: list[nodes.Node] = []
        for block in read_blocks(opening, host):
            kept += self._rows(block, host, read)
        return kept + read.below

    def _rows(
        self, block: Block, host: DirectiveSource, read: Read
    ) -> list[nodes.Node]:
        """Put a block's rows into the item, or return its nodes."""
        kind = self.kind
        if isinstance(block, TableBlock):
            if read_rows_table(kind, block, host, read):
                return []
            return [plain_table(block, host)]
        if isinstance(block, ListBlock) and not read.raw.rows:
            read_rows_list(block, read)
            return []
        if isinstance(block, ListBlock):
            return [_plain_list(block)]
        if isinstance(block, CodeBlock):
            classes = read_code(block, read.raw.problems)
            if not classes:
                return [block.node]
            for source, rows in classes:
                if len(classes) == 1 or source.name == to_plain(
                    read.raw.name.text if read.raw.name else ""
                ):
                    read.raw.rows += rows
                    read.from_code = True
                    described = kind.body_field() if source.description else ""
                    if described and described not in read.raw.values:
                        read.raw.values[described] = SourceText(
                            source.description, block.line + source.line
                        )
            whole = len(classes) == 1 and classes[0][0].whole and bool(classes[0][1])
            return [] if whole else [block.node]
        return [block.node]

    def _read_summary(self, body: list[nodes.Node], read: Read) -> tuple[str, ...]:
        """Let the body's first paragraph fill the fields that take it.

        Returns the fields' names; the paragraph stays in the body, without the
        decision that it may end with.
        """
        paragraph = first_paragraph(body)
        if paragraph is None:
            return ()
        line = paragraph.line or read.raw.line
        if (
            self.kind.summary_fields
            and self.kind.summary_fields[0] not in read.raw.values
        ):
            inline = [node.deepcopy() for node in paragraph.children]
            said = read_bullet(self.kind, Bullet(line, inline), "summary").raw.values
            taken = [name for name in said if name not in read.raw.values]
            read.raw.values |= {name: said[name] for name in taken}
            decision = self.kind.field_of_type(DecisionRefs)
            if decision in taken:
                kept, _ = split_decision(list(paragraph.children), line)
                paragraph.clear()
                paragraph += kept
            return tuple(name for name in taken if name != decision)
        name = self.kind.body_field()
        if name and name not in read.raw.values:
            inline = [node.deepcopy() for node in paragraph.children]
            read.raw.values[name] = read_nodes(inline, line).written()
            return (name,)
        return ()

    def _take_code(
        self, body: list[nodes.Node], read: Read, opening: ParsedDirective
    ) -> tuple[str, ...]:
        """Let the body's first block of code fill the field that takes it.

        Returns the fields that the block shows.
        """
        name = self.kind.code
        if not name or name in read.raw.values:
            return ()
        for block in from_nodes(body, read.raw.line):
            if isinstance(block, CodeBlock):
                locate_code(block, opening)
                self.put_code(block, read)
                field = self.kind.field_of_type(CodeLanguage)
                language = read.raw.values.get(field)
                if language and to_plain(language.text) != block.language:
                    return (name,)  # The block does not say it.
                return (name, field)
        return ()

    def _note_placeholders(
        self, body: list[nodes.Node], raw: ParsedItem, opening: ParsedDirective
    ) -> None:
        """Report fillers of the template that stand in the prose of an item."""
        for node in body:
            for text in node.findall(nodes.Text):
                if isinstance(text.parent, nodes.literal):
                    continue
                parent = text.parent
                whole = parent is not None and len(parent.children) == 1
                if filler := placeholder(str(text), whole=whole):
                    line = parent.line if parent is not None else None
                    raw.problems.append(
                        Problem(
                            "TS307",
                            f"“{filler}” was left in the text.",
                            line or opening.first,
                        )
                    )

    def _described(
        self, item: Item, content: list[nodes.Node], classes: str | None
    ) -> tuple[nodes.Element, nodes.Element]:
        """Return the item as Sphinx describes an object, so that themes know it."""
        kind = self.kind
        described = addnodes.desc(
            domain="techspec", objtype=kind.kind, desctype=kind.kind
        )
        described["classes"] += ["techspec", "techspec-item", f"techspec-{kind.kind}"]
        described["classes"] += (classes or "").split()
        described["no-index"] = described["noindex"] = False
        self.set_source_info(described)
        signature = addnodes.desc_signature(item.name, "", ids=[item.anchor])
        signature["class"] = ""
        signature["fullname"] = item.name
        signature["_toc_parts"] = (item.name,)
        signature["_toc_name"] = item.name
        self.set_source_info(signature)
        signature += _signature(item)
        self.state.document.note_explicit_target(signature)
        body = addnodes.desc_content("", *content)
        described += [signature, body]
        return index_entries([item]), described


def plain_table(block: TableBlock, host: DirectiveSource) -> nodes.table:
    """Return a table that is none of items, as the author wrote it."""
    width = max(len(block.head), *(len(row) for row in block.rows), 1)
    group = nodes.tgroup("", cols=width)
    group += [nodes.colspec("", colwidth=100 // width) for _ in range(width)]
    head, body = nodes.thead(), nodes.tbody()
    for part, rows in ((head, [block.head]), (body, block.rows)):
        for cells in rows:
            row = nodes.row()
            for cell in cells:
                value = cell.read(host)
                inline = value.nodes or [nodes.Text(to_plain(value.text))]
                row += nodes.entry("", nodes.paragraph("", "", *inline))
            row += [nodes.entry() for _ in range(width - len(cells))]
            part.append(row)
    group += [head, body]
    return nodes.table("", group)


def _plain_list(block: ListBlock) -> nodes.bullet_list:
    return nodes.bullet_list(
        "",
        *(
            nodes.list_item("", nodes.paragraph("", "", *bullet.inline), *bullet.below)
            for bullet in block.bullets
        ),
    )


def _signature(item: Item) -> list[nodes.Node]:
    """Return an item's name as its kind shows it: an endpoint's method as a badge."""
    found: list[nodes.Node] = []
    for text, group in item.model.signature(item.name):
        if found:
            found.append(addnodes.desc_sig_space())
        if group:
            classes = [f"techspec-{group}", f"techspec-{group}-{text.lower()}"]
            found.append(addnodes.desc_annotation("", text, classes=classes))
        else:
            found.append(addnodes.desc_name(text, text))
    return found


def _uncoded(name: str) -> str | None:
    """Return a name without the backquotes around all of it, `None` without such."""
    stripped = name.strip("`")
    if name != stripped and name.startswith("`") and "`" not in stripped:
        return stripped
    return None
