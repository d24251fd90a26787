"""Rows, lists and fields written as HTML, which is faster than nodes.

A table of a thousand rows is tens of thousands of nodes, and every transform and
writer walks over each of them. For the plain HTML builders the rows are written here
directly, equal to what the writer makes of the nodes of `tables`. Inline nodes of an
author's, such as links, stand between the pieces of HTML as they are: their references
are resolved and they are written as everywhere. A table that contains other nodes
remains nodes as a whole, because the writer counts its rows. Every text and every
address is escaped where it is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.errors import NoUri

from ..compat import has_permalinks
from ..i18n import gettext
from ..nodes import CellNodes
from .line_breaks import code_html, has_long_word, text_html
from .model import Line, Part, PartType

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from .model import Row

_BUILDERS = frozenset({"html", "dirhtml"})
"""Builders that write pages as they are; others change links afterwards."""

_TAGS = {"emphasis": "em", "strong": "strong"}


def can_write(builder: Builder) -> bool:
    """Return whether this builder accepts rows and lists as HTML."""
    return builder.name in _BUILDERS


class UnsupportedPartError(Exception):
    """What only Sphinx's writer can write, such as a formula or a list in a cell."""


def rows_nodes(rows: Sequence[Row], builder: Builder, docname: str) -> list[nodes.Node]:
    """Return all rows of a table: HTML, with inline nodes between its pieces.

    Raises:
        UnsupportedPartError: a part needs a node, or a cell has other nodes.
    """
    write = _Writer(builder, docname)
    found: list[nodes.Node] = []
    html: list[str] = []
    for number, row in enumerate(rows):
        for piece in write.row(row, number):
            if isinstance(piece, str):
                html.append(piece)
            else:
                found += [nodes.raw("", "".join(html), format="html"), piece]
                html = []
    return [*found, nodes.raw("", "".join(html), format="html")] if rows else found


def list_node(lines: Sequence[Line], builder: Builder, docname: str) -> nodes.raw:
    """Return a bullet list of *lines*, which have no formula."""
    write = _Writer(builder, docname)
    items = "".join(f"<li><p>{write.line(line)}</p></li>\n" for line in lines)
    return nodes.raw("", f'<ul class="simple">\n{items}</ul>\n', format="html")


def field_list_node(
    fields: Sequence[tuple[str, Line]], class_: str, builder: Builder, docname: str
) -> nodes.raw:
    """Return a list of labels, each with one line.

    Raises:
        UnsupportedPartError: a part needs a node.
    """
    write = _Writer(builder, docname)
    colon = '<span class="colon">:</span>'
    found: list[str] = []
    for number, (label, line) in enumerate(fields):
        position = f'class="field-{"even" if number % 2 else "odd"}"'
        found.append(
            f"<dt {position}>{escape(label, quote=False)}{colon}</dt>\n"
            f"<dd {position}><p>{write.line(line)}</p>\n</dd>\n"
        )
    opened = f'<dl class="{class_} field-list simple">'
    return nodes.raw("", f"{opened}\n{''.join(found)}</dl>\n", format="html")


@lru_cache(maxsize=4096)
def _text(text: str) -> str:
    """Return text, escaped; long words may be broken."""
    if has_long_word(text):
        return f'<span class="techspec-long">{text_html(text)}</span>'
    return escape(text, quote=False)


@lru_cache(maxsize=4096)
def _code(text: str) -> str:
    return f'<code class="docutils literal notranslate">{code_html(text)}</code>'


class _Writer:
    """Writes rows for one page."""

    def __init__(self, builder: Builder, docname: str) -> None:
        self.builder = builder
        self.docname = docname
        self.linked = has_permalinks(builder)
        self.addresses: dict[tuple[str, str], str | None] = {}
        self.row_title = escape(gettext("Link to this row"))
        self.invalid = gettext("invalid")

    def row(self, row: Row, number: int) -> Iterator[str | CellNodes]:
        """Yield a row; the head is row one, so the first one here is even."""
        classes = escape(
            " ".join([*row.classes, f"row-{'odd' if number % 2 else 'even'}"])
        )
        yield f'<tr class="{classes}">'
        for position, cell in enumerate(row.cells):
            anchor = "" if position else row.anchor
            if cell.nodes:
                yield from self.cell_around(cell.nodes, anchor)
            else:
                yield self.cell(cell.lines, anchor)
        yield "</tr>\n"

    def cell(self, content: Sequence[Line], anchor: str) -> str:
        """Return a cell, with the anchor and the permalink of its row if it has one."""
        lines = [self.line(line) for line in content]
        if anchor:
            before, after = self.ends(anchor)
            lines[:1] = [f"{before}{lines[0] if lines else ''}{after}"]
        return f"<td>{''.join(f'<p>{line}</p>' for line in lines)}</td>\n"

    def cell_around(
        self, content: Sequence[nodes.Node], anchor: str
    ) -> Iterator[str | CellNodes]:
        """Yield a cell with inline nodes in one paragraph."""
        if not all(isinstance(node, (nodes.Text, nodes.Inline)) for node in content):
            raise UnsupportedPartError
        before, after = self.ends(anchor) if anchor else ("", "")
        yield f"<td><p>{before}"
        yield CellNodes("", "", *content)
        yield f"{after}</p></td>\n"

    def ends(self, anchor: str) -> tuple[str, str]:
        """Return what stands before and behind the content of a row's first cell."""
        safe = escape(anchor)
        link = (
            '<a class="headerlink techspec-permalink reference internal" '
            f'href="#{safe}" title="{self.row_title}"></a>'
        )
        target = f'<span class="techspec-anchor target" id="{safe}"></span>'
        return target, link if self.linked else ""

    def line(self, line: Line) -> str:
        """Return the parts of a line."""
        return "".join(map(self.part, line))

    def part(self, part: Part) -> str:
        """Return what the writer makes of `links.part_node`."""
        type_, text, docname, anchor, style = part
        if type_ in {"text", "gap"}:
            return _text(text)
        if type_ == "code":
            return _code(text)
        if type_ in _TAGS:
            return f"<{_TAGS[type_]}>{escape(text, quote=False)}</{_TAGS[type_]}>"
        if type_ == "item":
            return self.link(
                docname, anchor, f"<span>{self.styled(style, text)}</span>"
            )
        if type_ == "adr":
            struck = " techspec-struck" if style else ""
            inner = (
                f'<span class="techspec-adr{struck}">{escape(text, quote=False)}</span>'
            )
            return self.link(docname, anchor, inner)
        if type_ == "url":
            opened = f'<a class="reference external" href="{escape(anchor)}">'
            return f"{opened}{_text(text)}</a>"
        if type_ == "badge":
            safe = escape(text, quote=False)
            return f'<span class="techspec-badge {escape(anchor)}">{safe}</span>'
        if type_ in {"note", "label"}:
            return f'<span class="techspec-{type_}">{escape(text, quote=False)}</span>'
        if type_ == "math":
            raise UnsupportedPartError
        reason = escape(style or self.invalid, quote=False)
        return (
            f'<span class="techspec-invalid">{_text(text)}'
            f'<span class="techspec-why"> ({reason})</span></span>'
        )

    def styled(self, style: str, text: str) -> str:
        """Return the text of a link in its style."""
        if not style:
            return _text(text)
        return self.part(Part(cast("PartType", style), text))

    def link(self, docname: str, anchor: str, inner: str) -> str:
        """Return a link to a document, or only *inner* where it has no page."""
        address = self.address(docname, anchor)
        if address is None:
            return inner
        return f'<a class="reference internal" href="{address}">{inner}</a>'

    def address(self, docname: str, anchor: str) -> str | None:
        """Return the escaped address of a document's part from the page."""
        key = (docname, anchor)
        if key not in self.addresses:
            if docname != self.docname:
                found = self._relative(docname, anchor)
            else:
                found = f"#{escape(anchor)}" if anchor else None
            self.addresses[key] = found
        return self.addresses[key]

    def _relative(self, docname: str, anchor: str) -> str | None:
        try:
            uri = self.builder.get_relative_uri(self.docname, docname)
        except NoUri:
            return None
        return escape(uri + (f"#{anchor}" if anchor else ""))
