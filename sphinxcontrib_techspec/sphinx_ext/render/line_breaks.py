"""Line breaks in long words, and page breaks in LaTeX.

Browsers and LaTeX break words at hyphens only; paths and identifiers have better
positions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape as escape_html

from docutils import nodes
from sphinx import addnodes
from sphinx.util.texescape import escape

from ...patterns import regex

LONG = 8
"""The minimum length of a word that LaTeX may break."""

LONG_IN_HTML = 16
"""The minimum length of a word that a browser may break."""

_MAXIMUM = 20
"""The maximum number of characters that a browser keeps together."""

_PIECE = 3
"""The number of characters kept together where a word has no better position."""

_LONGEST_OF_PROSE = 20
"""The maximum length of a word of prose; a longer one may break anywhere."""

_PROSE = regex(r"[(\[“„‘\"']?[^\W\d_]?[^\W\d_A-Z]+(?:[.,:;!?)\]”“’\"']{0,2})")
_LONG_WORD = regex(rf"\S{{{LONG},}}")
_LONG_IN_HTML = regex(rf"\S{{{LONG_IN_HTML},}}")
_BETTER = regex(
    r"(?<=[\w)\]}])(?=[/(\[<@])|(?<=[_.:;,=&?+\-|])(?=\w)|(?<=[a-z\d])(?=[A-Z])"
)
_UNBREAKABLE = (
    nodes.literal_block, nodes.doctest_block, nodes.math, nodes.math_block, nodes.raw,
)  # fmt: skip

WBR = "<wbr/>"
"""A position in a word where a browser may break it."""

# TeX breaks words at the lowest penalty.
_GOOD, _BAD = r"\penalty100{}", r"\penalty900{}"


def has_long_word(text: str) -> bool:
    """Return whether a browser may break a word of *text*."""
    return len(text) >= LONG_IN_HTML and bool(_LONG_IN_HTML.search(text))


def pieces(text: str) -> list[str]:
    """Return *text* in pieces, between which a browser may break it.

    Short words are not divided. A word without a good position, such as a hash, is
    divided anywhere, but only in ASCII: elsewhere two characters may be one letter.
    """
    if len(text) < LONG_IN_HTML:
        return [text]
    cuts = [
        word.start() + position
        for word in _LONG_IN_HTML.finditer(text)
        for position, _ in _positions(
            word[0], _MAXIMUM if word[0].isascii() else len(text)
        )
    ]
    ends = [*cuts, len(text)]
    return [text[start:end] for start, end in zip([0, *cuts], ends, strict=True)]


def _positions(word: str, maximum: int) -> Iterator[tuple[int, bool]]:
    """Yield the positions at which a long word may break, and whether each is good.

    Between good positions at most *maximum* characters are kept together.
    """
    since = 0
    for position in [*(match.start() for match in _BETTER.finditer(word)), len(word)]:
        parts = -(-(position - since) // maximum)
        for part in range(1, parts):
            yield since + part * (position - since) // parts, False
        if position < len(word):
            yield position, True
        since = position


def wrapping(text: str, *, code: bool = False) -> nodes.Node:
    """Return *text* for a browser, with break positions in long words.

    It is one node: the search removes tags from raw HTML, but would index the texts of
    several nodes as several words.
    """
    found = pieces(text)
    if len(found) == 1:
        return nodes.Text(text)
    return nodes.raw("", code_html(text) if code else text_html(text), format="html")


def text_html(text: str) -> str:
    """Return *text* as HTML, with break positions in long words."""
    return WBR.join(escape_html(piece, quote=False) for piece in pieces(text))


def code_html(text: str) -> str:
    """Return the content of an element ``code`` as Sphinx writes it."""
    return " ".join(WBR.join(map(_pre, pieces(word))) for word in text.split())


def _pre(text: str) -> str:
    return f'<span class="pre">{escape_html(text, quote=False)}</span>'


def let_wrap(content: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Return an author's nodes with break positions for browsers in long words."""
    box = nodes.inline("", "", *content)
    for text in list(box.findall(nodes.Text)):
        if has_long_word(text) and not _is_used_whole(text):
            code = isinstance(text.parent, nodes.literal)
            text.parent.replace(text, wrapping(str(text), code=code))
    return list(box.children)


def _is_used_whole(text: nodes.Text) -> bool:
    """Return whether a text is needed as a whole, such as that of a reference."""
    parent = text.parent
    while parent is not None:
        if (
            isinstance(parent, (*_UNBREAKABLE, addnodes.pending_xref))
            or "language" in parent
        ):
            return True
        parent = parent.parent
    return False


def let_break(content: Iterable[nodes.Node], engine: str) -> None:
    """Add break positions for LaTeX to the long words of nodes.

    Args:
        content: the nodes.
        engine: Sphinx's ``latex_engine``, on which the escaping depends.
    """
    for node in content:
        for text in list(node.findall(nodes.Text)):
            parent = text.parent
            if parent is None or isinstance(parent, _UNBREAKABLE):
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
    """Prevent a page break below the signature of an item."""
    if item.parent is not None:
        space = nodes.raw("", r"\techspecneedspace", format="latex")
        item.parent.insert(item.parent.index(item), space)


def is_prose(word: str) -> bool:
    """Return whether a word is prose and not an identifier."""
    return len(word) <= _LONGEST_OF_PROSE + 2 and bool(_PROSE.fullmatch(word))


def _broken(text: str, engine: str, *, prose: bool) -> nodes.raw:
    """Return *text* with a break position after each piece of its long words.

    Args:
        text: the text.
        engine: Sphinx's ``latex_engine``.
        prose: whether words of prose are left to hyphenation.
    """
    found: list[str] = []
    position = 0
    for word in _LONG_WORD.finditer(text):
        if prose and is_prose(word[0]):
            # TeX hyphenates it.
            continue
        for end, good in _positions(word[0], _PIECE):
            piece = text[position : word.start() + end]
            found += [escape(piece, engine), _GOOD if good else _BAD]
            position = word.start() + end
    found.append(escape(text[position:], engine))
    # One node, because many are slow to process; escaped as by Sphinx.
    return nodes.raw("", "".join(found), format="latex")
