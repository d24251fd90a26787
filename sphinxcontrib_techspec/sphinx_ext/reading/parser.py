"""What the readers need of a host language: blocks and inline markup, parsed."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any, Protocol

from docutils import nodes
from docutils.statemachine import StringList
from markdown_it.token import Token
from sphinx.util.parsing import nested_parse_to_nodes

from ..compat import (
    forget_references,
    is_markdown,
    is_unexpected_title,
    markdown_parser,
    unknown_name_in,
)
from .substitutions import find_substitution
from .words import UNKNOWN_DIRECTIVE, clean_inline, restore_words

_TYPOGRAPHY = ("replacements", "smartquotes")
"""The rules of markdown-it that replace quotes and dashes."""


class HostParser(Protocol):
    """A parser of a host language, in the middle of a document.

    Attributes:
        is_markdown: whether the language is Markdown; else it is reStructuredText.
    """

    @property
    def is_markdown(self) -> bool:
        """Whether the language is Markdown."""
        ...

    def parse_blocks(
        self, lines: StringList, offset: int, *, typography: bool = True
    ) -> list[nodes.Node]:
        """Return the nodes of *lines*, which begin at *offset* in the directive.

        Words that the parser put a message in the place of are restored.

        Args:
            lines: the lines.
            offset: their offset.
            typography: whether MyST may replace quotes and dashes.
        """
        ...

    @property
    def has_typography(self) -> bool:
        """Whether the parser replaces quotes and dashes."""
        ...

    def parse_inline(self, text: str, line: int) -> list[nodes.Node]:
        """Return the inline nodes of *text* on *line*, as `clean_inline` returns them.

        Quotes and dashes are as written.
        """
        ...

    def clean(
        self, inline: Iterable[nodes.Node], source: str, line: int
    ) -> list[nodes.Node]:
        """Return parsed inline nodes without what their author did not write.

        Args:
            inline: the nodes, which are changed.
            source: what they were parsed from.
            line: their line.
        """
        ...

    def forget(self, inline: Iterable[nodes.Node]) -> None:
        """Let the document forget parsed nodes that it will not have."""
        ...

    def block_tokens(self, source: str) -> list[Token]:
        """Return the tokens of Markdown blocks; maps count lines from 0."""
        ...


class StateParser:
    """The parser that runs a directive, by the state that it gives the directive."""

    def __init__(self, state: Any) -> None:
        """Parse with the state of a running directive, docutils' or MyST's."""
        self._state = state
        self._is_markdown = is_markdown(state)

    @property
    def is_markdown(self) -> bool:
        """Whether the state is MyST's."""
        return self._is_markdown

    def parse_blocks(
        self, lines: StringList, offset: int, *, typography: bool = True
    ) -> list[nodes.Node]:
        """Return the nodes of *lines*, which begin at *offset* in the directive."""
        if not any(line.strip() for line in lines):
            return []
        if self._is_markdown:
            # An empty line first: on a first line, markdown-it takes bullets of
            # `--options` for front matter.
            lines, offset = StringList(["", *lines], ""), offset - 1
        with nullcontext() if typography else self._without_typography():
            # A section cannot stand inside of a directive; as in an admonition, a
            # heading is a rubric in Markdown, and an error in reStructuredText.
            parsed = nested_parse_to_nodes(
                self._state, lines, offset=offset, allow_section_headings=False
            )
        return [part for node in parsed for part in _with_source(node)]

    @property
    def has_typography(self) -> bool:
        """Whether MyST replaces quotes and dashes."""
        if not self._is_markdown:
            return False
        rules = markdown_parser(self._state).get_active_rules()["core"]
        return any(rule in rules for rule in _TYPOGRAPHY)

    @contextmanager
    def _without_typography(self) -> Generator[None]:
        """Keep quotes and dashes as they are written."""
        if not self.has_typography:
            yield
            return
        parser = markdown_parser(self._state)
        with parser.reset_rules():
            parser.disable(list(_TYPOGRAPHY), ignoreInvalid=True)
            yield

    def _substitution(self, name: str) -> Sequence[nodes.Node] | None:
        """Return what a substitution of reStructuredText stands for."""
        if self._is_markdown:
            return None
        return find_substitution(self._state, name)

    def parse_inline(self, text: str, line: int) -> list[nodes.Node]:
        """Return the inline nodes of *text* on *line*, without any message."""
        # MyST counts from 0 here, docutils from 1.
        first = line - 1 if self._is_markdown else line
        with self._without_typography():
            parsed, _ = self._state.inline_text(text, first)
        return self.clean(parsed, text, line)

    def clean(
        self, inline: Iterable[nodes.Node], source: str, line: int
    ) -> list[nodes.Node]:
        """Return parsed inline nodes without what their author did not write."""
        return clean_inline(inline, source, self._substitution, line)

    def forget(self, inline: Iterable[nodes.Node]) -> None:
        """Let the document forget parsed nodes that it will not have."""
        forget_references(self._state.document, inline)

    def block_tokens(self, source: str) -> list[Token]:
        """Return the tokens of Markdown blocks; maps count lines from 0."""
        parser = markdown_parser(self._state)
        tokens: list[Token] = []
        # An environment of its own: what is parsed again must not be defined twice.
        parser.block.parse(source, parser, {}, tokens)
        return tokens


def _with_source(node: nodes.Node) -> list[nodes.Node]:
    """Return *node* with the source of what docutils could not parse in it.

    The message is reported already, and Sphinx drops it from the page with the source.
    """
    for message in list(node.findall(nodes.system_message)):
        source: list[nodes.Element] = list(message.findall(nodes.literal_block))
        if source and is_unexpected_title(message.astext()):
            source = [_heading(source[0], message)]
        unknown = unknown_name_in(message.astext())
        if unknown and unknown[0] == "directive":
            for block in source:
                block[UNKNOWN_DIRECTIVE] = unknown[1]
                block.line = message.get("line") or block.line
        if message is node:
            return [*source] or [node]
        if source:
            message.replace_self(source)
        elif text := _text_around(message):
            # All messages of the text at once, by their order in the source.
            restore_words(text, text.rawsource)
    return [node]


def _text_around(node: nodes.Node) -> nodes.TextElement | None:
    """Return the nearest text around a node whose source is known."""
    parent = node.parent
    while parent is not None:
        if isinstance(parent, nodes.TextElement) and parent.rawsource:
            return parent
        parent = parent.parent
    return None


def _heading(source: nodes.Element, message: nodes.system_message) -> nodes.Element:
    """Return a section title that is none as a rubric, as headings are in Markdown."""
    lines = (line.strip() for line in source.astext().splitlines())
    # The line below it, and perhaps one above it, is punctuation.
    title = next((line for line in lines if any(map(str.isalnum, line))), "")
    if not title:
        return source
    rubric = nodes.rubric(title, title)
    # Sphinx translates what has a source.
    rubric.source, rubric.line = message.get("source"), message.get("line")
    return rubric
