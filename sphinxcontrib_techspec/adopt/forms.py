"""Which parts of documents that are no specs are known by their form, or their title.

There a list or a block of code has items only where it is one of these.
"""

from __future__ import annotations

from ..code.mermaid import LANGUAGE as MERMAID
from ..code.openapi import is_api_document
from ..kinds import Coverage, Section, Setting
from ..sphinx_ext.reading.er_diagrams import DIAGRAM_KINDS
from .options import Option
from .outline import Outline
from .sections import DocumentSection, exact_section, named_kind

DECLARED = frozenset(
    {"sql", "ddl", "postgresql", "postgres", "mysql", "sqlite", "prisma"}
)
"""Languages of code that declares entities wherever it stands."""

_OF_VARIABLES = frozenset(
    {"", "bash", "dotenv", "env", "ini", "properties", "sh", "shell"}
)
"""Languages of code that sets environment variables."""

UNHEADED = frozenset({"endpoint", "argument", "setting"})
"""Kinds of items in lists that are known by their form, below any heading."""

ABOUT = frozenset({Section.TESTING, Section.SECURITY})
"""Sections that documents of their own are about, with other headings."""


def is_known_by_form(
    section: DocumentSection, number: int, option: Option, label: str
) -> bool:
    """Return whether the items of a list or of code are known in any text.

    Constants of a protocol have the form of settings, which a heading or a label names.

    Args:
        section: the section.
        number: the number of the block.
        option: what it may be read as.
        label: the paragraph above the block, where that is a label.
    """
    block, kind = section.blocks[number], option.candidate.kind
    if block.type == "list" and kind is Setting:
        return option.by_heading or named_kind([label]) is kind
    if block.type == "list" and kind.rows:
        return bool(option.candidate.argument)
    if block.type == "list" and kind is Coverage:
        exact = map(exact_section, section.headings)
        return option.by_heading and kind.section in exact
    if block.type == "list":
        return kind.kind in UNHEADED
    is_drawn = kind in DIAGRAM_KINDS and block.language == MERMAID
    is_code = is_drawn or (bool(kind.rows) and block.language in DECLARED)
    is_declared = is_code and option.by_heading
    return is_declared or is_api_document(block.text, block.language)


def is_about(outline: Outline, option: Option) -> bool:
    """Return whether the title of a document says what it is about: its tests.

    Args:
        outline: what the headings of the document say.
        option: what a part of it may be read as.
    """
    section = option.candidate.kind.section
    return option.by_heading and section in ABOUT & outline.of_title


def is_environment(section: DocumentSection, number: int, option: Option) -> bool:
    """Return whether code has the variables that its own heading is about.

    Guides have them below *Installation* as well.

    Args:
        section: the section.
        number: the number of the block.
        option: what it may be read as.
    """
    block, kind = section.blocks[number], option.candidate.kind
    is_own = named_kind(section.headings[-1:]) is Setting
    return kind is Setting and is_own and block.language in _OF_VARIABLES
