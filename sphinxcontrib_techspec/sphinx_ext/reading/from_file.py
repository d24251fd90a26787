"""Items that a file of the repository declares, which the option ``from`` names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from docutils import nodes

from ...code.openapi import is_api_document, read_api
from ...codes import Code
from ...kinds import Endpoint, Entity, Kind
from ...messages import Message, suggestion
from ...model.item import ParsedItem, Problem, SourceText
from ...text import collapse_spaces, to_plain
from ...values.names import name_words
from ...values.routes import path_segments
from .api_documents import endpoint_of
from .blocks import CodeBlock
from .rows import class_items
from .source import DirectiveSource, Option

FROM_KINDS: tuple[type[Kind], ...] = (Endpoint, Entity)
"""The kinds whose items a file may declare."""

MOST_CHARACTERS = 2_000_000
"""How long an API document may be."""

_LANGUAGES = {
    ".py": "python", ".sql": "sql", ".prisma": "prisma", ".ts": "typescript",
    ".tsx": "tsx", ".go": "go", ".rs": "rust", ".java": "java", ".json": "json",
    ".yaml": "yaml", ".yml": "yaml",
}  # fmt: skip
"""The languages of files by their endings."""


class Reference(NamedTuple):
    """What the option ``from`` names.

    Attributes:
        path: the file, from the document or a name in ``techspec_sources``.
        part: the class, table or schema in it; empty for all.
        tag: the tag of the operations that are meant; empty for all.
        begin: how their paths begin; empty for all.
    """

    path: str
    part: str
    tag: str = ""
    begin: str = ""


def read_reference(text: str, tag: str = "", begin: str = "") -> Reference:
    """Return the file and the part of it that a value names: ``models.py#Order``.

    Args:
        text: the value of the option.
        tag: as in `Reference`.
        begin: as in `Reference`.
    """
    path, _, part = text.strip().partition("#")
    return Reference(path.strip(), part.strip(), tag.strip(), begin.strip())


def file_block(code: str, ending: str, line: int) -> CodeBlock:
    """Return the content of a file as a block of code.

    Args:
        code: the content.
        ending: how the name of the file ends, such as ``.py``.
        line: the line of the block in the document.
    """
    language = _LANGUAGES.get(ending.lower(), "")
    return CodeBlock(line, language, code, nodes.literal_block(code, code))


def items_from(
    kind: type[Kind],
    block: CodeBlock,
    reference: Reference,
    option: Option,
    source: DirectiveSource,
) -> tuple[list[ParsedItem], list[Problem]]:
    """Return the items that a file declares, as if they stood at the option.

    Args:
        kind: the kind of the items, one of `FROM_KINDS`.
        block: the content of the file, as `file_block` returns it.
        reference: what the option names.
        option: the option.
        source: the directive.

    Returns:
        The items, and what is wrong.
    """
    language = block.language
    problems: list[Problem] = []
    if not language or (kind is Endpoint and not is_api_document(block.code, language)):
        text = (
            Message("{path} is no document in OpenAPI", path=reference.path)
            if language
            else Message("{path} is in no language that is read", path=reference.path)
        )
        return [], [_problem(option, text)]
    if kind is Endpoint:
        found = list(_operations(block, reference, source, option, problems))
        names: list[str] = []
    else:
        declared = [item for _, item in class_items(kind, block, problems, source.text)]
        names = [_name(item) for item in declared]
        wanted = name_words(reference.part)
        found = [
            item for item in declared if not wanted or name_words(_name(item)) == wanted
        ]
    if not found and not problems:
        problems.append(_nothing(kind, reference, option, names))
    items = [_placed(item, option.line) for item in found]
    return items, [replace(problem, line=option.line) for problem in problems]


def _operations(
    block: CodeBlock,
    reference: Reference,
    source: DirectiveSource,
    option: Option,
    problems: list[Problem],
) -> Iterator[ParsedItem]:
    api = read_api(block.code, block.language, MOST_CHARACTERS)
    if api.fault is not None:
        text = Message(
            "{path}, line {line}: {fault}",
            path=reference.path,
            line=api.fault.line + 1,
            fault=api.fault.text,
        )
        problems.append(_problem(option, text))
    begin = path_segments(reference.begin)
    for operation in api.operations:
        if reference.tag and reference.tag not in operation.tags:
            continue
        if path_segments(operation.path)[: len(begin)] == begin:
            yield endpoint_of(operation, block, source)


def _name(item: ParsedItem) -> str:
    return collapse_spaces(to_plain(item.name.text)) if item.name else ""


def _nothing(
    kind: type[Kind], reference: Reference, option: Option, names: Sequence[str]
) -> Problem:
    """Return the problem that a file has no items, or not the one that is named."""
    if reference.part and names:
        return _problem(
            option,
            Message("no “{name}” in {path}", name=reference.part, path=reference.path),
            suggestion(reference.part, names),
        )
    text = Message("no {kind} in {path}", kind=kind.title, path=reference.path)
    return _problem(option, text)


def _problem(option: Option, text: Message, advice: Message | str = "") -> Problem:
    return Problem(Code.INVALID_FIELD, text, option.line, option.name, advice)


def _placed(item: ParsedItem, line: int) -> ParsedItem:
    """Return an item of another file as one on a line of the document.

    Nothing of it is written there, so nothing can be corrected there.
    """

    def placed(value: SourceText) -> SourceText:
        return replace(value, line=line, range=None, source="")

    item.line = line
    item.name = placed(item.name) if item.name else None
    item.values = {name: placed(value) for name, value in item.values.items()}
    item.rows = [{n: placed(v) for n, v in row.items()} for row in item.rows]
    item.problems = [replace(problem, line=line) for problem in item.problems]
    return item
