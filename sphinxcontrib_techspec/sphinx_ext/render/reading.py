"""How much of a spec's documents was read, and of its claims checked, in the report."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes

from ...findings.report import Claims, Reading, UnreadBlock
from ..i18n import gettext, separator
from .links import link

if TYPE_CHECKING:
    from sphinx.builders import Builder


def read_sentence(reading: Reading) -> str:
    """Return how many blocks were read, of all; empty where there are none."""
    if not reading.blocks:
        return ""
    return gettext("Read: {read} of {total} tables, lists and code blocks.").format(
        read=reading.read_blocks, total=reading.blocks
    )


def claims_sentence(claims: Claims) -> str:
    """Return how many claims were checked; empty where there are none."""
    total = claims.total
    if not total.number:
        return ""
    return gettext("Claims checked: {checked} of {total}.").format(
        checked=total.checked, total=total.number
    )


def unread_list(reading: Reading, builder: Builder, docname: str) -> nodes.bullet_list:
    """Return the blocks that were not read: an entry for each file, with their lines.

    Args:
        reading: how much was read.
        builder: the builder that writes the page.
        docname: the page.
    """
    kinds = {
        "table": gettext("table"),
        "list": gettext("list"),
        "code block": gettext("code block"),
    }
    entries: list[nodes.Node] = []
    for (file, page), group in groupby(reading.unread, _file_and_page):
        text = nodes.inline("", file, classes=["techspec-place"])
        lines = [
            f"{block.line} ({kinds.get(block.kind, block.kind)})" for block in group
        ]
        line = nodes.paragraph("", "", link(builder, docname, page, "", text))
        line += nodes.Text(f": {separator().join(lines)}")
        entries.append(nodes.list_item("", line))
    return nodes.bullet_list("", *entries, classes=["techspec-unread"])


def _file_and_page(block: UnreadBlock) -> tuple[str, str]:
    return block.file, block.docname
