"""A kind's directive as it makes records: names, anchors, code, index entries."""

from __future__ import annotations

from typing import ClassVar

from sphinx import addnodes

from ...code.syntax import check_syntax
from ...kinds import CodeLanguage, Kind, Link
from ...model.build import build_item
from ...model.item import Item, ParsedItem, Problem, SourceText
from ...text import collapse_spaces, slug, to_plain
from ..i18n import kind_title
from ..nodes import InlineNodes
from ..reading.blocks import CodeBlock
from ..reading.options import Read
from ..reading.source import DirectiveSource
from .base import TechspecDirective


class KindDirective(TechspecDirective):
    """A directive whose items are of one kind."""

    kind: ClassVar[type[Kind]]

    def make_item(self, read: Read, host: DirectiveSource) -> Item:
        """Return the item of an item, with an anchor that is free in the document."""
        self._keep_name(read.raw)
        self._keep_link(read)
        item = build_item(read.raw, host.docname)
        item.file = host.file
        item.from_code = read.from_code
        if not item.name:
            item.problems.append(
                Problem(
                    "TS001",
                    f"{self.kind.label}: the item has no name.",
                    item.line,
                )
            )
        item.anchor = self._anchor(item)
        return item

    def _keep_name(self, raw: ParsedItem) -> None:
        """Keep a name that fields with other values speak over, and report it."""
        if raw.name is None:
            return
        said = collapse_spaces(to_plain(raw.name.text))
        for name, part in self.kind.split_name(said).items():
            if (
                name in raw.values
                and collapse_spaces(to_plain(raw.values[name].text)) != part
            ):
                label = self.kind.field_specs()[name].label
                raw.extras.append((self.kind.label, raw.name))
                raw.problems.append(
                    Problem(
                        "TS001",
                        f"“{said}” does not say what “{label}” does, which counts.",
                        raw.values[name].line,
                    )
                )
                return

    def _keep_link(self, read: Read) -> None:
        """Keep a link that the name would be, were it not for markup of its own."""
        raw = read.raw
        field = self.kind.field_of_type(Link)
        name, link = raw.name, raw.values.get(field)
        if name is None or link is None or "" not in read.inline_nodes:
            return
        if to_plain(link.text) not in name.targets:
            raw.extras.append((self.kind.field_specs()[field].label, link))

    def _anchor(self, item: Item) -> str:
        taken = self.state.document.ids
        base = "-".join(part for part in (item.kind_name, slug(item.name)) if part)
        anchor, number = base, 1
        while anchor in taken or anchor == item.kind_name:
            number += 1
            anchor = f"{base}-{number}"
        return anchor

    def put_code(self, block: CodeBlock, read: Read) -> None:
        """Set the field for code to what *block* holds, and check its syntax."""
        read.raw.values[self.kind.code] = SourceText(block.code, block.line)
        if field := self.kind.field_of_type(CodeLanguage):
            read.raw.values.setdefault(field, SourceText(block.language, block.line))
        if fault := check_syntax(block.code, block.language):
            read.raw.problems.append(
                Problem(
                    "TS008",
                    f"the example cannot be read: {fault.message}.",
                    block.line + fault.line,
                )
            )


def index_entries(items: list[Item]) -> addnodes.index:
    """Return the entries of *items* for the general index."""
    entries = [
        ("single", _index_text(item), item.anchor, "", None)
        for item in items
        if item.name
    ]
    return addnodes.index(entries=entries)


def _index_text(item: Item) -> str:
    # A semicolon would make a subentry.
    return f"{item.name.replace(';', ',')} ({kind_title(item.kind)})"


def inline_nodes_of(read: Read, number: int) -> list[InlineNodes]:
    """Return the marked-up values of an item, which the page shows in their places."""
    return [
        InlineNodes("", *inline, item=number, field=name)
        for name, inline in read.inline_nodes.items()
    ]
