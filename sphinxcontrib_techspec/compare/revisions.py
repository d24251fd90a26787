"""Files and folders of git revisions, which states are read from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..files import MARKDOWN
from ..patterns import regex
from .git import GitError, Repository

if TYPE_CHECKING:
    # The models are not imported at each start.
    from ..kinds.spec_header import SpecStatus

_OBJECT = regex(r"(?P<revision>[^:{}]+):(?P<path>[^:]+)")
"""A file or folder of a revision, as git writes it."""

_DOCUMENTS = (*MARKDOWN, ".rst", "conf.py")
"""The ends of the names of documents, and of the configuration."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How Markdown files are read.

    Attributes:
        status: see `load`; `None` for a draft or that of a spec with directives.
        plain: whether a file is read alone whatever is in it.
    """

    status: SpecStatus | None = None
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where a state is read from.

    Attributes:
        name: its name.
        path: the file or folder.
        written: how messages call the path.
        shown: the path as places show it, from the top of the repository or as given.
        left_out: the submodules that are not there.
    """

    name: str
    path: Path
    written: str
    shown: str
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """A file or folder of a git revision.

    Attributes:
        repository: the repository.
        name: the name of the revision.
        commit: the id of its commit.
        path: the path, from the top of the repository.
        is_named: whether the user named the path for this revision.
    """

    repository: Repository
    name: str
    commit: str
    path: str
    is_named: bool

    @property
    def is_project(self) -> bool:
        """Whether it is a folder with a conf.py."""
        return self.repository.has(self.commit, self.main_file(is_project=True))

    def main_file(self, *, is_project: bool) -> str:
        """Return what has to be there: the path, or the conf.py of a project."""
        return f"{self.path}/conf.py".lstrip("/") if is_project else self.path

    def is_new(self, later: Revision | None, *, is_project: bool) -> bool:
        """Return whether there is no such file or folder yet.

        Args:
            later: the later revision; `None` for the working copy, which has it.
            is_project: whether the path is a folder with a conf.py there.

        Raises:
            GitError: it was renamed since.
        """
        main_file = self.main_file(is_project=is_project)
        if (
            self.is_named
            or not main_file
            or self.repository.has(self.commit, main_file)
        ):
            return False
        commit = ""
        if later:
            commit, main_file = later.commit, later.main_file(is_project=is_project)
            if not later.repository.has(commit, main_file):
                return False
        former = self.repository.former_path(self.commit, commit, main_file)
        if former:
            if main_file != self.path and former.endswith("conf.py"):
                former = former.removesuffix("conf.py").rstrip("/")
            raise GitError(
                f"{self._missing}; it was renamed from {former or 'the top folder'}: "
                f"use {self.name}:{former or '.'}"
            )
        return True

    @property
    def _missing(self) -> str:
        return f"{self.name}: no {self.path} in this revision"

    def write(self, folder: Path, reading: ReadOptions) -> Source:
        """Write the files of the revision into a new folder.

        Raises:
            GitError: there is no such file or folder, or git does not return it.
        """
        if self.path and not self.repository.has(self.commit, self.path):
            raise GitError(self._missing)
        folder.mkdir()
        left = self.repository.write_files(self.commit, folder, self._needed(reading))
        written = f"{self.name.partition(':')[0]}:{self.path}"
        return Source(self.name, folder / self.path, written, self.path, tuple(left))

    def _needed(self, reading: ReadOptions) -> Callable[[str], bool]:
        """Return which files' contents are needed to read the file or folder.

        Of a plain Markdown file, only documents and conf.py are read.
        """
        if not self.path.lower().endswith(MARKDOWN):
            return lambda _: True
        content = self.repository.content(self.commit, self.path)
        if not reading.plain and b"{techspec:" in content:
            return lambda _: True
        return lambda name: name.endswith(_DOCUMENTS)


def find_revision(repository: Repository, name: str, path: str) -> Revision:
    """Return a file or folder of a revision.

    Args:
        repository: the repository.
        name: the revision, or an object of it such as ``main:docs``.
        path: the path where the name has none.

    Raises:
        GitError: there is no such revision.
    """
    found = _OBJECT.fullmatch(name)
    if found is None:
        commit = repository.commit(name)
        return Revision(repository, name, commit, path, is_named=False)
    path = found["path"].rstrip("/")
    path = "" if path == "." else path
    commit = repository.commit(found["revision"])
    return Revision(repository, name, commit, path, is_named=True)
