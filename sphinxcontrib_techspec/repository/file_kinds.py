"""Which files of a repository are read, by their paths."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from ..patterns import regex
from .api_files import API_FILES
from .base import VersionReader
from .container_files import COMPOSE
from .env_files import EXAMPLE_WORDS, is_env_example
from .locks import LOCK_READERS
from .service_files import IMAGE_RANK, SERVICE_READERS

MANIFESTS = frozenset(name for reader in LOCK_READERS for name in reader.manifests)
"""The names of files that say what a project names as its dependencies."""

_WORDS = regex(r"[^a-z0-9]+")
_HELPERS = frozenset(
    "backup bak bench benchmark benchmarks ci demo e2e example fixture fixtures lint"
    " load loadtest old orig perf sample template test testing tests tmpl tpl".split()
)
"""Words in the paths of files whose images are not those of the product."""


def reader_of(path: str) -> VersionReader | None:
    """Return the reader of a lock file by its path; `None` for another file."""
    return next(_readers(path, LOCK_READERS), None)


def service_readers_of(path: str) -> list[VersionReader]:
    """Return the readers of a file that may have versions of services, by its path.

    Images of tests and other helpers, as their paths name them, say nothing.
    """
    helps = not _HELPERS.isdisjoint(_WORDS.split(path.lower()))
    return [
        reader
        for reader in _readers(path, SERVICE_READERS)
        if not (helps and reader.rank == IMAGE_RANK)
    ]


def _readers(path: str, readers: tuple[VersionReader, ...]) -> Iterator[VersionReader]:
    parts = PurePosixPath(path).parts
    for reader in readers:
        for pattern in reader.files:
            count = pattern.count("/") + 1
            if fnmatchcase("/".join(parts[-count:]), pattern) and len(parts) >= count:
                yield reader
                break


def is_api_file(path: str) -> bool:
    """Return whether a file may be an API document, by its path.

    Those of tests and other helpers, as their paths name them, are none.
    """
    name = path.rpartition("/")[2].lower()
    helps = not _HELPERS.isdisjoint(_WORDS.split(path.lower()))
    return not helps and any(fnmatchcase(name, pattern) for pattern in API_FILES)


def is_env_file(path: str) -> bool:
    """Return whether a file is an example of an environment file of the product.

    Those in folders of tests and other helpers, and those for tests, are none.
    """
    folder, _, name = path.rpartition("/")
    return is_env_example(name) and _HELPERS.isdisjoint(_own_words(folder, name))


def _own_words(folder: str, name: str) -> list[str]:
    """Return the words of a path without those that say that it is an example."""
    of_name = [word for word in _WORDS.split(name.lower()) if word not in EXAMPLE_WORDS]
    return [*_WORDS.split(folder.lower()), *of_name]


def is_compose_file(path: str) -> bool:
    """Return whether a file is a Compose file of the product, by its path."""
    return COMPOSE in service_readers_of(path)


def is_source(path: str) -> bool:
    """Return whether claims are compared with a file, by its path."""
    has_versions = reader_of(path) is not None or bool(service_readers_of(path))
    return has_versions or is_api_file(path) or is_env_file(path)
