"""Find a value in a file of results, by name or by a JSON pointer."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from typing import cast

from ..messages import Message, join_messages, suggestion
from ..values.statistic import statistic_of
from . import plain
from .base import Entry, Figure, Path, Results


@dataclass(frozen=True, slots=True)
class Found:
    """A value, and the statistic that it is; empty where that is unknown."""

    figure: Figure
    statistic: str


@dataclass(frozen=True, slots=True)
class NotFound:
    """Why there is no value, and what to do about it.

    Attributes:
        problem: what is wrong.
        advice: what to do.
        by_position: whether there is one that is addressed by its place in a list.
        name: the name to write instead of the reference, where that is known.
    """

    problem: str
    advice: str = ""
    by_position: bool = False
    name: str = ""


def by_name(results: Results, text: str) -> Found | NotFound:
    """Return the value of a name and, after its last dot, a statistic.

    Args:
        results: what the file holds.
        text: such as ``test_write.median``; the dots of a name and of ``p99.9`` are
            told from the last dot by what there is.
    """
    places = [(text, "")]
    places += [
        (text[: dot.start()], text[dot.end() :])
        for dot in re.finditer(r"\.", text)
        if dot.start() and text[dot.end() :]
    ][-_MAX_DOTS:]
    answers = [
        answer
        for name, statistic in places
        for entry in results.by_name.get(name, ())
        if (answer := _figure(entry, statistic)) is not None
    ]
    if len(answers) == 1:
        return answers[0]
    if answers:
        return NotFound(
            Message("“{name}” names {number} entries", name=text, number=len(answers)),
            _longer_names(results, text),
        )
    for name, statistic in places:
        entries = results.by_name.get(name, [])
        if entries and entries[0].figures:
            return _no_statistic(entries[0], name, statistic)
    name = text if len(places) == 1 else places[-1][0]
    known = list(results.by_name)[:_COMPARED]
    near = suggestion(text, known) or suggestion(name, known)
    listed = ", ".join(f"“{name}”" for name in known[:_LISTED])
    advice = Message("it has {names}", names=listed) if listed else ""
    return NotFound(Message("no entry “{name}”", name=text), near or advice)


_MAX_DOTS = 3
"""How many dots from the end may separate a name and a statistic: ``p99.9`` has one."""

_LISTED = 5
_COMPARED = 1000
"""How many names are compared with a wrong one."""


def _figure(entry: Entry, statistic: str) -> Found | None:
    """Return the value of an entry.

    Args:
        entry: the entry.
        statistic: as it is written; empty for the one that the name alone means.
    """
    if not statistic:
        name = entry.default
    elif statistic in entry.figures:
        name = statistic
    else:
        name = statistic_of(statistic)
    if name is None:
        return None
    if figure := entry.figures.get(name):
        return Found(figure, name)
    if entry.runs and re.fullmatch(r"p[\d.]+", name):
        value = _nearest_rank(entry.runs, float(name[1:]))
        return Found(Figure(value, entry.unit), name)
    return None


def _nearest_rank(runs: tuple[float, ...], percentile: float) -> float:
    """Return a percentile that is one of the values: at least so many are not above."""
    rank = math.ceil(percentile / 100 * len(runs) - 1e-9)
    return sorted(runs)[max(rank, 1) - 1]


def _no_statistic(entry: Entry, name: str, statistic: str) -> NotFound:
    known = [*(key for key in entry.figures if key), *(["p95"] if entry.runs else [])]
    listed = ", ".join(dict.fromkeys(known))
    advice = Message("add one of {names} after a dot", names=listed) if listed else ""
    if statistic:
        return NotFound(
            Message(
                "no statistic “{statistic}” of “{name}”", statistic=statistic, name=name
            ),
            advice,
        )
    return NotFound(Message("no statistic named for “{name}”", name=name), advice)


def _longer_names(results: Results, text: str) -> str:
    names = [
        entry.names[0]
        for entry in results.entries
        if entry.names
        and any(text == n or text.startswith(f"{n}.") for n in entry.names)
    ]
    if len(set(names)) < len(names) or not names:
        return Message("give each entry a name of its own")
    listed = ", ".join(f"“{name}”" for name in names[:_LISTED])
    return Message("use a full name: {names}", names=listed)


def by_pointer(results: Results, pointer: str) -> Found | NotFound:
    """Return the value at a JSON pointer (RFC 6901).

    Args:
        results: what the file holds.
        pointer: the pointer, with its first slash.
    """
    if not results.is_json:
        return NotFound(
            Message("JSON pointer for the format {format}",
                    format=results.format),
            Message("write a name and a statistic, such as {name}",
                    name=_example(results)),
        )  # fmt: skip
    path = tuple(
        part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]
    )
    value, is_by_position, why = _follow(results.data, path)
    if why:
        return NotFound(Message("no value at “{pointer}”", pointer=pointer), why)
    known = results.by_path.get(path)
    figure = known[0].figures[known[1]] if known else plain.figure_of(value, path)
    if figure is None:
        return NotFound(
            Message(
                "{value} and no number at “{pointer}”",
                pointer=pointer,
                value=_described(value),
            )
        )
    if is_by_position:
        return _position(results, pointer, known)
    return Found(figure, known[1] if known else plain.statistic_at(figure))


def _example(results: Results) -> str:
    for entry in results.entries:
        for statistic in entry.figures:
            return f"{entry.names[0]}.{statistic}"
    return "total.lines"


def _position(
    results: Results, pointer: str, known: tuple[Entry, str] | None
) -> NotFound:
    problem = Message("“{pointer}” is a position in a list", pointer=pointer)
    if known is None:
        advice = Message("write the value under a key of its own in the file")
        return NotFound(problem, advice, by_position=True)
    entry, statistic = known
    unique = [name for name in entry.names if len(results.by_name[name]) == 1]
    if not unique:
        advice = Message("give each entry a name of its own")
        return NotFound(problem, advice, by_position=True)
    name = f"{unique[-1]}.{statistic}"
    return NotFound(problem, by_position=True, name=name)


def _follow(data: object, path: Path) -> tuple[object, bool, str]:
    """Return the value at a place, whether it is in a list, or why there is none."""
    through_list = False
    for key in path:
        if isinstance(data, dict):
            members = cast("dict[str, object]", data)
            if key not in members:
                problem = Message("no key “{key}”", key=key)
                return None, False, join_messages(problem, suggestion(key, members))
            data = members[key]
        elif isinstance(data, list):
            through_list = True
            entries = cast("list[object]", data)
            # RFC 6901: an index has no leading zero.
            if not re.fullmatch(r"0|[1-9]\d{0,8}", key, re.ASCII):
                return None, False, Message("invalid list index “{key}”", key=key)
            if int(key) >= len(entries):
                return (
                    None,
                    False,
                    Message(
                        "no index {index} in a list of length {length}",
                        index=key,
                        length=len(entries),
                    ),
                )
            data = entries[int(key)]
        else:
            return (
                None,
                False,
                Message("no key “{key}” in {value}", key=key, value=_described(data)),
            )
    return data, through_list, ""


def _described(value: object) -> str:
    """Return what a value of JSON is, in words."""
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    return f"the text “{value[:40]}”" if isinstance(value, str) else "a number"
