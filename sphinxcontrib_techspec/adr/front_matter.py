"""Read the YAML front matter of a Markdown file with its original text and lines.

A YAML loader would turn ``0037`` into 31 and ``no`` into false. Here every value keeps
its text, and its line number for findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import yaml
from markdown_it import MarkdownIt

from .outline import LabelledText, Link

_FENCE = re.compile(r"-{3,}\s*$")
_KEY_VALUE = re.compile(r"^(?P<key>[A-Za-z][\w .()-]*?)\s*:(?:\s+(?P<value>.*))?$")
_POSSIBLE_LINK = re.compile(r"\]\(|<\w+:")


def read_front_matter(source: str) -> list[LabelledText]:
    """Return the fields of the front matter of *source*.

    The items of a list are joined with commas. If the front matter is not valid YAML,
    for example because of an unquoted colon, each line ``key: value`` is read on its
    own, because the status must not be lost.

    Args:
        source: the complete text of a file.

    Returns:
        A text for every field, labelled with its key; empty without front matter.
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
        return list(_read_lines(lines[:end]))
    if not isinstance(root, yaml.MappingNode):
        return []
    return list(_read_mapping(root, block))


def _read_mapping(root: yaml.MappingNode, block: str) -> Iterator[LabelledText]:
    for key, value in root.value:
        if isinstance(key, yaml.ScalarNode):
            # The block begins on line 2, and marks count from 0.
            yield _labelled_text(
                key.value, _original_text(value, block), key.start_mark.line + 2
            )


def _original_text(node: yaml.Node, block: str) -> str:
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
    # `{ accepted }` is a YAML mapping, but means a placeholder that was not filled in.
    return block[node.start_mark.index : node.end_mark.index]


def _read_lines(lines: list[str]) -> Iterator[LabelledText]:
    for number, line in enumerate(lines):
        if match := _KEY_VALUE.match(line):
            value = (match["value"] or "").strip().strip("\"'")
            yield _labelled_text(match["key"], value, number + 2)


def _labelled_text(key: str, text: str, line: int) -> LabelledText:
    links: list[Link] = []
    if _POSSIBLE_LINK.search(text):
        text, links = _render_inline(text)
    return LabelledText(text.strip(), line, key, tuple(links))


def _render_inline(text: str) -> tuple[str, list[Link]]:
    """Return the rendered text of inline Markdown, and the links in it."""
    rendered = ""
    links: list[Link] = []
    target, start = "", 0
    for block in _markdown().parseInline(text.strip()):
        for token in block.children or ():
            if token.type == "link_open":
                target, start = str(token.attrs.get("href", "")), len(rendered)
            elif token.type == "link_close":
                links.append(Link(target, start, len(rendered)))
            elif token.type in {"softbreak", "hardbreak"}:
                rendered += "\n"
            elif token.type != "html_inline":
                rendered += token.content
    return rendered, links


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark")
