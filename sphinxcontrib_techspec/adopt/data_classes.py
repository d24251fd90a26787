"""Code that declares what is sent and stored, and does nothing."""

from __future__ import annotations

from ..code.classes import ClassSource
from ..code.languages import MissingParserError, language_named, read_code
from ..patterns import regex
from .names import CODE_WITHOUT_DATA

_LANGUAGES = frozenset(
    "go golang java py python rs rust ts tsx typescript".split()
)  # fmt: skip
_OF_PROGRAMS = regex(
    r".*[a-z](?:Args|Config|Configuration|Context|Hook|Options|Params|Settings|State"
    r"|Store)$"
)
"""The name of a class that a program works with, and that nobody is sent."""

_LEAST = 2
"""How many fields a class of data has at least."""


def declares_data(code: str, language: str) -> bool:
    """Return whether a block of code has nothing but classes of data.

    Each is declared whole, with types; none has methods.

    Args:
        code: the block.
        language: its language.
    """
    known = language_named(language) if language.lower() in _LANGUAGES else None
    if known is None:
        return False
    try:
        found = read_code(code, known)
    except MissingParserError:
        return False
    has_types = any(field.type for each in found.classes for field in each.fields)
    return found.fault is None and has_types and all(map(_is_data, found.classes))


def _is_data(source: ClassSource) -> bool:
    others = CODE_WITHOUT_DATA.match(source.name) or _OF_PROGRAMS.match(source.name)
    is_function = any("=>" in f.type or "func(" in f.type for f in source.fields)
    return (
        source.whole and not others and not is_function and len(source.fields) >= _LEAST
    )
