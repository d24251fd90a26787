"""One item: a directive with an argument, and a body of its own."""

from __future__ import annotations

from typing import cast

from docutils import nodes
from sphinx import addnodes

from ...model.item import Problem, Raw, Record, Written
from ...rules.placeholders import placeholder
from ...text import plain
from ..domain import domain_of
from ..nodes import ItemDetails
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
from ..reading.item_list import cut_decision, read_bullet
from ..reading.options import Read, note_run_together, read_options
from ..reading.rows import first_paragraph, read_code, read_rows_list, read_rows_table
from ..reading.source import Host, Opening
from .kind import KindDirective, index_entries, rich_cells


class OneItem(KindDirective):
    """An item that stands alone, as Sphinx describes an object."""

    def one(self, host: Host, opening: Opening) -> list[nodes.Node]:
        """Keep the item, and return it as Sphinx describes an object."""
        kind = self.kind
        raw = Raw(kind.kind, host.line, opening.argument)
        read = Read(raw)
        explicit = opening.take("name")
        classes = opening.take("class")
        argument = opening.argument
        if argument and (bare := _uncoded(plain(argument.text))) is not None:
            raw.name = Written((("code", bare),), argument.line)
        read_options(kind, opening.options, read, host)
        note_run_together(kind, opening.body, opening.first, raw)
        body = self._body(host, opening, read)
        self._note_placeholders(body, raw, opening)
        shown = self._take_code(body, read, opening)
        lede = self._take_lede(body, read)
        record = self.record(read, host)
        record.prose = bool(body)
        record.in_body = (*lede, *shown)
        number = domain_of(self.env).document(host.docname).add(record)
        details = ItemDetails(
            docname=host.docname,
            record=number,
            lede="".join(lede[:1]),
            rich=sorted(read.rich),
        )
        details += rich_cells(read, number)
        index, described = self._described(
            record, [details, *body], classes and classes.value
        )
        if explicit:
            name = nodes.fully_normalize_name(explicit.value)
            signature = cast("nodes.Element", described[0])
            signature["names"].append(name)
            self.state.document.note_explicit_target(signature, signature)
            self.note_label(explicit, record.anchor, record.name)
        return [index, described]

    def _body(self, host: Host, opening: Opening, read: Read) -> list[nodes.Node]:
        """Return the body's nodes; rows are taken out of it where the kind has them."""
        if not self.kind.rows:
            return host.parse_blocks(opening.body, opening.offset)
        kept: list[nodes.Node] = []
        for block in read_blocks(opening, host):
            kept += self._rows(block, host, read)
        return kept + read.below

    def _rows(self, block: Block, host: Host, read: Read) -> list[nodes.Node]:
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
                if len(classes) == 1 or source.name == plain(
                    read.raw.name.text if read.raw.name else ""
                ):
                    read.raw.rows += rows
                    read.coded = True
                    if source.description and "description" not in read.raw.values:
                        read.raw.values["description"] = Written(
                            source.description, block.line + source.line
                        )
            whole = len(classes) == 1 and classes[0][0].whole and bool(classes[0][1])
            return [] if whole else [block.node]
        return [block.node]

    def _take_lede(self, body: list[nodes.Node], read: Read) -> tuple[str, ...]:
        """Let the body's first paragraph fill the fields that take it.

        Returns the fields' names; the paragraph stays in the body, without the
        decision that it may end with.
        """
        paragraph = first_paragraph(body)
        if paragraph is None:
            return ()
        line = paragraph.line or read.raw.line
        if self.kind.lede and self.kind.lede[0] not in read.raw.values:
            inline = [node.deepcopy() for node in paragraph.children]
            said = read_bullet(self.kind, Bullet(line, inline), "lede").raw.values
            taken = [name for name in said if name not in read.raw.values]
            read.raw.values |= {name: said[name] for name in taken}
            if "adr" in taken:
                kept, _ = cut_decision(list(paragraph.children), line)
                paragraph.clear()
                paragraph += kept
            return tuple(name for name in taken if name != "adr")
        for name, field in self.kind.declared().items():
            if field.ask.body and name not in read.raw.values:
                inline = [node.deepcopy() for node in paragraph.children]
                read.raw.values[name] = read_nodes(inline, line).written()
                return (name,)
        return ()

    def _take_code(
        self, body: list[nodes.Node], read: Read, opening: Opening
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
                language = read.raw.values.get("language")
                if language and plain(language.text) != block.language:
                    return (name,)  # The block does not say it.
                return (name, "language")
        return ()

    def _note_placeholders(
        self, body: list[nodes.Node], raw: Raw, opening: Opening
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
        self, record: Record, content: list[nodes.Node], classes: str | None
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
        signature = addnodes.desc_signature(record.name, "", ids=[record.anchor])
        signature["class"] = ""
        signature["fullname"] = record.name
        signature["_toc_parts"] = (record.name,)
        signature["_toc_name"] = record.name
        self.set_source_info(signature)
        signature += _signature(record)
        self.state.document.note_explicit_target(signature)
        body = addnodes.desc_content("", *content)
        described += [signature, body]
        return index_entries([record]), described


def plain_table(block: TableBlock, host: Host) -> nodes.table:
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
                inline = value.nodes or [nodes.Text(plain(value.text))]
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


def _signature(record: Record) -> list[nodes.Node]:
    """Return an item's name as its kind is signed: an endpoint's method apart."""
    method = str(getattr(record.model, "method", ""))
    if method and "method" in record.type.split_name(record.name):
        path = record.name.removeprefix(method).strip()
        return [
            addnodes.desc_annotation(
                "",
                method,
                classes=["techspec-method", f"techspec-method-{method.lower()}"],
            ),
            addnodes.desc_sig_space(),
            addnodes.desc_name(path, path),
        ]
    return [addnodes.desc_name(record.name, record.name)]


def _uncoded(name: str) -> str | None:
    """Return a name without the backquotes around all of it, `None` without such."""
    stripped = name.strip("`")
    if name != stripped and name.startswith("`") and "`" not in stripped:
        return stripped
    return None
