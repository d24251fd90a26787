"""The host language of a directive, MyST Markdown or reStructuredText, and its lines.

Both hosts run the same directives but count lines differently, and MyST drops a whole
block of options when one of them looks like YAML it cannot read (``:target: > 99 %``).
So directives declare no options to either host; they are read here, as plain text,
each with its line.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.statemachine import StringList

from ...model.item import SourceRange, SourceText
from ...model.own_names import NO_NAMES, OwnNames
from ...patterns import regex
from ...text import collapse_spaces, without_controls
from .parser import HostParser
from .ranges import SourceFile

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_OPTION = regex(r"^:(?P<name>[^:\s`](?:[^:`]*[^:\s`])?):(?:\s+(?P<value>.*))?$")
_YAML_OPTION = regex(r"^(?P<name>[^:\s#-](?:[^:]*[^:\s])?)\s*:(?:\s+(?P<value>.*))?$")

NO_INDEX = ("no-index", "noindex")
"""The option of items without an index entry, as Sphinx writes it and wrote it."""


@dataclass(slots=True)
class Option:
    """An option as written, with the line of its name and the range of its value."""

    name: str
    value: str
    line: int
    range: SourceRange | None = None

    @property
    def written(self) -> SourceText:
        """The value as text without markup."""
        return SourceText(self.value, self.line, range=self.range, source=self.value)


@dataclass(slots=True)
class ParsedDirective:
    """A directive in its parts: argument, options and body.

    Attributes:
        argument: the argument, `None` without one.
        options: the options in their order.
        body: the lines of the body.
        offset: the offset of the body, for a nested parse.
        first: the line of the body's first line, from 1.
        label: the label of an argument that the body begins with.
    """

    argument: SourceText | None
    options: list[Option] = field(default_factory=list[Option])
    body: StringList = field(default_factory=StringList)
    offset: int = 0
    first: int = 0
    label: str = ""

    def pop_option(self, name: str) -> Option | None:
        """Remove the option *name* and return it; the last one written counts."""
        found = [option for option in self.options if option.name.lower() == name]
        self.options = [option for option in self.options if option not in found]
        return found[-1] if found else None


def file_of(env: BuildEnvironment, docname: str, source: str | None) -> str:
    """Return the file that part of a document is written in, from the source folder.

    It is the document's own, or one that the document includes.
    """
    own = str(env.doc2path(docname))
    if source and source != own and Path(source).is_file():
        own = source
    return Path(os.path.relpath(own, env.srcdir)).as_posix()


@dataclass(slots=True)
class DirectiveSource:
    """The source of a directive, and the parser of its host language.

    Attributes:
        parser: the parser of the host language.
        docname: the document.
        file: the file, from the source folder.
        path: the file as docutils names it.
        own_names: the names of fields and topics of the project's configuration.
        other_file: returns the name and the lines of another file, which is named as
            docutils does.
        line: the line of the directive's name.
        text: the lines of the file.
        arguments: the arguments as the host gives them.
        content: the lines after the first; without options in reStructuredText.
        offset: the offset of the content, for a nested parse.
        block_text: all of the directive, in reStructuredText.
        lineno: the line that offsets count from in Markdown.
    """

    parser: HostParser
    docname: str
    file: str
    line: int
    text: SourceFile = field(default_factory=SourceFile)
    arguments: Sequence[str] = ()
    content: StringList = field(default_factory=StringList)
    offset: int = 0
    block_text: str = ""
    lineno: int = 0
    path: str = ""
    other_file: Callable[[str], tuple[str, SourceFile]] | None = None
    own_names: OwnNames = NO_NAMES

    @property
    def is_markdown(self) -> bool:
        """Whether the host language is Markdown; else it is reStructuredText."""
        return self.parser.is_markdown

    def at(self, node: nodes.Node) -> DirectiveSource:
        """Return the directive as the source of a node that was parsed from its body.

        The body may include the node from another file; it is this object otherwise.
        """
        path = _path_of(node)
        if not path or path == self.path or self.other_file is None:
            return self
        file, text = self.other_file(path)
        if file == self.file:
            return self
        return replace(self, path=path, file=file, text=text)

    def opening(self) -> ParsedDirective:
        """Return the directive's argument, options and body."""
        return self._markdown_opening() if self.is_markdown else self._rst_opening()

    def parse_blocks(
        self, lines: StringList, offset: int, *, typography: bool = True
    ) -> list[nodes.Node]:
        """Return the nodes of *lines* at *offset* (see `ParsedDirective`)."""
        return self.parser.parse_blocks(lines, offset, typography=typography)

    def parse_inline(self, text: str, line: int) -> list[nodes.Node]:
        """Return the inline nodes of *text* on *line*."""
        return self.parser.parse_inline(text, line)

    def _markdown_opening(self) -> ParsedDirective:
        argument = without_controls(" ".join(self.arguments)).strip()
        lines = list(self.content)
        skipped = 0
        while skipped < len(lines) and not lines[skipped].strip():
            skipped += 1
        first = self.lineno + self.offset + 1
        options: list[Option] = []
        used = 0
        if skipped < len(lines) and lines[skipped].startswith("---"):
            options, used = _yaml_block(lines, skipped, first, self.text)
        elif skipped < len(lines):
            used = skipped
            while used < len(lines) and (found := read_option(lines[used])):
                range_ = self.text.at_end(first + used, found[1], "option")
                options.append(Option(*found, first + used, range_))
                used += 1
            used = used if options else 0
        for option in options:
            _unquote(option)
        while used < len(lines) and not lines[used].strip():
            used += 1
        range_ = self.text.at_end(self.line, argument, "argument")
        return ParsedDirective(
            SourceText(argument, self.line, range=range_) if argument else None,
            options,
            StringList(lines[used:], self.content.source(0) if lines else ""),
            self.offset + used,
            first + used,
        )

    def _rst_opening(self) -> ParsedDirective:
        lines = self.block_text.splitlines()
        head = lines[0].split("::", 1)[-1].strip() if lines else ""
        argument = [head] if head else []
        begins = 0 if head else 1
        options: list[Option] = []
        for number, line in enumerate(lines[1:], 1):
            text = line.strip()
            if not text:
                break
            if found := read_option(text):
                range_ = self.text.at_end(self.line + number, found[1], "option")
                options.append(Option(*found, self.line + number, range_))
            elif options:
                _continue(options[-1], text, self.line + number, self.text)
            else:
                argument.append(text)
        first = self.offset + 1
        if len(self.content):
            _, offset = self.content.info(0)
            first = (offset or 0) + 1
        name = collapse_spaces(without_controls(" ".join(argument)))
        range_ = self.text.block(self.line + begins, argument, "argument")
        return ParsedDirective(
            SourceText(name, self.line, range=range_) if name else None,
            options,
            self.content,
            self.offset,
            first,
        )


def _path_of(node: nodes.Node) -> str:
    """Return the file that a node was parsed from, as docutils names it."""
    if isinstance(node, nodes.literal_block) and (path := str(node.get("source", ""))):
        # A file that is included as code.
        return path
    if node.source or not isinstance(node, nodes.Element):
        return node.source or ""
    # docutils gives tables no source.
    return next((n.source for n in node.findall() if n.source), "")


def read_option(line: str) -> tuple[str, str] | None:
    """Return the name and the value of an option that a line is, `None` for others."""
    match = _OPTION.match(line.strip())
    if match is None:
        return None
    name, value = match["name"], match["value"] or ""
    return without_controls(name).strip(), without_controls(value).strip()


def _continue(option: Option, text: str, line: int, file: SourceFile) -> None:
    """Add a line to the value of an option."""
    end = file.at_end(line, text, "option")
    start = option.range if option.value else end
    option.value = f"{option.value} {text}".strip()
    if start is None or not (start.column and end.column):
        option.range = SourceRange(option.line, container="option")
    else:
        option.range = start._replace(end_line=end.end_line, end_column=end.end_column)


def _yaml_block(
    lines: Sequence[str], start: int, first: int, file: SourceFile
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
            range_ = file.at_end(first + number, value, "option")
            options.append(Option(match["name"].strip(), value, first + number, range_))
        elif options and line.strip():
            _continue(options[-1], line.strip(), first + number, file)
    # Nothing closes the block, so that it is text.
    return [], start


def _unquote(option: Option) -> None:
    """Remove the quotes around a value, in its range as well."""
    value = option.value
    for quote in "\"'":
        inner = value[1:-1]
        if len(value) > 1 and value[0] == value[-1] == quote and quote not in inner:
            option.value = value[1:-1]
            if option.range is not None and option.range.column:
                option.range = option.range._replace(
                    column=option.range.column + 1,
                    end_column=option.range.end_column - 1,
                )
            return
