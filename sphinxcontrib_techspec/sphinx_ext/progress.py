"""A line that shows how far Sphinx has read, while the command line waits for it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_WIDTH = 24
_ERASE = "\r\x1b[K"
"""Back to the line's beginning, and nothing after it."""


def is_shown_on(stream: TextIO) -> bool:
    """Tell whether a person looks at *stream* and can see a line change."""
    unable = os.environ.get("TERM") == "dumb" or os.environ.get("CI")
    return stream.isatty() and not unable


class Progress:
    """A bar on a terminal; what is written through it stands above the bar.

    It is the stream of Sphinx's warnings, so that a warning and the bar never share a
    line. Where nobody looks, it only hands on.
    """

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.shown = is_shown_on(stream)
        self.drawn = ""
        self.read = self.total = 0

    def watch(self, app: Sphinx) -> None:
        """Follow what *app* reads."""
        if self.shown:
            app.connect("env-before-read-docs", self._begin)
            app.connect("source-read", self._advance)

    def write(self, text: str) -> int:
        """Write *text* where the bar was, and the bar again once the line has ended."""
        drawn = self.drawn
        self.erase()
        written = self.stream.write(text)
        if drawn and text.endswith("\n"):
            self._draw(drawn)
        return written

    def flush(self) -> None:
        """Show what was written."""
        self.stream.flush()

    def isatty(self) -> bool:
        """Tell whether the stream is a terminal."""
        return self.stream.isatty()

    def erase(self) -> None:
        """Leave nothing of the bar."""
        if self.drawn:
            self.drawn = ""
            self.stream.write(_ERASE)
            self.stream.flush()

    def _begin(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        self.read, self.total = 0, len(docnames)

    def _advance(self, app: Sphinx, docname: str, content: list[str]) -> None:
        self.read += 1
        done = _WIDTH * self.read // max(self.total, self.read)
        bar = "#" * done + "." * (_WIDTH - done)
        self._draw(f"Reading [{bar}] {self.read} of {self.total}")

    def _draw(self, text: str) -> None:
        self.drawn = text
        self.stream.write(f"{_ERASE}{text}")
        self.stream.flush()
