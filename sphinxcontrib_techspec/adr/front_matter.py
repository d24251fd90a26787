"""Read the YAML front matter of a Markdown file with its original text and lines.

A YAML loader would turn ``0037`` into 31 and ``no`` into false. Here every value keeps
its text, and its line number for findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TypeGuard

import yaml
from markdown_it import MarkdownIt

from ..patterns import regex
from .outline import LabelledText, Link

_FENCE = regex(r"-{3,}+\s*+$")
_KEY_VALUE = regex(
    r"^[\"']?(?P<key>[A-Za-z][\w.()-]*+(?: ++[\w.()-]++)*)[\"']?\s*+:"
    r"(?:\s++(?P<value>.*))?$"
)
_BEFORE = regex(r"(?:\s++|<!--(?:(?!-->).)*+-->)*+", re.DOTALL)
"""What may stand before front matter: a comment, such as one with the licence."""

_NESTING = frozenset({"adr", "madr", "decision", "decision-record", "record"})
"""The keys below which some projects nest the fields of a record."""

_POSSIBLE_LINK = regex(r"\]\(|<\w+:")


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
    start, end = front_matter_lines(source)
    if not end:
        return []
    lines = source.removeprefix("\ufeff").split("\n")[start : end - 1]
    block = "\n".join(lines)
    try:
        root = yaml.compose(block, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError):
        return list(_read_lines(lines, start + 1))
    if not isinstance(root, yaml.MappingNode):
        return []
    return list(_read_mapping(root, block, start + 1))


def front_matter_lines(source: str) -> tuple[int, int]:
    """Return the lines of the marks around the front matter; zeros without one.

    Comments and blank lines may stand before it.
    """
    text = source.removeprefix("\ufeff")
    before = _BEFORE.match(text)
    top = text.count("\n", 0, before.end()) if before else 0
    lines = text.split("\n")
    if not _FENCE.match(lines[top]):
        return 0, 0
    ends = (n for n, line in enumerate(lines[top + 1 :], top + 2) if _FENCE.match(line))
    end = next(ends, 0)
    return (top + 1, end) if end else (0, 0)


def _read_mapping(
    root: yaml.MappingNode, block: str, first: int
) -> Iterator[LabelledText]:
    for key, value in root.value:
        if not isinstance(key, yaml.ScalarNode):
            continue
        if key.value.lower() in _NESTING and _has_values(value):
            yield from _read_mapping(value, block, first)
        elif isinstance(value, yaml.SequenceNode) and _is_relations(value):
            for entry in value.value:
                yield _relation(entry, first)
        else:
            # Marks count from 0.
            yield _labelled_text(
                key.value, _original_text(value, block), key.start_mark.line + first
            )


def _is_relations(node: yaml.SequenceNode) -> bool:
    """Return whether the entries of a list have a type and a target each."""
    return bool(node.value) and all(
        isinstance(entry, yaml.MappingNode)
        and {"type", "target"} <= _scalars(entry).keys()
        for entry in node.value
    )


def _relation(entry: yaml.MappingNode, first: int) -> LabelledText:
    """Return the relation in an entry: ``type: amends``, ``target: ADR-0045``."""
    values = _scalars(entry)
    kind, target = values["type"], values["target"]
    return _labelled_text(kind.value, target.value, target.start_mark.line + first)


def _scalars(node: yaml.MappingNode) -> dict[str, yaml.ScalarNode]:
    return {
        key.value: value
        for key, value in node.value
        if isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode)
    }


def _has_values(node: yaml.Node) -> TypeGuard[yaml.MappingNode]:
    """Return whether *node* is a mapping with values, and no placeholder in braces."""
    return isinstance(node, yaml.MappingNode) and any(
        not isinstance(value, yaml.ScalarNode) or value.value for _, value in node.value
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


def _read_lines(lines: list[str], first: int) -> Iterator[LabelledText]:
    for number, line in enumerate(lines, first):
        if match := _KEY_VALUE.match(line):
            value = (match["value"] or "").strip().strip("\"'")
            yield _labelled_text(match["key"], value, number)


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
