"""A decision record as a reader sees it, whatever language it is written in.

The outline is made from the parse tree of a document, so that a ``## Status`` in a
code fence is none. Readers of record formats see outlines only.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a text: its target as written, and where in the text it stands."""

    target: str
    start: int
    end: int


@dataclass(slots=True)
class Entry:
    """A statement: a paragraph, or a label with its value.

    Attributes:
        text: what it reads, without markup; its lines are kept apart.
        line: the line it stands on, from 1; 0 where it is not known.
        label: what stands before the colon; empty for a paragraph.
        links: the links in the text.
    """

    text: str
    line: int = 0
    label: str = ""
    links: tuple[Link, ...] = ()


@dataclass(slots=True)
class Part:
    """A heading with the statements directly below it."""

    title: str
    line: int = 0
    entries: list[Entry] = field(default_factory=list[Entry])


@dataclass(slots=True)
class Outline:
    """A document: front matter, title, and its parts in order.

    The first part has no title and holds what stands before the first heading below
    the document's title.

    Attributes:
        docname: the name of the document.
        title: its title; empty where it has none.
        line: the line of the title.
        labels: the explicit targets that lead to the document's beginning.
        front: the fields of the front matter.
        stated: what directives before the first heading say of the status, such as
            an admonition called *Status*.
        parts: its headings with what stands below them.
    """

    docname: str
    title: str = ""
    line: int = 0
    labels: list[str] = field(default_factory=list[str])
    front: list[Entry] = field(default_factory=list[Entry])
    stated: list[Entry] = field(default_factory=list[Entry])
    parts: list[Part] = field(default_factory=list[Part])
