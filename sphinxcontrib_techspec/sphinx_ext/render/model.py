"""What a page shows, as data: parts of lines, tables and diagrams.

Equal data looks the same on a page, so it can be hashed and compared between builds
without rendering.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from docutils import nodes

from ..i18n import gettext, pgettext


@dataclass(slots=True)
class Box:
    """A node of a diagram: an item, and the lines below its name.

    The border of an inactive item is ``dashed``.
    """

    name: str
    docname: str
    anchor: str
    lines: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    dashed: bool = False


@dataclass(slots=True)
class Arrow:
    """An edge of a diagram between two boxes, by their numbers."""

    source: int
    target: int
    label: str = ""
    ends: tuple[str, str] = ("", "")


@dataclass(slots=True)
class Diagram:
    """A diagram as data, with the table that is equivalent to it.

    Attributes:
        title: what the diagram shows, for those who cannot see it.
        sentence: what an arrow says, with ``{source}`` and ``{target}``.
        empty: the text in place of a diagram of nothing.
        boxes: the nodes.
        arrows: the edges.
        table: the equivalent table, with the caption.
    """

    title: str
    sentence: str
    empty: str
    boxes: list[Box]
    arrows: list[Arrow]
    table: Table

    def sentences(self) -> list[str]:
        """Return what each arrow says, for those who cannot see it."""
        found: list[str] = []
        for arrow in self.arrows:
            source, target = (self.boxes[n].name for n in (arrow.source, arrow.target))
            sentence = self.sentence.format(source=source, target=target)
            if arrow.ends[1]:
                left, right = (pgettext("multiplicity", end) for end in arrow.ends)
                ends = gettext("{left} to {right}").format(left=left, right=right)
                sentence += f" ({ends})"
            found.append(sentence)
        return found


PartType = Literal[
    "text", "code", "emphasis", "strong", "item", "adr", "dead", "url", "badge", "gap",
    "note", "label", "math",
]  # fmt: skip


Line = list["Part"]
"""The parts of one line of a value."""


class Part(NamedTuple):
    """A run of a value, with its style and its link.

    Attributes:
        type: how it is rendered; ``dead`` is an unresolved reference.
        text: the text.
        docname: the document that it links to, if it is a link.
        anchor: the HTML id, or the URL of a ``url``, or the class of a ``badge``.
        style: the style of the text of a link; the reason of a ``dead`` part; how a
            ``badge`` is marked where no box is drawn: ``aside`` after a word,
            ``lead`` before one.
    """

    type: PartType
    text: str
    docname: str = ""
    anchor: str = ""
    style: str = ""


@dataclass(slots=True)
class Cell:
    """A cell: lines of parts, or the nodes of the author's markup."""

    lines: list[Line] = field(default_factory=list[Line])
    nodes: list[nodes.Node] = field(default_factory=list[nodes.Node])


@dataclass(slots=True)
class Row:
    """A row: its anchor, if any, and its cells."""

    cells: list[Cell]
    anchor: str = ""
    classes: list[str] = field(default_factory=list[str])


@dataclass(slots=True)
class Table:
    """A table as data; two that are equal look the same.

    The caption is its accessible name; the caption on the page is a `PendingTable`'s.
    """

    kind: str
    heads: list[str]
    rows: list[Row]
    caption: str = ""
