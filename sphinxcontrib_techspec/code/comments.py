"""The comments of a block of code, and the classes and fields that they describe."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..patterns import regex
from .classes import ClassField, ClassSource

_MARKS = regex(r"^\s*+(?:///?!?|--+|#+|/?\*+(?!/))?[ \t]?|(?<!\s)\s*+(?<!\*)\*++/\s*$")
"""What begins or ends a line of a comment, in any of the languages."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment as written, with its marks.

    Attributes:
        source: the comment.
        line: its first line, from 0.
        column: the column of its first character, from 0.
        alone: whether nothing is before it on its line.
    """

    source: str
    line: int
    column: int
    alone: bool

    @property
    def last(self) -> int:
        """The last line, from 0."""
        return self.line + self.source.rstrip().count("\n")

    def lines(self) -> list[str]:
        """Return the words on each line, without marks."""
        lines = self.source.rstrip().split("\n")
        return [_MARKS.sub("", line).strip(" \t-=*#/") or "" for line in lines]


_PLURAL = regex(r"(?i:info|metadata)|\w*[^\W\d_](?<![isu])s")
_OF_SEVERAL = regex(
    r"(?:.*\s)?(?:attributes|columns|fields|members|options|properties|relations"
    r"|relationships|settings|variables)",
    re.IGNORECASE,
)
"""A title that is about several fields by its last word."""

_OPENS = regex(r"[^\n]*[{(:]\s*")


def share_group_comments(classes: Iterable[ClassSource], code: str) -> None:
    """Let the title of a group of fields describe each of them.

    It is a comment of few words, in the plural, that begins a paragraph of two or more
    lines with no other comment: ``# Timestamps``. If it stands below another field and
    says that it is about several, as ``// Navigation properties`` does, it describes
    none, since where they end is not known; it is shown in the code. Any other comment
    is the first field's.

    Args:
        classes: the classes, whose fields are changed.
        code: the code that they are from.
    """
    lines = code.split("\n")
    for class_ in classes:
        title, last = "", -1
        following = [*(part.line for part in class_.fields[1:]), -1]
        for part, after in zip(class_.fields, following, strict=False):
            is_below = part.line == last + 2
            if is_below and after == part.line + 1 and _is_of_several(part, lines):
                part.description, class_.whole, title = "", False, ""
            elif part.description:
                is_first = _is_group_title(part.description, part.line, lines)
                title = part.description if is_first else ""
            elif title and part.line == last + 1:
                part.description = title
            else:
                title = ""
            last = part.line


def _is_group_title(words: str, line: int, lines: list[str]) -> bool:
    """Return whether the line above a field is a title that begins a paragraph."""
    above = lines[line - 1] if 0 < line < len(lines) else ""
    before = lines[line - 2] if line > 1 else ""
    if before.strip() and not _OPENS.fullmatch(before):
        return False
    if above.strip() == words or Comment(above, 0, 0, alone=True).lines() != [words]:
        return False
    return is_title(words) and bool(_PLURAL.fullmatch(words.rsplit(maxsplit=1)[-1]))


def _is_of_several(part: ClassField, lines: list[str]) -> bool:
    """Return whether the line above a field is a title of it and of others."""
    words = part.description
    above = lines[part.line - 1] if part.line else ""
    return (
        is_title(words)
        and bool(_OF_SEVERAL.fullmatch(words))
        and above.strip() != words
        and Comment(above, 0, 0, alone=True).lines() == [words]
    )


_TITLE_WORDS = 3
_NOTE = regex(r" \([^()]*\)$")


def is_title(words: str) -> bool:
    """Return whether a comment is the title of a group: some words, no sentence.

    A note in brackets may follow them: ``Public (sent to the browser)``.
    """
    words = _NOTE.sub("", words)
    return 0 < len(words.split()) <= _TITLE_WORDS and words[-1] not in ".!?,;"


class Comments:
    """Comments that are taken by what they describe; what is left is shown as code."""

    def __init__(self, comments: Iterable[Comment]) -> None:
        self._above: dict[int, Comment] = {}
        self._behind: dict[int, Comment] = {}
        for comment in comments:
            if comment.alone:
                self._above[comment.last] = comment
            else:
                self._behind.setdefault(comment.line, comment)
        self._kept = False

    @property
    def left(self) -> bool:
        """Whether there are words in comments that nothing has taken."""
        left = (*self._above.values(), *self._behind.values())
        return self._kept or any(any(comment.lines()) for comment in left)

    def take(self, first: int, last: int) -> str:
        """Take the comment of what is on some lines: behind it, or else above it."""
        return self.behind(last) or self.above(first)

    def behind(self, line: int) -> str:
        """Take the comment behind what ends on a line, with the lines that go on."""
        comment = self._behind.pop(line, None)
        if comment is None:
            return ""
        found = [comment]
        below = self._above.get(comment.last + 1)
        while below is not None and below.column == comment.column:
            found.append(self._above.pop(below.last))
            below = self._above.get(below.last + 1)
        return self._words(found)

    def above(self, line: int) -> str:
        """Take the comments on the lines directly above a line."""
        found: list[Comment] = []
        while (comment := self._above.pop(line - 1, None)) is not None:
            found.append(comment)
            line = comment.line
        return self._words(found[::-1])

    def _words(self, comments: list[Comment]) -> str:
        """Return the first paragraph of some comments; another one is kept as code."""
        lines = [line for comment in comments for line in comment.lines()]
        paragraphs = re.split(r"\n{2,}", "\n".join(lines).strip("\n"))
        self._kept = self._kept or len(paragraphs) > 1
        return " ".join(paragraphs[0].split())


def cut_comments(
    code: str, spans: Iterable[tuple[int, int]]
) -> tuple[list[Comment], str]:
    """Return the comments of some code, and the code with spaces in their place.

    Args:
        code: the code.
        spans: where each comment begins and ends, in their order.
    """
    found: list[Comment] = []
    parts: list[str] = []
    position = line = column = 0
    alone = True
    for start, end in spans:
        before, text = code[position:start], code[start:end]
        if "\n" in before:
            line += before.count("\n")
            before = before[before.rfind("\n") + 1 :]
            column, alone = 0, True
        column += len(before)
        alone = alone and not before.strip()
        found.append(Comment(text, line, column, alone))
        parts += code[position:start], re.sub(r"[^\n]", " ", text)
        line += text.count("\n")
        # What is behind a comment on its last line has no column that matters.
        column += len(text)
        alone = False
        position = end
    return found, "".join([*parts, code[position:]])
