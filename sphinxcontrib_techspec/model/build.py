"""Build an item from what an author wrote: each value typed, or kept as invalid."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from pydantic import ValidationError

from ..codes import Code
from ..kinds import BY_NAME, DecisionRefs, FieldSpec, Kind, References
from ..messages import Message, Replace
from ..patterns import regex
from ..text import Run, clean, close_matches, collapse_spaces, join_or, to_plain
from .item import Item, ParsedItem, Problem, SourceRange, SourceText
from .name_marks import take_mark
from .references import read_decisions, split_references

_WORD = regex(r"\w+")


def build_item(raw: ParsedItem, docname: str, anchor: str = "") -> Item:
    """Return the item of *raw*: each value typed, or kept as invalid and reported.

    Args:
        raw: the item as read.
        docname: the document it was read from.
        anchor: its HTML id.
    """
    kind = BY_NAME[raw.kind_name]
    fields = kind.field_specs()
    places = _Places(raw.line)
    markup: dict[str, tuple[Run, ...]] = {}
    values: dict[str, Any] = {}
    take_mark(kind, raw)
    _leave_record_status(kind, raw)
    if raw.name is not None:
        places.add("", raw.name)
        name_text = clean(raw.name.text)
        if not isinstance(name_text, str):
            markup[""] = name_text
        argument = collapse_spaces(to_plain(name_text))
        for name, part in kind.split_name(argument).items():
            values[name] = part
            places.add(name, raw.name)
    else:
        argument = ""
    for name, written in raw.values.items():
        places.add(name, written)
        text = clean(written.text)
        if fields[name].is_list:
            values[name] = written.targets or _references(raw, fields[name], written)
            continue
        if not isinstance(text, str):
            markup[name] = text
            text = to_plain(text)
        values[name] = text
    if raw.rows:
        values[kind.rows] = _rows(kind, raw, places, markup)
        places.ranges |= _row_ranges(kind, raw)
    model, invalid = _fit(kind, values)
    markup |= _fuller_texts(model, values, {*markup, *invalid})
    problems = list(raw.problems)
    for name, (text, fault) in invalid.items():
        line = places.lines.get(name, raw.line)
        problem = _problem(kind, name, text, fault, line)
        problem.file = places.files.get(name, "")
        problems.append(problem)
    extras = [(label, clean(written.text)) for label, written in raw.extras]
    composed = kind.compose_name({**values})
    if argument and not all(map(values.get, kind.name_fields)):
        # What is written says more than the part of a name that the options give.
        composed = ""
    if composed and raw.name is not None and not kind.split_name(argument):
        # The options name the item.
        extras.insert(0, (kind.label, clean(raw.name.text)))
        message = Message("argument “{text}” besides the options", text=argument)
        problems.append(Problem(Code.INVALID_FIELD, message, raw.line, ""))
    return Item(
        kind_name=raw.kind_name,
        name=composed or argument,
        model=model,
        docname=docname,
        line=raw.line,
        anchor=anchor,
        lines=places.lines,
        files=places.files,
        markup=markup,
        invalid={name: text for name, (text, _) in invalid.items()},
        extras=extras,
        problems=problems,
        waivers=raw.waivers,
        from_code=raw.from_code,
        has_json=raw.has_json,
        is_drawn=raw.is_drawn,
        ranges=places.ranges,
        links=raw.all_links(),
        translations=raw.translations,
        table=raw.table,
        heads=raw.heads,
    )


def _leave_record_status(kind: type[Kind], raw: ParsedItem) -> None:
    """Show the status of a decision record as written: it is none of the item."""
    status = raw.values.get("status")
    word = _WORD.search(to_plain(status.text)) if status else None
    if status and word and word[0].casefold() in kind.record_statuses:
        del raw.values["status"]
        raw.extras.append((kind.field_specs()["status"].label, status))


def _references(raw: ParsedItem, field: FieldSpec, written: SourceText) -> References:
    """Return the references in a value; what else is in it becomes an extra."""
    text = to_plain(written.text)
    if field.value_type is not DecisionRefs:
        return split_references(text)
    found = read_decisions(text)
    raw.links = (*raw.links, *found.links)
    if found.rest:
        raw.extras.append(
            (field.label, SourceText(found.rest, written.line, source=found.rest))
        )
    return found.targets


def _fuller_texts(
    model: Kind, values: Mapping[str, Any], known: Collection[str]
) -> dict[str, tuple[Run, ...]]:
    """Return the texts that say more than the values they are read as.

    ``404 Not Found`` is the number 404, and is shown as written.

    Args:
        model: the values.
        values: the texts, by field.
        known: the fields whose texts are kept.
    """
    return {
        name: (("", text),)
        for name, text in values.items()
        if isinstance(text, str)
        and name not in known
        and _says_more(text, str(getattr(model, name, text)))
    }


def _says_more(text: str, value: str) -> bool:
    """Return whether a text has all words of a value, and others."""
    if text == value:
        return False
    found, shown = (set(_WORD.findall(each.casefold())) for each in (text, value))
    return shown < found


class _Places:
    """Where the fields of an item are written."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.lines: dict[str, int] = {}
        self.ranges: dict[str, SourceRange] = {}
        self.files: Mapping[str, str] = {}

    def add(self, name: str, value: SourceText) -> None:
        """Add the place of a field, ``""`` for the item's name."""
        if name and (value.line != self.line or value.file):
            self.lines[name] = value.line
        if name and value.file:
            self.files = {**self.files, name: value.file}
        if value.range is not None:
            self.ranges[name] = value.range


def _row_ranges(kind: type[Kind], raw: ParsedItem) -> dict[str, SourceRange]:
    """Return where rows are written, and where each of their parts is."""
    found: dict[str, SourceRange] = {}
    for number, row in enumerate(raw.rows):
        key = f"{kind.rows}.{number}"
        parts = [(n, value.range) for n, value in row.items() if value.range]
        if not parts:
            continue
        found |= {f"{key}.{name}": range_ for name, range_ in parts}
        first = min(range_ for _, range_ in parts)
        last = max((range_ for _, range_ in parts), key=lambda r: r[2:4])
        known = all(range_.column for _, range_ in parts)
        found[key] = (
            first._replace(end_line=last.end_line, end_column=last.end_column)
            if known
            else SourceRange(first.line, container=first.container)
        )
    return found


def _rows(
    kind: type[Kind],
    raw: ParsedItem,
    places: _Places,
    markup: dict[str, tuple[Run, ...]],
) -> tuple[dict[str, str], ...]:
    rows: list[dict[str, str]] = []
    for number, row in enumerate(raw.rows):
        values: dict[str, str] = {}
        for name, written in row.items():
            key = f"{kind.rows}.{number}"
            places.lines.setdefault(key, written.line)
            if written.file:
                places.files = {**places.files, key: written.file}
            text = clean(written.text)
            if not isinstance(text, str):
                markup[f"{key}.{name}"] = text
            values[name] = to_plain(text)
        rows.append({"name": "", **values})
    return tuple(rows)


def _fit(
    kind: type[Kind], values: dict[str, Any]
) -> tuple[Kind, dict[str, tuple[str, str]]]:
    """Return the model of *values*, and the text and the error of what fails."""
    invalid: dict[str, tuple[str, str]] = {}
    try:
        return kind.model_validate(values), invalid
    except ValidationError as failure:
        for error in failure.errors(include_url=False):
            name = str(error["loc"][0])
            text = str(values.get(name, ""))
            invalid.setdefault(name, (text, _fault(dict(error))))
    fitting = {name: text for name, text in values.items() if name not in invalid}
    return kind.model_validate(fitting), invalid


def _fault(error: dict[str, Any]) -> str:
    """Return what a validator says of a value."""
    raised: object = error.get("ctx", {}).get("error")
    if isinstance(raised, ValueError) and raised.args:
        return raised.args[0]
    text = str(error["msg"]).rstrip(".")
    return text[:1].lower() + text[1:]


def _problem(kind: type[Kind], name: str, text: str, fault: str, line: int) -> Problem:
    """Return the problem that *text* does not fit the field *name*."""
    field = kind.field_specs().get(name)
    choices = field.choices if field is not None else ()
    if field is None or not choices:
        label = field.label if field else name
        problem = Message("{field}: {problem}", field=label, problem=fault)
        return Problem(Code.INVALID_FIELD, problem, line, name)
    meant = close_matches(text, choices)
    return Problem(
        Code.INVALID_FIELD,
        Message("{field}: invalid value “{text}”", field=field.label, text=text),
        line,
        name,
        Message("use one of {choices}", choices=join_or(choices)),
        Replace(text, meant[0]) if meant else None,
    )
