"""The directive of every kind, in both ways of writing: one item, or many."""

from __future__ import annotations

from typing import ClassVar, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from ..kinds import Kind
from ..record import Problem, Raw, Record, Written, make_record
from ..rules.precision import placeholder
from ..syntax import check_syntax
from ..text import plain, slug, tidy
from .blocks import (
    Block,
    Bullet,
    CodeBlock,
    ListBlock,
    ProseBlock,
    TableBlock,
    from_nodes,
    locate_code,
    read_blocks,
)
from .cells import read_nodes
from .domain import domain_of
from .host import Host, Opening, Option
from .i18n import kind_title
from .nodes import ItemDetails, ItemTable, RichCell
from .reading import (
    Read,
    cut_decision,
    first_paragraph,
    read_bullet,
    read_code,
    read_list,
    read_options,
    read_rows_list,
    read_rows_table,
    read_table,
)


class TechspecDirective(SphinxDirective):
    """What all directives of the domain share: how their options are read.

    ``option_spec`` stays empty on purpose (see `host`).
    """

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Read the directive and return its nodes."""
        host = Host(self)
        said = domain_of(self.env).document(host.docname)
        lists = (said.problems, said.mentions, said.exemptions, said.waivers)
        before = [len(parts) for parts in lists]
        made = self.read(host, host.opening())
        if host.file != said.file:
            # Of what is no item's only the document is known, whose line this is not.
            for parts, known in zip(lists, before, strict=True):
                for part in parts[known:]:
                    part.line = 0
        return made

    def read(self, host: Host, opening: Opening) -> list[nodes.Node]:
        """Return the nodes of the directive."""
        raise NotImplementedError

    def note_label(self, option: Option, anchor: str, title: str = "") -> None:
        """Let the role ``ref`` and links find the place under its ``name``.

        Without a title a reference has to bring its own.
        """
        labels = self.env.domains.standard_domain
        name = nodes.fully_normalize_name(option.value)
        docname = self.env.current_document.docname
        if title:
            labels.note_hyperlink_target(name, docname, anchor, title)
        else:
            labels.anonlabels[name] = docname, anchor


class ItemDirective(TechspecDirective):
    """One item with a body, or, without an argument, the items that the body lists."""

    kind: ClassVar[type[Kind]]

    def read(self, host: Host, opening: Opening) -> list[nodes.Node]:
        """Return the nodes of one item or of many."""
        if opening.argument is not None:
            return self._one(host, opening)
        return self._many(host, opening)

    # One item

    def _one(self, host: Host, opening: Opening) -> list[nodes.Node]:
        kind = self.kind
        raw = Raw(kind.kind, host.line, opening.argument)
        read = Read(raw)
        explicit = opening.take("name")
        classes = opening.take("class")
        argument = opening.argument
        if argument and (bare := _uncoded(plain(argument.text))) is not None:
            raw.name = Written((("code", bare),), argument.line)
        read_options(kind, opening.options, read, host)
        body = self._body(host, opening, read)
        self._note_placeholders(body, raw, opening)
        shown = self._take_code(body, read, opening)
        lede = self._take_lede(body, read)
        record = self._record(read, host)
        record.prose = bool(body)
        record.in_body = (*lede, *shown)
        number = domain_of(self.env).document(host.docname).add(record)
        details = ItemDetails(
            docname=host.docname,
            record=number,
            lede="".join(lede[:1]),
            rich=sorted(read.rich),
        )
        details += _rich_cells(read, number)
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
                self._put_code(block, read)
                language = read.raw.values.get("language")
                if language and plain(language.text) != block.language:
                    return (name,)  # The block does not say it.
                return (name, "language")
        return ()

    def _put_code(self, block: CodeBlock, read: Read) -> None:
        """Set the field for code to what *block* holds, and check its syntax."""
        read.raw.values[self.kind.code] = Written(block.code, block.line)
        if "language" in self.kind.declared():
            read.raw.values.setdefault("language", Written(block.language, block.line))
        if fault := check_syntax(block.code, block.language):
            read.raw.problems.append(
                Problem(
                    "TS008",
                    f"the example cannot be read: {fault.message}.",
                    block.line + fault.line,
                )
            )

    def _note_placeholders(
        self, body: list[nodes.Node], raw: Raw, opening: Opening
    ) -> None:
        """Report fillers of the template that stand in the prose of an item."""
        for node in body:
            for text in node.findall(nodes.Text):
                if isinstance(text.parent, nodes.literal):
                    continue
                if filler := placeholder(str(text)):
                    parent = text.parent
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
        return _index([record]), described

    # Many items

    def _many(self, host: Host, opening: Opening) -> list[nodes.Node]:
        kind = self.kind
        document = domain_of(self.env).document(host.docname)
        defaults = Read(Raw(kind.kind, host.line))
        explicit = opening.take("name")
        opening.take("class")
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
                if count and defaults.rich:
                    # Each table has nodes of its own.
                    defaults.rich = self._read_anew(opening, host)
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
            self.note_label(explicit, document.records[-count].anchor)
        return result

    def _items(
        self, block: Block, host: Host, problems: list[Problem]
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
                    Raw(kind.kind, line, Written(source.name, line), rows=rows),
                    coded=True,
                )
                if source.description:
                    read.raw.values["description"] = Written(source.description, line)
                found.append(read)
            shown = all(source.whole for source, _ in classes)
            return found, [] if shown else [block.node]
        if isinstance(block, CodeBlock) and kind.code and block.caption:
            name = Written(block.caption, block.line)
            return [Read(Raw(kind.kind, block.line, name))], []
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
        self, read: Read, block: CodeBlock, defaults: Read, host: Host
    ) -> list[nodes.Node]:
        """Keep the item that a captioned block of code is, and return the block."""
        self._put_code(block, read)
        for name, written in defaults.raw.values.items():
            read.raw.values.setdefault(name, written)
        read.raw.waivers = [*read.raw.waivers, *defaults.raw.waivers]
        record = self._record(read, host)
        record.in_body = (self.kind.code, "language")
        domain_of(self.env).document(host.docname).add(record)
        target = nodes.target("", "", ids=[record.anchor], classes=["techspec-anchor"])
        self.state.document.note_explicit_target(target)
        return [_index([record]), target, block.node]

    def _read_anew(self, opening: Opening, host: Host) -> dict[str, list[nodes.Node]]:
        """Return the nodes of the directive's options once more."""
        again = Read(Raw(self.kind.kind, host.line))
        read_options(self.kind, opening.options, again, host)
        return again.rich

    def _table(self, found: list[Read], defaults: Read, host: Host) -> nodes.Element:
        """Keep the records of *found* and return the place of their table."""
        document = domain_of(self.env).document(host.docname)
        place = ItemTable(docname=host.docname, kind=self.kind.kind, count=len(found))
        self.set_source_info(place)
        # Cells that hold markup are in the doctree and the others are not: curly
        # quotes in some of them would look like a mistake.
        place["support_smartquotes"] = False
        first = len(document.records)
        place["first"] = first
        records: list[Record] = []
        told: set[tuple[str, str, int]] = set()
        shared: dict[str, int] = {}
        for read in found:
            taken = defaults.raw.values.keys() - read.raw.values.keys()
            for name in defaults.raw.values:
                if name in taken:
                    read.raw.values[name] = defaults.raw.values[name]
            read.raw.waivers = [*read.raw.waivers, *defaults.raw.waivers]
            read.raw.problems = [*defaults.raw.problems, *read.raw.problems]
            record = self._record(read, host)
            # What is wrong with a default is said once, not for every row.
            record.problems = [
                problem for problem in record.problems
                if problem.line == record.line
                or ((key := (problem.code, problem.message, problem.line)) not in told
                and not told.add(key))
            ]  # fmt: skip
            number = document.add(record)
            self.state.document.ids[record.anchor] = place
            place += _rich_cells(read, number)
            for name in sorted(taken & defaults.rich.keys()):
                # Nodes stand once in a tree, or docutils would resolve some of them
                # in one place and some in another.
                first_with = shared.setdefault(name, number)
                inline = defaults.rich[name] if first_with == number else ()
                place += RichCell(
                    "", *inline, record=number, field=name, same=first_with
                )
            if read.below:
                place += RichCell("", *read.below, record=number, field="below")
            records.append(record)
        place.insert(0, _index(records))
        return place

    def _record(self, read: Read, host: Host) -> Record:
        """Return the record of an item, with an anchor that is free in the document."""
        self._keep_name(read.raw)
        record = make_record(read.raw, host.docname)
        record.file = host.file
        record.coded = read.coded
        if not record.name:
            record.problems.append(
                Problem(
                    "TS001",
                    f"{self.kind.label}: the item has no name.",
                    record.line,
                )
            )
        record.anchor = self._anchor(record)
        return record

    def _keep_name(self, raw: Raw) -> None:
        """Keep a name that fields with other values speak over, and report it."""
        if raw.name is None:
            return
        said = tidy(plain(raw.name.text))
        for name, part in self.kind.split_name(said).items():
            if name in raw.values and tidy(plain(raw.values[name].text)) != part:
                label = self.kind.declared()[name].ask.label
                raw.extras.append((self.kind.label, raw.name))
                raw.problems.append(
                    Problem(
                        "TS001",
                        f"“{said}” does not say what “{label}” does, which counts.",
                        raw.values[name].line,
                    )
                )
                return

    def _anchor(self, record: Record) -> str:
        taken = self.state.document.ids
        base = "-".join(part for part in (record.kind, slug(record.name)) if part)
        anchor, number = base, 1
        while anchor in taken or anchor == record.kind:
            number += 1
            anchor = f"{base}-{number}"
        return anchor


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


def _index(records: list[Record]) -> addnodes.index:
    """Return the entries of *records* for the general index."""
    entries = [
        ("single", _index_text(record), record.anchor, "", None)
        for record in records
        if record.name
    ]
    return addnodes.index(entries=entries)


def _index_text(record: Record) -> str:
    # A semicolon would make a subentry.
    return f"{record.name.replace(';', ',')} ({kind_title(record.type)})"


def _rich_cells(read: Read, number: int) -> list[RichCell]:
    return [
        RichCell("", *inline, record=number, field=name)
        for name, inline in read.rich.items()
    ]


def _uncoded(name: str) -> str | None:
    """Return a name without the backquotes around all of it, `None` without such."""
    stripped = name.strip("`")
    if name != stripped and name.startswith("`") and "`" not in stripped:
        return stripped
    return None


def _no_items(kind: type[Kind], opening: Opening, host: Host) -> str:
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


def _unknown_options(raw: Raw) -> nodes.paragraph:
    """Return the options that no item takes, so that nothing written is lost."""
    paragraph = nodes.paragraph(classes=["techspec-invalid"])
    text = "; ".join(f"{label}: {plain(value.text)}" for label, value in raw.extras)
    paragraph += nodes.inline("", text)
    return paragraph


def make_directive(kind_: type[Kind]) -> type[ItemDirective]:
    """Return the directive of a kind."""
    return type(
        f"{kind_.__name__}Directive",
        (ItemDirective,),
        {"kind": kind_, "__doc__": kind_.__doc__},
    )
