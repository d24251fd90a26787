"""The outline of a decision record: front matter, title, headings, labelled text.

An outline is built from the parse tree of a document and does not depend on the markup
language. Because it is not built from the source text, a ``## Status`` in a code block
is not taken for a heading. The readers in `adr.read` work on outlines only.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .names import Number
from .vocabulary import VOCABULARY, Vocabulary


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a text.

    Attributes:
        target: the link target, as in the source.
        start: the index in the text where the link begins.
        end: the index in the text after the link.
    """

    target: str
    start: int
    end: int


@dataclass(slots=True)
class LabelledText:
    """A paragraph, list item, field or table cell, with its label if it has one.

    Attributes:
        text: the text without markup; line breaks are kept.
        line: the line number, from 1; 0 if unknown.
        label: the text before the colon, or the field name; empty if there is none.
        links: the links in the text.
        nested: whether it is in a list below another item, or below a label such as
            *Alternatives*, and so may be about something else than the record.
    """

    text: str
    line: int = 0
    label: str = ""
    links: tuple[Link, ...] = ()
    nested: bool = False


@dataclass(slots=True)
class Heading:
    """A heading and the text between it and the next heading.

    Attributes:
        title: the text of the heading; empty for the text before the first heading.
        line: the line number of the heading, from 1; 0 if unknown.
        texts: the text below the heading.
        level: its level, from 1; headings below it have a higher one.
        names: the ids of its section, that of the title first, and explicit targets.
        links: the links in its title.
    """

    title: str
    line: int = 0
    texts: list[LabelledText] = field(default_factory=list[LabelledText])
    level: int = 2
    names: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(slots=True)
class Outline:
    """The outline of a document.

    Attributes:
        docname: the name of the document.
        title: the title of the document; empty if it has none.
        line: the line number of the title, from 1; 0 if unknown.
        labels: the explicit targets at the beginning of the document.
        front_matter: the fields of the front matter.
        admonitions: the texts of directives before the first heading that state a
            status, such as an admonition with the title *Status*.
        headings: the headings in document order. The first has an empty title and
            holds the text before the first heading below the document title.
        vocabulary: the words for a status in this project.
        names: the ids of the section with the title, and explicit targets.
        anchor: the id of the section that the outline is of, where it is not of a whole
            document.
        stem: the words of the heading of that section, as in a file name.
        number: the number in that heading.
    """

    docname: str
    title: str = ""
    line: int = 0
    labels: list[str] = field(default_factory=list[str])
    front_matter: list[LabelledText] = field(default_factory=list[LabelledText])
    admonitions: list[LabelledText] = field(default_factory=list[LabelledText])
    headings: list[Heading] = field(default_factory=list[Heading])
    vocabulary: Vocabulary = field(default_factory=lambda: VOCABULARY, repr=False)
    names: tuple[str, ...] = ()
    anchor: str = ""
    stem: str = ""
    number: Number | None = None
