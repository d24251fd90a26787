"""A kind's directive as it makes records: names, anchors, code, index entries."""

from __future__ import annotations

from typing import ClassVar

from sphinx import addnodes

from ...code.syntax import check_syntax
from ...kinds import Kind
from ...model.build import make_record
from ...model.item import Problem, Raw, Record, Written
from ...text import plain, slug, tidy
from ..i18n import kind_title
from ..nodes import RichCell
from ..reading.blocks import CodeBlock
from ..reading.options import Read
from ..reading.source import Host
from .base import TechspecDirective


class KindDirective(TechspecDirective):
    """A directive whose items are of one kind."""

    kind: ClassVar[type[Kind]]

    def record(self, read: Read, host: Host) -> Record:
        """Return the record of an item, with an anchor that is free in the document."""
        self._keep_name(read.raw)
        self._keep_link(read)
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

    def _keep_link(self, read: Read) -> None:
        """Keep a link that the name would be, were it not for markup of its own."""
        raw = read.raw
        name, link = raw.name, raw.values.get("link")
        if name is None or link is None or "" not in read.rich:
            return
        if plain(link.text) not in name.targets:
            raw.extras.append((self.kind.declared()["link"].ask.label, link))

    def _anchor(self, record: Record) -> str:
        taken = self.state.document.ids
        base = "-".join(part for part in (record.kind, slug(record.name)) if part)
        anchor, number = base, 1
        while anchor in taken or anchor == record.kind:
            number += 1
            anchor = f"{base}-{number}"
        return anchor

    def put_code(self, block: CodeBlock, read: Read) -> None:
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


def index_entries(records: list[Record]) -> addnodes.index:
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


def rich_cells(read: Read, number: int) -> list[RichCell]:
    """Return the marked-up values of an item, which the page shows in their places."""
    return [
        RichCell("", *inline, record=number, field=name)
        for name, inline in read.rich.items()
    ]
