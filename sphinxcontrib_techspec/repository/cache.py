"""What was read of lock files, kept between builds by the content of the files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import cast

from ..files import write_text
from .base import Release

_VERSION = 1


class ReleaseCache:
    """Releases by a digest of what they were read from, so they cannot be outdated."""

    def __init__(self, path: Path | None = None) -> None:
        """Take the file that the cache is kept in; `None` for none."""
        self._path = path
        self._kept: dict[str, list[Release]] | None = None
        self._used: dict[str, list[Release]] = {}
        self.parsed = 0
        """How many files were parsed, since their content was not known."""

    def get(
        self, parts: list[bytes], read: Callable[[], list[Release]]
    ) -> list[Release]:
        """Return what was read of a file, or read it.

        Args:
            parts: all that the result depends on.
            read: reads the file; what it raises is not kept.
        """
        digest = hashlib.sha256()
        for part in parts:
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
        key = digest.hexdigest()[:32]
        if key not in self._used:
            known = self._load().get(key)
            if known is None:
                self.parsed += 1
                known = read()
            self._used[key] = known
        return self._used[key]

    def _load(self) -> dict[str, list[Release]]:
        if self._kept is None:
            self._kept = {}
            try:
                data: object = json.loads(self._path.read_bytes()) if self._path else {}
                self._kept = _releases(data)
            except (OSError, ValueError, TypeError, RecursionError):
                pass
        return self._kept

    def save(self) -> None:
        """Keep what this build used, if that changed."""
        if self._path is None or not (self._used or self._kept):
            return
        if self._used == self._load():
            return
        data = {"version": _VERSION, "files": self._used}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        write_text(self._path, json.dumps(data, sort_keys=True))
        self._kept = dict(self._used)


def _releases(data: object) -> dict[str, list[Release]]:
    if not isinstance(data, dict):
        return {}
    members = cast("dict[str, object]", data)
    if members.get("version") != _VERSION:
        return {}
    files = cast("dict[str, list[list[object]]]", members.get("files", {}))
    return {
        key: [Release(*cast("tuple[str, str, int, bool, str]", row)) for row in rows]
        for key, rows in files.items()
    }
