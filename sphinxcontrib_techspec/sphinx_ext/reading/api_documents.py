"""Endpoints and entities of a document in OpenAPI, whichever directive it is in."""

from __future__ import annotations

from ...code.openapi import Operation, is_api_document, read_api
from ...code.syntax import invalid
from ...codes import Code
from ...kinds import Endpoint, Entity, Kind
from ...messages import Message
from ...model.item import ParsedItem, Problem, SourceText
from .blocks import CodeBlock
from .rows import class_items, code_text
from .source import DirectiveSource

API_KINDS: tuple[type[Kind], ...] = (Endpoint, Entity)
"""The kinds that a document has items of; each of their directives reads them all."""


def read_api_document(
    kind: type[Kind],
    block: CodeBlock,
    source: DirectiveSource,
    problems: list[Problem],
) -> tuple[list[ParsedItem], list[ParsedItem]] | None:
    """Return the endpoints and the entities of a document.

    Args:
        kind: the kind of the directive.
        block: a block of code.
        source: the directive.
        problems: gets what is not understood.

    Returns:
        The endpoints, and the entities that its schemas are; `None` where the block is
        no document in OpenAPI, or has no endpoint.
    """
    if not is_api_document(block.code, block.language):
        return None
    api = read_api(block.code, block.language)
    problems += (
        Problem(
            Code.UNPARSABLE_BODY,
            Message("“{name}” is not read as a part of OpenAPI", name=part.text),
            block.line + part.line,
            part.text,
        )
        for part in api.unread
    )
    if not api.operations:
        if api.fault is not None and not kind.rows:
            text = invalid(block.language.upper(), api.fault.text)
            line = block.line + api.fault.line
            problems.append(Problem(Code.UNPARSABLE_BODY, text, line, block.language))
        return None
    entities = [item for _, item in class_items(Entity, block, problems, source.text)]
    for item in entities:
        # An entity that the spec describes as well is that one.
        item.is_drawn = True
    return [endpoint_of(part, block, source) for part in api.operations], entities


def endpoint_of(
    operation: Operation, block: CodeBlock, source: DirectiveSource
) -> ParsedItem:
    """Return the endpoint that an operation of a document in a block of code is."""
    line = block.line + operation.line
    item = ParsedItem(Endpoint.kind, line, from_code=True)
    method = operation.method.lower()
    range_ = source.text.within(line, method, "code")
    item.values["method"] = SourceText(operation.method, line, (), range_)
    values = {
        "path": operation.path, "purpose": operation.purpose, "auth": operation.auth,
        "request": operation.request, "response": operation.response,
    }  # fmt: skip
    # A schema without a name is in the document.
    item.has_json = operation.has_body
    item.values |= {n: code_text(text, line) for n, text in values.items() if text}
    return item
