"""Entities and relations of a mermaid ``erDiagram``, whichever directive it is in."""

from __future__ import annotations

from dataclasses import replace

from ...code.mermaid import LANGUAGE, diagram_type, read_diagram
from ...code.syntax import invalid
from ...codes import Code
from ...kinds import Entity, Kind, Relation
from ...messages import Message
from ...model.item import ParsedItem, Problem
from ...text import collapse_spaces
from .blocks import CodeBlock
from .code_lines import line_item, unread_line
from .rows import class_items
from .source import DirectiveSource

DIAGRAM_KINDS: tuple[type[Kind], ...] = (Entity, Relation)
"""The kinds that a diagram has items of; each of their directives reads them all."""

_CLASS_DIAGRAM = "classDiagram"
"""The other diagram that declares entities, which is not read."""


def read_er_diagram(
    kind: type[Kind],
    block: CodeBlock,
    source: DirectiveSource,
    problems: list[Problem],
) -> tuple[list[ParsedItem], list[ParsedItem]] | None:
    """Return the entities with attributes and the relations of a diagram.

    Args:
        kind: the kind of the directive.
        block: the block of code.
        source: the directive.
        problems: gets the lines that are not understood.

    Returns:
        The entities and the relations; `None` where the block is no ``erDiagram``, or
        has neither.
    """
    if block.language != LANGUAGE:
        return None
    diagram = read_diagram(block.code)
    if diagram is None:
        if diagram_type(block.code).startswith(_CLASS_DIAGRAM):
            problems.append(_not_read(block))
        return None
    own: list[Problem] = []
    entities = [item for _, item in class_items(Entity, block, own, source.text)]
    own += (
        Problem(
            Code.UNPARSABLE_BODY,
            invalid("Mermaid", fault.text),
            block.line + fault.line,
            LANGUAGE,
        )
        for fault in diagram.faults[1:]
    )
    relations: list[ParsedItem] = []
    for number, text in diagram.relations:
        line = block.line + number
        values = Relation.parse_entry(collapse_spaces(text))
        if values is None:
            own.append(unread_line(kind, line, text))
            continue
        item = line_item(Relation, values, line, text, source)
        for end in Relation.name_fields:
            alias = diagram.aliases.get(values[end])
            if alias is not None:
                item.values[end] = replace(item.values[end], text=alias, source=alias)
        relations.append(item)
    for item in (*entities, *relations):
        item.is_drawn = True
    if not entities and not relations:
        return None
    problems += own
    return entities, relations


def _not_read(block: CodeBlock) -> Problem:
    return Problem(
        Code.CODE_NOT_READ,
        Message("code in {language}, which is not read", language=_CLASS_DIAGRAM),
        block.line,
        _CLASS_DIAGRAM,
        Message("write the entities as an erDiagram, a table or a list"),
    )
