"""Build an item from what an author wrote: each value typed, or kept as invalid."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from ..kinds import BY_NAME, Kind
from ..text import Run, collapse_spaces, did_you_mean, join_or, to_plain
from .item import Item, ParsedItem, Problem
from .references import split_references


def build_item(raw: ParsedItem, docname: str, anchor: str = "") -> Item:
    """Return the record of *raw*: each value typed, or kept as invalid and reported.

    Args:
        raw: the item as read.
        docname: the document it was read from.
        anchor: its HTML id.
    """
    kind = BY_NAME[raw.kind_name]
    fields = kind.field_specs()
    lines: dict[str, int] = {}
    markup: dict[str, tuple[Run, ...]] = {}
    values: dict[str, Any] = {}
    if raw.name is not None:
        name_text = raw.name.text
        if not isinstance(name_text, str):
            markup[""] = name_text
        argument = collapse_spaces(to_plain(name_text))
        for name, part in kind.split_name(argument).items():
            values[name] = part
            if raw.name.line != raw.line:
                lines[name] = raw.name.line
    else:
        argument = ""
    for name, written in raw.values.items():
        if written.line != raw.line:
            lines[name] = written.line
        text = written.text
        if fields[name].is_list:
            values[name] = written.targets or split_references(to_plain(text))
            continue
        if not isinstance(text, str):
            markup[name] = text
            text = to_plain(text)
        values[name] = text
    if raw.rows:
        values[kind.rows] = _rows(kind, raw, lines, markup)
    model, invalid = _fit(kind, values)
    problems = list(raw.problems)
    for name, (_, message) in invalid.items():
        problems.append(
            Problem(
                "TS001",
                f"{fields[name].label}: {message}",
                lines.get(name, raw.line),
            )
        )
    return Item(
        kind_name=raw.kind_name,
        name=kind.compose_name({**values}) or argument,
        model=model,
        docname=docname,
        line=raw.line,
        anchor=anchor,
        lines=lines,
        markup=markup,
        invalid={name: text for name, (text, _) in invalid.items()},
        extras=[(label, written.text) for label, written in raw.extras],
        problems=problems,
        waivers=raw.waivers,
    )


def _rows(
    kind: type[Kind],
    raw: ParsedItem,
    lines: dict[str, int],
    markup: dict[str, tuple[Run, ...]],
) -> tuple[dict[str, str], ...]:
    rows: list[dict[str, str]] = []
    for number, row in enumerate(raw.rows):
        values: dict[str, str] = {}
        for name, written in row.items():
            key = f"{kind.rows}.{number}"
            lines.setdefault(key, written.line)
            if not isinstance(written.text, str):
                markup[f"{key}.{name}"] = written.text
            values[name] = to_plain(written.text)
        rows.append({"name": "", **values})
    return tuple(rows)


def _fit(
    kind: type[Kind], values: dict[str, Any]
) -> tuple[Kind, dict[str, tuple[str, str]]]:
    """Return the model of *values*, and the text and the fault of each that fails."""
    invalid: dict[str, tuple[str, str]] = {}
    try:
        return kind.model_validate(values), invalid
    except ValidationError as failure:
        for error in failure.errors(include_url=False):
            name = str(error["loc"][0])
            text = str(values.get(name, ""))
            invalid.setdefault(name, (text, _message(kind, name, text, dict(error))))
    fitting = {name: text for name, text in values.items() if name not in invalid}
    return kind.model_validate(fitting), invalid


def _message(kind: type[Kind], name: str, text: str, error: dict[str, Any]) -> str:
    """Return a model's complaint as a sentence for the author."""
    choices = kind.field_specs()[name].choices if name in kind.field_specs() else ()
    if choices:
        hint = did_you_mean(text, choices)
        return f"“{text}” is not one of {join_or(choices)}.{hint}"
    message = str(error["msg"]).removeprefix("Value error, ")
    return message if message.endswith((".", "?")) else message + "."
