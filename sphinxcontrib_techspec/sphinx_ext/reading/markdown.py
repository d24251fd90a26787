"""Markdown read with docutils and MyST alone: no application, no environment.

The items are those that a build reads from the same text, with two exceptions: what a
role or a directive of Sphinx or another extension shows is not known, and a link to a
file reads like one to a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Directive, directives
from docutils.parsers.rst.states import MarkupError
from docutils.statemachine import StringList
from docutils.utils import new_document
from markdown_it.tree import SyntaxTreeNode
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from myst_parser.parsers.directives import parse_directive_text
from myst_parser.parsers.docutils_ import Parser
from myst_parser.parsers.mdit import create_md_parser
from sphinx import addnodes

from ...code.mermaid import LANGUAGE as MERMAID
from ...kinds import BY_NAME, Kind
from ...model.item import ParsedItem
from ...model.own_names import NO_NAMES, OwnNames
from ...patterns import regex
from ..compat import markdown_state
from .item import read_item
from .item_list import read_item_list
from .name_in_body import with_argument
from .parser import StateParser
from .ranges import SourceFile
from .source import NO_INDEX, DirectiveSource

_SILENT = 5
"""Docutils' level above all its messages."""

_ROLE_WITH_TARGET = regex(r"(?P<text>.*)<(?P<target>[^<>]+)>", re.DOTALL)
_DIRECTIVE = regex(r"\{techspec:(?P<name>[\w-]+)\}\s*(?P<argument>.*)")


class _CodeBlock(Directive):
    """The options of Sphinx' directive ``code-block`` that the readers know."""

    has_content = True
    optional_arguments = 1
    option_spec = {"caption": directives.unchanged}  # noqa: RUF012 - docutils' own form


class _Renderer(DocutilsRenderer):
    """Makes the nodes that the readers know from Sphinx, without an environment."""

    def create_highlighted_code_block(
        self, text: str, lexer_name: str | None, *_: Any, **options: Any
    ) -> nodes.Element:
        """Return a block of code with its language, as Sphinx has it."""
        language = "default" if lexer_name == "" else lexer_name or "none"
        block = nodes.literal_block(text, text, language=language)
        block.line = options.get("line")
        return block

    def render_link_unknown(self, token: SyntaxTreeNode) -> None:
        """Add a link that is neither an address nor an anchor."""
        target = self.md.normalizeLinkText(str(token.attrGet("href") or ""))
        link = addnodes.pending_xref(
            refdomain=None, reftarget=target, reftype="myst", refexplicit=True
        )
        with self.current_node_context(link, append=True):
            self.render_children(token)

    def render_link_project(self, token: SyntaxTreeNode) -> None:
        """Add a link ``<project:…>``."""
        self.render_link_unknown(token)

    def render_link_path(self, token: SyntaxTreeNode) -> None:
        """Add a link ``<path:…>``."""
        self.render_link_unknown(token)

    def render_myst_role(self, token: SyntaxTreeNode) -> None:
        """Add a role of Sphinx as a reference; run those of docutils."""
        name = str(token.meta["name"])
        if ":" not in name and name not in {"doc", "ref", "download", "any", "term"}:
            super().render_myst_role(token)
            return
        match = _ROLE_WITH_TARGET.fullmatch(token.content)
        text = match["text"].rstrip() if match else token.content
        target = match["target"] if match else token.content
        domain, _, role = name.rpartition(":")
        link = addnodes.pending_xref(
            token.content, refdomain=domain, reftype=role, reftarget=target
        )
        self.current_node.append(link)
        link += nodes.inline("", text)

    def run_directive(
        self,
        name: str,
        first_line: str,
        content: str,
        position: int,
        additional_options: dict[str, str] | None = None,
        **options: Any,
    ) -> list[nodes.Element]:
        """Return the nodes of a directive; a block of code as Sphinx has it."""
        if name not in {"code-block", "sourcecode", "code", MERMAID}:
            return super().run_directive(
                name, first_line, content, position, additional_options, **options
            )
        try:
            parsed = parse_directive_text(
                _CodeBlock, first_line, content, validate_options=False
            )
        except MarkupError:
            return [nodes.literal_block(content, content, language="default")]
        language = parsed.arguments[0] if parsed.arguments else "default"
        # The argument of a diagram is the name of a file.
        language = MERMAID if name == MERMAID else language
        text = "\n".join(parsed.body)
        block = nodes.literal_block(text, text, language=language)
        block.line = position
        known = cast("dict[str, object]", parsed.options)
        caption = str(known.get("caption", ""))
        if not caption:
            return [block]
        # As Sphinx wraps a block with a caption.
        wrapper = nodes.container("", literal_block=True)
        wrapper += [nodes.caption(caption, caption), block]
        wrapper.line = position
        return [wrapper]


@dataclass(frozen=True, slots=True)
class MarkdownDirective:
    """A directive of the domain in a Markdown document.

    Attributes:
        name: its name, without the domain.
        source: its source.
    """

    name: str
    source: DirectiveSource


class MarkdownDocument:
    """A Markdown document, read in memory."""

    def __init__(
        self,
        text: str,
        docname: str = "",
        extensions: Sequence[str] = ("colon_fence",),
        own_names: OwnNames = NO_NAMES,
    ) -> None:
        """Prepare a document; nothing of it is run and no other file is read.

        Args:
            text: the document.
            docname: its name.
            extensions: MyST's extensions, as ``myst_enable_extensions`` has them.
            own_names: the names of fields and topics of the project's configuration.
        """
        self.docname = docname
        self._own_names = own_names
        self.file = SourceFile(text.split("\n"))
        settings = get_default_settings(Parser)
        settings.report_level = settings.halt_level = _SILENT
        settings.file_insertion_enabled = settings.raw_enabled = False
        document = new_document(docname, settings)
        config = MdParserConfig(enable_extensions=set(extensions))
        self._markdown = create_md_parser(config, _Renderer)
        self._markdown.options["document"] = document
        self._renderer = cast("_Renderer", self._markdown.renderer)
        self._renderer.setup_render(cast("Any", self._markdown.options), {})
        self._tokens = self._markdown.parse(text)

    def parser(self, line: int) -> StateParser:
        """Return the parser of a directive on *line*."""
        return StateParser(markdown_state(self._renderer, line))

    def directives(self) -> Iterator[MarkdownDirective]:
        """Yield the directives of the domain that are in no other directive."""
        for token in self._tokens:
            found = _DIRECTIVE.fullmatch(token.info.strip())
            if token.type not in {"fence", "colon_fence"} or not found or not token.map:
                continue
            line = token.map[0] + 1
            argument = found["argument"].strip()
            content = token.content.splitlines()
            offset = 0
            if content and not content[0].strip():
                content, offset = content[1:], 1
            yield MarkdownDirective(
                found["name"],
                DirectiveSource(
                    self.parser(line),
                    self.docname,
                    f"{self.docname}.md",
                    line,
                    self.file,
                    [argument] if argument else [],
                    StringList(content, self.docname),
                    offset,
                    lineno=line,
                    own_names=self._own_names,
                ),
            )

    def items(self) -> Iterator[ParsedItem]:
        """Yield the items of the document in their order."""
        for directive in self.directives():
            kind = BY_NAME.get(directive.name)
            if kind is not None and kind.section.key != "spec":
                yield from read_items(kind, directive.source)


def read_items(kind: type[Kind], source: DirectiveSource) -> Iterator[ParsedItem]:
    """Yield the items of a directive, be it one or many."""
    opening = source.opening()
    for option in ("name", "class", *NO_INDEX):
        opening.pop_option(option)
    opening = with_argument(kind, opening, source)
    if opening.argument is not None:
        yield read_item(kind, opening, source).item
        return
    for group in read_item_list(kind, opening, source).groups:
        yield from group.all_items
