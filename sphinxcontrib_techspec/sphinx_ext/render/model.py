"""What a page shows, as data: parts of lines, tables and diagrams.

Data of equal value looks the same on a page, so that it can be hashed and compared
between builds before anything is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from docutils import nodes

from ..i18n import gettext, pgettext


@dataclass(slots=True)
class Box:
    """A node of a diagram: an item, and the lines below its name.

    ``dashed`` sets off what is no longer in force.
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
    """A diagram as data, with the table that says the same."""

    what: str
    boxes: list[Box]
    arrows: list[Arrow]
    table: Table
    caption: str = ""

    def title(self) -> str:
        """Return what the diagram shows, for those who cannot see it."""
        if self.what == "entities":
            return gettext("Entities and their relations")
        if self.what == "decisions":
            return gettext("Decision records and what superseded them")
        return gettext("Components and what they use")

    def sentences(self) -> list[str]:
        """Return what each arrow says, for those who cannot see it."""
        if self.what == "entities":
            said = gettext("{source} to {target}")
        elif self.what == "decisions":
            said = gettext("{source} superseded by {target}")
        else:
            said = gettext("{source} uses {target}")
        found: list[str] = []
        for arrow in self.arrows:
            source, target = (self.boxes[n].name for n in (arrow.source, arrow.target))
            sentence = said.format(source=source, target=target)
            if arrow.ends[1]:
                left, right = (pgettext("multiplicity", end) for end in arrow.ends)
                ends = gettext("{left} to {right}").format(left=left, right=right)
                sentence += f" ({ends})"
            found.append(sentence)
        return found

    def nothing(self) -> str:
        """Return what stands in place of a diagram of nothing."""
        if self.what == "entities":
            return gettext("There are no entities to draw.")
        if self.what == "decisions":
            return gettext("There are no decisions to draw.")
        return gettext("There are no components to draw.")


PartType = Literal[
    "text", "code", "emphasis", "strong", "item", "adr", "dead", "url", "badge", "gap",
    "note", "label",
]  # fmt: skip


Line = list["Part"]
"""The parts of one line of a value."""


class Part(NamedTuple):
    """A stretch of a value.

    Attributes:
        type: how it is drawn; ``dead`` is a reference that leads nowhere.
        text: what it reads.
        docname: the document that it links to, if it links.
        anchor: the HTML id, or the address of a ``url``, or the class of a ``badge``.
        style: the style of a link's text; why a ``dead`` one is; how a ``badge`` is set
            off where no box is drawn: ``aside`` after a word, ``lead`` before one.
    """

    type: PartType
    text: str
    docname: str = ""
    anchor: str = ""
    style: str = ""


@dataclass(slots=True)
class Cell:
    """A cell: lines of parts, or nodes that the author's markup became."""

    lines: list[Line] = field(default_factory=list[Line])
    nodes: list[nodes.Node] = field(default_factory=list[nodes.Node])


@dataclass(slots=True)
class Row:
    """A row: its anchor, where it has one, and its cells."""

    cells: list[Cell]
    anchor: str = ""
    classes: list[str] = field(default_factory=list[str])


@dataclass(slots=True)
class Table:
    """A table as data; two that are equal look the same."""

    kind: str
    heads: list[str]
    rows: list[Row]
    caption: str = ""
    anchor: str = ""
