"""Read the tables and images of raw HTML, where some documents state their status."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from ...adr import Link

Cell = tuple[str, tuple[Link, ...]]
"""The text of a cell, and the links in it."""


@dataclass(slots=True)
class HtmlBlock:
    """The tables and images in a block of raw HTML.

    Attributes:
        tables: for each table its rows, each a line of the block, from 0, and cells.
        images: the source, the alternative text and the line of each image.
    """

    tables: list[list[tuple[int, list[Cell]]]] = field(
        default_factory=list[list[tuple[int, list[Cell]]]]
    )
    images: list[tuple[str, str, int]] = field(
        default_factory=list[tuple[str, str, int]]
    )


def read_html(text: str) -> HtmlBlock:
    """Return the tables and images in raw HTML; other elements are left out."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.block


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.block = HtmlBlock()
        self._text: str | None = None
        self._links: list[Link] = []
        self._open: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        line = self.getpos()[0] - 1
        if tag == "table":
            self.block.tables.append([])
        elif tag == "tr" and self.block.tables:
            self._end_cell()
            self.block.tables[-1].append((line, []))
        elif tag in {"td", "th"} and self.block.tables and self.block.tables[-1]:
            self._end_cell()
            self._text = ""
        elif tag == "a" and self._text is not None:
            self._open = (values.get("href", ""), len(self._text))
        elif tag == "br" and self._text is not None:
            self._text += "\n"
        elif tag == "img":
            image = (values.get("src", ""), values.get("alt", ""), line)
            self.block.images.append(image)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr", "table"}:
            self._end_cell()
        elif tag == "a" and self._open and self._text is not None:
            target, start = self._open
            self._links.append(Link(target, start, len(self._text)))
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            words = " ".join(data.split())
            spaced = words and data[:1].isspace() and self._text
            self._text += f"{' ' if spaced else ''}{words}"
            self._text += " " if words and data[-1:].isspace() else ""

    def _end_cell(self) -> None:
        if self._text is not None:
            rows = self.block.tables[-1]
            rows[-1][1].append((self._text.rstrip(), tuple(self._links)))
        self._text, self._links, self._open = None, [], None
