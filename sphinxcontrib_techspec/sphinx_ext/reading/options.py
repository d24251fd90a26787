"""The options of a directive as fields and waivers of an item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...codes import Code
from ...kinds import Kind
from ...messages import Message, Replace
from ...model.item import ParsedItem, Problem, SourceText, Waiver, unknown_name
from ...patterns import regex
from ...text import to_plain
from .cells import read_literal, read_markdown, read_nodes
from .source import DirectiveSource, Option, ParsedDirective, read_option

_WAIVER = regex(r"(?<![A-Z])([A-Z]{2,}+\d{3})\b[\s:,–—-]*")
_RUN_TOGETHER = regex(r":(?P<name>[\w-]+):(?P<value>[^\s:`].*)")
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
        if added := source.own_names.added_field(kind, option.name):
            item.extras.append((added, option.written))
            continue
        name = source.own_names.field_for_head(kind, option.name) or (
            kind.field_for_label(option.name) if key not in kind.field_specs() else key
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


_OPTION_LINE = regex(r":(?P<name>[\w][\w -]*):(?:\s|$)")
_YAML_LINE = regex(r"(?<![\w-])(?P<name>[A-Za-z][\w-]*+)\s*:(?:\s|$)")
_FENCE = regex(r"\s*(`{3,}|~{3,}|:{3,})")
_ALWAYS = frozenset({"name", "class", "waive", "no_index"})
"""Options of every kind that are no fields."""


def is_option(kind: type[Kind], name: str) -> bool:
    """Return whether a kind has an option *name*."""
    key = name.strip().lower().replace("-", "_")
    if key in _ALWAYS:
        return True
    field = key if key in kind.field_specs() else kind.field_for_label(name)
    return bool(field) and field != kind.rows


def misplaced_options(
    kind: type[Kind], opening: ParsedDirective
) -> Iterator[tuple[str, int]]:
    """Yield the options that are lines of a body: the name and the line of each.

    A list of fields of which some are no options is content, such as the fields of an
    entity.

    Args:
        kind: the kind of the directive.
        opening: the directive in its parts.
    """
    group: list[tuple[str, int]] = []
    is_content = False
    fence = ""
    pattern = _OPTION_LINE
    for number, line in enumerate([*opening.body, ""]):
        if mark := _FENCE.match(line):
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        if not fence and line.startswith("---") and not number:
            pattern = _YAML_LINE
        match = None if fence else pattern.match(line)
        if match is not None:
            group.append((match["name"].strip(), opening.first + number))
            is_content = is_content or not is_option(kind, match["name"])
        elif not line[:1].isspace() or not line.strip():
            if not is_content:
                yield from group
            group, is_content = [], False


_NO_PROSE = regex(r"\s|[-*+|>#:]|\d{1,9}[.)]\s|\.\.\s|`{3}|~{3}|<")
"""The beginning of a line that is no prose."""


def take_options_below(
    kind: type[Kind], opening: ParsedDirective, source: DirectiveSource
) -> None:
    """Take the options that follow the words a body begins with, as lines of their own.

    They stand below the words or behind an empty line, where the words are all that the
    item says: in a document without directives, an option has no other place.

    Args:
        kind: the kind of the directive.
        opening: the directive in its parts, which is changed.
        source: the directive.
    """
    body = list(opening.body)
    while body and not body[-1].strip():
        body.pop()
    first = len(body)
    while first and (body[first - 1].strip() == "" or read_option(body[first - 1])):
        first -= 1
    words, lines = body[:first], body[first:]
    found = [(n, read_option(line)) for n, line in enumerate(lines, first)]
    options = {n: option for n, option in found if option}
    given = {option.name for option in opening.options}
    names = [name for name, value in options.values() if value]
    if (
        not words
        or any(not line.strip() or _NO_PROSE.match(line) for line in words)
        or len(names) < len(options)
        or len({*names, *given}) < len(names) + len(given)
        or not all(is_option(kind, name) for name in names)
    ):
        return
    for number, (name, value) in options.items():
        line = opening.first + number
        range_ = source.text.at_end(line, value, "option")
        opening.options.append(Option(name, value, line, range_))
    opening.body = opening.body[: len(words)]


def report_misplaced(
    kind: type[Kind], opening: ParsedDirective, problems: list[Problem]
) -> None:
    """Report the options of a kind that are lines of a body."""
    for name, line in misplaced_options(kind, opening):
        problems.append(
            Problem(
                Code.MISPLACED_OPTION,
                Message("option “{name}” in the body of the directive", name=name),
                line,
                name,
                Message(
                    "move it to the options, which follow the directive without an "
                    "empty line"
                ),
            )
        )


_DAMAGED = regex(
    r"(?::(?P<first>[\w-]{1,40})[^\w\s:]?|[^\w\s:](?P<second>[\w-]{1,40}):"
    r"|(?P<third>[a-z][a-z0-9_-]{0,40}):)[ \t]{1,9}\S"
)
"""An option that has lost one of its colons, or has another character for it.

Without its first colon it is in small letters; else it begins a sentence.
"""


def report_damaged(
    kind: type[Kind], opening: ParsedDirective, problems: list[Problem]
) -> None:
    """Report the first line of a body where it was meant as an option."""
    for number, line in enumerate(opening.body):
        if not line.strip():
            continue
        match = _DAMAGED.match(line)
        name = next(filter(None, match.groups()), "") if match else ""
        if name.lower() in kind.field_specs():
            problems.append(
                Problem(
                    Code.MISPLACED_OPTION,
                    Message("option “{name}” read as text", name=name),
                    opening.first + number,
                    name,
                    Message("write “{text}”", text=f":{name}: …"),
                )
            )
        return


def report_missing_spaces(
    kind: type[Kind],
    opening: ParsedDirective,
    source: DirectiveSource,
    problems: list[Problem],
) -> None:
    """Report options at the start of a body that lack a space (``:auth:none``).

    Args:
        kind: the kind of the directive.
        opening: the directive in its parts.
        source: the directive.
        problems: gets what is reported.
    """
    for number, line in enumerate(opening.body):
        match = _RUN_TOGETHER.match(line.strip())
        if match is None or not kind.field_for_column_head(match["name"]):
            return
        option = f":{match['name']}: {match['value']}"
        place = source.text.at_end(opening.first + number, match[0], "body")
        problems.append(
            Problem(
                Code.UNKNOWN_FIELD,
                Message("missing space after “:{name}:”", name=match["name"]),
                opening.first + number,
                match["name"],
                Message("write “{option}”", option=option),
                Replace(match[0], option, "safe", place.text_range),
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
