"""The names of examples in code: by a comment, or by the lines above the block.

A block of JSON may have several documents, each named by the comment above it; a block
may be the request or the response of the endpoint that the text above it names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from docutils import nodes

from ...code.json_text import read_json_text
from ...code.languages import language_named
from ...patterns import regex
from ...values.routes import read_operation
from .blocks import Block, CodeBlock, ListBlock, ProseBlock
from .table_blocks import TableBlock

_JSON = language_named("json")


_DIRECTION = regex(
    r"(?:(?:example|sample) )?(?:request|response)(?: body)?(?: \([^()]{1,40}\))?",
    re.IGNORECASE,
)
"""What a label says of the block below it: ``Response (200):``."""


_BRACKETS = regex(r"\s\((?P<said>[^()]{1,40})\)$")
_STATUS = regex(r"[1-5]\d\d\b")

_LONGEST_LABEL = 100
"""How many characters a label may have; a longer text is a sentence."""


def name_above(blocks: Sequence[Block]) -> str:
    """Return the name that the text above a block of code gives it, or nothing.

    It is an endpoint in a line of its own, ``POST /loans (JSON):``, with what the line
    right above the block says of it, as in *POST /loans request*; else the line right
    above the block, where it is a label in bold type: ``**Socket** (/loans/live):``.

    Args:
        blocks: the blocks of the body above it.
    """
    return _operation_above(blocks) or (_label(blocks[-1]) if blocks else "")


def _label(block: Block) -> str:
    """Return the words of a paragraph that is a label in bold type, or nothing."""
    if not isinstance(block, ProseBlock) or not isinstance(block.node, nodes.paragraph):
        return ""
    words = block.node.astext().strip()
    # markdown-it leaves empty texts around markup.
    inline = [node for node in block.node.children if node.astext()]
    if not isinstance(inline[0], nodes.strong) or len(words) > _LONGEST_LABEL:
        return ""
    if not words.endswith(":") and len(inline) > 1:
        return ""
    label = words.removesuffix(":").strip()
    # It says of what it is above it, where nothing was found.
    return "" if "\n" in label or _DIRECTION.fullmatch(label) else label


def _operation_above(blocks: Sequence[Block]) -> str:
    """Return the endpoint that a line above a block of code names, or nothing."""
    label = ""
    for number, block in enumerate(reversed(blocks)):
        if isinstance(block, (TableBlock, ListBlock)):
            return ""
        if not isinstance(block, ProseBlock):
            if not label:
                return ""
            continue
        if not isinstance(block.node, nodes.paragraph):
            return ""
        for line in reversed(block.node.astext().split("\n")):
            words = line.strip().removesuffix(":").strip()
            if operation := _operation(words, label):
                return operation
            if not label and not number and _DIRECTION.fullmatch(words):
                label = words.lower()
            elif not _DIRECTION.fullmatch(words):
                return ""
    return ""


def _operation(words: str, label: str) -> str:
    """Return the endpoint that a line names, with what a block below it is.

    Args:
        words: the line; ``GET /loans (200 OK)`` is above a response.
        label: what the line between it and the block says of the block, if there is
            one.
    """
    bracketed = _BRACKETS.search(words)
    said = words[: bracketed.start()] if bracketed else words
    if not read_operation(said):
        return ""
    if not label and bracketed and _STATUS.match(bracketed["said"]):
        label = "response"
    return f"{said} {label}".strip()


def named_documents(block: CodeBlock) -> list[tuple[int, CodeBlock]]:
    """Return the documents of *block* as blocks with the names as captions.

    With each is the line of its name.

    A name is the first line of the comment above a document: ``// POST /loans``.
    There are none where a document has no name. The node of a document has all lines up
    to the next one.
    """
    if language_named(block.language) != _JSON:
        return []
    documents = read_json_text(block.code).documents
    if not all(document.name for document in documents):
        return []
    lines = block.code.split("\n")
    starts = [document.comments[0].line for document in documents]
    starts[:1] = [0]
    found: list[tuple[int, CodeBlock]] = []
    for document, start, end in zip(
        documents, starts, [*starts[1:], len(lines)], strict=False
    ):
        shown = "\n".join(lines[start:end]).rstrip("\n")
        part = replace(
            block,
            line=block.line + document.line,
            code="\n".join(lines[document.line : document.last + 1]),
            node=_node(block, shown, is_first=not found),
            caption=document.name,
        )
        found.append((block.line + document.comments[0].line, part))
    return found


def _node(block: CodeBlock, text: str, *, is_first: bool) -> nodes.Node:
    """Return the node of a part of a block: the target of the block is its first."""
    part = cast("nodes.literal_block", block.node.copy())
    part.rawsource = text
    part += nodes.Text(text)
    if not is_first:
        part["ids"], part["names"] = [], []
    return part
