"""Draw a diagram with Graphviz: inline SVG for HTML, a PDF for LaTeX.

Graphviz is a program of its own. Where ``dot`` is not there, or fails, the caller
shows a table that says the same. Every text of an author is quoted for the DOT
language, and what comes back is escaped by Graphviz itself.
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

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from .model import Box, Diagram

logger = logging.getLogger(__name__)

_SECONDS = 60
"""How long ``dot`` may take before the table is shown in its place."""

_CROWS_FOOT = {
    "one": "teetee",
    "zero or one": "teeodot",
    "many": "crowodot",
    "one or more": "crowtee",
}
"""Graphviz arrow heads for multiplicities, as entity diagrams draw them."""


@lru_cache
def dot_program(name: str = "dot") -> str | None:
    """Return the path of the program *name*; say once where there is none."""
    found = shutil.which(name) if name else None
    if found is None:
        logger.info(
            "techspec: Graphviz's %s is not there; diagrams are shown as tables.", name
        )
    return found


def drawn(diagram: Diagram, builder: Builder, docname: str) -> list[nodes.Node]:
    """Return a diagram as drawn for the builder, nothing where it cannot be."""
    if not diagram.boxes or builder.format not in {"html", "latex"}:
        return []
    if builder.format == "html":
        if builder.name == "epub":
            return []
        source = dot_source(diagram, builder, docname)
        text = _run(builder, "svg", source).decode("utf-8", "replace")
        if not text:
            return []
        # A container has no place for what lets a key scroll it.
        opened = (
            '<div class="techspec techspec-diagram docutils container" tabindex="0" '
            f'role="group" aria-label="{html.escape(diagram.title())}">\n'
        )
        drawing = f"{opened}{_inline(text, diagram)}</div>\n"
        return [nodes.raw("", drawing, format="html")]
    source = dot_source(diagram, builder, docname)
    content = _run(builder, "pdf", source)
    if not content:
        return []
    name = f"techspec-{hashlib.sha256(source.encode()).hexdigest()[:16]}.pdf"
    Path(builder.outdir, name).write_bytes(content)
    # docutils has no image that is made while writing; the macro is Sphinx's own.
    command = (
        rf"\begin{{center}}\sphinxincludegraphics{{{{{name[:-4]}}}.pdf}}\end{{center}}"
    )
    return [nodes.raw("", command, format="latex")]


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
"""How many boxes that nothing joins stand beside each other."""


def _rows_of_unrelated(diagram: Diagram) -> list[str]:
    """Set boxes that no arrow joins in rows; Graphviz sets them in one endless line."""
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
    # An empty cell is no cell to Graphviz.
    return html.escape(text) or " "


def _quoted(text: str) -> str:
    flat = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{flat}"'


def _address(box: Box, builder: Builder, docname: str) -> str:
    """Return where a box leads; nothing in a PDF: Graphviz cannot name its targets."""
    if builder.format != "html":
        return ""
    anchor = f"#{quote(box.anchor)}" if box.anchor else ""
    if box.docname == docname and anchor:
        return anchor
    try:
        return builder.get_relative_uri(docname, box.docname) + anchor
    except NoUri:
        return ""


def _run(builder: Builder, format_: str, source: str) -> bytes:
    # Both are values of `sphinx.ext.graphviz`, which need not be loaded.
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
        logger.info("techspec: dot drew no diagram: %s", error)
        return b""
    return done.stdout


_PROLOGUE = re.compile(r"^.*?(?=<svg)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
_SIZE = re.compile(r'<svg width="([\d.]+)pt" height="([\d.]+)pt"')


def _inline(svg: str, diagram: Diagram) -> str:
    """Return the SVG for a page: in its colours, named and described for everyone."""
    text = _COMMENT.sub("", _PROLOGUE.sub("", svg))
    # Ids are unique in a picture only, and the page has others.
    text = re.sub(r'\sid="[^"]*"', "", text)
    # Graphviz titles each node for a tooltip; the links have their own.
    text = re.sub(r"<title>[^<]*</title>\s*", "", text)
    text = text.replace('stroke="black"', 'stroke="currentColor"')
    text = text.replace('fill="black"', 'fill="currentColor"')
    text = re.sub(
        r'(<text [^>]*?)(?: fill="[^"]*")?>', r'\1 fill="currentColor">', text
    )
    key = hashlib.sha256(repr(diagram).encode("utf-8", "replace")).hexdigest()[:8]
    described = html.escape(". ".join(diagram.sentences()))
    head = (
        f'<svg role="group" aria-labelledby="techspec-{key}-title techspec-{key}-desc" '
        r'style="max-width:100%;height:auto" width="\1pt" height="\2pt"'
    )
    text = _SIZE.sub(head, text, count=1)
    titles = (
        f'<title id="techspec-{key}-title">{html.escape(diagram.title())}</title>'
        f'<desc id="techspec-{key}-desc">{described}</desc>'
    )
    start = text.index(">", text.index("<svg")) + 1
    return text[:start] + titles + text[start:]
