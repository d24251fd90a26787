"""The host language of a directive, MyST Markdown or reStructuredText, and its lines.

Both hosts run the same directives but count lines differently, and MyST drops a whole
block of options when one of them looks like YAML it cannot read (``:target: > 99 %``).
So directives declare no options to either host; they are read here, as plain text,
each with its line.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.statemachine import StringList
from myst_parser.mocking import MockState
from sphinx.util.docutils import SphinxDirective
from sphinx.util.parsing import nested_parse_to_nodes

from ...model.item import SourceText
from ...text import collapse_spaces

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_OPTION = re.compile(r"^:(?P<name>[^:\s`](?:[^:`]*[^:\s`])?):(?:\s+(?P<value>.*))?$")
_YAML_OPTION = re.compile(r"^(?P<name>[^:\s#-][^:]*?)\s*:(?:\s+(?P<value>.*))?$")


@dataclass(slots=True)
class Option:
    """An option as written, with the line of its name."""

    name: str
    value: str
    line: int


@dataclass(slots=True)
class ParsedDirective:
    """What a directive begins with: argument and options; then its body.

    ``offset`` is what a nested parse of ``body`` has to be told, ``first`` the line of
    the body's first line.
    """

    argument: SourceText | None
    options: list[Option] = field(default_factory=list[Option])
    body: StringList = field(default_factory=StringList)
    offset: int = 0
    first: int = 0

    def pop_option(self, name: str) -> Option | None:
        """Remove the option *name* and return it; the last one written counts."""
        found = [option for option in self.options if option.name.lower() == name]
        self.options = [option for option in self.options if option not in found]
        return found[-1] if found else None


def file_of(env: BuildEnvironment, docname: str, source: str | None) -> str:
    """Return the file that a part of a document stands in, from the source folder.

    It is the document's own, or one that the document includes.
    """
    own = str(env.doc2path(docname))
    if source and source != own and Path(source).is_file():
        own = source
    return Path(os.path.relpath(own, env.srcdir)).as_posix()


class DirectiveSource:
    """A directive's view of the document that it stands in."""

    def __init__(self, directive: SphinxDirective) -> None:
        self.directive = directive
        self.state = directive.state
        self.is_markdown = isinstance(directive.state, MockState)
        source, line = directive.get_source_info()
        self.line: int = line or directive.lineno
        self.file = file_of(directive.env, self.docname, source)

    @property
    def docname(self) -> str:
        """The document being read."""
        return self.directive.env.current_document.docname

    def opening(self) -> ParsedDirective:
        """Return the directive's argument, options and body."""
        return self._markdown_opening() if self.is_markdown else self._rst_opening()

    def _markdown_opening(self) -> ParsedDirective:
        directive = self.directive
        argument = " ".join(directive.arguments).strip()
        lines = list(directive.content)
        skipped = 0
        while skipped < len(lines) and not lines[skipped].strip():
            skipped += 1
        first = directive.lineno + directive.content_offset + 1
        options: list[Option] = []
        used = 0
        if skipped < len(lines) and lines[skipped].startswith("---"):
            options, used = _yaml_block(lines, skipped, first)
        elif skipped < len(lines):
            used = skipped
            while used < len(lines) and (found := _option(lines[used])):
                options.append(Option(*found, first + used))
                used += 1
            used = used if options else 0
        for option in options:
            option.value = _unquoted(option.value)
        while used < len(lines) and not lines[used].strip():
            used += 1
        return ParsedDirective(
            SourceText(argument, self.line) if argument else None,
            options,
            StringList(lines[used:], directive.content.source(0) if lines else ""),
            directive.content_offset + used,
            first + used,
        )

    def _rst_opening(self) -> ParsedDirective:
        directive = self.directive
        lines = directive.block_text.splitlines()
        head = lines[0].split("::", 1)[-1].strip() if lines else ""
        argument = [head] if head else []
        options: list[Option] = []
        for number, line in enumerate(lines[1:], 1):
            text = line.strip()
            if not text:
                break
            if found := _option(text):
                options.append(Option(*found, self.line + number))
            elif options:
                options[-1].value = f"{options[-1].value} {text}".strip()
            else:
                argument.append(text)
        first = directive.content_offset + 1
        if len(directive.content):
            _, offset = directive.content.info(0)
            first = (offset or 0) + 1
        name = collapse_spaces(" ".join(argument))
        return ParsedDirective(
            SourceText(name, self.line) if name else None,
            options,
            directive.content,
            directive.content_offset,
            first,
        )

    def parse_blocks(self, lines: StringList, offset: int) -> list[nodes.Node]:
        """Return the nodes of *lines* at *offset* (see `ParsedDirective`)."""
        if not any(line.strip() for line in lines):
            return []
        if self.is_markdown:
            # An empty line first: on a first line, markdown-it takes bullets of
            # `--options` for front matter.
            lines, offset = StringList(["", *lines], ""), offset - 1
        parsed = nested_parse_to_nodes(self.state, lines, offset=offset)
        return [kept for node in parsed for kept in _with_its_words(node)]

    def parse_inline(self, text: str, line: int) -> list[nodes.Node]:
        """Return the inline nodes of *text*, which stands on *line*."""
        # MyST counts from 0 here, docutils from 1.
        parsed, messages = self.state.inline_text(
            text, line - 1 if self.is_markdown else line
        )
        return [*parsed, *messages]


def _with_its_words(node: nodes.Node) -> list[nodes.Node]:
    """Return *node* with the source of what docutils could not parse in it.

    The complaint is told already, and Sphinx drops it from the page with the source.
    """
    for message in list(node.findall(nodes.system_message)):
        source = list(message.findall(nodes.literal_block))
        if message is node:
            return [*source] or [node]
        if source:
            message.replace_self(source)
    return [node]


def _option(line: str) -> tuple[str, str] | None:
    match = _OPTION.match(line.strip())
    return (match["name"].strip(), (match["value"] or "").strip()) if match else None


def _yaml_block(
    lines: Sequence[str], start: int, first: int
) -> tuple[list[Option], int]:
    """Return the options between two lines of dashes, and where the body begins.

    Only plain ``key: value`` lines are read, with values continued on indented lines;
    no YAML is loaded.
    """
    options: list[Option] = []
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if line.startswith("---"):
            return options, number + 1
        match = _YAML_OPTION.match(line)
        if match and not line[:1].isspace():
            value = (match["value"] or "").strip()
            value = "" if value in {"|", ">", "|-", ">-"} else value
            options.append(Option(match["name"].strip(), value, first + number))
        elif options and line.strip():
            options[-1].value = f"{options[-1].value} {line.strip()}".strip()
    return options, len(lines)


def _unquoted(value: str) -> str:
    for quote in "\"'":
        if len(value) > 1 and value[0] == value[-1] == quote:
            return value[1:-1]
    return value
