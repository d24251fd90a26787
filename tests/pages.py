"""Pages as their readers get them: elements, their words and their links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)


class _Reader(HTMLParser):
    """Builds elements; an end tag closes what is open inside of it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = ET.Element("document")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = ET.SubElement(self.open[-1], tag, {k: v or "" for k, v in attrs})
        if tag not in _VOID:
            self.open.append(made)

    def handle_endtag(self, tag: str) -> None:
        while len(self.open) > 1 and tag in {e.tag for e in self.open[1:]}:
            if self.open.pop().tag == tag:
                return

    def handle_data(self, data: str) -> None:
        parent = self.open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + data
        else:
            parent.text = (parent.text or "") + data


class Page:
    """An HTML page."""

    def __init__(self, html: str) -> None:
        reader = _Reader()
        reader.feed(html)
        self.root = reader.root
        self.parents = {
            child: parent for parent in self.root.iter() for child in parent
        }
        self.by_id = {e.get("id", ""): e for e in self.root.iter() if e.get("id")}

    @property
    def body(self) -> ET.Element:
        """What the document itself says, without navigation and the like."""
        return next(e for e in self.root.iter() if e.get("role") == "main")

    def around(self, anchor: str, *tags: str) -> ET.Element:
        """Return the nearest element with one of *tags* around an anchor."""
        found = self.by_id[anchor]
        while found.tag not in tags:
            found = self.parents[found]
        return found

    def links(self, under: ET.Element | None = None) -> list[tuple[str, str]]:
        """Return the links below an element, by default all: text and address."""
        start = self.body if under is None else under
        return [
            (words(e), e.get("href", "")) for e in start.iter("a")
            if "headerlink" not in e.get("class", "")
        ]  # fmt: skip


def words(element: ET.Element) -> str:
    """Return the text of an element, with single spaces."""
    return " ".join("".join(element.itertext()).replace("¶", "").split())


_INLINE = frozenset({"a", "code", "em", "span", "strong"})


def counted_words(element: ET.Element) -> Counter[str]:
    """Return how often each word is below an element, in small letters."""
    return Counter(re.findall(r"\w+", "".join(_texts(element)).casefold()))


def _texts(element: ET.Element) -> Iterator[str]:
    """Yield the texts below an element, with spaces between blocks and cells."""
    space = "" if element.tag in _INLINE else " "
    yield space
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""
    yield space
