"""JSON as people write it in a spec: comments, ``...``, a comma too many.

What JSON (RFC 8259) does not have is taken out, without changing which line anything
is on; the rest has to be JSON. A text may hold several documents, one below another.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ..patterns import regex
from .classes import CodeFault
from .comments import Comment

_HEAD = (
    r"(?:(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)[ \t]+[/h]|HTTP/\d)[^\n]*"
    r"(?:\n[A-Z][\w-]*:[^\n{]*(?=\n|\Z))*"
    r"|(?:Request|Response)\b[^\n{\[\"]*"
)
"""A request or a status line with header fields, or a heading; no JSON begins so."""

_TOKEN = regex(
    rf"(?m:^)[ \t]*(?P<head>{_HEAD})"
    r'|(?P<string>"(?:[^"\\\n]|\\.)*"?)'
    r"|(?P<comment>//[^\n]*|#[^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/)?)"
    r'|(?P<more>(?:\.\.\.|…)[^\n,\]}"]*)|(?P<mark>[{}\[\],:])|(?P<space>\s+)'
    r'|(?P<word>(?:[^\s{}\[\],:"/#…]|/(?![/*]))+|.)'
)

_BEFORE = frozenset({"", "{", "[", ",", ":"})
"""What no comma may follow."""


@dataclass(slots=True)
class JsonToken:
    """A string, a word or a mark: its source, and its line from 0."""

    text: str
    line: int


@dataclass(slots=True)
class JsonDocument:
    """One document of a text.

    Attributes:
        text: the document as JSON, with its lines.
        line: its first line, from 0.
        last: its last line.
        tokens: its tokens.
        comments: the comments directly above it.
    """

    text: str
    line: int
    last: int
    tokens: list[JsonToken]
    comments: list[Comment] = field(default_factory=list[Comment])

    @property
    def name(self) -> str:
        """What the first line of the comment above it says."""
        lines = [line for comment in self.comments for line in comment.lines() if line]
        return lines[0].rstrip(":") if lines else ""


@dataclass(slots=True)
class JsonText:
    """The documents of a text, and all of its comments.

    Attributes:
        documents: the documents.
        comments: the comments.
        is_strict: whether nothing had to be taken out.
    """

    documents: list[JsonDocument]
    comments: list[Comment]
    is_strict: bool


def read_json_text(code: str) -> JsonText:
    """Return the documents of a text; none of them has to be valid."""
    return _Reader().read(code)


class _Reader:
    def __init__(self) -> None:
        self._found = JsonText([], [], is_strict=True)
        self._parts: list[str] = []
        self._tokens: list[JsonToken] = []
        self._above: list[Comment] = []
        self._depth = self._line = self._first = self._column = 0
        self._last = -1
        self._is_elided = False

    def read(self, code: str) -> JsonText:
        """Return the documents of a text."""
        for match in _TOKEN.finditer(code):
            kind, text = match.lastgroup, match[0]
            if kind == "space":
                self._parts.append(text)
            elif kind == "comment" or (kind == "head" and not self._tokens):
                self._comment(text)
            elif kind == "more":
                self._more()
            else:
                self._token(text)
            self._line += text.count("\n")
            at = text.rfind("\n")
            self._column = len(text) - at - 1 if at >= 0 else self._column + len(text)
        self._end()
        return self._found

    def _comment(self, text: str) -> None:
        self._found.is_strict = False
        alone = self._last != self._line
        comment = Comment(text, self._line, self._column, alone)
        self._found.comments.append(comment)
        self._parts.append("\n" * text.count("\n") or " ")
        if not self._tokens:
            if self._above and self._above[-1].last < comment.line - 1:
                self._above = []
            self._above.append(comment)

    def _more(self) -> None:
        """Let ``...`` stand for a value behind a colon, else for further members."""
        self._found.is_strict = False
        if self._tokens and self._tokens[-1].text == ":":
            self._add("null")
        else:
            self._is_elided = True

    def _token(self, text: str) -> None:
        self._last = self._line
        last = self._tokens[-1].text if self._tokens else ""
        if text == "," and (not self._tokens or self._is_elided) and last in _BEFORE:
            # The comma of a ``...``, or one between documents.
            self._found.is_strict = False
            return
        if text in {"}", "]"}:
            if last == ",":
                self._drop_comma()
            self._depth -= 1
        elif self._is_elided and text != "," and last not in _BEFORE:
            self._add(",")
        self._is_elided = False
        if text in {"{", "["}:
            self._depth += 1
        self._add(text)
        if self._depth <= 0 and text not in {",", ":"}:
            self._end()

    def _add(self, text: str) -> None:
        if not self._tokens:
            self._first = self._line
            self._parts = []
        self._tokens.append(JsonToken(text, self._line))
        self._parts.append(text)

    def _drop_comma(self) -> None:
        """Take out the comma before a closing bracket."""
        self._found.is_strict = False
        self._tokens.pop()
        at = len(self._parts) - 1
        while self._parts[at] != ",":
            at -= 1
        self._parts[at] = " "

    def _end(self) -> None:
        """End a document."""
        if self._tokens:
            above = self._above
            if above and above[-1].last < self._first - 1:
                above = []
            self._found.documents.append(
                JsonDocument(
                    "".join(self._parts), self._first, self._line, self._tokens, above
                )
            )
        self._tokens, self._parts, self._above = [], [], []
        self._depth = 0
        self._is_elided = False


def load_json(document: JsonDocument) -> tuple[Any, CodeFault | None]:
    """Return the value of a document, as far as it is valid, and what is wrong.

    What is behind a mistake is not read, and what is open there is closed.
    """
    try:
        return json.loads(document.text), None
    except json.JSONDecodeError as error:
        fault = CodeFault(error.msg, document.line + error.lineno - 1)
        begun = document.text[: error.pos]
    except (RecursionError, ValueError) as error:
        return None, CodeFault(str(error), document.line)
    for part in read_json_text(begun).documents:
        try:
            return json.loads(_closed(part)), fault
        except (RecursionError, ValueError):
            break
    return None, fault


def _closed(document: JsonDocument) -> str:
    """Return the text of a document that ends too soon, with an end."""
    texts = [token.text for token in document.tokens]
    if texts[-2:-1] and texts[-2] in {"{", ","} and texts[-1].startswith('"'):
        # A name without a value, unless it is an element of a list.
        texts += [":", "null"] if _open(texts)[-1:] == ["{"] else []
    while texts and texts[-1] in {",", ":"}:
        texts += ["null"] if texts[-1] == ":" else []
        if texts[-1] == ",":
            texts.pop()
    return "".join([*texts, *(_CLOSING[mark] for mark in _open(texts)[::-1])])


def _open(texts: Sequence[str]) -> list[str]:
    """Return the brackets that are open at the end."""
    found: list[str] = []
    for text in texts:
        if text in _CLOSING:
            found.append(text)
        elif text in {"}", "]"} and found:
            found.pop()
    return found


_CLOSING = {"{": "}", "[": "]"}
