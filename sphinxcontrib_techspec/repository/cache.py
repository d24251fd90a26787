"""What was read of files in the repository, kept between builds by their content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

from ..files import write_text

_VERSION = 2

Row = TypeVar("Row", bound=tuple[Any, ...])
"""What a file has many of: a tuple of texts, numbers and yes or no."""


class SourceCache:
    """Rows by a digest of what they were read from, so they cannot be outdated."""

    def __init__(self, path: Path | None = None) -> None:
        """Take the file that the cache is kept in; `None` for none."""
        self._path = path
        self._kept: dict[str, list[tuple[object, ...]]] | None = None
        self._used: dict[str, list[tuple[object, ...]]] = {}
        self.parsed = 0
        """How many files were parsed, since their content was not known."""

    def get(
        self,
        parts: list[bytes],
        make: Callable[..., Row],
        read: Callable[[], list[Row]],
    ) -> list[Row]:
        """Return what was read of a file, or read it.

        Args:
            parts: all that the result depends on.
            make: makes a row of its values.
            read: reads the file; what it raises is not kept.
        """
        digest = hashlib.sha256()
        for part in parts:
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
        key = digest.hexdigest()[:32]
        known = self._used.get(key, self._load().get(key))
        try:
            rows = None if known is None else [make(*values) for values in known]
        except TypeError:
            # Another program wrote the cache.
            rows = None
        if rows is None:
            self.parsed += 1
            rows = read()
        self._used[key] = cast("list[tuple[object, ...]]", rows)
        return rows

    def _load(self) -> dict[str, list[tuple[object, ...]]]:
        if self._kept is None:
            self._kept = {}
            try:
                data: object = json.loads(self._path.read_bytes()) if self._path else {}
                self._kept = _rows(data)
            except (OSError, ValueError, TypeError, AttributeError, RecursionError):
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


def _rows(data: object) -> dict[str, list[tuple[object, ...]]]:
    if not isinstance(data, dict):
        return {}
    members = cast("dict[str, object]", data)
    if members.get("version") != _VERSION:
        return {}
    files = cast("dict[str, list[list[object]]]", members.get("files", {}))
    return {key: [tuple(row) for row in rows] for key, rows in files.items()}
