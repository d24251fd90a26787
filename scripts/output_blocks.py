"""Outputs of Sphinx as blocks that `compare_output.py` can compare.

A block is a paragraph, a cell, a heading: its markup in order, and the texts between.
What may differ between two outputs is left out: break marks, digests, comments.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import pairwise

Rename = Callable[[str], str]
"""Returns the new name of a class, "" for none."""

ATTRIBUTE = -1
"""The depth of a text in an attribute."""

_DIGEST = re.compile(r"(?<=techspec-)[0-9a-f]{8,}\b")
_QUERY = re.compile(r"([?&]v=)[\w.]+")
_BREAKS = re.compile("[\u00ad\u200b]")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Block:
    """A part of an output.

    ``texts`` is one longer than ``markup``: the texts before, between and after it.
    ``depths`` says of each text in how many inline elements it is. ``layout`` has
    numbers computed from the texts of a table or a drawing, which is the ``group``.
    """

    place: str
    markup: tuple[str, ...]
    texts: tuple[str, ...]
    depths: tuple[int, ...]
    layout: tuple[str, ...] = ()
    group: int = -1

    @property
    def text(self) -> str:
        """Its text without markup and attributes."""
        pairs = zip(self.texts, self.depths, strict=True)
        return collapse("".join(text for text, depth in pairs if depth >= 0)).strip()


def collapse(text: str) -> str:
    """Return a text with one space for each run of them."""
    return _SPACE.sub(" ", text)


class _Builder:
    """Collects markup and texts into blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.group = -1
        self.keep_space = False
        self._begin("")

    def _begin(self, place: str) -> None:
        self._place = place
        self._markup: list[str] = []
        self._texts = [""]
        self._depths = [0]
        self._layout: list[str] = []
        self._block_group = self.group

    def begin(self, place: str) -> None:
        """End the block, and begin one."""
        if not self.keep_space:
            self._texts = [collapse(text) for text in self._texts]
        if self._markup or any(text.strip() for text in self._texts):
            self.blocks.append(
                Block(
                    self._place,
                    tuple(self._markup),
                    tuple(self._texts),
                    tuple(self._depths),
                    tuple(self._layout),
                    self._block_group,
                )
            )
        self._begin(place)

    def markup(self, token: str, change: int = 0) -> None:
        """Add markup; *change* says how much deeper the text after it is."""
        self._markup.append(token)
        self._texts.append("")
        self._depths.append(max(0, self._depths[-1] + change))

    def attribute(self, name: str, value: str) -> None:
        """Add an attribute whose value is text."""
        depth = self._depths[-1]
        self._markup += [f"@{name}", "@"]
        self._texts += [value, ""]
        self._depths += [ATTRIBUTE, depth]

    def text(self, text: str) -> None:
        """Add text."""
        self._texts[-1] += text

    def layout(self, value: str) -> None:
        """Add a number that is computed from texts."""
        self._layout.append(value)


# HTML

_VOID = set(
    "area base br col embed hr img input link meta param source track wbr".split()
)
_INLINE = set(
    "a abbr b cite code em i kbd label mark q s samp small span strong sub sup u var"
    " svg".split()
)
_TEXT_ATTRIBUTES = {
    *("alt", "aria-description", "aria-label", "content", "placeholder"),
    *("summary", "title", "value", "xlink:title"),
}
_GEOMETRY = set(
    "cx cy d dx dy height points r rx ry stroke-dasharray transform viewbox width x x1"
    " x2 y y1 y2".split()
)
_LINKS = {"action", "href", "src", "xlink:href"}


@dataclass
class _Tag:
    """A tag, or text where its name is empty."""

    line: int
    name: str = ""
    end: bool = False
    attributes: tuple[tuple[str, str], ...] = ()
    text: str = ""

    @property
    def is_pre(self) -> bool:
        """Whether it begins a piece of code, several of which are one word."""
        return self.name == "span" and self.attributes == (("class", "pre"),)


class _Reader(HTMLParser):
    """Reads tags, without break marks."""

    def __init__(self, rename: Rename) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[_Tag] = []
        self._rename = rename
        self._open: list[_Tag] = []
        self._dropped: list[_Tag] = []
        self._after_break = False
        self._closed = _Tag(0)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "wbr":
            self._after_break = True
            return
        renamed = tuple(self._attributes(attrs))
        found = _Tag(self.getpos()[0], tag, attributes=renamed)
        if self._after_break and found.is_pre and self._joins():
            return
        self._after_break = False
        if tag not in _VOID:
            self._open.append(found)
        if tag == "span" and attrs and not renamed:
            self._dropped.append(found)
        else:
            self.tags.append(found)

    def _joins(self) -> bool:
        """Go on in the last piece of code instead of beginning another."""
        last = self.tags[-1] if self.tags else None
        joins = last is not None and last.end and last.is_pre
        if joins:
            self._open.append(self._closed)
            self.tags.pop()
            self._after_break = False
        return joins

    def handle_endtag(self, tag: str) -> None:
        self._after_break = False
        if tag in _VOID:
            return
        opened = _Tag(0)
        while self._open and opened.name != tag:
            opened = self._open.pop()
        self._closed = opened
        if not any(opened is other for other in self._dropped):
            # An end knows what it ends, so that pieces of code can be joined.
            end = _Tag(self.getpos()[0], tag, end=True, attributes=opened.attributes)
            self.tags.append(end)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        text = _BREAKS.sub("", data)
        if text:
            self._after_break = False
            self.tags.append(_Tag(self.getpos()[0], text=text))

    def _attributes(
        self, attrs: Iterable[tuple[str, str | None]]
    ) -> Iterator[tuple[str, str]]:
        for name, given in attrs:
            value = _DIGEST.sub("#", _BREAKS.sub("", given or ""))
            if name == "class":
                value = " ".join(filter(None, map(self._rename, value.split())))
                if not value and given:
                    continue
            if name in _LINKS:
                value = _QUERY.sub(r"\1#", value)
            yield name, value


def html_blocks(text: str, rename: Rename = str) -> list[Block]:
    """Return a page of HTML as blocks, with classes renamed."""
    reader = _Reader(rename)
    reader.feed(text)
    reader.close()
    builder = _Builder()
    drawings = 0
    for tag in reader.tags:
        if not tag.name:
            builder.text(tag.text)
            continue
        if tag.name == "svg" and not tag.end:
            builder.group = drawings
            drawings += 1
        inline = tag.name in _INLINE
        if not inline or tag.name == "svg":
            builder.begin(f"line {tag.line}")
        if tag.name in {"pre", "textarea"}:
            builder.keep_space = not tag.end
        if tag.end:
            builder.markup(f"</{tag.name}>", -1 if inline else 0)
        else:
            _start(tag, builder, inside=int(inline))
        if tag.name == "svg" and tag.end:
            builder.group = -1
    builder.begin("")
    return builder.blocks


def _start(tag: _Tag, builder: _Builder, *, inside: int) -> None:
    """Add a start tag and its attributes."""
    shown = [tag.name]
    texts: list[tuple[str, str]] = []
    for name, value in tag.attributes:
        if builder.group >= 0 and name in _GEOMETRY:
            builder.layout(f"{name}={value}")
        elif name in _TEXT_ATTRIBUTES:
            texts.append((name, value))
        else:
            shown.append(f'{name}="{value}"')
    builder.markup(f"<{' '.join(shown)}>", 0 if tag.name in _VOID else inside)
    for name, value in texts:
        builder.attribute(name, value)


# LaTeX

_CHARACTERS = {
    r"\sphinxhyphen{}": "-",
    r"\sphinxleftcurlybrace{}": "{",
    r"\sphinxrightcurlybrace{}": "}",
    r"\textasciicircum{}": "^",
    r"\textasciigrave{}": "`",
    r"\textasciitilde{}": "~",
    r"\textbackslash{}": "\\",
    r"\textbar{}": "|",
    r"\textendash{}": "–",
    r"\textgreater{}": ">",
    r"\textless{}": "<",
    r"\textquotedbl{}": '"',
    r"\textquotesingle{}": "'",
    **{f"\\{character}": character for character in "_&%#${} "},
}
_LATEX = re.compile(
    r"(?P<break>\\penalty-?\d+(?:\{\}|\\relax(?![A-Za-z]))?"
    r"|\\allowbreak(?:\{\}|(?![A-Za-z@]))|\\hspace\{0pt\}|\\hskip\\z@skip"
    r"|\\-|\\discretionary\{\}\{\}\{\}|[\u00ad\u200b])"
    r"|(?P<comment>%[^\n]*\n?[ \t]*)"
    r"|(?P<paragraph>\n[ \t]*\n\s*)"
    rf"|(?P<character>{'|'.join(map(re.escape, _CHARACTERS))})"
    r"|(?P<row>\\\\|&)"
    r"|\\begin\{sphinxuseclass\}\{(?P<useclass>[^{}]*)\}"
    r"|\\(?P<edge>begin|end)\{(?P<environment>[^{}]*)\}"
    r"|\\DUrole\{(?P<role>[^{}]*)\}"
    r"|(?P<width>\\X\{\d+\}\{\d+\})"
    r"|(?P<reference>\\hyperref\[\\detokenize\{[^{}]*\}\])"
    r"|(?P<argument>\\(?:detokenize|sphinxhref|href|sphinxurl|sphinxincludegraphics)"
    r"(?:\[[^\]]*\])?)(?=\{)"
    r"|(?P<macro>\\[A-Za-z@]+\*?(?:\{\}|[ \t]*)|\\.)"
    r"|(?P<open>\{)|(?P<close>\})"
    r"|(?P<text>[^\\{}%&\n\u00ad\u200b]+|.)",
    re.DOTALL,
)
_LATEX_BREAK = re.compile(r"\\penalty-?\d+\{\}|\\allowbreak\{\}|\\-|[\u00ad\u200b]")
_LATEX_BLOCKS = re.compile(
    r"\\(?:item|sphinxlineitem|par|sphinxAtStartPar|chapter|(?:sub)*section|pysigline"
    r"|sphinxcaption|sphinxstepscope|index)\*?"
)
_TABLES = {"tabular", "tabulary", "longtable"}


class _Latex:
    """Reads LaTeX into blocks."""

    def __init__(self, source: str, rename: Rename) -> None:
        self._source, self._rename = source, rename
        self._builder = _Builder()
        self._drop = False
        self._braces: list[bool] = []
        self._classes: list[bool] = []
        self._tables = 0
        self._groups: list[int] = []
        self._line, self._counted = 1, 0

    def blocks(self) -> list[Block]:
        """Return its blocks."""
        at = 0
        self._begin(0)
        while at < len(self._source):
            match = _LATEX.match(self._source, at)
            assert match is not None  # noqa: S101 - the last branch takes any character
            at = match.end()
            if match.lastgroup == "argument":
                at = _closing(self._source, at)
                token = _LATEX_BREAK.sub("", self._source[match.start() : at])
                self._builder.markup(_DIGEST.sub("#", token))
            else:
                self._take(match)
        self._builder.begin("")
        return self._builder.blocks

    def _begin(self, at: int) -> None:
        self._line += self._source.count("\n", self._counted, at)
        self._counted = at
        self._builder.begin(f"line {self._line}")

    def _take(self, match: re.Match[str]) -> None:
        kind, token = match.lastgroup, match[0]
        if kind == "text":
            self._builder.text(token)
        elif kind == "character":
            self._builder.text(_CHARACTERS[token])
        elif kind == "paragraph":
            self._begin(match.end())
        elif kind == "row":
            self._begin(match.start())
            self._builder.markup(token)
        elif kind == "width":
            self._builder.markup(r"\X")
            self._builder.layout(token)
        elif kind == "role":
            self._role(match["role"])
        elif kind in {"open", "close"}:
            self._brace(token)
        elif kind in {"macro", "reference"}:
            if _LATEX_BLOCKS.fullmatch(token.strip()):
                self._begin(match.start())
            self._builder.markup(token.strip())
        elif kind not in {"break", "comment"}:
            self._environment(match)

    def _role(self, name: str) -> None:
        renamed = self._rename(name)
        self._drop = not renamed
        if renamed:
            self._builder.markup(rf"\DUrole{{{renamed}}}")

    def _brace(self, brace: str) -> None:
        if brace == "{":
            dropped, self._drop = self._drop, False
            self._braces.append(dropped)
        else:
            dropped = bool(self._braces) and self._braces.pop()
        if not dropped:
            self._builder.markup(brace, 1 if brace == "{" else -1)

    def _environment(self, match: re.Match[str]) -> None:
        """Begin or end an environment, which is a block's edge."""
        name, end = match["environment"], match["edge"] == "end"
        if not end and name in _TABLES:
            self._groups.append(self._builder.group)
            self._builder.group = self._tables
            self._tables += 1
        self._begin(match.start())
        if name is None:
            renamed = self._rename(match["useclass"])
            self._classes.append(not renamed)
            if renamed:
                self._builder.markup(rf"\begin{{sphinxuseclass}}{{{renamed}}}")
        elif not (end and name == "sphinxuseclass" and self._end_class()):
            self._builder.markup(match[0])
        if end and name in _TABLES and self._groups:
            self._builder.group = self._groups.pop()

    def _end_class(self) -> bool:
        """Return whether the class that ends here was removed."""
        return bool(self._classes) and self._classes.pop()


def _closing(source: str, at: int) -> int:
    """Return where the group ends that begins at *at*."""
    depth = 0
    for match in re.compile(r"\\.|[{}]", re.DOTALL).finditer(source, at):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if not depth:
            return match.end()
    return len(source)


def latex_blocks(text: str, rename: Rename = str) -> list[Block]:
    """Return LaTeX as blocks, with classes renamed."""
    return _Latex(text, rename).blocks()


# Text

_UNDERLINE = re.compile(r"\s*([^\w\s])\1+\s*")
_BORDER = re.compile(r"\s*[+|][-=+|]*[-=][-=+|]*[+|]\s*")
_MARKS = re.compile(r'(\*\*|["*])')
_WRAPPED = re.compile(r"\S-\n|\btechspec\n:")
"""Where a word is wrapped: after a hyphen, and before a part of it that has one."""


def text_blocks(text: str) -> list[Block]:
    """Return a page of Sphinx's text builder as blocks: paragraphs and cells.

    Where lines are wrapped depends on the words, and is left out.
    """
    builder = _Builder()
    paragraph: list[str] = []
    border: list[int] = []
    rows: list[str] = []
    tables = 0
    for number, line in enumerate([*_BREAKS.sub("", text).split("\n"), ""], 1):
        if _BORDER.fullmatch(line):
            _paragraph(builder, paragraph, number)
            if border:
                _cells(builder, rows, border, number)
            else:
                builder.group = tables
                tables += 1
            rows, border = [], _columns(line)
        elif border and line.lstrip().startswith("|"):
            rows.append(line)
        else:
            rows, border = [], []
            builder.group = -1
            if line.strip():
                paragraph.append(line)
            if not line.strip() or _UNDERLINE.fullmatch(line):
                _paragraph(builder, paragraph, number)
    builder.begin("")
    return builder.blocks


def _paragraph(builder: _Builder, lines: list[str], number: int) -> None:
    """Add a paragraph, and forget its lines."""
    if lines:
        indent = len(lines[0]) - len(lines[0].lstrip())
        builder.begin(f"line {number - len(lines)}")
        builder.markup(f"indent {indent}")
        underline = _UNDERLINE.fullmatch(lines[-1])
        _marked(builder, lines[:-1] if underline else lines)
        if underline:
            builder.markup(f"underline {underline[1]}")
    lines.clear()


def _cells(builder: _Builder, rows: list[str], border: list[int], number: int) -> None:
    """Add the cells of a row of a table."""
    lines = [_columned(row) for row in rows]
    cuts = [at for at in border if all(line[at : at + 1] == ["|"] for line in lines)]
    for start, end in pairwise(cuts):
        builder.begin(f"line {number - len(rows)}")
        builder.markup("cell")
        _marked(builder, ["".join(line[start + 1 : end]) for line in lines])


def _marked(builder: _Builder, lines: Iterable[str]) -> None:
    """Add lines as one text, with the marks of inline markup as markup."""
    text = ""
    for line in filter(None, (line.strip() for line in lines)):
        joins = not text or _WRAPPED.search(f"{text}\n{line}")
        text += line if joins else f" {line}"
    for number, piece in enumerate(_MARKS.split(text)):
        if number % 2:
            builder.markup(piece)
        else:
            builder.text(piece)


def _columns(border: str) -> list[int]:
    """Return the columns at which a border has a corner."""
    return [at for at, character in enumerate(border) if character in "+|"]


def _columned(line: str) -> list[str]:
    """Return the characters of a line by column, as Sphinx measures text."""
    columns: list[str] = []
    for character in line:
        if unicodedata.combining(character) and columns:
            columns[-1] += character
        else:
            columns.append(character)
            if unicodedata.east_asian_width(character) in "WF":
                columns.append("")
    return columns


# objects.inv


def inventory(data: bytes) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the objects of an `objects.inv`.

    Returns:
        Priority and anchor, and displayed name, of each type and name.
    """
    entries: dict[tuple[str, str], tuple[str, str]] = {}
    lines = zlib.decompress(data.split(b"\n", 4)[4]).decode()
    for line in lines.splitlines():
        match = re.fullmatch(r"(.+?)\s+(\S+)\s+(-?\d+)\s+(\S*)\s+(.*)", line)
        if match:
            name, kind, priority, anchor, shown = match.groups()
            # The anchor ends in "$" where the name follows.
            anchor = anchor[:-1] + name if anchor.endswith("$") else anchor
            shown = name if shown == "-" else shown
            entries[kind, name] = (f"{priority} {anchor}", shown)
    return entries
