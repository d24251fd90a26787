"""What the readers of code give: classes with their fields, and the first mistake."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..patterns import regex

MOST_CHARACTERS = 200_000
"""Longer source is not read: it is no schema that a person wrote for a spec."""


@dataclass(slots=True)
class ClassField:
    """A field: name, type, what holds of it, what it means, and its line from 0."""

    name: str
    type: str
    constraints: str
    description: str
    line: int


@dataclass(slots=True)
class ClassSource:
    """A class, or what is one in another language: a table, a struct, an enum.

    Attributes:
        name: its name.
        description: what its comment or docstring says of it.
        line: the line of its name, from 0.
        fields: its fields; those of an enum are its members.
        whole: whether fields and description are all there is to the code.
        label: what the language calls it, such as ``Table``.
        is_example: whether it is an object with values instead of types.
        is_part: whether the code only adds to what is declared elsewhere.
    """

    name: str
    description: str
    line: int
    fields: list[ClassField] = field(default_factory=list[ClassField])
    whole: bool = True
    label: str = "Class"
    is_example: bool = False
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class CodeFault:
    """A mistake in code: what a parser says of it, and its line from 0."""

    text: str
    line: int


@dataclass(slots=True)
class CodeClasses:
    """The classes of a block of code, and the first mistake in it.

    Code with a mistake may still have classes: those that could be read.

    Attributes:
        classes: the classes.
        fault: the first mistake.
        unread: what the classes have as well, and is not read.
    """

    classes: list[ClassSource] = field(default_factory=list[ClassSource])
    fault: CodeFault | None = None
    unread: list[CodeFault] = field(default_factory=list[CodeFault])


def too_long(code: str, most: int = MOST_CHARACTERS) -> CodeFault | None:
    """Return the fault of code that is longer than *most* characters."""
    if len(code) > most:
        return CodeFault(f"more than {most:,} characters", 0)
    return None


def mark_incomplete(found: CodeClasses, *, all_read: bool) -> CodeClasses:
    """Note in each class that its block has more than classes, where that is so."""
    for read in found.classes:
        read.whole = read.whole and all_read and found.fault is None
    return found


_ELISION = regex(
    r"(?m)^[ \t]*(?:\.\.\.|…)(?:[ \t].*)?$"
    r"|(?<![^\s{(\[;,])(?:\.\.\.|…)(?=\s*(?:[\n};,)\]]|\Z))"
)


def blank_elisions(code: str) -> str:
    """Return code with spaces for ``...``, which says that there is more.

    Only a ``...`` that ends a line or a member, or a line that begins with one and a
    space, is meant so; ``...T`` is a type.
    """
    return _ELISION.sub(lambda match: " " * len(match[0]), code)


def split_arguments(text: str) -> list[str]:
    """Return the parts of a text between the commas outside of brackets and quotes."""
    parts: list[str] = []
    depth = start = 0
    quote = ""
    for position, char in enumerate(text):
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'`":
            quote = char
        elif char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
        elif char == "," and depth <= 0:
            parts.append(text[start:position].strip())
            start = position + 1
    parts.append(text[start:].strip())
    return [part for part in parts if part]


_FLAGS = frozenset(
    {"index", "nullable", "primary", "primary_key", "unique", "null", "blank"}
)


def constraint(name: str, value: str) -> str:
    """Return how a named argument is worded: ``unique``, ``not nullable``, ``max=3``.

    Args:
        name: the argument.
        value: its value, as source.
    """
    if name in {"default", "default_factory", "factory"}:
        return f"default {value}"
    if name in _FLAGS and value.lower() in {"true", "false"}:
        word = "primary key" if name == "primary" else name.replace("_", " ")
        return word if value.lower() == "true" else f"not {word}"
    return f"{name}={value}"
