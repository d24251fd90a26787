"""What a repository says of its versions and its API, found without configuration.

Lock files have the versions of packages; files of tools, images and CI those of
services, languages and tools. A format is a reader and a line in `locks.LOCK_READERS`
or `service_files.SERVICE_READERS`. API documents have its endpoints, and examples of
environment files its settings.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..files import read_regular
from ..messages import Message
from .api_files import API_FORMAT, ApiOperation, read_operations, seems_api
from .base import DamagedError, Ecosystem, Release, VersionReader
from .cache import SourceCache
from .code_files import CodeFiles, is_below
from .code_words import Mention, find_mentions
from .compose_settings import COMPOSE_SETTINGS_FORMAT, read_compose_settings
from .discovery import find_files, find_root
from .env_files import ENV_FORMAT, SettingEntry, read_env
from .file_kinds import (
    MANIFESTS,
    is_api_file,
    is_compose_file,
    is_env_file,
    is_source,
    reader_of,
    service_readers_of,
)
from .names import Wanted, keys, listed_as
from .packages import manifest_names, package_words
from .route_table import Route, RouteTable
from .schema_table import SchemaTable

__all__ = [
    "ApiFile",
    "ApiOperation",
    "Damaged",
    "Ecosystem",
    "Mention",
    "Release",
    "Route",
    "RouteTable",
    "SettingEntry",
    "SettingFile",
    "SourceCache",
    "Sources",
    "VersionFile",
    "Wanted",
    "find_root",
    "is_source",
]  # fmt: skip

_API_ENDINGS = (".json", ".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Damaged:
    """A file with versions that cannot be read.

    Attributes:
        path: its path from the root.
        problem: what is wrong with it.
        line: the line, from 1; 0 where it is not known.
    """

    path: str
    problem: str
    line: int


@dataclass(frozen=True)
class VersionFile:
    """A file with versions that was read.

    Attributes:
        path: its path from the root.
        ecosystem: where its packages come from.
        releases: what it has.
        rank: how much it says of services, the lowest most; 0 for packages.
    """

    path: str
    ecosystem: Ecosystem
    releases: list[Release]
    rank: int = 0

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


@dataclass(frozen=True, slots=True)
class ApiFile:
    """An API document that was read.

    Attributes:
        path: its path from the root.
        operations: its operations, each for each of its servers.
    """

    path: str
    operations: list[ApiOperation]


@dataclass(frozen=True, slots=True)
class SettingFile:
    """A file with settings that was read.

    Attributes:
        path: its path from the root.
        entries: what it has.
        is_example: whether it is an example of an environment file, else a Compose
            file, which has some of the settings.
    """

    path: str
    entries: list[SettingEntry]
    is_example: bool


class Sources:
    """The files that a repository is compared by, each read once, when needed."""

    def __init__(
        self,
        root: Path | None,
        named: tuple[Path, ...] = (),
        cache: SourceCache | None = None,
        folder: Path | None = None,
    ) -> None:
        """Take where to look.

        Args:
            root: the root of the repository; `None` where there is none to look in.
            named: further files with versions or of APIs, wherever they are.
            cache: what was read before.
            folder: the folder that paths are relative to where there is no root.
        """
        self.root = root
        self._base = (root or folder or Path()).resolve()
        self._named = named
        self._cache = cache or SourceCache()
        self._read: dict[tuple[str, str], VersionFile | Damaged] = {}
        self._apis: dict[str, ApiFile | Damaged] = {}
        self._settings: dict[str, SettingFile | Damaged] = {}
        self._code = CodeFiles(root, self._cache)

    @cached_property
    def _found(self) -> list[str]:
        if self.root is None:
            return []
        return find_files(
            self.root,
            lambda path: is_source(path) or path.rpartition("/")[2] in MANIFESTS,
            is_api_file,
        )

    @cached_property
    def paths(self) -> list[str]:
        """The paths of the lock files from the root, and those that are named."""
        return [path for path in self._all if reader_of(path)]

    @cached_property
    def service_paths(self) -> list[str]:
        """The paths of the files with services, from the root and those named."""
        return [path for path in self._all if service_readers_of(path)]

    @cached_property
    def api_paths(self) -> list[str]:
        """The paths of what may be API documents, from the root and those named.

        One that ``conf.py`` names may have any name: its first key tells it from a file
        of measured values, which may be absent.
        """
        named = {
            self._own_path(path)
            for path in self._named
            if path.suffix.lower() in _API_ENDINGS and _seems_api(path)
        }
        return [path for path in self._all if is_api_file(path) or path in named]

    @cached_property
    def setting_paths(self) -> list[str]:
        """The paths of the files with settings, from the root and those named."""
        return [p for p in self._all if is_env_file(p) or is_compose_file(p)]

    @cached_property
    def _all(self) -> list[str]:
        named = [self._own_path(path) for path in self._named]
        return list(dict.fromkeys([*self._found, *named]))

    def _own_path(self, path: Path) -> str:
        """Return the path of a named file from the root, also where it is outside."""
        try:
            return Path(os.path.relpath(path.resolve(), self._base)).as_posix()
        except ValueError:
            # On another drive.
            return path.resolve().as_posix()

    def full_path(self, path: str) -> Path:
        """Return the path of a file in the file system."""
        return self._base / path

    def seen_from(self, folder: Path, path: str) -> str:
        """Return the path of a file from a folder, for messages.

        Args:
            folder: the folder.
            path: the file, from the root.
        """
        full = self.full_path(path)
        try:
            return Path(os.path.relpath(full, folder)).as_posix()
        except ValueError:
            # On another drive.
            return full.as_posix()

    def files(self, below: str = "") -> Iterator[VersionFile | Damaged]:
        """Yield the lock files in a folder and below it.

        Args:
            below: the folder, from the root; empty for the root.
        """
        for path in self.paths:
            if (reader := reader_of(path)) and is_below(path, below):
                yield self._loaded(path, reader)

    def service_files(self, below: str = "") -> Iterator[VersionFile | Damaged]:
        """Yield the files with services in a folder and below it.

        Args:
            below: the folder, from the root; empty for the root.
        """
        for path in self.service_paths:
            if is_below(path, below):
                for reader in service_readers_of(path):
                    yield self._loaded(path, reader)

    def api_files(self, below: str = "") -> Iterator[ApiFile | Damaged]:
        """Yield the API documents in a folder and below it that have operations.

        Args:
            below: the folder, from the root; empty for the root.
        """
        for path in self.api_paths:
            if is_below(path, below):
                if path not in self._apis:
                    self._apis[path] = self._load_api(path)
                found = self._apis[path]
                if isinstance(found, Damaged) or found.operations:
                    yield found

    def setting_files(self, below: str = "") -> Iterator[SettingFile | Damaged]:
        """Yield the files with settings in a folder and below it.

        Args:
            below: the folder, from the root; empty for the root.
        """
        for path in self.setting_paths:
            if is_below(path, below):
                if path not in self._settings:
                    self._settings[path] = self._load_settings(path)
                yield self._settings[path]

    def mentions(self, names: Iterable[str]) -> dict[str, Mention] | None:
        """Return how the code has some names; `None` where no code is looked at.

        Args:
            names: the names, in capitals with underscores.
        """
        return None if self.root is None else find_mentions(self.root, names)

    @cached_property
    def package_words(self) -> frozenset[str]:
        """The words of the names of the packages that the project uses."""
        texts: dict[str, str] = {}
        for path in self._found:
            is_list = reader_of(path) is not None and path.endswith((".txt", "go.mod"))
            if is_list or path.rpartition("/")[2] in MANIFESTS:
                try:
                    data = read_regular(self.full_path(path))
                except OSError:
                    continue
                texts[path] = data.decode("utf-8-sig", "replace")
        return package_words(manifest_names(texts))

    def routes(self, below: str = "") -> RouteTable:
        """Return the routes in the code in a folder and below it.

        Args:
            below: the folder, from the root; empty for the root.
        """
        return self._code.routes(below)

    def schemas(self, below: str = "") -> SchemaTable:
        """Return the classes, tables and models in a folder and below it.

        Args:
            below: the folder, from the root; empty for the root.
        """
        return self._code.schemas(below)

    def damaged_apis(self) -> list[Damaged]:
        """Return the API documents that were read and are damaged, by their paths."""
        found = [file for file in self._apis.values() if isinstance(file, Damaged)]
        return sorted(found, key=lambda file: file.path)

    def damaged_settings(self) -> list[Damaged]:
        """Return the files with settings that were read and are damaged."""
        found = [file for file in self._settings.values() if isinstance(file, Damaged)]
        return sorted(found, key=lambda file: file.path)

    def damaged(self) -> list[Damaged]:
        """Return the files with versions that were read and are damaged, each once.

        What no claim of a spec needed is not read.
        """
        found = {
            file.path: file
            for file in reversed(self._read.values())
            if isinstance(file, Damaged)
        }
        return sorted(found.values(), key=lambda file: file.path)

    def _load_api(self, path: str) -> ApiFile | Damaged:
        is_json = path.lower().endswith(".json")
        try:
            data = read_regular(self.full_path(path))
            operations = self._cache.get(
                [f"{API_FORMAT} {is_json}".encode(), data],
                ApiOperation,
                lambda: read_operations(data, is_json=is_json),
            )
        except (DamagedError, OSError) as error:
            return _damaged(path, error)
        return ApiFile(path, operations)

    def _load_settings(self, path: str) -> SettingFile | Damaged:
        is_example = not is_compose_file(path)
        name = ENV_FORMAT if is_example else COMPOSE_SETTINGS_FORMAT
        read = read_env if is_example else read_compose_settings
        try:
            data = read_regular(self.full_path(path))
            entries = self._cache.get(
                [name.encode(), data], SettingEntry, lambda: read(data)
            )
        except (DamagedError, OSError) as error:
            if not is_example:
                return SettingFile(path, [], is_example=False)
            return _damaged(path, error)
        return SettingFile(path, entries, is_example)

    def _loaded(self, path: str, reader: VersionReader) -> VersionFile | Damaged:
        key = (path, reader.format)
        if key not in self._read:
            self._read[key] = self._load(path, reader)
        return self._read[key]

    def _load(self, path: str, reader: VersionReader) -> VersionFile | Damaged:
        try:
            data = read_regular(self.full_path(path))
            manifests = dict(self._manifests(path, reader))
            parts = [reader.format.encode(), data]
            for name, content in manifests.items():
                parts += [name.encode(), content]
            releases = self._cache.get(
                parts, Release, lambda: reader.releases(data, manifests)
            )
        except (DamagedError, OSError) as error:
            return _damaged(path, error)
        return VersionFile(path, reader.ecosystem, releases, reader.rank)

    def _manifests(
        self, path: str, reader: VersionReader
    ) -> Iterator[tuple[str, bytes]]:
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
            found = [f"{start}{n}" for n in sorted(MANIFESTS) if (here / n).is_file()]
        return found


def _seems_api(path: Path) -> bool:
    try:
        return seems_api(read_regular(path))
    except OSError:
        return False


def _damaged(path: str, error: DamagedError | OSError) -> Damaged:
    if isinstance(error, DamagedError):
        return Damaged(path, error.problem, error.line)
    reason = error.strerror or errno.errorcode.get(error.errno or 0, "")
    return Damaged(path, Message("cannot be read: {error}", error=reason), 0)
