"""The blocks of a Markdown document, with the lines that each takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from ..code.mermaid import LANGUAGE as MERMAID
from ..patterns import regex

BlockType = Literal[
    "front matter", "heading", "paragraph", "table", "list", "code block",
    "directive", "quote", "thematic break", "other",
]  # fmt: skip
"""What a block is; a table, a list and a block of code may have items."""

_LINE = regex(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_DIRECTIVE = regex(r"\{(?P<name>[\w:.+-]+)\}\s*(?P<argument>.*)", re.DOTALL)
_TASK = regex(r" {0,3}(?:[-*+]|\d{1,9}[.)]) +\[[ xX]\] ")
_OPENED = {
    "front_matter": "front matter", "heading_open": "heading",
    "paragraph_open": "paragraph", "table_open": "table", "bullet_list_open": "list",
    "ordered_list_open": "list", "fence": "code block", "colon_fence": "directive",
    "code_block": "code block", "blockquote_open": "quote",
    "hr": "thematic break",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MarkdownBlock:
    """A block at the top level of a document.

    Attributes:
        type: what it is.
        first: its first line, from 0.
        end: the line after its last one, from 0.
        level: of a heading, 1 to 6.
        text: the words of a heading or a paragraph, without markup; a block of code.
        language: of a block of code or, of a directive, its name.
        argument: of a directive.
        has_tasks: of a list, whether a bullet of it has a box to tick.
    """

    type: BlockType
    first: int
    end: int
    level: int = 0
    text: str = ""
    language: str = ""
    argument: str = ""
    has_tasks: bool = False


def split_lines(source: str) -> list[str]:
    """Return the lines of a source, each with its own ending.

    A line ends as in CommonMark: with a line feed, a carriage return, or both.
    """
    return _LINE.findall(source)


def read_blocks(source: str, extensions: Sequence[str] = ()) -> list[MarkdownBlock]:
    """Return the blocks at the top level of a document, in its order.

    Args:
        source: the document, without a byte order mark.
        extensions: MyST's extensions, as ``myst_enable_extensions`` has them.
    """
    config = MdParserConfig(enable_extensions=set(extensions))
    tokens = create_md_parser(config, RendererHTML).parse(source)
    lines = [line.rstrip("\r\n") for line in split_lines(source)]
    return list(_blocks(tokens, lines))


def _blocks(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[MarkdownBlock]:
    for number, token in enumerate(tokens):
        if token.level or token.nesting < 0 or not token.map:
            continue
        first, end = token.map
        while end > first + 1 and not lines[min(end, len(lines)) - 1].strip():
            end -= 1
        type_ = _OPENED.get(token.type, "other")
        text = language = argument = ""
        if type_ in {"heading", "paragraph"}:
            text = _words(tokens[number + 1])
        if type_ == "code block":
            text = token.content
        if token.type in {"fence", "colon_fence"}:
            match = _DIRECTIVE.match(token.info.strip())
            if match and match["name"] == MERMAID and not match["argument"].strip():
                type_, language = "code block", MERMAID
            elif match:
                type_, language = "directive", match["name"]
                argument = match["argument"].strip()
            else:
                language = (token.info.split() or [""])[0].lower()
        yield MarkdownBlock(
            type_,  # pyright: ignore[reportArgumentType] - one of the types above
            first,
            min(end, len(lines)),
            int(token.tag[1:]) if type_ == "heading" else 0,
            text,
            language,
            argument,
            type_ == "list" and any(map(_TASK.match, lines[first:end])),
        )


def _words(inline: Token) -> str:
    """Return the words of inline markup."""
    found: list[str] = []
    for token in inline.children or ():
        if token.type in {"text", "code_inline", "math_inline", "text_special"}:
            found.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            found.append("\n")
        elif token.type == "image":
            found.append(_words(token))
    return "".join(found).strip()
