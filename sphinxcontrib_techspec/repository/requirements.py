"""requirements.txt: https://pip.pypa.io/en/stable/reference/requirements-file-format/.

Only pins (``==``) are read. Files that pip-compile or uv write say of each package why
it is there; one that only other packages need is no direct dependency.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..patterns import regex
from .base import Manifests, Release, VersionReader, python_name

_PIN = regex(
    r"(?P<name>[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*+(?:\[[^\]]*\]\s*+)?"
    r"===?\s*+(?P<version>[\w.!+-]++)\s*+(?:;.*)?",
    re.ASCII,
)
_HASH = regex(r"\s--(?:hash|config-settings|global-option)\b\S*.*")
_COMMENT = regex(r"(?:^|\s)#\s*(?P<text>.*)")
_DIRECT = regex(r"-[rc]\s|\([^\s()]*(?:pyproject\.toml|setup\.(?:py|cfg)|\.in)\)")
"""What stands behind ``via`` where a file names a package."""


def _read(text: str, _manifests: Manifests) -> list[Release]:
    found: list[Release] = []
    for number, line, vias in _requirements(text):
        pin = _PIN.fullmatch(_HASH.sub("", line).strip())
        if pin is None:
            continue
        direct = not vias or any(map(_DIRECT.search, vias))
        found.append(
            Release(python_name(pin["name"]), pin["version"], number, bool(direct))
        )
    return found


def _requirements(text: str) -> Iterator[tuple[int, str, list[str]]]:
    """Yield each requirement with its line, and the reasons in the comments below."""
    number, joined = 0, ""
    vias: list[str] = []
    is_via = False
    for at, line in enumerate(text.splitlines(), 1):
        comment = _COMMENT.search(line)
        code = line[: comment.start()] if comment else line
        if code.strip():
            if number and not joined.endswith("\\"):
                yield number, joined, vias
                number, joined, vias = 0, "", []
            if not number:
                number = at
            joined = joined.removesuffix("\\") + " " + code.strip()
            is_via = False
        if comment and number:
            words = comment["text"].strip()
            if words.startswith("via"):
                is_via = True
                words = words.removeprefix("via").strip()
            if is_via and words:
                vias.append(words)
        elif not code.strip():
            is_via = False
    if number:
        yield number, joined, vias


READER = VersionReader(
    "requirements 1", ("requirements*.txt", "requirements/*.txt"), "pypi", (), _read
)
