"""TS307: text of the template that was left in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..codes import Code
from ..messages import Message
from ..model.item import Item, row_models
from ..model.spec import Spec
from ..patterns import regex
from ..text import Text, runs, to_plain
from .base import PASSED, Context, Outcome, fail, failed_reading, header_and_items

_FILLERS = (
    "project name|date|version|if applicable|choice|component|module|data layer|name"
    "|what it does|functions|entity name|entity|entity a|entity b|field|type"
    "|relationship type|resource|purpose|yes/no|cmd|subcmd|arg|example|description"
    "|value|method|details|rbac/abac/etc|encryption method|tls/etc|handling approach"
    r"|approach to errors[^\[\]]*|code|what user should do|what not to log"
    "|response time|throughput|memory|target|how measured|focus areas|key scenarios"
    r"|user workflows|docker if applicable|adr-xxx|monolith [^\[\]]*"
    r"|2-3 sentences[^\[\]]*"
)


_BRACKETS = regex(
    # No part of a type (`list[Component]`), no link and no ticked box.
    rf"(?<![\w\]])\[(?:{_FILLERS})\](?![(\[])|\[x\](?=\s?%)",
    re.IGNORECASE,
)


_TODO_THINGS = (
    "[Aa]pps?|[Aa]pplications?|API|lists?|items?|entries|entry|tasks?|services?|entit(?:y|ies)"
    "|models?|managers?|boards?|database|tables?|tracker|comments?|MVC|objects?"
)
_CAPITALS = regex(
    # A TODO app is no gap, trunk-based development neither, nor is a phone's XXX-XXXX.
    rf"\bADR-XXX\b|\bTBD\b(?![\s,(:-]{{1,3}}trunk)|\bFIXME\b"
    rf"|\bTODO\b(?![ -](?:{_TODO_THINGS})\b)"
    r"|(?<!XXX[-. ])(?<!XXX\)\s)\bXXX\b(?![-.) ]{1,2}XXX)",
)


_ROW_NUMBER = regex(r"\.\d+(?=\.)")
_DOTS = frozenset({"…", "..."})
"""What stands for all of a value that is still to be written."""


_USAGE = regex(r"\[(?:cmd|subcmd|arg|example)\]", re.IGNORECASE)
"""Fillers that are no argument in the usage of a command, as ``[name]`` may be."""


def placeholder_left(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A placeholder of the template that has not been replaced.

    What it does
    ------------
    Looks for the template's words in brackets, such as `[Choice]` and `[if
    applicable]`, for `TBD`, `TODO`, `FIXME` and `XXX` in capitals, and for values that
    are only three dots. Words set as code are ignored.

    Why
    ---
    The item looks complete to views and other rules, but has no content.

    Example
    -------
    ````md
    ```{techspec:logging}
    - **Format**: TBD
    ```
    ````

    Instead
    -------
    ````md
    ```{techspec:logging}
    - **Format**: JSON, one object a line
    ```
    ````
    """
    for item in header_and_items(spec):
        found = [p for p in item.problems if p.code == Code.PLACEHOLDER_LEFT]
        for problem in found:
            yield failed_reading(problem, item)
        clean = not found
        for name, label, text in _texts(item):
            if filler := _filler(item, name, text):
                clean = False
                # A row of an item has one line for all its parts.
                row, dot, _ = name.rpartition(".")
                key = row if dot else name
                yield fail(
                    item,
                    Message(
                        "placeholder “{placeholder}” in {field}",
                        placeholder=filler,
                        field=label,
                    ),
                    key,
                    subject=_ROW_NUMBER.sub("", name) or "name",
                )
        if clean:
            yield PASSED[item.kind.section]


def placeholder(text: str, *, whole: bool = False, code: bool = False) -> str:
    """Return the filler that *text* holds, or nothing.

    Args:
        text: the text.
        whole: whether nothing else is said: dots behind other words are none.
        code: whether the text is in a programming language, in which brackets are
            syntax: ``@return [Date]``.
    """
    if whole and text in _DOTS:
        return text
    return _capitals(text) or ("" if code else _brackets(text))


def _capitals(text: str) -> str:
    # To look for the letters first takes a tenth of the time, and nearly all have none.
    if "XXX" in text or "TBD" in text or "TODO" in text or "FIXME" in text:
        found = _CAPITALS.search(text)
        return found[0] if found else ""
    return ""


def _brackets(text: str) -> str:
    found = _BRACKETS.search(text) if "[" in text else None
    return found[0] if found else ""


def _filler(item: Item, name: str, text: Text) -> str:
    """Return the filler in a field of an item; words set as code are quoted ones."""
    bare = to_plain(text)
    if name.endswith(".type"):
        # A type is code: it may list the states of a task, and be a list of choices.
        return bare if placeholder(bare, code=item.from_code) == bare else ""
    if name in item.kind.usage_fields:
        usage = _USAGE.search(bare)
        return usage[0] if usage else ""
    if bare in _DOTS:
        return bare
    prose = bare if text is bare else _without_code(text)
    return _capitals(prose) or _brackets(bare)


def _without_code(text: Text) -> str:
    return "".join(run[1] for run in runs(text) if run[0] != "code")


def _texts(item: Item) -> Iterator[tuple[str, str, Text]]:
    """Give the texts of an item that its body does not show: field, label, text."""
    fields = item.kind.field_specs()
    yield "", item.kind.label, item.text("")
    skipped = {*item.fields_in_body, *item.kind.split_name(item.name)}
    for name, text in item.given_fields():
        if name not in skipped:
            yield name, fields[name].label, text
    for label, text in item.extras:
        yield "", label, text
    for number, row in enumerate(row_models(item)):
        key = f"{item.kind.rows}.{number}"
        for name, value in row:
            if isinstance(value, str):
                text = item.markup.get(f"{key}.{name}", value)
                yield f"{key}.{name}", name, text
