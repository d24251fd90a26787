"""The options of a directive as fields and waivers of an item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ...codes import Code
from ...kinds import Kind
from ...messages import Message, Replace
from ...model.item import ParsedItem, Problem, SourceText, Waiver, unknown_name
from ...text import to_plain
from .cells import read_literal, read_markdown, read_nodes
from .source import DirectiveSource, Option

_WAIVER = re.compile(r"([A-Z]{2,}\d{3})\b[\s:,–—-]*")
_RUN_TOGETHER = re.compile(r":(?P<name>[\w-]+):(?P<value>[^\s:`].*)")
"""An option without a space; a role has a backtick there."""


def read_options(
    kind: type[Kind],
    options: Sequence[Option],
    item: ParsedItem,
    source: DirectiveSource,
) -> None:
    """Put the directive's options into an item, the unknown ones as extras.

    Args:
        kind: the kind of the item.
        options: the options as written.
        item: the item, which is changed.
        source: the directive.
    """
    given: dict[str, Option] = {}
    for option in options:
        key = option.name.lower().replace("-", "_")
        if key == "waive":
            text = to_plain(read_literal(option.written, source).text)
            item.waivers += read_waivers(text, option.line, item)
            continue
        name = (
            kind.field_for_column_head(option.name)
            if key not in kind.field_specs()
            else key
        )
        if not name or name == kind.rows:
            names = [*kind.field_specs(), "name", "no-index", "waive"]
            item.problems.append(
                unknown_name(
                    Message("unknown option “{name}”", name=option.name),
                    option.line,
                    option.name,
                    names,
                    code=Code.UNKNOWN_FIELD,
                )
            )
            if option.value:
                item.extras.append((option.name, option.written))
            continue
        if before := given.get(name):
            item.problems.append(
                Problem(
                    Code.INVALID_FIELD,
                    Message("duplicate option “{name}”", name=option.name),
                    option.line,
                    name,
                    Message("remove one of them; the last one is used"),
                )
            )
            item.extras.append((before.name, before.written))
        given[name] = option
        markup = kind.field_specs()[name].inline_markup
        read = _with_markup if markup else _without_markup
        item.put(name, read(option, source))


def report_missing_spaces(
    kind: type[Kind], body: Iterable[str], first: int, item: ParsedItem
) -> None:
    """Report options at the start of a body that lack a space (``:auth:none``).

    Args:
        kind: the kind of the item.
        body: the lines of the body.
        first: the number of the first of them in the file.
        item: the item.
    """
    for number, line in enumerate(body):
        match = _RUN_TOGETHER.match(line.strip())
        if match is None or not kind.field_for_column_head(match["name"]):
            return
        option = f":{match['name']}: {match['value']}"
        item.problems.append(
            Problem(
                Code.UNKNOWN_FIELD,
                Message("missing space after “:{name}:”", name=match["name"]),
                first + number,
                match["name"],
                Message("write “{option}”", option=option),
                Replace(match[0], option, "safe"),
            )
        )


def _without_markup(option: Option, source: DirectiveSource) -> SourceText:
    return read_literal(option.written, source)


def _with_markup(option: Option, source: DirectiveSource) -> SourceText:
    if source.is_markdown:
        return read_markdown(option.value, option.line, source, option.range)
    inline = source.parse_inline(option.value, option.line)
    return read_nodes(inline, option.line, option.range, option.value)


def read_waivers(text: str, line: int, item: ParsedItem) -> list[Waiver]:
    """Return the waivers of ``:waive: TS302 reason; TS305 reason``."""
    starts = list(_WAIVER.finditer(text))
    if not starts or text[: starts[0].start()].strip():
        item.problems.append(
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
