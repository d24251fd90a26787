"""Nodes that Markdown can express, where a builder writes Markdown.

Checked with sphinx-markdown-builder 0.6.11, on which sphinx-llm and others are built.
It writes standard nodes as CommonMark with the tables of GitHub Flavored Markdown, but
escapes few characters, and has no form for captions, for a block of code with a fence
in it, and for blocks in cells. What it does not express is changed here, on pages with
directives of the domain. https://spec.commonmark.org/0.31.2/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from docutils import nodes
from sphinx import addnodes

from ...patterns import regex
from .nested_tables import (
    flatten_nested_tables,
    is_near_own,
    outermost,
    table_as_list,
)

_LITERAL = (
    nodes.literal_block, nodes.doctest_block, nodes.math_block, nodes.raw,
    nodes.comment,
)  # fmt: skip
"""Nodes with texts that are written as they are."""

_FENCE = regex(r"(?m)^( *)(`{3,})")
_TILDES = regex(r"~{3,}")
_BACKTICKS = regex(r"`+")

_MARKUP = regex(
    r"<(?=[A-Za-z/!?])"  # HTML, or an address
    r"|&(?=#?\w+;)"  # a character by its name or number
    r"|\](?=\()"  # a link
    r"|~(?=~)"  # deleted text
)
_LINE_START = regex(
    r"(?:(?<=\n)|^)[ \t]*(?:"
    r"(>)"  # a quote
    r"|(#)(?=#{0,5}(?:\s|$))"  # a heading
    r"|([-+=])(?=\s|$|[-=]+\s*(?:\n|$))"  # a list, a line, a heading above
    r"|\d{1,9}([.)])(?=\s|$)"  # a numbered list
    r"|(\[)(?=[^\]\n]+\]:)"  # the target of a link
    r")"
)


def adapt_to_markdown(document: nodes.document) -> None:
    """Change the nodes that a builder would not write as Markdown of the same meaning.

    A document without a node of the domain is left as it is.
    """
    own = list(outermost(document))
    if not own:
        return
    for caption in list(document.findall(nodes.caption)):
        _write_caption(caption)
    for block in document.findall(nodes.literal_block):
        _replace_fences(block)
    flatten_nested_tables(document, all_tables=False)
    for table in list(document.findall(nodes.table)):
        if not _is_expressible(table) and is_near_own(table):
            table.replace_self(table_as_list(table))
    # A table that holds an own node may have been replaced.
    for node in list(outermost(document)):
        for title in list(node.findall(_is_empty_title)):
            title.parent.remove(title)
        for fields in list(node.findall(nodes.field_list)):
            if "techspec-fields" in fields["classes"]:
                fields.replace_self(_as_bullets(fields))
        for table in node.findall(nodes.table):
            _keep_numbers(table)
        for text in list(node.findall(nodes.Text)):
            _escape(text)


def _write_caption(caption: nodes.caption) -> None:
    """Write a caption in bold; as a heading, where it is the name of an item."""
    wrapper = caption.parent
    before = wrapper.previous_sibling()
    if isinstance(before, nodes.target) and "techspec-anchor" in before["classes"]:
        written: nodes.Element = nodes.rubric("", "", *caption.children)
    else:
        strong = nodes.strong("", "", *caption.children)
        written = nodes.paragraph("", "", strong)
    caption.replace_self(written)


def _replace_fences(block: nodes.literal_block) -> None:
    """Write fences inside of a block of code with tildes, which mean the same.

    The builder's own fence always has three backticks, which they would close.
    """
    text = block.astext()
    if not _FENCE.search(text):
        return
    more = max(map(len, _TILDES.findall(text)), default=0)
    text = _FENCE.sub(lambda fence: fence[1] + "~" * (len(fence[2]) + more), text)
    block.rawsource = text
    block[:] = [nodes.Text(text)]


def _is_expressible(table: nodes.table) -> bool:
    """Return whether each cell has lines of text only."""
    return all(
        all(_is_lines(block) for block in entry.children)
        for entry in table.findall(nodes.entry)
    )


def _is_lines(block: nodes.Node) -> bool:
    if isinstance(block, (nodes.bullet_list, nodes.enumerated_list)):
        return all(
            isinstance(line, (nodes.paragraph, nodes.Invisible))
            for item in cast("list[nodes.list_item]", block.children)
            for line in item.children
        )
    return isinstance(block, (nodes.paragraph, nodes.Invisible, nodes.target))


def _is_empty_title(node: nodes.Node) -> bool:
    """Return whether a node is a heading without words, for which there is no form."""
    return (
        isinstance(node, (nodes.rubric, addnodes.desc_signature))
        and not node.astext().strip()
    )


def _as_bullets(fields: nodes.field_list) -> nodes.bullet_list:
    """Return fields as a list with each label and its value on one line."""
    bullets = nodes.bullet_list("", classes=list(fields["classes"]))
    for field in cast("list[nodes.field]", fields.children):
        name, body = cast("list[nodes.Element]", field.children)
        label = nodes.strong("", "", *name.children, nodes.Text(":"))
        first = nodes.paragraph("", "", label)
        blocks = list(body.children)
        if blocks and isinstance(blocks[0], nodes.paragraph):
            first += [nodes.Text(" "), *cast("nodes.paragraph", blocks.pop(0)).children]
        bullets += nodes.list_item("", first, *blocks)
    return bullets


def _keep_numbers(table: nodes.table) -> None:
    """Write the cells of a column of decimal numbers as code.

    The builder would write them as floating-point numbers: 3.1 for version 3.10.
    """
    for body in table.findall(nodes.tbody):
        rows = [cast("list[nodes.entry]", row.children) for row in body.children]
        for column in zip(*rows, strict=False):
            texts = [cell.astext().strip() for cell in column]
            given = [text for text in texts if text]
            if all(map(_is_number, given)) and not all(map(str.isdecimal, given)):
                for cell in column:
                    for text in list(cell.findall(nodes.Text)):
                        if text.strip() and not isinstance(text.parent, nodes.literal):
                            text.parent.replace(text, nodes.literal("", str(text)))


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _escape(text: nodes.Text) -> None:
    """Replace the characters of a text that would be markup."""
    parent = text.parent
    around = list(_ancestors(text))
    if any(isinstance(node, _LITERAL) for node in around):
        return
    in_cell = any(isinstance(node, nodes.entry) for node in around)
    old = str(text)
    new = " ".join(old.split("\n")) if in_cell else old
    if isinstance(parent, (nodes.literal, nodes.math)):
        new = _code(new) if isinstance(parent, nodes.literal) else new
        new = new.replace("|", r"\|") if in_cell else new
    else:
        new = _MARKUP.sub(lambda found: _entity(found[0]), new)
        if in_cell:
            new = new.replace("|", _entity("|"))
        elif paragraph := next(
            (node for node in around if isinstance(node, nodes.paragraph)), None
        ):
            is_first = next(paragraph.findall(nodes.Text), None) is text
            new = _without_line_starts(new, is_first=is_first)
    if new != old:
        parent.replace(text, nodes.Text(new))


def _ancestors(node: nodes.Node) -> Iterator[nodes.Element]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _code(text: str) -> str:
    """Return inline code, with what makes its backticks longer than those in it."""
    longest = max(map(len, _BACKTICKS.findall(text)), default=0)
    # The builder adds one backtick on each side.
    return f"{'`' * longest} {text} {'`' * longest}" if longest else text


def _without_line_starts(text: str, *, is_first: bool) -> str:
    """Return text of a paragraph without what is a block at the start of a line."""

    def replaced(found: re.Match[str]) -> str:
        if found.start() == 0 and not is_first and not text.startswith("\n"):
            return found[0]
        mark = found.lastindex or 0
        start, end = (
            found.start(mark) - found.start(),
            found.end(mark) - found.start(),
        )
        return found[0][:start] + _entity(found[mark]) + found[0][end:]

    return _LINE_START.sub(replaced, text)


def _entity(character: str) -> str:
    """Return a character by its name or number, which the builder does not escape."""
    names = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
    return names.get(character, f"&#{ord(character)};")
