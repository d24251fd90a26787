"""A finding as the report shows it: severity, rule, problem, reason and location."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ...findings.report import Finding
from ...findings.wording import column_of_fix, one_line_fix, page_of
from ...messages import Insert
from ..i18n import fill, gettext, translated
from .links import link, part_nodes, text_node
from .model import Part
from .parts import badge

if TYPE_CHECKING:
    from sphinx.builders import Builder


def code_part(finding: Finding, builder: Builder) -> Part:
    """Return the code of a rule, linked to the page of the rule."""
    page = page_of(finding.code)
    if builder.name == "epub" or not page:
        # An EPUB has a footnote for each address, and one page has many codes.
        return Part("label", finding.code)
    return Part("url", finding.code, anchor=page)


def finding_item(
    finding: Finding, builder: Builder, docname: str, *, fix: bool
) -> nodes.list_item:
    """Return a finding as an item of a list.

    Args:
        finding: the finding.
        builder: the builder that writes the page.
        docname: the page.
        fix: whether to show the fix.
    """
    line = nodes.paragraph()
    word = finding.severity if finding.state == "fail" else finding.state
    parts = [
        badge(word, "severity", "lead"),
        Part("gap", " "),
        code_part(finding, builder),
        Part("gap", " · " if finding.item else " "),
    ]
    line += part_nodes(parts, builder, docname)
    if finding.item:
        line += link(
            builder, docname, finding.docname, finding.anchor,
            nodes.inline("", "", text_node(finding.name, builder)),
        )  # fmt: skip
        line += nodes.Text(": ")
    line += message_nodes(translated(finding.problem))
    if finding.advice:
        line += nodes.Text("; ")
        line += message_nodes(translated(finding.advice))
    fix_ = finding.fix if fix and finding.state == "fail" else None
    if fix_ is not None and (text := one_line_fix(finding)):
        # Translators: the fix is a piece of source text, after a message.
        template = gettext("; write {fix}")
        values: dict[str, list[nodes.Node]] = {"fix": [nodes.literal("", text)]}
        if column := column_of_fix(finding):
            # Translators: the fix belongs in a cell of a column, which has a head.
            template = gettext("; write {fix} in column {column}")
            values["column"] = [nodes.Text(column)]
        line += fill(template, nodes.Text, **values)
    if finding.reason:
        reason = gettext("Reason: {reason}").format(reason=translated(finding.reason))
        line += nodes.Text(f"{'' if _ends_sentence(finding) else '.'} {reason}")
    line += _location(finding, builder, docname)
    item = nodes.list_item("", line)
    if isinstance(fix_, Insert):
        block = nodes.literal_block(fix_.snippet, fix_.snippet, language="text")
        block["classes"].append("techspec-fix")
        item += block
    return item


def _ends_sentence(finding: Finding) -> bool:
    """Return whether the words of a finding end with a mark of their own."""
    return finding.message.endswith(("?", "!", "."))


def _location(finding: Finding, builder: Builder, docname: str) -> list[nodes.Node]:
    """Return the file and the line; they link to the page where no item does."""
    if not finding.file:
        return []
    written = finding.file + (f":{finding.line}" if finding.line else "")
    location: nodes.Node = nodes.inline("", f"({written})", classes=["techspec-place"])
    if not finding.item and finding.docname:
        location = link(builder, docname, finding.docname, finding.anchor, location)
    return [nodes.Text(" "), location]


def message_nodes(text: str) -> list[nodes.Node]:
    """Return a message; text between backquotes is code."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:
        return [nodes.Text(text)]
    return [
        nodes.literal("", piece) if number % 2 else nodes.Text(piece)
        for number, piece in enumerate(pieces)
        if piece
    ]
