"""An item as it is read, and the options that fill it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from docutils import nodes

from ...codes import Code
from ...kinds import Kind
from ...messages import Message, Replace
from ...model.item import ParsedItem, Problem, Waiver, unknown_name
from .blocks import SourceCell
from .cells import Cell, read_nodes
from .source import DirectiveSource, Option

_WAIVER = re.compile(r"(TS\d{3})\b[\s:,–—-]*")
_RUN_TOGETHER = re.compile(r":(?P<name>[\w-]+):(?P<value>[^\s:`].*)")
"""An option without a space; a role has a backtick there."""


@dataclass(slots=True)
class Read:
    """An item as read, with the nodes of values that text does not say all of."""

    raw: ParsedItem
    inline_nodes: dict[str, list[nodes.Node]] = field(
        default_factory=dict[str, list[nodes.Node]]
    )
    below: list[nodes.Node] = field(default_factory=list[nodes.Node])
    from_code: bool = False

    def put(self, name: str, cell: Cell) -> None:
        """Set the field *name*, ``""`` for the item's name, to what a cell says."""
        if name:
            self.raw.values[name] = cell.written()
        else:
            self.raw.name = cell.written()
        if cell.nodes:
            self.inline_nodes[name] = cell.nodes

    def keep(self, label: str, cell: Cell) -> None:
        """Keep a value that no field takes."""
        if cell.nodes:
            self.inline_nodes[f"extras.{len(self.raw.extras)}"] = cell.nodes
        self.raw.extras.append((label, cell.written()))


def read_options(
    kind: type[Kind], options: Sequence[Option], read: Read, host: DirectiveSource
) -> None:
    """Put the directive's options into an item, the unknown ones as extras."""
    given: dict[str, Option] = {}
    for option in options:
        key = option.name.lower().replace("-", "_")
        if key == "waive":
            read.raw.waivers += read_waivers(option.value, option.line, read.raw)
            continue
        name = (
            kind.field_for_column_head(option.name)
            if key not in kind.field_specs()
            else key
        )
        if not name or name == kind.rows:
            names = [*kind.field_specs(), "name", "waive"]
            read.raw.problems.append(
                unknown_name(
                    Message("unknown option “{name}”", name=option.name),
                    option.line,
                    option.name,
                    names,
                    code=Code.UNKNOWN_FIELD,
                )
            )
            if option.value:
                read.keep(option.name, Cell(option.value, option.line))
            continue
        if before := given.get(name):
            read.raw.problems.append(
                Problem(
                    Code.INVALID_FIELD,
                    Message("duplicate option “{name}”", name=option.name),
                    option.line,
                    name,
                    Message("remove one; the last one is used"),
                )
            )
            read.keep(before.name, Cell(before.value, before.line))
        given[name] = option
        field = kind.field_specs()[name]
        if field.inline_markup:
            read.put(name, _prose(option.value, option.line, host))
        else:
            read.put(name, Cell(option.value, option.line))


def report_missing_spaces(
    kind: type[Kind], body: Iterable[str], first: int, raw: ParsedItem
) -> None:
    """Report options that a body begins with for want of a space (``:auth:none``).

    Args:
        kind: the kind of the item.
        body: the lines of the body.
        first: the number of the first of them in the file.
        raw: the item.
    """
    for number, line in enumerate(body):
        match = _RUN_TOGETHER.match(line.strip())
        if match is None or not kind.field_for_column_head(match["name"]):
            return
        option = f":{match['name']}: {match['value']}"
        raw.problems.append(
            Problem(
                Code.UNKNOWN_FIELD,
                Message("missing space after “:{name}:”", name=match["name"]),
                first + number,
                match["name"],
                Message("write “{option}”", option=option),
                Replace(match[0], option, "safe"),
            )
        )


def _prose(text: str, line: int, host: DirectiveSource) -> Cell:
    if host.is_markdown:
        return SourceCell(line, text).read(host)
    return read_nodes(host.parse_inline(text, line), line)


def read_waivers(text: str, line: int, raw: ParsedItem) -> list[Waiver]:
    """Return the waivers of ``:waive: TS302 reason; TS305 reason``."""
    starts = list(_WAIVER.finditer(text))
    if not starts or text[: starts[0].start()].strip():
        raw.problems.append(
            Problem(
                Code.INVALID_FIELD,
                Message("missing rule code in “{text}”", text=text),
                line,
                "waive",
                Message("write a code and the reason, such as “TS302 reason”"),
            )
        )
        return []
    ends = [match.start() for match in starts[1:]] + [len(text)]
    return [
        Waiver(match[1], text[match.end() : end].strip().rstrip(";").strip(), line)
        for match, end in zip(starts, ends, strict=True)
    ]
