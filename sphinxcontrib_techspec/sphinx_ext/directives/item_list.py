"""Many items: a directive without an argument, whose body lists them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from docutils import nodes

from ...kinds import CodeLanguage
from ...model.item import Item, ParsedItem
from ...text import to_plain
from ..domain import get_domain
from ..nodes import InlineNodes, PendingItemTable, ValueNodes
from ..reading.item_list import ItemGroup, read_item_list
from ..reading.source import DirectiveSource, ParsedDirective
from .from_file import FromFileDirective
from .kind import index_entries, inline_nodes_of
from .labels import with_labels


class ItemListDirective(FromFileDirective):
    """Items that are the rows of a table, the bullets of a list or classes in code."""

    def many(self, host: DirectiveSource, opening: ParsedDirective) -> list[nodes.Node]:
        """Note the items that the body lists, and return their tables."""
        document = get_domain(self.env).document(host.docname)
        explicit = opening.pop_option("name")
        opening.pop_option("class")
        self.pop_no_index(opening)
        derived = self.derived(opening, host)
        found = read_item_list(self.kind, opening, host, derived.items)
        if derived.problems:
            # Why the file has no items is said; that the body has none is not wrong.
            own = f"techspec:{self.kind.kind}"
            found.problems[:] = [p for p in found.problems if p.subject != own]
            found.problems += derived.problems
        result: list[nodes.Node] = []
        for group in found.groups:
            known = len(document.items)
            shown = self._group(group, host)
            if group.block is not None:
                items = document.items[known:]
                self._note_block(group, items, shown, host)
            result += shown
        if derived.path:
            result.append(derived.shown())
        if found.defaults.extras:
            result.insert(0, _unknown_options(found.defaults, host))
        document.problems += found.problems
        document.exemptions += (
            replace(exemption, spec_index=document.spec_count)
            for exemption in found.exemptions
        )
        return self.labelled(explicit, result)

    def _group(self, group: ItemGroup, host: DirectiveSource) -> list[nodes.Node]:
        """Note the items of a block, and return what is shown of it."""
        shown: list[nodes.Node] = []
        for item in group.drawn:
            shown += self.drawn(item, host)
        if group.is_code:
            for item, node in zip(group.items, group.nodes, strict=True):
                shown += [*self._code(item, host), node]
            return shown
        if group.items:
            table = self._table(group, host)
            shown.append(
                with_labels(self.state.document, group.node, table, host.docname)
            )
        return shown + group.nodes

    def _note_block(
        self,
        group: ItemGroup,
        items: Sequence[Item],
        shown: Sequence[nodes.Node],
        host: DirectiveSource,
    ) -> None:
        """Note the table, list or code of a group, and whether all of it is read."""
        block = group.block
        if block is None:
            return
        block.is_read = bool(group.absent) or not all(item.is_empty for item in items)
        if group.unread:
            # What is not read of it begins there.
            block.is_read = False
            block.line = min(entry.line for entry in group.unread)
        block.file = block.file or self.file_in_document(host)
        self.note_blocks(shown, [block])

    def _code(self, parsed: ParsedItem, host: DirectiveSource) -> list[nodes.Node]:
        """Note the item that a block of code is, and return its target."""
        item = self.make_item(parsed, host)
        item.fields_in_body = (self.kind.code, self.kind.field_of_type(CodeLanguage))
        get_domain(self.env).document(host.docname).add(item)
        target = nodes.target("", "", ids=[item.anchor], classes=["techspec-anchor"])
        self.state.document.note_explicit_target(target)
        return [index_entries([item]), target]

    def _table(self, group: ItemGroup, host: DirectiveSource) -> nodes.Element:
        """Note the items of a group and return the node for their table."""
        document = get_domain(self.env).document(host.docname)
        kind = group.kind or self.kind
        pending = PendingItemTable(
            docname=host.docname, kind=kind.kind, count=len(group.items)
        )
        self.set_source_info(pending)
        # Cells with markup are in the doctree and the others are not: curly quotes in
        # only some of them would look like a mistake.
        pending["support_smartquotes"] = False
        pending["first"] = len(document.items)
        in_rows = not any(parsed.rows for parsed in group.items)
        items: list[Item] = []
        reported: set[tuple[str, str, int]] = set()
        shared: dict[str, int] = {}
        for parsed in group.items:
            item = self.make_item(parsed, host)
            item.in_row = in_rows
            # A problem of a default is reported once, not for every row.
            item.problems = [
                problem for problem in item.problems
                if (problem.line == item.line and not problem.file)
                or ((key := (problem.code, problem.problem, problem.line))
                    not in reported and not reported.add(key))
            ]  # fmt: skip
            number = document.add(item)
            self.state.document.ids[item.anchor] = pending
            pending += inline_nodes_of(kind, parsed, number)
            for name in sorted(parsed.shared):
                inline = parsed.values[name].nodes
                if not inline:
                    continue
                # Nodes have one place in a tree, or docutils would resolve some of
                # them in one place and some in another.
                first_with = shared.setdefault(name, number)
                pending += ValueNodes(
                    "",
                    "",
                    *(inline if first_with == number else ()),
                    item=number,
                    field=name,
                    same=first_with,
                )
            if parsed.below:
                pending += InlineNodes("", *parsed.below, item=number, field="below")
            items.append(item)
        pending.insert(0, index_entries(items))
        return pending


def _unknown_options(item: ParsedItem, host: DirectiveSource) -> nodes.paragraph:
    """Return the options that no item takes, so that nothing written is lost."""
    text = "; ".join(f"{label}: {to_plain(value.text)}" for label, value in item.extras)
    # With its source, Sphinx translates it.
    paragraph = nodes.paragraph(text, "", classes=["techspec-invalid"])
    paragraph.source, paragraph.line = host.path, host.line
    paragraph += nodes.inline("", text)
    return paragraph
