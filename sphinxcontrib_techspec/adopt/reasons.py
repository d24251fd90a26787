"""Why a block of a document stays as it is, in words that its author can act on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..kinds import Kind
from ..messages import join_messages
from ..model.item import Item
from ..patterns import regex
from ..text import join_or, shorten
from .blocks import MarkdownBlock
from .item_evidence import (
    UNREAD,
    has_faults,
    has_names,
    is_evident,
    is_faulty,
    is_misnamed,
    says_enough,
    seems_name,
)
from .options import Option
from .reading import Reading
from .sections import exact_section

NO_HEADING = "no heading of a section of the template above it"
"""Why a block has no items that could have some below another heading."""

NOT_THE_SPEC = "below a heading or a label of what is no part of the spec"
"""Why a list has no items below *Not used*, *We rejected:* or *Roadmap*."""

ABOUT_ONE = "a list that says more of one thing, and lists no items"
"""Why a list has no items below *Key features* or *Rationale* of a technology."""

FIELDS = (
    "a table of fields, whose entity no heading names: put techspec:entity with its "
    "name around it"
)
"""Why a table *Column | Type* has no items below a heading of anything else."""

DRAWING = "a drawing or code of which no item is read below its heading"
"""Why a block of code has no items below *Architecture* or *Performance*."""

_OF_FIELDS = regex(
    r"\|?\s*column(?: name)?\s*\|\s*(?:data )?type\s*\|",
    re.IGNORECASE,
)
"""The heads of a table of a database. *Field | Type* may be what is sent."""

_SHOWN = 50
"""How many characters of a bullet a reason shows."""

_FIELDS = 3
"""How many fields of a kind a reason names."""


def reason_of(block: MarkdownBlock, options: Iterable[Option]) -> str:
    """Return why a block is no item of any kind."""
    if block.has_tasks:
        return "a list of tasks"
    found = list(options)
    named = [option for option in found if option.by_heading]
    if block.type == "table" and _has_fields(block, found):
        return FIELDS
    if not named:
        return NO_HEADING
    if block.type == "code block" and not any(map(_reads_code, named)):
        return DRAWING
    for option in named:
        for problem in option.reading.problems:
            if problem.code in UNREAD or is_misnamed(problem):
                return join_messages(str(problem.problem), str(problem.advice or ""))
    kinds = join_or(dict.fromkeys(o.candidate.kind.kind for o in named))
    first = next((o for o in named if o.reading.items), named[0])
    why = _why(block, first.candidate.kind, first.reading)
    advice = f"; if it has items, put techspec:{first.candidate.kind.kind} around it"
    return f"not read as {kinds}: {why}{advice}"


def _has_fields(block: MarkdownBlock, options: Sequence[Option]) -> bool:
    """Return whether a table has fields, below a heading that names no entities."""
    if any(option.by_heading and option.candidate.kind.rows for option in options):
        return False
    read = (option.reading.lines for option in options if option.reading.lines)
    lines: Sequence[str] = next(read, ())
    head = lines[block.first : block.first + 1]
    return any(map(_OF_FIELDS.match, head))


def no_heading(blocks: Sequence[MarkdownBlock], block: MarkdownBlock) -> str:
    """Return that a block has no heading, and which line above it may be meant as one.

    Args:
        blocks: the blocks of its section.
        block: the block.
    """
    names = (
        above
        for above in reversed(blocks)
        if above.end <= block.first
        and above.type == "paragraph"
        and exact_section(above.text.rstrip(":"))
    )
    if name := next(names, None):
        return (
            f"{NO_HEADING}; “{name.text}” in line {name.first + 1} is a paragraph: "
            "begin a heading with “##”"
        )
    return NO_HEADING


def _reads_code(option: Option) -> bool:
    """Return whether blocks of code may have items of an option's kind."""
    kind = option.candidate.kind
    is_read = kind.rows or kind.code or kind.package_field or kind.assigned
    return bool(is_read) or bool(option.reading.items) or kind.kind == "error"


def named_again(item: Item, line: int, reading: Reading) -> str:
    """Return that an item of a block has the name of another one.

    Args:
        item: the item of the block.
        line: the line of the block or the directive with the other one.
        reading: what the block says.
    """
    own = item.line - reading.offset
    return (
        f"names {item.kind_name} “{item.name}” in line {own} again, which is in line "
        f"{line} already; write both as one item, or give one of them another name"
    )


def _why(block: MarkdownBlock, kind: type[Kind], reading: Reading) -> str:
    """Return what tells a block from the items of a kind."""
    items = reading.items
    if not items:
        return "nothing in it has the form of an item"
    if block.type == "list" and (unknown := _unknown(items)):
        count = len(items) + len(reading.absent)
        first = _first(unknown, reading)
        return f"{len(unknown)} of {count} bullets not understood, {first}"
    if has_faults(items):
        faulty = [item for item in items if is_faulty(item)]
        return f"values do not fit, {_first(faulty, reading)}"
    if not has_names(block, kind, items):
        return f"not all of its items have a name, {_first(items, reading)}"
    if not says_enough(items):
        fields = [
            f.label for name, f in kind.field_specs().items() if name in _own(kind)
        ]
        return (
            f"most of its items have a name alone, without {join_or(fields[:_FIELDS])}"
        )
    if unsure := [item for item in items if not is_evident(item)]:
        return (
            f"{len(unsure)} of {len(items)} items may be something else, "
            f"{_first(unsure, reading)}"
        )
    return f"the heading is about something else, {_first(items, reading)}"


def _own(kind: type[Kind]) -> set[str]:
    return {name for name in (*kind.columns, *kind.bullet) if name}


def _unknown(items: Iterable[Item]) -> list[Item]:
    """Return the items of a list that seem to have no name."""
    return [i for i in items if not (is_evident(i) or seems_name(i.kind, i))]


def _first(items: Sequence[Item], reading: Reading) -> str:
    """Return the line of the first of some items, and its name if it has one."""
    first = items[0]
    number = first.line - reading.offset
    name = shorten(_as_written(first.name.strip(), reading.lines[number - 1]), _SHOWN)
    shown = f" (“{name}”)" if name else ", which begins with no name"
    return f"the first in line {number}{shown}"


def _as_written(name: str, line: str) -> str:
    """Return a name with the capital letters of the line that it is in."""
    start = line.lower().find(name.lower())
    return name if start < 0 else line[start : start + len(name)]
