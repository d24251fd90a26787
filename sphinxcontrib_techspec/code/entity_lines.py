"""Read entities that text lists: a name with its fields below or behind it.

Each line has to be understood, else the text has no entities::

    Lamp                        lamp - id, height (metres), lit
      - id: UUID                Lamp(id, height, lit)
      - lit: Boolean  # now
      - place:                  # the fields ``place`` and ``place.town``
          - town: String
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..patterns import regex
from .classes import (
    ClassField,
    ClassSource,
    CodeClasses,
    CodeFault,
    split_arguments,
)

_HEAD = regex(r"(?P<name>[^\W\d]\w*):?")
_MEMBER = regex(
    r"(?P<indent>[ \t]+)[-*•][ \t]+(?P<names>[^\W\d]\w*(?:, [^\W\d]\w*)*)"
    r":(?:[ \t]++(?P<type>[^#\s][^#\n]*+)?)?(?:#(?P<words>.*))?"
)
_COMMENT = regex(r"[ \t]+#(?P<words>.*)")
_ROW = regex(
    r"(?P<name>[^\W\d]\w*)(?:[ \t]+[-–—][ \t]+(?P<fields>\S.*)"
    r"|:[ \t]+(?P<listed>\S.*)|[ \t]?\((?P<inside>.*)\))"
)
_FIELD = regex(
    r"(?P<name>[^\W\d]\w*)(?:[ \t]+(?P<mark>ref|fk|pk|unique|nullable|optional"
    r"|required))?(?:[ \t]+\((?P<words>[^()]*)\))?",
    re.IGNORECASE,
)
_KEY = regex(r"(?:\w*_)?id|\w*[a-z0-9]Id|uuid")

_FEWEST = 2
"""The fewest fields of an entity, and the fewest entities without types."""


@dataclass(slots=True)
class _Level:
    """The fields of one indentation.

    Attributes:
        indent: the white space before them.
        prefix: what their names begin with, such as ``meta.``; `None` where they are
            no fields.
        inside: the prefix of what is listed below the last of them.
    """

    indent: str
    prefix: str | None
    inside: str | None = None


def read_entity_lines(code: str) -> CodeClasses:
    """Return the entities of a text, none where a line is anything else.

    Where half of the lines before that one are fields, that is the fault.

    Args:
        code: a block of code in no language.
    """
    for read in (_members, _rows):
        found = read(code.split("\n"))
        if found.classes and all(len(c.fields) >= _FEWEST for c in found.classes):
            return CodeClasses([], found.fault) if found.fault else found
    return CodeClasses()


def _members(lines: list[str]) -> CodeClasses:
    """Return names, each with a list of fields and their types below it."""
    found: list[ClassSource] = []
    path: list[_Level] = []
    for number, line in enumerate(map(str.rstrip, lines)):
        if not line:
            continue
        if head := _HEAD.fullmatch(line):
            found.append(ClassSource(head["name"], "", number, label="Entity"))
            found[-1].whole = False
            path = []
            continue
        if found and _COMMENT.fullmatch(line):
            continue
        member = _MEMBER.fullmatch(line)
        if not found or member is None:
            return _cut(found, line, number)
        if path and len(member["indent"]) < len(path[0].indent):
            return _cut(found, line, number)
        while len(path) > 1 and len(member["indent"]) < len(path[-1].indent):
            path.pop()
        if not path or len(member["indent"]) > len(path[-1].indent):
            path.append(_Level(member["indent"], path[-1].inside if path else ""))
        if path[-1].prefix is None:
            path[-1].inside = None
            continue  # A part of the field above it, which the text shows.
        type_ = (member["type"] or "").strip()
        words = (member["words"] or "").strip()
        names = [f"{path[-1].prefix}{n}" for n in member["names"].split(", ")]
        is_nested = len(names) == 1 and not type_
        path[-1].inside = f"{names[0]}." if is_nested else None
        found[-1].fields += (
            ClassField(name, type_, "", words, number) for name in names
        )
    return CodeClasses(found)


def _cut(found: list[ClassSource], line: str, number: int) -> CodeClasses:
    """Return the entities before a line that is none of their fields, and that line."""
    if found and not found[-1].fields:
        found.pop()
    return CodeClasses(found, CodeFault(line.strip(), number))


def _rows(lines: list[str]) -> CodeClasses:
    """Return names, each with its fields behind it; an indented line continues one."""
    rows: list[tuple[int, str]] = []
    for number, line in enumerate(map(str.rstrip, lines)):
        if line and not line[0].isspace():
            rows.append((number, line))
        elif line and rows:
            rows[-1] = rows[-1][0], f"{rows[-1][1]} {line.strip()}"
        elif line:
            return CodeClasses()
    found = CodeClasses()
    for number, text in rows:
        source = _row(text, number)
        if source is not None:
            found.classes.append(source)
        elif found.fault is None:
            found.fault = CodeFault(text, number)
    # Names without types are fields where a key is among them.
    keyed = sum(any(_KEY.fullmatch(f.name) for f in c.fields) for c in found.classes)
    few = len(found.classes) < _FEWEST or 2 * len(found.classes) < len(rows)
    return CodeClasses() if few or 2 * keyed < len(found.classes) else found


def _row(text: str, number: int) -> ClassSource | None:
    row = _ROW.fullmatch(text)
    if row is None:
        return None
    source = ClassSource(row["name"], "", number, label="Entity", whole=False)
    fields = row["fields"] or row["listed"] or row["inside"] or ""
    for part in split_arguments(fields):
        field = _FIELD.fullmatch(part)
        if field is None:
            return None
        words = (field["words"] or "").strip()
        mark = (field["mark"] or "").lower()
        source.fields.append(ClassField(field["name"], "", mark, words, number))
    return source
