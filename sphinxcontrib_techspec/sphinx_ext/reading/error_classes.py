"""Errors that a block of code declares: a tree of classes, or an enum of codes."""

from __future__ import annotations

from collections.abc import Iterator

from ...code.classes import ClassSource
from ...code.error_trees import ErrorClass, read_error_tree
from ...code.languages import language_named
from ...kinds import Error
from ...model.item import ParsedItem, Problem, SourceText
from ...patterns import regex
from .blocks import CodeBlock
from .code_lines import unread_line
from .rows import code_text, read_block, show_forced
from .source import DirectiveSource

_NAME = regex(r"Error|Exception|Failure|^err")
_CONSTANT = regex(r"[A-Z][A-Z0-9_]*")
_TEXT = regex(r"(?P<quote>[\"'])(?P<code>[\w.-]+)(?P=quote)")


def read_error_classes(
    block: CodeBlock, source: DirectiveSource, problems: list[Problem]
) -> list[ParsedItem]:
    """Return the errors that a block of code declares.

    Args:
        block: the block.
        source: the directive.
        problems: gets the first line of a tree that is not understood, and what is
            wrong in the code of an enum.
    """
    tree = read_error_tree(block.code)
    if tree.classes:
        if tree.unread:
            number, text = tree.unread[0]
            problems.append(unread_line(Error, block.line + number, text))
        show_forced(block)
        return [_error(part, block, source) for part in tree.classes]
    if language_named(block.language) is None:
        return []
    own: list[Problem] = []
    found: list[ParsedItem] = []
    for class_, _ in read_block(block, own, source.text):
        found += _of_enum(class_, block, source)
    problems += own if found else []
    return found


def _of_enum(
    class_: ClassSource, block: CodeBlock, source: DirectiveSource
) -> Iterator[ParsedItem]:
    """Yield the members of an enum of errors; a text is the code that it stands for."""
    names = [part.name for part in class_.fields]
    is_enum = class_.label == "Enum" or all(map(_CONSTANT.fullmatch, names))
    if not is_enum or not _NAME.search(class_.name):
        return
    for part in class_.fields:
        text = _TEXT.fullmatch(part.constraints)
        name = text["code"] if text else part.name
        declared = ErrorClass(name, "", part.description, part.line)
        yield _error(declared, block, source)


def _error(
    declared: ErrorClass, block: CodeBlock, source: DirectiveSource
) -> ParsedItem:
    line = block.line + declared.line
    range_ = source.text.within(line, declared.name, "code")
    name = SourceText(declared.name, line, (), range_)
    item = ParsedItem(Error.kind, line, name, from_code=True)
    if declared.meaning:
        item.values["meaning"] = code_text(declared.meaning, line)
    if declared.status:
        item.values["http"] = code_text(declared.status, line)
    return item
