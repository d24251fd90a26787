"""How a report is written, and how text is made safe for a terminal."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..findings.report import Finding, UnreadBlock
from ..patterns import regex


@dataclass(frozen=True, slots=True)
class Style:
    """How a report is written.

    Attributes:
        source: the folder that the findings' files are in, where it is known.
        prefix: what stands before a file's path, so that it counts from where the
            command runs.
        colour: whether the text is for a terminal that shows colours.
        hidden: how many findings a baseline hides.
        fixed: how many findings of the baseline are no more.
    """

    source: Path | None = None
    prefix: str = ""
    colour: bool = False
    hidden: int = 0
    fixed: int = 0

    def path(self, finding: Finding | UnreadBlock) -> str:
        """Return the path of a finding's file from where the command runs."""
        return f"{self.prefix}{finding.file}" if finding.file else ""


_SPACE = regex("[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")


_UNSEEN = regex("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that steer a terminal, turn text round, or are none."""


def visible(text: str) -> str:
    """Return *text* on one line, with what would steer a terminal spelt out.

    What an author wrote may hold an escape sequence, or a mark that turns the letters
    after it round; a reader has to see it, and nothing may act on it.
    """
    return _UNSEEN.sub(lambda match: f"\\x{ord(match[0]):02x}", _SPACE.sub(" ", text))
