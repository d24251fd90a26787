"""Where lines may break in long words, and pages in LaTeX.

Browsers and LaTeX know hyphens only; paths and identifiers have better places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape as escape_html

from docutils import nodes
from sphinx import addnodes
from sphinx.util.texescape import escape

LONG = 8
"""From how many characters on LaTeX may break a word."""

LONG_IN_HTML = 16
"""From how many characters on a browser may break a word."""

_MOST = 20
"""How many characters of a word a browser keeps together."""

_PIECE = 3
"""How many characters stay together where a word has no better place."""

_LONGEST_OF_PROSE = 20
"""How many letters a word of prose may have; a longer one is broken anywhere."""

_PROSE = re.compile(r"[(\[“„‘\"']?[^\W\d_]?[^\W\d_A-Z]+(?:[.,:;!?)\]”“’\"']{0,2})")
_LONG_WORD = re.compile(rf"\S{{{LONG},}}")
_LONG_IN_HTML = re.compile(rf"\S{{{LONG_IN_HTML},}}")
_BETTER = re.compile(
    r"(?<=[\w)\]}])(?=[/(\[<@])|(?<=[_.:;,=&?+\-|])(?=\w)|(?<=[a-z\d])(?=[A-Z])"
)
_WHOLE = (
    nodes.literal_block, nodes.doctest_block, nodes.math, nodes.math_block, nodes.raw,
)  # fmt: skip

WBR = "<wbr/>"
"""The place in a word where a browser may break it."""

# Inside words TeX breaks where the penalty is least.
_GOOD, _BAD = r"\penalty100{}", r"\penalty900{}"


def has_long_word(text: str) -> bool:
    """Tell whether a browser may break a word of *text*."""
    return len(text) >= LONG_IN_HTML and bool(_LONG_IN_HTML.search(text))


def pieces(text: str) -> list[str]:
    """Return *text* in pieces, between which a browser may break it.

    Short words are whole. What has no good place, such as a hash, is cut anywhere, but
    only in ASCII: elsewhere two characters may be one letter.
    """
    if len(text) < LONG_IN_HTML:
        return [text]
    cuts = [
        word.start() + place
        for word in _LONG_IN_HTML.finditer(text)
        for place, _ in _places(word[0], _MOST if word[0].isascii() else len(text))
    ]
    ends = [*cuts, len(text)]
    return [text[start:end] for start, end in zip([0, *cuts], ends, strict=True)]


def _places(word: str, most: int) -> Iterator[tuple[int, bool]]:
    """Yield the places at which a long word may break, and whether each is good.

    Between good places no more than *most* characters stay together.
    """
    since = 0
    for place in [*(match.start() for match in _BETTER.finditer(word)), len(word)]:
        parts = -(-(place - since) // most)
        for part in range(1, parts):
            yield since + part * (place - since) // parts, False
        if place < len(word):
            yield place, True
        since = place


def wrapping(text: str, *, code: bool = False) -> nodes.Node:
    """Return *text* for a browser, with places to break long words.

    It is one node where it has such places: the search takes the tags out of raw HTML,
    and would take the texts of several nodes for several words.
    """
    found = pieces(text)
    if len(found) == 1:
        return nodes.Text(text)
    return nodes.raw("", code_html(text) if code else text_html(text), format="html")


def text_html(text: str) -> str:
    """Return *text* as HTML, with places to break long words."""
    return WBR.join(escape_html(piece, quote=False) for piece in pieces(text))


def code_html(text: str) -> str:
    """Return what stands in an element ``code`` of Sphinx."""
    return " ".join(WBR.join(map(_pre, pieces(word))) for word in text.split())


def _pre(text: str) -> str:
    return f'<span class="pre">{escape_html(text, quote=False)}</span>'


def let_wrap(kept: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Let browsers break the long words of an author's nodes."""
    box = nodes.inline("", "", *kept)
    for text in list(box.findall(nodes.Text)):
        if has_long_word(text) and not _is_own(text):
            code = isinstance(text.parent, nodes.literal)
            text.parent.replace(text, wrapping(str(text), code=code))
    return list(box.children)


def _is_own(text: nodes.Text) -> bool:
    """Tell whether others look at a text as a whole, such as a reference."""
    parent = text.parent
    while parent is not None:
        if isinstance(parent, (*_WHOLE, addnodes.pending_xref)) or "language" in parent:
            return True
        parent = parent.parent
    return False


def let_break(kept: Iterable[nodes.Node], engine: str) -> None:
    """Let the long words below *kept* be broken.

    Args:
        kept: the nodes.
        engine: Sphinx's ``latex_engine``, which says what has to be escaped.
    """
    for node in kept:
        for text in list(node.findall(nodes.Text)):
            parent = text.parent
            if parent is None or isinstance(parent, _WHOLE):
                continue
            if isinstance(parent, nodes.title) and not isinstance(
                parent.parent, nodes.table
            ):
                continue
            if "language" in parent or parent.get("refuri") == str(text):
                continue
            if "techspec-badge" in parent.get("classes", ()):
                continue
            if _LONG_WORD.search(text):
                prose = not isinstance(parent, nodes.literal)
                parent.replace(text, _broken(str(text), engine, prose=prose))


def keep_together(item: nodes.Element) -> None:
    """Let no page end below an item's signature."""
    if item.parent is not None:
        space = nodes.raw("", r"\techspecneedspace", format="latex")
        item.parent.insert(item.parent.index(item), space)


def is_prose(word: str) -> bool:
    """Tell whether a word is one of a language, and no name of code."""
    return len(word) <= _LONGEST_OF_PROSE + 2 and bool(_PROSE.fullmatch(word))


def _broken(text: str, engine: str, *, prose: bool) -> nodes.raw:
    """Return *text* with a break after each piece of its long words.

    Words of prose stay whole where *prose* says so.
    """
    found: list[str] = []
    place = 0
    for word in _LONG_WORD.finditer(text):
        if prose and is_prose(word[0]):
            # TeX hyphenates it, which a reader takes for one word.
            continue
        for end, good in _places(word[0], _PIECE):
            piece = text[place : word.start() + end]
            found += [escape(piece, engine), _GOOD if good else _BAD]
            place = word.start() + end
    found.append(escape(text[place:], engine))
    # One node, for a page of them takes long to walk over; escaped as Sphinx does.
    return nodes.raw("", "".join(found), format="latex")
