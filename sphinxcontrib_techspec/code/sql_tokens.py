"""The tokens of SQL code, by sqlglot, with their lines and their source."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise

import sqlglot
from sqlglot.errors import SqlglotError

from ..patterns import regex
from .classes import CodeFault, blank_elisions
from .comments import Comment, cut_comments

_COMMENT = regex(r"--[^\n]*|#[^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/)?")
_STATEMENT = regex(r"(?im)^(?=[ \t]*(?:create|alter|comment|insert|drop)\b)")
_DIALECTS = ("postgres", "mysql")
"""Dialects to try where the one that is named does not fit."""


@dataclass(slots=True)
class Token:
    """A token: its source, where it begins and ends, and whether it is a string."""

    text: str
    start: int
    end: int
    value: str
    is_string: bool
    is_quoted: bool

    @property
    def word(self) -> str:
        """The token in upper case, empty where it is quoted."""
        return "" if self.is_string or self.is_quoted else self.text.upper()


@dataclass(slots=True)
class Tokens:
    """The tokens of some code, of which the one at ``index`` is read next."""

    code: str
    tokens: list[Token]
    fault: CodeFault | None = None
    has_elisions: bool = False
    comments: list[Comment] = field(default_factory=list[Comment])
    index: int = 0
    end: int = 0
    _newlines: list[int] = field(default_factory=list[int])

    def __post_init__(self) -> None:
        """Note where lines end."""
        self.end = len(self.tokens)
        self._newlines = [m.start() for m in re.finditer("\n", self.code)]

    def __bool__(self) -> bool:
        """Return whether there are more tokens."""
        return self.index < self.end

    def note(self, text: str, line: int) -> None:
        """Note a mistake, of which the first is kept."""
        if self.fault is None or line < self.fault.line:
            self.fault = CodeFault(text, line)

    def line(self, index: int = -1) -> int:
        """Return the line of a token, from 0; of the next one without an index."""
        at = self.index if index < 0 else index
        if at >= len(self.tokens):
            return len(self._newlines)
        return bisect_right(self._newlines, self.tokens[at].start)

    def word(self, ahead: int = 0) -> str:
        """Return a coming token in upper case, empty where it is quoted or none."""
        at = self.index + ahead
        return self.tokens[at].word if at < self.end else ""

    def begins_line(self) -> bool:
        """Return whether the next token is the first on its line."""
        return not self.index or self.line() > self.line(self.index - 1)

    def take(self, *words: str) -> bool:
        """Take the coming tokens if they are *words*."""
        for ahead, word in enumerate(words):
            if self.word(ahead) != word:
                return False
        self.index += len(words)
        return True

    def string(self) -> str | None:
        """Take the next token if it is a string, and return its value."""
        if self.index < self.end and self.tokens[self.index].is_string:
            self.index += 1
            return self.tokens[self.index - 1].value
        return None

    def name(self) -> str:
        """Take a name such as ``app."user"``, and return it without quotes."""
        parts: list[str] = []
        while self.index < self.end:
            token = self.tokens[self.index]
            if token.is_string or not (token.is_quoted or _is_name(token.text)):
                break
            parts.append(token.value)
            self.index += 1
            if self.word() != ".":
                break
            self.index += 1
        return ".".join(parts)

    def source(self, first: int, last: int) -> str:
        """Return the source of some tokens on one line; *last* is behind them."""
        if first >= last:
            return ""
        part = self.code[self.tokens[first].start : self.tokens[last - 1].end]
        return " ".join(part.split())

    def skip_statement(self) -> None:
        """Skip what is left of a statement."""
        while self.index < self.end:
            if self.word() == "CREATE" and self.begins_line():
                return
            self.index += 1
            if self.tokens[self.index - 1].text == ";":
                return

    def closing(self) -> int:
        """Return the index behind the bracket that closes the next token's."""
        depth = 0
        for at in range(self.index, self.end):
            text = self.tokens[at].text
            if text == "(":
                depth += 1
            elif text == ")":
                depth -= 1
                if depth <= 0:
                    return at + 1
        return self.end


def _is_name(text: str) -> bool:
    return re.fullmatch(r"[^\W\d][\w$]*", text) is not None


def tokens_of(code: str, dialect: str) -> Tokens:
    """Return the tokens of SQL code, and the comments between them.

    Args:
        code: the code.
        dialect: sqlglot's name of the dialect; others are tried where it does not fit.
    """
    blanked = blank_elisions(code)
    has_elisions = blanked != code
    for name in dict.fromkeys([dialect, *_DIALECTS]):
        found = _tokenize(blanked, name, 0)
        if found is not None:
            return _with_comments(blanked, found, None, has_elisions=has_elisions)
    # A statement that is being written must not take the others away.
    tokens: list[Token] = []
    fault: CodeFault | None = None
    starts = [0, *(m.start() for m in _STATEMENT.finditer(blanked)), len(blanked)]
    for start, end in pairwise(starts):
        text = blanked[start:end]
        part = _tokenize(text, dialect, start)
        if part is None:
            quote = max(text.rfind("'"), 0)
            part = _tokenize(text[:quote], dialect, start)
            line = blanked.count("\n", 0, start + quote)
            fault = fault or CodeFault("a text is not closed", line)
        tokens += part or []
    return _with_comments(blanked, tokens, fault, has_elisions=has_elisions)


def _with_comments(
    code: str, tokens: list[Token], fault: CodeFault | None, *, has_elisions: bool
) -> Tokens:
    """Return the tokens with the comments, which are what is between tokens."""
    spans: list[tuple[int, int]] = []
    position = 0
    for start, end in (*((t.start, t.end) for t in tokens), (len(code), len(code))):
        gap = code[position:start]
        if gap and not gap.isspace():
            found = [match.span() for match in _COMMENT.finditer(gap)]
            if not _COMMENT.sub("", gap).strip():
                spans += [(position + first, position + last) for first, last in found]
        position = end
    comments, bare = cut_comments(code, spans)
    return Tokens(bare, tokens, fault, has_elisions, comments)


def _tokenize(code: str, dialect: str, offset: int) -> list[Token] | None:
    """Return the tokens of some code, `None` where it cannot be cut into tokens."""
    try:
        found = sqlglot.tokenize(code, read=dialect)
    except (SqlglotError, ValueError, RecursionError):
        return None
    tokens: list[Token] = []
    for token in found:
        start, end = token.start, token.end + 1
        source = code[start:end]
        quote = source[:1]
        is_quoted = quote in {'"', "`", "["} and len(source) > 1
        is_string = "STRING" in token.token_type.name and not is_quoted
        value = token.text if is_string or is_quoted else source
        words = [source] if is_string or is_quoted else source.split()
        # sqlglot makes one token of PRIMARY KEY and the like.
        at = start
        for word in words:
            at = code.index(word, at)
            first = offset + at
            tokens.append(
                Token(
                    word, first, first + len(word), value if len(words) == 1 else word,
                    is_string, is_quoted,
                )
            )  # fmt: skip
            at += len(word)
    return tokens
