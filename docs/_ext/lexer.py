"""Colours for MyST in the documentation: directives, their options, and roles."""

from __future__ import annotations

from typing import Any, ClassVar

# types-pygments has no stubs of these lexers, and no types of these functions.
from pygments.lexer import (
    bygroups,  # pyright: ignore[reportUnknownVariableType]
    inherit,
    using,  # pyright: ignore[reportUnknownVariableType]
)
from pygments.lexers.data import YamlLexer  # pyright: ignore[reportMissingTypeStubs]
from pygments.lexers.markup import (  # pyright: ignore[reportMissingTypeStubs]
    MarkdownLexer,
)
from pygments.token import Name, Punctuation, String, Text, Whitespace


class MystLexer(MarkdownLexer):
    """Markdown with MyST's front matter, directives and roles.

    Pygments knows no fence with a directive: it takes the end of one for the beginning
    of a code block, so that every other directive would have one colour throughout.
    """

    name: ClassVar[str] = "MyST"
    aliases: ClassVar[list[str]] = ["md", "markdown", "myst"]
    filenames: ClassVar[list[str]] = []
    mimetypes: ClassVar[list[str]] = []

    tokens: ClassVar[dict[str, Any]] = {
        "root": [
            (r"\A---\n(?:[^\n]*\n)*?---\n", using(YamlLexer)),
            (
                r"^(`{3,}|:{3,})(\{)([\w:-]+)(\})([^\n]*)(\n)",
                bygroups(Punctuation, Punctuation, Name.Tag, Punctuation, String, Text),
            ),
            (r"^(`{3,}|:{3,})(\n)", bygroups(Punctuation, Whitespace)),
            (r"^(:[\w-]+:)([^\n]*\n)", bygroups(Name.Attribute, Text)),
            (
                r"(\{)([\w:-]+)(\})(`[^`\n]+`)",
                bygroups(Punctuation, Name.Tag, Punctuation, String.Backtick),
            ),
            inherit,
        ]
    }
