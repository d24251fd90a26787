"""The state of a project at a git revision, or in the working copy."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from ..exchange.read import FILE_NAME

_TIMEOUT = 600
"""How many seconds git may take for one command."""


class RevisionError(Exception):
    """The files of a revision cannot be read or built; the text says why."""


class NotInRevisionError(RevisionError):
    """A revision does not have the path."""


@contextmanager
def files_at(revision: str, path: Path) -> Generator[Path]:
    """Give a path as it is at a revision, within a folder that is removed afterwards.

    The whole repository is written there, for a ``conf.py`` may read other parts of it.

    Args:
        revision: a commit, a branch or a tag.
        path: a folder or a file of a git repository.

    Raises:
        NotInRevisionError: the path is not in the revision.
        RevisionError: there is no git, no repository or no such revision.
    """
    where = path if path.is_dir() else path.parent
    if not where.is_dir():
        message = f"{path}: no such file or folder"
        raise RevisionError(message)
    top = Path(_git(where, "rev-parse", "--show-toplevel"))
    commit = _commit(where, revision)
    inside = path.resolve().relative_to(top.resolve())
    with tempfile.TemporaryDirectory(prefix="techspec-") as folder:
        tree = Path(folder) / "tree"
        tree.mkdir()
        index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        _git(top, "read-tree", commit, environment=index)
        _git(
            top, "checkout-index", "--all", "--quiet", f"--prefix={tree}{os.sep}",
            environment=index,
        )  # fmt: skip
        found = tree / inside
        if not found.exists():
            message = f"{inside.as_posix()}: not in revision {revision}"
            raise NotInRevisionError(message)
        yield found


def _commit(where: Path, revision: str) -> str:
    """Return the commit that a revision is."""
    if revision.startswith("-"):
        message = f"invalid revision “{revision}”"
        raise RevisionError(message)
    try:
        return _git(where, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    except RevisionError:
        message = f"unknown revision “{revision}”"
        if _git(where, "rev-parse", "--is-shallow-repository") == "true":
            message += " (the clone is shallow; fetch its history)"
        raise RevisionError(message) from None


def _git(
    folder: Path, *arguments: str, environment: dict[str, str] | None = None
) -> str:
    """Run git in a folder, and return what it prints, without a shell."""
    program = shutil.which("git")
    if program is None:
        message = "git not found; install it, or compare two files"
        raise RevisionError(message)
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and a program of that name
            [program, "-C", str(folder), *arguments],
            check=False,
            capture_output=True,
            timeout=_TIMEOUT,
            env={**os.environ, **(environment or {})},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        message = f"git: {error}"
        raise RevisionError(message) from None
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()
        message = reason[-1] if reason else f"git {arguments[0]} failed"
        raise RevisionError(message)
    return done.stdout.decode("utf-8", "replace").strip()


def build_state(folder: Path) -> str:
    """Return the text of the ``techspec.json`` of a documentation folder.

    Args:
        folder: the folder, with a ``conf.py``.

    Raises:
        RevisionError: there is no ``conf.py``, or the project cannot be built.
    """
    from ..sphinx_ext.check import build_report  # noqa: PLC0415 - imports Sphinx

    if not (folder / "conf.py").is_file():
        message = f"no conf.py in {folder.name}"
        raise RevisionError(message)
    with tempfile.TemporaryDirectory(prefix="techspec-") as out:
        try:
            build_report(folder, Path(out))
        except RuntimeError as error:
            message = f"{folder.name}: {error}"
            raise RevisionError(message) from None
        return (Path(out) / FILE_NAME).read_text("utf-8")
