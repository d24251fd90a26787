"""An item as it is read, and the options that fill it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from docutils import nodes

from ...kinds import Kind
from ...model.item import ParsedItem, Problem, Waiver
from ...text import did_you_mean
from .blocks import SourceCell
from .cells import Cell, read_nodes
from .source import DirectiveSource, Option

_WAIVER = re.compile(r"([A-Z]{2,}\d{3})\b[\s:,–—-]*")
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
                Problem(
                    "TS002",
                    f"option “{option.name}” is unknown.{did_you_mean(key, names)}",
                    option.line,
                )
            )
            if option.value:
                read.keep(option.name, Cell(option.value, option.line))
            continue
        if before := given.get(name):
            read.raw.problems.append(
                Problem(
                    "TS001",
                    f"option “{option.name}” is given twice; the last one counts.",
                    option.line,
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
        raw.problems.append(
            Problem(
                "TS002",
                f"“{match[0]}” is no option, for it has no space behind the colon. "
                f"Write “:{match['name']}: {match['value']}”.",
                first + number,
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
                "TS001",
                f"waive: “{text}” does not begin with a rule's code. Write "
                ":waive: TS302 and the reason.",
                line,
            )
        )
        return []
    ends = [match.start() for match in starts[1:]] + [len(text)]
    return [
        Waiver(match[1], text[match.end() : end].strip().rstrip(";").strip(), line)
        for match, end in zip(starts, ends, strict=True)
    ]
