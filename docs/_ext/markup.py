"""Markdown for generated pages: tables, code, links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from inspect import cleandoc
from textwrap import dedent

from sphinxcontrib_techspec.kinds import KINDS
from sphinxcontrib_techspec.sphinx_ext.render.views import VIEWS


def markdown(docstring: str) -> str:
    """Return a docstring as Markdown."""
    return _fenced(cleandoc(docstring))


def _fenced(text: str) -> str:
    """Fence the indented blocks of *text*, so that they are shown as Markdown."""
    found: list[str] = []
    for block in re.split(r"\n\n(?! )", text):
        prose, indented, code_ = block.partition("\n\n    ")
        found.append(prose)
        if indented:
            found.append(f"````md\n{dedent('    ' + code_)}\n````")
    return "\n\n".join(found)


def table(heads: list[str], rows: Iterable[list[str]]) -> str:
    """Return a table in Markdown."""
    lines = [" | ".join(heads), " | ".join("---" for _ in heads)]
    lines += [" | ".join(cell(part) for part in row) for row in rows]
    return "".join(f"| {line} |\n" for line in lines)


def cell(text: str) -> str:
    """Return *text* as a cell of a table in Markdown."""
    return re.sub(r"(?<!\\)\|", r"\\|", " ".join(text.split()))


def code(text: str) -> str:
    """Return *text* as inline code, whatever backquotes it holds."""
    ticks = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (ticks + 1)
    pad = " " if ticks or text != text.strip() else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def rule_link(name: str) -> str:
    """Return a link to a rule's page, from any page."""
    return f"[{name}](#{name})"


def kind_link(name: str) -> str:
    """Return a link to a kind's page, from any page."""
    return f"[{name}](#kind-{name})"


def directive_link(name: str) -> str:
    """Return a link from a page of the reference to what documents a directive."""
    if name in {kind.kind for kind in KINDS}:
        return f"[{name}](kinds/{name}.md)"
    page = "views" if name in {view.name for view in VIEWS} else "directives"
    return f"[{name}]({page}.md#{name})"
