"""What a repository says of its versions: lock files, found without configuration.

A format is one file here and one line in `locks.LOCK_READERS`.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path, PurePosixPath

from ..files import read_regular
from ..messages import Message
from .base import Ecosystem, LockError, LockReader, Release
from .cache import ReleaseCache
from .discovery import find_files, find_root
from .locks import LOCK_READERS
from .names import Wanted, keys, listed_as

__all__ = [
    "Damaged", "Ecosystem", "LockFile", "Release", "ReleaseCache", "Sources", "Wanted",
    "find_root", "is_lock_file",
]  # fmt: skip

_MANIFESTS = frozenset(name for reader in LOCK_READERS for name in reader.manifests)


def reader_of(path: str) -> LockReader | None:
    """Return the reader of a file by its path; `None` for another file."""
    parts = PurePosixPath(path).parts
    for reader in LOCK_READERS:
        for pattern in reader.files:
            count = pattern.count("/") + 1
            if fnmatchcase("/".join(parts[-count:]), pattern) and len(parts) >= count:
                return reader
    return None


def is_lock_file(path: str) -> bool:
    """Return whether a file is a lock file, by its path."""
    return reader_of(path) is not None


@dataclass(frozen=True, slots=True)
class Damaged:
    """A lock file that cannot be read.

    Attributes:
        path: its path from the root.
        problem: what is wrong with it.
        line: the line, from 1; 0 where it is not known.
    """

    path: str
    problem: str
    line: int


@dataclass(frozen=True)
class LockFile:
    """A lock file that was read.

    Attributes:
        path: its path from the root.
        ecosystem: where its packages come from.
        releases: what it has.
    """

    path: str
    ecosystem: Ecosystem
    releases: list[Release]

    @cached_property
    def by_key(self) -> dict[str, list[Release]]:
        """The releases by the names that they are found under."""
        found: dict[str, list[Release]] = {}
        for release in self.releases:
            for key in listed_as(release.name, self.ecosystem):
                found.setdefault(key, []).append(release)
        return found

    def find(self, wanted: Wanted) -> list[Release]:
        """Return the releases of a package.

        Of a Go module that is named by the end of its path, they are those of all
        modules with that end.
        """
        if wanted.ecosystem not in {None, self.ecosystem}:
            return []
        for key in keys(wanted.name, self.ecosystem):
            if found := self.by_key.get(key):
                return found
        return []


class Sources:
    """The lock files of a repository; each is read once, when it is asked for."""

    def __init__(
        self,
        root: Path | None,
        named: tuple[Path, ...] = (),
        cache: ReleaseCache | None = None,
        folder: Path | None = None,
    ) -> None:
        """Take where to look.

        Args:
            root: the root of the repository; `None` where there is none to look in.
            named: further lock files, wherever they are.
            cache: what was read before.
            folder: the folder that paths are relative to where there is no root.
        """
        self.root = root
        self._base = (root or folder or Path()).resolve()
        self._named = named
        self._cache = cache or ReleaseCache()
        self._read: dict[str, LockFile | Damaged] = {}

    @cached_property
    def _found(self) -> list[str]:
        if self.root is None:
            return []
        return find_files(
            self.root,
            lambda path: is_lock_file(path) or path.rpartition("/")[2] in _MANIFESTS,
        )

    @cached_property
    def paths(self) -> list[str]:
        """The paths of the lock files from the root, and those that are named."""
        found = [path for path in self._found if is_lock_file(path)]
        for path in self._named:
            own = self._own_path(path)
            if own not in found:
                found.append(own)
        return found

    def _own_path(self, path: Path) -> str:
        """Return the path of a named file from the root, also where it is outside."""
        try:
            return Path(os.path.relpath(path.resolve(), self._base)).as_posix()
        except ValueError:
            # On another drive.
            return path.resolve().as_posix()

    def full_path(self, path: str) -> Path:
        """Return the path of a lock file in the file system."""
        return self._base / path

    def files(self, below: str = "") -> Iterator[LockFile | Damaged]:
        """Yield the lock files in a folder and below it.

        Args:
            below: the folder, from the root; empty for the root.
        """
        for path in self.paths:
            if below and not path.startswith(f"{below}/"):
                continue
            if path not in self._read:
                self._read[path] = self._load(path)
            yield self._read[path]

    def _load(self, path: str) -> LockFile | Damaged:
        reader = reader_of(path)
        if reader is None:
            return Damaged(path, Message("unknown lock file format"), 0)
        try:
            data = read_regular(self.full_path(path))
            manifests = dict(self._manifests(path, reader))
            parts = [reader.format.encode(), data]
            for name, content in manifests.items():
                parts += [name.encode(), content]
            releases = self._cache.get(parts, lambda: reader.releases(data, manifests))
        except LockError as error:
            return Damaged(path, error.problem, error.line)
        except OSError as error:
            reason = error.strerror or errno.errorcode.get(error.errno or 0, "")
            return Damaged(path, Message("cannot be read: {error}", error=reason), 0)
        return LockFile(path, reader.ecosystem, releases)

    def _manifests(self, path: str, reader: LockReader) -> Iterator[tuple[str, bytes]]:
        """Yield the manifests beside a lock file, and those below that have no other.

        A manifest that cannot be read says nothing.
        """
        if not reader.manifests:
            return
        folder = path.rpartition("/")[0]
        start = f"{folder}/" if folder else ""
        nearer = [
            other.rpartition("/")[0] + "/"
            for other in self.paths
            if other.startswith(start)
            and "/" in other[len(start) :]
            and (others := reader_of(other))
            and others.ecosystem == reader.ecosystem
        ]
        for manifest in self._manifests_below(start):
            name = manifest[len(start) :]
            if name.rpartition("/")[2] not in reader.manifests:
                continue
            if any(manifest.startswith(other) for other in nearer):
                continue
            try:
                yield name, read_regular(self.full_path(manifest))
            except OSError:
                continue

    def _manifests_below(self, start: str) -> list[str]:
        found = [path for path in self._found if path.startswith(start)]
        if not found:
            # A named file that no search has found.
            here = self.full_path(start)
            found = [f"{start}{n}" for n in sorted(_MANIFESTS) if (here / n).is_file()]
        return found
