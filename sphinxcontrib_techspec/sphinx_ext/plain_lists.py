"""Lists outside of directives that have the items of a kind.

Which lists have items is decided as for a plain document; what decides it is passed in,
as it needs the readers of this package.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from ..model.document import Document, DocumentBlock
from ..model.own_names import OwnNames
from ..model.plain_tables import PlainItems
from ..patterns import regex
from ..text import composed
from .reading.lines import source_lines

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_SPECIAL = regex(r"[\\`*_\[\]<>#|]")
_LISTS = (nodes.bullet_list, nodes.enumerated_list)
_OTHER = "<!-- another block -->"


@dataclass(frozen=True, slots=True)
class UntypedList:
    """Lines of a document that would be the body of a directive.

    Attributes:
        first: the first line, from 1.
        last: the last line.
        items: what the directive would read.
    """

    first: int
    last: int
    items: PlainItems


FindLists = Callable[[str, Sequence[str], OwnNames], Iterable[UntypedList]]
"""Returns the parts with items of a Markdown document, by its text, MyST's extensions
and the names of the configuration."""


def with_plain_lists(  # noqa: PLR0913 - a document, and how its lists are read
    env: BuildEnvironment,
    tree: nodes.document,
    document: Document,
    find: FindLists,
    own_names: OwnNames,
    *,
    is_markdown: bool,
) -> list[DocumentBlock]:
    """Return the blocks of a document, with what its lists outside of directives have.

    Only a document with items has lists that belong to them, and only the lists of its
    own file are looked at.

    Args:
        env: the environment, while it reads the document.
        tree: the document as it was parsed.
        document: what it says.
        find: returns the parts of a Markdown document with items.
        own_names: the names of fields and topics of the project's configuration.
        is_markdown: whether it is written in Markdown.
    """
    blocks = document.blocks
    if not document.items or not any(map(_may_have_items, blocks)):
        return blocks
    extensions: Sequence[str] = ()
    if is_markdown:
        text = "\n".join(source_lines(env, env.doc2path(document.docname)))
        extensions = sorted(env.config.myst_enable_extensions)
        numbers = None
    else:
        lines = list(_as_markdown(tree, 1))
        text = "\n".join(line for line, _ in lines)
        numbers = [number for _, number in lines]
    known = {(item.kind_name, composed(item.name)) for item in document.items}
    parts = [
        _with_lines(part, numbers)
        for part in find(text, extensions, own_names)
        # A list that names an item again says more of it.
        if known.isdisjoint((part.items.kind, composed(n)) for n in part.items.names)
    ]
    return [
        (
            replace(block, plain=plain)
            if _may_have_items(block)
            and (plain := next((p.items for p in parts if _has(p, block)), None))
            else block
        )
        for block in blocks
    ]


def _may_have_items(block: DocumentBlock) -> bool:
    return block.kind == "list" and not block.is_read and not block.file


def _has(part: UntypedList, block: DocumentBlock) -> bool:
    return part.first <= block.line <= part.last


def _with_lines(part: UntypedList, numbers: Sequence[int] | None) -> UntypedList:
    """Return a part of a text with the lines of the document that it was made from."""
    if numbers is None:
        return part
    own = [number for number in numbers[part.first - 1 : part.last] if number]
    return replace(part, first=min(own, default=0), last=max(own, default=0))


def _as_markdown(parent: nodes.Element, level: int) -> Iterator[tuple[str, int]]:
    """Yield a document in reStructuredText as Markdown, with the line of each list.

    Its headings, paragraphs and lists are written; what else it has is a block without
    items. The body of a directive whose first line was lost is a quote.
    """
    for node in parent.children:
        if isinstance(node, nodes.section):
            yield from _as_markdown(node, level + 1)
        elif isinstance(node, nodes.title):
            yield f"{'#' * min(level - 1, 6)} {_inline(node)}", 0
            yield "", 0
        elif isinstance(node, nodes.paragraph):
            yield _inline(node), 0
            yield "", 0
        elif isinstance(node, nodes.block_quote):
            yield from _as_markdown(node, level)
        elif isinstance(node, _LISTS):
            yield from _list(node, "")
            yield "", 0
        elif not isinstance(node, nodes.Invisible):
            yield from ((_OTHER, 0), ("", 0))


def _list(list_: nodes.Element, indent: str) -> Iterator[tuple[str, int]]:
    for entry in list_.children:
        lines = (part.line for part in entry.findall() if part.line)
        number = next(lines, 0)
        mark = "- "
        for block in entry.children if isinstance(entry, nodes.Element) else ():
            if isinstance(block, _LISTS):
                yield from _list(block, indent + "  ")
            elif isinstance(block, nodes.paragraph):
                yield f"{indent}{mark}{_inline(block)}", number
                mark = "  "


def _inline(parent: nodes.Element) -> str:
    """Return the inline markup of a text in Markdown, on one line."""
    return "".join(map(_markup, parent.children)).replace("\n", " ")


def _markup(node: nodes.Node) -> str:
    if isinstance(node, nodes.Text):
        return _SPECIAL.sub(r"\\\g<0>", node.astext())
    if not isinstance(node, nodes.Element):
        return ""
    if isinstance(node, nodes.literal):
        return f"`{node.astext()}`"
    words = "".join(map(_markup, node.children))
    if isinstance(node, nodes.strong):
        return f"**{words}**"
    if isinstance(node, nodes.emphasis):
        return f"*{words}*"
    if isinstance(node, (nodes.reference, addnodes.pending_xref)):
        target = str(node.get("refuri") or node.get("reftarget") or "")
        return f"[{words}](<{target}>)" if target else words
    return words
