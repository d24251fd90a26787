"""The YAML that a Markdown file begins with, value by value as it is written.

YAML itself would turn ``0037`` into thirty-one and ``no`` into false. Here every value
stays the text that its author sees, with the line it stands on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import yaml
from markdown_it import MarkdownIt

from .outline import Entry, Link

_FENCE = re.compile(r"-{3,}\s*$")
_PAIR = re.compile(r"^(?P<key>[A-Za-z][\w .()-]*?)\s*:(?:\s+(?P<value>.*))?$")
_MAY_LINK = re.compile(r"\]\(|<\w+:")


def read_front_matter(source: str) -> list[Entry]:
    """Return the fields of the front matter of *source*, none where it has none.

    A list is given as text with commas. Where the whole is no YAML, as after an
    unquoted colon, its lines are read one by one: a status must not get lost for that.

    Args:
        source: the text of a file, from its beginning.
    """
    first, *lines = source.removeprefix("\ufeff").split("\n")
    ends = (n for n, line in enumerate(lines) if _FENCE.match(line))
    end = next(ends, None) if _FENCE.match(first) else None
    if end is None:
        return []
    block = "\n".join(lines[:end])
    try:
        root = yaml.compose(block, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return list(_line_by_line(lines[:end]))
    if not isinstance(root, yaml.MappingNode):
        return []
    return list(_fields(root, block))


def _fields(root: yaml.MappingNode, block: str) -> Iterator[Entry]:
    for key, value in root.value:
        if isinstance(key, yaml.ScalarNode):
            # Two lines stand before the block's first in the file's count.
            yield _entry(key.value, _text(value, block), key.start_mark.line + 2)


def _text(node: yaml.Node, block: str) -> str:
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return ", ".join(
            (
                child.value
                if isinstance(child, yaml.ScalarNode)
                else block[child.start_mark.index : child.end_mark.index]
            )
            for child in node.value
        )
    # `{ accepted }` is a mapping to YAML and an unfilled template to its author.
    return block[node.start_mark.index : node.end_mark.index]


def _line_by_line(lines: list[str]) -> Iterator[Entry]:
    for number, line in enumerate(lines):
        if match := _PAIR.match(line):
            value = (match["value"] or "").strip().strip("\"'")
            yield _entry(match["key"], value, number + 2)


def _entry(key: str, text: str, line: int) -> Entry:
    links: list[Link] = []
    if _MAY_LINK.search(text):
        text, links = _without_markup(text)
    return Entry(text.strip(), line, key, tuple(links))


def _without_markup(text: str) -> tuple[str, list[Link]]:
    """Return what *text* reads once its Markdown is drawn, and the links in it."""
    shown = ""
    links: list[Link] = []
    target, start = "", 0
    for block in _markdown().parseInline(text.strip()):
        for token in block.children or ():
            if token.type == "link_open":
                target, start = str(token.attrs.get("href", "")), len(shown)
            elif token.type == "link_close":
                links.append(Link(target, start, len(shown)))
            elif token.type in {"softbreak", "hardbreak"}:
                shown += "\n"
            elif token.type != "html_inline":
                shown += token.content
    return shown, links


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark")
