"""Draw a diagram with Graphviz: inline SVG for HTML, a PDF for LaTeX.

Graphviz is a separate program. Where ``dot`` is missing or fails, the caller shows an
equivalent table. Every text of an author is quoted for the DOT language, and Graphviz
escapes its output itself.
"""

from __future__ import annotations

import hashlib
import html
import re
import shutil
import subprocess
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.util import logging

from ...patterns import regex

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from .model import Box, Diagram
    from .view import ViewContext

logger = logging.getLogger(__name__)

_SECONDS = 60
"""How long ``dot`` may take before the table is shown instead."""

_CROWS_FOOT = {
    "one": "teetee",
    "zero or one": "teeodot",
    "many": "crowodot",
    "one or more": "crowtee",
}
"""Graphviz arrow heads for multiplicities, as entity diagrams draw them."""


@lru_cache
def dot_program(name: str = "dot") -> str | None:
    """Return the path of the program *name*; log once where it is missing."""
    found = shutil.which(name) if name else None
    if found is None:
        logger.info(
            "techspec: program %s of Graphviz not found; diagrams are shown as tables",
            name,
        )
    return found


def drawing_nodes(
    diagram: Diagram, builder: Builder, context: ViewContext
) -> list[nodes.Node]:
    """Return the drawing of a diagram, nothing where it cannot be drawn."""
    docname = context.docname
    if not diagram.boxes or builder.format not in {"html", "latex"}:
        return []
    if builder.format == "html":
        if builder.name == "epub":
            return []
        source = dot_source(diagram, builder, docname)
        text = _run(builder, "svg", source).decode("utf-8", "replace")
        if not text:
            return []
        # A container node cannot hold the attributes that let a keyboard scroll it.
        opened = (
            '<div class="techspec techspec-diagram docutils container" tabindex="0" '
            f'role="group" aria-label="{html.escape(diagram.title)}">\n'
        )
        # Two equal diagrams of a page differ in their numbers.
        key = _digest(f"{docname} {context.anchor}\n{source}")[:8]
        drawing = f"{opened}{_inline(text, diagram, key)}</div>\n"
        return [nodes.raw("", drawing, format="html")]
    source = dot_source(diagram, builder, docname)
    content = _run(builder, "pdf", source)
    if not content:
        return []
    name = f"techspec-{_digest(source)[:16]}.pdf"
    Path(builder.outdir, name).write_bytes(content)
    # docutils has no image node for a file made while writing; the macro is Sphinx's.
    command = (
        rf"\begin{{center}}\sphinxincludegraphics{{{{{name[:-4]}}}.pdf}}\end{{center}}"
    )
    return [nodes.raw("", command, format="latex")]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def dot_source(diagram: Diagram, builder: Builder, docname: str) -> str:
    """Return a diagram in the DOT language."""
    lines = [
        "digraph {",
        "graph [bgcolor=transparent, rankdir=TB, nodesep=0.35, ranksep=0.5]",
        'node [shape=box, style=rounded, margin="0.16,0.09"]',
        'node [fontname="Helvetica", fontsize=11]',
        'edge [fontname="Helvetica", fontsize=9, arrowsize=0.7]',
    ]
    for number, box in enumerate(diagram.boxes):
        attributes = [_label(box), f"tooltip={_quoted(box.name)}"]
        if box.dashed:
            attributes.append('style="rounded,dashed"')
        if address := _address(box, builder, docname):
            attributes.append(f"URL={_quoted(address)}")
        lines.append(f"n{number} [{', '.join(attributes)}]")
    for arrow in diagram.arrows:
        attributes = [f"tooltip={_quoted(arrow.label or ' ')}"]
        if arrow.label:
            attributes.append(f"label={_quoted(arrow.label)}")
        left, right = arrow.ends
        if right:
            attributes.append(f"dir=both, arrowhead={_CROWS_FOOT.get(right, 'none')}")
            attributes.append(f"arrowtail={_CROWS_FOOT.get(left, 'none')}")
        lines.append(f"n{arrow.source} -> n{arrow.target} [{', '.join(attributes)}]")
    lines += _rows_of_unrelated(diagram)
    return "\n".join([*lines, "}"])


_BESIDE = 4
"""How many unconnected boxes are placed side by side."""


def _rows_of_unrelated(diagram: Diagram) -> list[str]:
    """Place unconnected boxes in rows; Graphviz would place them all in one line."""
    joined = {n for arrow in diagram.arrows for n in (arrow.source, arrow.target)}
    alone = [n for n in range(len(diagram.boxes)) if n not in joined]
    return [
        f"n{above} -> n{below} [style=invis]"
        for above, below in zip(alone, alone[_BESIDE:], strict=False)
    ]


def _label(box: Box) -> str:
    if not box.lines:
        return f"label={_quoted(box.name)}"
    rows = "".join(
        f'<TR><TD ALIGN="LEFT">{_markup(name)}</TD>'
        f'<TD ALIGN="LEFT">{_markup(type_)}</TD></TR>'
        for name, type_ in box.lines
    )
    table = (
        '<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="3">'
        f'<TR><TD COLSPAN="2"><B>{_markup(box.name)}</B></TD></TR><HR/>{rows}</TABLE>'
    )
    return f"label=<{table}>"


def _markup(text: str) -> str:
    # Graphviz rejects an empty cell.
    return html.escape(text) or " "


def _quoted(text: str) -> str:
    flat = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{flat}"'


def _address(box: Box, builder: Builder, docname: str) -> str:
    """Return the URL of a box; nothing in a PDF, whose targets Graphviz cannot name."""
    if builder.format != "html":
        return ""
    anchor = f"#{quote(box.anchor)}" if box.anchor else ""
    if box.docname == docname and anchor:
        return anchor
    try:
        address = builder.get_relative_uri(docname, box.docname)
    except NoUri:
        return ""
    # All documents may be on one page.
    return anchor if anchor and address.startswith("#") else address + anchor


def _run(builder: Builder, format_: str, source: str) -> bytes:
    """Return the output of Graphviz, empty where it failed."""
    # Configuration values of `sphinx.ext.graphviz`, which may not be loaded.
    program = dot_program(getattr(builder.config, "graphviz_dot", "dot"))
    arguments = getattr(builder.config, "graphviz_dot_args", ())
    if program is None:
        return b""
    try:
        done = subprocess.run(  # noqa: S603 - conf.py names it; the source is its input
            [program, *arguments, f"-T{format_}"],
            input=source.encode("utf-8", "replace"),
            capture_output=True,
            check=True,
            timeout=_SECONDS,
        )
    except (OSError, subprocess.SubprocessError) as error:
        logger.info("techspec: Graphviz failed: %s", error)
        return b""
    return done.stdout


_PROLOGUE = regex(r"^.*?(?=<svg)", re.DOTALL)
_COMMENT = regex(r"<!--(?:(?!<!--).)*?-->\s*", re.DOTALL)
_SIZE = regex(r'<svg width="([\d.]+)pt" height="([\d.]+)pt"')


def _inline(svg: str, diagram: Diagram, key: str) -> str:
    """Return the SVG for a page: in its colours, with a title and a description.

    Args:
        svg: what Graphviz wrote.
        diagram: the diagram.
        key: makes the ids unique on the page.
    """
    text = _COMMENT.sub("", _PROLOGUE.sub("", svg))
    # Ids are unique within one drawing only; a page may have several.
    text = re.sub(r'\sid="[^"]*"', "", text)
    # Graphviz gives each node a title for a tooltip; the links have their own.
    text = re.sub(r"<title>[^<]*</title>\s*", "", text)
    text = text.replace('stroke="black"', 'stroke="currentColor"')
    text = text.replace('fill="black"', 'fill="currentColor"')
    text = re.sub(
        r'(<text [^<>]*?)(?: fill="[^"]*")?>', r'\1 fill="currentColor">', text
    )
    described = html.escape(". ".join(diagram.sentences()))
    head = (
        f'<svg role="group" aria-labelledby="techspec-{key}-title techspec-{key}-desc" '
        r'style="max-width:100%;height:auto" width="\1pt" height="\2pt"'
    )
    text = _SIZE.sub(head, text, count=1)
    titles = (
        f'<title id="techspec-{key}-title">{html.escape(diagram.title)}</title>'
        f'<desc id="techspec-{key}-desc">{described}</desc>'
    )
    start = text.index(">", text.index("<svg")) + 1
    return text[:start] + titles + text[start:]
