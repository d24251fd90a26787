"""The lines of source files, as the readers count them: a line ends with a newline.

docutils and MyST read other separators, such as a form feed, as spaces or as text.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_KEY = "techspec_lines"
"""Where the lines of the file that is being read are kept."""


def read_source(path: str | Path) -> str:
    """Return the text of a source file, empty where it cannot be read."""
    try:
        return Path(path).read_text("utf-8-sig")
    except (OSError, ValueError):
        return ""


def source_lines(env: BuildEnvironment, path: str | Path) -> Sequence[str]:
    """Return the lines of a source file, none where it cannot be read.

    Those of the file that was asked for last are kept while its document is read.

    Args:
        env: the environment of the build.
        path: the file.
    """
    document = env.current_document
    known: tuple[str, Sequence[str]] = document.get(_KEY) or ("", ())
    if known[0] != str(path):
        text = read_source(path)
        known = str(path), text.split("\n") if text else ()
        document[_KEY] = known
    return known[1]
