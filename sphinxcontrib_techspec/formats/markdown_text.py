"""What authors wrote as text in Markdown that shows it and nothing else."""

from __future__ import annotations

from ..patterns import regex
from .style import visible

_MARKS = regex(r"([\\`*_\[\]<>|#&~$])")
_MENTION = regex(r"(?<!\w)@(?!\s|$)|[#!](?=\d)")
"""What names a person, an issue or a merge request."""

_LIST = regex(r"^( ?\d{0,9})([-+.)])(?= |$)")
"""What begins a list where the text begins a line."""

_BACKQUOTES = regex(r"`+")


def escaped(text: str) -> str:
    """Return *text* for running text of Markdown, on one line."""
    text = _LIST.sub(r"\1\\\2", _MARKS.sub(r"\\\1", visible(text)))
    # A space of no width keeps whoever is named after an @ from being called.
    return _MENTION.sub("\\g<0>\u200b", text)


def code(text: str, *, in_cell: bool = True) -> str:
    """Return *text* as code, whatever backquotes and bars it holds.

    Args:
        text: the text.
        in_cell: whether it is in a cell of a table, where bars are escaped.
    """
    bare = visible(text).replace("|", "\\|") if in_cell else visible(text)
    longest = max((len(run) for run in _BACKQUOTES.findall(bare)), default=0)
    space = " " if longest else ""
    return f"{'`' * (longest + 1)}{space}{bare}{space}{'`' * (longest + 1)}"
