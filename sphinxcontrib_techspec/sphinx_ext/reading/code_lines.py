"""Items that are the lines of a block of code, such as a list of routes."""

from __future__ import annotations

from collections.abc import Sequence

from ...codes import Code
from ...kinds import Kind
from ...messages import Message
from ...model.item import ParsedItem, Problem, SourceText
from ...patterns import regex
from ...text import collapse_spaces
from .blocks import CodeBlock
from .several import split_item
from .source import DirectiveSource

TEXT_LANGUAGES = frozenset(
    {"", "default", "http", "none", "plain", "plaintext", "text", "txt"}
)
"""Languages of blocks that are text, where each line may be an item."""

_COMMENT = regex(r"#|//|%%|--|;|/?\*|\w[^:/{}]*:$")
"""A comment, or a heading of a group of lines."""


_COMMENT_TEXT = regex(r"(?:#++|//|--)\s*+(.+)")
_HEADER = regex(r"[A-Za-z][A-Za-z0-9-]*:\s")
"""A header of a request: ``Content-Type: application/json``."""

_LABELLED = regex(r"(?P<label>[A-Za-z][A-Za-z ]{0,30}):\s+(?P<value>\S.*)")
"""A label and its value below an item: ``Auth: none``."""

_BRACKETS = ("{}", "[]", "()")
_LONGEST_BODY = 30
"""The most lines of a body that are one value."""

_LANGUAGE_OF_REQUESTS = "http"


def read_lines(
    kind: type[Kind],
    block: CodeBlock,
    source: DirectiveSource,
    problems: list[Problem],
) -> tuple[list[ParsedItem], bool]:
    """Return the items that the lines of *block* are, and whether they are all of it.

    The block is text in the kind's own way of writing an item. An indented line that is
    no item belongs to the line above, where a label may name a field: ``Auth: none``;
    and so do the headers and the body of a request.
    A comment right above one item describes it.

    Args:
        kind: the kind of the items.
        block: the block.
        source: the directive.
        problems: gets the first line that is not understood.
    """
    lines = block.code.split("\n")
    if block.language not in TEXT_LANGUAGES:
        return [], False
    found: list[ParsedItem] = []
    left: list[tuple[int, str]] = []
    whole = True
    body = _Body(block.language)
    for number, line in enumerate(lines):
        text = line.strip()
        if not text:
            continue
        if found and body.takes(text):
            found[-1].has_json = found[-1].has_json or body.is_json
            whole = False
            continue
        values = kind.parse_entry(collapse_spaces(text))
        if values is not None:
            item = line_item(kind, values, block.line + number, text, source)
            found += split_item(kind, item)
            continue
        whole = False
        if found and line[0].isspace():
            _take_line(kind, found[-1], block.line + number, lines[number:], source)
        if not (line[0].isspace() or _COMMENT.match(text)):
            left.append((block.line + number, text))
    if described := kind.body_field():
        _describe(found, described, block, lines)
    if found and left:
        problems.append(unread_line(kind, *left[0]))
    return found, whole


def _take_line(
    kind: type[Kind],
    item: ParsedItem,
    number: int,
    lines: Sequence[str],
    source: DirectiveSource,
) -> None:
    """Let a line below an item fill the field that its label names, if it is free.

    Its value may go on in the next lines, up to the last closing bracket.
    """
    match = _LABELLED.fullmatch(lines[0].strip())
    field = kind.own_field_for_head(match["label"]) if match else None
    if match is None or not field or field in item.values:
        return
    value = match["value"]
    for line in lines[1:_LONGEST_BODY]:
        if not _is_open(value):
            break
        value = f"{value} {line.strip()}"
    if _is_open(value):
        return
    range_ = source.text.within(number, value, "code")
    item.put(field, SourceText(value, number, (), range_, source=value))


def _is_open(text: str) -> bool:
    """Return whether a text has an opening bracket more than closing ones."""
    return any(text.count(first) > text.count(last) for first, last in _BRACKETS)


def unread_line(kind: type[Kind], number: int, text: str) -> Problem:
    """Return the problem of a line of code that is no item of a kind."""
    return Problem(
        Code.UNPARSABLE_BODY,
        Message("line of code without {kind}: “{text}”",
            kind=kind.title, text=text[:40]),
        number,
        text,
    )  # fmt: skip


def _describe(
    items: Sequence[ParsedItem], field: str, block: CodeBlock, lines: Sequence[str]
) -> None:
    """Let the comment above a request describe it, where it is above no other.

    Args:
        items: the items of the block.
        field: the field that describes an item.
        block: the block.
        lines: its lines.
    """
    if block.language != _LANGUAGE_OF_REQUESTS:
        return
    begun = {item.line - block.line for item in items}
    for item in items:
        number = item.line - block.line
        comment = _COMMENT_TEXT.fullmatch(lines[number - 1].strip()) if number else None
        if comment and number + 1 not in begun and field not in item.values:
            text = comment[1]
            item.put(field, SourceText(text, item.line - 1, source=text))


class _Body:
    """The lines below a request in a block of ``http``: its headers and its body."""

    def __init__(self, language: str) -> None:
        """Begin outside of a body; there are none in other languages."""
        self._has_bodies = language == _LANGUAGE_OF_REQUESTS
        self._open = 0
        self.is_json = False

    def takes(self, text: str) -> bool:
        """Return whether a line is a header or a part of a body in brackets."""
        if not self._has_bodies:
            return False
        self.is_json = bool(self._open) or text[0] in "{["
        if self.is_json:
            self._open += sum(map(text.count, "{[")) - sum(map(text.count, "}]"))
            self._open = max(self._open, 0)
        return self.is_json or _HEADER.match(text) is not None


def line_item(
    kind: type[Kind],
    values: dict[str, str],
    number: int,
    line: str,
    source: DirectiveSource,
) -> ParsedItem:
    """Return the item that a line of code is.

    Args:
        kind: the kind of the item.
        values: the values that the line gives.
        number: the number of the line, from 1.
        line: the line.
        source: the directive.
    """
    item = ParsedItem(kind.kind, number)
    for name, text in values.items():
        written = text if text in line else ""
        range_ = source.text.within(number, written, "code") if written else None
        item.put(name, SourceText(text, number, (), range_, source=text))
    return item
