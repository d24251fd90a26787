"""Read the options of a directive of sphinx-needs that is a decision record.

They are read from the source, because the directive leaves none of them in the parse
tree, and is unknown where sphinx-needs is not an extension of the project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin

from ...adr import LabelledText
from ...patterns import regex

_NAMES = r"(?:dec_rec|dec-rec|decision_record|decision-record|adr)"
_MARKDOWN = regex(rf"\{{{_NAMES}\}}\s*(?P<title>.*)$")
_RST = regex(rf"^\.\.[ ]{_NAMES}::(?P<title>.*)$")
_OPTION = regex(r"^\s*:(?P<name>[\w-]+):(?P<value>.*)$")


def read_need(source: str) -> list[LabelledText]:
    """Return the title and the options of the only such directive in a document.

    Args:
        source: the text of the document.

    Returns:
        A text for the title and for each option; empty if the document has no such
        directive, or several.
    """
    found = [*_in_markdown(source), *_in_rst(source)]
    return found[0] if len(found) == 1 else []


def _in_markdown(source: str) -> Iterator[list[LabelledText]]:
    if not re.search(rf"\{{{_NAMES}\}}", source):
        return
    for token in _parser().parse(source):
        title = _MARKDOWN.match(token.info.strip())
        if token.type in {"fence", "colon_fence"} and title and token.map:
            lines = token.content.split("\n")
            yield list(_fields(title["title"], lines, token.map[0] + 1))


def _in_rst(source: str) -> Iterator[list[LabelledText]]:
    lines = source.split("\n")
    for number, line in enumerate(lines):
        if title := _RST.match(line):
            yield list(_fields(title["title"], lines[number + 1 :], number + 1))


def _fields(title: str, lines: list[str], line: int) -> Iterator[LabelledText]:
    """Yield the title on *line*, and the options on the lines that follow."""
    if title.strip():
        yield LabelledText(title.strip(), line, "title")
    for number, text in enumerate(lines, line + 1):
        option = _OPTION.match(text)
        if option is None:
            return
        yield LabelledText(option["value"].strip(), number, option["name"])


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").use(colon_fence_plugin)
